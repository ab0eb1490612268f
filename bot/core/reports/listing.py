"""The lines of notes with their items and the rules that decided: what `duly items` shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath

from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.issues import policy
from bot.core.issues.policy import subteam_labels
from bot.core.items import lineage
from bot.core.items.joins import NO_JOIN, Join, joins
from bot.core.items.meeting import MeetingDay, said_in
from bot.core.items.series.notes import meetings, meetings_by_series, read_meetings, templates_of
from bot.core.items.similarity import digest
from bot.core.model.notes import Item, Kind, Line, Note, NoteFile, Place
from bot.core.model.reasons import Labelled
from bot.core.notes.meetings import undecided
from bot.core.notes.parse import read_signs
from bot.core.notes.signs import Sign
from bot.core.text.outgoing import normalise
from bot.core.text.phrases import phrase_in
from bot.core.values import dataclass


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
    due: str | None


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line, its item (None where it is no work), its row, and the rules that decided."""

    line: Line
    item: Item | None
    row: Row
    subteam_labels: tuple[Labelled, ...] = ()
    """The labels of sub-teams, each with its rule."""
    ignored: str | None = None
    """The word of `ignore` that it contains."""
    join: Join = NO_JOIN
    """Why it is the item that it is; shown with `--explain`."""


def list_lines(files: Iterable[NoteFile], config: Config) -> tuple[tuple[ListedLine, ...], tuple[Problem, ...]]:
    """Every line of every note, ordered by file, and the problems of the notes."""
    files = tuple(files)
    by_series = meetings_by_series(files, config)
    series = read_meetings(by_series, config, templates_of(files, config), dated=False)
    notes = sorted((note for found in series.values() for note in found), key=lambda note: note.path)
    by_line = _items(series, config, notes)
    items = {item.id: item for item in by_line.values()}
    by_rule = {name: subteam_labels(item, config) for name, item in items.items()}
    labels = {name: policy.labels(item, config) for name, item in items.items()}
    lines = [line for note in notes for line in note.lines]
    topics = _topics(line for line in lines if line.place not in by_line)
    found = []
    for line in lines:
        item = by_line.get(line.place)
        row = _row(line, item.id if item else topics[line.place], labels)
        ignored = phrase_in(line.wording, config.ignore)
        found.append(ListedLine(line, item, row, by_rule.get(item.id, ()) if item else (), ignored))
    unsettled = undecided(meeting for found_meetings in by_series.values() for meeting in found_meetings)
    return tuple(found), (*unsettled, *(problem for note in notes for problem in note.problems))


def joins_of(files: Iterable[NoteFile], config: Config) -> dict[Place, Join]:
    """Place of each line of work → why it is the item that it is, where there is anything to say."""
    files = tuple(files)
    series = read_meetings(meetings_by_series(files, config), config, templates_of(files, config), dated=False)
    found: dict[Place, Join] = {}
    for course in meetings(series, config).values():
        found |= joins(course)
    return found


def signs(files: Iterable[NoteFile], config: Config) -> dict[str, list[Sign]]:
    """Path → what the lines of the file mean that are no items, in the order of the lines."""
    found: dict[str, list[Sign]] = defaultdict(list)
    for meetings_of_series in meetings_by_series(files, config).values():
        for meeting in meetings_of_series:
            found[meeting.path] += read_signs(meeting)
    return found


def rows(files: Iterable[NoteFile], config: Config) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows alone."""
    found, problems = list_lines(files, config)
    return tuple(each.row for each in found), problems


def _items(series: dict[str, list[Note]], config: Config, notes: Iterable[Note]) -> dict[Place, Item]:
    """Place of a line → item. A note without a date is a series of its own."""
    taken: set[str] = set()
    items: list[Item] = []
    for name, course in meetings(series, config).items():
        items += lineage.trace(name, course, taken)
    for note in notes:
        if note.date is None:
            items += lineage.trace(note.path, (_undated(note, config),), taken)
    return {line.place: item for item in items for line in item.lines}


def _topics(lines: Iterable[Line]) -> dict[Place, str]:
    """Place → an id for each line that is no work, made of the name of the note and the words of the line."""
    repeats: Counter[str] = Counter()
    found = {}
    for line in lines:
        words = f"{PurePosixPath(line.path).name}\n{normalise(said_in(line))}"
        repeats[words] += 1
        found[line.place] = digest(f"{words}\n{repeats[words]}")
    return found


def _undated(note: Note, config: Config) -> MeetingDay:
    work = (line for line in note.lines if line.kind is not Kind.AGENDA)
    lines = tuple(line for line in work if not phrase_in(line.wording, config.ignore))
    return MeetingDay(date.min, lines)


def _row(line: Line, name: str, labels: Mapping[str, tuple[str, ...]]) -> Row:
    return Row(
        path=line.path,
        line=line.number,
        checkbox=line.checkbox,
        open=line.open,
        text=line.text,
        owners=line.owners,
        assignees=line.assignees,
        kind=line.kind.value,
        section=line.headings[-1] if line.headings else None,
        topic=line.topic,
        parent_line=line.parent,
        links=line.links,
        labels=labels.get(name, ()),
        note_date=str(line.note_date) if line.note_date else None,
        item=name,
        due=str(line.due) if line.due else None,
    )
