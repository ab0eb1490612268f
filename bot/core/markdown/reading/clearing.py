"""The lines of a note made ready for the parser: what CommonMark would read as something else than people mean."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.core.markdown.boxes import DASHES, LETTERED, SIGNS
from bot.core.markdown.inline import References, reference
from bot.core.markdown.titles.labels import is_label

_WRAPPING = re.compile(r"[ \t>]*+(?::::+[^`]*|(?:\{\{?%(?:[^`%]|%(?!\}))*+%\}\}?[ \t]*+)++)")
_FENCE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?P<fence>`{3,}|~{3,})(?P<after>.*)")
_REFERENCE = re.compile(r" {0,3}\[(?P<label>[^\[\]]{1,200})\]:[ \t]*+(?P<url>\S++)[ \t]*+(?:[\"'(].*)?$")
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_TIGHT_HEADING = re.compile(r"#{2,6}(?=[^\s#])")
_SIGN = re.compile(rf"(?P<indent>[ \t]*)[{SIGNS}](?=[ \t]+\S)")
_MARKED = re.compile(
    rf"(?:(?P<indent>[ \t]*)(?P<dash>[{DASHES}])|(?P<outer> ?)(?P<mark>{LETTERED}))(?:(?=[ \t]+\S)|(?<=[）、])(?=\S))"
)
_LETTER = re.compile(r"\d+|[A-Za-z]")
_INDENTED_BULLET = re.compile(r"(?P<indent>(?: {4}|\t)[ \t]*)(?:[-*+]|\d{1,9}[.)])\s")
_NEAR = 4
"""Lines from one item of a list to the next."""
_FIRST = 5
"""Characters in which what is typed in front of an item ends."""
# All that Python strips and CommonMark does not: the parser strips a paragraph's first lines of it, and miscounts.
_SPACES = (
    "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)

_ASCII_SPACES = sum(map(str.isascii, _SPACES))


def spaced(text: str) -> str:
    """`text` with blanks for all other spaces, character for character."""
    for space in _SPACES[:_ASCII_SPACES] if text.isascii() else _SPACES:
        text = text.replace(space, " ")
    return text


def clear_wrapping(lines: list[str]) -> References:
    """Blank the `:::` and `{% … %}` lines outside fences, in place, since they only wrap; the link references of the lines.

    `##待办` is a heading for people: it gets the blank that CommonMark asks for. So are `• a` and `◦ a` bullets, as editors
    write them, and `– a`, `(1) a` or `（1）a` where another one stands near.
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
        gap = "" if lines[index][mark.end()].isspace() else " "
        lines[index] = f"{mark['indent'] or mark['outer'] or ''}-{gap}{lines[index][mark.end() :]}"
    return references


def _in_lists(marked: Sequence[tuple[int, re.Match[str]]]) -> dict[int, re.Match[str]]:
    """The marks that are those of lists, by their lines: another one stands near that is the same dash, or the next number or letter."""
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


def outdent_lists(lines: list[str]) -> None:
    """Take the indent off lists that stand right below a heading or a label for work, in place: for CommonMark they are code, for
    people lists."""
    indent, above = "", 0
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if indent and not line.startswith(indent):
            indent = ""
        elif not indent and line[0].isspace() and (found := _INDENTED_BULLET.match(line)):
            indent = found["indent"] if _heads_list(lines[above], index - above) else ""
        if indent:
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
