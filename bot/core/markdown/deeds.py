"""Whether a text says what is to be done: `Write the tests`, `Relancer la mairie`, `Protokoll schreiben`."""

import re
from collections.abc import Sequence
from functools import cache

from bot.core.text.most import are_most
from bot.core.words import words

_FAR = 120
"""Characters in which a text says so."""
_FIRST_PART = re.compile(r"[^.;:!?()\[\]–]+")
"""What stands before the first sign: the first two words of `Protokoll schreiben (bis Mai)`."""
_MARKS = "*_,.:"
_LONG = 6
"""Letters of a word that has the same meaning behind another one: `gefangen`, `angefangen`."""
_FEWEST = 2
"""Words of a text that ends with a deed: one alone is a title as often."""


def says_deed(text: str, language: str) -> bool:
    """Whether `text` begins with what is to be done, `Write the tests`, not `Update from the chairs`, or ends with it in a language
    that puts it there.
    """
    text = _without_condition(text[:_FAR], language)
    first, then = (*text.casefold().split(maxsplit=2), "", "")[:2]
    deeds, endings, others, not_before = _front(language)
    first = first.strip(_MARKS)
    is_deed = first in deeds or (first.endswith(endings) and first not in others)
    return (is_deed and then not in not_before) or _ends_with_deed(text, language)


def _without_condition(text: str, language: str) -> str:
    """What stands behind a condition: `If time allows, order tar`."""
    before, comma, behind = text.partition(", ")
    is_condition = comma and before.partition(" ")[0].casefold() in words(language).deeds.conditions
    return behind if is_condition else text


def _ends_with_deed(text: str, language: str) -> bool:
    """Whether the last word of the first part of `text` is an infinitive: it has a small letter, where nouns have a capital one."""
    deeds = words(language).deeds
    if not deeds.last or not (part := _FIRST_PART.match(text.strip("*_ "))):
        return False
    said = part[0].strip("*_, -").split()
    last = said[-1] if len(said) >= _FEWEST else ""
    is_other = last in deeds.others or last.endswith(tuple(each for each in deeds.others if len(each) >= _LONG))
    return last.islower() and last.endswith(deeds.last) and not is_other


def are_deeds(bullets: Sequence[str], language: str) -> bool:
    """Whether nearly all of some bullets say what is to be done."""
    return bool(bullets) and are_most(sum(says_deed(each, language) for each in bullets), len(bullets))


def has_own_deeds(language: str) -> bool:
    """Whether the words for what is to be done are known in `language`, and not only in English."""
    own, english = words(language).deeds, words().deeds
    return len(own.front) > len(english.front) or bool(own.endings)


@cache
def _front(language: str) -> tuple[frozenset[str], tuple[str, ...], frozenset[str], frozenset[str]]:
    """The words for deeds at the front, how others end, the nouns that end so too, and what makes a word the name of a thing."""
    deeds = words(language).deeds
    return frozenset(deeds.front), deeds.endings, frozenset(deeds.others), frozenset(deeds.not_before)
