"""The days of meetings in a text: the first of several days counts, and a span of months is none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from bot.core.markdown.dates import ENGLISH, LONGEST, is_first_day, written_dates
from bot.core.markdown.written_date import ANY_TIME, DateOrder, Period, WrittenDate, readings_of
from bot.core.words import all_words
from bot.core.words.calendar import is_weekday
from bot.core.words.phrases import literally

_LONGEST_SPAN = timedelta(days=35)
"""What lasts longer is no meeting and no sprint: a term, a project."""

_WEEK = 7
"""Days from which the number in front of a last day is hardly that of the first one."""

_NUMBERS = re.compile(r"(?<![\w./-])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})\.?$")
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"(?<![^\W_])(?<![./])(?P<d>\d{1,2})(?P<dot>\.?)$")
_DAY_IN_FRONT = re.compile(r"\d{1,2}(?!\d)")


def days_of_meetings(
    text: str, period: Period = ANY_TIME, languages: frozenset[str] = ENGLISH
) -> tuple[WrittenDate, ...]:
    """The dates in a text as `written_dates` finds them, each span of days as its first day."""
    found = written_dates(text, period, languages)
    return tuple(_without_spans(text, found, languages)) if found else ()


def _without_spans(text: str, found: Sequence[WrittenDate], languages: frozenset[str]) -> Iterator[WrittenDate]:
    spans = {last.end: first for last in found if (first := _before(text, last, languages))}
    firsts = {first.start for first in spans.values()}
    for each in found:
        first = spans.get(each.end)
        if first is None:
            yield from () if each.start in firsts else (each,)
        elif readings := _short_span(
            first.readings, each.readings, full=bool(_YEAR.search(text, first.start, first.end))
        ):
            yield replace(first, end=each.end, readings=readings, short=first.short or each.short)
        elif first.start not in {other.start for other in found} and not _has_letters(text[first.start : first.end]):
            # `Meeting 1/2 - 17/05/2024` is the first of two.
            yield each


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _before(text: str, last: WrittenDate, languages: frozenset[str]) -> WrittenDate | None:
    """The first day of the span that ends with `last`, its year as that of `last`; None where no day stands before it."""
    joined = _joiner().search(text[: last.start][-LONGEST:])
    year = next(iter(last.readings.values())).year
    if joined is None or (joined["word"] and not is_weekday(joined["word"])):
        return None
    front = text[: last.start - len(joined[0])]
    named = written_dates(front, Period(year), languages)
    if named and named[-1].end == len(front):
        return named[-1]
    if (numbers := _NUMBERS.search(front)) and numbers["s"] in text[last.start : last.end]:
        readings = readings_of(numbers.groupdict(), Period(year), languages)
        return WrittenDate(*numbers.span(), readings) if readings else None
    day = _DAY.search(front)
    return _in_month(text, day, joined["sign"], last, languages) if day else None


def _in_month(
    text: str, day: re.Match[str], sign: str, last: WrittenDate, languages: frozenset[str]
) -> WrittenDate | None:
    """The day of a number in the month of the last day of its span; without readings where the number may also count something.

    A number alone (`15-17.05.2024`) is a day where the last one lies in the same week and is written alike: `1-08.05.2024` is
    the first of several notes, and apart from the last day in front of a title it is that of a meeting: `3 - 6.5.2024`. Where the
    month may come first (`3-5/6/2024`), the last day counts in that order.
    """
    number, end = day["d"], _DAY_IN_FRONT.match(text, last.start)
    found = {
        order: each.replace(day=int(number))
        for order, each in last.readings.items()
        if end and 0 < int(number) < each.day == int(end[0])
    }
    if not found or day["dot"] or _has_letters(sign):
        return WrittenDate(*day.span(), found) if found else None
    if not end or int(end[0]) - int(number) >= _WEEK or (end[0][0] == "0") > (number[0] == "0"):
        return None
    in_front = text[: day.start()]
    is_day = is_first_day(in_front, sign, languages) if in_front.strip() or sign == sign.strip() else False
    if is_day:
        return WrittenDate(*day.span(), {**last.readings, **found})
    return None if is_day is False else replace(last, readings={})


def _short_span(
    firsts: Mapping[DateOrder, date], lasts: Mapping[DateOrder, date], *, full: bool
) -> Mapping[DateOrder, date]:
    """The first days of spans that are not too long, by the order of their numbers. At the turn of a year they are of the old one."""
    found = {}
    for order, last in lasts.items():
        first = firsts.get(order)
        if first and first > last and not full:
            first = first.replace(year=last.year - 1) if (first.month, first.day) != (2, 29) else None
        if first and timedelta(0) <= last - first <= _LONGEST_SPAN:
            found[order] = first
    return found


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<sign>[\s_]*[-–—/&][\s_]*|[\s_-]+(?:{literally(all_words().dates.through)})[\s_-]+)(?:(?P<word>[^\W\d_]{{2,12}})\.?,? )?$",
        re.IGNORECASE,
    )
