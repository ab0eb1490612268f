"""A plan as a table."""

from collections.abc import Mapping

import click
from rich.text import Text

from bot.cli.common import terminal
from bot.cli.views.tables import console, table
from bot.core.issues.phrases import place
from bot.core.items.joins import NO_JOIN, Join
from bot.core.items.meeting import said_in
from bot.core.model.notes import Place
from bot.core.model.plan import Change, Edit, Open, Plan
from bot.core.reports import check_run
from bot.core.reports.account import account_lines
from bot.core.reports.changes import describe
from bot.core.reports.identity import identity


def show_plan(plan: Plan, *, done: bool = False) -> None:
    """The changes with their reasons, what is held, possible pairs, the problems, and a summary in one line."""
    screen = console()
    held = [change for one in plan.held for change in one.changes]
    if plan.changes or held:
        changes = table("change", "why")
        changes.columns[0].ratio, changes.columns[1].ratio = 3, 2
        changes.columns[1].overflow = "fold"
        for change in plan.changes:
            changes.add_row(_description(change), change.why)
        for change in held:
            changes.add_row(_description(change), f"held; {change.why}")
        screen.print(changes)
        screen.print()
    for one in plan.held:
        screen.print(one.message, style="yellow", soft_wrap=True)
    for pair in plan.pairs:
        screen.print(check_run.pair_row(pair), style="yellow", soft_wrap=True, markup=False)
    terminal.show_problems(check_run.first_of_equal(plan.problems))
    for line in account_lines(plan.account) if plan.account else ():
        click.echo(line)
    click.echo(f"{'Done' if done else 'Would be done'}: {check_run.headline(plan, done=done)}")


def show_joins(plan: Plan, joins: Mapping[Place, Join]) -> None:
    """Why reworded lines of the plan's items are one piece of work or two."""
    screen = console()
    for line in (line for tracked in plan.items for line in tracked.item.lines):
        for words in identity(joins.get(line.place, NO_JOIN)):
            screen.print(f"“{said_in(line)}” ({place(line)}) is {words}", soft_wrap=True, markup=False)


def _description(change: Change) -> Text:
    """A change, with the assignees and labels of an issue."""
    text = Text(describe(change))
    if isinstance(change, Open | Edit):
        people = "".join(f" @{login}" for login in change.assignees or ())
        text.append_text(Text.assemble((people, "bold"), (f"  {', '.join(change.labels or ())}".rstrip(), "blue")))
    return text
