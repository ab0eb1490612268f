"""Issues that items have by a number in their lines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.issues.matching.claims import Claims
from bot.core.issues.matching.mentions import named, own_numbers
from bot.core.issues.matching.wordings import likeness
from bot.core.items.issue_suffix import number_at_end
from bot.core.items.meeting import said_in
from bot.core.model.notes import Item


@dataclass(frozen=True, slots=True)
class _Named:
    """An item whose newest line names the number of an issue; `rank` is how like the words are, `holder` the item that has them."""

    rank: float
    number: int
    item: Item
    holder: Item | None


def by_number(items: Iterable[Item], claims: Claims, nearest: Mapping[int, Item], repository: str) -> None:
    """Give the items the issues that their newest lines name as their own. Where several lines of one
    meeting name one, the likest has it; those of several meetings are one item.
    """
    known: dict[int, list[Item]] = defaultdict(list)
    for found in sorted(_named(items, claims, nearest, repository), key=lambda each: (-each.rank, each.number)):
        others = known[found.number]
        if all(_gone(other, found.item) or _gone(found.item, other) for other in others):
            holder = others[0] if others and found.holder is None else found.holder
            _settle(found.item, found.number, holder, claims)
            others.append(found.item)


def _named(items: Iterable[Item], claims: Claims, nearest: Mapping[int, Item], repository: str) -> Iterator[_Named]:
    """Issues of Duly's that a line names as its own, or names and is like. Any other number is a reference, and so is one of an
    issue whose own line stands in the same meeting or a newer one.
    """
    with_issue = {item.id for item in nearest.values()}
    for item in items:
        for number in sorted(named(item.newest, repository) & claims.issues.keys()):
            evidence = likeness(item.newest, claims.issues[number])
            holder = nearest.get(number)
            at_end = number == number_at_end(said_in(item.newest))
            if at_end and holder is not item and item.id in with_issue:
                continue
            is_own = evidence.same or number in own_numbers(item.newest, repository)
            if is_own and (holder is None or holder is item or _gone(holder, item)):
                yield _Named(evidence.rank, number, item, holder)


def _gone(holder: Item, item: Item) -> bool:
    """Whether the line that an issue had is gone where a line with its number stands: from newer notes, or from the list."""
    before, now = holder.newest, item.newest
    if before.note_date == now.note_date:
        return now.listed and not before.listed
    return (before.note_date or date.max) < (now.note_date or date.min)


def _settle(item: Item, number: int, holder: Item | None, claims: Claims) -> None:
    if holder is None or holder is item:
        claims.give(item, [number])
    elif item.id not in claims.by_item:
        claims.homes[item.id] = holder.id
