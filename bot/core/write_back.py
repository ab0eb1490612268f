"""The way back: an issue closed or reopened on GitHub sets the box of its line in the newest note.

A three-way merge, like every other field: what GitHub says now is news where it differs from what Duly last wrote, and it is
written where the notes still say that. Where the notes have news too, theirs is the newer word, and the next sync takes
it to the issue. Only the issues of events are looked at, so that nothing is set again that a person set back.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from bot.core.config.problem import Problem
from bot.core.issues import marker
from bot.core.issues.case import Case
from bot.core.issues.closers import bot_that_closed
from bot.core.issues.decide import cases_of
from bot.core.issues.matching.owned import Owned
from bot.core.markdown.source import with_box
from bot.core.model.issues import Issue
from bot.core.model.notes import Item, State
from bot.core.model.plan import Edit
from bot.core.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to set: the line it stands on (1-based), the state its issue has, the issue's number, and which box of the line it is."""

    path: str
    line: int
    state: State
    issue: int
    nth: int = 0


def ticks(snapshot: Snapshot, numbers: Collection[int]) -> tuple[Tick, ...]:
    """The boxes that do not say yet what happened to the issues `numbers` on GitHub; none where `write_back` is off."""
    if snapshot.config is None or not snapshot.config.write_back:
        return ()
    return tuple(
        tick
        for case in cases_of(snapshot)
        if case.match.current and case.match.current.issue.number in numbers
        for tick in _ticks(case, case.match.current)
    )


def is_news(body: str, *, is_open: bool) -> bool:
    """Whether an issue with this body was closed or opened by somebody else than a sync: that one's marker says so too."""
    read = marker.read(body)
    return read is not None and read.applied.open != is_open


def _ticks(case: Case, ours: Owned) -> Iterator[Tick]:
    issue = ours.issue
    notes_say = case.item.state is State.OPEN
    if issue.open == ours.marker.applied.open or notes_say != ours.marker.applied.open or not _in_newest_list(case):
        return
    if bot_that_closed(case.snapshot, issue, ours.marker):
        return
    yield from _boxes(case.item, _state(issue), issue.number)
    if not issue.open:
        yield from _boxes_below(case, ours)


def _in_newest_list(case: Case) -> bool:
    """Notes of past meetings are archives: what people agreed on then stays as it was written."""
    lists = [meeting.date for meeting in case.course if meeting.could_list(case.item)]
    day = case.item.newest.note_date
    return bool(lists) and day is not None and day >= lists[-1]


def _state(issue: Issue) -> State:
    if issue.open:
        return State.OPEN
    return State.DROPPED if issue.state_reason in {"not_planned", "duplicate"} else State.DONE


def _boxes(item: Item, state: State, number: int) -> Iterator[Tick]:
    for line in item.deciding:
        if line.checkbox and line.open != (state is State.OPEN):
            yield Tick(line.path, line.number, state, number, line.nth)


def _boxes_below(case: Case, ours: Owned) -> Iterator[Tick]:
    """Boxes of the issue's own list that people ticked there: without its parent each would open an issue of its own."""
    live = marker.boxes(marker.split(ours.issue.body)[1] or "")
    for child in case.children:
        if live.get(child.id) and ours.marker.applied.boxes.get(child.id) is False and child.state is State.OPEN:
            yield from _boxes(child, State.DONE, ours.issue.number)


def with_ticks(text: str, found: Iterable[Tick]) -> tuple[str, tuple[Tick, ...]]:
    """The text of a note with its boxes set, every other byte as it was, and the ticks that came about."""
    done = []
    for tick in found:
        try:
            text = with_box(text, tick.line, tick.state, tick.nth)
        except ValueError:
            # The reader takes more for a box than the editor does: a cell of a table.
            continue
        done.append(tick)
    return text, tuple(done)


def with_note(snapshot: Snapshot, path: str, text: str) -> Snapshot:
    """The snapshot as it would be, were `text` the note at `path`."""
    return replace(
        snapshot, notes=tuple(replace(note, text=text) if note.path == path else note for note in snapshot.notes)
    )


def message(found: Iterable[Tick]) -> str:
    """The commit's message: `Tick #12, #14; open again #9`. By its number the issue shows the commit."""
    words = {State.DONE: "tick", State.DROPPED: "drop", State.OPEN: "open again"}
    numbers = {state: sorted({tick.issue for tick in found if tick.state is state}) for state in words}
    said = "; ".join(f"{words[state]} {_listed(these)}" for state, these in numbers.items() if these)
    return said[:1].upper() + said[1:]


def _listed(numbers: list[int]) -> str:
    return ", ".join(f"#{number}" for number in numbers)


def remembered(snapshot: Snapshot, numbers: Collection[int]) -> tuple[Edit, ...]:
    """The markers of issues whose boxes the notes of `snapshot` have by now: so the sync of that commit has nothing to do.

    It was a person who closed the issue, so a box that is opened again by mistake does not reopen it.
    """
    edits = []
    for case in cases_of(snapshot):
        ours = case.match.current
        if ours is None or ours.issue.number not in numbers or (case.item.state is State.OPEN) != ours.issue.open:
            continue
        issue, applied = ours.issue, ours.marker.applied.model_copy(update={"open": ours.issue.open})
        body = marker.amended(issue.body, applied=applied, closed_before=not issue.open)
        edits.append(Edit(issue.number, f"its line was {'opened' if issue.open else 'ticked'} after it", body=body))
    return tuple(edits)


def refused(found: Iterable[Tick], why: str) -> tuple[Problem, ...]:
    """What is left to people where GitHub takes no commit: one problem for each box."""
    deeds = {State.DONE: "closed: tick this box", State.DROPPED: "closed as not planned: drop this box (`[~]`)"}
    return tuple(
        Problem(tick.path, tick.line, f"#{tick.issue} was {deeds.get(tick.state, 'reopened: untick this box')}; {why}")
        for tick in found
    )
