"""Words of which one on each side makes other work of two lines that are else alike: `open` and `close`, `left` and `right`."""

from bot.core.text.normalise import TOKEN
from bot.core.words import all_words

_GROUPS = [frozenset(group.split()) for group in all_words().identity.opposites]
_OPPOSITES = {word: frozenset().union(*(one for one in _GROUPS if word in one)) for group in _GROUPS for word in group}

Opposed = tuple[str, str]
"""A word that has an opposite, and the word in front of it; an empty text at the beginning."""


def with_opposites(text: str) -> frozenset[Opposed]:
    """The words of a normal form that have an opposite."""
    found = set()
    before = ""
    for word in TOKEN.findall(text):
        if word in _OPPOSITES:
            found.add((word, before))
        before = word
    return frozenset(found)


def opposites(one: frozenset[Opposed], other: frozenset[Opposed]) -> tuple[str, ...]:
    """A word of one side and the opposite that stands in its place on the other: at the beginning, or behind the same word.
    () where there is none.
    """
    if not one or not other:
        return ()
    left, right = ({word for word, _ in side} for side in (one, other))
    for word, before in sorted(one):
        if word not in right:
            for against in sorted(_OPPOSITES[word] - left):
                if (against, before) in other:
                    return word, against
    return ()
