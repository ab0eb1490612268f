"""Notes in reStructuredText, as the Markdown that says the same: line for line, so that every position is that of the file.

docutils finds titles, literal blocks and tables. It reads the text alone: no file is inserted, nothing is fetched, no raw text is
taken. Its import is slow, so only a note in this form imports it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.markdown.source import LINE_END

if TYPE_CHECKING:
    from docutils import nodes

LARGEST = 64 * 1024
"""Characters of a note that is read: docutils takes seconds for some of a quarter of a megabyte."""
TOO_MANY_LINES = 20_001
"""Empty lines in place of a note that is larger: no notes of so many lines are read, in any form."""

_NO_ENDS = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
"""What ends a line for docutils and for no editor: it would move all lines below."""
_LINE = re.compile(r"[!-/:-@\[-`{-~]{2,}\s*")
_EXPLICIT = re.compile(r"(?P<indent>\s*)\.\.(?:\s+(?P<name>[\w-]+)::|\s|$)")
_SPEAKING = frozenset(
    [
        "note",
        "tip",
        "important",
        "warning",
        "hint",
        "attention",
        "caution",
        "danger",
        "admonition",
        "topic",
        "container",
        "rubric",
        "seealso",
    ]
)
"""Directives whose content is part of the notes."""
_LINK = re.compile(r"`(?P<text>[^`<>]{0,300}?)\s*<(?P<url>[^`<>\s]{1,2000})>`__?")
_CODE = re.compile(r"``(?P<code>[^`]{1,500})``")
_FIELD = re.compile(r"^(?P<indent>\s*):(?P<name>[^:`\s][^:`]{0,60}):(?=\s|$)")
_ESCAPED = re.compile(r"(?<=[\w_])\\_|\\:")
"""A backslash in front of what Markdown reads as it is: the end of a name, or a colon."""
_COUNTED = re.compile(r"^(?P<indent>\s*)#\.(?=\s)")


@lru_cache(maxsize=256)
def as_markdown(text: str) -> str:
    """The text with as many lines, each as Markdown writes it; `TOO_MANY_LINES` empty ones for a note that is too large, or
    nested deeper than docutils can follow.
    """
    if len(text) > LARGEST:
        return "\n" * TOO_MANY_LINES
    try:
        return _shown(text)
    except RecursionError:
        return "\n" * TOO_MANY_LINES


def _shown(text: str) -> str:
    lines = LINE_END.split(text.removeprefix("\ufeff"))
    shown = list(_without_markup(lines))
    for title in titles(text):
        shown[title.first : title.last + 1] = [""] * (title.last + 1 - title.first)
        shown[title.at] = f"{'#' * min(title.level, 6)} {lines[title.at].strip()}"
    for first, last in _literal(text):
        shown[first - 1 : last] = [""] * (last - first + 1)
    for number, row in _rows(text):
        if 0 < number <= len(shown):
            shown[number - 1] = row
    return "\n".join(_inline(line) for line in shown)


def _without_markup(lines: list[str]) -> Iterator[str]:
    """The lines without comments, targets and directives; the content of admonitions stays."""
    hidden: int | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if hidden is not None and (not line.strip() or indent > hidden):
            yield ""
            continue
        hidden = None
        found = _EXPLICIT.match(line)
        if found is None:
            yield line
            continue
        if (found["name"] or "") not in _SPEAKING:
            hidden = len(found["indent"])
        yield ""


def _inline(line: str) -> str:
    line = _LINK.sub(r"[\g<text>](\g<url>)", line)
    line = _COUNTED.sub(r"\g<indent>1.", _FIELD.sub(r"\g<indent>\g<name>:", line))
    return _CODE.sub(r"`\g<code>`", _ESCAPED.sub(lambda found: found[0][1], line))


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its line, the first and the last with the rules above and below it, counted from 0, and how deep it is."""

    at: int
    first: int
    last: int
    level: int


def titles(text: str) -> tuple[Title, ...]:
    """The titles of a note in their order."""
    lines = LINE_END.split(text.removeprefix("\ufeff"))
    found = ((under - 2, level) for under, level in _titles(text))
    known = (each for each in found if 0 <= each[0] < len(lines) - 1 and lines[each[0]].strip())
    return tuple(
        sorted(
            (Title(at, at - 1 if at and _LINE.fullmatch(lines[at - 1]) else at, at + 1, level) for at, level in known),
            key=lambda title: title.at,
        )
    )


# --- what docutils finds


@lru_cache(maxsize=8)
def _tree(text: str) -> "nodes.document":
    from docutils.frontend import get_default_settings  # noqa: PLC0415
    from docutils.parsers.rst import Parser  # noqa: PLC0415
    from docutils.utils import new_document  # noqa: PLC0415

    settings = get_default_settings(Parser())
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.report_level = settings.halt_level = 5
    tree = new_document("", settings)
    Parser(inliner=_Text()).parse(text.removeprefix("\ufeff").translate(_NO_ENDS), tree)  # type: ignore[arg-type]
    return tree


class _Text:
    """Stands for docutils' search for emphasis, links and the like, which takes a time by the square of a paragraph with many
    that do not end. The text of a block stays as it is written.
    """

    def init_customizations(self, settings: object) -> None:
        """Nothing to prepare."""

    def parse(self, text: str, *_: object) -> "tuple[list[nodes.Node], list[nodes.system_message]]":
        """The text as one node, and no messages."""
        from docutils import nodes  # noqa: PLC0415

        return [nodes.Text(text)], []

    def adjust_uri(self, uri: str) -> str:
        """The address of a target as it is."""
        return uri


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """The line of each title's underline, and how deep its section is."""
    from docutils import nodes  # noqa: PLC0415

    for section in _tree(text).findall(nodes.section):
        if section.line:
            yield section.line, 1 + sum(isinstance(each, nodes.section) for each in _above(section))


def _above(node: "nodes.Node") -> "Iterator[nodes.Node]":
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _literal(text: str) -> Iterator[tuple[int, int]]:
    """The first and last line of each literal block."""
    from docutils import nodes  # noqa: PLC0415

    for block in _tree(text).findall(nodes.literal_block):
        if block.line and not isinstance(block.parent, nodes.system_message):
            yield block.line, block.line + block.astext().count("\n")


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """The rows of tables, each with its line, and a rule below the head."""
    from docutils import nodes  # noqa: PLC0415

    for table in _tree(text).findall(nodes.table):
        for row in table.findall(nodes.row):
            cells = [" ".join(entry.astext().split()).replace("|", "/") for entry in row.findall(nodes.entry)]
            numbers = [each.line for each in row.findall(nodes.paragraph) if each.line]
            if not numbers:
                continue
            yield min(numbers), f"| {' | '.join(cells)} |"
            if isinstance(row.parent, nodes.thead):
                yield min(numbers) + 1, "|" + "---|" * len(cells)
