"""The day until which work is to be done, where a line or a table's column says it. In doubt there is none."""

import re
from datetime import date, timedelta

from bot.core.markdown.dates import MONTH, day_at, month_number

_WORD = re.compile(r"\b(?:by|before|until|due(?: date)?(?: by| on)?|deadline|eta)\b\s*:?\s*(?:the\s+)?", re.IGNORECASE)
_NO_YEAR = re.compile(
    rf"(?:{MONTH}\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH.replace('name', 'name2')})"
    r"(?![\w:/.-]*\d)",
    re.IGNORECASE,
)
_FAR = timedelta(days=183)
"""A day without a year is the next such day; more than half a year away it may as well be a slip."""


def due_in(text: str, written: date | None) -> date | None:
    """The first day behind `by`, `due`, `deadline` … in `text`. `written`: the note's date, which gives a year that is left out."""
    for word in _WORD.finditer(text[:2000]):
        if found := due_at(text[word.end() : word.end() + 60], written):
            return found
    return None


def due_at(cell: str, written: date | None) -> date | None:
    """The day that `cell` begins with."""
    plain = cell.strip(" *_`~([")
    return day_at(plain) or _without_year(plain, written)


def _without_year(text: str, written: date | None) -> date | None:
    found = _NO_YEAR.match(text)
    if found is None or written is None:
        return None
    month = month_number(found["name"] or found["name2"])
    number = int(found["d"] or found["d2"])
    days = (_day(year, month, number) for year in (written.year, written.year + 1))
    return next((day for day in days if day and written <= day <= written + _FAR), None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
