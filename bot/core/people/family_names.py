"""People in front of what they do, in scripts without capitals: known by their family names where a whole list has them."""

import re
from collections.abc import Sequence
from functools import cache

from bot.core.people.stop_words import stop_words
from bot.core.words import words
from bot.core.words.phrases import literally

_ENOUGH = 3
"""Lines, and different people, from which a list is one of people."""
_SHORT = 2
"""Characters of the shortest names."""
_JOINED = re.compile(r"[、,，/&和\s]+")


def in_front(lines: Sequence[str], language: str) -> frozenset[str]:
    """The names in front of a colon or in brackets, in lists of which each line begins with one: `- 王宁：写文档`, `- （王宁）写文档`.

    A single line may begin with the name of a part: `- 方案：…`.
    """
    if not words(language).owners.family:
        return frozenset()
    found: set[str] = set()
    run: list[str] = []
    count = 0
    for line in (*(line for line in lines if line.strip()), ""):
        said = _front(language).match(line)
        names = [said["name"], *filter(None, _JOINED.split(said["more"]))] if said else []
        if names and stop_words(language).not_names.isdisjoint(names):
            run += names
            count += 1
            continue
        found |= set(run) if count >= _ENOUGH and _are_people(set(run)) else set()
        run, count = [], 0
    return frozenset(found)


def _are_people(names: set[str]) -> bool:
    """Whether half of the names have a given name of two characters: all shorter ones may be words, as `程序` and `方案` are."""
    whole = sum(len(name) > _SHORT for name in names)
    return len(names) >= _ENOUGH and whole * 2 >= len(names)


@cache
def _front(language: str) -> re.Pattern[str]:
    name = rf"{literally(words(language).owners.family)}[^\W\d_a-zA-Z]{{1,2}}"
    return re.compile(
        rf"\s*(?:[-*+•]|\d{{1,2}}[.)、])\s*(?:\[[ xX]\]\s*)?[*_]*[(（\[【]?(?P<name>{name})(?P<more>(?:{_JOINED.pattern}{name}){{0,4}})[*_]*\s?[:：)）\]】]"
    )
