"""What an item asks of its issue, as far as GitHub lets it: owners who can be assigned, labels as they are spelt there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.core.issues import body
from bot.core.issues.case import Case
from bot.core.issues.matching.owned import Owned
from bot.core.issues.matching.wordings import owner_digests, title_digest
from bot.core.issues.policy import DesiredIssue
from bot.core.issues.three_way import Asked
from bot.core.model.notes import State
from bot.core.model.questions import Assignable, AssignableTo, Question, Questions


@dataclass(frozen=True, slots=True)
class Owners:
    """Logins to assign now, those that wait (login → comments seen), and the questions that decide.

    `strangers` are logins that only a note names and that have no access: names, as far as the issue goes.
    """

    assign: tuple[str, ...]
    waiting: dict[str, int]
    ask: Questions
    strangers: tuple[str, ...] = ()


def asked_of(case: Case, asks: DesiredIssue, owners: Owners, after: int | None) -> Asked:
    asks = replace(asks, owners=(*asks.owners, *owners.strangers))
    waiting = tuple(owners.waiting)
    subject = body.Subject(case.item, asks, case.children, waiting, after, _maybe(case), case.is_left_out)
    return Asked(
        title=asks.title,
        titled=title_digest(case.item),
        labels=_existing_names(asks.labels, case.snapshot.label_names),
        assignees=owners.assign,
        content=body.content(subject),
        part=body.part(subject, case.snapshot.head),
        boxes={child.id: child.state is not State.OPEN for child in case.children},
        owners=owner_digests(case.item),
    )


def _maybe(case: Case) -> int | None:
    """The issue that an item's own may be in other words, as long as that one is open."""
    current = case.match.current
    number = current.marker.maybe if current else None
    other = case.snapshot.known_issues.get(number) if number is not None else None
    return number if other and other.open else None


def _existing_names(names: Iterable[str], existing: tuple[str, ...]) -> tuple[str, ...]:
    """Labels as the repository spells them: GitHub takes no two that differ in case only."""
    known = {name.casefold(): name for name in existing}
    return tuple(known.get(name.casefold(), name) for name in names)


def owners_of(case: Case, asks: DesiredIssue, ours: Owned | None) -> Owners:
    """Sorts the wanted logins into assignable, waiting and not known yet (those count as assignable in the draft)."""
    assign: list[str] = []
    waiting: dict[str, int] = {}
    strangers: list[str] = []
    ask: set[Question[object]] = set()
    there = {name.lower() for name in (*ours.marker.applied.assignees, *ours.issue.assignees)} if ours else set()
    for login in asks.assignees:
        low = login.lower()
        may = case.snapshot.answers.get(Assignable(low))
        if low in there or may:
            assign.append(login)
            continue
        waits = ours is not None and low in ours.marker.waiting
        if may is None:
            # Who waits may have joined since: one cheap question a sync, for as long as somebody waits.
            ask.add(Assignable(low))
        if low in asks.unconfirmed:
            # Commenting makes nobody assignable whom only a note names. In the draft the login counts as assignable.
            (strangers if may is False else assign).append(login)
        elif ours and waits:
            here = AssignableTo(ours.issue.number, low)
            seen = ours.marker.waiting[low]
            if case.snapshot.answers.get(here):
                assign.append(login)
                continue
            waiting[low] = seen
            if ours.issue.comments > seen and here not in case.snapshot.answers:
                ask.add(here)
        elif may is False:
            waiting[low] = ours.issue.comments if ours else 0
        else:
            assign.append(login)
    return Owners(tuple(assign), waiting, frozenset(ask), tuple(strangers))
