"""The note of the next meeting: made from the community's template, and kept current until the meeting begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import PurePosixPath

from bot.core.carry.lists import lines_of
from bot.core.carry.next_note import Carried, carry
from bot.core.carry.placed import next_meeting, placed
from bot.core.carry.restructured import marked, restored, source_of, unmarked, with_rules
from bot.core.config.globs import restructured
from bot.core.config.next_meeting import Next
from bot.core.config.schema import Config
from bot.core.config.selection import has_globs, is_template
from bot.core.issues import marker
from bot.core.issues.closers import bot_that_closed
from bot.core.items.issue_suffix import number_at_end
from bot.core.items.series.notes import meetings_by_series, read_notes
from bot.core.items.series.paths import series_of
from bot.core.markdown.rst import as_markdown
from bot.core.markdown.source import front_matter, source_lines, with_box
from bot.core.model.issues import Issue
from bot.core.model.meeting import Meeting
from bot.core.model.notes import NoteFile, State
from bot.core.model.snapshot import Snapshot
from bot.core.text.code import code
from bot.core.upcoming.agenda import Topics, with_agenda
from bot.core.upcoming.dates_in_template import dated
from bot.core.upcoming.kept import NOTHING_WRITTEN, Mine, is_open_box
from bot.core.upcoming.place import path_of_next, rolls
from bot.core.upcoming.redated import redated
from bot.core.upcoming.schedule import Occurrence, upcoming
from bot.core.upcoming.skeleton import Dated, skeleton

_ISSUE_TEMPLATES = ".github/ISSUE_TEMPLATE/"


@dataclass(frozen=True, slots=True)
class Series:
    """The series that `next` is about: its dated meetings, by date."""

    name: str
    meetings: tuple[Meeting, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its meetings."""
        return tuple(meeting.date for meeting in self.meetings if meeting.date)

    def at(self, day: date | None) -> Meeting | None:
        """The notes of the meeting on a day."""
        return next((each for each in self.meetings if each.date == day), None) if day else None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is no next meeting to prepare, and whether people can correct that."""

    why: str
    wrong: bool = False


def series_for(files: Sequence[NoteFile], config: Config) -> Series | Nothing:
    """The series that `next` is about: that of the template's folder, that of the first glob, or the only one there is."""
    rule = config.next
    assert rule is not None
    read = read_notes(files, config)
    by_series = meetings_by_series(files, config)
    found = {
        name: tuple(sorted((m for m in by_series[name] if m.date and not m.shared), key=lambda m: str(m.date)))
        for name in read
    }
    found = {name: some for name, some in found.items() if some}
    if not found:
        return Nothing("there is no dated note yet: write the first one")
    template = PurePosixPath(rule.template or "-.md")
    beside = series_of(config, str(template.parent / f"2000-01-01{template.suffix}"))
    first = next((glob for glob in config.notes if not glob.startswith("!")), None)
    name = next((each for each in (beside if rule.template else None, first) if each in found), None)
    if name is None and len(found) > 1:
        names = ", ".join(code(each or "/") for each in sorted(found))
        way = "name one first in `notes`" if not has_globs(config) else "name the right one first in `notes`"
        return Nothing(
            f"there are several series of notes ({names}): {way}, or put its template into its folder", wrong=True
        )
    name = name if name is not None else next(iter(found))
    return Series(name, found[name])


def is_changeable(note: NoteFile) -> bool:
    """Whether a note can be filled: one in reStructuredText cannot where it is too large or too deeply nested to be read."""
    return not restructured(note.path) or marked(note.text) is not None


def occurrence_of(
    rule: Next, held: Sequence[date], now: datetime, skipped: Sequence[date] = ()
) -> Occurrence | Nothing:
    """The meeting whose note stands or is to be made now; `held` are the days of all notes."""
    found = upcoming(rule, held, now, skipped)
    if found is None:
        return Nothing("`every` counts from the newest meeting, and there is none until today")
    if now < found.opens:
        return Nothing(f"the next meeting is on {found.noted}; its note is made on {found.opens:%Y-%m-%d at %H:%M} UTC")
    return found


