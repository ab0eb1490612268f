"""Which meetings of a series are fresh: those whose open items get issues."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from statistics import median

from bot.core.items.meeting import MeetingDay

SHORTEST_MEMORY = timedelta(days=183)
"""Half a year: work that was last listed longer ago is forgotten, unless the series meets more rarely than that."""

_TOMORROW = timedelta(days=1)
"""Somewhere the next day has begun."""

_NEIGHBOURS = 3
"""Meetings before and after one whose text shows what comes from its template."""

_NUMBER = re.compile(r"\d+")


def until(course: Sequence[MeetingDay], today: date | None) -> Sequence[MeetingDay]:
    """The meetings without those to come, whose notes were made before; all of them where `today` is not known."""
    return course if today is None else [day for day in course if day.date <= today + _TOMORROW]


def fresh_days(
    course: Sequence[MeetingDay], within: int, latest: date | None, today: date | None = None
) -> tuple[date, ...]:
    """Dates of the newest `within` meetings with work, oldest first, without those that are too old.

    Meetings to come count only where no other is fresh.

    `latest` is the newest meeting that took place, of this series or of any other in the repository: a series that ended
    years before the others has nothing fresh.
    """
    oldest = latest - memory(course) if latest else date.min
    past = [day.date for day in until(course, today) if day.has_work][-within:]
    fresh = [day for day in past if day >= oldest]
    return tuple(fresh or [day.date for day in course if day.has_work and day.date >= oldest][-within:])


def memory(course: Sequence[MeetingDay]) -> timedelta:
    """How long before the newest meeting work may have been listed: half a year, or twice the usual distance between meetings."""
    distances = [(after.date - before.date).days for before, after in pairwise(course)]
    return max(SHORTEST_MEMORY, timedelta(days=2 * median(distances))) if distances else SHORTEST_MEMORY


def latest_of(courses: Mapping[str, Sequence[MeetingDay]], today: date | None = None) -> date | None:
    """The date of the newest meeting of all series that took place; None where none did."""
    return max(filter(None, (newest_past(course, today) for course in courses.values())), default=None)


def newest_past(course: Sequence[MeetingDay], today: date | None = None) -> date | None:
    """The date of the newest meeting that holds more than its template or agenda; None where none does.

    What is dated after `today` has not taken place, also where its notes have work: that was copied there, or is of the template.

    Notes of meetings to come are made from the template long before, and get an agenda. An agenda that is not the newest
    is one of a meeting that took place.
    """
    course = until(course, today)
    followed = False
    for index in range(len(course) - 1, -1, -1):
        day = course[index]
        if day.has_work:
            return day.date
        known = _words_of((*course[max(index - _NEIGHBOURS, 0) : index], *course[index + 1 : index + 1 + _NEIGHBOURS]))
        if not _without_numbers(day.prose) <= known:
            return day.date
        if not _without_numbers(day.topics) <= known:
            if followed:
                return day.date
            followed = True
    return None


def _words_of(days: Iterable[MeetingDay]) -> frozenset[str]:
    return frozenset[str]().union(*(_without_numbers(blocks) for day in days for blocks in (day.prose, day.topics)))


@lru_cache(maxsize=64)
def _without_numbers(blocks: tuple[str, ...]) -> frozenset[str]:
    """The words of blocks with a 0 for each number, since dates differ. A meeting is looked at once for each neighbour."""
    return frozenset(_NUMBER.sub("0", words) for words in blocks)
