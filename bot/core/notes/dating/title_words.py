"""The words of a title that are not those of a date: by these the titles of the meetings of one file are alike."""

import re

from bot.core.markdown.dates import ENGLISH, LONGEST_PARTICLE
from bot.core.markdown.written_date import month_of
from bot.core.words.calendar import is_weekday, short_month_numbers

_TOKEN = re.compile(r"[^\W_]+")

_NOT_FILLED_IN = ("X", "XX")

_LONGEST_SLIP = 6
"""Letters of a word that may be an abbreviated month with a slip: `Novt`."""


def words_beside_date(title: str) -> tuple[str, ...]:
    """The words in small letters, without numbers, days of the week, months and particles: `Meeting 3, Wed 15 May` → `meeting`."""
    return tuple(word.casefold() for word in _TOKEN.findall(title) if not _is_of_date(word))


def _is_of_date(word: str) -> bool:
    particle = (word.islower() and len(word) <= LONGEST_PARTICLE) or word in _NOT_FILLED_IN
    return particle or any(map(str.isdigit, word)) or is_weekday(word) or _is_month(word.casefold())


def _is_month(word: str) -> bool:
    return bool(month_of(word, ENGLISH)) or (len(word) <= _LONGEST_SLIP and word[:3] in short_month_numbers(ENGLISH))
