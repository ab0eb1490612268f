"""What an item asks of its issue, as far as GitHub lets it: owners who can be assigned, labels as they are spelt there."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.issues import body
from bot.core.issues.case import Case
from bot.core.issues.match import Owned
from bot.core.issues.policy import DesiredIssue
from bot.core.issues.three_way import Asked
from bot.core.model.issues import Ask, Waiting
from bot.core.model.notes import State


@dataclass(frozen=True, slots=True)
class Owners:
    """Logins to assign now, those that wait (login → comments seen), and what must be asked to tell."""

    assign: tuple[str, ...]
    waiting: dict[str, int]
    ask: Ask


def asked_of(case: Case, asks: DesiredIssue, owners: Owners, after: int | None) -> Asked:
    subject = body.Subject(case.item, asks, case.children, tuple(owners.waiting), after)
    return Asked(
        title=asks.title,
        labels=_existing_names(asks.labels, case.snapshot.labels),
        assignees=owners.assign,
        content=body.content(subject),
        part=body.part(subject, case.snapshot.head),
        boxes={child.id: child.state is not State.OPEN for child in case.children},
    )


def _existing_names(names: Iterable[str], existing: tuple[str, ...] | None) -> tuple[str, ...]:
    """Labels as the repository spells them: GitHub takes no two that differ in case only."""
    known = {name.casefold(): name for name in existing or ()}
    return tuple(known.get(name.casefold(), name) for name in names)


def owners_of(case: Case, asks: DesiredIssue, ours: Owned | None) -> Owners:
    """Sorts the wanted logins into assignable, waiting and not known yet (those count as assignable in the draft)."""
    snapshot, assign, waiting = case.snapshot, [], {}
    logins, comments = set(), set()
    for login in asks.assignees:
        low = login.lower()
        if ours and low in {name.lower() for name in (*ours.marker.applied.assignees, *ours.issue.assignees)}:
            assign.append(login)
        elif ours and low in ours.marker.waiting:
            seen = Waiting(ours.issue.number, low)
            if seen in snapshot.welcome or low in snapshot.assignable:
                assign.append(login)
                continue
            # Who waits may have joined since: one cheap question a sync, for as long as somebody waits.
            if low not in snapshot.unassignable:
                logins.add(low)
            waiting[low] = ours.marker.waiting[low]
            if ours.issue.comments > waiting[low] and seen not in snapshot.answered:
                comments.add(seen)
        elif low in snapshot.unassignable:
            waiting[low] = ours.issue.comments if ours else 0
        else:
            assign.append(login)
            if low not in snapshot.assignable:
                logins.add(low)
    return Owners(tuple(assign), waiting, Ask(logins=frozenset(logins), waiting=frozenset(comments)))
