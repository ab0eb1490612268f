"""`duly items`: every line of notes, and with `--explain` the notes with the reading of each line."""

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import click

from bot.cli.common import local_notes, options, terminal
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from bot.core.reports import listing
from bot.core.reports.check_run import first_of_equal
from bot.core.reports.explain import explained, readings
from bot.core.reports.listing import ListedLine


@click.command("items")
@options.paths
@options.config
@options.as_json
@options.check
@click.option("--explain", is_flag=True, help="Show the notes with the reading of each line in the margin.")
def command(paths: tuple[Path, ...], config_path: Path | None, as_json: bool, check: bool, explain: bool) -> None:
    """Show every line of every note under PATHS (files or folders) and the item it belongs to.

    With --explain the notes themselves are shown, each line with what it is read as, the rule that decided, and the key of
    the config that would change it. With --json as well, the rows say so in further keys.
    """
    config = local_notes.read_config(config_path)
    notes = local_notes.read_notes(paths, config, config_path)
    with terminal.status("Tracing items"):
        found, problems = listing.list_lines(notes.values(), config)
        joins = listing.joins_of(notes.values(), config) if explain else {}
    given = {note.path: str(path) for path, note in notes.items()}
    lines = [
        replace(each, row=replace(each.row, path=given[each.row.path]), join=joins.get(each.line.place, each.join))
        for each in found
    ]
    if as_json:
        from bot.cli.views import rows

        rows.print_json(asdict(each.row) | (explained(each, config) if explain else {}) for each in lines)
    elif explain:
        _explain(notes, lines, config)
    else:
        _show(lines)
    if not as_json:
        terminal.show_problems(first_of_equal(replace(problem, path=given[problem.path]) for problem in problems))
    sys.exit(1 if not notes or (check and problems) else 0)


def _show(lines: Sequence[ListedLine]) -> None:
    from bot.cli.views.items import show_items

    show_items(lines)


def _explain(notes: Mapping[Path, NoteFile], lines: Sequence[ListedLine], config: Config) -> None:
    """Each note with its reading in the margin, one after the other."""
    from bot.cli.views import explain, items

    signs = listing.signs(notes.values(), config)
    by_note: dict[str, list[ListedLine]] = defaultdict(list)
    for each in lines:
        by_note[each.line.path].append(each)
    for path, note in sorted(notes.items(), key=lambda pair: pair[1].path):
        page = readings(note.text, signs[note.path], by_note[note.path], config)
        explain.show_page(str(path), page)
    items.show_sum(lines)
