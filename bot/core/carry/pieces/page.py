"""An earlier note, every item's line as its issue has it."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.carry.amended import amended_lines
from bot.core.carry.issue_state import Knowledge
from bot.core.carry.lists import ActionList, Bullet, Outline
from bot.core.carry.outline import outline
from bot.core.model.notes import Item, NoteFile, Position

_NOTHING_RESTATED: Mapping[Position, Item] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """An earlier note, every item's line as its issue has it.

    `sign`: what a bullet begins with that comes from elsewhere than a list, one of SIGNS. Another one than that of its neighbours
    would begin a new list. `holding`: the bullet of a list in which a line stands. `wrapped`: lines that go on from the one
    above.
    """

    path: str
    source: Outline
    lines: Sequence[str]
    known: Knowledge
    sign: str
    holding: Mapping[int, tuple[ActionList, Bullet]]
    wrapped: frozenset[int]
    rows: Mapping[int, tuple[ActionList, Bullet]]
    """The rows of tables that the next note has too, each with its table: they go on as rows."""
    restated: Mapping[Position, Item]
    """Lines that are no work, and say an open item again."""


def page_of(
    file: NoteFile,
    known: Knowledge,
    sign: str,
    tables: Container[tuple[str, ...]] = (),
    restated: Mapping[Position, Item] = _NOTHING_RESTATED,
) -> Page:
    """The page of an earlier note. `tables` are the columns of those that the next note has; `restated` as in `Page`."""
    source = outline(file.text, known.headings)
    lines = [line.rstrip("\r\n") for line in amended_lines(file, source, known, restated)]
    holding = {n: (slot, bullet) for slot, bullet in bullets_of(source) for n in range(bullet.first, bullet.last + 1)}
    wrapped = frozenset(n for first, last in source.words.items() for n in range(first + 1, last + 1))
    same = (table for table in source.tables if table.columns in tables)
    rows = {row.first: (table, row) for table in same for row in table.bullets if row.said}
    return Page(file.path, source, lines, known, sign, holding, wrapped, rows, restated)


def bullets_of(source: Outline) -> Iterator[tuple[ActionList, Bullet]]:
    """The bullets of the lists that say something, each with its list."""
    return ((slot, bullet) for slot in source.slots for bullet in slot.bullets if not bullet.empty)
