"""Dates as people write them: in names of files, in headings, behind labels. What they mean is in `written_date`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from bot.core.markdown.written_date import ANY_TIME, Period, WrittenDate, month_of, readings_of
from bot.core.words import all_words
from bot.core.words.calendar import is_weekday
from bot.core.words.phrases import any_of, literally

LONGEST = 500
"""Characters of a text in which dates are looked for."""

LONGEST_PARTICLE = 3
"""Letters of a word in small letters that may stand in front of a day, as `on` does."""

ENGLISH = frozenset({"en"})


def written_dates(text: str, period: Period = ANY_TIME, languages: frozenset[str] = ENGLISH) -> tuple[WrittenDate, ...]:
    """The dates in a text, in order. Abbreviations count in `languages` only.

    Those without a year count where `period` has one and none with a year overlaps: `7-May` in `7-May-15-2024` is none.
    """
    if not _DIGIT.search(text):
        return ()
    is_named = _WORD.search(text) is not None
    found = list(_found(text, _forms(is_named), period, languages))
    if period.year is not None:
        found += [
            each
            for each in _found(text, _forms_without_year(), period, languages)
            if all(each.end <= full.start or full.end <= each.start for full in found)
        ]
    return tuple(_without_overlaps(found))


def _found(
    text: str, forms: Iterable[re.Pattern[str]], period: Period, languages: frozenset[str]
) -> Iterator[WrittenDate]:
    return (
        WrittenDate(start, match.end(), readings, short="yy" in match.groupdict())
        for form in forms
        for match in form.finditer(text[:LONGEST])
        if (start := _start(match, languages)) is not None
        and (readings := readings_of(_parts(match, start), period, languages))
    )


def _parts(match: re.Match[str], start: int) -> Mapping[str, str]:
    """The groups of a date, with its only day where it begins at the second of two numbers."""
    return match.groupdict() if start == match.start() else {**match.groupdict(), "d": match["last"]}


def _start(match: re.Match[str], languages: frozenset[str]) -> int | None:
    """Where a date begins: at the second of two numbers where the first counts something (`Week 2 - 4 Oct 2019`).

    None where that is not sure: `Planning 2-4 Oct 2019` may be of three days.
    """
    if not match.groupdict().get("last") or match.start("name") < match.start("d") or _JOINS.fullmatch(match["to"]):
        return match.start()
    if not 0 < int(match["d"]) < int(match["last"]):
        return match.start("last")
    is_day = is_first_day(match.string[: match.start()], match["to"], languages)
    return None if is_day is None else match.start() if is_day else match.start("last")


def is_first_day(front: str, joined: str, languages: frozenset[str]) -> bool | None:
    """Whether a number is the first of two days, or counts what stands in `front` of it; None where that is not sure.

    `joined` stands between it and the second day.
    """
    counting = _COUNTING.search(front)
    if counting is None or _JOINS.fullmatch(joined) or _is_word_of_date(front, counting["word"]):
        return True
    return False if any(map(str.isspace, joined)) and _counts(counting, languages) else None


def _is_word_of_date(front: str, word: str | None) -> bool:
    return word is not None and (is_weekday(word) or bool(_date_word().search(front)))


def _counts(counting: re.Match[str], languages: frozenset[str]) -> bool:
    """Whether what stands in front of a number is no month, whose day it may be, and no short word like `on`."""
    word, gap = counting["word"], counting["gap"]
    if word is None:
        return True
    particle = gap.isspace() and word.islower() and len(word) <= LONGEST_PARTICLE
    return not particle and not month_of(word, languages)


def first_date(text: str) -> date | None:
    """The first date in a text whose day is known."""
    return next((day for each in written_dates(text) if (day := each.day())), None)


def day_at(text: str) -> date | None:
    """The date that `text` begins with, its year written too."""
    return next((each.day() for each in written_dates(text) if each.start == 0), None)


def is_date(text: str) -> bool:
    """Whether `text` is a date and nothing else: it says of which meeting the lines below it are."""
    return len(text) <= 40 and first_date(text) is not None and rest_is_short(text, written_dates(text)[0])


def rest_is_short(text: str, found: WrittenDate) -> bool:
    """Whether a text says no more than the date in it, with a word for the day of the week."""
    return bool(_ONE_WORD.fullmatch(text[: found.start] + " " + text[found.end :]))


def says_other_day(front: str) -> bool:
    """Whether the words in front of a date say that it is not the day of the meeting: `Next meeting: …`, `Due …`."""
    return bool(_other_day().search(front))


# --- forms

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_SHORT_YEAR = r"['’](?P<yy>\d\d)"
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_GAP = r"[-._, ]{1,2}"
_LAST = r"(?:(?P<to>\s?[-–/&]\s?)(?P<last>\d{1,2}))?"
_JOINS = re.compile(r"/|\s?&\s?")
"""What stands between two days and never between a number that counts and a day."""

_COUNTING = re.compile(r"(?:(?P<word>[^\W\d_]+)(?P<gap>[-_]|[.°]?\s*#?\s*)|[#№]\s*|\d[-._])$")
"""What stands right in front of a number that counts: a word, a sign for a number, or another number (`1.2`)."""

_ONE_WORD = re.compile(r"[\W\d_]*(?:[^\W\d_]{2,12}\.?)?[\W\d_]*")
_WORD = re.compile(r"[^\W\d_]{3,12}")
_DIGIT = re.compile(r"\d")
_NUMBERS = r"(?P<a>\d{1,2})(?P<s>[-./_])\s?(?P<b>\d{1,2})(?P=s)\s?"
TWO_DIGITS = re.compile(rf"(?<![\d.]){_NUMBERS}(?P<c>\d\d)(?![\d./-])")
SIX_DIGITS = re.compile(r"(?<!\d)(?P<a>\d\d)(?P<b>\d\d)(?P<c>\d\d)(?!\d)")


@cache
def _day() -> str:
    """The number of a day, or of the first of several: `5`, `15th`, `15.`, `15-16`, `14/15`."""
    return rf"(?<!\d)(?P<d>\d{{1,2}})(?:{literally(all_words().dates.ordinals)}|[º°ª])?{_LAST}(?!\d)"


@cache
def _of() -> str:
    """What stands between day and month, or month and year."""
    return rf"(?:{_GAP}| (?:{literally(all_words().dates.of)}) )"


@cache
def _forms(is_named: bool) -> tuple[re.Pattern[str], ...]:
    """Dates with a year, by the groups `y`, `d` and `m` or `name`; where day and month may change places `a` and `b`.

    In a text without a word that may be a month's name those with numbers alone are enough.
    """
    number = r"(?P<d>\d{1,2})"
    forms = (
        rf"(?<!\d){_YEAR}[-._/ ](?P<m>\d{{1,2}})[-._/ ]{number}(?!\d)",
        rf"(?<!\d){_YEAR}\. (?P<m>\d{{1,2}})\. {number}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        # `CVE-2021-0304` is a number of a list.
        rf"(?<!\d)(?<!(?-i:[A-Z])-){_YEAR}[-._](?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월]\s?{number}(?!\d)",
        rf"(?<![^\W\d_]){_NAME}{_of()}?{_day()}{_of()}{_YEAR}(?!\d)",
        rf"{_day()}{_of()}{_NAME}{_of()}{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}[-._/, ]{{1,2}}{_NAME}[-._/, ]{{1,2}}{number}(?!\d)",
        rf"(?<![^\W\d_]){_NAME}{_of()}?{_day()}{_of()}{_SHORT_YEAR}(?!\d)",
        rf"{_day()}{_of()}{_NAME}{_of()}{_SHORT_YEAR}(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})-{_NAME}-(?P<yy>\d\d)(?![^\W_]|{_GAP}(?:19|20)\d\d)",
        rf"{_day()}{_of()}{_NAME} (?P<yy>\d\d)$",
        rf"(?<![^\W\d_]){_NAME} {_day()}, (?P<yy>\d\d)$",
        rf"(?<![\d.]){_NUMBERS}{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<a>\d\d)(?P<b>\d\d){_YEAR}(?!\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms if is_named or _NAME not in form)


@cache
def _forms_without_year() -> tuple[re.Pattern[str], ...]:
    forms = (
        rf"(?<![^\W\d_]){_NAME}{_of()}{_day()}",
        rf"{_day()}{_of()}{_NAME}(?![^\W\d_])",
        r"(?<!\d)(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})(?!\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _date_word() -> re.Pattern[str]:
    return re.compile(rf"{any_of((*all_words().dates.labels, *all_words().dates.of))}\W*$")


@cache
def _other_day() -> re.Pattern[str]:
    return re.compile(rf"{any_of(all_words().dates.other_day)}\W*$")


def _without_overlaps(found: Iterable[WrittenDate]) -> Iterator[WrittenDate]:
    """The longest of those that begin at one place, then what begins behind it."""
    end = 0
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if each.start >= end:
            yield each
            end = each.end
