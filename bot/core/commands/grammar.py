"""Which lines of a comment are commands: `/word rest`, alone on a line, outside code, quotes, lists and HTML comments.

Where code and comments end is told by a Markdown parser, for they may begin lines before. Which words are commands is the
registry's to say: a line that starts with a slash may be a path.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.core.text.unicode import visible, without_comments

MOST = 20
"""Commands that one comment may give."""

MOST_BRACKETS = 2_000
"""Brackets, stars, pipes and backticks of a comment above which nothing is looked for: the parser's time grows with their square."""

_PARSER = MarkdownIt("gfm-like2", {"linkify": False, "maxNesting": 20})
_SLASH = re.compile(r"^[^\S\n]*/(?=[A-Za-z])", re.MULTILINE)
_COMMAND = re.compile(r"/(?P<name>[A-Za-z]+(?:-[A-Za-z]+)*)[.,:;!?]*(?:\s+(?P<rest>\S.*))?", re.DOTALL)
_SIGN = "\ue000"
"""Put before each slash that may begin a command. In private use, so that no person means anything by it."""
_SIGNED = re.compile(rf"{_SIGN}(\d+){_SIGN}")
_UNDERLINES = frozenset("-=")
"""Signs that make a heading of the lines above: mail programs put `--` before a signature."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """One command as it was said: its name in lower case, and what stands after it on the line."""

    name: str
    rest: str = ""

    def __str__(self) -> str:
        """The line: `/drop no longer needed`."""
        return f"/{self.name} {self.rest}".rstrip()


def spoken(body: str) -> tuple[Invocation, ...]:
    """The lines of a comment that have the form of a command, in order; never raises."""
    text = visible(body).replace(_SIGN, "")
    if not _SLASH.search(text) or sum(map(text.count, "[]*_`<|")) > MOST_BRACKETS:
        return ()
    lines = text.split("\n")
    signed = [_SLASH.sub(rf"\g<0>{_SIGN}{number}{_SIGN}", line) for number, line in enumerate(lines)]
    found = (_COMMAND.fullmatch(_tidy(lines[number])) for number in _shown("\n".join(signed)))
    return tuple(Invocation(each["name"].lower(), each["rest"] or "") for each in found if each)


def _tidy(line: str) -> str:
    """A line without HTML comments, a hard line break's backslash, and blanks where none need be."""
    return " ".join(without_comments(line).removesuffix("\\").split())


def read(line: str) -> Invocation:
    """A command from its line; the inverse of `str`."""
    name, _, rest = line.removeprefix("/").partition(" ")
    return Invocation(name, rest.strip())


def new(before: str, after: str) -> tuple[Invocation, ...]:
    """The commands that an edit brought: those of `after` that `before` has not, or not as often."""
    old = Counter(spoken(before))
    found = []
    for said in spoken(after):
        if old[said]:
            old[said] -= 1
        else:
            found.append(said)
    return tuple(found)


def _shown(text: str) -> Iterator[int]:
    """The 0-based lines whose sign stands at the start of a line of a plain paragraph."""
    tokens = _PARSER.parse(text)
    for before, token in pairwise(tokens):
        plain = before.type == "paragraph_open" or (before.type == "heading_open" and before.markup in _UNDERLINES)
        if plain and before.level == 0 and token.type == "inline":
            yield from _signs(token.children or ())


def _signs(children: Sequence[Token]) -> Iterator[int]:
    at_start = True
    for child in children:
        if (
            at_start
            and child.type == "text"
            and child.level == 0
            and (found := _SIGNED.match(child.content.lstrip(), 1))
        ):
            yield int(found[1])
        at_start = child.type in {"softbreak", "hardbreak"}
