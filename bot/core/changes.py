"""What happens to the issue of one item: opened, edited, closed, reopened, followed by another, or left alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.core import marker, render
from bot.core.config import Config
from bot.core.identity import wording
from bot.core.lineage import Meeting, said_in
from bot.core.marker import Applied, Marker
from bot.core.match import Match, Owned, owner_digests, word_digests
from bot.core.merge import Asked, Merged, first_applied, merge
from bot.core.model import (
    NOTHING,
    Ask,
    Change,
    Close,
    Comment,
    Edit,
    Issue,
    Item,
    Open,
    Problem,
    Reopen,
    Snapshot,
    State,
    Tracked,
    Waiting,
)
from bot.core.policy import Wanted, wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One item with all that its decision needs. `parent` is the item whose issue holds it as a box."""

    item: Item
    match: Match
    snapshot: Snapshot
    config: Config
    course: tuple[Meeting, ...]
    fresh_from: date | None
    """Date of the oldest meeting whose open items get issues; None: no meeting has an action list."""
    children: tuple[Item, ...] = ()
    parent: Item | None = None
    left: bool = False
    """It stood as a box below an item that newer notes list without it."""

    @property
    def fresh(self) -> bool:
        """It stands in a note that is new enough to open, edit or reopen issues."""
        day = self.item.newest.note_date
        return self.fresh_from is not None and day is not None and day >= self.fresh_from

    @property
    def opens(self) -> bool:
        """An issue may be opened for it: it is open, fresh, and of a kind that the config names."""
        return self.item.state is State.OPEN and self.fresh and self.item.newest.kind in self.config.open_from


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do for one item, what is still to be asked, and its row in the report."""

    tracked: Tracked
    changes: tuple[Change, ...] = ()
    ask: Ask = NOTHING
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Owners:
    """Logins to assign now, those that wait (login → comments seen), and what must be asked to tell."""

    assign: tuple[str, ...]
    waiting: dict[str, int]
    ask: Ask


def decide_item(case: Case) -> Decision:
    """The decision for one item."""
    if case.match.current:
        return _existing(case, case.match.current)
    number = case.match.linked
    if number is not None and number not in case.snapshot.absent:
        return _linked(case, number)
    return _new(case)


# --- an item without an issue


def _new(case: Case) -> Decision:
    item = case.item
    if case.parent:
        return Decision(Tracked(item, None, "in the issue of the item above it"))
    if case.left or not case.opens:
        return Decision(Tracked(item, None, _silence(case)))
    opened, ask = _open(case, after=None)
    return Decision(Tracked(item, None, "to open"), (opened,), ask)


def _silence(case: Case) -> str:
    """Why an item gets no issue."""
    if case.item.state is not State.OPEN:
        return ""
    if case.left:
        return "no longer below its item"
    if not case.fresh:
        return "only the newest action lists open issues"
    return f"{case.item.newest.kind} opens no issues here"


def _open(case: Case, after: int | None) -> tuple[Open, Ask]:
    """The new issue of an item, with the marker by which it is known again."""
    item = case.item
    asks = wanted(item, case.config, case.snapshot.head.full_name)
    owners = _owners(case, asks, None)
    asked = _asked(case, asks, owners, after)
    fresh_marker = Marker(
        key=item.id if after is None else f"{item.id}.{after}",
        series=marker.short(item.series),
        meeting=str(max(meeting.date for meeting in case.course if meeting.has_action_list)),
        wordings=_wordings(item, {}),
        owners=owner_digests(item),
        after=after,
        waiting=owners.waiting,
        applied=first_applied(asked),
    )
    why = f"open in {render.place(item.newest)}" + (f", ticked before in #{after}" if after else "")
    body = marker.join(fresh_marker, asked.part, "\n")
    change = Open(fresh_marker.key, asked.title, body, asked.labels, asked.assignees, why)
    return change, replace(owners.ask, labels=case.snapshot.labels is None)


# --- an item whose issue is Duly's


def _existing(case: Case, ours: Owned) -> Decision:
    twins, problems = _twins(case, ours.issue.number)
    changes, ask, note = _follow(case, ours)
    return Decision(Tracked(case.item, ours.issue.number, note), (*twins, *changes), ask, problems)


Followed = tuple[tuple[Change, ...], Ask, str]


def _follow(case: Case, ours: Owned) -> Followed:
    """The changes that bring an issue after its item, where people have not decided otherwise."""
    applied_open = ours.marker.applied.open
    match case.item.state, ours.issue.open:
        case State.OPEN, True if case.fresh:
            return _edit(case, ours)
        case State.OPEN, True:
            return (), NOTHING, ""
        case State.OPEN, False if applied_open:
            return (), NOTHING, "closed on GitHub"
        case State.OPEN, False:
            return _again(case, ours) if case.fresh else ((), NOTHING, "")
        case _ if not applied_open:
            return (), NOTHING, ""
        case _:
            return (_finish(case, ours),), NOTHING, ""


def _finish(case: Case, ours: Owned) -> Change:
    """A tick closes. Where a person has closed already, only the marker learns of it, so that later ticks count."""
    item, number = case.item, ours.issue.number
    done = item.state is State.DONE
    why = f"{'ticked' if done else 'dropped'} in {render.place(item.newest)}"
    merged = merge(ours.issue, ours.marker, _asked_again(case, ours))
    before = ours.marker.applied
    applied = before.model_copy(
        update={key: getattr(merged.applied, key) for key in ("content", "part", "boxes")} | {"open": False}
    )
    new_marker = _marker(case, ours, applied, ours.marker.waiting)
    new_marker = new_marker.model_copy(update={"closed_before": not ours.issue.open})
    body = marker.join(new_marker, merged.part, merged.rest)
    if not ours.issue.open:
        return Edit(number, f"{why}; it was closed on GitHub before", body=body)
    return Close(number, "completed" if done else "not_planned", why, body)


def _listed_again(case: Case, ours: Owned) -> Change:
    """Open in the notes again, but it was a person who closed it: only the marker learns of it, so that later ticks count."""
    applied = ours.marker.applied.model_copy(update={"open": True})
    _, part, rest = marker.split(ours.issue.body)
    body = marker.join(ours.marker.model_copy(update={"applied": applied, "closed_before": False}), part, rest)
    return Edit(ours.issue.number, f"open again in {render.place(case.item.newest)}; a person's close stays", body=body)


def _asked_again(case: Case, ours: Owned) -> Asked:
    """What a finished item asks of its issue: its last words in the body. Nobody is assigned or pinged any more."""
    waiting = ours.marker.waiting
    owners = Owners(ours.marker.applied.assignees, waiting, NOTHING)
    return _asked(case, wanted(case.item, case.config, case.snapshot.head.full_name), owners, ours.marker.after)


def _again(case: Case, ours: Owned) -> Followed:
    """Open again after Duly closed: a slip of the pen reopens, work that comes back later gets a new issue."""
    if _gap(case):
        opened, ask = _open(case, after=ours.issue.number)
        return (opened,), ask, "comes back after its tick"
    if ours.marker.closed_before:
        return (_listed_again(case, ours),), NOTHING, "closed on GitHub"
    changes, ask, merged, new_marker = _merged(case, ours)
    body = marker.join(
        new_marker.model_copy(update={"applied": new_marker.applied.model_copy(update={"open": True})}),
        merged.part,
        merged.rest,
    )
    reopen = Reopen(ours.issue.number, f"open again in {render.place(case.item.newest)}", body)
    return (*(replace(change, body=None) for change in changes if _fields(change)), reopen), ask, ""


def _gap(case: Case) -> bool:
    """Whether a meeting with an action list lies between the last tick and the first open line after it, without the item."""
    states: dict[date, bool] = {}
    for line in case.item.lines:
        if line.note_date:
            states[line.note_date] = states.get(line.note_date, False) or line.open
    ticked = max((day for day, is_open in states.items() if not is_open), default=None)
    if ticked is None:
        return False
    reopened = min(day for day in states if day > ticked)
    return any(ticked < meeting.date < reopened for meeting in case.course if meeting.has_action_list)


def _edit(case: Case, ours: Owned) -> Followed:
    changes, ask, merged, new_marker = _merged(case, ours)
    if not ours.marker.applied.open:
        # A person reopened it before the notes did: from here on the next tick closes it again.
        applied = new_marker.applied.model_copy(update={"open": True})
        new_marker = new_marker.model_copy(update={"applied": applied})
        body = marker.join(new_marker, merged.part, merged.rest)
        why = f"open again in {render.place(case.item.newest)}"
        changes = tuple(replace(change, body=body) for change in changes) or (Edit(ours.issue.number, why, body=body),)
    return changes, ask, ""


def _merged(case: Case, ours: Owned) -> tuple[tuple[Edit, ...], Ask, Merged, Marker]:
    """The edit that the notes ask for (none where nothing is new), what to ask first, and the pieces it is made of."""
    asks = wanted(case.item, case.config, case.snapshot.head.full_name)
    owners = _owners(case, asks, ours)
    merged = merge(ours.issue, ours.marker, _asked(case, asks, owners, ours.marker.after))
    new_marker = _marker(case, ours, merged.applied, owners.waiting)
    ask = replace(owners.ask, labels=merged.labels is not None and case.snapshot.labels is None)
    if new_marker == ours.marker and not merged.part_changed and not _any_field(merged):
        return (), ask, merged, new_marker
    edit = Edit(
        ours.issue.number,
        _news(case.item, ours.marker, new_marker, merged),
        title=merged.title,
        body=marker.join(new_marker, merged.part, merged.rest),
        labels=merged.labels,
        assignees=merged.assignees,
    )
    return (edit,), ask, merged, new_marker


def _any_field(merged: Merged) -> bool:
    return any(value is not None for value in (merged.title, merged.labels, merged.assignees))


def _fields(change: Edit) -> bool:
    return any(value is not None for value in (change.title, change.labels, change.assignees))


def _news(item: Item, old: Marker, new: Marker, merged: Merged) -> str:
    """Why an edit is made, in the words of what changed in the notes."""
    news = [
        ("reworded", new.wordings.keys() != old.wordings.keys() or new.applied.title != old.applied.title),
        ("owner changed", new.owners != old.owners or merged.assignees is not None),
        ("labels changed", new.applied.labels != old.applied.labels),
        ("boxes changed", new.applied.boxes != old.applied.boxes),
    ]
    said = [words for words, is_so in news if is_so] or ["text below it changed"]
    return f"{', '.join(said)} in {render.place(item.newest)}"


def _marker(case: Case, ours: Owned, applied: Applied, waiting: dict[str, int]) -> Marker:
    return ours.marker.model_copy(
        update={
            "wordings": _wordings(case.item, ours.marker.wordings),
            "owners": owner_digests(case.item),
            "waiting": waiting,
            "applied": applied,
        }
    )


def _wordings(item: Item, known: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Every wording seen, those of the marker first."""
    said = (wording(said_in(line)) for line in item.lines)
    return known | {one.fingerprint: word_digests(one) for one in said if one.fingerprint not in known}


