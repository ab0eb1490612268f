"""Lines of a note that equal a line of a template: they were copied and not filled in."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from bot.core.markdown.source import document
from bot.core.model.notes import Kind, Line, Note, NoteFile
from bot.core.model.reasons import Why

TemplateLines = frozenset[str]

_LARGEST = 64 * 1024
"""Characters of a template beyond which it is not read: templates have some hundred lines."""


def template_lines(files: Iterable[NoteFile]) -> TemplateLines:
    """The words of all lines of the templates `files`, without bullets and boxes."""
    return frozenset[str]().union(*(_lines(file.text) for file in files if len(file.text) <= _LARGEST))


def unfilled(note: Note, templates: TemplateLines) -> Note:
    """`note`, in which a line that equals a line of a template is no work."""
    if not templates or not any(_is_unfilled(line, templates) for line in note.lines):
        return note
    lines = (no_work(line, Why.TEMPLATE) if _is_unfilled(line, templates) else line for line in note.lines)
    return replace(note, lines=tuple(lines))


def no_work(line: Line, why: Why) -> Line:
    """`line` as one that is no work."""
    return replace(line, kind=Kind.AGENDA, why=why, only_shown=False)


def _is_unfilled(line: Line, templates: TemplateLines) -> bool:
    return line.why.is_work and _plain(line.markdown) in templates


@lru_cache(maxsize=256)
def _lines(text: str) -> frozenset[str]:
    blocks = document(text).blocks
    found = {_plain(source) for block in blocks for source in (block.source, *block.cells)}
    return frozenset(found - {""})


def _plain(source: str) -> str:
    return " ".join(source.casefold().split())
