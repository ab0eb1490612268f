"""Number and box of an item in its line, or in its row of a table, as the item's issue has them."""

import re
from collections.abc import Iterator, Mapping

from bot.core.carry.issue_state import Knowledge, News
from bot.core.carry.lists import Outline
from bot.core.config.globs import restructured
from bot.core.issues.matching.mentions import numbers_in
from bot.core.items.issue_suffix import with_link, with_number
from bot.core.markdown.source import with_box
from bot.core.model.notes import Item, Line, NoteFile, Position

_SIGN = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"\s*<br", re.IGNORECASE)


def amended_lines(file: NoteFile, source: Outline, known: Knowledge, restated: Mapping[Position, Item]) -> list[str]:
    """The lines of a note that is carried from, every item's as its issue has it. A plain number becomes a link on its way."""
    lines = list(source.lines)
    items = {item.id: item for (path, _), item in known.items.items() if path == file.path}.values()
    own = ((item, line) for item in items for line in item.lines if line.path == file.path)
    for item, line in own:
        amend(lines, source, line, known.news(line, item, reopen=True), known.issues)
        if line.number not in source.words:
            continue
        number, last = known.live(item).number, source.words[_worded(line)] - 1
        lines[last] = with_link(lines[last], number, known.issues) if number is not None else lines[last]
    for (_, at), item in restated.items():
        number, last = known.live(item).number, source.words[at] - 1
        body = lines[last].rstrip("\r\n")
        if number is not None and number not in numbers_in(body, known.repository):
            lines[last] = with_number(body, number, issues=known.issues) + lines[last][len(body) :]
    return lines


def amend(lines: list[str], source: Outline, line: Line, news: News, issues: str) -> None:
    """Set the box and add the number of one item's line in the lines of its note, in place. `issues` as in `Knowledge`.

    What is neither text nor a row of a table of actions stays as it is, and so does a table in reStructuredText, whose columns
    have fixed widths.
    """
    if line.number not in source.words:
        row = source.row(line.number)
        if row and not restructured(line.path):
            lines[line.number - 1] = _amended_row(lines[line.number - 1], row.cell, line, news, issues)
        return
    if news.state is not None:
        lines[line.number - 1] = with_box(lines[line.number - 1], 1, news.state, line.nth)
    if news.number is None and news.dropped is None:
        return
    end = source.words[_worded(line)] - 1
    body = lines[end].rstrip("\r\n")
    said = with_number(body, news.number, news.dropped, instead_of=news.instead_of, issues=issues)
    lines[end] = said + lines[end][len(body) :]


def _worded(line: Line) -> int:
    """The number of the bullet with a line's words: a box that holds only an owner has those of its first sub-bullet."""
    return line.number if line.wording or not line.details else line.details[0].number


# --- rows of tables


def _amended_row(row: str, own: int, line: Line, news: News, issues: str) -> str:
    """A row with the box and the number of its item, the number behind the words in their cell, which is `own` where that has them.

    It is as wide as it was where it can be.
    """
    if news.state is not None:
        row = with_box(row, 1, news.state, line.nth)
    if news.number is None and news.dropped is None:
        return row
    dropped = news.dropped.replace("|", r"\|") if news.dropped is not None else None
    cells = list(_cells(row))
    # A sign in front of the first cell has an empty one before it.
    own += row.lstrip().startswith("|")
    for start, end in (*cells[own : own + 1], *cells):
        cell = row[start:end]
        if (at := _behind(cell, line.markdown)) is None:
            continue
        said, rest = cell[:at], cell[at:]
        new = with_number(said, news.number, dropped, instead_of=news.instead_of, issues=issues)
        blank = len(rest) - len(rest.lstrip(" "))
        left = " " * max(blank - max(len(new) - len(said), 0), min(blank, 1))
        return row[:start] + new + left + rest[blank:] + row[end:]
    return row


def _cells(row: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a row begin and end, without the signs between them. A sign behind a backslash is text."""
    signs = [found.start() for found in _SIGN.finditer(row)]
    first = len(row) - len(row.lstrip())
    starts = [first, *(sign + 1 for sign in signs)]
    ends = [*signs, len(row.rstrip("\r\n"))]
    return ((start, end) for start, end in zip(starts, ends, strict=True) if start <= end)


def _behind(cell: str, words: str) -> int | None:
    """The place right behind `words` where a cell says them, as its own or as one of its lines; None where it does not."""
    own = words.replace("|", r"\|")
    at = cell.find(own) + len(own)
    return at if own in cell and (not cell[at:].strip() or _BREAK.match(cell[at:])) else None
