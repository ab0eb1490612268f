"""Whether two lines are one piece of work: the evidence for and against it, weighed in one place.

The figures come from 485 pairs of lines that 33 communities edited or carried, judged by people. Nearly all lines that are
one piece of work keep four of five words, where words that were only added or cut off do not count; lines that are two
pieces of work rarely do, and then a number, a link or an owner distinguishes them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf

from bot.core.items.comparing.clashes import clash, front_of_both
from bot.core.items.comparing.opposites import opposites
from bot.core.items.comparing.side import Side
from bot.core.items.differing import (
    in_one_blank,
    in_several_places,
    names_another,
    of_other_months,
    other_months,
    other_object,
    refilled,
)
from bot.core.items.owners import LineOwner, alike, common, names_in
from bot.core.items.similarity import Wording, turned_round
from bot.core.items.words import COMMON, Overlap, overlap, same_verb, weight

_GOES_ON = re.compile(r"[.,:;!?)]?(?:\s|$)|[。，；：！？）]")
"""What may stand behind a whole word: not the `-` of `docs-theme` or the `+` of `c++`."""


class Sign(StrEnum):
    """One kind of evidence."""

    WORDS = "words kept"
    LINK = "same link"
    FRONT = "same number in front"
    PLACE = "same place"
    OWNER = "same owner"
    EQUAL = "the same words"
    ALONE = "words of no other line"
    CUT = "the same words, cut off or continued"
    OTHER_WORDS = "other words"
    OTHER_NUMBER = "other number or link"
    OTHER_OWNER = "other owner"
    OTHER_OBJECT = "other object"
    OPPOSITE = "opposite words"


FIRM = 3.0
"""What a link or an issue number that both sides have counts: as much as three rare words."""

KEPT = 0.79
"""Share of kept words, of those kept and those substituted, from which two lines are one piece of work."""

KEPT_IN_PARTS = 0.75
"""… and from which a line of the same place or owner, listed a short time ago, is the same that differs in several places, by
fewer words than it keeps.

Siblings of one list differ in a single place. With one community of pairs left out at a time these two are chosen each time. From
0.73 down more hard pairs are joined wrongly; for lines of other owners and places 0.75 joined 15 of 45 wrongly in real notes.
"""

KEPT_IN_PLACE = 0.63
"""… and from which one in its place in its note, of the same owner, is the same with another word: `(AB) choose a date` for
`(AB) choose a day`.

Four of five such pairs were one piece of work, but five of fourteen without an owner.
"""

KEPT_BEGUN = 0.6
"""… and from which a line that begins with the same verb is the same, where words were added, left out or moved, and not only
replaced by others: `Follow up with the leads of Atom for updates` and `Follow up on Atom status via email`. Siblings of a list mostly
differ by replaced words. One word for another beside the same kept word is a replacement, also where the rest is moved.
"""

MANY = 3.0
"""Words, by weight, that have to be kept then.

