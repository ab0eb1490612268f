"""Where boxes stand in a note's source; ticking one without touching another byte.

A note is read as blocks in the order of the file, each with the line it starts on and the bullet it is nested under. The
blocks come from markdown-it-py with its inline rule off: all positions are those of blocks, columns are searched in the line.
What people write and CommonMark does not see as a box (`( ) [ ] text`, a bare `[ ] text`, children indented too far) is found
in the text of the blocks, so it can never stand in code or in an HTML comment.
"""

import re
from dataclasses import dataclass, field
from enum import Enum

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.core.model import State

MAX_NESTING = 100
_ENDS = re.compile(r"\r\n?|\n")
_MARK = r"\[(?P<mark>[ xX~]|[xX~] | [xX~])\](?=\s|$)"
_LEAD = r"(?P<lead>(?:(?:TODO|ACTION)[ :]*+)?(?:\([^()\[\]]{0,80}\))?)"
_LOOSE_BOX = re.compile(rf"(?P<bullet>[-*+]|\d{{1,9}}[.)])?\s*+{_LEAD}\s*+{_MARK}\s*+(?P<text>.*)", re.DOTALL)
_LOOSE_BULLET = re.compile(r"[-*+]\s++(?P<text>\S.*)", re.DOTALL)
# A wrapped line that starts with a word for work in capitals or with a colon is not the end of the sentence above it.
_MARKED = re.compile(
    r"[*_\[]{0,3}(?:TODO\b|ACTION\b|(?:Action|Next step|Action item|Action point)s?\s?(?:\d{1,2})?[*_]{0,2}\s?[:(–-]|AI\s?[:(–-])"
)
_BOX_IN_LINE = re.compile(rf"(?P<before>[\s>]*+(?:(?:[-*+]|\d{{1,9}}[.)])\s*+)*+{_LEAD}\s*+){_MARK}")
_CONTAINER = re.compile(r"[ \t>]*+:::+[^`]*")
_FENCE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_REFERENCE = re.compile(r" {0,3}\[(?P<label>[^\[\]]{1,200})\]:[ \t]*+(?P<url>\S++)")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " "})

# References are read by us: the parser's own rule is quadratic in their number.
_PARSER = MarkdownIt("gfm-like2", {"linkify": False, "maxNesting": MAX_NESTING}).disable(["inline", "reference"])


class Form(Enum):
    """What a block is."""

    HEADING = 1
    BULLET = 2
    PARAGRAPH = 3
    ROW = 4


@dataclass(slots=True)
class Block:
    """A heading, a bullet, a paragraph or a table's row. `number` is its 1-based line, `lines` its Markdown without bullet and box.

    `level` is a heading's (1-6); `parent` the index of the bullet above; `column` the width of what is left of it;
    `cells` those of a row, `head` whether it is the table's first.
    """

    form: Form
    number: int
    lines: list[str]
    parent: int | None = None
    level: int = 0
    column: int = 0
    box: State | None = None
    quoted: bool = False
    cells: list[str] = field(default_factory=list)
    head: bool = False

    @property
    def source(self) -> str:
        """The Markdown with wrapped lines joined by one space."""
        return " ".join(line.strip() for line in self.lines).strip()

    @property
    def last(self) -> int:
        """The line it ends on."""
        return self.number + max(len(self.lines), 1) - 1


@dataclass(frozen=True, slots=True)
class Document:
    """A note as blocks. `front` is the text between the `---` lines, `deep` the line where nesting went beyond the parser's sight."""

    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    front: str
    references: dict[str, str]
    deep: int | None


def document(text: str) -> Document:
    """`text` (BOM and line ends as they are) as blocks; never raises."""
    lines = _ENDS.split(text.removeprefix("\ufeff").translate(_SPACES))
    front, start = _front_matter(lines)
    body = [""] * start + lines[start:]
    references = _clear_containers(body)
    reader = _Reader(body)
    for token in _PARSER.parse("\n".join(body)):
        reader.take(token)
    return Document(tuple(reader.blocks), tuple(body), front, references, reader.deep)


def tick(text: str, number: int, done: bool) -> str:
    """`text` with the box on its line `number` ticked or unticked; ValueError where no box stands there."""
    ends = [match.end() for match in _ENDS.finditer(text)]
    starts = [0, *ends]
    if not 1 <= number <= len(starts):
        raise ValueError(f"there is no line {number}")
    start = starts[number - 1]
    end = ends[number - 1] if number <= len(ends) else len(text)
    line = text[start:end].translate(_SPACES)
    shift = len(line) - len(line.removeprefix("\ufeff"))
    found = _BOX_IN_LINE.match(line, shift)
    if not found:
        raise ValueError(f"no box stands on line {number}")
    return text[: start + found.start("mark")] + ("x" if done else " ") + text[start + found.end("mark") :]


def _front_matter(lines: list[str]) -> tuple[str, int]:
    """The YAML between `---` and `---` at the top, and how many lines it takes."""
    if lines[0].rstrip() != "---":
        return "", 0
    for number, line in enumerate(lines[1:200], 2):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1 : number - 1]), number
    return "", 0


