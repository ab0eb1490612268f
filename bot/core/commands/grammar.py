"""Which lines of a comment are commands: `/word rest`, alone on a line, outside code, quotes, lists and HTML comments.

A Markdown parser finds where code and comments end, because they may start lines before. Which words are commands is
decided by the registry: a line that starts with a slash may be a path.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, Self

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.core.text.unicode import visible, without_comments

MAX_COMMANDS = 20
"""Commands in one comment."""

_MAX_BRACKETS = 2_000
"""Brackets, stars, pipes and backticks in one comment. A comment with more has no commands: the time of the parser grows
with the square of their number."""

_PARSER = MarkdownIt("gfm-like2", {"linkify": False, "maxNesting": 20})
# What stands within a line is parsed only where it may hide a command: that takes most of the time.
_PARSER.core.ruler.enableOnly(["normalize", "block"])
_INLINE = re.compile(r"[\\`*_~\[<&]")
"""The signs of GFM that change what a line of a paragraph means."""
_SLASH = re.compile(r"^[^\S\n]*/(?=[A-Za-z])", re.MULTILINE)
_COMMAND = re.compile(r"/(?P<name>[A-Za-z]+(?:-[A-Za-z]+)*)[.,:;!?]*(?:\s+(?P<rest>\S.*))?", re.DOTALL)
_MARK = "\ue000"
"""Put around a line number before each slash that may start a command; a character for private use."""
_MARKED = re.compile(rf"{_MARK}(\d+){_MARK}")
_PLAIN = re.compile(r"/[A-Za-z][A-Za-z0-9/., -]*")
"""A line that may be a command, without a sign that has a meaning in Markdown."""
_UNDERLINES = frozenset("-=")
"""Characters that make the lines above a heading: mail programs put `--` before a signature."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """One command of a comment: its name in lower case, and the rest of its line."""

    name: str
    rest: str = ""

    def __str__(self) -> str:
        """The line: `/drop no longer needed`."""
        return f"/{self.name} {self.rest}".rstrip()

    @classmethod
    def from_line(cls, line: str) -> Self:
        """The inverse of `str`."""
        name, _, rest = line.removeprefix("/").partition(" ")
        return cls(name, rest.strip())


def invocations(body: str) -> tuple[Invocation, ...]:
    """The lines of a comment that have the form of a command, in order. Never raises."""
    text = visible(body).replace(_MARK, "")
    if not _SLASH.search(text) or sum(map(text.count, "[]*_`<|")) > _MAX_BRACKETS:
        return ()
    lines = text.split("\n")
    shown, alike = _marked(lines)
    numbers = chain.from_iterable((number, *alike.get(number, ())) for number in _paragraph_lines("\n".join(shown)))
    found = (_COMMAND.fullmatch(_stripped(lines[number])) for number in numbers)
    return tuple(Invocation(each["name"].lower(), each["rest"] or "") for each in found if each)


def _marked(lines: Sequence[str]) -> tuple[list[str], dict[int, list[int]]]:
    """The lines for the parser, each that may be a command with its number in it, and lines that it need not see.

    Of plain lines in a row the third and all after it are what the second is, since nothing in them begins or ends
    anything: they are left out, under the number of the second.
    """
    shown, alike = [], defaultdict[int, list[int]](list)
    row = second = 0
    for number, line in enumerate(lines):
        row = row + 1 if _PLAIN.fullmatch(line) else 0
        if row > 2:
            alike[second].append(number)
            continue
        second = number
        slash = _SLASH.match(line)
        shown.append(f"{slash[0]}{_MARK}{number}{_MARK}{line[slash.end() :]}" if slash else line)
    return shown, alike


def _stripped(line: str) -> str:
    """A line without HTML comments, the backslash of a hard line break, and superfluous spaces."""
    return " ".join(without_comments(line).removesuffix("\\").split())


def added(before: str, after: str) -> tuple[Invocation, ...]:
    """The commands that an edit added: those that `after` has more often than `before`."""
    old = Counter(invocations(before))
    found = []
    for invocation in invocations(after):
        if old[invocation]:
            old[invocation] -= 1
        else:
            found.append(invocation)
    return tuple(found)


def _paragraph_lines(text: str) -> Iterator[int]:
    """The 0-based numbers of the marked lines that are lines of a paragraph outside lists and quotes."""
    known: dict[str, Any] = {}  # the parser's notes of the whole text, as where links lead
    tokens = _PARSER.parse(text, known)
    for before, token in pairwise(tokens):
        is_paragraph = before.type == "paragraph_open" or (
            before.type == "heading_open" and before.markup in _UNDERLINES
        )
        if is_paragraph and before.level == 0 and token.type == "inline" and _MARK in token.content:
            yield from _marks_within(token.content, known)


def _marks_within(paragraph: str, known: dict[str, Any]) -> Iterator[int]:
    if _INLINE.search(paragraph):
        children: list[Token] = []
        _PARSER.inline.parse(paragraph, _PARSER, known, children)
        yield from _marks(children)
        return
    for line in paragraph.split("\n"):
        if found := _MARKED.match(line.lstrip(), 1):
            yield int(found[1])


def _marks(children: Sequence[Token]) -> Iterator[int]:
    at_start = True
    for child in children:
        if (
            at_start
            and child.type == "text"
            and child.level == 0
            and (found := _MARKED.match(child.content.lstrip(), 1))
        ):
            yield int(found[1])
        at_start = child.type in {"softbreak", "hardbreak"}
