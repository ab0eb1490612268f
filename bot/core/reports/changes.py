"""What a plan changes, holds and leaves to people, each named with links: the sections of a check run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.issues.phrases import permalink, place
from bot.core.items.meeting import said_in
from bot.core.model.account import Standing
from bot.core.model.issues import Head, Issue
from bot.core.model.notes import Item, Line, State
from bot.core.model.plan import Attach, Change, Close, Comment, CreateLabel, Edit, Open, Plan, Reopen, Tracked
from bot.core.reports.left import has_open_issue, perhaps, ways_out
from bot.core.text.escape import without_backlink
from bot.core.text.outgoing import cell, cut
from bot.core.text.plural import counted
from bot.core.text.shortened import bullets

_MAX_ROWS = 100
"""Rows of one section; the others are counted."""
_LONGEST = 120
"""Characters of a line of the notes."""


@dataclass(frozen=True, slots=True)
class View:
    """For where a plan is shown: how issues and lines are linked, and whether the changes were made."""

    head: Head
    done: bool = False
    """It is shown after a sync: the changes were made."""
    in_comment: bool = False
    """A link to an issue would cause a backlink there."""
    opened: Mapping[str, Issue] = field(default_factory=dict)
    """The new issues by the key of their change, after a sync."""

    def issue(self, number: int) -> str:
        """`#12` as a link; as code where a link in a comment would be noticed on the issue."""
        url = f"{self.head.url}/issues/{number}"
        quiet = without_backlink(url)
        if self.in_comment and quiet == url:
            return f"`#{number}`"
        return f"[#{number}]({quiet if self.in_comment else url})"

    def line(self, line: Line) -> str:
        """The place of a line, as a link to it."""
        return f"[{cell(place(line))}]({permalink(line, self.head)})"


def sections(plan: Plan, view: View) -> Iterator[str]:
    """The changes by kind, what is held, what left the notes, what is only shown; an empty text for each that has nothing."""
    titles = {each.live.number: each.live.title for each in plan.items if each.live}
    for future, past, wanted in _KINDS:
        rows = [_change(change, view, titles) for change in plan.changes if wanted(change)]
        yield section(past if view.done else future, rows)
    held = [cell(_named(change, titles)) for one in plan.held for change in one.changes]
    yield section("Held", held)
    yield from _vanished(plan, view)
    shown = [each.item for each in plan.items if each.standing is Standing.NO_BOX and _is_current(each.item)]
    way = "`without_box: all` in the config opens issues for these."
    yield section("Shown only: no box", [_item(item, view) for item in shown], way)


def section(heading: str, rows: Sequence[str], end: str = "") -> str:
    """A heading with a list, and a sentence behind it; empty without rows."""
    if not rows:
        return ""
    return "\n".join([f"### {heading}", *bullets(rows, _MAX_ROWS), *(["", end] if end else [])])


def open_table(plan: Plan, view: View) -> str:
    """Every open item that the notes still list, with its issue, its age, and how often it was carried; empty without one."""
    rows = [_open_row(each, view) for each in plan.items if _is_current(each.item)]
    head = ["### Open items", "| item | issue | first seen | carried | |", "| --- | --- | --- | --: | --- |"]
    return "\n".join([*head, *rows]) if rows else ""


def _open_row(tracked: Tracked, view: View) -> str:
    item, opened = tracked.item, view.opened.get(tracked.item.id)
    number = opened.number if opened else tracked.issue
    issue, note = view.issue(number) if number else "", "opened" if opened else tracked.note
    return f"| {cell(said_in(item.newest))} | {issue} | {item.first.note_date} | {item.carried} | {cell(note)} |"


def _is_current(item: Item) -> bool:
    return item.state is State.OPEN and not item.vanished


_KINDS: Sequence[tuple[str, str, Callable[[Change], bool]]] = (
    ("To open", "Opened", lambda change: isinstance(change, Open)),
    ("To close", "Closed", lambda change: isinstance(change, Close)),
    ("To reopen", "Reopened", lambda change: isinstance(change, Reopen)),
    ("To reword", "Reworded", lambda change: isinstance(change, Edit) and change.title is not None),
    ("To edit", "Edited", lambda change: isinstance(change, Edit) and change.title is None),
    ("Also", "Also", lambda change: isinstance(change, Attach | Comment | CreateLabel)),
)


def describe(change: Change) -> str:
    """A change in one line, without its reason."""
    match change:
        case Open(title=title):
            text = f"open “{title}”"
        case Edit(number=number):
            text = f"edit #{number} ({', '.join(edited(change))})"
        case Close(number=number, reason=reason):
            text = f"close #{number} as {reason.replace('_', ' ')}"
        case Reopen(number=number):
            text = f"reopen #{number}"
        case Comment(number=number):
            text = f"comment on #{number}"
        case Attach(number=number, parent=parent):
            text = f"make #{number} a sub-issue of #{parent}"
        case CreateLabel(name=name):
            text = f"create label “{name}”"
    return text


def edited(change: Edit) -> tuple[str, ...]:
    """The fields that an edit changes."""
    return tuple(name for name in ("title", "body", "labels", "assignees") if getattr(change, name) is not None)


def _change(change: Change, view: View, titles: Mapping[int, str]) -> str:
    """A change with its issue as a link, its title and its reason."""
    match change:
        case Open(key=key, title=title, assignees=assignees):
            issue = view.opened.get(key)
            owners = f", assigned to {', '.join(assignees)}" if assignees else ""
            number = f"{view.issue(issue.number)} " if issue else ""
            what = f"{number}{_quoted(title)}{owners}"
        case CreateLabel():
            what = cell(describe(change))
        case Edit(number=number, title=str() as new):
            what = f"{_issue(number, view, titles)} → {_quoted(new)}"
        case Edit(number=number):
            what = f"{_issue(number, view, titles)} ({', '.join(edited(change))})"
        case Close(number=number, reason=reason):
            what = f"{_issue(number, view, titles)} as {reason.replace('_', ' ')}"
        case Attach(number=number, parent=parent):
            what = f"{_issue(number, view, titles)} under {view.issue(parent)}"
        case Comment(number=number):
            what = f"a comment on {_issue(number, view, titles)}"
        case Reopen(number=number):
            what = _issue(number, view, titles)
    return f"{what}: {cell(change.why)}"


def _issue(number: int, view: View, titles: Mapping[int, str]) -> str:
    title = titles.get(number, "")
    return f"{view.issue(number)} {_quoted(title)}" if title else view.issue(number)


def _quoted(text: str) -> str:
    return f"“{cell(cut(text, _LONGEST))}”"


def _named(change: Change, titles: Mapping[int, str]) -> str:
    title = "" if isinstance(change, Open | CreateLabel) else titles.get(change.number, "")
    return f"{describe(change)}{f' “{title}”' if title else ''}"


def _vanished(plan: Plan, view: View) -> Iterator[str]:
    """Items that left the notes without a tick: by name while their issue is open, or the newest note is the first without.

    Where the issue is closed, that says what became of the item.
    """
    gone = [each for each in plan.items if each.item.vanished and (each.live is None or each.live.open)]
    named = [each for each in gone if each.item.missed == 1 or has_open_issue(each)]
    goes_on = perhaps(plan)
    rows = [_gone(each, view) + _goes_on(each, goes_on.get(each.item.id), view) for each in named]
    yield section("Left the notes without a tick", rows, ways_out(plan) if any(map(has_open_issue, named)) else "")
    if older := len(gone) - len(named):
        yield f"{counted(older, 'more open item')} without an open issue left the notes before that."


def _gone(tracked: Tracked, view: View) -> str:
    number = f"{view.issue(tracked.live.number)} " if tracked.live else ""
    line = tracked.item.newest
    return f"{number}{_quoted(said_in(line))} (last in {view.line(line)})"


def _goes_on(old: Tracked, new: Tracked | None, view: View) -> str:
    """The line of the same owner that may go on with one that is gone."""
    if new is None:
        return ""
    way = f"if it is the same work, comment `/merge #{old.issue}` on the new issue"
    return f": perhaps in other words {_item(new.item, view)}, of the same owner; {way}"


def _item(item: Item, view: View) -> str:
    return f"{_quoted(said_in(item.newest))} ({view.line(item.newest)})"
