"""Issues that items have by what their markers keep: fingerprints of wordings, and keys."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.core.issues import marker
from bot.core.issues.matching.claims import Claims
from bot.core.issues.matching.families import origins, root_key
from bot.core.issues.matching.owned import Owned
from bot.core.issues.matching.wordings import fingerprints, owner_digests, same_numbers, word_digests
from bot.core.items.meeting import wording_of
from bot.core.model.notes import Item


def nearest_items(items: Sequence[Item], issues: Sequence[Owned]) -> dict[int, Item]:
    """Number → the item that has a wording that is in the issue's marker; the nearest of several.

    Those of the marker's owners come first, then those with most of its wordings, then one that has no issue yet.
    """
    marked = {fingerprint for issue in issues for fingerprint in issue.marker.wordings}
    by_fingerprint: dict[str, list[tuple[Item, frozenset[str]]]] = defaultdict(list)
    for item in items if marked else ():
        words = {one.fingerprint: one for one in map(wording_of, item.lines)}
        for fingerprint in words.keys() & marked:
            by_fingerprint[fingerprint].append((item, frozenset(word_digests(words[fingerprint]))))
    served: set[str] = set()
    found: dict[int, Item] = {}
    for issue in issues:
        known = issue.marker.wordings.items()
        # Equal words may have links to different issues behind them: then they are no evidence.
        same = (
            item for one, words in known for item, said in by_fingerprint[one] if same_numbers(said, frozenset(words))
        )
        if sayers := {item.id: item for item in same}:
            nearest = max(sayers.values(), key=lambda item: (_kinship(item, issue), item.id not in served, item.id))
            served.add(nearest.id)
            found[issue.issue.number] = nearest
    return found


def _kinship(item: Item, issue: Owned) -> tuple[bool, bool, bool, int]:
    """How near an item of the marker's words is: opened for it, in its series, of its owners, most of its wordings."""
    return (
        root_key(issue) == item.id,
        issue.marker.series == marker.digest(item.series),
        issue.marker.owners == owner_digests(item),
        len(issue.marker.wordings.keys() & set(fingerprints(item))),
    )


def by_memory(items: Iterable[Item], claims: Claims, nearest: Mapping[int, Item]) -> None:
    """A wording that a marker learned goes on an item of the issue that is gone since, or was there before it.

    An issue got a line by its number or its place: from then on its marker says that both are one piece of work, whichever
    of them is nearer to the marker now.
    """
    learned: dict[str, list[int]] = defaultdict(list)
    for number in nearest:
        for fingerprint in claims.issues[number].marker.wordings:
            learned[fingerprint].append(number)
    for item in claims.without_issue(items) if learned else ():
        said = {one.fingerprint: frozenset(word_digests(one)) for one in map(wording_of, item.lines)}
        for number in sorted({number for one in said for number in learned.get(one, ())}):
            holder, known = nearest[number], claims.issues[number].marker.wordings
            new = said.keys() & known.keys() - set(fingerprints(holder))
            apart = _gone_before(holder, item) or _gone_before(item, holder)
            if apart and any(same_numbers(said[one], frozenset(known[one])) for one in new):
                claims.homes[item.id] = holder.id
                break


def _gone_before(old: Item, new: Item) -> bool:
    """Whether an item stood for the last time before another stood for the first time."""
    return (old.newest.note_date or date.max) < (new.first.note_date or date.min)


def by_key(items: Iterable[Item], claims: Claims) -> None:
    """Issues of one key were opened for one item, and it has all of them, also those whose markers have old words only."""
    by_id = {item.id: item for item in items}
    held = ((origin, holder) for number, holder in claims.holders.items() for origin in origins(claims.issues[number]))
    holders = dict(held) if claims.lineless else {}
    for issue in claims.lineless:
        if holder := next((holders[origin] for origin in origins(issue) if origin in holders), None):
            claims.give(by_id[holder], [issue.issue.number])
