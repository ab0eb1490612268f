"""The language in which a text is written, and those that may stand in it, by the words of the word files."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from bot.core.words.calendar import languages_with_month
from bot.core.words.load import ENGLISH, languages
from bot.core.words.lookup import whole_hits
from bot.core.words.phrases import expanded, is_unspaced

_WORD = re.compile(r"[^\W\d_]{3,12}")
_LETTER = re.compile(r"[^\W\d_]")
_STRANGE = re.compile(r"[^\x00-\x7f]+")
_OF_LETTERS = 4
"""One of so many letters is one that only the language has, where a text is written in it."""
_FAR = 10_000
"""Characters by which the language of a text is found."""
_ENOUGH = 1.5
"""How much has to speak for a language; a word that several have counts the less for each."""


def language_of(folded: str) -> str:
    """The language that most of the common words and headings in a case-folded text belong to; English where there are too few."""
    said = folded[:_FAR]
    found = dict.fromkeys(languages(), 0.0)
    evidence = _evidence()
    words = [*_telling_words().intersection(said.split())]
    strange = "" if said.isascii() else "".join(_STRANGE.findall(said))
    if is_unspaced(strange):
        words += (sign for sign in _unspaced_evidence() if sign in said)
    for having, count in Counter(map(evidence.__getitem__, words)).items():
        for code in having:
            found[code] += count / len(having)
    own = {code: len(letters.findall(strange)) for code, letters in _letters().items()} if strange else {}
    # Most texts have none of these letters: then all letters are not counted.
    total = len(_LETTER.findall(said)) if any(own.values()) or not _LETTER.search(said) else 1
    for code, count in own.items():
        found[code] += _ENOUGH if count * _OF_LETTERS >= total else 0
    best = max(found, key=lambda code: (found[code], code == ENGLISH))
    return best if found[best] >= _ENOUGH else ENGLISH


@cache
def _letters() -> Mapping[str, re.Pattern[str]]:
    """Language → a letter that only it has."""
    return {code: re.compile(f"[{each.letters}]") for code, each in languages().items() if each.letters}


@cache
def _evidence() -> Mapping[str, tuple[str, ...]]:
    """Word → the languages in which it is common or stands in a heading."""
    found: dict[str, set[str]] = {}
    for code, language in languages().items():
        for said in (language.sure, language.own):
            heads = said.headings
            phrases = (*heads.action, *heads.people, *heads.agenda, *heads.other, *heads.done)
            in_headings = (word for phrase in phrases for word in _words_of(phrase))
            for word in (*in_headings, *said.not_names.function_words, *said.columns.owner):
                found.setdefault(word, set()).add(code)
    return {word: tuple(sorted(codes)) for word, codes in found.items() if len(word) > 1}


@cache
def _telling_words() -> frozenset[str]:
    return frozenset(_evidence())


def _words_of(phrase: str) -> Iterator[str]:
    """The words of a phrase; in a script without blanks between words the phrase itself."""
    for text in () if "…" in phrase else expanded(phrase):
        yield from (text,) if is_unspaced(text) else text.split()


@cache
def _unspaced_evidence() -> tuple[str, ...]:
    return tuple(word for word in _evidence() if is_unspaced(word))


def languages_in(text: str) -> frozenset[str]:
    """English, and the languages whose months, headings or labels stand in a text: several where they share a word."""
    found = {ENGLISH}
    for line in text.splitlines():
        for section, keys in (("headings", ()), ("dates", ("labels",))):
            found |= {hit.language for hit in whole_hits(section, line.strip("# *_")) if not keys or hit.key in keys}
    for word in set(_WORD.findall(text)):
        found |= languages_with_month(word.casefold())
    return frozenset(found)
