"""Boxes in every writing: `[ ]`, the `\\[ \\]` of exports, `☐`, `<input type="checkbox">`; their states, and how each is set.

| writing | open | done | else |
|---|---|---|---|
| brackets | `[ ]` `[]` `[/]` `[?]` `[!]` | `[x]` `[X]` | `[~]` `[-]` dropped, `[>]` `[<]` moved to another list |
| signs | `☐` `⬜` `□` `◻` | `☑` `☒` `✔` `✅` | |
| HTML | `<input type=checkbox>` | with `checked` | |
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import zip_longest

from bot.core.model.notes import State
from bot.core.words import words
from bot.core.words.phrases import shouted

_STATES = {
    **dict.fromkeys(("", "/", "?", "!"), State.OPEN),
    **dict.fromkeys("xX", State.DONE),
    **dict.fromkeys("~-", State.DROPPED),
    **dict.fromkeys("><", State.MOVED),
}
_MARKS = {State.OPEN: " ", State.DONE: "x", State.DROPPED: "~"}
_OPEN_SIGNS = {"☐": "☑", "⬜": "✅", "□": "☑", "◻": "☑"}
"""Each with the sign that a person would write for it when it is done."""
WORD_FOR_DONE = "✅"
"""The sign that people also write in front of a line that has no box."""
_DONE_SIGNS = {"☑": "☐", "☒": "☐", "✔": "☐", "✅": "⬜"}

SIGNS = "•◦▪‣●○∙⁃➢➤►▸"
"""Signs that people type for a bullet."""
DASHES = "–—·"
"""Signs that they type for one as well, and elsewhere."""
WIDE = r"（\d{1,2}）|\d{1,2}、"
"""Numbers of a list in full-width signs, with no blank behind them."""
LETTERED = rf"\(\d{{1,2}}\)|\d{{1,2}}\.\)|\(?[A-Za-z]\)|\*\)|{WIDE}"
"""Numbers and letters that they type in front of the items of a list: `(1)`, `1.)`, `a)`, `（1）`."""
BULLET = rf"(?:{LETTERED}|[-*+{SIGNS}{DASHES}]|\d{{1,9}}[.)])"
"""What stands in front of an item in the source of a note."""

MARK = r"(?:\\?\[(?P<mark>[ /?!<>-]|[ ]?[xX~][ ]?|)\\?\](?=[\s|<]|$))"
"""A box in brackets; its state is the group `mark`."""
_SIGN = rf"(?:(?P<sign>[{''.join((*_OPEN_SIGNS, *_DONE_SIGNS))}])\ufe0f?(?=[\s\w(\[@*_`|<]|$))"
_INPUT = (
    r"(?:<input(?=[^<>]{0,200}\btype\s*=\s*[\"']?checkbox\b)"
    r"(?P<attributes>(?:[^<>\"'/]|\"[^<>\"]*\"|'[^<>']*'|/(?!>)){0,200}?)\s*/?>)"
)
_MAY_BE = re.compile(rf"[\[<{''.join((*_OPEN_SIGNS, *_DONE_SIGNS))}]")
_CHECKED = re.compile(r"\s*\bchecked\b(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|\w+))?", re.IGNORECASE)
_CELL_START = r"(?:(?<!\\)\||<br\s*/?>)[ \t]*(?:[-*+]|\d{1,9}[.)])?[ \t]*"
_TAG_START = r"<(?:li|label|p|td|div)\b[^<>]{0,200}>\s*"


class Writing(Enum):
    """How a box is written."""

    BRACKETS = 1
    SIGN = 2
    HTML = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A box in a line of source: its state, how it is written, and where what is replaced to set it begins and ends."""

    state: State
    mark: tuple[int, int]
    writing: Writing

    def set(self, line: str, state: State) -> str:
        """`line` with this box in `state`, nothing else changed. A sign or HTML box cannot say that work was dropped."""
        if state is self.state or (
            self.writing is not Writing.BRACKETS and (state is State.OPEN) == (self.state is State.OPEN)
        ):
            return line
        start, end = self.mark
        return line[:start] + self._as(line[start:end], state) + line[end:]

    def _as(self, mark: str, state: State) -> str:
        match self.writing:
            case Writing.BRACKETS:
                return _MARKS[state]
            case Writing.SIGN:
                return (_DONE_SIGNS if state is State.OPEN else _OPEN_SIGNS)[mark]
            case Writing.HTML:
                return _CHECKED.sub("", mark) if state is State.OPEN else f"{mark} checked"


