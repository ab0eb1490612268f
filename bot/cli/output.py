"""What the command line shows to people: tables, progress bars, and problems on stderr."""

import os
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import track
from rich.status import Status
from rich.table import Table
from rich.text import Text

from bot.cli import explain_view as margin
from bot.cli import report_view as figures
from bot.core.config.problem import Problem
from bot.core.model.plan import Change, Edit, Open, Plan
from bot.core.reports import check_run, explain
from bot.core.reports.explain import Reading
from bot.core.reports.listing import Listed
from bot.core.reports.statistics import Report
from bot.core.text.plural import counted

T = TypeVar("T")

PIPED = 160
"""Columns where the output goes into a pipe or a file, which has no width of its own."""


def thinking(words: str) -> Status:
    """A sign of life on stderr while something takes its time; nothing where that is no terminal."""
    return Status(words, console=_aside())


def progress(each: Sequence[T], words: str) -> Iterable[T]:
    """`each`, with a progress bar on stderr while it is gone through; no bar where that is no terminal."""
    console = _aside()
    return track(each, words, console=console, transient=True, disable=not console.is_terminal or len(each) < 2)


def say(words: str) -> None:
    """A word aside, on stderr."""
    click.echo(words, err=True)


def show_problems(problems: Iterable[Problem]) -> None:
    """One line each on stderr, as compilers write them: `path:line:column: message`."""
    for problem in problems:
        say(click.style(str(problem), fg="red" if problem.serious else "yellow"))


def show_items(lines: Sequence[Listed]) -> None:
    """A table for each note, and the sum of them all."""
    console = _console()
    for path, found in groupby(lines, key=lambda each: each.row.path):
        console.print(Text(path, style="bold"), soft_wrap=True)
        console.print(_lines(found))
        console.print()
    show_sum(lines)


def show_page(path: str, page: Sequence[Reading]) -> None:
    """A note with its reading in the margin."""
    margin.show(_console(), path, page)


def show_sum(lines: Sequence[Listed]) -> None:
    """How much was read, in one line."""
    work = {each.row.item for each in lines if each.row.open and each.row.kind != "agenda"}
    click.echo(f"{counted(len(lines), 'line')}, {counted(len(work), 'open item')}")


def _lines(lines: Iterable[Listed]) -> Table:
    table = _table("line", "", "item", "owners", "kind")
    table.columns[0].justify = "right"
    table.columns[1].no_wrap = table.columns[4].no_wrap = True
    table.columns[2].ratio = 1
    table.columns[3].max_width = 16
    for each in lines:
        row = each.row
        box = ("[ ]" if row.open else "[x]") if row.checkbox else " • "
        style = "" if row.open and row.kind != "agenda" else "dim"
        words = Text(row.text)
        words.append("".join(f"  {explain.given(label)}" for label in each.given), style="blue")
        table.add_row(str(row.line), box, words, ", ".join(row.owners), row.kind, style=style)
    return table


def show_report(report: Report) -> None:
    """The figures of a folder of notes."""
    figures.show(_console(), report)


def show_plan(plan: Plan, *, done: bool = False) -> None:
    """The changes with their reasons, what is held, what people can mend, and the sum in one line."""
    console = _console()
    if plan.changes:
        table = _table("change", "why")
        table.columns[0].ratio, table.columns[1].ratio = 3, 2
        table.columns[1].overflow = "fold"
        for change in plan.changes:
            table.add_row(_told(change), change.why)
        console.print(table)
        console.print()
    for held in plan.held:
        console.print(held.message, style="yellow", soft_wrap=True)
    show_problems(plan.problems)
    click.echo(f"{'Done' if done else 'Would be done'}: {check_run.headline(plan, done=done)}")


def _told(change: Change) -> Text:
    """A change, with whom an issue is for and its labels."""
    told = Text(check_run.describe(change))
    if isinstance(change, Open | Edit):
        people = "".join(f" @{login}" for login in change.assignees or ())
        told.append_text(Text.assemble((people, "bold"), (f"  {', '.join(change.labels or ())}".rstrip(), "blue")))
    return told


def _table(*columns: str) -> Table:
    return Table(*columns, box=None, header_style="bold", pad_edge=False, expand=True, padding=(0, 2, 0, 0))


def _console() -> Console:
    """Standard output. Markup, emoji and highlighting are off: what is printed are other people's words."""
    wide = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED
    return Console(markup=False, emoji=False, highlight=False, width=wide)


def _aside() -> Console:
    return Console(stderr=True)
