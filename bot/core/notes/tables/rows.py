"""Work in tables: the rows of an action table, its columns in any order, and boxes in the cells of any other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.boxes import boxes_in_cell
from bot.core.markdown.done_words import is_done, is_dropped
from bot.core.markdown.inline import cell_text, see
from bot.core.markdown.marks import without_marks
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.list_kinds import is_review
from bot.core.markdown.titles.vocabulary import Meaning, Vocabulary
from bot.core.model.notes import State
from bot.core.model.reasons import Why
from bot.core.notes.candidates.candidate import LISTED, Candidate
from bot.core.notes.candidates.reviews import is_outcome
from bot.core.notes.placeholders import says_nothing
from bot.core.notes.tables.head import Table, names_action
from bot.core.people.context import NOBODY_KNOWN, Context
from bot.core.people.lines.line_prefix import LinePrefix
from bot.core.people.lines.prefix import read_prefix
from bot.core.people.names import split_cell, split_tag

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+")
_ID = re.compile(r"\W*[A-Za-z]{0,4}[-#]?\d[\d.]*\W*")


@dataclass(frozen=True, slots=True)
class CellBox:
    """A box in the cell `cell` of a row, the `nth` of the line, with the words behind it."""

    cell: int
    nth: int
    state: State
    text: str


def rows(
    index: int, block: Block, section: Section, table: Table, context: Context = NOBODY_KNOWN
) -> Iterator[Candidate]:
    """The work in a row: one line in an action table, in any other one for each box and for what an action label says."""
    if table.columns:
        yield from _of_action_table(index, block, section, table, context)
        return
    found = tuple(_boxes(block))
    first = cell_text(block.cells[0]) if block.cells else ""
    label = meaning(first, Vocabulary(context.language))
    filled = [at for at, cell in enumerate(block.cells) if at and cell.strip()]
    if section.meaning in LISTED and not (found or label) and filled:
        yield replace(_candidate(index, block, section, _said(block), context), left_out=Why.COLUMNS)
        return
    for at, cell in enumerate(block.cells):
        said = label if at and label else table.meanings[at] if at < len(table.meanings) else None
        where = replace(section, meaning=said) if said else section
        boxes = [each for each in found if each.cell == at]
        for each in boxes:
            yield _candidate(index, block, where, each, context)
        # The cells behind the first one say more of it: who does it, until when.
        if filled[:1] == [at] and not boxes and label in LISTED and not is_review(first):
            yield from (_candidate(index, block, where, text, context) for text in _pieces(cell))


def _of_action_table(index: int, block: Block, section: Section, table: Table, context: Context) -> Iterator[Candidate]:
    """The action of a row; nothing where it says nothing. Where the item is only an id or who does it, its description says what."""
    found = table.columns
    boxes = tuple(_boxes(block))
    cells = {key: block.cells[at].strip() if at < len(block.cells) else "" for key, at in found.items()}
    kind = cell_text(cells.get("kind", "")).strip()
    key, is_other = "item", "kind" in found and not names_action(kind, Vocabulary(context.language))
    # Notes beside an empty cell are about something else, unless the kind of the row says that it is an action.
    if is_other or not (kind or cells[key].strip("- ")):
        return
    if _says_no_action(cells[key]) or (cells.get("words") and split_tag(cells[key][:80], context)):
        key = "words"
    own = [each for each in boxes if each.cell == found.get(key)]
    # `✅ Passed` in a column for votes is said of these, `[x] in May` in one for the state of the work.
    state = found.get("state")
    other = next(
        (each for each in boxes if each.cell == state or (each.cell != found.get(key) and not each.text)), None
    )
    owners = split_cell(cell_text(cells.get("owner", "")), context)
    # An action table is a list of its own, wherever it stands.
    where = section if section.meaning in LISTED or not boxes else replace(section, meaning=Meaning.ACTION)
    where = where if section.meaning in LISTED else replace(where, by=table.by)
    words_of = cells.get(key, "")
    said: list[CellBox | str] = [*own] or [replace(other, text=words_of) if other else words_of]
    for each in (_candidate(index, block, where, one, context) for one in said):
        if not each.seen.text:
            continue
        each.deadline = cells.get("due", "")
        # Without a column for owners the words name them as those of a bullet do.
        if "owner" in found:
            each.prefix = LinePrefix(each.seen.text, owners, not owners)
        each.prefix = replace(each.prefix, marker=kind or each.prefix.marker)
        if each.state is State.OPEN:
            each.state = _state(block, table)
        yield each


def _state(row: Block, table: Table) -> State:
    """The state of an action by the cell for it, and by those for notes and results where they begin with the word for it."""
    at = table.columns.get("state", len(row.cells))
    cells = [(each == at, row.cells[each]) for each in (*table.told, at) if each < len(row.cells)]
    if any(is_outcome(cell) or (is_state and is_done(cell)) for is_state, cell in cells):
        return State.DONE
    return State.DROPPED if any(is_state and is_dropped(cell) for is_state, cell in cells) else State.OPEN


def _said(row: Block) -> str:
    """The first cell with words of a row."""
    return next((cell for cell in row.cells if not says_nothing(cell_text(cell))), "")


def title_of(row: Block, table: Table) -> tuple[int, str]:
    """The cell with a row's action in an action table, and its Markdown, box and all: the item, or the description where that is
    only an id.
    """
    item = table.columns["item"]
    cells = dict(enumerate(row.cells))
    at = table.columns.get("words", len(cells)) if _says_no_action(cells.get(item, "")) else item
    return at, cells.get(at, "")


def _says_no_action(item: str) -> bool:
    """Whether a cell is empty, or an id such as `7.1` or `A-12`."""
    return not item.strip("- ") or bool(_ID.fullmatch(item[:40]))


def _candidate(index: int, block: Block, section: Section, said: str | CellBox, context: Context) -> Candidate:
    box, text = (said, said.text) if isinstance(said, CellBox) else (None, said)
    own = Block(Form.ROW, block.number, [text], box=box.state if box else None, nth=box.nth if box else 0)
    seen = without_marks(see([text], {}))
    prefix = read_prefix(seen.text, context)
    return Candidate(index, own, section, seen, prefix, state=box.state if box else State.OPEN)


def _boxes(block: Block) -> Iterator[CellBox]:
    """The boxes of a row, counted as the editor counts those of its line."""
    nth = 0
    for at, cell in enumerate(block.cells):
        for box, text in boxes_in_cell(cell):
            yield CellBox(at, nth, box.state, text)
            nth += 1


def _pieces(cell: str) -> list[str]:
    """The lines of a cell, without their bullets."""
    pieces = (_BULLET.sub("", piece.strip()) for piece in _BREAK.split(cell))
    return [piece for piece in pieces if piece]
