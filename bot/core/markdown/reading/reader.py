"""Tokens of the parser → blocks."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.boxes import boxes_of_html
from bot.core.markdown.heading_lines import heading_of_html
from bot.core.markdown.reading.block_list import BlockList
from bot.core.markdown.reading.parser import MAX_NESTING
from bot.core.markdown.reading.plain_lists import ALONE
from bot.core.model.notes import State

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Reader:
    """Turns tokens into blocks."""

    def __init__(self, lines: Sequence[str], *, bare_ai: bool = False) -> None:
        """The arguments are those of `BlockList`."""
        self.deep: int | None = None
        """The line where nesting went beyond the parser's sight."""
        self.rules: list[int] = []
        """The lines of the rules."""
        self._list = BlockList(lines, bare_ai=bare_ai)
        self._open: list[int] = []
        """The bullets that are open, by their indexes."""
        self._bare: list[bool] = []
        """For each of these, whether it has no words yet."""
        self._heading = 0
        self._hashed = False
        self._row: Block | None = None
        self._cells: list[str] = []
        self._head = False

    @property
    def blocks(self) -> list[Block]:
        """The blocks so far."""
        return self._list.blocks

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
                self._list.quotes += 1
                self._look_deep(token)
            case "blockquote_close" | "alert_close":
                self._list.quotes -= 1
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
        above = self._above(number)
        self._open.append(len(self.blocks))
        self._bare.append(not token.content)
        block = self._list.add(Form.BULLET, number, [], above)
        if (checked := token.meta.get("checked")) is not None:
            block.box = State.DONE if checked else State.OPEN
        self._look_deep(token)
        if token.content:
            self._first_text(block, number, token.content.split("\n"))
        if token.type == ALONE:
            self._open.pop()
            self._bare.pop()

    def _above(self, number: int) -> int | None:
        """The bullet a new one is nested under: the open one, or the bare box that it follows directly, further to the right."""
        if self._open:
            return self._open[-1]
        if not self.blocks:
            return None
        before = self.blocks[-1]
        follows = before.bare and before.parent is None and before.last == number - 1
        return len(self.blocks) - 1 if follows and before.column < self._list.column(number) else None

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
            level = 0 if self._list.quotes else self._heading
            self.blocks.append(Block(Form.HEADING, number, lines, level=level, quoted=self._list.quotes > 0))
        else:
            parent = self._open[-1] if self._open else None
            self._list.add_paragraph(number, lines, parent, is_heading=self._hashed)

    def _first_text(self, bullet: Block, number: int, lines: list[str]) -> None:
        """The text of a bullet: its own line, wrapped lines, and what is indented too far below it."""
        if number > bullet.number:
            bullet.lines.extend([""] * (number - bullet.number))
        elif bullet.box is None and not self._hashed:
            lines = [self._list.take_box(bullet, lines[0]), *lines[1:]]
        bullet.lines.append(lines[0])
        self._list.add_wrapped(self._open[-1], number + 1, lines[1:])

    def _table(self, token: Token) -> None:
        match token.type:
            case "thead_open" | "thead_close":
                self._head = token.type == "thead_open"
            case "tr_open":
                parent = self._open[-1] if self._open else None
                number = _first_line(token) + 1
                self._row = Block(Form.ROW, number, [], parent, quoted=self._list.quotes > 0, head=self._head)
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
            if not self._open and not self._list.quotes and (title := heading_of_html(line)):
                self.blocks.append(Block(Form.HEADING, number, [title[1]], level=title[0]))
            for nth, found, text in boxes_of_html(line):
                bullet = self._list.add(Form.BULLET, number, [text])
                bullet.box, bullet.nth = found.state, nth


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0
