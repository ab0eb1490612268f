"""Lines of all notes → items: which lines are one piece of work, how old it is, and whether it vanished.

Notes of one date in a series are one meeting. Meetings are read oldest to newest; the lines of each are first grouped
among themselves, then joined to the items known so far, one to one. In doubt there are two items: nothing is merged on
a guess.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.core.items.issue_suffix import without_number
from bot.core.items.meeting import MeetingDay, grouped, list_forms, owners_of, wording_of
from bot.core.items.similarity import (
    ALIKE,
    CONTAINED,
    Index,
    Wording,
    compatible,
    contains,
    digest,
    likeness,
    substantial,
    wording,
)
from bot.core.model.notes import Item, Line, State, counting

# A bound for notes that nobody writes by hand.
MOST_EQUAL = 200
"""Items of equal words that a group is compared with, above all those of its owners."""


@dataclass(slots=True)
class _Thread:
    """An item while it is being traced."""

    lines: list[Line] = field(default_factory=list)
    meetings: list[int] = field(default_factory=list)
    wordings: dict[str, Wording] = field(default_factory=dict)
    owners: frozenset[str] = frozenset()
    """All owners that the newest note with any names."""
    above: frozenset[str] = frozenset()
    """The words that it stands below, in the newest note where it stands below any."""
    open: bool = False
    """Whether a line of the newest note is open."""

    def add(self, lines: Sequence[Line], meeting: int, above: frozenset[str]) -> None:
        """Lines of one meeting, newer than those before."""
        for line in lines:
            self.lines.append(line)
            said = wording_of(line)
            before = self.wordings.pop(said.normal, said)
            if before is not said:
                # A link that the words once had stays theirs where it is left out again.
                said = replace(said, hard=said.hard | before.hard, pages=said.pages | before.pages)
            self.wordings[said.normal] = said
        self.meetings.append(meeting)
        self.open = any(line.open for line in lines)
        self.owners = frozenset[str]().union(*map(owners_of, lines)) or self.owners
        self.above = above or self.above


def trace(series: str, course: Sequence[MeetingDay], taken: set[str]) -> tuple[Item, ...]:
    """The items of a series in the order of their first lines. `taken` are the ids of other series; it grows."""
    known = _Known()
    for index, meeting in enumerate(course):
        at = {(line.path, line.number): line for line in meeting.lines}
        threads = [_thread(lines, at) for lines in grouped(meeting.lines)]
        joined = _join(threads, known)
        order = _order(threads)
        joined |= _in_place(threads, order, joined, known)
        places = [known.add(group, index, joined.get(number)) for number, group in enumerate(threads)]
        known.listed = [places[number] for number in order] or known.listed
    return tuple(_items(series, course, known.threads, taken))


class _Known:
    """The items of the meetings so far, to be found by their words."""

    def __init__(self) -> None:
        self.threads: list[_Thread] = []
        self.listed: list[int] = []
        """Places of the items of the newest action list, in its order."""
        self._index = Index()
        self._sayers: dict[str, dict[int, None]] = defaultdict(dict)
        self._kin: dict[tuple[str, frozenset[str]], dict[int, None]] = defaultdict(dict)

    def add(self, group: _Thread, meeting: int, place: int | None) -> int:
        """The place of a group of a meeting: of the item that it goes on, or of a new one."""
        if place is None:
            place = len(self.threads)
            self.threads.append(_Thread())
        thread = self.threads[place]
        thread.add(group.lines, meeting, group.above)
        for normal, said in thread.wordings.items():
            if place not in self._sayers[normal]:
                self._sayers[normal][place] = None
                self._index.add(place, said.content)
            self._kin[normal, thread.owners][place] = None
        return place

    def equal(self, group: _Thread) -> set[int]:
        """Places of items with the very words of a group; where none has them, without the issue's number at their end."""
        return self._saying(group.wordings, group) or self._saying(map(without_number, group.wordings), group)

    def _saying(self, normals: Iterable[str], group: _Thread) -> set[int]:
        found = (
            sayers
            for normal in normals
            for sayers in (self._sayers.get(normal, {}), self._kin.get((normal, group.owners), {}))
        )
        return {place for sayers in found for place in islice(reversed(sayers), MOST_EQUAL)}

    def agreeing(self, group: _Thread, places: set[int]) -> set[int]:
        """Those of `places` whose equal words are the group's work: the links behind them agree, and what is too few words to
        say anything stands below the same ones.
        """
        found = set(places)
        for normal, said in group.wordings.items():
            below = frozenset[str]() if substantial(said, said) else group.above
            for place in places:
                thread = self.threads[place]
                other = thread.wordings.get(normal, said)
                elsewhere = below and thread.above and not (below <= thread.above or thread.above <= below)
                if elsewhere or (other is not said and not compatible(said, other)):
                    found.discard(place)
        return found

    def near(self, group: _Thread) -> set[int]:
        """Places of items that share words with a group."""
        return {place for said in group.wordings.values() for place in self._index.near(said.content)}


def _thread(lines: Sequence[Line], at: Mapping[tuple[str, int], Line]) -> _Thread:
    """A group as an item of its own; `at` are the meeting's lines."""
    thread = _Thread()
    above = (_above(line, at) for line in lines if line.parent is not None)
    thread.add(lines, 0, frozenset[str]().union(*above))
    return thread


def _above(line: Line, at: Mapping[tuple[str, int], Line]) -> frozenset[str]:
    """The content words that a line stands below: its parent's, where that is no work the topic's."""
    parent = at.get((line.path, line.parent or 0))
    return (wording_of(parent) if parent else wording(line.topic or "")).content


