"""The date of a note: from its name, its path, its front matter or its first heading, in that order."""

import re
from datetime import date
from functools import cache

from bot.core.words import words
from bot.core.words.phrases import literally

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_SPACE = r"[-._, ]{1,2}"


@cache
def month() -> str:
    """A regular expression for the name of a month, as the group `name`."""
    return f"(?P<name>{literally(_month_numbers())})"


@cache
def day() -> str:
    """A regular expression for the number of a day, as the group `d`: `5`, `15th`."""
    return rf"(?P<d>\d{{1,2}})(?:{literally(words().dates.ordinals)})?"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The ways in which dates are written, with the groups `y`, `d` and either `m` or `name`."""
    number = r"(?P<d>\d{1,2})"
    forms = (
        rf"(?<!\d){_YEAR}[-._/ ](?P<m>\d{{1,2}})[-._/ ]{number}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        rf"{month()}{_SPACE}{day()}{_SPACE}{_YEAR}\b",
        rf"\b{day()}{_SPACE}{month()}{_SPACE}{_YEAR}\b",
        rf"(?<!\d){_YEAR}[-._/, ]{{1,2}}{month()}[-._/, ]{{1,2}}{number}(?!\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


_ALONE = re.compile(r"[\W\d_]*(?:[A-Za-z]{3,9}\.?)?[\W\d_]*")
_FRONT = re.compile(r"^(?P<key>date|title)[ \t]*:(?P<value>.*)$", re.MULTILINE | re.IGNORECASE)


def first_date(text: str) -> date | None:
    """The first date written in `text`, in any of the usual forms; None where there is none."""
    found = [(match.start(), day) for form in _forms() for match in form.finditer(text[:500]) if (day := _day(match))]
    return min(found)[1] if found else None


def day_at(text: str) -> date | None:
    """The date that `text` begins with, its year written too."""
    found = (form.match(text) for form in _forms())
    return next((day for match in found if match and (day := _day(match))), None)


def month_number(name: str) -> int:
    """1 for `January` or `jan`."""
    return _month_numbers()[name.casefold()]


@cache
def _month_numbers() -> dict[str, int]:
    dates = words().dates
    numbered = [(at, phrase) for names in (dates.months, dates.short_months) for at, phrase in enumerate(names, 1)]
    return {spelling: number for number, phrase in numbered for spelling in phrase.split("|")}


def is_date(text: str) -> bool:
    """Whether `text` is a date and nothing else: it says of which meeting the lines below it are."""
    return len(text) <= 40 and first_date(text) is not None and bool(_ALONE.fullmatch(text))


def note_date(path: str, front: str, heading: str) -> date | None:
    """The date of the note at `path`, with its front matter and first heading; None where nothing gives one."""
    folder, _, name = path.replace("\\", "/").rpartition("/")
    values = {match["key"].lower(): match["value"] for match in _FRONT.finditer(front[:5000])}
    places = [name, f"{folder}/{name}", values.get("date", ""), values.get("title", ""), heading]
    return next((day for place in places if (day := first_date(place))), None)


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = month_number(parts["name"]) if "name" in parts else int(parts["m"])
    try:
        return date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None
