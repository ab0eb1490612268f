"""Work in tables: the rows of an action table, its columns in any order, and boxes in the cells of any other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, takewhile

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.boxes import Writing, boxes_in_cell
from bot.core.markdown.done_words import is_done, without_done
from bot.core.markdown.headings import is_loose, meaning
from bot.core.markdown.inline import see
from bot.core.markdown.labels import is_label
from bot.core.markdown.marks import unmarked
from bot.core.markdown.sections import Section
from bot.core.markdown.vocabulary import ANY_LANGUAGE, Meaning, Said, Vocabulary
from bot.core.model.notes import State
from bot.core.model.reasons import Why
from bot.core.notes.candidates.candidate import LISTED, Candidate
from bot.core.people.context import NOBODY_KNOWN, Context
from bot.core.people.lines.line_prefix import LinePrefix
from bot.core.people.lines.prefix import read_head, read_label
from bot.core.people.names import split_cell, split_tag
from bot.core.words import all_words, words
from bot.core.words.lookup import hits
from bot.core.words.phrases import any_of

Columns = dict[str, int]
"""`item`, `words` (a longer description), `kind`, `owner`, `state`, `due` → the number of their column."""

_NAMES = {"due": "due", "owner": "owner", "words": "description", "item": "item", "state": "state"}
"""A column → the key of the word files that has its heads."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+")
_ID = re.compile(r"\W*[A-Za-z]{0,4}[-#]?\d[\d.]*\W*")


@cache
def _keys() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The columns in the order in which they are looked for: `Action due` is a due date."""
    heads = words().columns
    forms = (
        ("kind", heads.kind),
        ("due", heads.due),
        ("owner", heads.owner),
        ("words", heads.description),
        ("item", heads.item),
        ("state", heads.state),
    )
    return tuple((key, re.compile(any_of(phrases))) for key, phrases in forms)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(words().columns.name)}\s*")


@cache
def _action() -> re.Pattern[str]:
    return re.compile(any_of(words().columns.action))


@cache
def _talk() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.other))


@dataclass(frozen=True, slots=True)
class Table:
    """What a table's head says: the columns of an action table, empty where it is none, and the meaning of each column."""

    columns: Columns = field(default_factory=dict)
    meanings: tuple[Meaning | None, ...] = ()
    by: Said | None = None
    """The word of the head that makes it an action table."""


@dataclass(frozen=True, slots=True)
class CellBox:
    """A box in the cell `cell` of a row, the `nth` of the line, with the words behind it. `signed`: it is the sign for
    done in front of words.
    """

    cell: int
    nth: int
    state: State
    text: str
    signed: bool


def table_of(
    head: Block,
    place: Section,
    vocabulary: Vocabulary = ANY_LANGUAGE,
    below: Sequence[Block] = (),
    context: Context = NOBODY_KNOWN,
) -> Table:
    """What the head of a table says; where it names no column for owners, the one in which most rows `below` name people."""
    rows = list(takewhile(lambda block: block.form is Form.ROW and not block.head, below))
    cells = [_text(cell) for cell in head.cells]
    columns = _columns(head, place, vocabulary.language, rows)
    if columns and "owner" not in columns:
        people = (at for at in range(len(cells)) if at not in columns.values() and _holds_people(at, rows, context))
        columns.update(("owner", at) for at in islice(people, 1))
    by = next((said for cell in cells if (said := _said(cell, vocabulary.language))), None)
    return Table(columns, tuple(meaning(cell, vocabulary) for cell in cells), by)


def _holds_people(at: int, rows: Sequence[Block], context: Context) -> bool:
    """Whether half of the cells of a column, and two at least, say nothing but names of people."""
    cells = [text for row in rows if at < len(row.cells) and (text := _text(row.cells[at]).strip())]
    named = sum(bool(read_label(cell, context)) for cell in cells)
    return named > 1 and named * 2 >= len(cells)


