"""Which item has which issue: the evidence of each kind, the surest first.

The order is that of the decision on identity: the number of an issue in the line, a fingerprint in its marker, the place in two
versions of one note, and last the likeness of words. One issue has one item; an item may have several issues.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.core.issues import marker
from bot.core.issues.matching.families import Family, families, origins, root_key
from bot.core.issues.matching.mentions import named, own_numbers
from bot.core.issues.matching.owned import Owned
from bot.core.issues.matching.versions import Surroundings
from bot.core.issues.matching.wordings import fingerprints, likeness, owner_digests, same_numbers, word_digests
from bot.core.items.evidence import Evidence
from bot.core.items.issue_suffix import number_at_end
from bot.core.items.meeting import said_in, wording_of
from bot.core.items.similarity import Index
from bot.core.model.notes import Item


@dataclass(slots=True)
class Claims:
    """The issues of each item as far as they are settled.

    `homes`: item → the item that it is a part of. The lines do not say so, but an issue does: by its number in the newer line,
    or by a wording that its marker learned.
    """

    issues: Mapping[int, Owned]
    by_item: dict[str, list[Owned]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """By what an item got an issue whose wordings it did not have."""
    holders: dict[int, str] = field(default_factory=dict)
    """Number → the id of the item that has the issue."""
    left_behind: dict[int, Item] = field(default_factory=dict)
    """Number → the item that has the issue unless the line of a newer note, which the issue had last, was edited."""

    def give(self, item: Item, numbers: Iterable[int], evidence: Evidence | None = None) -> None:
        """Settle that issues are an item's, as far as they have none yet."""
        for number in numbers:
            if number not in self.holders:
                self.holders[number] = item.id
                self.by_item[item.id].append(self.issues[number])
                if evidence:
                    self.evidence[item.id] = evidence

    def without_issue(self, items: Iterable[Item]) -> list[Item]:
        """Those of `items` that have none, neither their own nor that of an item they are a part of."""
        return [item for item in items if item.id not in self.by_item and item.id not in self.homes]

    @property
    def lineless(self) -> list[Owned]:
        """The issues that no item has, in the order of their numbers."""
        return [issue for number, issue in self.issues.items() if number not in self.holders]


def certain(items: Sequence[Item], issues: Sequence[Owned], repository: str) -> Claims:
    """The issues that items have by number or fingerprint."""
    claims = Claims({issue.issue.number: issue for issue in issues})
    nearest = _nearest(items, issues)
    _by_number(items, claims, nearest, repository)
    for number, item in nearest.items():
        if _is_left_behind(item, claims.issues[number]):
            claims.left_behind[number] = item
        else:
            claims.give(item, [number])
    _by_memory(items, claims, nearest)
    _by_key(items, claims)
    return claims


def settle(claims: Claims, items: Sequence[Item], around: Surroundings) -> None:
    """Add the issues that items have by their place or the likeness of their words."""
    if claims.lineless:
        _by_version(claims.without_issue(items), claims, around)
        _by_likeness(claims.without_issue(items), claims, around)
    for number, item in claims.left_behind.items():
        claims.give(item, [number])
        if (holder := claims.holders[number]) != item.id and item.id not in claims.by_item:
            claims.homes.setdefault(item.id, holder)


# --- fingerprints


def _nearest(items: Sequence[Item], issues: Sequence[Owned]) -> dict[int, Item]:
    """Number → the item that has a wording that is in the issue's marker; of several the nearest.

    Those of the marker's owners come first, then those with most of its wordings, then one that has no issue yet.
    """
    marked = {fingerprint for issue in issues for fingerprint in issue.marker.wordings}
    by_print: dict[str, list[tuple[Item, frozenset[str]]]] = defaultdict(list)
    for item in items if marked else ():
        words = {one.fingerprint: one for one in map(wording_of, item.lines)}
        for fingerprint in words.keys() & marked:
            by_print[fingerprint].append((item, frozenset(word_digests(words[fingerprint]))))
    served: set[str] = set()
    found: dict[int, Item] = {}
    for issue in issues:
        known = issue.marker.wordings.items()
        # Equal words may have links to different issues behind them: then they are no evidence.
        same = (
            item for print_, words in known for item, said in by_print[print_] if same_numbers(said, frozenset(words))
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
        issue.marker.series == marker.short(item.series),
        issue.marker.owners == owner_digests(item),
        len(issue.marker.wordings.keys() & set(fingerprints(item))),
    )


def _is_left_behind(item: Item, issue: Owned) -> bool:
    """Whether the issue had a line of a newer note when it was last written, and no line there has its words any more."""
    return bool(issue.marker.day) and str(item.newest.note_date or date.max) < issue.marker.day


def _by_memory(items: Iterable[Item], claims: Claims, nearest: Mapping[int, Item]) -> None:
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


def _by_key(items: Iterable[Item], claims: Claims) -> None:
    """Issues of one key were opened for one item, and it has all of them, also those whose markers have old words only."""
    by_id = {item.id: item for item in items}
    held = ((origin, holder) for number, holder in claims.holders.items() for origin in origins(claims.issues[number]))
    holders = dict(held) if claims.lineless else {}
    for issue in claims.lineless:
        if holder := next((holders[origin] for origin in origins(issue) if origin in holders), None):
            claims.give(by_id[holder], [issue.issue.number])


