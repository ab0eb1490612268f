"""What stands before the next note: the meetings of its series, the note to carry from, and what the issues say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.carry.issue_state import Knowledge, lives
from bot.core.carry.lists import Outline
from bot.core.carry.outline import outline
from bot.core.carry.pieces.piece import SIGNS
from bot.core.carry.placed import Placed, placed
from bot.core.carry.restructured import unmarked
from bot.core.config.schema import Config
from bot.core.config.selection import has_globs
from bot.core.issues.matching.matched import matched
from bot.core.items.freshness import fresh_days, newest_past
from bot.core.items.meeting import MeetingDay, list_forms, tracks_plain
from bot.core.items.series.notes import meetings, meetings_by_series, read_meetings, templates_of
from bot.core.items.series.paths import series_of
from bot.core.items.series.reading import as_markdown_file
from bot.core.markdown.titles.list_kinds import is_review
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Item, Note, NoteFile
from bot.core.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class History:
    """The notes of a series before the next one, by their dates, and their items with what is known of them.

    `source` is the date of the meeting that is carried from; `asked`: a person named it.
    """

    config: Config
    series: str
    course: tuple[MeetingDay, ...]
    files: Mapping[date, Sequence[NoteFile]]
    source: date
    items: tuple[Item, ...]
    known: Knowledge
    asked: bool
    fresh: tuple[date, ...] = ()
    """Dates of the meetings whose open items get issues, oldest first."""

    @property
    def newest(self) -> date:
        """The date of the meeting whose topics go on: the one right before the next, unless a person named another."""
        return self.source if self.asked else max(self.files)

    @property
    def outline(self) -> Outline:
        """That of the note carried from; where it has no list, that of the newest fresh one with a list."""
        days = [self.source, *([] if self.asked else reversed(self.fresh))]
        found = (outline(file.text, self.config.headings) for day in days for file in self.files.get(day, ()))
        return next(
            (each for each in found if any(not slot.topics for slot in each.slots)),
            outline(self.files[self.source][0].text, self.config.headings),
        )

    @property
    def sign(self) -> str:
        """The bullet that its lists have most; without lists the one that the note has most."""
        source = self.outline
        listed = [bullet.first for slot in source.slots for bullet in slot.bullets]
        firsts = [source.lines[number - 1].lstrip()[:1] for number in listed or source.extents]
        return max(SIGNS, key=firsts.count)

    def goes_on(self, item: Item) -> bool:
        """Whether an open item is still listed: at the meeting carried from, or in a list that no newer meeting has made anew."""
        if any(line.note_date == self.source for line in item.lines):
            return True
        if self.asked:
            return False
        day = item.newest.note_date or date.min
        return day >= self.source or (day in self.fresh and not item.missed and bool(list_forms(item.deciding)))

    def distance(self, day: date) -> int:
        """How many meetings ago a day's is, counted from the next one: those with work."""
        return 1 + sum(meeting.date > day for meeting in self.course if meeting.has_work)


def past_of(snapshot: Snapshot, target: Placed, since: date | None) -> History | None:
    """What stands before `target`; None where no note before it has anything to carry, or none is of the day `since`."""
    config = snapshot.config or Config()
    day = target.meeting.date or date.max
    whole = replace(target.whole_file, text=unmarked(target.whole))
    texts = {file.path: as_markdown_file(file) for file in (*snapshot.notes, whole)}
    found = {series: _others(some, target) for series, some in meetings_by_series(texts.values(), config).items()}
    templates = templates_of(texts.values(), config)
    mine = target.meeting.series if target.file.post else series_of(config, target.file.path)
    notes = read_meetings(found, config, templates, keep=mine)
    series = _series(notes, config, mine, day)
    if series is None:
        return None
    notes[series] = [note for note in notes[series] if note.date and note.date < day]
    files = _by_date((each for each in found[series] if each.date and each.date < day), texts)
    courses = meetings(notes, config)
    fresh = _fresh(courses[series], day, snapshot.today, config)
    source = _source(courses[series], fresh, target.file, config) if since is None else since
    source = _reviewed_after(source, files, config) if since is None and source else source
    if source not in files:
        return None
    together = matched(snapshot, config, courses)
    items, matches = together.items, together.matches
    at = {(line.path, line.number): item for item in items for line in item.lines}
    boxes = config.without_box != "auto" or not tracks_plain(courses[series])
    # GitHub makes a link of a number in an issue.
    issues = f"{snapshot.head.url}/issues" if config.numbers == "link" and not target.file.post else ""
    states = lives(items, matches, snapshot)
    known = Knowledge(at, states, snapshot.head.full_name, boxes, issues, config.headings)
    own = tuple(item for item in items if item.series == series)
    return History(config, series, courses[series], files, source, own, known, since is not None, fresh)


def _others(found: Iterable[Meeting], target: Placed) -> list[Meeting]:
    """The meetings without the next one. What a file has outside its dated parts stands there for all of them."""
    own = target.file.path, target.meeting.first_line
    return [each for each in found if (each.path, each.first_line) != own and not each.shared]


def _by_date(found: Iterable[Meeting], texts: Mapping[str, NoteFile]) -> dict[date, list[NoteFile]]:
    files: dict[date, list[NoteFile]] = defaultdict(list)
    for meeting in found:
        if meeting.date:
            files[meeting.date].append(placed(texts[meeting.path], meeting).file)
    return dict(files)


def _fresh(course: Sequence[MeetingDay], day: date, today: date | None, config: Config) -> tuple[date, ...]:
    """Those before the next meeting, which is on `day`, or has no date yet."""
    return fresh_days(course, config.open_within, newest_past(course, today) if day == date.max else day)


def _series(notes: Mapping[str, list[Note]], config: Config, own: str | None, day: date) -> str | None:
    """The series that the next note belongs to; where it is unknown, the one whose work is the newest."""
    if own is not None and (notes.get(own) or has_globs(config)):
        return own if notes.get(own) else None
    newest = {
        series: max((n.date for n in found if n.date and n.date < day and n.has_work), default=date.min)
        for series, found in notes.items()
    }
    return max(newest, key=lambda series: newest[series], default=None)


def _reviewed_after(source: date, files: Mapping[date, Sequence[NoteFile]], config: Config) -> date:
    """A newer meeting without work whose list of old work says what is still to do, else `source`."""
    newer = (day for day in sorted(files, reverse=True) if day > source)
    return next((day for day in newer if any(_goes_through_work(file, config) for file in files[day])), source)


def _goes_through_work(file: NoteFile, config: Config) -> bool:
    reviews = (slot for slot in outline(file.text, config.headings).slots if not slot.topics and is_review(slot.title))
    return any(
        bullet.box is None and not bullet.empty and not bullet.over for slot in reviews for bullet in slot.bullets
    )


def _source(course: Sequence[MeetingDay], fresh: Sequence[date], target: NoteFile, config: Config) -> date | None:
    """The date of the meeting to carry from: the newest with work, as long as it is fresh.

    Work that is not fresh opens no issues and is not carried either, unless the next note has a heading for it.
    """
    work = [meeting.date for meeting in course if meeting.has_work]
    headed = any(not slot.topics for slot in outline(target.text, config.headings).slots)
    if work and (headed or fresh):
        return work[-1]
    return course[-1].date if course else None
