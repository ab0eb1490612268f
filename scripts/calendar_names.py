"""Write `bot/core/words/calendar.toml`: `python -m scripts.calendar_names`.

The names come from the Unicode CLDR by way of Babel, which only developers need. A test holds the file to this script.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

LANGUAGES = """
bg ca cs da de el en es et eu fi fr gl hr hu id it lt lv nb nl pl pt ro ru sk sl sr sv tr uk
"""
"""Languages that write months as words; Chinese, Japanese and Korean number them."""

FILE = Path(__file__).parent.parent / "bot" / "core" / "words" / "calendar.toml"

HEAD = """\
# Names of months, January first, and of days, Monday first, by language. Several spellings of one stand between bars.
# Made by `python -m scripts.calendar_names` from the Unicode CLDR (Unicode License v3); not to be edited by hand.
"""

_JOINED = re.compile(r"(?:de |d['’])")
"""Catalan has its preposition in the name."""

Names = list[dict[str, None]]
"""The spellings of each, in order."""


def text() -> str:
    """The whole file."""
    return HEAD + "".join(map(_section, LANGUAGES.split()))


def _section(language: str) -> str:
    found = {
        key: _names(language, kind, width)
        for key, kind, width in (
            ("months", "months", "wide"),
            ("short_months", "months", "abbreviated"),
            ("days", "days", "wide"),
            ("short_days", "days", "abbreviated"),
        )
    }
    rows = (f'{key} = "{" ".join("|".join(spellings) for spellings in names)}"\n' for key, names in found.items())
    return f"\n[{language}]\n" + "".join(rows)


def _names(language: str, kind: str, width: str) -> Names:
    """The names in small letters, in all countries of a language, as they stand in a date and alone."""
    found: Names = [{} for _ in range(12 if kind == "months" else 7)]
    for locale in map(Locale.parse, _locales(language)):
        contexts: Mapping[str, Mapping[str, Mapping[int, str]]] = getattr(locale, kind)
        for context in ("format", "stand-alone"):
            _add(found, sorted(contexts[context][width].items()))
    return found


def _add(found: Names, names: Iterable[tuple[int, str]]) -> None:
    for spellings, (_, name) in zip(found, names, strict=True):
        word = _JOINED.sub("", name.lower()).rstrip(".")
        if re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)?", word):
            spellings[word] = None


def _locales(language: str) -> Iterator[str]:
    """The language itself first, then its variants by country, in the same script."""
    yield language
    yield from (each for each in sorted(locale_identifiers()) if re.fullmatch(rf"{language}_[A-Z]{{2}}", each))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
