"""Where boxes stand in a note's source; ticking one without touching another byte.

A note is read as blocks in the order of the file, each with its line. They come from markdown-it-py with its inline rule
off: all positions are those of blocks, columns are searched in the line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import dropwhile, pairwise, takewhile

from bot.core.markdown.blocks import Block, Form, Reader
from bot.core.markdown.boxes import (
    DASHES,
    LETTERED,
    SIGNS,
    WORD_FOR_DONE,
    boxes_in,
    leading_box,
    signs_are_words,
)
from bot.core.markdown.heading_lines import unwrapped
from bot.core.markdown.inline import References, reference
from bot.core.markdown.parser import html_to_blank, tokens_of
from bot.core.markdown.titles.labels import is_label
from bot.core.model.notes import State
from bot.core.words import words
from bot.core.words.languages import language_of
from bot.core.words.phrases import any_of

LINE_END = re.compile(r"\r\n?|\n")
_WRAPPING = re.compile(r"[ \t>]*+(?::::+[^`]*|(?:\{\{?%(?:[^`%]|%(?!\}))*+%\}\}?[ \t]*+)++)")
_FENCE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?P<fence>`{3,}|~{3,})(?P<after>.*)")
_REFERENCE = re.compile(r" {0,3}\[(?P<label>[^\[\]]{1,200})\]:[ \t]*+(?P<url>\S++)[ \t]*+(?:[\"'(].*)?$")
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_TIGHT_HEADING = re.compile(r"#{2,6}(?=[^\s#])")
_SIGN = re.compile(rf"(?P<indent>[ \t]*)[{SIGNS}](?=[ \t]+\S)")
_MARKED = re.compile(rf"(?:(?P<indent>[ \t]*)(?P<dash>[{DASHES}])|(?P<outer> ?)(?P<mark>{LETTERED}))(?=[ \t]+\S)")
_LETTER = re.compile(r"\d+|[A-Za-z]")
_NEAR = 4
"""Lines from one item of a list to the next."""
_FIRST = 5
"""Characters in which what is typed in front of an item ends."""
_INDENTED_BULLET = re.compile(r"(?P<indent>(?: {4}|\t)[ \t]*)(?:[-*+]|\d{1,9}[.)])\s")
# All that Python strips and CommonMark does not: the parser strips a paragraph's first lines of it, and miscounts.
_SPACES = (
    "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)

_ASCII_SPACES = sum(map(str.isascii, _SPACES))


@dataclass(frozen=True, slots=True)
class Document:
    """A note as blocks. `front` is the text between the `---` lines, `deep` the line where nesting went beyond the parser's sight,
    `rules` the lines of the rules, `html` the (first, last) lines of the blocks of HTML that only an empty line ends.

    `bare_ai`: the note uses `AI:` for its action items, so that the letters stand for nothing else in it. `language` is
    the code of its own language, `folded` all of it case folded.
    """

    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    front: str
    references: References
    deep: int | None
    rules: tuple[int, ...]
    html: tuple[tuple[int, int], ...]
    bare_ai: bool
    language: str
    folded: str

    def is_apart(self, one: Block, other: Block) -> bool:
        """Whether a blank line stands between two blocks."""
        return not all(map(str.strip, self.lines[one.number : other.number - 1]))

    def is_below_bullet(self, block: Block, above: Block | None) -> bool:
        """Whether `block` begins right below the bullet `above`."""
        return above is not None and above.form is Form.BULLET and above.last == block.number - 1

    def list_below(self, above: Block) -> list[str]:
        """The words of the bullets of the list that begins right below a block, without those nested in it."""
        behind = dropwhile(lambda each: each.number <= above.number, self.blocks)
        bullets = takewhile(lambda each: each.form is Form.BULLET, behind)
        return [each.source for each in bullets if each.parent is None]

    def sign(self, bullet: Block) -> str:
        """The sign in front of a bullet, `1` for any number: with another one another list begins."""
        sign = self.lines[bullet.number - 1].lstrip(" \t>")[:1]
        return "1" if sign.isdigit() else sign


@lru_cache(maxsize=2)
def document(text: str) -> Document:
    """`text` (BOM and line ends as they are) as blocks; never raises. What has just been read is often asked for again."""
    lines = _split(_spaced(text.removeprefix("\ufeff")))
    front, start = front_matter(lines)
    body = list(unwrapped([""] * start + lines[start:]))
    references = _clear_wrapping(body)
    _outdent_lists(body)
    bare_ai = any(short in text for short in words().work.initials) and any(map(_initials().match, body))
    reader = Reader(body, bare_ai=bare_ai)
    tokens = tokens_of("\n".join(body))
    for token in tokens:
        reader.take(token)
    folded = text.casefold()
    return Document(
        tuple(reader.blocks),
        tuple(body),
        front,
        references,
        reader.deep,
        tuple(reader.rules),
        tuple(html_to_blank(tokens)),
        bare_ai,
        language_of(folded),
        folded,
    )


def source_lines(text: str) -> tuple[str, ...]:
    """The lines of a note as editors count them, BOM and line ends left out."""
    return tuple(_split(text.removeprefix("\ufeff")))


def _split(text: str) -> list[str]:
    return LINE_END.split(text) if "\r" in text else text.split("\n")


def box_lines(text: str) -> tuple[int, ...]:
    """The numbers of the lines that begin with what looks like a box, wherever it stands: in a quote or in code too."""
    lines = source_lines(_spaced(text))
    found = ((number, leading_box().match(line)) for number, line in enumerate(lines, 1))
    words = (WORD_FOR_DONE,) if signs_are_words(lines) else ()
    return tuple(number for number, box in found if box and box["sign"] not in words)


def tick(text: str, number: int, done: bool) -> str:
    """`text` with the box on its line `number` ticked or unticked; ValueError where no box stands there."""
    return with_box(text, number, State.DONE if done else State.OPEN)


def with_box(text: str, number: int, state: State, nth: int = 0) -> str:
    """`text` with a box on its line `number` in `state`, in the writing that it has; ValueError where no box stands there.

    `nth` is which of several boxes in the line, counted from 0.
    """
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    if not 1 <= number <= len(starts):
        raise ValueError(f"there is no line {number}")
    start = starts[number - 1]
    line = LINE_END.split(text[start:], maxsplit=1)[0]
    words = line.removeprefix("\ufeff") if number == 1 else line
    found = boxes_in(_spaced(words))
    if nth >= len(found):
        raise ValueError(f"no box stands on line {number}")
    start += len(line) - len(words)
    return text[:start] + found[nth].set(words, state) + text[start + len(words) :]


@cache
def _initials() -> re.Pattern[str]:
    """A line that uses the initials of a word for work as one: `AI: …`, `## AIs`."""
    short = words().work.initials
    plural = any_of(f"{each}s" for each in short)
    return re.compile(rf"[\s>*+_-]*+{any_of(short)}(?:\s?[:(–]|\s+-)\s?\S|#{{1,6}}\s.*{plural}")


def _spaced(text: str) -> str:
    """`text` with blanks for all other spaces, character for character."""
    for space in _SPACES[:_ASCII_SPACES] if text.isascii() else _SPACES:
        text = text.replace(space, " ")
    return text


def front_matter(lines: Sequence[str]) -> tuple[str, int]:
    """The YAML between `---` and `---` at the top, and how many lines it takes."""
    if lines[0].rstrip() != "---":
        return "", 0
    for number, line in enumerate(lines[1:200], 2):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1 : number - 1]), number
    return "", 0


def _clear_wrapping(lines: list[str]) -> References:
    """Blank `:::` and `{% … %}` lines outside fences, in place; they only wrap. Returns the link references on the way.

    `##待办` is a heading for people: it gets the blank that CommonMark asks for. So are `• a` and `◦ a` bullets, as editors
    write them, and `– a` or `(1) a` where another one stands near.
    """
    references: References = {}
    marked: list[tuple[int, re.Match[str]]] = []
    fence = ""
    for index, line in enumerate(lines):
        if fence or "```" in line or "~~~" in line:
            fence = _fence_after(line, fence)
        elif (":::" in line or "{%" in line) and _WRAPPING.fullmatch(line):
            lines[index] = ""
        elif line.startswith("##") and (tight := _TIGHT_HEADING.match(line)):
            lines[index] = f"{tight[0]} {line[tight.end() :]}"
        elif "]:" in line and (found := _REFERENCE.match(line)):
            references.setdefault(reference(found["label"]), {"href": found["url"].strip("<>"), "title": ""})
        elif not line.isascii() or ")" in line[:_FIRST]:
            if sign := _SIGN.match(line):
                lines[index] = f"{sign['indent']}-{line[sign.end() :]}"
            elif mark := _MARKED.match(line):
                marked.append((index, mark))
    for index, mark in _in_lists(marked).items():
        lines[index] = f"{mark['indent'] or mark['outer'] or ''}-{lines[index][mark.end() :]}"
    return references


def _in_lists(marked: Sequence[tuple[int, re.Match[str]]]) -> dict[int, re.Match[str]]:
    """Of the marks in front of lines those of lists: near one stands another that is the same dash or goes on with it."""
    found: dict[int, re.Match[str]] = {}
    for (above, one), (below, other) in pairwise(marked):
        if below - above <= _NEAR and _goes_on(one, other):
            found |= {above: one, below: other}
    return found


def _goes_on(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a mark is the same dash as another, or the next number or letter: `(1)` and `(2)`."""
    if one["dash"] or other["dash"]:
        return one["dash"] == other["dash"]
    first, second = _LETTER.search(one["mark"]), _LETTER.search(other["mark"])
    if not (first and second):
        return one["mark"] == other["mark"]
    is_form = one["mark"].replace(first[0], "", 1) == other["mark"].replace(second[0], "", 1)
    return is_form and _place(second[0]) == _place(first[0]) + 1


def _place(sign: str) -> int:
    return int(sign) if sign.isdigit() else ord(sign)


def _outdent_lists(lines: list[str]) -> None:
    """Take the indent off lists that stand right below a heading or a label for work, in place: for CommonMark they are code, for
    people lists."""
    indent, above = "", 0
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        found = _INDENTED_BULLET.match(line) if line[0].isspace() and not indent else None
        if found and _heads_list(lines[above], index - above):
            indent = found["indent"]
        elif not line.startswith(indent):
            indent = ""
        lines[index] = line[len(indent) :]
        above = index


def _heads_list(above: str, far: int) -> bool:
    """Whether a line is a heading, or a label for work with a blank line behind it."""
    if _HEADING.match(above):
        return True
    said = above.strip("*_ \t")
    is_line = above[:1].isalpha() or above.startswith(("**", "__"))
    return far > 1 and is_line and said.endswith(":") and is_label(said)


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open after `line`."""
    found = _FENCE.match(line)
    if not found:
        return fence
    if not fence:
        return "" if "`" in found["after"] else found["fence"]
    closes = found["fence"].startswith(fence) and not found["after"].strip()
    return "" if closes else fence
