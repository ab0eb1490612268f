"""The figures of `duly report`: tables for people, rows for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.core.issues.phrases import place
from bot.core.items.meeting import said_in
from bot.core.model.notes import Item
from bot.core.reports.statistics import Report
from bot.core.text.plural import counted

MOST = 15
"""Rows of a table of items; the rest is counted: what is shown is where to begin."""


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """One JSON object a line; `figure` is `owner`, `open`, `unowned` or `vanished`."""
    for share in report.shares:
        yield {"figure": "owner", **asdict(share), "oldest": share.oldest and str(share.oldest)}
    yield from (_row("open", one.item) for one in report.open)
    yield from (_row("unowned", one.item) for one in report.unowned)
    yield from (_row("vanished", item) for item in report.vanished)


def _row(figure: str, item: Item) -> dict[str, Any]:
    newest, first = item.newest, item.first.note_date
    return {
        "figure": figure,
        "item": item.id,
        "text": said_in(newest),
        "path": newest.path,
        "line": newest.number,
        "first": first and str(first),
        "carried": item.carried,
        "missed": item.missed,
    }


def show(console: Console, report: Report) -> None:
    """Tables: who has what open, what is open longest, what nobody owns, what vanished; last the sums in one line."""
    owners = _table("owner", "open", "oldest since", "carried at most")
    for share in report.shares:
        owners.add_row(Text(share.owner), str(share.open), str(share.oldest or ""), str(share.carried))
    _print(console, "Owners", owners)
    longest = sorted((one.item for one in report.open), key=lambda item: -item.carried)
    for heading, items in (
        ("Carried longest", [item for item in longest if item.carried]),
        ("Nobody's", [one.item for one in report.unowned]),
        ("Vanished without a tick", report.vanished),
    ):
        _print(console, heading, _items(items))
        if len(items) > MOST:
            console.print(f"… and {len(items) - MOST} more\n")
    console.print(
        f"{counted(len(report.open), 'open item')}, {len(report.unowned)} nobody's, {len(report.vanished)} vanished",
        soft_wrap=True,
    )


def _items(items: Sequence[Item]) -> Table:
    table = _table("item", "since", "carried", "last in")
    table.columns[0].ratio = 1
    for item in items[:MOST]:
        since = str(item.first.note_date or "")
        table.add_row(Text(said_in(item.newest)), since, str(item.carried), Text(place(item.newest)))
    return table


def _table(*columns: str) -> Table:
    return Table(*columns, box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))


def _print(console: Console, heading: str, table: Table) -> None:
    if table.row_count:
        for part in (Text(heading, style="bold underline"), table, ""):
            console.print(part)