def _columns(head: Block, place: Section, language: str, rows: Sequence[Block]) -> Columns:
    found: Columns = {}
    for index, cell in enumerate(head.cells):
        if key := _key(cell, language):
            found.setdefault(key, index)
    # "Name" beside "Assigned to" is the work's name; by itself it is a person's.
    if "item" not in found and "owner" in found:
        found.update(("item", index) for index, cell in enumerate(head.cells) if _name().fullmatch(cell))
    if "item" not in found and "kind" in found and "words" in found:
        found["item"] = found["words"]
    if "item" not in found and "words" in found and place.meaning in LISTED:
        found["item"] = found["words"]
    if "item" in found and _is_talk(head.cells[found["item"]], language):
        return {}
    says_so = place.meaning in LISTED or any(_names_action(cell, language) for cell in head.cells)
    says_so = says_so or _shares_out(head, found, language, rows)
    return found if "item" in found and says_so else {}


def _shares_out(head: Block, found: Columns, language: str, rows: Sequence[Block]) -> bool:
    """Whether a head names work and who does it, or how it stands, by boxes: `Person | Task`, not `Person | Item`."""
    if "item" not in found or meaning(_text(head.cells[found["item"]]), Vocabulary(language)) not in LISTED:
        return False
    return "owner" in found or ("state" in found and _holds_boxes(found["state"], rows))


def _holds_boxes(at: int, rows: Sequence[Block]) -> bool:
    """Whether each cell of a column is a box and nothing else."""
    cells = [row.cells[at] for row in rows if at < len(row.cells)]
    return bool(cells) and all(any(not text.strip() for _, text in boxes_in_cell(cell)) for cell in cells)


def _is_talk(cell: str, language: str) -> bool:
    """Whether the head of a column begins with something other than work: `Decision item`."""
    return bool(_talk().match(_text(cell))) and not _names_action(cell, language)


def _key(cell: str, language: str) -> str | None:
    """What a column holds: by English words, then by those of other languages."""
    english = next((key for key, form in _keys() if form.search(cell)), None)
    if english:
        return english
    found = {hit.key for hit in hits("columns", _text(cell), language)}
    return next((key for key, name in _NAMES.items() if name in found), None)


def _names_action(cell: str, language: str) -> bool:
    return _said(_text(cell), language) is not None


def _said(cell: str, language: str) -> Said | None:
    """The word by which a cell of a head says that there is work."""
    if found := _action().search(cell):
        return Said(Meaning.ACTION, found[0].casefold())
    hit = next((hit for hit in hits("columns", cell, language) if hit.key == "action"), None)
    return Said(Meaning.ACTION, hit.phrase, hit.language) if hit else None


def rows(
    index: int, block: Block, place: Section, table: Table, context: Context = NOBODY_KNOWN
) -> Iterator[Candidate]:
    """The work in a row: one line in an action table, in any other one for each box and for what an action label says."""
    if table.columns:
        yield from _of_action_table(index, block, place, table, context)
        return
    found = tuple(_boxes(block))
    first = _text(block.cells[0]) if block.cells else ""
    label = meaning(first, Vocabulary(context.language))
    for at, cell in enumerate(block.cells):
        said = label if at and label else table.meanings[at] if at < len(table.meanings) else None
        where = replace(place, meaning=said) if said else place
        boxes = [each for each in found if each.cell == at]
        for each in boxes:
            yield _candidate(index, block, where, each, context)
        if at and not boxes and label in LISTED:
            loose = Why.LOOSE if is_loose(first) else None
            yield from (
                replace(_candidate(index, block, where, text, context), left_out=loose) for text in _pieces(cell)
            )