def _twins(case: Case, keep: int) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Other open issues of Duly's for the same item: closed as duplicates, where a person wrote in them by the tick only."""
    changes: list[Change] = []
    problems = []
    for twin in case.match.twins:
        if not twin.issue.open or not twin.marker.applied.open:
            continue
        if twin.issue.comments and case.item.state is not State.OPEN:
            changes.append(_finish(case, twin))
            continue
        if twin.issue.comments:
            line = case.item.newest
            problems.append(
                Problem(line.path, line.number, f"#{keep} and #{twin.issue.number} are one item: close one of them")
            )
            continue
        _, part, rest = marker.split(twin.issue.body)
        closed = twin.marker.model_copy(
            update={"duplicate_of": keep, "applied": twin.marker.applied.model_copy(update={"open": False})}
        )
        why = f"the same item as #{keep}"
        changes.append(Close(twin.issue.number, "duplicate", why, marker.join(closed, part, rest)))
    return tuple(changes), tuple(problems)


# --- what both need


def _asked(case: Case, asks: Wanted, owners: Owners, after: int | None) -> Asked:
    subject = render.Subject(case.item, asks, case.children, tuple(owners.waiting), after)
    return Asked(
        title=asks.title,
        labels=_existing_names(asks.labels, case.snapshot.labels),
        assignees=owners.assign,
        content=render.content(subject),
        part=render.part(subject, case.snapshot.head),
        boxes={child.id: child.state is not State.OPEN for child in case.children},
    )


