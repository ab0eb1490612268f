"""Lines that begin with a date and say no more than when and where a meeting is: `15 May 2024, 16:00 UTC, town hall`."""

import re
from collections.abc import Sequence

from bot.core.markdown.dates import ENGLISH, LONGEST_PARTICLE, TWO_DIGITS
from bot.core.markdown.inline import see
from bot.core.markdown.name_dates import meeting_words
from bot.core.markdown.times import clocks
from bot.core.markdown.written_date import Period, WrittenDate, readings_of
from bot.core.notes.dating.date_spans import days_of_meetings
from bot.core.words.calendar import is_weekday

_LONGEST_ROW = 60
"""Characters of a line that says no more than when and where a meeting is."""

_MOST_WORDS = 8
"""Words of a place, or of who was there."""

_FRAME = re.compile(r"(?:[\s>*_|+#-]|[^\x00-\x7f\w])*")
_PLACE = re.compile(r"[*_\s]*(?:[,;|@(\[]|[-–—]\s|(?=at\s))")
_WORD = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"\d+|[^\W\d_]+")
"""A number or a word."""
_NUMBERED = re.compile(r"\W*(?:[^\W\d_]+\W{0,3}){0,2}\d{1,3}(?![\d.]*\.\d)")


def date_of_row(line: str, around: Period, languages: frozenset[str], *, place: bool) -> tuple[WrittenDate, str] | None:
    """The date that a line begins with, and what the line says: behind the date a time of day, or with `place` a few words on where."""
    said = see([line[_framed(line) :].strip().strip("*_").strip()], {}).text
    found = next(iter(days_of_meetings(said, around, languages)), None) if len(said) <= _LONGEST_ROW else None
    short = None if found and not found.start else _short(said)
    found = short or found
    if not found or not all(_may_lead(word) for word in TOKEN.findall(said[: found.start])):
        return None
    return (found, said) if _says_when_or_where(said[found.end :], place=place) else None


def _framed(line: str) -> int:
    frame = _FRAME.match(line)
    return frame.end() if frame else 0


def _short(said: str) -> WrittenDate | None:
    """The date with a short year at the start of a text: `15/05/24`."""
    found = TWO_DIGITS.match(said)
    readings = readings_of(found.groupdict(), Period(), ENGLISH) if found else {}
    return WrittenDate(*found.span(), readings, short=True) if found and readings else None


def _may_lead(word: str) -> bool:
    return is_weekday(word) or (word.isalpha() and word.islower() and len(word) <= LONGEST_PARTICLE)


def _says_when_or_where(rest: str, *, place: bool) -> bool:
    words = _WORD.findall(rest)
    if all(map(is_weekday, words)) or clocks(rest.replace("：", ":")):
        return True
    return (
        place and len(words) <= _MOST_WORDS and bool(_PLACE.match(rest)) and not rest.rstrip().endswith((".", "?", "!"))
    )


def may_be_meeting(title: str) -> bool:
    """Whether a heading without a date counts meetings or weeks (`Week 3`), or names one."""
    return bool(_NUMBERED.match(title) or meeting_words().search(title))


def date_below(lines: Sequence[str], around: Period, languages: frozenset[str]) -> WrittenDate | None:
    """The date that the first line with text below a heading begins with, where no other line there begins with another one."""
    below = [line for line in lines if line.strip()]
    found = date_of_row(below[0], around, languages, place=True) if below else None
    others = (date_of_row(line, around, languages, place=True) for line in below[1:])
    return found[0] if found and not any(each and each[0].readings != found[0].readings for each in others) else None
