"""Number and box of an item in its line, as the item's issue has them."""

from bot.core.carry.issue_state import Knowledge, News
from bot.core.carry.lists import Outline
from bot.core.items.issue_suffix import with_link, with_number
from bot.core.markdown.source import with_box
from bot.core.model.notes import Line, NoteFile


def amended_lines(file: NoteFile, source: Outline, known: Knowledge) -> list[str]:
    """The lines of a note that is carried from, every item's as its issue has it. A plain number becomes a link on its way."""
    lines = list(source.lines)
    items = {item.id: item for (path, _), item in known.items.items() if path == file.path}.values()
    own = ((item, line) for item in items for line in item.lines if line.path == file.path)
    for item, line in own:
        if line.number not in source.words:
            continue
        amend(lines, source, line, known.news(line, item, reopen=True), known.issues)
        number, last = known.live(item).number, source.words[_worded(line)] - 1
        lines[last] = with_link(lines[last], number, known.issues) if number is not None else lines[last]
    return lines


def amend(lines: list[str], source: Outline, line: Line, news: News, issues: str) -> None:
    """Set the box and add the number of one item's line in the lines of its note, in place. `issues` as in `Knowledge`."""
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
