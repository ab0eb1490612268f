"""Which issue is an item's: by the surest evidence there is, one to one, never by title or search."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.issues import marker
from bot.core.issues.marker import Marker
from bot.core.items.issue_suffix import number_at_end, without_number
from bot.core.items.meeting import said_in, wording_of
from bot.core.items.similarity import ALIKE, ENOUGH_WORDS, Index, Wording, jaccard, wording
from bot.core.model.issues import Issue
from bot.core.model.notes import Item, Line

_TRACKED = re.compile(r"(?:tracked (?:in|at|by)|moved to|→|->)\s*:?\s*\[?\S*$", re.IGNORECASE)

MOST_WORDS = 100
"""Words of a wording that a marker remembers: a body has room for 65,536 characters in all."""


@dataclass(frozen=True, slots=True)
class Owned:
    """An issue of Duly's with its marker."""

    issue: Issue
    marker: Marker

    def ends(self, number: int | None, words: str) -> bool:
        """Whether carrying put this number behind these words: it is the issue's, and they are a wording of it."""
        return number in {self.issue.number, self.linked_to} and wording(words).fingerprint in self.marker.wordings

    @property
    def written_in(self) -> bool:
        """A person wrote in it: a comment, or in its body."""
        _, part, rest = marker.split(self.issue.body)
        touched = part is None or marker.part_digest(part) != self.marker.applied.part
        return bool(self.issue.comments) or touched or bool(rest.strip())

    @property
    def linked_to(self) -> int | None:
        """The person's issue in which its item is followed. Whoever reopens this one takes that back."""
        return None if self.issue.open else self.marker.link

    @property
    def merged_into(self) -> int | None:
        """The issue of Duly's in which its item is followed. Whoever reopens this one takes that back."""
        return None if self.issue.open else self.marker.merged_into

    @property
    def taken_back(self) -> bool:
        """Its item was followed elsewhere until somebody reopened it."""
        return self.issue.open and (self.marker.link, self.marker.merged_into) != (None, None)