Of 905 pairs, with one community left out at a time, these two are chosen each time. With them 8 more of 275 carried lines go on, and
no more pair is joined wrongly; from 2.75 down three constructed pairs are.
"""

MANY_OWNED = 2.75
"""… where the next meeting lists it for the same owner."""

ENOUGH = 2.25
"""Words, by weight, that have to be kept …"""

ENOUGH_LATER = 3.0
"""… if the line was last listed long ago …"""

ENOUGH_BESIDE = 1.5
"""… or stands in the same place or has the same owner."""

KEPT_ALONE = 0.55
"""Share of kept words from which a line of the same owner is the same, where words are kept that no other line of the two meetings
has …"""

MANY_ALONE = 4.0
"""… of this weight."""

VETO = -inf
"""What no likeness outweighs."""

CONTINUED = 0.25
"""What it adds that one wording is the beginning of the other."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence. `weight` is below 0 where it speaks against one piece of work; `words` are what it goes by."""

    sign: Sign
    weight: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that speaks for and against one piece of work, and what it comes to."""

    findings: tuple[Finding, ...]
    likeness: float
    """Share of what is kept, between 0 and 1, whatever else speaks against it."""
    same: bool
    """The two are one piece of work."""
    share: float = KEPT
    """The likeness from which they are …"""
    enough: float = ENOUGH
    """… and the words, by weight, that have to be kept."""

    @property
    def kept(self) -> float:
        """What speaks for one piece of work, by weight."""
        return sum(finding.weight for finding in self.findings if finding.weight > 0)

    @property
    def in_place(self) -> bool:
        """The same place speaks for one piece of work, and neither another owner nor another number against it."""
        return any(each.sign is Sign.PLACE for each in self.findings) and all(
            each.weight != VETO for each in self.findings
        )

    @property
    def rank(self) -> float:
        """Orders pairs of which only one can be true: more words outweigh a slightly larger share of few."""
        return self.likeness * self.kept / (self.kept + 1)


NONE = Evidence((), 0.0, same=False)
"""Nothing is known."""


def weigh(one: Side, other: Side, *, placed: bool = False, edited: bool = False, recent: bool = True) -> Evidence:
    """The evidence that `other` is the piece of work that `one` was.

    `placed`: it stands where `one` stood, `edited`: in the same note. `recent`: `one` was listed a short time ago, so a few words
    are enough.
    """
    shared = _shared(one, other, recent=recent)
    about = front_of_both(one, other)
    handed_over = placed and edited and shared.kept >= ENOUGH_LATER and _begins(other.said.normal, one.said.normal)
    found = [*_words(shared, recent=recent), *_links(one.said, other.said)]
    found += _owners(one, other, shared, handed_over=handed_over)
    if about:
        # What stands behind it tells how far the work is.
        found = [Finding(Sign.FRONT, FIRM, (about,)), *(each for each in found if each.sign is not Sign.OTHER_WORDS)]
    if placed:
        found.append(Finding(Sign.PLACE, 0.0))
    if cut := _cut(one.said, other.said, placed=placed):
        found.append(Finding(Sign.CUT, cut))
    if not about:
        found += _against(one, other, shared, placed=placed, edited=edited)
    share = _share(one, other, shared, placed=placed, edited=edited) if recent else KEPT
    if recent and (alone := _alone(one, other, shared)):
        found += _only_there(alone, shared)
        if not edited and share > KEPT_ALONE and weight(alone) >= MANY_ALONE and common(one.owners, other.owners):
            share = KEPT_ALONE
    return _judged(tuple(found), share, recent=recent)


def _against(one: Side, other: Side, shared: Overlap, *, placed: bool, edited: bool) -> Iterable[Finding]:
    """What no likeness outweighs. A line that was edited in its note may have been corrected in its last word or its order."""
    if others := clash(one, other, shared, placed=placed, moved=placed or edited):
        yield Finding(Sign.OTHER_NUMBER, VETO, others)
    if edited:
        return
    if other_object(one.said, other.said, shared) or of_other_months(one.said.normal, other.said.normal, shared):
        yield Finding(Sign.OTHER_OBJECT, VETO, (*shared.before, *shared.after))
    elif turned_round(one.said, other.said):
        yield Finding(Sign.OTHER_OBJECT, VETO)
    elif words := opposites(one.said.opposed, other.said.opposed):
        yield Finding(Sign.OPPOSITE, VETO, words)


def _alone(one: Side, other: Side, shared: Overlap) -> tuple[str, ...]:
    """Words that both have and no other line of their meetings has."""
    if not (one.rare and other.rare):
        return ()
    there = other.rare | (frozenset(shared.shared) - frozenset(other.said.sense))
    return tuple(word for word in shared.shared if word in one.rare and word in there and word not in COMMON)


def _only_there(alone: tuple[str, ...], shared: Overlap) -> Iterable[Finding]:
    """All words but one are kept, and these are of no other line."""
    if shared.changed <= 1 and not shared.substituted and len(alone) == len(shared.shared):
        yield Finding(Sign.ALONE, CONTINUED, alone)


def _share(one: Side, other: Side, shared: Overlap, *, placed: bool, edited: bool) -> float:
    """The share of kept words from which a recent line is the same."""
    if not shared.substituted:
        return KEPT
    owned = bool(common(one.owners, other.owners))
    in_place = placed and edited and owned and shared.substituted <= 1
    if in_place and not names_another(one.said.normal, other.said.normal, shared):
        return KEPT_IN_PLACE
    beside, enough = placed or owned, shared.kept >= (MANY_OWNED if owned and not edited else MANY)
    in_parts = beside and shared.most <= shared.kept
    if not (enough or in_parts) or not in_several_places(one.said.normal, other.said.normal):
        return KEPT
    both = one.said.sense, other.said.sense
    moved = enough and not (refilled(*both) or in_one_blank(*both, shared) or other_months(shared))
    if moved and same_verb(*both, names_in(one.owners | other.owners)):
        return KEPT_BEGUN
    return KEPT_IN_PARTS if in_parts or (moved and beside) else KEPT


def _shared(one: Side, other: Side, *, recent: bool) -> Overlap:
    """How the words of both relate. Another common word in recent work of one owner counts as little as one that is kept."""
    shared = overlap(one.said.sense, other.said.sense, names_in(one.owners) | names_in(other.owners))
    if one.said.opening and one.said.opening == other.said.opening:
        # What follows the first sentence reports on the work.
        return replace(shared, substituted=0)
    if recent and shared.substituted and common(one.owners, other.owners):
        least = min(shared.substituted, weight(shared.before), weight(shared.after))
        return replace(shared, substituted=least)
    return shared


def _judged(found: tuple[Finding, ...], share: float, *, recent: bool) -> Evidence:
    kept = sum(finding.weight for finding in found if finding.weight > 0)
    vetoed = any(finding.weight == VETO for finding in found)
    against = -sum(finding.weight for finding in found if VETO < finding.weight < 0)
    likeness = kept / (kept + against) if kept else 0.0
    beside = {Sign.OWNER, Sign.PLACE} & {finding.sign for finding in found}
    enough = ENOUGH_LATER if not recent else ENOUGH_BESIDE if beside else ENOUGH
    same = not vetoed and likeness >= share and kept >= enough
    return Evidence(found, likeness, same, share, enough)


def _words(shared: Overlap, *, recent: bool) -> Iterable[Finding]:
    if shared.shared:
        yield Finding(Sign.WORDS, shared.kept, shared.shared)
    if shared.shared and not shared.changed and recent:
        yield Finding(Sign.EQUAL, ENOUGH)
    if shared.substituted:
        yield Finding(Sign.OTHER_WORDS, -shared.substituted, (*shared.before, *shared.after))


def _links(one: Wording, other: Wording) -> Iterable[Finding]:
    """Links and issue numbers that both have. A bare number says less: many lines have a `2`."""
    both = sorted({*one.pages & other.pages, *(token for token in one.hard & other.hard if "#" in token)})
    if both:
        yield Finding(Sign.LINK, FIRM, tuple(both))


def _owners(one: Side, other: Side, shared: Overlap, *, handed_over: bool) -> Iterable[Finding]:
    """Work that goes to somebody else keeps its words; with other words too it is other work.

    `handed_over`: in its place in its note its words, which are several, are kept, and others only follow.
    """
    if both := common(one.owners, other.owners):
        yield Finding(Sign.OWNER, 0.0, _as_written(both))
    elif one.owners and other.owners and shared.changed and not handed_over and not alike(one.owners, other.owners):
        yield Finding(Sign.OTHER_OWNER, VETO, _as_written(one.owners | other.owners))


def _cut(one: Wording, other: Wording, *, placed: bool) -> float:
    """What it says that one's words are the first ones of the other's, or in its place the last ones."""
    short, long = sorted((one.normal, other.normal), key=len)
    begins = _begins(long, short)
    if placed and (begins or f" {long}".endswith(f" {short}")):
        return ENOUGH_BESIDE
    return CONTINUED if begins else 0.0


def _begins(long: str, short: str) -> bool:
    """Whether a text begins with the words of another one, also where a sign behind them ends a sentence or a part of one."""
    return bool(short) and long.startswith(short) and bool(_GOES_ON.match(long, len(short)))


def _as_written(owners: Iterable[LineOwner]) -> tuple[str, ...]:
    return tuple(sorted({owner.name for owner in owners}))
