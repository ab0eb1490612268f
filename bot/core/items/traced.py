"""Notes → meetings → items, remembered: most decisions are about notes that did not change since the last one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache, cached

from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.items.lineage import trace
from bot.core.items.meeting import is_open_box
from bot.core.items.series import Courses, meetings, meetings_by_series, read_meetings, read_once, templates_of
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Item, Kind, Note, NoteFile
from bot.core.notes.meetings import undecided

LINES_KEPT = 50_000
"""Lines of notes whose items stay known."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The meetings that were found in each series, their notes, the days of work, and the items of all series."""

    meetings: Mapping[str, Sequence[Meeting]]
    notes: Mapping[str, Sequence[Note]]
    courses: Courses
    items: tuple[Item, ...]
    boxes_elsewhere: int = 0
    """Open boxes in dated files of the series that have no notes of meetings."""
    work_elsewhere: int = 0
    """Open lines of work without a box in these."""

    @property
    def undecided(self) -> Iterator[Problem]:
        """The dates that are not settled."""
        return undecided(meeting for found in self.meetings.values() for meeting in found)


def _size(known: Traced) -> int:
    return 1 + sum(len(note.lines) for notes in known.notes.values() for note in notes)


@cached(LRUCache(LINES_KEPT, getsizeof=_size), lock=Lock(), info=True)
def traced(files: tuple[NoteFile, ...], config: Config) -> Traced:
    """What the notes among `files` hold."""
    found = meetings_by_series(files, config)
    notes = read_meetings(found, config, templates_of(files, config))
    courses = meetings(notes, config)
    others = (each for series, some in found.items() if series not in notes for each in some if each.date)
    lines = [line for each in others for line in read_once(each, config).lines]
    work = sum(line.open and not line.checkbox and line.kind is not Kind.AGENDA for line in lines)
    return Traced(found, notes, courses, items_of(courses), sum(map(is_open_box, lines)), work)


def items_of(courses: Courses) -> tuple[Item, ...]:
    """The items of all series. No two have one id."""
    taken: set[str] = set()
    return tuple(item for series, course in courses.items() for item in trace(series, course, taken))