@dataclass(frozen=True, slots=True)
class Match:
    """An item's issues. `current` is the one that follows its state, `twins` are others of the same piece of work."""

    current: Owned | None = None
    twins: tuple[Owned, ...] = ()
    linked: int | None = None
    """A person's issue that a line names as its own, or that a person said by `/link`."""
    left: Owned | None = None
    """The issue of Duly's that a person's took the place of by `/link`, with leave to close that one."""
    released: Owned | None = None
    """The issue that a person said by `/release` to be left alone, and the item with it."""
    merged: int | None = None
    """The issue of Duly's, perhaps of another item, that a person said to be the one of this work."""
    issues: tuple[Owned, ...] = ()
    """All of the item's issues of Duly's, those that were merged into others too."""

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all of them."""
        return frozenset(issue.issue.number for issue in self.issues)


def owned(issues: Iterable[Issue], writers: Iterable[str]) -> tuple[Owned, ...]:
    """The issues whose marker counts: written by one of `writers` and readable. Lowest number first."""
    trusted = {login.casefold() for login in writers}
    found = []
    for issue in sorted(issues, key=lambda issue: issue.number):
        read = marker.read(issue.body) if issue.author.casefold() in trusted else None
        if read:
            found.append(Owned(issue, read))
    return tuple(found)


def match(items: Sequence[Item], issues: Sequence[Owned], repository: str) -> dict[str, Match]:
    """Item id → its issues. Every issue goes to one item at most; to one that is only reported goes none."""
    shown = {item.id: Match() for item in items if item.reported}
    items = [item for item in items if not item.reported]
    by_item: dict[str, list[Owned]] = defaultdict(list)
    free = {issue.issue.number: issue for issue in issues}

    def settle(pairs: Iterable[tuple[str, int]]) -> None:
        for item, number in pairs:
            if number in free:
                by_item[item].append(free.pop(number))

    settle(_by_number(items, free, repository))
    settle(_by_fingerprint(items, free))
    settle(pair for pair in _by_likeness(items, free) if pair[0] not in by_item)
    ours = {issue.issue.number: issue for issue in issues}
    forward = {number: root for number in ours if (root := _survivor(ours, number)) is not None}
    found = {
        item.id: _match(by_item.get(item.id, ()), linked_number(item, repository, ours), forward) for item in items
    }
    return found | shown


def _survivor(issues: Mapping[int, Owned], number: int) -> int | None:
    """The issue that one was merged into, at the end of the chain; None where it was not, or that issue is gone."""
    at, seen = number, {number}
    while (into := issues[at].merged_into) is not None and into in issues:
        if into in seen:
            return None  # people reopened and closed until it went in a circle: then nothing is merged
        at = into
        seen.add(at)
    return at if at != number else None


def _match(issues: Sequence[Owned], linked: int | None, forward: Mapping[int, int]) -> Match:
    """The current issue is the last of the chain of `after`."""
    if not issues:
        return Match(linked=linked)
    everything = tuple(issues)
    continued = {issue.marker.after for issue in issues}
    last = [issue for issue in issues if issue.issue.number not in continued and issue.marker.duplicate_of is None]
    ends = [issue for issue in last if issue.issue.number not in forward]
    if last and not ends:
        return Match(merged=forward[min(last, key=lambda issue: issue.issue.number).issue.number], issues=everything)
    if released := next((end for end in ends if end.marker.released), None):
        return Match(released=released, issues=everything)
    if left := next((end for end in ends if end.linked_to), None):
        return Match(linked=left.linked_to, left=left, issues=everything)
    current = _kept(sorted(ends or issues, key=lambda issue: issue.issue.number))
    twins = tuple(sorted((o for o in ends if o is not current), key=lambda issue: issue.issue.number))
    return Match(current, twins, issues=everything)


def _kept(ends: Sequence[Owned]) -> Owned:
    """Of two issues of one item the lower number, unless a person closed it and not the one that somebody wrote in."""
    first, *others = ends
    if first.issue.open or not first.marker.applied.open:
        return first
    as_duplicate = first.issue.state_reason == "duplicate"
    return next((other for other in others if other.written_in or as_duplicate), first)


Pairs = Iterator[tuple[str, int]]


def _by_number(items: Sequence[Item], free: Mapping[int, Owned], repository: str) -> Pairs:
    """The number of an issue of Duly's that the item's newest line names as its own, or names and is like.

    Any other number is a mere reference ("blocked by #12"), and so is one of an issue whose wording another item has.
    """
    sayers: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for fingerprint in fingerprints(item):
            sayers[fingerprint].add(item.id)
    for item in items:
        own = set(_own_numbers(item.newest, repository))
        for number in sorted(named(item.newest, repository) & free.keys()):
            if number not in own and not _like(item, free[number]) and not _carries(item, free[number]):
                continue
            others = {other for known in free[number].marker.wordings for other in sayers[known]} - {item.id}
            if not others:
                yield item.id, number


def _by_fingerprint(items: Sequence[Item], free: Mapping[int, Owned]) -> Pairs:
    """A wording that a marker remembers; of several items that of the marker's owners, then the one with most of it."""
    by_print: dict[str, list[tuple[Item, frozenset[str]]]] = defaultdict(list)
    for item in items:
        for fingerprint, said in {one.fingerprint: one for one in map(wording_of, item.lines)}.items():
            by_print[fingerprint].append((item, frozenset(word_digests(said))))
    served: set[str] = set()
    for number, issue in tuple(free.items()):
        known = issue.marker.wordings.items()
        # Equal words may have links to different issues behind them: then they are no evidence.
        same = (item for print_, words in known for item, said in by_print[print_] if _hard(said, frozenset(words)))
        if sayers := {item.id: item for item in same}:
            # Each issue goes to its nearest item; of equally near ones to one that has none yet.
            nearest = max(sayers.values(), key=lambda item: (_kinship(item, issue), item.id not in served, item.id))
            served.add(nearest.id)
            yield nearest.id, number


def _by_likeness(items: Sequence[Item], free: Mapping[int, Owned]) -> Pairs:
    """The only issue without an item that is like only one item: a line reworded in its place.

    All items count as rivals, also those that have an issue, or the next run would judge otherwise.
    """
    index = Index()
    for number, issue in free.items():
        for words in issue.marker.wordings.values():
            index.add(number, words)
    near = ((item, number) for item in items for number in index.near(word_digests(wording_of(item.newest))))
    pairs = [(item.id, number) for item, number in near if _like(item, free[number])]
    of_item, of_issue = (Counter(side) for side in zip(*pairs, strict=True)) if pairs else (Counter(), Counter())
    return (pair for pair in pairs if of_item[pair[0]] == of_issue[pair[1]] == 1)


