"""Earlier versions of notes: which line of a note was which line when an issue was last written.

An issue whose wording no note has any more may be a line that was edited where it stands. Its marker has the SHA of the note
as it was then; that version is asked for and compared with the note as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.issues.matching.owned import Owned
from bot.core.items.evidence import Evidence
from bot.core.items.issue_suffix import without_number
from bot.core.items.lineage import continued
from bot.core.items.meeting import MeetingDay, wording_of
from bot.core.items.places import beside
from bot.core.items.series.notes import Courses, meetings, read_notes
from bot.core.model.notes import Item, Line, NoteFile, Position
from bot.core.model.questions import NoteVersion
from bot.core.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The lines that a line was, or stands in the place of, in the earlier version of its note, and the evidence for it."""

    lines: tuple[Line, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where lines stand: in the meetings of each series, and in earlier versions of notes as far as these were read."""

    courses: Courses = field(default_factory=dict)
    earlier: Mapping[Position, Predecessor] = field(default_factory=dict)
    ask: frozenset[NoteVersion] = frozenset()
    """Versions that are still to be asked for."""

    def predecessor(self, line: Line) -> Predecessor | None:
        """What a line was in the earlier version of its note; None where it is new, or no such version was read."""
        return self.earlier.get((line.path, line.number))

    def beside(self, item: Item) -> tuple[str, ...]:
        """Digests of the lines beside an item's newest line."""
        return neighbours(item.newest, self.courses.get(item.series, ()))


def surroundings(
    snapshot: Snapshot, config: Config, courses: Courses, without: Iterable[Item], lineless: Iterable[Owned]
) -> Surroundings:
    """What is known of places, with earlier versions of the notes that have a line `without` an issue and a `lineless` issue."""
    earlier: dict[Position, Predecessor] = {}
    ask = set()
    files = {file.path: file for file in snapshot.notes}
    for path, meeting, question in _wanted(snapshot, courses, without, lineless):
        if question not in snapshot.answers:
            ask.add(question)
        elif text := snapshot.answers.get(question):
            earlier |= _predecessors(replace(files[path], text=text), meeting, config)
    return Surroundings(courses, earlier, frozenset(ask))


def _wanted(
    snapshot: Snapshot, courses: Courses, without: Iterable[Item], lineless: Iterable[Owned]
) -> Iterator[tuple[str, MeetingDay, NoteVersion]]:
    """(path, meeting, version) for each note, one version a note: the one that most issues were written from."""
    blobs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for issue in lineless:
        if issue.marker.blob:
            blobs[issue.marker.series, issue.marker.day][issue.marker.blob] += 1
    if not blobs:
        return
    now = {file.path: file.sha for file in snapshot.notes}
    places = {(item.series, line.note_date, line.path) for item in without for line in item.lines}
    days = {(series, meeting.date): meeting for series, course in courses.items() for meeting in course}
    for series, day, path in sorted(places, key=str):
        found = blobs.get((marker.digest(series), str(day)))
        meeting = days.get((series, day or date.min))
        if found and meeting:
            blob = max(found, key=lambda sha: (found[sha], sha))
            if blob != now.get(path):
                yield path, meeting, NoteVersion(blob)


def _predecessors(before: NoteFile, after: MeetingDay, config: Config) -> dict[Position, Predecessor]:
    """What each line of a meeting was in an earlier version of its note."""
    days = [day for course in meetings(read_notes([before], config), config).values() for day in course]
    earlier = next((day for day in days if day.date == after.date), None)
    if earlier is None:
        return {}
    found = continued(earlier, after)
    return {position: Predecessor(lines, evidence) for position, (lines, evidence) in found.items()}


def neighbours(line: Line, course: Sequence[MeetingDay]) -> tuple[str, ...]:
    """Digests of the lines before and after a line in its list, empty at an edge; () where it stands alone or in no list."""
    meeting = next((day for day in reversed(course) if day.date == line.note_date), None)
    pair = beside(meeting).get((line.path, line.number), (None, None)) if meeting else (None, None)
    return tuple(place_digest(one) if one else "" for one in pair) if any(pair) else ()


def place_digest(line: Line) -> str:
    """What a marker remembers of a line beside another one."""
    return marker.digest(without_number(wording_of(line).normal), 8)
