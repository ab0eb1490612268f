"""Which issue is an item's: by the surest evidence there is, one to one, never by title or search."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.issues.matching.claims import Claims
from bot.core.issues.matching.mentions import linked_number
from bot.core.issues.matching.owned import Owned
from bot.core.items.evidence import Evidence
from bot.core.items.issue_suffix import number_at_end, without_number
from bot.core.items.similarity import wording
from bot.core.model.notes import Item


@dataclass(frozen=True, slots=True)
class Match:
    """An item's issues. `current` is the one that follows its state, `twins` are others of the same piece of work."""

    current: Owned | None = None
    twins: tuple[Owned, ...] = ()
    linked: int | None = None
    """A person's issue that a line names as its own, or that a person named by `/link`."""
    left: Owned | None = None
    """The issue of Duly's whose place a person's issue took by `/link`, with leave to close that one."""
    released: Owned | None = None
    """The issue, and with it the item, that a person excluded by `/release`."""
    merged: int | None = None
    """The issue of Duly's, perhaps of another item, that a person said to be the one of this work."""
    home: str | None = None
    """The item that this one is a part of, as an issue of that item says."""
    issues: tuple[Owned, ...] = ()
    """All of the item's issues of Duly's, those that were merged into others too."""
    evidence: Evidence | None = None
    """How the item got its issue where the marker does not have its words yet."""

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all of them."""
        return frozenset(issue.issue.number for issue in self.issues)

    def number_on(self, day: date | None) -> int | None:
        """The number of the issue in which the item was followed at the meeting of a day: an earlier one if it came back since."""
        if self.current is None:
            return self.linked
        issue, by_number = self.current, {issue.issue.number: issue for issue in self.issues}
        while day and str(day) < issue.marker.meeting and issue.marker.after in by_number:
            issue = by_number[issue.marker.after]
        return issue.issue.number

    def is_own(self, number: int, said: str) -> bool:
        """Whether the `number` that ends the words `said` names one of the item's issues.

        Words that ended with this very number when an issue was opened are about it. Words that did not are the item's without it.
        """
        if number in self.numbers:
            return not self._has(said)
        return number_at_end(said) == number and not self._has(said) and self._has(without_number(said))

    def _has(self, said: str) -> bool:
        """Whether one of the issues was opened for these words, or followed them."""
        fingerprint = wording(said).fingerprint
        return any(fingerprint in issue.marker.wordings for issue in self.issues)


def match(items: Sequence[Item], claims: Claims, repository: str, no_items: Collection[int] = ()) -> dict[str, Match]:
    """Item id → its issues. Every issue goes to one item at most; to one that is only shown goes none.

    The issues `no_items` are meetings and the board.
    """
    ours = claims.issues
    not_theirs = {*ours, *no_items}
    forward = {number: root for number in ours if (root := _survivor(ours, number)) is not None}
    found = {item.id: Match() for item in items if item.only_shown}
    for item in items:
        if item.only_shown:
            continue
        linked = linked_number(item, repository, not_theirs)
        one = _match(claims.by_item.get(item.id, ()), linked, forward)
        home, evidence = claims.homes.get(item.id), claims.evidence.get(item.id)
        found[item.id] = replace(one, home=home, evidence=evidence) if home or evidence else one
    return found


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
    """The lower number of two issues of one item, unless a person closed it and not the one that somebody wrote in."""
    first, *others = ends
    if first.issue.open or not first.marker.applied.open:
        return first
    as_duplicate = first.issue.state_reason == "duplicate"
    return next((other for other in others if other.written_in or as_duplicate), first)
