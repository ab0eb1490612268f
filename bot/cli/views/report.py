"""The figures of `duly report` as tables."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.views.decisions import decision_table
from bot.cli.views.tables import console, table
from bot.core.issues.phrases import place
from bot.core.items.meeting import said_in
from bot.core.model.decisions import Decision
from bot.core.model.notes import Item
from bot.core.reports.statistics import Statistics
from bot.core.text.plural import counted
from bot.core.text.shortened import left_out

MAX_ROWS = 15
"""Rows of a table of items or decisions; the others are counted."""


def show_report(statistics: Statistics, decisions: Sequence[Decision], links: Mapping[Decision, str]) -> None:
    """Tables: who has what open, what is open longest, what has no owner, what vanished, decisions; last the sums in one line."""
    screen = console()
    owners = table("owner", "open", "oldest since", "carried at most", expand=False)
    for share in statistics.shares:
        owners.add_row(Text(share.owner), str(share.open), str(share.oldest or ""), str(share.carried))
    _print(screen, "Owners", owners, owners.row_count)
    longest = sorted((one.item for one in statistics.open), key=lambda item: -item.carried)
    for heading, items in (
        ("Carried longest", [item for item in longest if item.carried]),
        ("Unowned", [one.item for one in statistics.unowned]),
        ("Vanished without a tick", statistics.vanished),
    ):
        _print(screen, heading, _items(items), len(items))
    _print(screen, "Decisions", decision_table(decisions[:MAX_ROWS], links), len(decisions))
    sums = [f"{len(statistics.unowned)} unowned", f"{len(statistics.vanished)} vanished"]
    if statistics.only_shown:
        sums.append(f"{statistics.only_shown} more without a box left out (`duly items --explain` says why)")
    screen.print(", ".join((counted(len(statistics.open), "open item"), *sums)), soft_wrap=True)


def _items(items: Sequence[Item]) -> Table:
    made = table("item", "since", "carried", "last in", expand=False)
    made.columns[0].ratio = 1
    for item in items[:MAX_ROWS]:
        since = str(item.first.note_date or "")
        made.add_row(Text(said_in(item.newest)), since, str(item.carried), Text(place(item.newest)))
    return made


def _print(screen: Console, heading: str, rows: Table, count: int) -> None:
    """The first rows of a table that has `count` in all."""
    if rows.row_count:
        for part in (Text(heading, style="bold underline"), rows, ""):
            screen.print(part)
    if count > rows.row_count:
        screen.print(f"{left_out(count - rows.row_count)}\n")
