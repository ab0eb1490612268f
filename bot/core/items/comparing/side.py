"""A line as it is compared with another one."""

from dataclasses import dataclass

from bot.core.items.owners import NOBODY, Owners
from bot.core.items.similarity import Wording


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
