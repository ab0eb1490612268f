"""A note's blocks: what markdown-it-py's tokens say, and what people write that CommonMark does not see.

Bare boxes and children indented too far are found in the text of the blocks: never in code or in an HTML comment.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from markdown_it.token import Token

from bot.core.markdown.boxes import WORD_FOR_DONE, box_at, box_in_front, boxes_of_html, signs_are_words
from bot.core.markdown.dates import is_date
from bot.core.markdown.heading_lines import heading_of_html
from bot.core.markdown.parser import MAX_NESTING
from bot.core.markdown.plain_lists import ALONE
from bot.core.markdown.titles.labels import is_label
from bot.core.markdown.wrapped import announces, breaks, goes_apart, is_label_alone, is_label_line, names_who
from bot.core.model.notes import State

_ASKING = ("?", "")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LOOSE_BULLET = re.compile(r"[-*+]\s++(?P<text>\S.*)", re.DOTALL)


class Form(Enum):
    """What a block is."""

    HEADING = 1
    BULLET = 2
    PARAGRAPH = 3
    ROW = 4


@dataclass(slots=True)
class Block:
    """A heading, a bullet, a paragraph or a table's row. `number` is its 1-based line, `lines` its Markdown without bullet and box.

    `level` is a heading's (1-6), also where it is read as a bullet; `parent` the index of the bullet above; `column` the width of
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
            self._source = " ".join(line.strip() for line in self.lines).strip()
        return self._source

    @property
    def last(self) -> int:
        """The line it ends on."""
        return self.number + max(len(self.lines), 1) - 1


