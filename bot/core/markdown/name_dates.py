"""Dates in the names of files and folders and in titles, of which a part may stand elsewhere or be short, and periods."""

import re
from functools import cache

from bot.core.markdown.dates import ENGLISH, LONGEST, SIX_DIGITS, TWO_DIGITS, written_dates
from bot.core.markdown.written_date import ANY_TIME, EVERY_ORDER, Period, WrittenDate, month_of, readings_of
from bot.core.words import all_words
from bot.core.words.calendar import is_weekday
from bot.core.words.phrases import any_of, literally

_IN_NAME = re.compile(r"(?<!\d)(?!(?:19|20)\d\d)(?P<a>\d\d)[-._]?(?P<b>\d\d)(?!\d)")
_INDEX = re.compile(r"\d{1,3}[-_. ]+(?=[^\W\d_])")
"""A number in front of a name, by which files are sorted."""

_COUNTED = re.compile(r"[^\W\d_]+\d{1,3}[-_ ](?=\d{1,2}[-_]\d{1,2}[-_]\d\d(?!\d))")
"""A word and the number that counts the meetings, in front of a date."""

_BEHIND_WEEKDAY = re.compile(r"(?P<word>[^\W\d_]{2,12})\.?,?\s(?P<date>(?P<a>\d{1,2})[./-](?P<b>\d{1,2}))$")
_BEHIND_DATE = re.compile(r"\s*(?:[-–—:|(]|\s[^\W\d_])|$")
_NUMBERED_MONTH = re.compile(r"(?P<number>\d\d)[-._ ]?(?P<name>[^\W\d_]{3,12})")
_WORD = re.compile(r"[^\W\d_]{3,12}")
_PART_OF_YEAR = re.compile(r"\d{1,2}|[QH][1-4]", re.IGNORECASE)
_NO_YEAR = re.compile(r"(?<![\d./-])(?P<a>\d{1,2})(?:[-./]| / )(?P<b>\d{1,2})(?![\d/-]| /)")
_WORD_OR_NUMBER = re.compile(r"[^\W_]+")
_YEAR_ALONE = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(?:19|20)\d\d[-._](?P<m>\d{1,2})(?![-._]?\d)")
_TIME = re.compile(
    r"(?<![\d:])\d{1,2}(?:[:.h]\d\d)?(?: ?[ap]\.?m\b\.?|(?<=[:.h]\d\d))(?: ?[A-Z]{2,4}\b)?", re.IGNORECASE
)
_SPAN = re.compile(r"(?:19|20)\d\d\s*(?:[-–—/]\s*(?:[^\W\d_]|$|(?:19|20)\d\d|1[3-9]|[2-9]\d)|/\s*\d\d|\+)(?!\d)")


def numbers_alone(text: str, period: Period = ANY_TIME) -> WrittenDate | None:
    """The date of a text that has nothing but its numbers and a word for the day of the week.

    `5/18/24`, `240518`, and where `period` has the year `5/18`, `18.05.`, `Meeting 5/18`, or where it has the month too `18`.
    """
    forms = (TWO_DIGITS, SIX_DIGITS, *([_NO_YEAR] if period.year else []), *([_day_alone()] if period.month else []))
    for form in forms:
        found = form.search(text[:LONGEST])
        if found and (readings := readings_of(found.groupdict(), period, ENGLISH)):
            written = WrittenDate(found.start(), found.end(), readings, short="c" in found.groupdict())
            return written if _is_bare(text, written) else None
    return None


def numbers_in_name(name: str, period: Period) -> WrittenDate | None:
    """Month and day in the name of a file whose folder has the year: `docs-05-18`, `0518`."""
    found = list(_IN_NAME.finditer(name))
    readings = readings_of(found[0].groupdict(), period, ENGLISH) if len(found) == 1 else {}
    rest = _IN_NAME.sub("", name)
    return WrittenDate(*found[0].span(), readings) if readings and not any(map(str.isdigit, rest)) else None


def short_year_in_name(name: str) -> WrittenDate | None:
    """The date in the name of a file whose year has two digits: `4-25-20_weekly`, `200425`, `meeting2-04-25-20`.

    In front of other numbers it is the first of six digits (`260205_board_106`). Versions have dots (`1.2.10`): with dots all numbers have two digits (`25.04.20`), and no word is right in front.
    """
    index = _INDEX.match(name) or _COUNTED.match(name)
    name = name[index.end() :] if index else name
    found = TWO_DIGITS.search(name) or SIX_DIGITS.search(name)
    first = SIX_DIGITS.match(name)
    if first and name[first.end() :][:1] in ("_", "-", " "):
        name, found = name[: first.end()], first
    if (
        not found
        or (found.groupdict().get("s") == "." and not _is_dotted_date(name, found))
        or any(map(str.isdigit, name[: found.start()] + name[found.end() :]))
    ):
        return None
    readings = readings_of(found.groupdict(), ANY_TIME, ENGLISH)
    return WrittenDate(*found.span(), readings, short=True) if readings else None


def _is_dotted_date(name: str, found: re.Match[str]) -> bool:
    return len(found[0]) == len("25.04.20") and not name[: found.start()][-1:].isalpha()


