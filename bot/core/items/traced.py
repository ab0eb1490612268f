"""Notes → meetings → items, remembered: most decisions are about notes that did not change since the last one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache, cached

from bot.core.config.globs import glob_of
from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.items.lineage import trace
from bot.core.items.meeting import is_open_box
from bot.core.items.series.notes import Courses, meetings, meetings_by_series, read_meetings, templates_of
from bot.core.items.series.reading import read_once
from bot.core.model.account import Elsewhere
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Item, Kind, Note, NoteFile
from bot.core.notes.meetings import undecided

_LINES_KEPT = 50_000
"""Lines of notes whose items stay known."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The meetings that were found in each series, their notes, the days of work, and the items of all series."""

    meetings: Mapping[str, Sequence[Meeting]]
    notes: Mapping[str, Sequence[Note]]
    courses: Courses
    items: tuple[Item, ...]
    elsewhere: Elsewhere

    @property
    def undecided(self) -> Iterator[Problem]:
        """The dates that are not settled."""
        return undecided(meeting for found in self.meetings.values() for meeting in found)


def _size(known: Traced) -> int:
    return 1 + sum(len(note.lines) for notes in known.notes.values() for note in notes)


@cached(LRUCache(_LINES_KEPT, getsizeof=_size), lock=Lock(), info=True)
def traced(files: tuple[NoteFile, ...], config: Config) -> Traced:
    """What the notes among `files` hold."""
    found = meetings_by_series(files, config)
    notes = read_meetings(found, config, templates_of(files, config))
    courses = meetings(notes, config)
    others = [[each for each in some if each.date] for series, some in found.items() if series not in notes]
    return Traced(found, notes, courses, items_of(courses), _elsewhere(others, config))


def _elsewhere(folders: Sequence[Sequence[Meeting]], config: Config) -> Elsewhere:
    """What stands open in the dated files of `folders`."""
    counts = [
        Counter(
            line.checkbox
            for each in found
            for line in read_once(each, config).lines
            if is_open_box(line) or (line.open and not line.checkbox and line.kind is not Kind.AGENDA)
        )
        for found in folders
    ]
    if not any(counts):
        return Elsewhere()
    most, _ = max(zip(folders, counts, strict=True), key=lambda pair: pair[1].total())
    glob = glob_of(sorted({each.path for each in most}))
    return Elsewhere(boxes=sum(each[True] for each in counts), work=sum(each[False] for each in counts), glob=glob)


def items_of(courses: Courses) -> tuple[Item, ...]:
    """The items of all series. No two have one id."""
    taken: set[str] = set()
    return tuple(item for series, course in courses.items() for item in trace(series, course, taken))
