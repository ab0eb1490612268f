"""Numbers, ids and links of two lines: those that both are about, and those that speak against one piece of work."""

from bot.core.items.comparing.side import Side
from bot.core.items.comparing.spelling import same_id
from bot.core.items.words import Overlap

_MOST_IDS = 200
"""Numbers, versions and ids of two lines whose spellings are compared, each with each."""

_MANY = 3.0
"""Equal words, by weight, from which another link in the same place is a correction, or the link of this time."""


def front_of_both(one: Side, other: Side) -> str:
    """The number or id that both lines are about; empty where they are about two or stand in two repositories."""
    if not one.front or one.front != other.front:
        return ""
    if one.front[0] != "#":
        return one.front
    left, right = (_repositories(side.said.hard, one.front) for side in (one, other))
    if left and right and not any(_same_repository(each, other) for each in left for other in right):
        return ""
    return one.front


def _repositories(hard: frozenset[str], front: str) -> frozenset[str]:
    """The repositories of a number in front, as far as the line says."""
    return frozenset(filter(None, (token.partition("#")[0] for token in hard if token.endswith(front))))


def _same_repository(one: str, other: str) -> bool:
    """Whether two names are one repository's: its owner may be left out."""
    if "/" in one and "/" in other:
        return one == other
    return one.rpartition("/")[2] == other.rpartition("/")[2]


def clash(one: Side, other: Side, shared: Overlap, *, placed: bool, moved: bool) -> tuple[str, ...]:
    """Numbers, versions and links of which neither side has all of the other's; () where nothing clashes.

    Gaining one is normal. The numbers of a list say nothing where the words are equal; a changed link behind the same words
    is a correction where the line stands in its place.
    """
    equal = not shared.changed
    left, right = _firm(one, other, equal=equal), _firm(other, one, equal=equal)
    hidden = placed and one.said.normal == other.said.normal
    left, right = (
        _without_twins(left, right - left, moved=moved),
        _without_twins(right, left - right, moved=moved),
    )
    if not (left <= right or right <= left) and not hidden:
        return tuple(sorted(left ^ right))
    pages = one.said.pages, other.said.pages
    corrected = hidden or (placed and equal and shared.kept >= _MANY)
    if all(pages) and pages[0].isdisjoint(pages[1]) and not corrected:
        return tuple(sorted(pages[0] | pages[1]))
    return ()


def _without_twins(some: frozenset[str], others: frozenset[str], *, moved: bool) -> frozenset[str]:
    """Those of `some` that are not one of `others` in another spelling. Where there are very many, each counts as it is written.

    `moved`: in one place or note a repository may have been handed to another owner.
    """
    if not others or len(some) + len(others) > _MOST_IDS:
        return some
    return frozenset(token for token in some if not any(same_id(token, twin, moved=moved) for twin in others))


def _firm(side: Side, other: Side, *, equal: bool) -> frozenset[str]:
    """What of a side may clash. The number of its issue at its end does so only with another one there."""
    counts = equal and (side.numbered or side.said.labelled)
    firm = side.said.hard - side.said.counted if counts else side.said.hard
    number = side.said.number
    if number is None or other.said.number not in {None, number}:
        return firm
    return frozenset(token for token in firm if not token.endswith(f"#{number}"))
