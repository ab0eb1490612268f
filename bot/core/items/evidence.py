"""What speaks for and against two lines being one piece of work, and what it comes to; `weighing` finds it."""

from enum import StrEnum
from math import inf

from bot.core.items.comparing.thresholds import ENOUGH, KEPT
from bot.core.values import dataclass


class Ground(StrEnum):
    """A kind of evidence: what a finding goes by."""

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


VETO = -inf
"""What no likeness outweighs."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence. `weight` is below 0 where it speaks against one piece of work; `words` are what it goes by."""

    ground: Ground
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
    def replaces(self) -> bool:
        """Whether one has other words in the place of some of the other's: they were not merely added or cut off."""
        return any(each.ground is Ground.OTHER_WORDS for each in self.findings)

    @property
    def in_place(self) -> bool:
        """Whether the same place speaks for one piece of work, and neither another owner nor another number against it."""
        return any(each.ground is Ground.PLACE for each in self.findings) and all(
            each.weight != VETO for each in self.findings
        )

    @property
    def rank(self) -> float:
        """Orders pairs of which only one can be true: more words outweigh a slightly larger share of few."""
        return self.likeness * self.kept / (self.kept + 1)


NONE = Evidence((), 0.0, same=False)
"""Nothing is known."""
