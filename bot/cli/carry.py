"""`duly carry`: the open items of earlier notes in the next meeting's note."""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from bot.cli.common import local_notes, options, terminal
from bot.cli.common.next_note import next_note
from bot.core.carry.elsewhere.unmerged import NONE_UNMERGED, Unmerged
from bot.core.carry.next_note import carry
from bot.core.carry.pull_request import with_remarks
from bot.core.model.issues import Issue
from bot.core.model.notes import NoteFile
from bot.core.model.snapshot import Snapshot


@click.command("carry")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@options.config
@click.option(
    "--repo",
    metavar="OWNER/REPO",
    help="Take earlier notes, the config and the issues from this repository, with GITHUB_TOKEN; the lines get their numbers.",
)
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The next note, which is rewritten or created; - reads it from a pipe and prints it.",
)
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="Carry from the note of this date.")
def command(
    paths: tuple[Path, ...], config_path: Path | None, repo: str | None, into: Path | None, since: datetime | None
) -> None:
    """Carry the open items of the notes under PATHS (files or folders) into the next meeting's note.

    With --repo, notes under PATHS take the place of those in the repository, and PATHS may be left out. Without --into the
    block is printed. A summary is printed on stderr.
    """
    if not paths and not repo:
        raise click.UsageError("name PATHS of notes, or a repository with --repo")
    config = local_notes.read_config(config_path)
    note = next_note(into)
    notes = local_notes.read_notes(paths, config, config_path) if paths else {}
    known = [read for file, read in notes.items() if not into or not _same(file, into)]
    target = NoteFile(local_notes.paths_in_repository([into], config_path)[into] if into else "", note.text)
    before = _gathered(repo, known, target) if repo else (local_notes.empty_tracker(known, config), (), NONE_UNMERGED)
    snapshot, raised, unmerged = before
    with terminal.status("Carrying"):
        day = since.date() if since else None
        carried = with_remarks(carry(unmerged.over(snapshot), target, since=day, raised=raised), unmerged)
    if since and not carried.source:
        raise click.ClickException(carried.summary)
    if into is None:
        click.echo(carried.block, nl=False)
    else:
        note.write(carried.text)
    terminal.say(carried.summary)


def _gathered(repo: str, notes: Iterable[NoteFile], target: NoteFile) -> tuple[Snapshot, tuple[Issue, ...], Unmerged]:
    """As in `gather_for_checkout`."""
    import asyncio

    from bot.cli.common.environment import read_settings
    from bot.github.errors import GitHubError
    from bot.jobs.carry import gather_for_checkout
    from bot.logs.setup import set_up
    from bot.settings import SettingsError

    settings = read_settings()
    set_up("warning", sys.stderr, settings.secrets)
    try:
        with terminal.status(f"Reading {repo}"):
            gathered = asyncio.run(gather_for_checkout(settings, repo, notes, target))
    except (GitHubError, SettingsError) as error:
        raise click.ClickException(str(error)) from error
    snapshot = gathered[0]
    if snapshot.config is None:
        terminal.show_problems(snapshot.problems)
        raise click.ClickException(f"{repo} has no good `{snapshot.config_path}` on its default branch")
    return gathered


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