def day_of_week_and_numbers(text: str, period: Period) -> WrittenDate | None:
    """The date at the end of a title without its year, behind a day of the week: `Meeting 2 - Wed, 15/5`."""
    found = _BEHIND_WEEKDAY.search(text[:LONGEST].rstrip(" .)")) if period.year else None
    if not found or not is_weekday(found["word"]):
        return None
    readings = readings_of(found.groupdict(), period, ENGLISH)
    return WrittenDate(*found.span("date"), readings) if readings else None


def short_year_in_title(text: str) -> WrittenDate | None:
    """The date of a title whose year has two digits: right behind a word for notes (`NOTES 4/17/18`), or at its start, its end
    (a time of day may follow) or in brackets with all digits or slashes (`18.01.23 - Talks`, `Protokoll 26.04.22`, `Meeting 2 (24.10.24)`).
    """
    found = TWO_DIGITS.search(text[:LONGEST])
    if not found or not (_before_date().search(text[: found.start()]) or _stands_apart(text, found)):
        return None
    readings = readings_of(found.groupdict(), ANY_TIME, ENGLISH)
    return WrittenDate(*found.span(), readings, short=True) if readings else None


def _stands_apart(text: str, found: re.Match[str]) -> bool:
    """Whether a date with slashes or all digits stands at the start or the end of a text, or first in brackets. Versions have dots."""
    before, after = text[: found.start()], text[found.end() :]
    if found["s"] != "/" and (len(found["a"]) < 2 or len(found["b"]) < 2):
        return False
    at_end = before.endswith(" ") and not _TIME.sub("", after).strip(" .:-–")
    at_start = not before and (_BEHIND_DATE.match(after) is not None or (found["s"] == "/" and after.startswith(" ")))
    return at_end or at_start or (f" {before}".endswith(" (") and after[:1] in ("", ",", ")", " "))


@cache
def meeting_words() -> re.Pattern[str]:
    """A word for a meeting or its notes, in any language."""
    return re.compile(any_of(all_words().files.meeting))


@cache
def _before_date() -> re.Pattern[str]:
    return re.compile(rf"{meeting_words().pattern}(?:\W*\d{{1,3}}\b)?\W*$")


def is_numbered_month(text: str) -> bool:
    """Whether a text is a month's number and its name: in `2018_10_oct` they sort the files of a year."""
    found = _NUMBERED_MONTH.fullmatch(text)
    return found is not None and month_of(found["name"], ENGLISH) == int(found["number"])


def date_in_path(folder: str, name: str) -> WrittenDate | None:
    """The date of which the year stands in a folder and the rest behind it: `2024/05/18.md`, `2024-05/18-docs.md`.

    One that stands in folders alone gives way to one in the name, whatever that means: `2024/05-24/7_18-05-24.md`.
    """
    path = f"{folder}/{name}"[-LONGEST:]
    found = next((each for each in written_dates(path) if each.orders == EVERY_ORDER), None)
    in_folders = found is not None and found.end <= len(path) - len(name)
    return None if in_folders and TWO_DIGITS.search(name) else found


def period_in(text: str, around: Period = ANY_TIME) -> Period:
    """The year, or the month and the year, that a text names: `2024`, `May 2024`, `Minutes of 2024`, `2024-05`.

    A span of time (`2019 to today`) names none. A month alone belongs to the year `around`; what names neither, to all of it.
    """
    years = {int(found[0]) for found in _YEAR_ALONE.finditer(text[:LONGEST])}
    if len(years) > 1 or _SPAN.search(text[:LONGEST]) or _since().search(text[:LONGEST]):
        return around
    months = {number for word in _WORD.findall(text[:LONGEST]) if (number := month_of(word, ENGLISH))}
    months |= {int(found["m"]) for found in _YEAR_MONTH.finditer(text[:LONGEST]) if 1 <= int(found["m"]) <= 12}
    if not years and not months:
        return around
    year = years.pop() if years else around.year
    if year is None or len(months) > 1:
        return Period(year)
    return Period(year, months.pop() if months else None)


def is_period(name: str, *, below_period: bool) -> bool:
    """Whether the name of a folder is nothing but a time: `2024`, `2024-05`, `May 2024`, `Q2`; below such a folder `05` too."""
    parts = _WORD_OR_NUMBER.findall(name)
    if not parts or not all(
        _YEAR_ALONE.fullmatch(each) or _PART_OF_YEAR.fullmatch(each) or month_of(each, ENGLISH) for each in parts
    ):
        return False
    return below_period or not all(each.isdigit() and len(each) < 4 for each in parts)


@cache
def _day_alone() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:{literally(all_words().dates.ordinals)})?(?![^\W_])")


@cache
def _since() -> re.Pattern[str]:
    return re.compile(rf"{any_of(all_words().dates.since)} (?:19|20)\d\d")


def _is_bare(text: str, found: WrittenDate) -> bool:
    """Whether nothing but words for the day of the week, and beside slashes a word for notes and a time, stands beside a date."""
    before, after = text[: found.start], text[found.end :]
    if "/" in text[found.start : found.end]:
        before, after = meeting_words().sub("", before), _TIME.sub("", meeting_words().sub("", after))
    return all(map(is_weekday, _WORD_OR_NUMBER.findall(f"{before} {after}")))
