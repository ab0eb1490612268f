"""Whether two lines are one piece of work: the evidence for and against it, weighed in one place."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.core.items.comparing.clashes import clash, front_of_both
from bot.core.items.comparing.differing import of_other_months, other_object
from bot.core.items.comparing.opposites import opposites
from bot.core.items.comparing.side import Pair, Side
from bot.core.items.comparing.thresholds import ENOUGH, ENOUGH_BESIDE, ENOUGH_LATER, enough_of, share_of
from bot.core.items.evidence import VETO, Evidence, Finding, Ground
from bot.core.items.owners import LineOwner, common, names_in
from bot.core.items.similarity import Wording, turned_round
from bot.core.items.words import COMMON, Overlap, overlap, weight

_GOES_ON = re.compile(r"[.,:;!?)]?(?:\s|$)|[。，；：！？）]")
"""What may stand behind a whole word: not the `-` of `docs-theme` or the `+` of `c++`."""

_FIRM = 3.0
"""What a link or an issue number that both sides have counts: as much as three rare words."""

_CONTINUED = 0.25
"""What it adds that one wording is the beginning of the other."""


def weigh(one: Side, other: Side, *, placed: bool = False, edited: bool = False, recent: bool = True) -> Evidence:
    """The evidence that `other` is the piece of work that `one` was; the rest as in `Pair`."""
    pair = Pair(one, other, _shared(one, other, recent=recent), placed, edited, recent)
    about = front_of_both(one, other)
    found = [*_words(pair), *_links(one.said, other.said), *_owners(pair)]
    if about:
        # What stands behind it tells how far the work is.
        found = [
            Finding(Ground.FRONT, _FIRM, (about,)),
            *(each for each in found if each.ground is not Ground.OTHER_WORDS),
        ]
    if placed:
        found.append(Finding(Ground.PLACE, 0.0))
    if cut := _cut(one.said, other.said, placed=placed):
        found.append(Finding(Ground.CUT, cut))
    if not about:
        found += _against(pair)
    alone = _alone(pair)
    if alone:
        found += _only_there(alone, pair.shared)
    return _judged(tuple(found), share_of(pair, alone), enough_of(pair))


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


def _judged(found: tuple[Finding, ...], share: float, enough: float) -> Evidence:
    kept = sum(finding.weight for finding in found if finding.weight > 0)
    vetoed = any(finding.weight == VETO for finding in found)
    against = -sum(finding.weight for finding in found if VETO < finding.weight < 0)
    likeness = kept / (kept + against) if kept else 0.0
    return Evidence(found, likeness, not vetoed and likeness >= share and kept >= enough, share, enough)


# --- what speaks for or against it, by weight


def _words(pair: Pair) -> Iterable[Finding]:
    shared = pair.shared
    if shared.shared:
        yield Finding(Ground.WORDS, shared.kept, shared.shared)
    if shared.shared and not shared.changed and pair.recent:
        yield Finding(Ground.EQUAL, ENOUGH)
    if shared.substituted:
        yield Finding(Ground.OTHER_WORDS, -shared.substituted, (*shared.before, *shared.after))


def _links(one: Wording, other: Wording) -> Iterable[Finding]:
    """Links and issue numbers that both have. A bare number says less: many lines have a `2`."""
    both = sorted({*one.pages & other.pages, *(token for token in one.hard & other.hard if "#" in token)})
    if both:
        yield Finding(Ground.LINK, _FIRM, tuple(both))


def _owners(pair: Pair) -> Iterable[Finding]:
    """Work that goes to somebody else keeps its words; with other words too it is other work."""
    one, other = pair.one.owners, pair.other.owners
    if both := pair.owners:
        yield Finding(Ground.OWNER, 0.0, _as_written(both))
    elif one and other and pair.shared.changed and not _is_handed_over(pair):
        yield Finding(Ground.OTHER_OWNER, VETO, _as_written(one | other))


def _is_handed_over(pair: Pair) -> bool:
    """Whether a line keeps in its place its words, which are several, and others only follow."""
    several = pair.placed and pair.edited and pair.shared.kept >= ENOUGH_LATER
    return several and _begins(pair.other.said.normal, pair.one.said.normal)


def _as_written(owners: Iterable[LineOwner]) -> tuple[str, ...]:
    return tuple(sorted({owner.name for owner in owners}))


def _cut(one: Wording, other: Wording, *, placed: bool) -> float:
    """What it says that one's words are the first ones of the other's, or in its place the last ones."""
    short, long = sorted((one.normal, other.normal), key=len)
    begins = _begins(long, short)
    if placed and (begins or f" {long}".endswith(f" {short}")):
        return ENOUGH_BESIDE
    return _CONTINUED if begins else 0.0


def _begins(long: str, short: str) -> bool:
    """Whether a text begins with the words of another one, also where a sign behind them ends a sentence or a part of one."""
    return bool(short) and long.startswith(short) and bool(_GOES_ON.match(long, len(short)))


def _alone(pair: Pair) -> tuple[str, ...]:
    """Words that both have and no other line of their meetings has; of recent work."""
    one, other, shared = pair.one, pair.other, pair.shared
    if not (pair.recent and one.rare and other.rare):
        return ()
    there = other.rare | (frozenset(shared.shared) - frozenset(other.said.sense))
    return tuple(word for word in shared.shared if word in one.rare and word in there and word not in COMMON)


def _only_there(alone: tuple[str, ...], shared: Overlap) -> Iterable[Finding]:
    """All words but one are kept, and these are of no other line."""
    if shared.changed <= 1 and not shared.substituted and len(alone) == len(shared.shared):
        yield Finding(Ground.ALONE, _CONTINUED, alone)


# --- what no likeness outweighs


def _against(pair: Pair) -> Iterable[Finding]:
    """A line that was edited in its note may have been corrected in its last word or its order."""
    one, other, shared = pair.one, pair.other, pair.shared
    if others := clash(one, other, shared, placed=pair.placed, moved=pair.placed or pair.edited):
        yield Finding(Ground.OTHER_NUMBER, VETO, others)
    if pair.edited:
        return
    if other_object(one.said, other.said, shared) or of_other_months(one.said.normal, other.said.normal, shared):
        yield Finding(Ground.OTHER_OBJECT, VETO, (*shared.before, *shared.after))
    elif turned_round(one.said, other.said):
        yield Finding(Ground.OTHER_OBJECT, VETO)
    elif words := opposites(one.said.opposed, other.said.opposed):
        yield Finding(Ground.OPPOSITE, VETO, words)
