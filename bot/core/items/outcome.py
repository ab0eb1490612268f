"""Traced lines → items: their ids, their states, and how often each was carried and missed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.core.items.meeting import ListForm, MeetingDay, list_forms, wording_of
from bot.core.items.owners import owners_of
from bot.core.items.similarity import digest
from bot.core.items.threads import Thread
from bot.core.model.notes import Item, Line, State, counting


def outcome(series: str, course: Sequence[MeetingDay], threads: Sequence[Thread], taken: set[str]) -> Iterator[Item]:
    """The items of a series, traced through all its meetings. `taken` are the ids of other series; it grows."""
    ids = _ids(threads, taken)
    lists = [meeting.lists for meeting in course]
    for thread, name in zip(threads, ids, strict=True):
        yield _item(name, series, thread.lines, lists[thread.meetings[-1] + 1 :])


def item_of(item: Item, lines: Sequence[Line], course: Sequence[MeetingDay]) -> Item:
    """An item with other `lines`, as the meetings of its series show it then."""
    ordered = sorted(lines, key=lambda line: line.note_date or date.min)
    last = ordered[-1].note_date or date.min
    return _item(item.id, item.series, ordered, [meeting.lists for meeting in course if meeting.date > last])


def _item(name: str, series: str, found: Sequence[Line], newer: Iterable[frozenset[ListForm]]) -> Item:
    """`newer` are the forms of the lists of each meeting after its last line."""
    lines = counting(found)
    newest = [line for line in lines if line.note_date == lines[-1].note_date]
    deciding = [line for line in newest if line.listed] or newest
    forms = list_forms(deciding)
    later = {line.note_date for line in lines if line.open} - {lines[0].note_date}
    return Item(
        id=name,
        series=series,
        lines=tuple(found),
        state=_state(deciding),
        carried=len(later),
        missed=sum(not forms.isdisjoint(listed) for listed in newer),
    )


def _state(lines: Sequence[Line]) -> State:
    """What the deciding lines of the newest meeting say: open as long as one of them is open."""
    if any(line.open for line in lines):
        return State.OPEN
    return State.DONE if any(line.state is State.DONE for line in lines) else State.DROPPED


def _ids(threads: Sequence[Thread], taken: set[str]) -> list[str]:
    """Fingerprints of the first wordings; items of equal first words are distinguished by their owners, then by order."""
    ids = []
    turns: dict[str, int] = defaultdict(lambda: 2)
    for thread in threads:
        normal = wording_of(thread.lines[0]).normal
        name = wording_of(thread.lines[0]).fingerprint
        if name in taken:
            name = digest(f"{normal}\n{' '.join(sorted({owner.name for owner in owners_of(thread.lines[0])}))}")
        while name in taken:
            name = digest(f"{normal}\n{turns[normal]}")
            turns[normal] += 1
        taken.add(name)
        ids.append(name)
    return ids