# --- numbers


def _by_number(items: Iterable[Item], claims: Claims, nearest: Mapping[int, Item], repository: str) -> None:
    """The number of an issue of Duly's that the item's newest line names as its own, or names and is like; of several lines of
    one meeting the likest has the issue, those of several meetings are one. Any other number is a reference, and so is one of an
    issue whose own line stands in the same meeting or a newer one.
    """
    with_issue = {item.id for item in nearest.values()}
    found = []
    for item in items:
        for number in sorted(named(item.newest, repository) & claims.issues.keys()):
            evidence = likeness(item.newest, claims.issues[number])
            holder = nearest.get(number)
            at_end = number == number_at_end(said_in(item.newest))
            if at_end and holder is not item and item.id in with_issue:
                continue
            is_own = evidence.same or number in own_numbers(item.newest, repository)
            if is_own and (holder is None or holder is item or _gone(holder, item)):
                found.append((evidence.rank, -number, item, holder))
    known: dict[int, list[Item]] = defaultdict(list)
    for _, negative, item, holder in sorted(found, key=lambda claim: claim[:2], reverse=True):
        others = known[-negative]
        if all(_gone(other, item) or _gone(item, other) for other in others):
            _settle_number(item, -negative, others[0] if others and holder is None else holder, claims)
            others.append(item)


def _gone(holder: Item, item: Item) -> bool:
    """Whether the line that an issue had is gone where a line with its number stands: from newer notes, or from the list."""
    before, now = holder.newest, item.newest
    if before.note_date == now.note_date:
        return now.listed and not before.listed
    return (before.note_date or date.max) < (now.note_date or date.min)


def _settle_number(item: Item, number: int, holder: Item | None, claims: Claims) -> None:
    if holder is None or holder is item:
        claims.give(item, [number])
    elif item.id not in claims.by_item:
        claims.homes[item.id] = holder.id


# --- place and likeness


Candidate = tuple[Evidence, Item, Family]


def _by_version(items: Sequence[Item], claims: Claims, around: Surroundings) -> None:
    """A line that was another one in an earlier version of its note, whose issue has no line any more."""
    by_print = {print_: family for family in families(claims.lineless) for print_ in family.wordings}
    for item in items:
        for came in filter(None, map(around.came, item.lines)):
            prints = (wording_of(line).fingerprint for line in came.before)
            family = next((by_print[print_] for print_ in prints if print_ in by_print), None)
            if came.evidence.same and family and _may_follow(item, family):
                claims.give(item, family.numbers, came.evidence)


def _by_likeness(items: Sequence[Item], claims: Claims, around: Surroundings) -> None:
    """The lineless issue whose words a line is most like, one to one."""
    candidates = [one for one in likely(items, families(claims.lineless), around) if one[0].same]
    taken: set[int] = set()
    for evidence, item, family in candidates:
        if item.id not in claims.by_item and taken.isdisjoint(family.numbers):
            taken.update(family.numbers)
            claims.give(item, family.numbers, evidence)


def likely(items: Iterable[Item], lineless: Iterable[Family], around: Surroundings) -> list[Candidate]:
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
    """Of those that share words with a line so many are looked at."""

    def __init__(self, lineless: Iterable[Family]) -> None:
        self._known = list(lineless)
        self._words = Index()
        self._by_print: dict[str, int] = {}
        self._by_place: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, family in enumerate(self._known):
            for words in family.words:
                self._words.add(number, words)
            self._by_print |= dict.fromkeys(family.wordings, number)
            for place in {issue.marker.around for issue in family.issues if issue.marker.around}:
                self._by_place[place].append(number)

    def near(self, item: Item, around: Surroundings) -> Iterator[tuple[Family, bool]]:
        """The issues that may be an item's, and whether it stands where their line stood."""
        placed = set(self._placed(item, around))
        for number in sorted(placed.union(self._words.near(word_digests(wording_of(item.newest)), self.NEAREST))):
            yield self._known[number], number in placed

    def _placed(self, item: Item, around: Surroundings) -> Iterator[int]:
        came = around.came(item.newest)
        if came:
            prints = (wording_of(line).fingerprint for line in came.before)
            yield from (self._by_print[each] for each in prints if each in self._by_print)
        elif self._by_place:
            yield from self._by_place.get(around.beside(item), ())


def _evidence(item: Item, family: Family, around: Surroundings, *, placed: bool) -> Evidence:
    came = around.came(item.newest)
    if came and not family.wordings.isdisjoint(wording_of(line).fingerprint for line in came.before):
        # The line itself has more words than the marker keeps.
        return came.evidence
    found = (likeness(item.newest, issue, placed=placed) for issue in family.issues)
    return max(found, key=lambda evidence: (evidence.same, evidence.rank))


def _may_follow(item: Item, family: Family) -> bool:
    """Whether an item may be that of an issue without a line: listed since then, and not done and open again in other words."""
    day = item.newest.note_date
    newest = family.newest.marker
    if day is None or str(day) < (newest.day or newest.meeting):
        return False
    if newest.series != marker.short(item.series):
        return False
    return newest.applied.open or not item.newest.open
