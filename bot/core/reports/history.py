"""What became of items over time: when each was opened, ticked or lost, how many stood open, and how long they took."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.items.meeting import MeetingDay
from bot.core.model.notes import Item, Line, State

AGES = ((30, "up to 30 days"), (90, "31 to 90 days"), (183, "91 to 183 days"), (365, "184 to 365 days"))
OLDER = "more than a year"


class Ended(StrEnum):
    """How a span of open work ended."""

    TICKED = "ticked"
    DROPPED = "dropped"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which an item stood open, from its first open line; `end` is None while it is open."""

    item: Item
    begin: date
    end: date | None = None
    ended: Ended | None = None

    @property
    def days(self) -> int | None:
        """How long it took; None while it is open."""
        return (self.end - self.begin).days if self.end else None


@dataclass(frozen=True, slots=True)
class Point:
    """How many items stood open after the meetings of a day."""

    day: date
    open: int


@dataclass(frozen=True, slots=True)
class History:
    """The history of all items that are not merely shown."""

    points: tuple[Point, ...]
    """One for each day of a meeting with work, oldest first."""
    spans: tuple[Span, ...]
    """Oldest first."""
    recurring: tuple[tuple[Item, int], ...]
    """Items that were opened again after a tick, with how often; the most frequent first."""

    @property
    def newest(self) -> date | None:
        """The day of the newest meeting with work; ages count to it."""
        return self.points[-1].day if self.points else None

    @property
    def days_to_tick(self) -> tuple[int, ...]:
        """How many days each ticked span took, ascending."""
        return tuple(sorted(s.days for s in self.spans if s.ended is Ended.TICKED and s.days is not None))


def history(items: Iterable[Item], courses: Mapping[str, Sequence[MeetingDay]]) -> History:
    """The history of items in their series."""
    counted = [item for item in items if not item.only_shown]
    spans = sorted(
        (span for item in counted for span in _spans(item, courses[item.series])),
        key=lambda span: (span.begin, span.item.first.path, span.item.first.number),
    )
    days = sorted({day.date for course in courses.values() for day in course if day.has_work})
    again = Counter(span.item.id for span in spans)
    recurring = [(item, again[item.id] - 1) for item in counted if again[item.id] > 1]
    return History(
        points=tuple(Point(day, sum(_is_open(span, day) for span in spans)) for day in days),
        spans=tuple(spans),
        recurring=tuple(sorted(recurring, key=lambda found: -found[1])),
    )


def ages(begun: Iterable[date | None], newest: date | None) -> tuple[tuple[str, int], ...]:
    """How many of what is open is how old at `newest`: each bucket's words and count, youngest first."""
    counts = Counter(bucket((newest - day).days) for day in begun if day and newest)
    return tuple((words, counts[words]) for words in (*(words for _, words in AGES), OLDER))


def bucket(days: int) -> str:
    """The group of an age in days."""
    return next((words for most, words in AGES if days <= most), OLDER)


def _is_open(span: Span, day: date) -> bool:
    return span.begin <= day and (span.end is None or span.end > day)


def _spans(item: Item, course: Sequence[MeetingDay]) -> Iterator[Span]:
    """The spans of one item: from each open line after a closed one to the next closed line."""
    begin: date | None = None
    for day, line in deciding_by_day(item.counting).items():
        if line.open:
            begin = begin or day
        elif begin is not None:
            yield Span(item, begin, day, Ended.TICKED if line.state is State.DONE else Ended.DROPPED)
            begin = None
    if begin is not None:
        last = item.newest.note_date
        gone = first_without(item, last, course) if item.vanished and last else None
        yield Span(item, begin, gone, Ended.VANISHED if gone else None)


def deciding_by_day(lines: Iterable[Line]) -> dict[date, Line]:
    """Day → the line that decides on it, oldest first: the list before the agenda, and an open line before a ticked one."""
    found: dict[date, Line] = {}
    for line in lines:
        if line.note_date is not None:
            known = found.get(line.note_date, line)
            found[line.note_date] = max(known, line, key=lambda each: (each.listed, each.open))
    return dict(sorted(found.items()))


def first_without(item: Item, last: date, course: Sequence[MeetingDay]) -> date | None:
    """The first meeting after the day `last` that could have listed an item and did not; None where there was none."""
    return next((day.date for day in course if day.date > last and day.could_list(item)), None)
