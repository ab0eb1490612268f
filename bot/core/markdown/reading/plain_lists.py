"""Lists whose items are a bullet and its words: read line by line, without a parse of its own for each item.

Nearly all lists of notes are such. As many whole items as possible are read here, the next one is left to the parser, and so
on: to readers of the tokens a list that is split in two is the same as one.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token

RULES_BELOW = "rules below"
"""The key under which the state of a parse says of each line whether a line of dashes may stand below it."""
ALONE = "list_item"
"""The type of an item without other items below it. The content of it, and of one with others, are its words."""
_READ_TWICE = "read twice"
"""The key under which it counts the lines that were read here and then left to the parser."""
_MOST_READ_TWICE = 4
"""Times the lines of the text. With more the parser reads all lists."""
_DEEPEST = 80
"""The level of tokens from which the parser reads all lists: it stops at a depth of its own."""
_INDENT = 3
"""Columns by which a line may be indented and is no code."""

_BULLET = r"(?:[*+-]|[0-9]{1,9}[.)])(?:[ \t]|$)"
_HEADING = r"#{1,6}(?:[ \t]|$)"
# What begins no block: no fence, quote, HTML, heading, bullet or rule.
_WORDS = rf"(?!`{{3}}|~{{3}}|[><]|{_HEADING}|{_BULLET}|[*_ \t-]*$)(?=\S)"
_ITEM = re.compile(rf"(?:[*+-]|(?P<number>[0-9]{{1,9}})[.)])(?P<blank> {{1,3}})(?:\[(?P<sign>[ xX])\][ \t])?+{_WORDS}")
_WRAPPED = re.compile(_WORDS)
_BULLETS = re.compile(_BULLET)
_ENDING = re.compile(rf"{_BULLET}|{_HEADING}|>")
"""What ends a list without a blank line, where it is not indented below an item."""


_NO_ATTRIBUTES: dict[str, str | int | float] = {}
_NO_META: dict[str, bool] = {}


class KeptToken(Token):
    """A token that is quick to make: the fields that most tokens do not set are fields of the class.

    Readers use no attributes: those of all tokens are one dict, into which nothing is written.
    """

    map: list[int] | None = None
    children: list[Token] | None = None
    content = ""
    markup = ""
    info = ""
    block = True
    hidden = False

    def __init__(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1], level: int) -> None:
        self.type, self.tag, self.nesting, self.level = ttype, tag, nesting, level
        self.attrs = _NO_ATTRIBUTES
        self.meta = _NO_META

    def attrSet(self, name: str, value: str | float) -> None:
        """Leave an attribute out."""


def plain_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule for lists: a short way for plain items, the parser's own for others."""
    most = len(state.bMarks) * _MOST_READ_TWICE
    if silent or end != state.lineMax or state.is_code_block(start) or state.env.get(_READ_TWICE, 0) > most:
        return list_block(state, start, end, silent)
    run = _Run(state, start, len(state.tokens), state.level)
    run.read()
    state.env[_READ_TWICE] = state.env.get(_READ_TWICE, 0) + run.line - run.rest
    del state.tokens[run.whole :]
    state.level = run.level
    if run.rest == start or (run.rest < run.line and state.env[RULES_BELOW][run.rest]):
        # Inside a list the parser looks for no table.
        return list_block(state, run.rest, end, silent)
    state.line = run.rest
    return True


def ends_list(state: StateBlock, line: int, _end: int, _silent: bool) -> bool:
    """Whether the parser leaves a list at `line`, so that what follows is read here."""
    return not state.env[RULES_BELOW][line]


@dataclass(slots=True)
class _Run:
    """Items in a row. `rest` is the line behind the last complete one, `whole` how many tokens there are up to it.

    `level` is that of the list.
    """

    state: StateBlock
    rest: int
    whole: int
    level: int
    line: int = 0
    """The line that was read last."""
    _open: list[tuple[int, Token]] = field(default_factory=list)
    """The columns at which the words of open items begin, and their tokens."""
    _words: list[str] = field(default_factory=list)
    """The lines of words of the last item."""

    def read(self) -> None:
        """Go on as far as there are plain items."""
        state, blank, ruled = self.state, False, self.state.env[RULES_BELOW]
        for line in range(self.rest, state.lineMax):
            start, stop = state.bMarks[line] + state.tShift[line], state.eMarks[line]
            if start >= stop:
                blank = True
                continue
            self.line = line
            is_plain = not state.bsCount[line] and not ruled[line]
            found = _ITEM.match(state.src, start, stop) if is_plain else None
            if found and state.sCount[line] >= state.blkIndent:
                if not self._item(found, line, blank=blank):
                    return
            elif is_plain and not found and not blank and self._open and _WRAPPED.match(state.src, start, stop):
                if not self._wrap(line):
                    return
            else:
                if self._ends(line, blank=blank, is_plain=is_plain):
                    self._complete(line)
                return
            blank = False
        self._complete(state.lineMax)

    def _item(self, found: re.Match[str], line: int, *, blank: bool) -> bool:
        """Take an item; False where the parser is to read it."""
        state, column, number = self.state, self.state.sCount[line], found["number"]
        # A number below words goes on with them, but for 1.
        is_wrapped = number and not blank and self._open and column >= self._open[-1][0] and int(number) != 1
        self._close(column, line)
        left = self._open[-1][0] if self._open else state.blkIndent
        if is_wrapped or column - left > _INDENT or state.level > _DEEPEST:
            return False
        if not self._open:
            self.rest, self.whole = line, len(state.tokens)
        token = KeptToken("list_item_open", "li", 1, state.level + 1)
        token.map, token.markup = [line, line + 1], state.src[found.start("blank") - 1]
        if found["sign"]:
            token.meta = {"checked": found["sign"] != " "}
        state.tokens.append(token)
        state.level += 2
        self._open.append((column + found.end("blank") - found.start(), token))
        self._words = [state.src[found.end() : state.eMarks[line]]]
        return True

    def _wrap(self, line: int) -> bool:
        """Take a line that goes on with the words of an item; False where it is indented by tabs."""
        state, column = self.state, self.state.sCount[line]
        if column != state.tShift[line]:
            return False
        start = state.bMarks[line] + min(column, self._open[-1][0])
        self._words.append(state.src[start : state.eMarks[line]])
        return True

    def _ends(self, line: int, *, blank: bool, is_plain: bool) -> bool:
        """Whether the list is over at a line that is none of its plain items."""
        state = self.state
        if not self._open or state.sCount[line] >= self._open[0][0]:
            return False
        start, stop = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if not is_plain:
            return blank and not _BULLETS.match(state.src, start, stop)
        is_code = state.sCount[line] - state.blkIndent > _INDENT
        return blank or (not is_code and _ENDING.match(state.src, start, stop) is not None)

    def _complete(self, line: int) -> None:
        """End all items: `line` is the one behind them."""
        self._close(-1, line)
        self.rest, self.whole, self.line = line, len(self.state.tokens), line

    def _close(self, column: int, line: int) -> None:
        """End the items whose words begin to the right of `column`."""
        state = self.state
        if self._words:
            self._open[-1][1].content = mdTrim("\n".join(self._words))
            self._words = []
        while self._open and self._open[-1][0] > column:
            _, token = self._open.pop()
            if token.map:
                token.map[1] = line
            state.level -= 2
            if state.tokens[-1] is token:
                token.type, token.nesting = ALONE, 0
            else:
                end = KeptToken("list_item_close", "li", -1, state.level + 1)
                end.markup = token.markup
                state.tokens.append(end)
