"""In which order the dates of a file stand."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from bot.core.markdown.written_date import DateOrder, WrittenDate

_MISPLACED = 5
"""One of so many meetings in a row may stand out of order."""


def go_one_way(days: Sequence[date], farthest: timedelta = timedelta.max) -> bool:
    """Whether days stand newest first or newest last, up to a few that are misplaced by `farthest` at most."""
    steps = [after - before for before, after in pairwise(days)]
    later = [step for step in steps if step > timedelta(0)]
    earlier = [-step for step in steps if step < timedelta(0)]
    against = min(earlier, later, key=len)
    return len(against) * _MISPLACED <= len(days) and all(step <= farthest for step in against)


def written_one_way(dates: Sequence[WrittenDate]) -> bool:
    """Whether dates, of which not all are of one day, go one way in one order of their numbers."""
    in_orders = ([each.readings.get(order) for each in dates] for order in DateOrder)
    known = [[day for day in days if day] for days in in_orders]
    return any(go_one_way(days) for days in known if len(days) == len(dates) and len(set(days)) > 1)


def strictly_one_way(dates: Sequence[WrittenDate]) -> bool:
    """Whether each date, in one of its readings, is later than the one before it, or each is earlier."""
    days = [sorted(set(each.readings.values())) for each in dates]
    return _rises(days) or _rises(days[::-1])


def _rises(days: Sequence[Sequence[date]]) -> bool:
    last = date.min
    for possible in days:
        later = next((day for day in possible if day > last), None)
        if later is None:
            return False
        last = later
    return True
