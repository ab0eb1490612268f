"""What stands before the next note: the meetings of its series, the note to carry from, and what the issues say."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.carry.bullets import Knowledge
from bot.core.carry.issue_state import lives
from bot.core.carry.outline import Outline, outline
from bot.core.config.schema import Config, selects
from bot.core.issues.decide import matched
from bot.core.items.meeting import Meeting
from bot.core.items.series import meetings, read_notes
from bot.core.model.notes import Item, Note, NoteFile
from bot.core.model.snapshot import Snapshot
from bot.core.notes import parse


@dataclass(frozen=True, slots=True)
class History:
    """The notes of a series before the next one, by their dates, and their items with what is known of them.

    `source` is the date of the meeting that is carried from; `asked` tells that a person named it.
    """

    config: Config
    series: str
    course: tuple[Meeting, ...]
    files: Mapping[date, Sequence[NoteFile]]
    source: date
    items: tuple[Item, ...]
    known: Knowledge
    asked: bool

    @property
    def newest(self) -> date:
        """The date of the meeting whose topics go on: the one right before the next, unless a person named another."""
        return self.source if self.asked else max(self.files)

    @property
    def outline(self) -> Outline:
        """That of the note carried from."""
        return outline(self.files[self.source][0].text)

    def distance(self, day: date) -> int:
        """How many meetings ago a day's is, counted from the next one: those with an action list."""
        return 1 + sum(meeting.date > day for meeting in self.course if meeting.has_action_list)


def past_of(snapshot: Snapshot, target: NoteFile, since: date | None) -> History | None:
    """What stands before `target`; None where no note before it has anything to carry, or none is of the day `since`."""
    config = snapshot.config or Config()
    day = parse.read(target.path, target.text, config).date or date.max
    notes = read_notes([file for file in snapshot.notes if file.path != target.path], config)
    series = _series(notes, config, target, day)
    if series is None:
        return None
    notes[series] = [note for note in notes[series] if note.date and note.date < day]
    files = _by_date(notes[series], snapshot)
    courses = meetings(notes, config)
    source = _source(courses[series], sorted(files), target, config) if since is None else since
    if source not in files:
        return None
    items, matches = matched(snapshot, config, courses)
    at = {(line.path, line.number): item for item in items for line in item.lines}
    known = Knowledge(at, lives(items, matches, snapshot.known_issues.values()), snapshot.head.full_name)
    own = tuple(item for item in items if item.series == series)
    return History(config, series, courses[series], files, source, own, known, since is not None)


def _by_date(notes: Sequence[Note], snapshot: Snapshot) -> dict[date, list[NoteFile]]:
    texts = {file.path: file for file in snapshot.notes}
    files: dict[date, list[NoteFile]] = defaultdict(list)
    for note in sorted(notes, key=lambda note: note.path):
        if note.date:
            files[note.date].append(texts[note.path])
    return dict(files)


def _series(notes: Mapping[str, list[Note]], config: Config, target: NoteFile, day: date) -> str | None:
    """The series that the next note belongs to; where no glob names it, the one whose list is the newest."""
    own = selects(config, target.path)
    if own is not None:
        return own if notes.get(own) else None
    newest = {
        series: max((n.date for n in found if n.date and n.date < day and n.has_action_list), default=date.min)
        for series, found in notes.items()
    }
    return max(newest, key=lambda series: newest[series], default=None)


def _source(course: Sequence[Meeting], days: Sequence[date], target: NoteFile, config: Config) -> date | None:
    """The date of the note to carry from: the newest with an action list, unless that list has been dead for long.

    A list that the newest `open_within` notes did without is dead, as no issue is opened from it either; only where the
    next note has a heading for it the community goes on with it.
    """
    lists = [meeting.date for meeting in course if meeting.has_action_list]
    headed = any(not slot.topics for slot in outline(target.text).slots)
    if lists and (headed or lists[-1] in days[-config.open_within :]):
        return lists[-1]
    return days[-1] if days else None
