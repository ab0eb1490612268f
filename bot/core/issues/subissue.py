"""Issues below issues, where the config wants boxes under boxes to be sub-issues."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.issues import marker, render
from bot.core.issues.case import Case
from bot.core.issues.match import Owned
from bot.core.model.issues import Issue, Snapshot
from bot.core.model.plan import Attach, Change, Edit


def with_parent(case: Case, ours: Owned, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes of an open issue, and that it is put under its parent's, where that never happened before.

    Where its body is to be written anyway, that comes first: see `afterwards`.
    """
    above = case.under
    if above is None or ours.marker.parent is not None:
        return changes
    if any(isinstance(change, Edit) and change.body is not None for change in changes):
        return changes
    body = marker.amended(ours.issue.body, parent=above.issue.number)
    why = f"below it in {render.place(case.item.newest)}"
    return (*changes, Attach(ours.issue.number, ours.issue.id, above.issue.number, body, why))


def afterwards(snapshot: Snapshot, issues: Iterable[Issue]) -> Snapshot:
    """The snapshot with `issues` as they are by now: what was just opened or edited can be put under its parent."""
    known = {issue.number: issue for issue in (*snapshot.issues, *issues)}
    return replace(snapshot, issues=tuple(known[number] for number in sorted(known)))