@dataclass(frozen=True, slots=True)
class Preparing:
    """All that a note of the next meeting is made from."""

    snapshot: Snapshot
    series: Series
    day: date
    raised: tuple[Issue, ...] = ()
    topics: tuple[Issue, ...] = ()

    @property
    def config(self) -> Config:
        """The config, which has `next`."""
        assert self.snapshot.config is not None and self.snapshot.config.next is not None
        return self.snapshot.config

    @property
    def rule(self) -> Next:
        """`next` of the config."""
        assert self.config.next is not None
        return self.config.next

    def fresh(self) -> NoteFile:
        """The note before anybody has written in it, nothing carried yet. For a rolling file the whole of it."""
        if self.rule.as_ == "pull-request" and rolls(self.series.meetings):
            return self._rolled()
        return NoteFile(path_of_next(self.series.meetings, self.day), self.form())

    def in_the_way(self, fresh: NoteFile, text: str) -> bool:
        """Whether `text`, which stands at the path of the fresh note, would be lost with it.

        It is another file's, or what people made of the rolling file.
        """
        rolling = (
            file.text for file in self.snapshot.notes if file.path == fresh.path == self.series.meetings[-1].path
        )
        return bool(text.strip()) and text not in rolling

    def filled(self, note: NoteFile, mine: Mine = NOTHING_WRITTEN) -> Carried:
        """A note with the open items carried into it, and the topics in its agenda. `mine` is what Duly wrote there."""
        open_now = frozenset(issue.number for issue in self.snapshot.issues if issue.open)
        note = replace(note, text=mine.reopened(note.text, open_now))
        carried = carry(self.snapshot, note, raised=self.raised)
        return replace(carried, text=self._with_topics(replace(note, text=carried.text), mine.wrote))

    def _with_topics(self, note: NoteFile, wrote: Callable[[str], bool]) -> str:
        """The text of a note with the topics in its agenda, and the lines of closed issues ticked."""
        if restructured(note.path) and not note.shown:
            text, source = marked(note.text), source_of(note.text)
            if text is None:
                return note.text
            done = self._with_topics(replace(note, text=text, shown=True), lambda line: wrote(source(line)))
            return restored(note.text, done)
        place = next_meeting(note, self.snapshot.notes, self.config)
        head = self.snapshot.head
        address = f"{head.url}/issues" if self.config.numbers == "link" else ""
        topics = Topics(self.topics, head.full_name, address)
        return place.with_text(
            with_agenda(self._with_ticks(place.file.text), topics, self.config.headings, wrote)
        ).whole

    def _with_ticks(self, text: str) -> str:
        """The lines of issues that people closed ticked, also where the note before has the tick already."""
        closed = {issue.number: issue for issue in self.snapshot.issues if not issue.open}
        for number, line in enumerate(lines_of(text), 1):
            issue = closed.get(number_at_end(line.rstrip()) or 0)
            if issue and is_open_box(line) and not bot_that_closed(self.snapshot, issue, marker.read(issue.body)):
                dropped = issue.state_reason in {"not_planned", "duplicate"}
                text = with_box(text, number, State.DROPPED if dropped else State.DONE)
        return text

    def form(self) -> str:
        """The template with its dates, or else what the newest notes share, in the form of the newest note."""
        template, is_rst = self.template(), restructured(self.series.meetings[-1].path)
        if is_rst and template and restructured(template.path):
            return with_rules(template.text, dated(template.text, self._starts))
        return restored("", self._in_markdown(template)) if is_rst else self._in_markdown(template)

    @property
    def _starts(self) -> datetime:
        return datetime.combine(self.day, self.rule.every.at or time())

    def _in_markdown(self, template: NoteFile | None) -> str:
        if template is None:
            return skeleton(
                [self._dated(each) for each in self.series.meetings[:-3:-1]], self.day, self.config.headings
            )
        if restructured(template.path):
            return as_markdown(with_rules(template.text, dated(template.text, self._starts)))
        text = template.text
        if template.path.startswith(_ISSUE_TEMPLATES):
            # Its front matter is for GitHub's form.
            text = "\n".join(source_lines(text)[front_matter(source_lines(text))[1] :]).lstrip("\n")
        return dated(text, self._starts)

    def template(self) -> NoteFile | None:
        """The file that the config names; else the only template in the folder of the newest note, or in one above."""
        files = {file.path: file for file in self.snapshot.notes}
        if self.rule.template:
            return files.get(self.rule.template)
        folder = PurePosixPath(self.series.meetings[-1].path).parent
        for each in (folder, *folder.parents):
            near = [file for path, file in files.items() if is_template(path) and PurePosixPath(path).parent == each]
            if near:
                return near[0] if len(near) == 1 else None
        return None

    def _dated(self, meeting: Meeting) -> Dated:
        assert meeting.date is not None
        return Dated(meeting.text, meeting.date)

    def _rolled(self) -> NoteFile:
        """The rolling file with a new part."""
        file = next(file for file in self.snapshot.notes if file.path == self.series.meetings[-1].path)
        if not restructured(file.path):
            return replace(file, text=self._with_part(file))
        text = marked(file.text)
        # Its meetings were found, so it is read.
        assert text is not None
        return replace(file, text=restored(file.text, self._with_part(replace(file, text=text))))

    def _with_part(self, file: NoteFile) -> str:
        """The Markdown of the rolling file with a new part: on top where the newest is, else at its end."""
        newest, before = self.series.meetings[-1], self.series.meetings[-2]
        assert newest.date is not None
        whole = placed(file, newest)
        rows = lines_of(whole.file.text)[newest.first_line - 1 :]
        heading = redated(unmarked(rows[0].rstrip("\r\n")), newest.date, self.day)
        end = rows[0][len(rows[0].rstrip("\r\n")) :] or "\n"
        form = self._in_markdown(self.template()).lstrip("\n").split("\n")[1:]
        text = end.join([heading, *form]).rstrip() + end
        on_top = newest.first_line < before.first_line or before.path != newest.path
        if on_top:
            return f"{whole.before}{text}{end}{''.join(rows)}{whole.after}"
        lines = lines_of(file.text)
        while lines and not unmarked(lines[-1]).strip():
            lines.pop()
        return f"{''.join(lines).rstrip(end)}{end}{end}{text}"