def box_at(found: re.Match[str]) -> Box:
    """The box that a pattern with `box()` in it has found."""
    if (mark := found["mark"]) is not None:
        start, end = found.span("mark")
        return Box(_STATES[mark.strip()], (start, end), Writing.BRACKETS)
    if (sign := found["sign"]) is not None:
        return Box(State.OPEN if sign in _OPEN_SIGNS else State.DONE, found.span("sign"), Writing.SIGN)
    state = State.DONE if _CHECKED.search(found["attributes"]) else State.OPEN
    return Box(state, found.span("attributes"), Writing.HTML)


def box_in_front(line: str) -> re.Match[str] | None:
    """The box that a line of text begins with, with or without a bullet."""
    may_be = _MAY_BE.search(line) if not line.isascii() else "[" in line or "<" in line
    return _loose_box().match(line) if may_be else None


def signs_are_words(lines: Sequence[str]) -> bool:
    """Whether `✅` is a word for done in these lines, and no box: where a note has no other box, none could be open."""
    signed = [line for line in lines if WORD_FOR_DONE in line]
    if not signed or not any(found["sign"] == WORD_FOR_DONE for line in signed if (found := leading_box().match(line))):
        return False
    boxes = (found for line in lines if _MAY_BE.search(line) for found in _all(line))
    return all(found["sign"] == WORD_FOR_DONE for found in boxes)


def boxes_in(line: str) -> tuple[Box, ...]:
    """All boxes of a line of source in their order: in front of its words, in front of those of a cell, and HTML's anywhere."""
    return tuple(map(box_at, _all(line)))


def boxes_of_html(line: str) -> Iterator[tuple[int, Box, str]]:
    """The boxes of HTML in a line: which of the line's boxes each is, and the text up to the next."""
    found = _all(line)
    for nth, (each, following) in enumerate(zip_longest(found, found[1:])):
        if each["attributes"] is not None:
            yield nth, box_at(each), _text(line[each.end() : following.start() if following else len(line)])


def boxes_in_cell(cell: str) -> Iterator[tuple[Box, str]]:
    """The boxes of a table's cell in their order, each with the text up to the next."""
    found = list(_further().finditer(f"|{cell}")) if _MAY_BE.search(cell) else []
    for each, following in zip_longest(found, found[1:]):
        yield box_at(each), _text(cell[each.end() - 1 : following.start() - 1 if following else len(cell)])


def _all(line: str) -> list[re.Match[str]]:
    found = [first] if (first := leading_box().match(line)) else []
    if "|" in line or "<" in line:
        found += _further().finditer(line, found[0].end() if found else 0)
    return found


def _text(behind: str) -> str:
    return _ENDS.split(behind, maxsplit=1)[0].strip()


_ENDS = re.compile(r"<br\s*/?>|</?(?:li|label|p|td|div|ul|ol)\b", re.IGNORECASE)


@cache
def box() -> str:
    """A regular expression for a box in any writing. One of the groups `mark`, `attributes` and `sign` gives its state.

    The group `lead` is what may stand between bullet and box: `TODO (name)`. In front of a sign it would be a sentence.
    """
    work = words().work
    lead = rf"(?P<lead>(?:{shouted((*work.action, *work.todo))}[ :]*+)?(?:\([^()\[\]]{{0,80}}\))?)"
    return rf"(?:{lead}\s*+(?:{MARK}|{_INPUT})|{_SIGN})"


@cache
def leading_box() -> re.Pattern[str]:
    """What stands in front of a line's words: quotes, bullets, an owner, the box."""
    return re.compile(rf"(?P<before>[\s>]*+(?:{BULLET}[\s>]*+)*+){box()}")


@cache
def _further() -> re.Pattern[str]:
    """A box at the beginning of a cell, behind a line break in one, or of HTML."""
    return re.compile(rf"(?:{_CELL_START}(?:{_TAG_START})*(?:{MARK}|{_SIGN})|{_INPUT})", re.IGNORECASE)


@cache
def _loose_box() -> re.Pattern[str]:
    return re.compile(rf"(?P<bullet>[-*+]|\d{{1,9}}[.)])?\s*+{box()}\s*+(?P<text>.*)", re.DOTALL)
