"""The lines of a file → its headings with the dates in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from bot.core.markdown.dates import rest_is_short, says_other_day
from bot.core.markdown.heading_lines import BOLD, HeadingLine, heading_lines
from bot.core.markdown.inline import see
from bot.core.markdown.name_dates import (
    day_of_week_and_numbers,
    meeting_words,
    numbers_alone,
    period_in,
    short_year_in_title,
)
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.markdown.written_date import Period, WrittenDate
from bot.core.notes.dating.date_spans import days_of_meetings
from bot.core.notes.dating.dated_headings import SEPARATOR, Heading, Headings
from bot.core.notes.dating.row_meetings import Row
from bot.core.words import words
from bot.core.words.phrases import any_of

_BLANK_DATE = re.compile(r"\b(?:y{4}|20[xX?_]{2})(?![a-z])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|[-./]\s?\d{1,2}[-./]\s?\d\d$")
_DIGIT_OR_BLANK = re.compile(r"\d|y{4}", re.IGNORECASE)


def headings(lines: Sequence[str], around: Period, languages: frozenset[str]) -> Headings:
    """The headings of a file whose path gives the time `around`."""
    above: list[tuple[Heading, bool]] = []
    found: list[Heading] = []
    for line in heading_lines(lines):
        if line.level == BOLD and not _DIGIT_OR_BLANK.search(line.title):
            continue
        while above and above[-1][0].level >= line.level:
            above.pop()
        before = above[-1][0].period if above else (found[0].period if found else around)
        text = see([line.title], {}).text
        heading = _heading(line, text, before, languages, listed=any(is_work for _, is_work in above))
        found.append(heading)
        above.append((heading, meaning(text) in (Meaning.ACTION, Meaning.TRACKER)))
    return Headings(tuple(_with_years(_without_counts(found), languages)))


def _without_counts(found: Sequence[Heading]) -> list[Heading]:
    """Headings, those of a level without their dates that are nothing but numbers from one on: they count sections."""
    numbers: dict[int, list[str]] = {}
    for each in found:
        if each.written and (number := each.text.strip(" .")).isdigit():
            numbers.setdefault(each.level, []).append(number)
    counts = {level for level, own in numbers.items() if own == [str(number + 1) for number in range(len(own))]}
    return [
        replace(each, written=None) if each.level in counts and each.text.strip(" .").isdigit() else each
        for each in found
    ]


def _with_years(found: Sequence[Heading], languages: frozenset[str]) -> Iterator[Heading]:
    """Headings, those without a date read anew with the year of the dates that others of their level begin with."""
    years: dict[int, int] = {}
    for each in reversed(found):
        if each.full and each.dated and each.written and (day := each.written.day()):
            years[each.level] = day.year
    for each in found:
        if each.full and each.written and (day := each.written.day()):
            years[each.level] = day.year
        read = (
            each.line.level < BOLD and each.level in years and not (each.written or each.template or each.period.year)
        )
        again = (
            _heading(each.line, each.text, Period(years[each.level]), languages, listed=each.listed) if read else each
        )
        yield (
            replace(each, written=again.written, full=again.full, other_day=again.other_day) if again.written else each
        )


def of_row(row: Row) -> Heading:
    """A line that separates meetings as their heading."""
    line = HeadingLine(row.first, SEPARATOR, "", row.rest)
    return Heading(line, "", row.written, listed=False, period=Period(), new_period=False, template=False, full=True)


def _heading(line: HeadingLine, text: str, around: Period, languages: frozenset[str], *, listed: bool) -> Heading:
    period = period_in(text, around)
    written = _date(text, around, languages) if any(map(str.isdigit, text)) else None
    template = written is None and bool(_template().search(text) or _BLANK_DATE.search(text))
    full = written is None or bool(_YEAR.search(text, written.start, written.end))
    other_day = written is not None and says_other_day(text[: written.start])
    worded = written is not None and line.level == BOLD and not rest_is_short(text, written)
    if worded and (line.rest or not _ends_with_date_of_notes(text, written)):
        written = None
    return Heading(line, text, written, listed, period, period != around, template, full, other_day, worded)


def _date(text: str, around: Period, languages: frozenset[str]) -> WrittenDate | None:
    found = next(iter(days_of_meetings(text, around, languages)), None)
    return found or numbers_alone(text, around) or short_year_in_title(text) or day_of_week_and_numbers(text, around)


def _ends_with_date_of_notes(text: str, written: WrittenDate | None) -> bool:
    """Whether a text names the notes of a meeting, and their date last: `Mill call notes - May 31, 2024`."""
    return (
        written is not None
        and not text[written.end :].strip(" .:")
        and bool(meeting_words().search(text[: written.start]))
    )


@cache
def _template() -> re.Pattern[str]:
    return re.compile(any_of(words().files.template))
