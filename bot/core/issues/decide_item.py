"""What happens to the issue of one item: opened, edited, closed, reopened, followed by another, or left alone."""

from dataclasses import replace
from datetime import date

from bot.core.config.problem import Problem
from bot.core.issues import marker, phrases, reminder
from bot.core.issues.body import continued
from bot.core.issues.case import Case, Decision
from bot.core.issues.children import with_parent
from bot.core.issues.closed import decide_closed, is_closed_on_github
from bot.core.issues.desired import Assignment, assignment_of, desired_of
from bot.core.issues.linked import decide_linked
from bot.core.issues.marker import Applied, Marker
from bot.core.issues.matching.memory import is_news, remembered
from bot.core.issues.matching.owned import FOLLOWED_HERE, Owned
from bot.core.issues.openings.new_issue import new_issue
from bot.core.issues.openings.same_title import title_to_ask, with_reason
from bot.core.issues.policy import desired_issue
from bot.core.issues.three_way import Merged, merge
from bot.core.model.account import Standing
from bot.core.model.notes import State
from bot.core.model.plan import Change, Close, Edit, Reopen, Tracked
from bot.core.model.questions import NO_QUESTIONS, LabelNames, Questions
from bot.core.model.reasons import Why


def decide_item(case: Case) -> Decision:
    """The decision for one item."""
    match = case.match
    if match.released:
        return Decision(
            Tracked(case.item, match.released.issue.number, "released by /release", live=match.released.issue)
        )
    if match.current:
        return _existing(case, match.current)
    if match.linked is not None and not case.snapshot.is_absent(match.linked):
        # Whoever said `/link` gave leave to close that one issue.
        may_close = case.config.close_linked or match.left is not None
        return with_reason(decide_linked(case, match.linked, may_close=may_close), case)
    return _left_alone(case, match.left, match.linked) if match.left else _new(case)


def _left_alone(case: Case, left: Owned, linked: int | None) -> Decision:
    """The person's issue is gone. The item has had its issue, so it gets no other unless they ask for one."""
    number = left.issue.number
    message = f"#{number} goes on in #{linked}, which is gone: reopen #{number} to have it followed again"
    return Decision(
        Tracked(case.item, number, f"#{linked} is gone", live=left.issue), problems=(Problem("", 0, message),)
    )


# --- an item without an issue


def _new(case: Case) -> Decision:
    item = case.item
    if case.parent:
        note = "in the issue of the item above it"
        return Decision(Tracked(item, None, note, Standing.IN_PARENT, above=case.parent))
    if case.left or not case.opens:
        return Decision(Tracked(item, None, *_no_issue(case)))
    opened, ask = new_issue(case)
    return Decision(Tracked(item, None, "to open", Standing.OPENED), (opened,), ask | title_to_ask(case))


def _no_issue(case: Case) -> tuple[str, Standing]:
    """Why an item gets no issue."""
    if case.item.state is not State.OPEN:
        return "", Standing.ISSUE
    if case.left:
        return "no longer below its item", Standing.LEFT_PARENT
    if not case.fresh:
        return "only the newest meetings with work open issues", Standing.NOT_FRESH
    if case.item.only_shown:
        return "without a box: only shown, see `without_box`", Standing.NO_BOX
    return f"{case.item.newest.kind} opens no issues here", Standing.OTHER_KIND


# --- an item whose issue is Duly's


def _existing(case: Case, ours: Owned) -> Decision:
    twins, problems = _twins(case, ours.issue.number)
    if is_closed_on_github(case, ours):
        found = decide_closed(case, ours)
        return replace(found, changes=(*twins, *found.changes), problems=(*problems, *found.problems))
    changes, ask, note = _follow(case, ours)
    tracked = Tracked(case.item, ours.issue.number, note, live=ours.issue)
    return Decision(tracked, (*twins, *changes), ask, problems)


Followed = tuple[tuple[Change, ...], Questions, str]


def _follow(case: Case, ours: Owned) -> Followed:
    """The changes that bring an issue after its item, where people have not decided otherwise."""
    applied_open = ours.marker.applied.open or ours.taken_back
    match case.item.state, ours.issue.open:
        case _, True if case.has_lost_line:
            return (), NO_QUESTIONS, "its line left a newer note"
        case State.OPEN, True if case.fresh:
            changes, ask, note = _edit(case, ours)
            return with_parent(case, ours, reminder.with_reminder(case, ours, changes)), ask, note
        case State.OPEN, True:
            return (), NO_QUESTIONS, ""
        case State.OPEN, False:
            return _again(case, ours) if case.fresh else ((), NO_QUESTIONS, "")
        case _ if not applied_open:
            return (), NO_QUESTIONS, ""
        case _:
            changes, ask = _finish(case, ours)
            return changes, ask, ""


