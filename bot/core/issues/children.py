"""Boxes under boxes: which item's issue holds which other item as a box, or has its issue as a sub-issue.

What stands somewhere stays there: the config's `children` decides where new boxes go, so that a community may change its
mind and nothing is opened twice or lost.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core.issues import marker, phrases
from bot.core.issues.case import Case
from bot.core.issues.matching.match import Match
from bot.core.issues.matching.owned import Owned
from bot.core.model.notes import Item, Position, State
from bot.core.model.plan import Attach, Change, Edit

_LEVELS = 8
"""Of sub-issues below each other; GitHub takes no more."""


def with_family(cases: dict[str, Case]) -> list[Case]:
    """Each case with its parent and children: an open item's issue holds the boxes below it, at any depth.

    With `children: sub-issues` a new box gets an issue of its own, under the nearest one above it.
    """
    above = _above([case.item for case in cases.values()])
    gone = {name for name, parent in above.items() if _left(cases[name].item, cases[parent].item)}
    roots = {name: _root(name, above, cases) for name in cases}
    parents = {
        name: root
        for name, root in roots.items()
        if root and ((name not in gone and _in_lists(cases[root])) or _has_box(cases[root].match, name))
    }
    children: dict[str, list[Item]] = defaultdict(list)
    for name, parent in parents.items():
        children[parent].append(cases[name].item)
    return [
        replace(
            case,
            parent=cases[parents[name]].item if name in parents else None,
            children=tuple(sorted(children[name], key=lambda item: item.newest.number)),
            under=None if _in_lists(case) or name in gone else _over(name, above, cases),
            left=name in gone,
        )
        for name, case in cases.items()
    ]


def _in_lists(case: Case) -> bool:
    return case.config.children == "list"


def _over(name: str, above: dict[str, str], cases: dict[str, Case]) -> Owned | None:
    """The nearest issue above an item, where it is open, Duly's to change, and all items on the way there are open."""
    for _ in range(_LEVELS):
        parent = above.get(name)
        if parent is None or cases[parent].item.state is not State.OPEN:
            return None
        if found := cases[parent].match.current:
            return found if found.issue.open and not found.marker.released else None
        name = parent
    return None


def _left(child: Item, parent: Item) -> bool:
    """Whether newer notes list the parent without the box."""
    return (child.newest.note_date or date.min) < (parent.newest.note_date or date.min)


def _has_box(match: Match, child: str) -> bool:
    """Whether the issue has the box already: there it stays when it leaves the notes, as vanished is not done."""
    return match.current is not None and child in match.current.marker.applied.boxes


def _above(items: Sequence[Item]) -> dict[str, str]:
    """Item id → id of the item right above it, where every newest line of it that counts stands below that one."""
    at = {(line.path, line.number): item.id for item in items for line in item.lines}
    over: dict[Position, tuple[int, str]] = {}
    for item in items:
        for line in item.lines:
            for detail in line.details:
                below = (line.path, detail.number)
                if detail.box is not None and below in at:
                    over[below] = max(over.get(below, (0, "")), (line.number, item.id))
    found = {}
    for item in items:
        parents = {over.get((line.path, line.number), (0, ""))[1] for line in item.deciding}
        if len(parents) == 1 and (parent := parents.pop()) not in ("", item.id):
            found[item.id] = parent
    return found


def _root(name: str, above: dict[str, str], cases: dict[str, Case]) -> str | None:
    """The item whose issue holds the box of `name`; None where it has or gets an issue of its own."""
    if cases[name].match.current or _linked(cases[name]):
        return None
    parent = above.get(name)
    if parent is None or cases[parent].item.state is not State.OPEN:
        return None
    higher = _root(parent, above, cases)
    if higher:
        return higher
    case = cases[parent]
    has_issue = not _linked(case) and (case.match.current is not None or case.opens)
    return parent if has_issue else None


def _linked(case: Case) -> bool:
    """Whether a person's issue is its own: a number that leads nowhere is none."""
    return case.match.linked is not None and not case.snapshot.is_absent(case.match.linked)


def with_parent(case: Case, ours: Owned, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes of an open issue, and that it is put under its parent's, where that never happened before.

    Where its body has to be written anyway, that comes first: the sync decides anew after it.
    """
    above = case.under
    if above is None or ours.marker.parent is not None:
        return changes
    if any(isinstance(change, Edit) and change.body is not None for change in changes):
        return changes
    body = marker.amended(ours.issue.body, parent=above.issue.number)
    why = f"below it in {phrases.place(case.item.newest)}"
    return (*changes, Attach(ours.issue.number, ours.issue.id, above.issue.number, body, why))
