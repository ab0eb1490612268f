"""Which item has which issue: the evidence of each kind, the surest first.

The order is that of the decision on identity: the number of an issue in the line, a fingerprint in its marker, the place in two
versions of one note, and last the likeness of words.
"""

from collections.abc import Sequence
from datetime import date

from bot.core.issues.matching.by_likeness import by_likeness, by_version
from bot.core.issues.matching.by_marker import by_key, by_memory, nearest_items
from bot.core.issues.matching.by_number import by_number
from bot.core.issues.matching.claims import Claims
from bot.core.issues.matching.owned import Owned
from bot.core.issues.matching.versions import Surroundings
from bot.core.model.notes import Item


def certain(items: Sequence[Item], issues: Sequence[Owned], repository: str) -> Claims:
    """The issues that items have by number or fingerprint."""
    claims = Claims({issue.issue.number: issue for issue in issues})
    nearest = nearest_items(items, issues)
    by_number(items, claims, nearest, repository)
    for number, item in nearest.items():
        if _is_left_behind(item, claims.issues[number]):
            claims.left_behind[number] = item
        else:
            claims.give(item, [number])
    by_memory(items, claims, nearest)
    by_key(items, claims)
    return claims


def settle(claims: Claims, items: Sequence[Item], around: Surroundings) -> None:
    """Add the issues that items have by their place or the likeness of their words."""
    if claims.lineless:
        by_version(claims.without_issue(items), claims, around)
        by_likeness(claims.without_issue(items), claims, around)
    for number, item in claims.left_behind.items():
        claims.give(item, [number])
        if (holder := claims.holders[number]) != item.id and item.id not in claims.by_item:
            claims.homes.setdefault(item.id, holder)


def _is_left_behind(item: Item, issue: Owned) -> bool:
    """Whether the issue had a line of a newer note when it was last written, and no line there has its words any more."""
    return bool(issue.marker.day) and str(item.newest.note_date or date.max) < issue.marker.day
