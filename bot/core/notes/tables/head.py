"""What the head of a table says: which column has the work, who does it, until when, and how it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, takewhile

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.boxes import boxes_in_cell
from bot.core.markdown.inline import cell_text
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.labels import is_label
from bot.core.markdown.titles.list_kinds import is_other
from bot.core.markdown.titles.vocabulary import ANY_LANGUAGE, Meaning, Said, Vocabulary
from bot.core.notes.candidates.candidate import LISTED
from bot.core.people.context import NOBODY_KNOWN, Context
from bot.core.people.lines.prefix import read_label
from bot.core.words import words
from bot.core.words.lookup import hits
from bot.core.words.phrases import any_of

Columns = dict[str, int]
"""`item`, `words` (a longer description), `kind`, `owner`, `state`, `due`, `told` (what came of it) → the number of their column."""

_NAMES = {"due": "due", "owner": "owner", "words": "description", "item": "item", "state": "state"}
"""A column → the key of the word files that has its heads."""


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
        ("told", heads.told),
    )
    return tuple((key, re.compile(any_of(phrases))) for key, phrases in forms)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(words().columns.name)}\s*")


@cache
def _action() -> re.Pattern[str]:
    return re.compile(any_of(words().columns.action))


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(words().columns.by)}\W*")


@cache
def _subject() -> re.Pattern[str]:
    """Heads that may be of the work or of what it comes from."""
    return re.compile(any_of(words().columns.subject))


@dataclass(frozen=True, slots=True)
class Table:
    """What a table's head says: the columns of an action table, empty where it is none, and the meaning of each column."""

    columns: Columns = field(default_factory=dict)
    meanings: tuple[Meaning | None, ...] = ()
    by: Said | None = None
    """The word of the head that makes it an action table."""
    told: tuple[int, ...] = ()
    """The columns in which it may stand how the work went: notes, comments, results."""


def table_of(
    head: Block,
    section: Section,
    vocabulary: Vocabulary = ANY_LANGUAGE,
    below: Sequence[Block] = (),
    context: Context = NOBODY_KNOWN,
) -> Table:
    """What the head of a table says; where it names no column for owners, the one in which most rows `below` name people."""
    rows = list(takewhile(lambda block: block.form is Form.ROW and not block.head, below))
    cells = [cell_text(cell) for cell in head.cells]
    keys = _keys_of(head.cells, vocabulary.language)
    columns = _columns(head, keys, section, vocabulary.language, rows)
    if columns and "owner" not in columns:
        people = (at for at in range(len(cells)) if at not in columns.values() and _holds_people(at, rows, context))
        columns.update(("owner", at) for at in islice(people, 1))
    by = next((said for cell in cells if (said := _said(cell, vocabulary.language))), None)
    told = tuple(at for at, key in enumerate(keys) if key in ("words", "state", "told") and at != columns.get("item"))
    return Table(columns, tuple(meaning(cell, vocabulary) for cell in cells), by, told)


def names_action(cell: str, vocabulary: Vocabulary) -> bool:
    """Whether the cell of a column for kinds says that its row is an action."""
    return bool(_action().search(cell)) or is_label(cell, vocabulary)


def _holds_people(at: int, rows: Sequence[Block], context: Context) -> bool:
    """Whether half of the cells of a column, and two at least, say nothing but names of people."""
    cells = [text for text in _cells(at, rows) if text]
    named = sum(bool(read_label(cell, context)) or context.is_given(cell) for cell in cells)
    return named > 1 and named * 2 >= len(cells)


def _cells(at: int, rows: Sequence[Block]) -> Iterator[str]:
    return (cell_text(row.cells[at]).strip() for row in rows if at < len(row.cells))


def _keys_of(cells: Sequence[str], language: str) -> list[str | None]:
    """What each column holds. `By` is a day beside a column for people: `Who | By`."""
    keys = [_key(cell, language) for cell in cells]
    by = "due" if "owner" in keys else "owner"
    return [by if key is None and _by().fullmatch(cell) else key for key, cell in zip(keys, cells, strict=True)]


def _columns(
    head: Block, keys: Sequence[str | None], section: Section, language: str, rows: Sequence[Block]
) -> Columns:
    found: Columns = {}
    for index, key in enumerate(keys):
        if key:
            found.setdefault(key, index)
    _take_item(found, head, keys, section, language)
    says_so = section.meaning in LISTED or any(_names_action(cell, language) for cell in head.cells)
    if "item" in found and ("owner" in found or _holds_boxes(found, rows)):
        # `Person | Task` and `Task | Done` with boxes, not `Person | Item`
        says_so = says_so or meaning(cell_text(head.cells[found["item"]]), Vocabulary(language)) in LISTED
    if "kind" in found and rows:
        says_so = _sorts_out(found, says_so, language, rows)
    return found if "item" in found and says_so else {}


def _take_item(found: Columns, head: Block, keys: Sequence[str | None], section: Section, language: str) -> None:
    """Find the column with the work where that is not the first with a word for it."""
    # `Item | Action`: what it comes from, and the work.
    if "item" in found and _subject().search(head.cells[found["item"]]):
        named = (at for at, key in enumerate(keys) if key == "item" and _names_action(head.cells[at], language))
        found.update(("item", at) for at in islice(named, 1))
    # "Name" beside "Assigned to" is the work's name; by itself it is a person's.
    if "item" not in found and "owner" in found:
        found.update(("item", index) for index, cell in enumerate(head.cells) if _name().fullmatch(cell))
    if "item" not in found and "words" in found and ("kind" in found or section.meaning in LISTED):
        found["item"] = found["words"]


def _sorts_out(found: Columns, says_so: bool, language: str, rows: Sequence[Block]) -> bool:
    """Whether a table with a column for kinds has work: a row that is an action, or rows of kinds of work, such as `Bug`.

    Then that column sorts out nothing, and is taken from `found`.
    """
    vocabulary = Vocabulary(language)
    kinds = [cell for cell in _cells(found["kind"], rows) if cell]
    if any(names_action(cell, vocabulary) for cell in kinds):
        return True
    if kinds and sum(is_other(cell, vocabulary) for cell in kinds) * 2 >= len(kinds):
        return False
    del found["kind"]
    return says_so


def _holds_boxes(found: Columns, rows: Sequence[Block]) -> bool:
    """Whether each cell that says how the work stands has a box."""
    cells = [cell for cell in _cells(found["state"], rows) if cell] if "state" in found else []
    return bool(cells) and all(any(boxes_in_cell(cell)) for cell in cells)


def _key(cell: str, language: str) -> str | None:
    """What a column holds: by English words, then by those of other languages."""
    english = next((key for key, form in _keys() if form.search(cell)), None)
    if english:
        return english
    found = {hit.key for hit in hits("columns", cell_text(cell), language)}
    return next((key for key, name in _NAMES.items() if name in found), None)


def _names_action(cell: str, language: str) -> bool:
    return _said(cell_text(cell), language) is not None


def _said(cell: str, language: str) -> Said | None:
    """The word by which a cell of a head says that there is work."""
    if found := _action().search(cell):
        return Said(Meaning.ACTION, found[0].casefold())
    hit = next((hit for hit in hits("columns", cell, language) if hit.key == "action"), None)
    return Said(Meaning.ACTION, hit.phrase, hit.language) if hit else None
