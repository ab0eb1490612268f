"""What the dates above and below one in the same file say about it: its year, and that day and month are exchanged."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

_NEAR = timedelta(days=120)
"""How far a date without a year may lie behind the last one with a year."""


def with_years(days: Sequence[date | None], full: Sequence[bool]) -> list[date | None]:
    """The days of a file in order, those written without a year (not `full`) with the year that their neighbours leave.

    None where they leave more than one, or where no two dates with a year show which way the file goes.
    """
    known = [day for day, is_full in zip(days, full, strict=True) if day and is_full]
    if not known or known[0] == known[-1]:
        return [day if is_full else None for day, is_full in zip(days, full, strict=True)]
    if known[0] > known[-1]:
        return with_years(days[::-1], full[::-1])[::-1]
    found: list[date | None] = []
    before: date | None = None
    for day, is_full, after in zip(days, full, _next_full(days, full), strict=True):
        found.append(day if is_full or not day else _between(day, before, after))
        before = found[-1] or before
    return found


def _next_full(days: Sequence[date | None], full: Sequence[bool]) -> list[date | None]:
    """For each day the first one with a year from there on."""
    found: list[date | None] = []
    after: date | None = None
    for day, is_full in zip(reversed(days), reversed(full), strict=True):
        after = day if day and is_full else after
        found.append(after)
    return found[::-1]


def _between(day: date, before: date | None, after: date | None) -> date | None:
    """A day in the one year that puts it between two others; where one of them is unknown, near to the other."""
    first = before or (after - _NEAR if after else date.max)
    last = after or (before + _NEAR if before else date.min)
    years = [year for year in range(first.year, last.year + 1) if _is_real(day, year)] if first <= last else []
    fitting = [each for year in years if first <= (each := day.replace(year=year)) <= last]
    return fitting[0] if len(fitting) == 1 else None


def _is_real(day: date, year: int) -> bool:
    return (day.month, day.day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def exchanged(days: Sequence[date], readings: Sequence[Collection[date]]) -> set[int]:
    """The places of days that stand out of order, where another reading of them stands in order."""
    found = set()
    for at in range(1, len(days) - 1):
        first, last = sorted((days[at - 1], days[at + 1]))
        if not first <= days[at] <= last and any(first <= each <= last for each in readings[at]):
            found.add(at)
    return found
