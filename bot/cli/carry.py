"""`duly carry`: the open items of earlier notes in the next meeting's note."""

from datetime import datetime
from pathlib import Path

import click

from bot.cli import local_notes, options, terminal
from bot.cli.next_note import NextNote, next_note
from bot.core.carry.next_note import carry
from bot.core.model.notes import NoteFile


@click.command("carry")
@options.paths
@options.config
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The next note, which is rewritten or created; - reads it from a pipe and prints it.",
)
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="Carry from the note of this date.")
def command(paths: tuple[Path, ...], config_path: Path | None, into: Path | None, since: datetime | None) -> None:
    """Carry the open items of the notes under PATHS (files or folders) into the next meeting's note.

    Without --into the block is printed. A summary is printed on stderr.
    """
    config = local_notes.read_config(config_path)
    note = _next_note(into)
    notes = local_notes.read_notes(paths, config, config_path)
    known = [read for file, read in notes.items() if not into or not _same(file, into)]
    target = NoteFile(local_notes.paths_in_repository([into], config_path)[into] if into else "", note.text)
    with terminal.status("Carrying"):
        carried = carry(local_notes.empty_tracker(known, config), target, since=since.date() if since else None)
    if since and not carried.source:
        raise click.ClickException(carried.summary)
    if into is None:
        click.echo(carried.block, nl=False)
    else:
        _write(note, carried.text)
    terminal.say(carried.summary)


def _next_note(path: Path | None) -> NextNote:
    try:
        return next_note(path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}") from error


def _write(note: NextNote, text: str) -> None:
    try:
        note.write(text)
    except UnicodeEncodeError as error:
        characters = error.object[error.start : error.end]
        raise click.ClickException(
            f"{note.path} is in Latin-1, which has no {characters!r}; store it as UTF-8"
        ) from error
    except OSError as error:
        raise click.ClickException(f"{note.path} cannot be written: {error.strerror}") from error


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