def _existing_names(names: Iterable[str], existing: tuple[str, ...] | None) -> tuple[str, ...]:
    """Labels as the repository spells them: GitHub takes no two that differ in case only."""
    known = {name.casefold(): name for name in existing or ()}
    return tuple(known.get(name.casefold(), name) for name in names)


def _owners(case: Case, asks: Wanted, ours: Owned | None) -> Owners:
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


# --- an item whose issue is a person's


def _linked(case: Case, number: int) -> Decision:
    """A person's issue is never edited; a tick closes it only by leave, else one comment reports it."""
    item = case.item
    issue = next((issue for issue in case.snapshot.issues if issue.number == number), None)
    if issue is None:
        return Decision(Tracked(item, number, "linked"), ask=Ask(issues=frozenset({number})))
    tracked = Tracked(item, number, "linked" if issue.open else "linked; closed on GitHub")
    if item.state is State.OPEN or not issue.open or not case.fresh:
        return Decision(tracked)
    if issue.locked:
        return _locked(case, issue, tracked)
    if number not in case.snapshot.commented:
        return Decision(tracked, ask=Ask(comments=frozenset({number})))
    key = f"ticked.{item.id}.{item.newest.note_date}"
    if (number, key) in case.snapshot.comment_keys:
        return Decision(tracked)
    return Decision(tracked, _report_tick(case, number, key))


def _locked(case: Case, issue: Issue, tracked: Tracked) -> Decision:
    """Duly may not comment there. A close leaves no trace but the reason of a person's reopen, which then stays."""
    if not case.config.close_linked or issue.state_reason == "reopened":
        return Decision(replace(tracked, note="linked; locked, so its tick is told here only"))
    return Decision(tracked, (Close(issue.number, "completed", f"ticked in {render.place(case.item.newest)}"),))


def _report_tick(case: Case, number: int, key: str) -> tuple[Change, ...]:
    line = case.item.newest
    why = f"ticked in {render.place(line)}"
    body = f"{marker.comment_marker(key)}\n{render.ticked(line, case.snapshot.head, closing=case.config.close_linked)}"
    comment = Comment(number, key, body, why)
    # Close first: were the comment first and the close lost, nothing would tell that it is still to be done.
    return (Close(number, "completed", why), comment) if case.config.close_linked else (comment,)
