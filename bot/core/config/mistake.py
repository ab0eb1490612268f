"""What is wrong with a config, and where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

EMPTY = "a value is missing here"

Loc = tuple[str | int, ...]
"""The keys and indexes that lead to a value."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A position in a file, 1-based; 0, 0 stands for the file as a whole."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong at a position of the file."""

    position: Position
    message: str


class Misplaced(ValueError):
    """Mistakes inside a value, each with the way that leads to it from there."""

    def __init__(self, mistakes: Iterable[tuple[Loc, str]]) -> None:
        super().__init__("mistakes inside")
        self.mistakes = tuple(mistakes)


def shown(text: str) -> str:
    """`text` in quotes for a message, on one line and at most 40 characters long."""
    text = re.sub(r"\s+", " ", text)
    return repr(text if len(text) <= 40 else text[:39] + "…")
