"""The figures of `duly report` as tables."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.views.tables import console, table
from bot.core.issues.phrases import place
from bot.core.items.meeting import said_in
from bot.core.model.notes import Item
from bot.core.reports.statistics import Report
from bot.core.text.plural import counted
from bot.core.text.shortened import left_out

MOST = 15
"""Rows of a table of items; the rest is counted."""


def show_report(report: Report) -> None:
    """Tables: who has what open, what is open longest, what has no owner, what vanished; last the sums in one line."""
    screen = console()
    owners = table("owner", "open", "oldest since", "carried at most", expand=False)
    for share in report.shares:
        owners.add_row(Text(share.owner), str(share.open), str(share.oldest or ""), str(share.carried))
    _print(screen, "Owners", owners)
    longest = sorted((one.item for one in report.open), key=lambda item: -item.carried)
    for heading, items in (
        ("Carried longest", [item for item in longest if item.carried]),
        ("Unowned", [one.item for one in report.unowned]),
        ("Vanished without a tick", report.vanished),
    ):
        _print(screen, heading, _items(items))
        if len(items) > MOST:
            screen.print(f"{left_out(len(items) - MOST)}\n")
    screen.print(
        f"{counted(len(report.open), 'open item')}, {len(report.unowned)} unowned, {len(report.vanished)} vanished",
        soft_wrap=True,
    )


def _items(items: Sequence[Item]) -> Table:
    made = table("item", "since", "carried", "last in", expand=False)
    made.columns[0].ratio = 1
    for item in items[:MOST]:
        since = str(item.first.note_date or "")
        made.add_row(Text(said_in(item.newest)), since, str(item.carried), Text(place(item.newest)))
    return made


def _print(screen: Console, heading: str, rows: Table) -> None:
    if rows.row_count:
        for part in (Text(heading, style="bold underline"), rows, ""):
            screen.print(part)
