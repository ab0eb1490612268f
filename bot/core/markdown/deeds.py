"""Lines that begin with what is to be done: `Write the tests`."""

from collections.abc import Sequence
from functools import cache

from bot.core.text.most import are_most
from bot.core.words import words


def begins_with_deed(text: str, language: str) -> bool:
    """Whether `text` begins with what is to be done: `Write the tests`, not `Update from the chairs`."""
    first, then = (*text[:80].casefold().split(maxsplit=2), "", "")[:2]
    deeds, not_before = _deeds(language)
    return first.strip("*_,.:") in deeds and then not in not_before


@cache
def _deeds(language: str) -> tuple[frozenset[str], frozenset[str]]:
    work = words(language).work
    return frozenset(work.deeds), frozenset(work.not_deed_before)


def are_deeds(bullets: Sequence[str], language: str) -> bool:
    """Whether most of some bullets begin with what is to be done."""
    return bool(bullets) and are_most(sum(begins_with_deed(each, language) for each in bullets), len(bullets))
