"""Where boxes stand in a note's source; ticking one without touching another byte.

A note is read as blocks in the order of the file, each with its line. They come from markdown-it-py with its inline rule
off: all positions are those of blocks, columns are searched in the line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import dropwhile, takewhile

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.boxes import (
    WORD_FOR_DONE,
    boxes_in,
    leading_box,
    signs_are_words,
)
from bot.core.markdown.heading_lines import unwrapped
from bot.core.markdown.inline import References
from bot.core.markdown.reading.clearing import clear_wrapping, outdent_lists, spaced
from bot.core.markdown.reading.parser import html_to_blank, tokens_of
from bot.core.markdown.reading.reader import Reader
from bot.core.model.notes import State
from bot.core.words import words
from bot.core.words.languages import language_of
from bot.core.words.phrases import any_of

LINE_END = re.compile(r"\r\n?|\n")


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
    lines = _split(spaced(text.removeprefix("\ufeff")))
    front, start = front_matter(lines)
    body = list(unwrapped([""] * start + lines[start:]))
    references = clear_wrapping(body)
    outdent_lists(body)
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
    lines = source_lines(spaced(text))
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
    found = boxes_in(spaced(words))
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


def front_matter(lines: Sequence[str]) -> tuple[str, int]:
    """The YAML between `---` and `---` at the top, and how many lines it takes."""
    if lines[0].rstrip() != "---":
        return "", 0
    for number, line in enumerate(lines[1:200], 2):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1 : number - 1]), number
    return "", 0
