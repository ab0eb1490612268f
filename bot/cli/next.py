"""`duly next`: the note of the next meeting, on this machine."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.common import local_notes, options, terminal
from bot.cli.common.next_note import next_note
from bot.core.config.next_meeting import Next
from bot.core.config.rhythm import rhythm
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from bot.core.model.snapshot import Snapshot
from bot.core.upcoming import words
from bot.core.upcoming.note import Nothing, Preparing, is_changeable, series_for
from bot.core.upcoming.schedule import upcoming


@click.command("next")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.config
@click.option(
    "--every", metavar="RHYTHM", help="When the series meets, such as '2 weeks', in place of `next` in the config."
)
@click.option("--now", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="The time to go by, in UTC.")
def command(folder: Path, config_path: Path | None, every: str | None, now: datetime | None) -> None:
    """Write the note of the next meeting of the notes under FOLDER, or bring it up to date.

    The note is made at once, however long it is to the meeting. A clone does not know the issues, so the lines have no numbers and
    the agenda no topics.
    """
    config = _with_rhythm(local_notes.read_config(config_path), every)
    found = local_notes.find_notes((folder,), config, config_path)
    preparing = _preparing(found.empty_tracker(config), (now or datetime.now(UTC)).replace(tzinfo=UTC))
    fresh = preparing.fresh()
    files = {note.path: file for file, note in found.notes.items()}
    there = preparing.series.at(preparing.day)
    path = files[there.path] if there else files.get(fresh.path) or _root(files) / fresh.path
    if there is None and preparing.in_the_way(fresh, next_note(path).text):
        raise click.ClickException(
            f"{path} is there already, and is not read as the note of {preparing.day}: write the date into it, or rename it"
        )
    _write(path, preparing, NoteFile(there.path, found.notes[path].text) if there else fresh)


def _write(path: Path, preparing: Preparing, before: NoteFile) -> None:
    """Write the note to `path`, and print what was done."""
    if not is_changeable(before):
        raise click.ClickException(words.unreadable(str(path)))
    with terminal.status("Carrying"):
        carried = preparing.filled(before)
    known = path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not next_note(path).write(carried.text):
        terminal.say(f"{path} has everything for the meeting on {preparing.day} already")
        return
    template = preparing.template()
    source = f"from {template.path}" if template else "in the form of the newest notes"
    terminal.say(f"{f'updated {path}' if known else f'made {path} {source}'}, for the meeting on {preparing.day}")
    terminal.say(carried.summary)


def _preparing(snapshot: Snapshot, now: datetime) -> Preparing:
    """What the next note is made from; a message ends the process where there is none."""
    assert snapshot.config is not None and snapshot.config.next is not None
    series = series_for(snapshot.notes, snapshot.config)
    if isinstance(series, Nothing):
        raise click.ClickException(series.why)
    found = upcoming(snapshot.config.next, series.days, now)
    if found is None:
        raise click.ClickException("`every` counts from the newest meeting, and there is none until today")
    return Preparing(snapshot, series, found.noted)


def _with_rhythm(config: Config, every: str | None) -> Config:
    if every is not None:
        try:
            rule = replace(config.next, every=rhythm(every)) if config.next else Next(every=rhythm(every))
        except ValueError as error:
            raise click.UsageError(f"--every: {error}") from error
        return replace(config, next=rule)
    if config.next is None:
        raise click.UsageError("the config has no `next`; name the rhythm with --every '2 weeks'")
    return config


def _root(files: Mapping[str, Path]) -> Path:
    """The folder that the paths in the repository start from."""
    path, file = next(iter(files.items()))
    return Path(file.as_posix().removesuffix(path) or ".")
