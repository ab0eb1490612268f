"""Lines of Markdown, as reStructuredText writes them: lists with the empty lines and indents that it needs, titles, links."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

_ADDRESS = r"https?://[^\s<>()\[\]]+"
_INLINE = re.compile(
    rf"(?P<code>`[^`]+`)|!?\[(?P<text>[^\[\]`<>]+)\]\((?P<url>[^\s()<>]{{1,2000}})\)|(?P<address>{_ADDRESS})"
    r"|(?<![\w_])__(?P<strong>[^_\s](?:[^_]*[^_\s])?)__(?![\w_])|(?<![\w_])_(?P<stress>[^_\s](?:[^_]*[^_\s])?)_(?![\w_])"
    r"|(?P<name>(?<=\w)_+(?=\W|$))"
)
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-*+]|\d{1,9}[.)])[ \t]+(?P<text>.*)")
OWN_BULLET = re.compile(r"(?P<indent> *)(?P<sign>[-*+]|(?:\d{1,9}|#)[.)])(?: +(?P<text>.*)|$)")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?P<mark>=+|-{2,})[ \t]*")
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})")
_FIELD = re.compile(r":(?=[^:`\s][^:`]{0,60}:(?:\s|$))")
_MARKS = "=-~^\"'+.:*"
"""Characters for underlines, in the order in which titles of ever deeper sections get them."""


def rst_inline(text: str) -> str:
    """The words of a line: `[#12](address)` is `` `#12 <address>`__ ``, and a name that ends with `_` is no reference."""
    return _INLINE.sub(_inline, text)


def _inline(found: re.Match[str]) -> str:
    if found["code"]:
        return f"`{found['code']}`"
    if found["text"]:
        return f"`{found['text']} <{found['url']}>`__"
    if found["strong"] or found["stress"]:
        return f"**{found['strong']}**" if found["strong"] else f"*{found['stress']}*"
    return found["address"] or "".join(f"\\{sign}" for sign in found["name"])


def width_of(title: str) -> int:
    """How many columns a title takes; its rule must not be shorter."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in title)


@dataclass(frozen=True, slots=True)
class Titles:
    """How the titles of a note are underlined: level → the sign, with whether it stands above too."""

    marks: dict[int, tuple[str, bool]]

    def rows(self, title: str, level: int, below: int) -> list[str]:
        """A title of a level, which is at most one deeper than the section that it stands in, `below`."""
        level = min(level, below + 1)
        taken = {mark for mark, _ in self.marks.values()}
        free = next(mark for mark in _MARKS if mark not in taken)
        mark, over = self.marks.setdefault(level, (free, False))
        line = mark * max(width_of(title), 4)
        return [*([line] if over else []), title, line]


@dataclass(slots=True)
class Writer:
    """Writes lines of Markdown below the row `above`. `level` is that of the section there, `sign` that of the list."""

    titles: Titles
    above: str
    level: int
    sign: str = ""
    base: str = ""
    """The indent of the list there."""
    rows: list[str] = field(default_factory=list)
    _open: list[tuple[int, str]] = field(default_factory=list)
    """The bullets that hold what comes next: the column of each in the Markdown, and its indent with its sign here."""
    _gap: bool = False
    _fence: str = ""
    _fence_column: int = 0

    def written(self, lines: Sequence[str], below: str) -> list[str]:
        """The rows; `below` is the next line of the note."""
        skip = False
        for at, line in enumerate(lines):
            after = lines[at + 1] if at + 1 < len(lines) else ""
            skip = False if skip else self._take(line.expandtabs(4).rstrip(), after)
        is_more = bool(self.rows) and _same(OWN_BULLET.match(self.rows[-1]), OWN_BULLET.match(below))
        if self.rows and self.rows[-1] and below.strip() and (self._gap or not is_more):
            self.rows.append("")
        return self.rows

    def _take(self, line: str, after: str) -> bool:
        """Write a line; whether the line `after` it is written with it."""
        if self._fence or _FENCE.match(line):
            self._code(line)
        elif not line.strip():
            self._gap = True
        elif heading := _HEADING.fullmatch(line):
            self._title(heading["title"], len(heading["marks"]))
        elif not self._open and not _BULLET.match(line) and (under := _UNDERLINE.fullmatch(after)):
            self._title(line.strip(), 1 if under["mark"][0] == "=" else 2)
            return True
        elif bullet := _BULLET.fullmatch(line):
            self._bullet(bullet)
        else:
            self._text(line)
        return False

    # --- blocks

    def _title(self, title: str, level: int) -> None:
        self._open.clear()
        self._add(self.titles.rows(title, level, self.level), apart=True)
        self.level = min(level, self.level + 1)
        self.sign = ""
        self._gap = True

    def _bullet(self, found: re.Match[str]) -> None:
        column = len(found["indent"])
        self._end_at(column)
        own = found["sign"] if found["sign"] in "-*+" else "#."
        sign = self.sign or own if not self._open else own
        if not self._open:
            self.sign = sign
        inside = _inside(self._open[-1][1]) if self._open else self.base
        begin = f"{inside}{sign}"
        text = rst_inline(_FIELD.sub(r"\\:", found["text"], count=1) if found["text"][:1] == ":" else found["text"])
        row = f"{begin} {text}".rstrip()
        before = self.rows[-1] if self.rows else self.above
        self._add([row], apart=not _same(OWN_BULLET.match(before), OWN_BULLET.match(row)))
        self._open.append((column, begin))

    def _text(self, line: str) -> None:
        """Words of the bullet that they stand below, or a line of their own."""
        # Without an empty line above it goes on with what stands there, whatever its indent.
        wraps = bool(self._open) and not self._gap and bool(self.rows)
        if not wraps:
            self._end_at(_column(line))
        self._add([self._indent + rst_inline(line.strip())], apart=not wraps)

    def _code(self, line: str) -> None:
        """A block of code is a literal block."""
        found = _FENCE.match(line)
        if not self._fence and found:
            self._fence, self._fence_column = found["fence"], _column(line)
            self._end_at(self._fence_column)
            self._add([f"{self._indent}::", ""], apart=True)
        elif found and found["fence"].startswith(self._fence):
            self._fence, self._gap = "", True
        else:
            code = line[min(_column(line), self._fence_column) :]
            self.rows.append(f"{self._indent}    {code}" if code else "")

    @property
    def _indent(self) -> str:
        """That of what stands in the innermost open bullet."""
        return _inside(self._open[-1][1]) if self._open else ""

    def _end_at(self, column: int) -> None:
        """End the bullets in which nothing of this column stands."""
        while self._open and self._open[-1][0] >= column:
            self._open.pop()

    def _add(self, rows: Sequence[str], *, apart: bool) -> None:
        before = self.rows[-1] if self.rows else self.above
        if before.strip() and (apart or self._gap):
            self.rows.append("")
        self.rows += rows
        self._gap = False


def _inside(begin: str) -> str:
    """The indent of what stands in a bullet that begins so."""
    return " " * (len(begin) + 1)


def _column(line: str) -> int:
    return len(line) - len(line.lstrip())


def _same(one: re.Match[str] | None, other: re.Match[str] | None) -> bool:
    """Whether two rows are bullets of one list."""
    return bool(one and other and one["indent"] == other["indent"] and one["sign"] == other["sign"])