def _clear_containers(lines: list[str]) -> dict[str, str]:
    """Blank the `:::` lines outside fences, in place; they only wrap. Returns the link references on the way."""
    references: dict[str, str] = {}
    fence = ""
    for index, line in enumerate(lines):
        if fence or "```" in line or "~~~" in line:
            fence = _fence_after(line, fence)
        elif _CONTAINER.fullmatch(line):
            lines[index] = ""
        elif found := _REFERENCE.match(line):
            references.setdefault(found["label"].strip().casefold(), found["url"].strip("<>"))
    return references


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open after `line`."""
    found = _FENCE.match(line)
    if not found:
        return fence
    if not fence:
        return "" if "`" in found["info"] else found["fence"]
    closes = found["fence"].startswith(fence) and not found["info"].strip()
    return "" if closes else fence


class _Reader:
    """Turns tokens into blocks."""

    def __init__(self, lines: list[str]) -> None:
        self.blocks: list[Block] = []
        self.deep: int | None = None
        self._lines = lines
        self._open: list[int] = []
        self._bare: list[bool] = []
        self._quotes = 0
        self._heading = 0
        self._row: Block | None = None
        self._head = False

    def take(self, token: Token) -> None:
        """Read the next token."""
        match token.type:
            case "list_item_open":
                self._item(token)
            case "list_item_close":
                self._open.pop()
                self._bare.pop()
            case "blockquote_open" | "alert_open":
                self._quotes += 1
                self._look_deep(token)
            case "blockquote_close" | "alert_close":
                self._quotes -= 1
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "inline":
                self._inline(token)
            case _:
                self._table(token)

    def _item(self, token: Token) -> None:
        number = _first_line(token) + 1
        box = {True: State.DONE, False: State.OPEN}.get(token.meta.get("checked"))
        column = self._column(number)
        block = Block(Form.BULLET, number, [], self._above(number, column), column=column, box=box, quoted=self._quotes > 0)
        self._open.append(len(self.blocks))
        self._bare.append(True)
        self.blocks.append(block)
        self._look_deep(token)

    def _above(self, number: int, column: int) -> int | None:
        """The bullet a new one is nested under: the open one, or the bare box that it follows directly, further to the right."""
        if self._open:
            return self._open[-1]
        if not self.blocks:
            return None
        before = self.blocks[-1]
        bare = before.form is Form.BULLET and before.box is not None and before.last == number - 1 and before.column < column
        return len(self.blocks) - 1 if bare and before.parent is None and not self._lines[before.number - 1].lstrip().startswith(("-", "*", "+")) else None

    def _look_deep(self, token: Token) -> None:
        """The parser skips all that stands deeper, to the end of the file."""
        if token.level >= MAX_NESTING - 1 and self.deep is None:
            self.deep = _first_line(token) + 1

    def _inline(self, token: Token) -> None:
        number = _first_line(token) + 1
        if self._row is not None:
            self._row.cells.append(token.content)
            return
        if token.map is None:
            return
        lines = token.content.split("\n")
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
        elif bullet.box is None and (found := _LOOSE_BOX.match(lines[0])):
            bullet.box = _state(found["mark"])
            lines = [f"{found['lead']} {found['text']}".strip(), *lines[1:]]
        bullet.lines.append(lines[0])
        self._wrapped(self._open[-1], number + 1, lines[1:])

    def _paragraph(self, number: int, lines: list[str]) -> None:
        parent = self._open[-1] if self._open else None
        if not self._loose(parent, number, lines[0]):
            column = self._column(number)
            self.blocks.append(Block(Form.PARAGRAPH, number, [lines[0]], parent, column=column, quoted=self._quotes > 0))
        self._wrapped(len(self.blocks) - 1, number + 1, lines[1:])

    def _wrapped(self, at: int, number: int, lines: list[str]) -> None:
        """Lines that continue the block `at`, or start a bullet that CommonMark does not see."""
        for line in lines:
            if self._loose(at, number, line):
                at = len(self.blocks) - 1
            else:
                self.blocks[at].lines.append(line)
            number += 1

    def _loose(self, near: int | None, number: int, line: str) -> bool:
        """Whether `line` is a box or bullet of its own, near (in or under) the block `near`; then it is added."""
        bare = line.strip()
        box = _LOOSE_BOX.match(bare)
        found = box or (_LOOSE_BULLET.match(bare) if near is not None else None)
        column = self._column(number)
        if not found and near is not None and _MARKED.match(bare):
            parent = near if self.blocks[near].form is Form.BULLET else self.blocks[near].parent
            self.blocks.append(Block(Form.PARAGRAPH, number, [bare], parent, column=column, quoted=self._quotes > 0))
            return True
        if not found:
            return False
        while near is not None and (self.blocks[near].column >= column or self.blocks[near].form is not Form.BULLET):
            near = self.blocks[near].parent
        text = f"{box['lead']} {box['text']}".strip() if box else found["text"]
        state = _state(box["mark"]) if box else None
        self.blocks.append(Block(Form.BULLET, number, [text], near, column=column, box=state, quoted=self._quotes > 0))
        return True

    def _table(self, token: Token) -> None:
        match token.type:
            case "thead_open":
                self._head = True
            case "thead_close":
                self._head = False
            case "tr_open":
                parent = self._open[-1] if self._open else None
                number = _first_line(token) + 1
                self._row = Block(Form.ROW, number, [], parent, quoted=self._quotes > 0, head=self._head)
            case "tr_close" if self._row is not None:
                self.blocks.append(self._row)
                self._row = None

    def _column(self, number: int) -> int:
        line = self._lines[number - 1].expandtabs(4)
        return len(line) - len(line.lstrip())


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _state(mark: str) -> State:
    match mark.strip():
        case "":
            return State.OPEN
        case "~":
            return State.DROPPED
        case _:
            return State.DONE
