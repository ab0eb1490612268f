"""Decisions as a table."""

from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from bot.cli.views.tables import console, table
from bot.core.model.decisions import Decision
from bot.core.text.plural import counted


def show_decisions(found: Sequence[Decision], links: Mapping[Decision, str]) -> None:
    """A row for each decision, the newest first, and their number."""
    screen = console()
    if found:
        screen.print(decision_table(found, links))
    screen.print(counted(len(found), "decision"), soft_wrap=True)


def decision_table(found: Sequence[Decision], links: Mapping[Decision, str]) -> Table:
    """A row for each decision. Where it has a permalink the place leads there, in terminals that show links."""
    made = table("date", "decision", "who", "where")
    made.columns[1].ratio = 1
    for one in found:
        link = links.get(one)
        place = Text(f"{one.path}:{one.number}", style=f"link {link}" if link else "")
        made.add_row(*map(Text, (str(one.date or ""), one.text, ", ".join(one.who))), place)
    return made
