"""Lines of notes as tables."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import click
from rich.table import Table
from rich.text import Text

from bot.cli.views.tables import console, table
from bot.core.model.notes import State
from bot.core.reports import explain
from bot.core.reports.listing import ListedLine
from bot.core.text.plural import counted

_BOXES = {State.OPEN: "[ ]", State.DONE: "[x]", State.DROPPED: "[~]", State.MOVED: "[>]"}


def show_items(lines: Sequence[ListedLine]) -> None:
    """A table for each note, and the sum of all."""
    screen = console()
    for path, found in groupby(lines, key=lambda each: each.row.path):
        screen.print(Text(path, style="bold"), soft_wrap=True)
        screen.print(_lines(found))
        screen.print()
    show_sum(lines)


def show_sum(lines: Sequence[ListedLine]) -> None:
    """How much was read, in one line."""
    work = {each.row.item for each in lines if each.row.open and each.row.kind != "agenda"}
    click.echo(f"{counted(len(lines), 'line')}, {counted(len(work), 'open item')}")


def _lines(lines: Iterable[ListedLine]) -> Table:
    made = table("line", "", "item", "owners", "kind")
    made.columns[0].justify = "right"
    made.columns[1].no_wrap = made.columns[4].no_wrap = True
    made.columns[2].ratio = 1
    made.columns[3].max_width = 16
    for each in lines:
        row = each.row
        box = _BOXES[each.line.state] if row.checkbox else " • "
        style = "" if row.open and row.kind != "agenda" else "dim"
        text = Text(row.text)
        text.append("".join(f"  {explain.label_text(label)}" for label in each.subteam_labels), style="blue")
        made.add_row(str(row.line), box, text, ", ".join(row.owners), row.kind, style=style)
    return made
