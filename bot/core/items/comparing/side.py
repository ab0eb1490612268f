"""Two lines as they are compared."""

from bot.core.items.owners import NOBODY, Owners, alike, common
from bot.core.items.similarity import Wording
from bot.core.items.words import Overlap
from bot.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """A line as evidence sees it."""

    said: Wording
    owners: Owners = NOBODY
    numbered: bool = False
    """It stands in a list whose lines have numbers in front."""
    front: str = ""
    """The number or id that it alone begins with in its meeting, and that says what it is about."""
    rare: frozenset[str] = frozenset()
    """Its words that no other line of its meeting has."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line, another one that may be what became of it, and how their words relate."""

    one: Side
    other: Side
    shared: Overlap
    placed: bool = False
    """The other stands where the one stood …"""
    edited: bool = False
    """… in the same note."""
    recent: bool = True
    """The one was listed a short time ago, so a few words are enough."""

    @property
    def owned(self) -> bool:
        """Whether both have an owner in common."""
        return bool(self.owners)

    @property
    def owners(self) -> Owners:
        """Those of the one who are also owners of the other, by name or in another writing."""
        one, other = self.one.owners, self.other.owners
        return common(one, other) or (one if alike(one, other) else NOBODY)
