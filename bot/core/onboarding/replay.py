"""The last year of a community's notes, replayed: what Duly would have opened, carried, closed and asked about.

It is read from the items that the notes make, not from a simulation: an item is opened where it first stands open within
the period, carried in each later meeting that lists it open, closed by the tick after that, and lost where it leaves the
lists without one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.config.schema import Config
from bot.core.items.meeting import MeetingDay
from bot.core.model.notes import Item, Line, State
from bot.core.reports.history import deciding_by_day, first_without

_YEAR = timedelta(days=365)


class Happened(StrEnum):
    """What became of an item at a meeting."""

    OPENED = "opened"
    CLOSED = "closed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Event:
    """`line` is where it is to be seen: where the item first stood open, was ticked, or was listed last."""

    day: date
    happened: Happened
    item: Item
    line: Line
    carried: int = 0
    """Later meetings of the period that list the item open; of an opening only."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the replay; `carried` counts lines that were copied on, each meeting anew."""

    name: str
    opened: int
    carried: int
    closed: int
    lost: int


@dataclass(frozen=True, slots=True)
class Replay:
    """The events from `since` to `until`, both dates of meetings, oldest first; none of both where there is no meeting."""

    since: date | None
    until: date | None
    meetings: int
    events: tuple[Event, ...]
    months: tuple[Month, ...]

    def of(self, happened: Happened) -> tuple[Event, ...]:
        """The events of one kind."""
        return tuple(event for event in self.events if event.happened is happened)


def replay(items: Iterable[Item], courses: Mapping[str, Sequence[MeetingDay]], config: Config) -> Replay:
    """The year before the newest meeting with work, over all series."""
    days = sorted({day.date for course in courses.values() for day in course if day.has_work})
    if not days:
        return Replay(None, None, 0, (), ())
    period = [day for day in days if day > days[-1] - _YEAR]
    events: list[Event] = []
    carried: Counter[str] = Counter()
    for item in items:
        states = _states(item, config)
        inside = {day: line for day, line in states.items() if day >= period[0]}
        opened = next((day for day, line in inside.items() if line.open), None)
        if opened is None:
            continue
        again = [day for day, line in inside.items() if day > opened and line.open]
        carried.update(_month(day) for day in again)
        events.append(Event(opened, Happened.OPENED, item, inside[opened], len(again)))
        events += _end(item, inside, courses[item.series])
    events.sort(key=lambda event: (event.day, event.line.path, event.line.number))
    return Replay(period[0], period[-1], len(period), tuple(events), _months(period, events, carried))


def _states(item: Item, config: Config) -> dict[date, Line]:
    """As `deciding_by_day`, of the lines whose kind opens issues."""
    return deciding_by_day(line for line in item.lines if not line.only_shown and line.kind.value in config.open_from)


def _end(item: Item, inside: Mapping[date, Line], course: Sequence[MeetingDay]) -> Iterable[Event]:
    last_open = max(day for day, line in inside.items() if line.open)
    after = next((day for day, line in inside.items() if day > last_open and line.state is State.DONE), None)
    if after is not None:
        yield Event(after, Happened.CLOSED, item, inside[after])
    elif item.vanished and last_open == max(inside):
        missed = first_without(item, last_open, course)
        if missed is not None:
            yield Event(missed, Happened.LOST, item, inside[last_open])


def _months(days: Iterable[date], events: Iterable[Event], carried: Mapping[str, int]) -> tuple[Month, ...]:
    counts = Counter((_month(event.day), event.happened) for event in events)
    return tuple(
        Month(
            name,
            counts[name, Happened.OPENED],
            carried.get(name, 0),
            counts[name, Happened.CLOSED],
            counts[name, Happened.LOST],
        )
        for name in sorted({_month(day) for day in days})
    )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