def _finish(case: Case, ours: Owned) -> tuple[tuple[Change, ...], Questions]:
    """A tick closes. Where a person has closed already, only the marker learns of it, so that later ticks count."""
    item, number = case.item, ours.issue.number
    done = item.state is State.DONE
    told = "said to be " if item.newest.why is Why.REVIEWED else ""
    why = f"{told}{('done' if told else 'ticked') if done else 'dropped'} in {phrases.place(item.newest)}"
    assignment = _last_assignment(case, ours)
    by_notes = desired_issue(case.item, case.config, case.snapshot.head.full_name)
    merged = merge(ours.issue, ours.marker, desired_of(case, by_notes, assignment, ours.marker.after))
    kept = ("content", "part", "boxes", "assignees")
    applied = ours.marker.applied.model_copy(
        update={key: getattr(merged.applied, key) for key in kept} | {"open": False}
    )
    new_marker = _marker(case, ours, applied, ours.marker.waiting)
    # The title is not written here: if the line was reworded too, it is new once the issue is open again.
    new_marker = new_marker.model_copy(update={"closed_before": not ours.issue.open, "titled": ours.marker.titled})
    body = marker.join(new_marker, merged.part, merged.rest)
    if not ours.issue.open:
        return (Edit(number, f"{why}; it was closed on GitHub before", body=body),), NO_QUESTIONS
    close = Close(number, "completed" if done else "not_planned", why, body)
    if merged.assignees is None:
        return (close,), assignment.ask
    return (
        Edit(number, f"owner changed in {phrases.place(item.newest)}", assignees=merged.assignees),
        close,
    ), assignment.ask


def _listed_again(case: Case, ours: Owned) -> Change:
    """Open in the notes again, but it was a person who closed it: only the marker learns of it, so that later ticks count."""
    applied = ours.marker.applied.model_copy(update={"open": True})
    _, part, rest = marker.split(ours.issue.body)
    body = marker.join(ours.marker.model_copy(update={"applied": applied, "closed_before": False}), part, rest)
    return Edit(
        ours.issue.number, f"open again in {phrases.place(case.item.newest)}; a person's close stays", body=body
    )


def _last_assignment(case: Case, ours: Owned) -> Assignment:
    """The assignment of a finished item: that of before, unless the line was ticked under another name than theirs.

    Then the issue ends with the assignees that it would have if the name had been changed in a push before.
    """
    waiting, before = ours.marker.waiting, ours.marker.applied.assignees
    now = assignment_of(case, desired_issue(case.item, case.config, case.snapshot.head.full_name), ours)
    gone = {*before}.difference(login.casefold() for login in now.assign)
    if now.assign and gone and ours.issue.open:
        return replace(now, waiting=waiting)
    return Assignment(before, waiting, NO_QUESTIONS)


def _again(case: Case, ours: Owned) -> Followed:
    """Open again after Duly closed: a tick that is taken back reopens the issue, work that comes back later gets a new one."""
    if _gap(case):
        opened, ask = new_issue(case, after=ours.issue.number)
        return (opened,), ask, "comes back after its tick"
    if ours.marker.closed_before:
        return (_listed_again(case, ours),), NO_QUESTIONS, "closed on GitHub"
    changes, ask, merged, new_marker = _merged(case, ours)
    applied = new_marker.applied.model_copy(update={"open": True})
    body = marker.join(new_marker.model_copy(update={"applied": applied} | FOLLOWED_HERE), merged.part, merged.rest)
    reopen = Reopen(ours.issue.number, f"open again in {phrases.place(case.item.newest)}", body)
    return (*(replace(change, body=None) for change in changes if _fields(change)), reopen), ask, ""