def _like(item: Item, issue: Owned) -> bool:
    said = frozenset(word_digests(wording_of(item.newest)))
    if len(said) < ENOUGH_WORDS:
        return False
    for known in issue.marker.wordings.values():
        words = frozenset(known)
        if len(words) < ENOUGH_WORDS or not _hard(said, words):
            continue
        if jaccard(said, words) >= ALIKE or said <= words or words <= said:
            return True
    return False


def _carries(item: Item, issue: Owned) -> bool:
    """The item's words end with the issue's number and are, without it, a wording of the issue."""
    said = said_in(item.newest)
    return issue.ends(number_at_end(said), without_number(said))


def _hard(one: frozenset[str], other: frozenset[str]) -> bool:
    """Hard tokens are hashed with a mark of their own, so that they keep their veto."""
    left, right = ({word for word in side if word.startswith("#")} for side in (one, other))
    return left <= right or right <= left


@lru_cache(maxsize=16384)
def word_digests(said: Wording) -> tuple[str, ...]:
    """The content words of a wording, hashed; hard tokens with `#` in front."""
    soft = sorted(marker.short(word, 6) for word in said.content)[:MOST_WORDS]
    return (*soft, *sorted("#" + marker.short(token, 6) for token in said.hard)[:MOST_WORDS])


def fingerprints(item: Item) -> tuple[str, ...]:
    """Of every wording the item has had, oldest first."""
    return tuple(dict.fromkeys(wording_of(line).fingerprint for line in item.lines))


def owner_digests(item: Item) -> tuple[str, ...]:
    """Who the item's newest line names, hashed."""
    return tuple(sorted(marker.short(owner.casefold(), 8) for owner in item.newest.owners))


def _kinship(item: Item, issue: Owned) -> tuple[bool, bool, bool, int]:
    """How near an item of the marker's words is: opened for it, in its series, of its owners, most of its wordings."""
    return (
        issue.marker.key.split(".")[0] == item.id,
        issue.marker.series == marker.short(item.series),
        issue.marker.owners == owner_digests(item),
        len(issue.marker.wordings.keys() & set(fingerprints(item))),
    )


def linked_number(item: Item, repository: str, ours: Iterable[int] = ()) -> int | None:
    """The issue of the tracker that the newest line names as its own, unless it is Duly's."""
    return next((number for number in _own_numbers(item.newest, repository) if number not in ours), None)


def _own_numbers(line: Line, repository: str) -> Iterator[int]:
    """Issues that a line names as its own: by the link that is its only sub-bullet, or after `tracked in`, `moved to`, an arrow.

    Any other link is a reference.
    """
    texts = [line.markdown] + ([line.details[0].markdown] if len(line.details) == 1 else [])
    for position, text in enumerate(texts):
        alone = position == 1 and not _links(repository).sub("", text).strip(" <>()[].:")
        for found in _links(repository).finditer(text):
            before = text[max(found.start() - 200, 0) : found.start()]
            if alone or _TRACKED.search(before):
                yield int(found.group(1))


def named(line: Line, repository: str) -> set[int]:
    """Numbers of the tracker's issues that a line and its sub-bullets name."""
    text = "\n".join((line.markdown, *(detail.markdown for detail in line.details if detail.box is None)))
    return numbers_in(text, repository)


def numbers_in(text: str, repository: str) -> set[int]:
    """Numbers of the tracker's issues that a text names."""
    return {int(found.group(1)) for found in _links(repository).finditer(text)}


def _links(repository: str) -> re.Pattern[str]:
    """A web address of an issue of `repository` (host left open: Enterprise Server), `owner/name#12`, or a bare `#12`."""
    name = re.escape(repository)
    return re.compile(rf"(?:https?://[^\s/)]+/{name}/issues/|{name}#|(?<![\w/&#])#)(\d{{1,9}})(?![\w/])", re.IGNORECASE)
