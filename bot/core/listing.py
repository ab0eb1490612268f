"""Lines with the items behind them, one row a line: what `duly items` shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.core import lineage
from bot.core.config import Config
from bot.core.identity import digest
from bot.core.lineage import Meeting
from bot.core.model import Item, Kind, Line, Note, NoteFile, Problem
from bot.core.plan import meetings, read_notes
from bot.core.policy import wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a note, as `duly items --json` prints it. `item` is equal for lines of one item."""

    path: str
    line: int
    checkbox: bool
    open: bool
    text: str
    owners: tuple[str, ...]
    assignees: tuple[str, ...]
    kind: str
    section: str | None
    topic: str | None
    parent_line: int | None
    links: tuple[str, ...]
    labels: tuple[str, ...]
    note_date: str | None
    item: str


def rows(files: Iterable[NoteFile], config: Config) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Every line of every note, in the order of the files, and what the reader could not make out."""
    files = tuple(files)
    notes = [note for found in read_notes(files, config, dated=False).values() for note in found]
    items = _items(files, config, notes)
    ordered = sorted(notes, key=lambda note: note.path)
    return (
        tuple(_row(note, line, items, config) for note in ordered for line in note.lines),
        tuple(problem for note in ordered for problem in note.problems),
    )


def _items(files: Iterable[NoteFile], config: Config, notes: Iterable[Note]) -> dict[tuple[str, int], Item]:
    """(path, line) → item. A note without a date is a series of its own."""
    taken: set[str] = set()
    items: list[Item] = []
    for series, course in meetings(read_notes(files, config), config).items():
        items += lineage.trace(series, course, taken)
    for note in notes:
        if note.date is None:
            items += lineage.trace(note.path, (_undated(note),), taken)
    return {(line.path, line.number): item for item in items for line in item.lines}


def _undated(note: Note) -> Meeting:
    return Meeting(date.min, tuple(line for line in note.lines if line.kind is not Kind.AGENDA), note.has_action_list)


def _row(note: Note, line: Line, items: dict[tuple[str, int], Item], config: Config) -> Row:
    item = items.get((line.path, line.number))
    return Row(
        path=line.path,
        line=line.number,
        checkbox=line.checkbox,
        open=line.open,
        text=line.text,
        owners=line.owners,
        assignees=line.assignees,
        kind=line.kind.value,
        section=line.section[-1] if line.section else None,
        topic=line.topic,
        parent_line=line.parent,
        links=line.links,
        labels=wanted(item, config, "").labels if item else (),
        note_date=str(note.date) if note.date else None,
        item=item.id if item else digest(f"{line.path}:{line.number}"),
    )
