"""The day until which work is to be done, where a line or a table's column says it. In doubt there is none."""

import re
from datetime import date, timedelta
from functools import cache

from bot.core.markdown.dates import Period, day_at, written_dates
from bot.core.words import all_words
from bot.core.words.phrases import any_of, has_hint, hints

_FAR = timedelta(days=183)
"""A day without a year is the next such day; more than half a year away it may as well be a slip."""

_DIGIT = re.compile(r"\d")
_TIME = re.compile(r"[\w:/.-]*\d")
"""What follows a day that is none: `May 5:30`."""


@cache
def _word() -> re.Pattern[str]:
    """What stands in front of the day."""
    dates = all_words().dates
    return re.compile(rf"{any_of(dates.due)}\s*[:：]?\s*(?:{any_of(dates.article)}\s+)?")


@cache
def _hints() -> tuple[str, ...]:
    return hints(all_words().dates.due)


def due_in(text: str, written: date | None) -> date | None:
    """The first day behind `by`, `due`, `deadline` … in `text`. `written`: the note's date, which gives a year that is left out."""
    if not _DIGIT.search(text) or not has_hint(text, _hints()):
        return None
    for word in _word().finditer(text[:2000]):
        if found := due_at(text[word.end() : word.end() + 60], written):
            return found
    return None


def due_at(cell: str, written: date | None) -> date | None:
    """The day that `cell` begins with."""
    plain = cell.strip(" *_`~([")
    return day_at(plain) or _without_year(plain, written)


def _without_year(text: str, written: date | None) -> date | None:
    """The next such day after the note's date."""
    if written is None:
        return None
    for year in (written.year, written.year + 1):
        found = next(iter(written_dates(text[:60], Period(year))), None)
        day = found.day() if found and found.start == 0 and not _TIME.match(text, found.end) else None
        if day and written <= day <= written + _FAR:
            return day
    return None
