"""The meetings of one date in a series: their lines of work, and which of these are one piece of work.

Equal words come first, then the most similar. In doubt there are two: nothing is merged on a guess.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from bot.core.items.similarity import (
    ALIKE,
    CONTAINED,
    Index,
    Wording,
    compatible,
    contains,
    likeness,
    substantial,
    wording,
)
from bot.core.model.notes import Item, Kind, Line, Note
from bot.core.text.unicode import visible

# Bounds for notes that nobody writes by hand: without them thousands of lines of the same words are compared each with each.
MOST_HOMES = 20
"""Groups of equal words, and lines of one, that a line of these words is compared with, the last ones first."""
MOST_ALIKE = 8
"""Lines of a group that are compared with another group's."""


class ListForm(Enum):
    """How a list is written."""

    BOXES = "boxes"
    BULLETS = "bullets"
    """Bullets, or rows of a table, without boxes."""


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """The meetings of one date in a series, as one: usually a single note.

    `lines` are those of work, tracked or only shown, in order. `prose` and `topics` as in `Note`.
    """

    date: date
    lines: tuple[Line, ...]
    prose: frozenset[int] = frozenset()
    topics: frozenset[int] = frozenset()

    @property
    def has_work(self) -> bool:
        """Whether it is a meeting with work: one that has at least one line of work, however announced."""
        return bool(self.lines)

    @property
    def lists(self) -> frozenset[ListForm]:
        """The forms of its action lists. The list of a template, still empty, is none."""
        return frozenset(_form(line) for line in self.lines if line.listed)

    def could_list(self, item: Item) -> bool:
        """Whether it has a list of the form in which an item stood last, so that its absence from this meeting counts.

        An action in running text stands in no list and is missed by none.
        """
        return not self.lists.isdisjoint(list_forms(item.deciding))


def list_forms(lines: Iterable[Line]) -> frozenset[ListForm]:
    """The forms of list that lines stand in. A box of the agenda counts as one of a list: lists restate it."""
    return frozenset(_form(line) for line in lines if line.listed or line.checkbox)


def _form(line: Line) -> ListForm:
    return ListForm.BOXES if line.checkbox else ListForm.BULLETS


def said_in(line: Line) -> str:
    """The words that identify a line: its own, or its first sub-bullet's where the box holds only an owner."""
    return line.wording or (visible(line.details[0].markdown).strip() if line.details else "")


def wording_of(line: Line) -> Wording:
    """The words that identify a line, with the addresses that stand behind them."""
    said = said_in(line)
    if "](" not in line.markdown:
        return wording(said)
    return wording(said, tuple(link for link in line.links if link in line.markdown and link not in said))


def course_of(notes: Iterable[Note]) -> tuple[MeetingDay, ...]:
    """The dated notes of one series as meetings, oldest first. Agenda topics are no work and left out."""
    by_date: dict[date, list[Note]] = defaultdict(list)
    for note in notes:
        if note.date:
            by_date[note.date].append(note)
    return tuple(meeting_day(day, by_date[day]) for day in sorted(by_date))


def meeting_day(day: date, notes: Iterable[Note]) -> MeetingDay:
    """The notes of one date as one."""
    ordered = sorted(notes, key=lambda note: (note.path, note.lines[0].number if note.lines else 0))
    lines = tuple(line for note in ordered for line in note.lines if line.kind is not Kind.AGENDA and said_in(line))
    prose, topics = (
        frozenset[int]().union(*each) for each in zip(*((n.prose, n.topics) for n in ordered), strict=True)
    )
    return MeetingDay(day, lines, prose, topics)


@lru_cache(maxsize=2048)
def grouped(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], ...]:
    """The lines of one meeting, those that are one piece of work together: equal words first, then the likest."""
    by_words: dict[str, list[list[Line]]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (line.reported, not line.listed)):
        homes = by_words[wording_of(line).normal]
        near = homes[-MOST_HOMES:]
        home = next((group for group in near if _is_home(group[-MOST_HOMES:], line)), None)
        if home is None:
            homes.append([line])
        else:
            home.append(line)
    found = [group for homes in by_words.values() for group in homes]
    for score, one, other in sorted(_alike(found), key=lambda pair: -pair[0]):
        if one and other and score == _likeness_of(one, other):
            one.extend(other)
            other.clear()
    return tuple(map(tuple, sorted(filter(None, found), key=lambda group: (group[0].path, group[0].number))))


def _is_home(group: Sequence[Line], line: Line) -> bool:
    return any(_equal(other, line) for other in group) and not _of_others(group, [line])


def _equal(one: Line, other: Line) -> bool:
    """Equal words are one item, unless they are of two owners, or too few to say and under two parents."""
    first, second = wording_of(one), wording_of(other)
    if first is not second and (first.normal != second.normal or not compatible(first, second)):
        return False
    if _strangers(one, other):
        return False
    return one.listed != other.listed or substantial(first, second) or one.parent == other.parent


def _alike(groups: Sequence[list[Line]]) -> Iterator[tuple[float, list[Line], list[Line]]]:
    index = Index()
    for number, group in enumerate(groups):
        said = wording_of(group[0])
        for near in index.near(said.content):
            if score := _likeness_of(groups[near], group):
                yield score, groups[near], group
        index.add(number, said.content)


def _likeness_of(ones: Sequence[Line], others: Sequence[Line]) -> float:
    """Likeness of two groups of one meeting; 0 where they are two items.

    A list restates the agenda one to one, so there a few words are enough; two lines of the list that stand side by
    side are rather two.
    """
    if _of_others(ones[:MOST_ALIKE], others[:MOST_ALIKE]):
        return 0.0
    sides = [{line.listed for line in group} for group in (ones, others)]
    restated = sides in ([{True}, {False}], [{False}, {True}])
    return max(_one_work(one, other, restated=restated) for one in ones[:MOST_ALIKE] for other in others[:MOST_ALIKE])


def _one_work(one: Line, other: Line, *, restated: bool) -> float:
    first, second = wording_of(one), wording_of(other)
    alike, held = _closeness(first, second)
    if alike < ALIKE and not held:
        return 0.0
    enough = substantial(first, second)
    if not (restated or enough) or _strangers(one, other) or _nested(one, other):
        return 0.0
    if held and (restated or owners_of(one) == owners_of(other)):
        return max(alike, CONTAINED)
    return alike if enough and alike >= ALIKE else 0.0


@lru_cache(maxsize=65536)
def _closeness(one: Wording, other: Wording) -> tuple[float, bool]:
    """Likeness, and whether one side's words hold the other's: the same neighbours come back in every list that is carried."""
    return likeness(one, other), contains(one, other)


def _strangers(one: Line, other: Line) -> bool:
    """Both name owners, and none of them is the same."""
    return bool(owners_of(one) and owners_of(other)) and not owners_of(one) & owners_of(other)


def _of_others(ones: Sequence[Line], others: Sequence[Line]) -> bool:
    """Both sides name owners, and nobody is on both: a line without an owner does not make one item of two people's."""
    first, second = (frozenset[str]().union(*map(owners_of, lines)) for lines in (ones, others))
    return bool(first and second) and not first & second


def _nested(one: Line, other: Line) -> bool:
    """A line and a box under it are two pieces of work, however alike."""
    return one.path == other.path and (
        any(detail.number == other.number for detail in one.details)
        or any(detail.number == one.number for detail in other.details)
    )


def owners_of(line: Line) -> frozenset[str]:
    return _folded(line.owners)


@lru_cache(maxsize=4096)
def _folded(owners: tuple[str, ...]) -> frozenset[str]:
    return frozenset(owner.casefold() for owner in owners)
