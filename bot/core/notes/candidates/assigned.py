"""Boxes outside the action lists that name who does them, below several headings of a note without a list of its own."""

from collections.abc import Sequence

from bot.core.notes.candidates.candidate import LISTED, Candidate
from bot.core.text.most import are_most

_HEADINGS = 3
"""Sections in which such boxes stand."""


def assigned(candidates: Sequence[Candidate]) -> frozenset[int]:
    """Boxes outside the action lists that are work since the note has no other list and most of them begin with a login.

    They stand below several headings: in a single list the logins are as often those who speak.
    """
    boxes = [each for each in candidates if each.block.box is not None and each.block.parent is None]
    if any(each.section.meaning in LISTED for each in candidates):
        return frozenset()
    free = [each for each in boxes if each.section.meaning is None and not each.block.quoted]
    named = [each for each in free if each.prefix.owners and all(owner.at for owner in each.prefix.owners)]
    spread = len({each.section.headings for each in named}) >= _HEADINGS
    return frozenset(each.index for each in named) if spread and are_most(len(named), len(free)) else frozenset()
