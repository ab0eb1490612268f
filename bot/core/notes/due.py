"""The day until which work is to be done, where a line or a table's column says it. In doubt there is none."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

from bot.core.markdown.dates import written_dates
from bot.core.markdown.deadlines import behind_day, in_front_of_day
from bot.core.markdown.written_date import LEAP_YEAR, DateOrder, Period, readings_of
from bot.core.words import ENGLISH, all_words, words
from bot.core.words.calendar import is_weekday
from bot.core.words.phrases import folded, has_hint, hints, is_unspaced, telling_words, words_in

_FAR = timedelta(days=183)
"""A day without a year is the next such day; more than half a year away it may as well be a slip."""
_LONGEST = 2000
_LONGEST_DAY = 60
"""Characters of a line, and of what may be its day."""
_MOST = 50
"""Places of a line in front of which a day is looked for."""

_GAP = r"\s*[:：]?\s*"
"""What may stand between the word and the day."""
_DIGIT = re.compile(r"\d")
_TIME = re.compile(r"[\w:/.-]*\d")
"""What follows a day that is none: `May 5:30`."""
_WEEKDAY = re.compile(r"(?P<day>[^\W\d_]{2,12})\.?,?\s+(?=\S)")
_NAME = re.compile(r"(?P<name>[A-Z][A-Za-z]+) $")
_NUMBERS = re.compile(
    r"(?P<a>\d{1,2})(?:/(?P<b>\d{1,2})|(?:\.\s?|-)(?P<c>\d{1,2})(?:\.|(?:(?<=\d\d\.\d\d)|(?<=-\d)|(?<=-\d\d))(?=\s*(?:$|[),;\]]))))"
    r"(?![\d/-]|[.:,]\d)"
)
"""A day and a month in numbers: `12.5.`, `12.05`, `12/05`. `3.11` may be a version."""


@cache
def _telling(language: str) -> frozenset[str]:
    return telling_words((*all_words().dates.due, *words(language).dates.due))


@cache
def _hints_behind(language: str) -> tuple[str, ...]:
    return hints(words(language).dates.due_behind)


def _may_say_when(text: str, language: str) -> bool:
    """Whether a word for a day stands in `text`: most lines have none."""
    if is_unspaced(text) or not _telling(language).isdisjoint(words_in(folded(text))):
        return True
    return has_hint(text, _hints_behind(language))


def due_in(text: str, written: date | None, language: str = ENGLISH) -> date | None:
    """The first day behind `by`, `due`, `deadline` … in `text`. `written`: the note's date, which gives a year that is left out.

    `language` is the note's: it says whether in `12/05` the day comes first.
    """
    if not _DIGIT.search(text) or not _may_say_when(text, language):
        return None
    said = text[:_LONGEST]
    in_front = (said[word.end() : word.end() + _LONGEST_DAY] for word in in_front_of_day(language, _GAP).finditer(said))
    found = (due_at(each, written, language) for each in (*in_front, *_days_before(said, language)))
    return next(filter(None, found), None)


def _days_before(text: str, language: str) -> Iterator[str]:
    """The dates in front of a word that stands behind the day."""
    for word in islice(behind_day(language).finditer(text), _MOST) if words(language).dates.due_behind else ():
        front = text[max(word.start() - _LONGEST_DAY, 0) : word.start()]
        named = [(each.start, each.end) for each in (*written_dates(front), *written_dates(front, LEAP_YEAR))]
        numbers = [each.span() for each in _NUMBERS.finditer(front) if not _is_version(each)]
        yield from (front[start:end] for start, end in (*named, *numbers) if not front[end:].strip(" 日일."))


def _is_version(number: re.Match[str]) -> bool:
    """Whether a number stands behind a name: `Ubuntu 22.04'e kadar`, not `Cuma 22.04'e kadar`, `Ann 5.3. mennessä`."""
    name = None if number.group().endswith(".") else _NAME.search(number.string[: number.start()])
    return name is not None and not is_weekday(name["name"])


def due_at(cell: str, written: date | None, language: str = ENGLISH) -> date | None:
    """The day that `cell` begins with, behind a word for the day of the week."""
    plain = cell.strip(" *_`~([")
    day = _begins_with(plain, written, language)
    if day is None and (weekday := _WEEKDAY.match(plain)) and is_weekday(weekday["day"]):
        return _begins_with(plain[weekday.end() :], written, language)
    return day


def _begins_with(text: str, written: date | None, language: str) -> date | None:
    order = _order(text, language)
    full = next((each.day(order) for each in written_dates(text) if each.start == 0), None)
    return full or _without_year(text, written, order)


def _order(text: str, language: str) -> DateOrder | None:
    """The order that a language has for numbers with the sign that stands between those at the front of `text`."""
    sign = next((each for each in text[1:3] if not each.isdigit()), "")
    dates = words(language).dates
    if sign in dates.day_first:
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if sign in dates.month_first else None


def _without_year(text: str, written: date | None, order: DateOrder | None) -> date | None:
    """The next such day after the note's date."""
    if written is None:
        return None
    for year in (written.year, written.year + 1):
        day = _day_in(text[:_LONGEST_DAY], Period(year), order)
        if day and written <= day <= written + _FAR:
            return day
    return None


def _day_in(text: str, period: Period, order: DateOrder | None) -> date | None:
    found = next(iter(written_dates(text, period)), None)
    if found and found.start == 0:
        return None if _TIME.match(text, found.end) else found.day()
    numbers = _NUMBERS.match(text)
    if not numbers or not order:
        return None
    return readings_of({"a": numbers["a"], "b": numbers["b"] or numbers["c"]}, period, frozenset()).get(order)
