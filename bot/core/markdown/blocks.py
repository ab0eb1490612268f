"""What a note is made of: headings, bullets, paragraphs and rows of tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.core.model.notes import State


class Form(Enum):
    """What a block is."""

    HEADING = 1
    BULLET = 2
    PARAGRAPH = 3
    ROW = 4


@dataclass(slots=True)
class Block:
    """A heading, a bullet, a paragraph or a table's row."""

    form: Form
    number: int
    """Its 1-based line."""
    lines: list[str]
    """Its Markdown without bullet and box."""
    parent: int | None = None
    """The index of the bullet above."""
    level: int = 0
    """1 to 6 for a heading."""
    column: int = 0
    """The width of what is left of it."""
    box: State | None = None
    quoted: bool = False
    bare: bool = False
    """Its box stands without a bullet."""
    nth: int = 0
    """Which box of its line it is."""
    asks: bool = False
    """Its box is `[?]` or `[]`: in front of a name it says whose turn it is to speak."""
    cells: Sequence[str] = ()
    """Those of a row."""
    head: bool = False
    """It is the first row of a table."""
    _source: str | None = None

    @property
    def source(self) -> str:
        """The Markdown with wrapped lines joined by one space, taken when all its lines are there."""
        if self._source is None:
            self._source = " ".join([line.strip() for line in self.lines]).strip()
        return self._source

    @property
    def last(self) -> int:
        """The line it ends on."""
        return self.number + max(len(self.lines), 1) - 1


def nesting(blocks: Sequence[Block]) -> tuple[list[int], list[int]]:
    """How deep each block is nested in bullets, and the last block below it."""
    depths = [0] * len(blocks)
    lasts = list(range(len(blocks)))
    for index, block in enumerate(blocks):
        if block.parent is not None:
            depths[index] = depths[block.parent] + 1
    for index in range(len(blocks) - 1, -1, -1):
        parent = blocks[index].parent
        if parent is not None:
            lasts[parent] = max(lasts[parent], lasts[index])
    return depths, lasts