def _gap(case: Case) -> bool:
    """Whether a meeting that could have listed it lies between the last tick and the first open line after it."""
    states: dict[date, bool] = {}
    for line in case.item.lines:
        if line.note_date:
            states[line.note_date] = states.get(line.note_date, False) or line.open
    ticked = max((day for day, is_open in states.items() if not is_open), default=None)
    if ticked is None:
        return False
    reopened = min(day for day in states if day > ticked)
    return any(ticked < meeting.date < reopened and meeting.could_list(case.item) for meeting in case.course)


def _edit(case: Case, ours: Owned) -> Followed:
    changes, ask, merged, new_marker = _merged(case, ours)
    if not ours.marker.applied.open:
        # A person reopened it before the notes did: from here on the next tick closes it again.
        applied = new_marker.applied.model_copy(update={"open": True})
        new_marker = new_marker.model_copy(update={"applied": applied})
        body = marker.join(new_marker, merged.part, merged.rest)
        why = f"open again in {phrases.place(case.item.newest)}"
        changes = tuple(replace(change, body=body) for change in changes) or (Edit(ours.issue.number, why, body=body),)
    return changes, ask, ""


def _merged(case: Case, ours: Owned) -> tuple[tuple[Edit, ...], Questions, Merged, Marker]:
    """The edit that the notes ask for (none where nothing is new), what to ask first, and the pieces it is made of."""
    by_notes = desired_issue(case.item, case.config, case.snapshot.head.full_name)
    assignment = assignment_of(case, by_notes, ours)
    merged = merge(ours.issue, ours.marker, desired_of(case, by_notes, assignment, ours.marker.after))
    new_marker = _marker(case, ours, merged.applied, assignment.waiting)
    ask = assignment.ask | (
        case.snapshot.answers.missing({LabelNames()}) if merged.labels is not None else NO_QUESTIONS
    )
    if not is_news(new_marker, ours.marker) and not merged.part_changed and not _any_field(merged):
        return (), ask, merged, new_marker
    edit = Edit(
        ours.issue.number,
        _news(case, ours.marker, new_marker, merged),
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


def _news(case: Case, old: Marker, new: Marker, merged: Merged) -> str:
    """Why an edit is made, in the words of what changed in the notes."""
    news = [
        ("listed again", old.lineless and not new.lineless),
        ("reworded", new.wordings.keys() != old.wordings.keys() or new.applied.title != old.applied.title),
        ("owner changed", new.owners != old.owners or new.waiting != old.waiting or merged.assignees is not None),
        ("labels changed", new.applied.labels != old.applied.labels),
        ("boxes changed", new.applied.boxes != old.applied.boxes),
        ("reopened, so followed here again", (new.link, new.merged_into) != (old.link, old.merged_into)),
    ]
    if new.version != old.version and not any(is_so for _, is_so in news) and new.applied == old.applied:
        return "what Duly remembers of it brought up to date"
    said = [words for words, is_so in news if is_so] or ["text below it changed"]
    if said == ["labels changed"]:
        # The words are the same, so it is another section, or the config names other labels.
        return f"labels changed by {phrases.place(case.item.newest)} or {case.snapshot.config_path}"
    return f"{', '.join(said)} in {phrases.place(case.item.newest)}"


def _marker(case: Case, ours: Owned, applied: Applied, waiting: dict[str, int]) -> Marker:
    # Whoever reopened it took back that its item is followed elsewhere, also for the next time it is closed.
    return ours.marker.model_copy(
        update=(FOLLOWED_HERE if ours.issue.open else {})
        | remembered(case, ours.marker)
        | {"waiting": waiting, "applied": applied}
    )


def _twins(case: Case, keep: int) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Other open issues of Duly's for the same item: closed as duplicates, where a person wrote in them by the tick only."""
    changes: list[Change] = []
    problems = []
    for twin in case.match.twins:
        if not twin.issue.open or not twin.marker.applied.open:
            continue
        if twin.written_in and case.item.state is not State.OPEN and not case.has_lost_line:
            changes += _finish(case, twin)[0]
            continue
        if twin.written_in:
            line = case.item.newest
            problems.append(
                Problem(line.path, line.number, f"#{keep} and #{twin.issue.number} are one item: close one of them")
            )
            continue
        applied = twin.marker.applied.model_copy(update={"open": False})
        fields = {"duplicate_of": keep, "lineless": False, "applied": applied}
        text = marker.retold(twin.issue.body, lambda part: continued(part, keep), **fields)
        changes.append(Close(twin.issue.number, "duplicate", f"the same item as #{keep}", text))
    return tuple(changes), tuple(problems)
