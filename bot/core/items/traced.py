"""Notes → meetings → items, remembered: most decisions are about notes that did not change since the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache, cached

from bot.core.config.schema import Config
from bot.core.items.lineage import trace
from bot.core.items.series import Courses, meetings, read_notes
from bot.core.model.notes import Item, Note, NoteFile

LINES_KEPT = 50_000
"""Lines of notes whose items stay known."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The notes of each series, their meetings, and the items of all series."""

    notes: Mapping[str, Sequence[Note]]
    courses: Courses
    items: tuple[Item, ...]


def _size(known: Traced) -> int:
    return 1 + sum(len(note.lines) for notes in known.notes.values() for note in notes)


@cached(LRUCache(LINES_KEPT, getsizeof=_size), lock=Lock())
def traced(files: tuple[NoteFile, ...], config: Config) -> Traced:
    """What the notes among `files` hold."""
    notes = read_notes(files, config)
    courses = meetings(notes, config)
    return Traced(notes, courses, items_of(courses))


def items_of(courses: Courses) -> tuple[Item, ...]:
    """The items of all series. No two have one id."""
    taken: set[str] = set()
    return tuple(item for series, course in courses.items() for item in trace(series, course, taken))
