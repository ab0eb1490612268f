"""A date of a text as a value: where it stands, and the days that it may mean.

Where only numbers stand, day and month may change places. Such a date has two readings, and others of the same series show
which one is meant. Nothing is guessed: a wrong date is worse than none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.words.calendar import misspelt_month, month_numbers, short_month_numbers


class DateOrder(StrEnum):
    """The order of the numbers in a date, its year apart."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"
    """Of dates whose year has two digits."""


EVERY_ORDER = frozenset(DateOrder)


@dataclass(frozen=True, slots=True)
class Period:
    """What is known around a text: the year, or the year and the month, that its dates leave out."""

    year: int | None = None
    month: int | None = None


ANY_TIME = Period()
LEAP_YEAR = Period(2000)
"""A year in which each day without one is a day."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date from `start` to `end` of a text, and the day that it means in each order in which it may be written."""

    start: int
    end: int
    readings: Mapping[DateOrder, date]
    short: bool = False
    """Its year has two digits."""

    def day(self, order: DateOrder | None = None) -> date | None:
        """The day that it means, where there is only one or `order` decides."""
        days = set(self.readings.values())
        return next(iter(days)) if len(days) == 1 else self.readings.get(order) if order else None

    @property
    def orders(self) -> frozenset[DateOrder]:
        """The orders in which it may be written."""
        return frozenset(self.readings)


def readings_of(parts: Mapping[str, str], period: Period, languages: frozenset[str]) -> Mapping[DateOrder, date]:
    """The days that the numbers of a date may mean; empty where it is none."""
    if "c" in parts:
        found = _of_two_digits(int(parts["a"]), int(parts["b"]), int(parts["c"]))
        # The year 2005 is not written as `5` in front of a date.
        return {order: day for order, day in found.items() if order is not DateOrder.YEAR_FIRST or len(parts["a"]) > 1}
    year = int(parts["y"]) if "y" in parts else 2000 + int(parts["yy"]) if "yy" in parts else period.year
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        return _real({DateOrder.DAY_FIRST: (year, second, first), DateOrder.MONTH_FIRST: (year, first, second)})
    month = month_of(parts["name"], languages) if "name" in parts else int(parts["m"]) if "m" in parts else period.month
    return _real(dict.fromkeys(DateOrder, (year, month, int(parts["d"]))))


def _of_two_digits(first: int, second: int, third: int) -> Mapping[DateOrder, date]:
    return _real(
        {
            DateOrder.DAY_FIRST: (2000 + third, second, first),
            DateOrder.MONTH_FIRST: (2000 + third, first, second),
            DateOrder.YEAR_FIRST: (2000 + first, second, third),
        }
    )


def _real(numbers: Mapping[DateOrder, tuple[int | None, int | None, int]]) -> Mapping[DateOrder, date]:
    found = {}
    for order, (year, month, day) in numbers.items():
        try:
            found[order] = date(year or 0, month or 0, day)
        except ValueError:
            continue
    return found


def month_of(name: str, languages: frozenset[str]) -> int | None:
    """1 to 12 where a word is the name of a month, or in `languages` its abbreviation; None for another word."""
    low = name.casefold()
    return month_numbers().get(low) or short_month_numbers(languages).get(low) or misspelt_month(low)
