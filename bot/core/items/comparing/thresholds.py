"""How much two lines have to keep to be one piece of work: a share of their words, and words of some weight.

The figures come from 485 pairs of lines that 33 communities edited or carried, judged by people. Nearly all lines that are
one piece of work keep four of five words, where words that were only added or cut off do not count; lines that are two
pieces of work rarely do, and then a number, a link or an owner distinguishes them.
"""

from collections.abc import Collection

from bot.core.items.comparing.differing import in_one_blank, in_several_places, names_another, other_months, refilled
from bot.core.items.comparing.side import Pair
from bot.core.items.owners import names_in
from bot.core.items.words import same_verb, weight

KEPT = 0.79
"""Share of kept words, of those kept and those substituted, from which two lines are one piece of work."""

_KEPT_IN_PARTS = 0.75
"""… and from which a line of the same place or owner, listed a short time ago, is the same that differs in several places, by
fewer words than it keeps.

Siblings of one list differ in a single place. With one community of pairs left out at a time these two are chosen each time. From
0.73 down more hard pairs are joined wrongly; for lines of other owners and places 0.75 joined 15 of 45 wrongly in real notes.
"""

_KEPT_IN_PLACE = 0.63
"""… and from which one in its place in its note, of the same owner, is the same with another word: `(AB) choose a date` for
`(AB) choose a day`.

Four of five such pairs were one piece of work, but five of fourteen without an owner.
"""

_KEPT_BEGUN = 0.6
"""… and from which a line that begins with the same verb is the same, where words were added, left out or moved, and not only
replaced by others: `Follow up with the leads of Atom for updates` and `Follow up on Atom status via email`. Siblings of a list mostly
differ by replaced words. One word for another beside the same kept word is a replacement, also where the rest is moved.
"""

_MANY = 3.0
"""Words, by weight, that have to be kept then.

Of 905 pairs, with one community left out at a time, these two are chosen each time. With them 8 more of 275 carried lines go on, and
no more pair is joined wrongly; from 2.75 down three constructed pairs are.
"""

_MANY_OWNED = 2.75
"""… where the next meeting lists it for the same owner."""

ENOUGH = 2.25
"""Words, by weight, that have to be kept …"""

ENOUGH_LATER = 3.0
"""… if the line was last listed long ago …"""

ENOUGH_BESIDE = 1.5
"""… or stands in the same place or has the same owner."""

_KEPT_ALONE = 0.55
"""Share of kept words from which a line of the same owner is the same, where words are kept that no other line of the two meetings
has …"""

_MANY_ALONE = 4.0
"""… of this weight."""


def share_of(pair: Pair, alone: Collection[str]) -> float:
    """The share of kept words from which the other line is what the one was; `alone` are words of no other line that both have."""
    if not pair.recent:
        return KEPT
    share = _share(pair)
    is_alone = not pair.edited and pair.owned and weight(alone) >= _MANY_ALONE
    return min(share, _KEPT_ALONE) if is_alone else share


def _share(pair: Pair) -> float:
    """The share from which a recent line is the same."""
    one, other, shared, owned = pair.one.said, pair.other.said, pair.shared, pair.owned
    if not shared.substituted:
        return KEPT
    in_place = pair.placed and pair.edited and owned and shared.substituted <= 1
    if in_place and not names_another(one.normal, other.normal, shared):
        return _KEPT_IN_PLACE
    beside, enough = pair.placed or owned, shared.kept >= (_MANY_OWNED if owned and not pair.edited else _MANY)
    in_parts = beside and shared.most <= shared.kept
    if not (enough or in_parts) or not in_several_places(one.normal, other.normal):
        return KEPT
    both = one.sense, other.sense
    moved = enough and not (refilled(*both) or in_one_blank(*both, shared) or other_months(shared))
    if moved and same_verb(*both, names_in(pair.one.owners | pair.other.owners)):
        return _KEPT_BEGUN
    return _KEPT_IN_PARTS if in_parts or (moved and beside) else KEPT


def enough_of(pair: Pair) -> float:
    """The words, by weight, that have to be kept."""
    if not pair.recent:
        return ENOUGH_LATER
    if pair.placed or pair.owned:
        return ENOUGH_BESIDE
    return ENOUGH_LATER if _scattered(pair) else ENOUGH


def _scattered(pair: Pair) -> bool:
    """Whether the words of a short line stand in another order among more other words: `reach out to crew leads` and `crew leads: reach
    out to the pilots and ask who likes to steer`.
    """
    shared = pair.shared
    if (shared.before and shared.after) or shared.most <= len(shared.shared):
        return False
    one, other = pair.one.said.sense, pair.other.said.sense
    at = [other.index(word) for word in one if word in other]
    return at != sorted(at)
