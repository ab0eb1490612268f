"""Issues without a line that items get by their place in two versions of a note, or by the likeness of their words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.core.issues import marker
from bot.core.issues.matching.claims import Claims
from bot.core.issues.matching.families import Family, families
from bot.core.issues.matching.versions import Surroundings
from bot.core.issues.matching.wordings import likeness, word_digests
from bot.core.items.evidence import Evidence
from bot.core.items.meeting import wording_of
from bot.core.items.similarity import Index
from bot.core.model.notes import Item

Likely = tuple[Evidence, Item, Family]


def by_version(items: Sequence[Item], claims: Claims, around: Surroundings) -> None:
    """A line that was another one in an earlier version of its note, whose issue has no line any more."""
    by_fingerprint = {fingerprint: family for family in families(claims.lineless) for fingerprint in family.wordings}
    for item in items:
        for predecessor in filter(None, map(around.predecessor, item.lines)):
            fingerprints = (wording_of(line).fingerprint for line in predecessor.lines)
            family = next((by_fingerprint[each] for each in fingerprints if each in by_fingerprint), None)
            if predecessor.evidence.same and family and _may_follow(item, family):
                claims.give(item, family.numbers, predecessor.evidence)


def by_likeness(items: Sequence[Item], claims: Claims, around: Surroundings) -> None:
    """The lineless issue whose words a line is most like, one to one."""
    candidates = [one for one in likely(items, families(claims.lineless), around) if one[0].same]
    taken: set[int] = set()
    for evidence, item, family in candidates:
        if item.id not in claims.by_item and taken.isdisjoint(family.numbers):
            taken.update(family.numbers)
            claims.give(item, family.numbers, evidence)


def likely(items: Iterable[Item], lineless: Iterable[Family], around: Surroundings) -> list[Likely]:
    """Items and issues without a line that share words or a place, the likest first, with the evidence."""
    index = _Lineless(lineless)
    found = [
        (_evidence(item, family, around, placed=placed), item, family)
        for item in items
        for family, placed in index.near(item, around)
        if _may_follow(item, family)
    ]
    return sorted(found, key=lambda one: (-one[0].rank, one[2].numbers, one[1].id))


class _Lineless:
    """Issues without a line, to be found by their words and their places."""

    NEAREST = 12
    """So many of those that share words with a line are looked at."""

    def __init__(self, lineless: Iterable[Family]) -> None:
        self._known = list(lineless)
        self._words = Index()
        self._by_fingerprint: dict[str, int] = {}
        self._by_place: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, family in enumerate(self._known):
            for words in family.words:
                self._words.add(number, words)
            self._by_fingerprint |= dict.fromkeys(family.wordings, number)
            for place in {issue.marker.around for issue in family.issues if issue.marker.around}:
                self._by_place[place].append(number)

    def near(self, item: Item, around: Surroundings) -> Iterator[tuple[Family, bool]]:
        """The issues that may be an item's, and whether it stands where their line stood."""
        placed = set(self._placed(item, around))
        for number in sorted(placed.union(self._words.near(word_digests(wording_of(item.newest)), self.NEAREST))):
            yield self._known[number], number in placed

    def _placed(self, item: Item, around: Surroundings) -> Iterator[int]:
        predecessor = around.predecessor(item.newest)
        if predecessor:
            fingerprints = (wording_of(line).fingerprint for line in predecessor.lines)
            yield from (self._by_fingerprint[each] for each in fingerprints if each in self._by_fingerprint)
        elif self._by_place:
            yield from self._by_place.get(around.beside(item), ())


def _evidence(item: Item, family: Family, around: Surroundings, *, placed: bool) -> Evidence:
    predecessor = around.predecessor(item.newest)
    if predecessor and not family.wordings.isdisjoint(wording_of(line).fingerprint for line in predecessor.lines):
        # The line itself has more words than the marker keeps.
        return predecessor.evidence
    found = (likeness(item.newest, issue, placed=placed) for issue in family.issues)
    return max(found, key=lambda evidence: (evidence.same, evidence.rank))


def _may_follow(item: Item, family: Family) -> bool:
    """Whether an item may be that of an issue without a line: listed since then, and not done and open again in other words."""
    day = item.newest.note_date
    newest = family.newest.marker
    if day is None or str(day) < (newest.day or newest.meeting):
        return False
    if newest.series != marker.digest(item.series):
        return False
    return newest.applied.open or not item.newest.open
