"""The date of a note: from its name, its path, its front matter or its first heading, in that order."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBERS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-._/ ](?P<m>\d{1,2})[-._/ ](?P<d>\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_DAY_LAST = re.compile(
    rf"\b{MONTH}[-._, ]{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-._, ]{{1,2}}(?P<y>(?:19|20)\d\d)\b", re.I
)
_DAY_FIRST = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-._, ]{{1,2}}{MONTH}[-._, ]{{1,2}}(?P<y>(?:19|20)\d\d)\b", re.I
)
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<y>(?:19|20)\d\d)[-._/, ]{{1,2}}{MONTH}[-._/, ]{{1,2}}(?P<d>\d{{1,2}})(?!\d)", re.I
)
_FORMS = (_NUMBERS, _DIGITS, _DAY_LAST, _DAY_FIRST, _YEAR_FIRST)
_ALONE = re.compile(r"[\W\d_]*(?:[A-Za-z]{3,9}\.?)?[\W\d_]*")
_FRONT = re.compile(r"^(?P<key>date|title)[ \t]*:(?P<value>.*)$", re.MULTILINE | re.IGNORECASE)


def first_date(text: str) -> date | None:
    """The first date written in `text`, in any of the usual forms; None where there is none."""
    found = [(match.start(), day) for form in _FORMS for match in form.finditer(text[:500]) if (day := _day(match))]
    return min(found)[1] if found else None


def day_at(text: str) -> date | None:
    """The date that `text` begins with, its year written too."""
    found = (form.match(text) for form in _FORMS)
    return next((day for match in found if match and (day := _day(match))), None)


def month_number(name: str) -> int:
    """1 for `January` or `jan`."""
    return _MONTHS.index(name[:3].lower()) + 1


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
