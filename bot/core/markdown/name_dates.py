"""Dates in the names of files and folders and in titles, of which a part may stand elsewhere or be short."""

import re
from functools import cache

from bot.core.markdown.dates import (
    ANY_TIME,
    ENGLISH,
    EVERY_ORDER,
    LONGEST,
    SIX_DIGITS,
    TWO_DIGITS,
    Period,
    WrittenDate,
    month_of,
    readings_of,
    written_dates,
)
from bot.core.words import all_words
from bot.core.words.phrases import any_of

_IN_NAME = re.compile(r"(?<!\d)(?!(?:19|20)\d\d)(?P<a>\d\d)[-._]?(?P<b>\d\d)(?!\d)")
_INDEX = re.compile(r"\d{1,3}[-_. ]+(?=[^\W\d_])")
"""A number in front of a name, by which files are sorted."""

_BEHIND_DATE = re.compile(r"\s*(?:[-–—:|(]|\s[^\W\d_])|$")
_NUMBERED_MONTH = re.compile(r"(?P<number>\d\d)[-._ ]?(?P<name>[^\W\d_]{3,12})")


def numbers_in_name(name: str, period: Period) -> WrittenDate | None:
    """Month and day in the name of a file whose folder has the year: `docs-05-18`, `0518`."""
    found = list(_IN_NAME.finditer(name))
    readings = readings_of(found[0].groupdict(), period, ENGLISH) if len(found) == 1 else {}
    rest = _IN_NAME.sub("", name)
    return WrittenDate(*found[0].span(), readings) if readings and not any(map(str.isdigit, rest)) else None


def short_year_in_name(name: str) -> WrittenDate | None:
    """The date in the name of a file whose year has two digits: `4-25-20_weekly`, `200425`. Versions have dots (`1.2.10`)."""
    index = _INDEX.match(name)
    name = name[index.end() :] if index else name
    found = TWO_DIGITS.search(name) or SIX_DIGITS.search(name)
    if (
        not found
        or found.groupdict().get("s") == "."
        or any(map(str.isdigit, name[: found.start()] + name[found.end() :]))
    ):
        return None
    readings = readings_of(found.groupdict(), ANY_TIME, ENGLISH)
    return WrittenDate(*found.span(), readings, short=True) if readings else None


def short_year_in_title(text: str) -> WrittenDate | None:
    """The date of a title whose year has two digits: right behind a word for notes (`NOTES 4/17/18`), or at its start, its end
    or in brackets with all digits (`18.01.23 - Talks`, `Protokoll 26.04.22`, `Meeting 2 (24.10.24)`).
    """
    found = TWO_DIGITS.search(text[:LONGEST])
    if not found or not (_before_date().search(text[: found.start()]) or _stands_apart(text, found)):
        return None
    readings = readings_of(found.groupdict(), ANY_TIME, ENGLISH)
    return WrittenDate(*found.span(), readings, short=True) if readings else None


def _stands_apart(text: str, found: re.Match[str]) -> bool:
    """Whether a date with all digits stands at the start or the end of a text, or first in brackets. Versions have dots."""
    before, after = text[: found.start()], text[found.end() :]
    if len(found["a"]) < 2 or len(found["b"]) < 2:
        return not before and found["s"] == "/" and after.startswith(" ")
    at_end = before.endswith(" ") and not after.strip(" .:")
    at_start = not before and _BEHIND_DATE.match(after) is not None
    return at_end or at_start or (before.endswith(" (") and after[:1] in ("", ",", ")", " "))


@cache
def _before_date() -> re.Pattern[str]:
    return re.compile(rf"{any_of(all_words().files.meeting)}\W*$")


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