def _join(groups: Sequence[_Thread], known: _Known) -> dict[int, int]:
    """Which known item each group goes on (group → place), one to one: equal words first, then the likest.

    What is only reported takes no item's place from a line that decides.
    """
    joined: dict[int, int] = {}
    taken: set[int] = set()
    shown = [all(line.reported for line in group.lines) for group in groups]
    for _, number, place in sorted(
        _pairs(groups, known), key=lambda pair: (shown[pair[1]], -pair[0], pair[1], -pair[2])
    ):
        if number not in joined and place not in taken:
            joined[number] = place
            taken.add(place)
    return joined


def _order(groups: Sequence[_Thread]) -> list[int]:
    """The groups of the action list, in its order."""
    first = {
        number: min((line.path, line.number) for line in group.lines if line.listed)
        for number, group in enumerate(groups)
        if any(line.listed for line in group.lines)
    }
    return sorted(first, key=first.__getitem__)


def _in_place(groups: Sequence[_Thread], order: Sequence[int], joined: dict[int, int], known: _Known) -> dict[int, int]:
    """Groups that stand between the neighbours of an item that is gone, with words of it cut off or added (group → place).

    Where nothing else changed around it, a line reworded beyond likeness is still the same one.
    """
    gaps = {
        (left, right): gone for left, gone, right in zip(known.listed, known.listed[1:], known.listed[2:], strict=False)
    }
    found = {}
    for left, number, right in zip(order, order[1:], order[2:], strict=False):
        gone = gaps.get((joined.get(left, -1), joined.get(right, -1)))
        if gone is None or number in joined or gone in joined.values():
            continue
        if _trimmed(groups[number], known.threads[gone]):
            found[number] = gone
    return found


def _trimmed(group: _Thread, thread: _Thread) -> bool:
    """One's words hold the other's last ones, the item stood open, and nobody else owns it."""
    owned = not group.owners or not thread.owners or bool(group.owners & thread.owners)
    last = next(reversed(thread.wordings.values()))
    said = [said for said in group.wordings.values() if said.content and last.content]
    return thread.open and owned and any(contains(one, last) for one in said)


def _pairs(groups: Sequence[_Thread], known: _Known) -> Iterator[tuple[float, int, int]]:
    """(score, group, place) of every pair that may be one item. Equal words score above 1."""
    for number, group in enumerate(groups):
        equal = known.equal(group)
        agreeing = known.agreeing(group, equal)
        for place in agreeing:
            yield 2 + _kinship(group, known.threads[place]), number, place
        for place in () if agreeing else known.near(group) - equal:
            if score := _score(group, known.threads[place]):
                yield score, number, place


def _kinship(group: _Thread, thread: _Thread) -> float:
    """What tells apart items of equal words: the same owners, the same place, then open or not as it was, then the more recent."""
    same = 0.5 if group.owners == thread.owners else 0.25 if group.owners & thread.owners else 0.0
    same += (0.1 if group.above == thread.above else 0.0) + (0.05 if group.open == thread.open else 0.0)
    return same + thread.meetings[-1] / 1_000_000


def _score(group: _Thread, thread: _Thread) -> float:
    """Likeness of a group to an item of earlier meetings, 0 where they are two."""
    best = 0.0
    for said in group.wordings.values():
        for form in {said, _unnumbered(said)}:
            for known in thread.wordings.values():
                best = max(best, _likeness(form, known, group, thread))
    return best


def _unnumbered(said: Wording) -> Wording:
    """The words without the number of an issue at their end, which carrying adds: it says nothing of the work, but keeps its veto."""
    words = without_number(said.normal)
    return said if words == said.normal else replace(wording(words), hard=said.hard, pages=said.pages)


def _likeness(said: Wording, known: Wording, group: _Thread, thread: _Thread) -> float:
    if not substantial(said, known):
        return 0.0
    alike = likeness(said, known)
    if alike >= ALIKE:
        return alike
    owners = not group.owners or not thread.owners or bool(group.owners & thread.owners)
    return CONTAINED + alike / 10 if owners and contains(said, known) else 0.0


def _items(series: str, course: Sequence[MeetingDay], threads: Sequence[_Thread], taken: set[str]) -> Iterator[Item]:
    ids = _ids(threads, taken)
    lists = [meeting.lists for meeting in course]
    for thread, name in zip(threads, ids, strict=True):
        lines = counting(thread.lines)
        newest = [line for line in lines if line.note_date == lines[-1].note_date]
        deciding = [line for line in newest if line.listed] or newest
        forms = list_forms(deciding)
        later = {line.note_date for line in lines if line.open} - {lines[0].note_date}
        yield Item(
            id=name,
            series=series,
            lines=tuple(thread.lines),
            state=_state(deciding),
            carried=len(later),
            missed=sum(not forms.isdisjoint(found) for found in lists[thread.meetings[-1] + 1 :]),
        )


def _state(lines: Sequence[Line]) -> State:
    """What the deciding lines of the newest meeting say: open as long as one of them is open."""
    if any(line.open for line in lines):
        return State.OPEN
    return State.DONE if any(line.state is State.DONE for line in lines) else State.DROPPED


def _ids(threads: Sequence[_Thread], taken: set[str]) -> list[str]:
    """Fingerprints of the first wordings; items of equal first words are told apart by their owners, then by order."""
    ids = []
    turns: dict[str, int] = defaultdict(lambda: 2)
    for thread in threads:
        normal = wording_of(thread.lines[0]).normal
        name = wording_of(thread.lines[0]).fingerprint
        if name in taken:
            name = digest(f"{normal}\n{' '.join(sorted(owners_of(thread.lines[0])))}")
        while name in taken:
            name = digest(f"{normal}\n{turns[normal]}")
            turns[normal] += 1
        taken.add(name)
        ids.append(name)
    return ids
