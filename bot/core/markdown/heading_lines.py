"""The headings of a file by their lines, found without parsing it: a file of many meetings is taken apart before it is read."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.core.values import dataclass

BOLD = 7
"""The level of a bold line, below that of every heading."""

_ATX = re.compile(r" {0,3}(?P<level>#{1,6})(?:[ \t]+|(?<=##)(?=[^\s#])|(?=\d{4}-\d\d-\d\d(?!\d)))")
"""The front of a heading; its title is cut at the end without a pattern, which would try each blank of a long run."""
_HTML = re.compile(r" {0,3}<h(?P<level>[1-6])(?:[ \t][^<>]*)?>(?P<title>.*?)</h(?P=level)>[ \t]*$", re.IGNORECASE)
_SUMMARY = re.compile(
    r" {0,3}(?:<details[^<>]*>\s*+)?<summary[^<>]*>\s*+(?:<(?:b|i|strong|em|h[1-6])>)*(?P<title>[^<>]+)(?:</\w+>)*</summary>\s*$",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?:\*\*(?P<stars>[^*]{1,120})\*\*|__(?P<bars>[^_]{1,120})__):?(?P<rest>.*)$")
_UNDERLINE = re.compile(r" {0,3}(?P<sign>=|-)(?P=sign)*[ \t]*$")
_NO_TITLE = re.compile(r"[ \t]{4}|[ \t]*(?:[-*+>|#]|\d{1,9}[.)][ \t]|$)")
_WRAPPING = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?:markdown|md)[ \t]*$", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading, or a bold line that may stand for one: its 1-based line, level and title as Markdown.

    `rest` is what stands behind a bold title on the same line.
    """

    number: int
    level: int
    title: str
    rest: str = ""


def unwrapped(lines: Sequence[str]) -> Sequence[str]:
    """The lines of notes that stand as a whole in one block of code, which says that they are Markdown, with blanks for its fences.

    Programs that write notes wrap them so.
    """
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    opened = _WRAPPING.match(lines[first]) if lines else None
    if not opened:
        return lines
    last = next(at for at in range(len(lines) - 1, -1, -1) if lines[at].strip())
    inside = [line.strip() for line in lines[first + 1 : last] if line.strip().startswith(opened["fence"])]
    if last == first or lines[last].strip() != opened["fence"] or not _are_blocks(inside):
        return lines
    return ["" if at in (first, last) else line for at, line in enumerate(lines)]


def _are_blocks(fences: Sequence[str]) -> bool:
    """Whether fences open blocks with a language and close them: one without a language closes the block around them."""
    sure = [fence.strip("`~") != "" for fence in fences]
    return len(sure) % 2 == 0 and all(sure[::2]) and not any(sure[1::2])


def without_code(lines: Iterable[str]) -> Iterator[str]:
    """The lines, those of code blocks and HTML comments empty."""
    fence, comment = "", False
    for line in lines:
        if comment or fence:
            comment = comment and "-->" not in line
            fence = "" if fence and line.strip().startswith(fence) else fence
            yield ""
        elif opened := _FENCE.match(line):
            fence = opened["fence"]
            yield ""
        elif line.lstrip().startswith("<!--"):
            comment = "-->" not in line
            yield ""
        else:
            yield line


def heading_lines(lines: Sequence[str]) -> Iterator[HeadingLine]:
    """The headings in order, of lines without code."""
    return filter(None, (_heading(lines, index) for index, line in enumerate(lines) if line))


def is_heading(line: str) -> bool:
    """Whether a line is a heading by its signs."""
    return bool(_ATX.match(line)) or heading_of_html(line) is not None


def heading_of_html(line: str) -> tuple[int, str] | None:
    """The level and title of a heading that is written in HTML: `<h3>May 15, 2024</h3>`."""
    found = _HTML.match(line) if "</h" in line.lower() else None
    return (int(found["level"]), found["title"].strip()) if found else None


def _heading(lines: Sequence[str], index: int) -> HeadingLine | None:
    """The heading that begins on a line."""
    line = lines[index]
    if found := _ATX.match(line) if "#" in line else None:
        title = line[found.end() :].rstrip(" \t").rstrip("#").rstrip(" \t")
        return HeadingLine(index + 1, len(found["level"]), title)
    if html := heading_of_html(line):
        return HeadingLine(index + 1, *html)
    if "<summary" in line.lower() and (folded := _SUMMARY.match(line)):
        return HeadingLine(index + 1, BOLD, folded["title"].strip())
    below = lines[index + 1] if index + 1 < len(lines) else ""
    if (under := _UNDERLINE.match(below)) and not _NO_TITLE.match(line) and (not index or _ends(lines[index - 1])):
        return HeadingLine(index + 1, 1 if under["sign"] == "=" else 2, line.strip())
    if line.startswith(("**", "__")) and (bold := _BOLD.match(line)):
        return HeadingLine(index + 1, BOLD, bold["stars"] or bold["bars"], bold["rest"].strip())
    return None


def _ends(line: str) -> bool:
    """Whether a line above a title is none of its paragraph."""
    return not line.strip() or line.lstrip().startswith("#")
