"""Lines with the items behind them, one row a line: what `duly items` shows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from bot.core import lineage, policy
from bot.core.config import Config
from bot.core.identity import digest
from bot.core.lineage import Meeting, said_in
from bot.core.model import Item, Kind, Line, Note, NoteFile, Problem
from bot.core.plan import meetings, read_notes
from bot.core.text import normalise


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
    series = read_notes(files, config, dated=False)
    notes = [note for found in series.values() for note in found]
    items = _items(series, config, notes)
    labels = {item.id: policy.labels(item, config) for item in {item.id: item for item in items.values()}.values()}
    ordered = sorted(notes, key=lambda note: note.path)
    topics = _topics(line for note in ordered for line in note.lines if (line.path, line.number) not in items)
    return (
        tuple(_row(note, line, items, labels, topics) for note in ordered for line in note.lines),
        tuple(problem for note in ordered for problem in note.problems),
    )


def _items(series: dict[str, list[Note]], config: Config, notes: Iterable[Note]) -> dict[tuple[str, int], Item]:
    """(path, line) → item. A note without a date is a series of its own."""
    taken: set[str] = set()
    items: list[Item] = []
    for name, course in meetings(series, config).items():
        items += lineage.trace(name, course, taken)
    for note in notes:
        if note.date is None:
            items += lineage.trace(note.path, (_undated(note),), taken)
    return {(line.path, line.number): item for item in items for line in item.lines}


def _topics(lines: Iterable[Line]) -> dict[tuple[str, int], str]:
    """(path, line) → an id for each line that is no work: by the note's name and its words, wherever the note is kept."""
    turns: Counter[str] = Counter()
    found = {}
    for line in lines:
        said = f"{PurePosixPath(line.path).name}\n{normalise(said_in(line))}"
        turns[said] += 1
        found[line.path, line.number] = digest(f"{said}\n{turns[said]}")
    return found


def _undated(note: Note) -> Meeting:
    return Meeting(date.min, tuple(line for line in note.lines if line.kind is not Kind.AGENDA), note.has_action_list)


def _row(
    note: Note,
    line: Line,
    items: dict[tuple[str, int], Item],
    labels: dict[str, tuple[str, ...]],
    topics: dict[tuple[str, int], str],
) -> Row:
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
        labels=labels[item.id] if item else (),
        note_date=str(note.date) if note.date else None,
        item=item.id if item else topics[line.path, line.number],
    )
