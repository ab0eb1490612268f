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
    """A heading, a bullet, a paragraph or a table's row. `number` is its 1-based line, `lines` its Markdown without bullet and box.

    `level` is a heading's (1-6); `parent` the index of the bullet above; `column` the width of
    what is left of it; `bare`: a box stands without a bullet; `nth` is which box of its line it is,
    `asks` that it is a `[?]` or `[]`: before a name it is whose turn it is to speak; `cells` are those of a row, `head` whether it is the table's first.
    """

    form: Form
    number: int
    lines: list[str]
    parent: int | None = None
    level: int = 0
    column: int = 0
    box: State | None = None
    quoted: bool = False
    bare: bool = False
    nth: int = 0
    asks: bool = False
    cells: Sequence[str] = ()
    head: bool = False
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
