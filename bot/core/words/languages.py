"""The languages in which a text may be written, as far as the word files tell."""

import re
from collections.abc import Mapping
from dataclasses import astuple
from functools import cache

from bot.core.words.calendar import languages_with_month
from bot.core.words.load import languages
from bot.core.words.phrases import any_of

_WORD = re.compile(r"[^\W\d_]{3,12}")


def languages_in(text: str) -> frozenset[str]:
    """The languages whose months, headings or labels stand in a text; more than one where they share a word."""
    found = {language for language, form in _forms().items() if form.search(text)}
    for word in set(_WORD.findall(text)):
        found |= languages_with_month(word.casefold())
    return frozenset(found)


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    """Language → its headings and its labels of dates, as they stand at the beginning of a line."""
    found = {}
    for language, each in languages().items():
        phrases = [phrase for group in (*astuple(each.headings), each.dates.labels) for phrase in group]
        found[language] = re.compile(rf"^[\W_]*{any_of(phrases)}[\W_]*$|^[\W_]*{any_of(phrases)}\W*:", re.MULTILINE)
    return found
