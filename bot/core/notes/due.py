"""The day until which work is to be done, where a line or a table's column says it. In doubt there is none."""

import re
from datetime import date, timedelta
from functools import cache

from bot.core.markdown.dates import day, day_at, month, month_number
from bot.core.words import words
from bot.core.words.phrases import any_of

_FAR = timedelta(days=183)
"""A day without a year is the next such day; more than half a year away it may as well be a slip."""


@cache
def _word() -> re.Pattern[str]:
    """What stands in front of the day."""
    dates = words().dates
    return re.compile(rf"{any_of(dates.due)}\s*:?\s*(?:{any_of(dates.article)}\s+)?")


@cache
def _no_year() -> re.Pattern[str]:
    """A day without its year: the groups `name` and `d`, or `name2` and `d2`."""
    first, second = f"{month()}\\.? {day()}", rf"{day()}(?: {any_of(words().dates.of)})? {month()}"
    second = second.replace("<name>", "<name2>").replace("<d>", "<d2>")
    return re.compile(rf"(?:{first}|{second})(?![\w:/.-]*\d)", re.IGNORECASE)


def due_in(text: str, written: date | None) -> date | None:
    """The first day behind `by`, `due`, `deadline` … in `text`. `written`: the note's date, which gives a year that is left out."""
    for word in _word().finditer(text[:2000]):
        if found := due_at(text[word.end() : word.end() + 60], written):
            return found
    return None


def due_at(cell: str, written: date | None) -> date | None:
    """The day that `cell` begins with."""
    plain = cell.strip(" *_`~([")
    return day_at(plain) or _without_year(plain, written)


def _without_year(text: str, written: date | None) -> date | None:
    found = _no_year().match(text)
    if found is None or written is None:
        return None
    named = month_number(found["name"] or found["name2"])
    number = int(found["d"] or found["d2"])
    days = (_day(year, named, number) for year in (written.year, written.year + 1))
    return next((each for each in days if each and written <= each <= written + _FAR), None)


def _day(year: int, named: int, number: int) -> date | None:
    try:
        return date(year, named, number)
    except ValueError:
        return None
