"""Decisions as a table."""

from collections.abc import Sequence

from rich.text import Text

from bot.cli.views.tables import console, table
from bot.core.model.decisions import Decision
from bot.core.text.plural import counted


def show_decisions(found: Sequence[Decision]) -> None:
    """A row for each decision, the newest first, and their number."""
    screen = console()
    if found:
        made = table("date", "decision", "who", "where")
        made.columns[1].ratio = 1
        for one in found:
            place = f"{one.path}:{one.number}"
            made.add_row(*map(Text, (str(one.date or ""), one.text, ", ".join(one.who), place)))
        screen.print(made)
    screen.print(counted(len(found), "decision"), soft_wrap=True)
