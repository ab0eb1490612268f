"""The blocks of a note as they are added, line by line where CommonMark sees only text.

Bare boxes, children indented too far, and labels among the lines of a paragraph are found here: never in code or in an HTML comment.
"""

import re
from collections.abc import Sequence

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.boxes import WORD_FOR_DONE, box_at, box_in_front, signs_are_words
from bot.core.markdown.dates import is_date
from bot.core.markdown.reading.wrapped import (
    announces,
    breaks,
    goes_apart,
    is_bare_label,
    is_label_alone,
    is_label_line,
    names_who,
)
from bot.core.markdown.titles.labels import is_label
from bot.core.markdown.titles.list_kinds import is_other

_ASKING = ("?", "")
_LOOSE_BULLET = re.compile(r"[-*+]\s++(?P<text>\S.*)", re.DOTALL)


class BlockList:
    """The blocks of a note so far. `quotes` is how many quotes are open where the next one is added."""

    def __init__(self, lines: Sequence[str], *, bare_ai: bool = False) -> None:
        """`lines` are those of the note. `bare_ai`: `AI` at the beginning of one stands for an action item."""
        self.blocks: list[Block] = []
        self.quotes = 0
        self._lines = lines
        self._bare_ai = bare_ai
        self._signs_are_words = signs_are_words(lines)
        self._below_label: set[int] = set()
        """The paragraphs that begin anew below a label for work."""

    def add(self, form: Form, number: int, lines: list[str], parent: int | None = None) -> Block:
        """A new block at the end, with its column."""
        block = Block(form, number, lines, parent, column=self.column(number), quoted=self.quotes > 0)
        self.blocks.append(block)
        return block

    def column(self, number: int) -> int:
        """The width of what is left of the text of a line."""
        line = self._lines[number - 1]
        if not line[:1].isspace():
            return 0
        line = line.expandtabs(4)
        return len(line) - len(line.lstrip())

    def add_paragraph(self, number: int, lines: Sequence[str], parent: int | None, *, is_heading: bool) -> None:
        """Add the lines of a paragraph, of which some may be blocks of their own, or those of a heading inside a bullet."""
        if is_heading or not self._loose(parent, number, lines[0]):
            self.add(Form.PARAGRAPH, number, [lines[0]], parent)
        self.add_wrapped(len(self.blocks) - 1, number + 1, lines[1:])

    def add_wrapped(self, at: int, number: int, lines: Sequence[str]) -> None:
        """Add lines that continue the block `at`, or start one that CommonMark does not see."""
        for line in lines:
            if self._heading_of(at, number, line) or self._loose(at, number, line) or self._labelled(at, number, line):
                at = len(self.blocks) - 1
            else:
                self.blocks[at].lines.append(line)
            number += 1

    def take_box(self, bullet: Block, line: str) -> str:
        """Give a bullet the box in front of its first line, if there is one; the line without it."""
        found = self._box_in_front(line)
        if not found:
            return line
        _set_box(bullet, found)
        return _words(found).strip()

    def _box_in_front(self, line: str) -> re.Match[str] | None:
        found = box_in_front(line)
        return None if found and self._signs_are_words and found["sign"] == WORD_FOR_DONE else found

    # --- each adds a block of its own where a line is one, and says whether it is

    def _loose(self, near: int | None, number: int, line: str) -> bool:
        """A box, a bullet or work behind its marker, near (in or under) the block `near`."""
        bare = line.strip()
        boxed = self._box_in_front(bare)
        if found := boxed or (_LOOSE_BULLET.match(bare) if near is not None else None):
            above = self._above(near, self.column(number))
            bullet = self.add(Form.BULLET, number, [_words(boxed).strip() if boxed else found["text"]], above)
            if boxed:
                _set_box(bullet, boxed)
                bullet.bare = not boxed["bullet"]
            return True
        if near is None or not announces(bare, bare_ai=self._bare_ai):
            return False
        parent = near if self.blocks[near].form is Form.BULLET else self.blocks[near].parent
        self.add(Form.PARAGRAPH, number, [bare], parent)
        return True

    def _above(self, near: int | None, column: int) -> int | None:
        """The bullet, `near` or above it, under which a line at `column` stands."""
        while near is not None and (self.blocks[near].column >= column or self.blocks[near].form is not Form.BULLET):
            near = self.blocks[near].parent
        return near

    def _heading_of(self, near: int, number: int, line: str) -> bool:
        """A date or a label for work among the words of a bullet, or below them: it heads what follows, in the bullets that it stands in.

        Below bullets a word for what is no work does so too: `**Notes**`.
        """
        above, column = self.blocks[near], self.column(number)
        if above.form is not Form.BULLET and above.parent is None:
            return False
        outer = self._above(near, column)
        is_outside = above.form is Form.BULLET and column <= above.column
        is_title = is_outside and (is_date(line.strip()) or (outer is not None and self._is_other_label(number, line)))
        if not is_title and not self._is_label(number, line):
            return False
        self.add(Form.PARAGRAPH, number, [line.strip()], outer)
        return True

    def _is_label(self, number: int, line: str) -> bool:
        """Whether a line is nothing but a word for work, with a bullet in the line below it if it has no colon and is not bold."""
        return is_label_alone(line) or (self._is_above_bullet(number) and is_bare_label(line))

    def _is_other_label(self, number: int, line: str) -> bool:
        return not line.lstrip()[:1].islower() and self._is_above_bullet(number) and is_other(line)

    def _is_above_bullet(self, number: int) -> bool:
        below = self._lines[number].lstrip() if number < len(self._lines) else ""
        return _LOOSE_BULLET.match(below) is not None

    def _labelled(self, near: int, number: int, line: str) -> bool:
        """A line that begins anew below a label for work: right below it, and further down behind a hard break or with a name."""
        above = self.blocks[near]
        is_text = above.form is Form.PARAGRAPH and above.box is None and line.strip()
        if not (is_text and (is_label_line(above.lines) or self._is_apart(near, line))):
            return False
        self._below_label.add(len(self.blocks))
        self.add(Form.PARAGRAPH, number, [line], above.parent)
        return True

    def _is_apart(self, near: int, line: str) -> bool:
        """Whether `line` says something of its own in a paragraph `near` below a label or heading for work: `## Actions`."""
        lines, above = self.blocks[near].lines, self.blocks[max(near - 1, 0)]
        below = near in self._below_label or (above.form is Form.PARAGRAPH and is_label_line(above.lines))
        if not (below or above.form is Form.HEADING):
            return False
        is_own = breaks(lines[-1]) or names_who(line) or goes_apart(line, lines)
        return is_own and (below or is_label(above.source))


def _words(boxed: re.Match[str]) -> str:
    """A line without the box in front of it."""
    return f"{boxed['lead'] or ''} {boxed['text']}"


def _set_box(bullet: Block, boxed: re.Match[str]) -> None:
    bullet.box, bullet.asks = box_at(boxed).state, boxed["mark"] in _ASKING
