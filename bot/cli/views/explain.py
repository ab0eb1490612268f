"""A note on a terminal with the reading of each line in the margin: beside the text if there is room, else below."""

from collections.abc import Iterable, Sequence

import click
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.views.tables import console
from bot.core.reports.explain import WAYS, Reading, Way

WIDE = 110
"""Columns from which the margin has room beside the text."""

DEEPEST = 24
"""Columns of a line's own indent that are shown."""

BELOW = 8
"""Columns by which a margin below its line is indented."""


def show_page(path: str, page: Sequence[Reading]) -> None:
    """One note with its margins, and what would change them; without trailing blanks if the output is a pipe."""
    screen = console()
    if screen.is_terminal:
        _print(screen, path, page)
        return
    with screen.capture() as captured:
        _print(screen, path, page)
    click.echo("\n".join(line.rstrip() for line in captured.get().split("\n")), nl=False)


def _print(screen: Console, path: str, page: Sequence[Reading]) -> None:
    screen.print(Text(path, style="bold"), soft_wrap=True)
    screen.print()
    beside = screen.width >= WIDE
    for each in [_beside(page)] if beside else [row for reading in page for row in _below(reading)]:
        screen.print(each)
    screen.print()
    if ways := [way for way in Way if any(way in reading.ways for reading in page)]:
        screen.print(_ways(ways))
        screen.print()


def _beside(page: Iterable[Reading]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=4, overflow="fold")
    for reading in page:
        shown = ("", "") if reading.again else (str(reading.number), _source(reading))
        table.add_row(*shown, _margin(reading))
    return table


def _below(reading: Reading) -> Iterable[RenderableType]:
    if not reading.again:
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(justify="right", style="dim", width=BELOW - 4, no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        table.add_row(str(reading.number), _source(reading))
        yield table
    if reading.head or reading.remarks:
        yield Padding(_margin(reading), (0, 0, 0, BELOW))


def _source(reading: Reading) -> RenderableType:
    """The line as it stands; where it wraps, it stays right of its own indent."""
    style = "bold" if reading.heading or reading.work else "" if reading.head or reading.remarks else "dim"
    source = reading.source.expandtabs(4).rstrip()
    words = source.lstrip()
    return Padding(Text(words, style=style), (0, 0, 0, min(len(source) - len(words), DEEPEST)))


def _margin(reading: Reading) -> Text:
    """`work, open · below “Last meeting” · JK → @jakirkham (people) [people]`."""
    style = "green" if reading.work else "blue" if reading.heading else "yellow" if reading.ways else "dim"
    margin = Text("← " if reading.head or reading.remarks else "", style="dim")
    margin.append(reading.head, style=style)
    for position, words in enumerate(reading.remarks):
        margin.append(" · " if position or reading.head else "", style="dim")
        margin.append(words)
    for way in reading.ways:
        margin.append(f" [{way}]", style="cyan")
    return margin


def _ways(ways: Iterable[Way]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(ratio=1)
    for way in ways:
        table.add_row(f"[{way}]", WAYS[way])
    return table