def _of_action_table(index: int, block: Block, place: Section, table: Table, context: Context) -> Iterator[Candidate]:
    """The action of a row; nothing where it says nothing. Where the item is only an id or who does it, its description says what."""
    found = table.columns
    boxes, signed = _without_signs(tuple(_boxes(block)), (found.get("item"), found.get("state")))
    cells = {key: block.cells[at].strip() if at < len(block.cells) else "" for key, at in found.items()}
    kind = _text(cells.get("kind", ""))
    if "kind" in found and not _action().search(kind) and not is_label(kind):
        return
    key = "item"
    if _says_no_action(cells[key]) or (cells.get("words") and split_tag(cells[key][:80], context)):
        key = "words"
    own = [each for each in boxes if each.cell == found.get(key)]
    other = next((each for each in boxes if each.cell != found.get(key)), None)
    owners = split_cell(_text(cells.get("owner", "")), context)
    # An action table is a list of its own, wherever it stands.
    where = place if place.meaning in LISTED or not boxes else replace(place, meaning=Meaning.ACTION)
    where = where if place.meaning in LISTED else replace(where, by=table.by)
    words_of = cells.get(key, "")
    said: list[CellBox | str] = [*own] or [replace(other, text=words_of) if other else words_of]
    for each in (_candidate(index, block, where, one, context) for one in said):
        if not each.seen.text:
            continue
        each.deadline, met = without_done(cells.get("due", ""))
        # Without a column for owners the words name them as those of a bullet do.
        if "owner" in found:
            each.head = LinePrefix(each.seen.text, owners, not owners)
        each.head = replace(each.head, marker=kind or each.head.marker)
        # An open box of the work itself counts more than a sign in another cell.
        if each.state is State.OPEN and ((signed and not boxes) or met or is_done(cells.get("state", ""))):
            each.state = State.DONE
        yield each


def title_of(row: Block, table: Table) -> tuple[int, str]:
    """The cell with a row's action in an action table, and its Markdown, box and all: the item, or the description where that is
    only an id.
    """
    item = table.columns["item"]
    cells = dict(enumerate(row.cells))
    at = table.columns.get("words", len(cells)) if _says_no_action(cells.get(item, "")) else item
    return at, cells.get(at, "")


def _says_no_action(item: str) -> bool:
    return not item.strip("- ") or bool(_ID.fullmatch(item[:40]))


def _candidate(index: int, block: Block, place: Section, said: str | CellBox, context: Context) -> Candidate:
    box, text = (said, said.text) if isinstance(said, CellBox) else (None, said)
    own = Block(Form.ROW, block.number, [text], box=box.state if box else None, nth=box.nth if box else 0)
    seen = unmarked(see([text], {}))
    head = read_head(seen.text, context)
    return Candidate(index, own, place, seen, head, state=box.state if box else State.OPEN)


def _without_signs(boxes: tuple[CellBox, ...], own: tuple[int | None, ...]) -> tuple[tuple[CellBox, ...], bool]:
    """The boxes of a row without signs in other cells than its `own`, and whether such a sign says that the work is done.

    `✅ Passed` in a column for votes says how these went: it is no box, and what follows from the vote is still to be done.
    """
    others = [each for each in boxes if each.signed and each.cell not in own]
    kept = tuple(each for each in boxes if each not in others)
    return kept, any(not _voted().match(_text(each.text)) for each in others)


@cache
def _voted() -> re.Pattern[str]:
    """Words for what came of a vote, at the front of a cell."""
    said = all_words().decisions
    return re.compile(any_of((*said.voted, *said.unanimous)))


def _boxes(block: Block) -> Iterator[CellBox]:
    """The boxes of a row, counted as the editor counts those of its line."""
    nth = 0
    for at, cell in enumerate(block.cells):
        for box, text in boxes_in_cell(cell):
            signed = box.writing is Writing.SIGN and box.state is State.DONE and bool(text)
            yield CellBox(at, nth, box.state, text, signed)
            nth += 1


def _pieces(cell: str) -> list[str]:
    """The lines of a cell, without their bullets."""
    pieces = (_BULLET.sub("", piece.strip()) for piece in _BREAK.split(cell))
    return [piece for piece in pieces if piece]


def _text(cell: str) -> str:
    return see([cell[:300]], {}).text