class Reader:
    """Turns tokens into blocks."""

    def __init__(self, lines: list[str], *, bare_ai: bool = False) -> None:
        self.blocks: list[Block] = []
        self._bare_ai = bare_ai
        self.deep: int | None = None
        self.rules: list[int] = []
        self._lines = lines
        self._signs_are_words = signs_are_words(lines)
        self._open: list[int] = []
        self._bare: list[bool] = []
        self._quotes = 0
        self._heading = 0
        self._hashed = False
        self._row: Block | None = None
        self._cells: list[str] = []
        self._head = False
        self._below_label: set[int] = set()

    def take(self, token: Token) -> None:
        """Read the next token."""
        match token.type:
            case "list_item" | "list_item_open":
                self._item(token)
            case "inline":
                self._inline(token)
            case "list_item_close":
                self._open.pop()
                self._bare.pop()
            case "blockquote_open" | "alert_open":
                self._quotes += 1
                self._look_deep(token)
            case "blockquote_close" | "alert_close":
                self._quotes -= 1
            case "heading_open":
                self._heading, self._hashed = int(token.tag[1:]), token.markup.startswith("#")
            case "heading_close":
                self._heading, self._hashed = 0, False
            case "hr" | "html_block":
                self._leaf(token)
            case "thead_open" | "thead_close" | "tr_open" | "tr_close":
                self._table(token)

    def _item(self, token: Token) -> None:
        number = _first_line(token) + 1
        checked = token.meta.get("checked")
        box = None if checked is None else State.DONE if checked else State.OPEN
        column = self._column(number)
        block = Block(
            Form.BULLET, number, [], self._above(number, column), column=column, box=box, quoted=self._quotes > 0
        )
        self._open.append(len(self.blocks))
        self._bare.append(not token.content)
        self.blocks.append(block)
        self._look_deep(token)
        if token.content:
            self._first_text(block, number, token.content.split("\n"))
        if token.type == ALONE:
            self._open.pop()
            self._bare.pop()

    def _above(self, number: int, column: int) -> int | None:
        """The bullet a new one is nested under: the open one, or the bare box that it follows directly, further to the right."""
        if self._open:
            return self._open[-1]
        if not self.blocks:
            return None
        before = self.blocks[-1]
        below = before.bare and before.parent is None and before.last == number - 1 and before.column < column
        return len(self.blocks) - 1 if below else None

    def _look_deep(self, token: Token) -> None:
        """The parser skips all that stands deeper, to the end of the file."""
        if token.level >= MAX_NESTING - 1 and self.deep is None:
            self.deep = _first_line(token) + 1

    def _inline(self, token: Token) -> None:
        if self._row is not None:
            self._cells.append(token.content)
            return
        if token.map is None:
            return
        lines = token.content.split("\n")
        # Counted from the end: where blanks stand behind an empty box the parser has stripped the first line.
        number = token.map[1] - len(lines) + 1
        if self._bare and self._bare[-1]:
            self._bare[-1] = False
            self._first_text(self.blocks[self._open[-1]], number, lines)
        elif self._heading and not self._open:
            level = 0 if self._quotes else self._heading
            self.blocks.append(Block(Form.HEADING, number, lines, level=level, quoted=self._quotes > 0))
        else:
            self._paragraph(number, lines)

    def _first_text(self, bullet: Block, number: int, lines: list[str]) -> None:
        """The text of a bullet: its own line, wrapped lines, and what is indented too far below it."""
        if number > bullet.number:
            bullet.lines.extend([""] * (number - bullet.number))
        elif bullet.box is None and not self._hashed and (found := self._box_in_front(lines[0])):
            bullet.box, bullet.asks = box_at(found).state, found["mark"] in _ASKING
            lines = [f"{found['lead'] or ''} {found['text']}".strip(), *lines[1:]]
        bullet.lines.append(lines[0])
        self._wrapped(self._open[-1], number + 1, lines[1:])

    def _box_in_front(self, line: str) -> re.Match[str] | None:
        found = box_in_front(line)
        return None if found and self._signs_are_words and found["sign"] == WORD_FOR_DONE else found

    def _paragraph(self, number: int, lines: list[str]) -> None:
        parent = self._open[-1] if self._open else None
        if self._hashed or not self._loose(parent, number, lines[0]):
            column = self._column(number)
            self.blocks.append(
                Block(Form.PARAGRAPH, number, [lines[0]], parent, column=column, quoted=self._quotes > 0)
            )
        self._wrapped(len(self.blocks) - 1, number + 1, lines[1:])

    def _wrapped(self, at: int, number: int, lines: list[str]) -> None:
        """Lines that continue the block `at`, or start a bullet that CommonMark does not see."""
        for line in lines:
            if self._heading_of(at, number, line) or self._loose(at, number, line) or self._labelled(at, number, line):
                at = len(self.blocks) - 1
            else:
                self.blocks[at].lines.append(line)
            number += 1

    def _loose(self, near: int | None, number: int, line: str) -> bool:
        """Whether `line` is a box or bullet of its own, near (in or under) the block `near`; then it is added."""
        bare = line.strip()
        boxed = self._box_in_front(bare)
        found = boxed or (_LOOSE_BULLET.match(bare) if near is not None else None)
        column = self._column(number)
        if not found and near is not None and announces(bare, bare_ai=self._bare_ai):
            parent = near if self.blocks[near].form is Form.BULLET else self.blocks[near].parent
            self.blocks.append(Block(Form.PARAGRAPH, number, [bare], parent, column=column, quoted=self._quotes > 0))
            return True
        if not found:
            return False
        while near is not None and (self.blocks[near].column >= column or self.blocks[near].form is not Form.BULLET):
            near = self.blocks[near].parent
        text = f"{boxed['lead'] or ''} {boxed['text']}".strip() if boxed else found["text"]
        block = Block(Form.BULLET, number, [text], near, column=column, quoted=self._quotes > 0)
        if boxed:
            block.box, block.bare = box_at(boxed).state, not boxed["bullet"]
            block.asks = boxed["mark"] in _ASKING
        self.blocks.append(block)
        return True

    def _heading_of(self, near: int, number: int, line: str) -> bool:
        """Whether `line` is a date or a label for work right below a bullet, not indented as its words are: it heads what follows."""
        above, column = self.blocks[near], self._column(number)
        is_outside = above.form is Form.BULLET and column <= above.column
        if not is_outside or not (is_date(line.strip()) or is_label_alone(line)):
            return False
        self.blocks.append(Block(Form.PARAGRAPH, number, [line.strip()], column=column, quoted=self._quotes > 0))
        return True

    def _labelled(self, near: int, number: int, line: str) -> bool:
        """Whether `line` begins anew below a label for work: right below it, and further down behind a hard break or with a name."""
        above = self.blocks[near]
        is_text = above.form is Form.PARAGRAPH and above.box is None and line.strip()
        if not (is_text and (is_label_line(above.lines) or self._is_apart(near, line))):
            return False
        self._below_label.add(len(self.blocks))
        column = self._column(number)
        self.blocks.append(Block(Form.PARAGRAPH, number, [line], above.parent, column=column, quoted=above.quoted))
        return True

    def _is_apart(self, near: int, line: str) -> bool:
        """Whether `line` says something of its own in a paragraph `near` below a label or heading for work: `## Actions`."""
        lines, above = self.blocks[near].lines, self.blocks[max(near - 1, 0)]
        below = near in self._below_label or (above.form is Form.PARAGRAPH and is_label_line(above.lines))
        if not (below or above.form is Form.HEADING):
            return False
        is_own = breaks(lines[-1]) or names_who(line) or goes_apart(line, lines)
        return is_own and (below or is_label(above.source))

    def _table(self, token: Token) -> None:
        match token.type:
            case "thead_open" | "thead_close":
                self._head = token.type == "thead_open"
            case "tr_open":
                parent = self._open[-1] if self._open else None
                number = _first_line(token) + 1
                self._row = Block(Form.ROW, number, [], parent, quoted=self._quotes > 0, head=self._head)
            case "tr_close" if self._row is not None:
                self._row.cells, self._cells = tuple(self._cells), []
                self.blocks.append(self._row)
                self._row = None

    def _leaf(self, token: Token) -> None:
        """A rule, or a block of HTML: its headings, and each box in it is a bullet of its own."""
        if token.type == "hr":
            self.rules.append(_first_line(token) + 1)
        visible = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), token.content)
        for number, line in enumerate(visible.split("\n"), _first_line(token) + 1):
            if not self._open and not self._quotes and (title := heading_of_html(line)):
                self.blocks.append(Block(Form.HEADING, number, [title[1]], level=title[0]))
            for nth, found, text in boxes_of_html(line):
                block = Block(Form.BULLET, number, [text], column=self._column(number), quoted=self._quotes > 0)
                block.box, block.nth = found.state, nth
                self.blocks.append(block)

    def _column(self, number: int) -> int:
        line = self._lines[number - 1]
        if not line[:1].isspace():
            return 0
        line = line.expandtabs(4)
        return len(line) - len(line.lstrip())


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


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0
