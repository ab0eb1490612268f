"""What the notes ask of an item's issue, as far as GitHub lets it: owners who can be assigned, labels as they are spelt there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.core.issues import body
from bot.core.issues.case import Case
from bot.core.issues.matching.owned import Owned
from bot.core.issues.matching.wordings import owner_digests, title_digest
from bot.core.issues.policy import DesiredIssue
from bot.core.issues.three_way import Desired
from bot.core.model.notes import State
from bot.core.model.questions import Assignable, AssignableTo, Question, Questions


@dataclass(frozen=True, slots=True)
class Assignment:
    """Logins to assign now, those that wait (login → comments seen), and the questions that decide.

    `strangers` are logins that only a note names and that have no access: names, as far as the issue goes.
    """

    assign: tuple[str, ...]
    waiting: dict[str, int]
    ask: Questions
    strangers: tuple[str, ...] = ()


def desired_of(case: Case, by_notes: DesiredIssue, assignment: Assignment, after: int | None) -> Desired:
    """What is asked of an issue now: `by_notes`, as far as GitHub lets it. `after` is the closed issue that it goes on from."""
    by_notes = replace(by_notes, owners=(*by_notes.owners, *assignment.strangers))
    waiting = tuple(assignment.waiting)
    subject = body.Subject(case.item, by_notes, case.children, waiting, after, _maybe(case), case.is_left_out)
    return Desired(
        title=by_notes.title,
        titled=title_digest(case.item),
        labels=_existing_names(by_notes.labels, case.snapshot.label_names),
        assignees=assignment.assign,
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


def assignment_of(case: Case, by_notes: DesiredIssue, ours: Owned | None) -> Assignment:
    """The logins of an issue by what GitHub says of each; those not known yet count as assignable in the draft."""
    assign: list[str] = []
    waiting: dict[str, int] = {}
    strangers: list[str] = []
    ask: set[Question[object]] = set()
    there = {name.lower() for name in (*ours.marker.applied.assignees, *ours.issue.assignees)} if ours else set()
    for login in by_notes.assignees:
        low = login.lower()
        may = case.snapshot.answers.get(Assignable(low))
        if low in there or may:
            assign.append(login)
            continue
        waits = ours is not None and low in ours.marker.waiting
        if may is None:
            # Who waits may have joined since: one cheap question a sync, for as long as somebody waits.
            ask.add(Assignable(low))
        if low in by_notes.unconfirmed:
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
    return Assignment(tuple(assign), waiting, frozenset(ask), tuple(strangers))
