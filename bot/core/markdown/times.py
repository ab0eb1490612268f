"""Times of day in running text: `17:00 UTC`, `5pm ET`, `09:00–10:00 Europe/Berlin`, `17.30 Uhr`, `17h00`, `kl. 17`."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from bot.core.words import all_words
from bot.core.words.phrases import literally

_ABBREVIATIONS = {
    "UTC": "UTC",
    "GMT": "UTC",
    "Z": "UTC",
    **dict.fromkeys(("ET", "EST", "EDT"), "America/New_York"),
    **dict.fromkeys(("CT", "CDT"), "America/Chicago"),
    **dict.fromkeys(("MT", "MDT"), "America/Denver"),
    **dict.fromkeys(("PT", "PST", "PDT"), "America/Los_Angeles"),
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Helsinki"),
    **dict.fromkeys(("WET", "WEST"), "Europe/Lisbon"),
    "BST": "Europe/London",
    "JST": "Asia/Tokyo",
    **dict.fromkeys(("AEST", "AEDT"), "Australia/Sydney"),
}
"""Abbreviations with one usual meaning. CST, MST and IST have several."""
_WITHOUT_DOUBT = ("utc", "gmt")
_TIME = r"(?P<{0}hour>\d{{1,2}})(?:(?P<{0}sign>[:.h])(?P<{0}minute>[0-5]\d))?(?: ?(?P<{0}half>[ap])\.?m\b\.?)?"
_ZONE = r"(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|[A-Z][a-z]+(?:/[A-Z][A-Za-z_-]+){1,2}|[A-Z]{1,4}\b"
_EARLIEST = 6
"""The hour from which `9h30` and `9 uur` are times of day; before it they are as often how long something takes."""
_OFFSET = re.compile(r"(?:UTC|GMT)(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?", re.IGNORECASE)


@cache
def _written() -> re.Pattern[str]:
    dates = all_words().dates
    return re.compile(
        rf"(?<![\w:./+-])(?:(?P<at>{literally(dates.at)})\.? ?)?(?<![\w:/+-]){_TIME.format('')}"
        rf"(?: ?[-–—] ?{_TIME.format('to_')})?"
        rf"(?: ?(?P<oclock>{literally((*dates.oclock, 'h'))})(?![^\W_])\.?)?"
        rf"(?![\d:./-]?\d)[ ,]*\(?(?:(?P<zone>(?-i:{_ZONE}))|(?P<small>[a-z]{{2,4}})\b)?",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, and its zone as written; empty where there is none."""

    at: time
    zone: str = ""

    def on(self, day: date, zone: str) -> datetime | None:
        """The moment in UTC, in `zone` where the text names none; None where its zone is not known."""
        place = _zone(self.zone or zone)
        return datetime.combine(day, self.at, place).astimezone(UTC) if place else None


def clocks(text: str) -> tuple[Clock, ...]:
    """The times of day in a text. A number counts with minutes, am, pm or a word such as `Uhr`, and so does the beginning of a range."""
    found = (_clock(each) for each in _written().finditer(text))
    return tuple(each for each in found if each)


def _clock(found: re.Match[str]) -> Clock | None:
    half = (found["half"] or found["to_half"] or "").lower()
    if not half and not _is_time(found):
        return None
    hour = int(found["hour"])
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return None
    zone = found["zone"] or _in_small_letters(found["small"] or "", half=bool(half))
    return Clock(time(hour, int(found["minute"] or 0)), zone)


def _is_time(found: re.Match[str]) -> bool:
    """Whether a number is a time of day without am and pm: `1.20` is a version, or a number of a section."""
    if found["sign"] == ":" or found["at"]:
        return True
    return int(found["hour"]) >= _EARLIEST and bool(found["oclock"] or (found["sign"] or ".") in "hH")


def _in_small_letters(word: str, *, half: bool) -> str:
    """The zone that a word in small letters names: behind am and pm, as `est` and `et` mean something else elsewhere."""
    name = word.upper()
    return name if name in _ABBREVIATIONS and (half or word in _WITHOUT_DOUBT) else ""


@cache
def _zone(name: str) -> ZoneInfo | timezone | None:
    if found := _OFFSET.fullmatch(name):
        span = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        return timezone(span if found["sign"] == "+" else -span) if span < timedelta(days=1) else None
    try:
        return ZoneInfo(_ABBREVIATIONS.get(name.upper(), name))
    except (KeyError, ValueError, OSError):
        return None
