"""Names of months and days, from `calendar.toml`, which `scripts/calendar_names.py` makes."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

FILE = "calendar.toml"

_LONG_MONTH = 6
"""Letters of a month's name in which a slip leaves no doubt."""

_STEM, _ENDING = 4, 2
"""Letters of the name of a day that stay whatever its ending is, and by how many it may be longer or shorter."""


@cache
def month_numbers() -> Mapping[str, int]:
    """Name in small letters → 1 to 12, of all languages; a name that means two months is left out."""
    found: dict[str, set[int]] = {}
    for language in _tables():
        for name, number in _numbered(language, "months"):
            found.setdefault(name, set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


@cache
def short_month_numbers(languages: frozenset[str]) -> Mapping[str, int]:
    """Abbreviation → 1 to 12, of these languages alone: `set` is September in one and a word in another."""
    known = sorted(languages & _tables().keys())
    return {name: number for language in known for name, number in _numbered(language, "short_months")}


@lru_cache(maxsize=4096)
def misspelt_month(word: str) -> int | None:
    """1 to 12 where a word in small letters is the long name of an English month with one slip: `feburary`."""
    if len(word) < _LONG_MONTH:
        return None
    english = ((name, number) for name, number in _numbered("en", "months") if len(name) >= _LONG_MONTH)
    near = (number for name, number in english if name[0] == word[0] and OSA.distance(name, word) == 1)
    return next(near, None)


def languages_with_month(name: str) -> frozenset[str]:
    """The languages in which a word in small letters is the whole name of a month."""
    return _languages_by_month().get(name, frozenset())


def month_like(name: str, number: int, language: str) -> str | None:
    """The name of the month `number` in the language and the length of another month's name; None where that is none.

    Where a name is the same in several languages it is taken for one of `language`.
    """
    low = name.casefold()
    for key in ("months", "short_months"):
        for each in sorted(_tables(), key=lambda one: (one != language, one != "en")):
            if any(low == spelt for spelt, _ in _numbered(each, key)):
                return next(spelt for spelt, month in _numbered(each, key) if month == number)
    return None


@cache
def _languages_by_month() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language in _tables():
        for name, _ in _numbered(language, "months"):
            found.setdefault(name, set()).add(language)
    return {name: frozenset(languages) for name, languages in found.items()}


def is_weekday(word: str) -> bool:
    """Whether a word is the name of a day of the week, in any language, or begins one: `Mon`, `Thurs`."""
    return word.casefold() in _weekdays()


@cache
def _weekdays() -> frozenset[str]:
    """The names of days and their abbreviations, and the beginnings of names from three letters on."""
    names, short = (
        {name for language in _tables() for name, _ in _numbered(language, key)} for key in ("days", "short_days")
    )
    return frozenset(names | short | {name[:end] for name in names for end in range(3, len(name))})


@lru_cache(maxsize=4096)
def is_weekday_of(word: str, language: str) -> bool:
    """Whether a word is the name of a day of the week in `language`, with an ending or without its own: `środy`, `пятницы`."""
    names = _tables().get(language, {}).get("days", "").split()
    low = word.casefold()
    return any(
        low.startswith(name[: max(len(name) - _ENDING, _STEM)]) and abs(len(low) - len(name)) <= _ENDING
        for name in names
    )


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    tables: Mapping[str, Mapping[str, str]] = tomllib.loads(
        files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    )
    return tables


def _numbered(language: str, key: str) -> Iterator[tuple[str, int]]:
    for number, spellings in enumerate(_tables()[language][key].split(), 1):
        for name in spellings.split("|"):
            yield name, number
