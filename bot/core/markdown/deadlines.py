"""The words around a day until which work is to be done, and titles and labels that say nothing else: `by Friday`."""

import re
from functools import cache, lru_cache

from bot.core.markdown.dates import written_dates
from bot.core.markdown.written_date import LEAP_YEAR
from bot.core.words import all_words, words
from bot.core.words.calendar import is_weekday, is_weekday_of
from bot.core.words.phrases import any_of, is_unspaced

LONGEST_ANNOUNCEMENT = 60
"""Characters of a line that says nothing but that work follows, or until when."""
_REST = re.compile(r"[\s.,일日]*")
_NUMBERS = re.compile(r"\d{1,2}[./-]\s?\d{1,2}\.?")


def is_deadline(text: str, language: str) -> bool:
    """Whether `text` says until when: a word for it, and a day of the week, a date, or the next meeting."""
    said = text.replace("*", "").strip().rstrip(":： ").casefold()
    return len(said) <= LONGEST_ANNOUNCEMENT and _is_deadline(said, language)


@lru_cache(maxsize=4096)
def _is_deadline(said: str, language: str) -> bool:
    if front := in_front_of_day(language, r"\s+").match(said):
        return _is_time(said[front.end() :], language)
    behind = behind_day(language, "$").search(said)
    return behind is not None and _is_time(said[: behind.start()], language)


def _is_time(said: str, language: str) -> bool:
    """Whether `said` is a day, or the next meeting, week or time, and nothing else."""
    rest = f"{said} "
    while coming := _coming(language).match(rest):
        rest = rest[coming.end() :]
    plain = rest.strip(" .,-")
    is_coming = len(rest) <= len(said) and (not plain or bool(_occasion(language).fullmatch(plain)))
    return is_coming or is_weekday(plain) or is_weekday_of(plain, language) or _is_date(plain)


def _is_date(said: str) -> bool:
    if _NUMBERS.fullmatch(said):
        return True
    return any(each.start == 0 and _REST.fullmatch(said[each.end :]) for each in written_dates(said, LEAP_YEAR))


@cache
def in_front_of_day(language: str, gap: str) -> re.Pattern[str]:
    """What stands in front of the day, `bis zum`; `gap` is the pattern of what may follow the word."""
    dates, own = all_words().dates, words(language).dates
    return re.compile(rf"{any_of((*dates.due, *own.due))}{gap}(?:{any_of((*dates.article, *own.article))}\s+)?")


@cache
def behind_day(language: str, end: str = "") -> re.Pattern[str]:
    """What stands behind the day: `5月1日までに`; `end` is the pattern of what follows."""
    return re.compile(rf"\s?{any_of(words(language).dates.due_behind, whole=False)}{end}")


@cache
def _coming(language: str) -> re.Pattern[str]:
    """One of the words between the first and the day, with a blank behind it where the language writes blanks."""
    some = words(language).dates.coming
    spaced = any_of([each for each in some if not is_unspaced(each)])
    unspaced = any_of([each for each in some if is_unspaced(each)])
    return re.compile(rf"{spaced}\s+|{unspaced}\s?")


@cache
def _occasion(language: str) -> re.Pattern[str]:
    return re.compile(any_of(words(language).dates.occasions))
