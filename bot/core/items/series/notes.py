"""The meetings of each series of files, and their notes, read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain

from bot.core.config.schema import Config
from bot.core.config.selection import has_globs, is_template_of
from bot.core.items.meeting import MeetingDay, course_of
from bot.core.items.posts import led_days, meeting_of_post, series_of_posts, without_led
from bot.core.items.series.paths import is_named, series_of
from bot.core.items.series.reading import as_markdown_file, parts_once, read_once
from bot.core.markdown.written_date import DateOrder
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Note, NoteFile
from bot.core.notes.dating.parts import Parts
from bot.core.notes.days_of_import import without_day_of_import
from bot.core.notes.meetings import likely_years, meetings_of, settled_order
from bot.core.notes.of_meetings import has_meetings
from bot.core.notes.series_wide import settled
from bot.core.notes.templates import TemplateLines, template_lines
from bot.core.people.cross_note import acquainted
from bot.core.text.phrases import phrase_in

_UNDATED = "notes.md"
"""A name for a file that says nothing of its day."""

Courses = dict[str, tuple[MeetingDay, ...]]


def read_notes(files: Iterable[NoteFile], config: Config, *, dated: bool = True) -> dict[str, list[Note]]:
    """Series → its notes, read in the order of their names: what only order distinguishes has the same id every time.

    Without globs in the config a note has a date, and a series that the config does not name has notes of meetings, unless
    `dated` is off.
    """
    files = tuple(files)
    return read_meetings(meetings_by_series(files, config), config, templates_of(files, config), dated=dated)


def read_meetings(
    by_series: Mapping[str, Iterable[Meeting]],
    config: Config,
    templates: TemplateLines,
    *,
    dated: bool = True,
    keep: str | None = None,
) -> dict[str, list[Note]]:
    """Series → the notes of its meetings, as in `read_notes`; those of the series `keep`, and what the config names, in any case.

    A meeting without a date counts beside a dated one in its file: its lines open nothing, but they are seen.
    """
    everything = has_globs(config) or not dated
    read = {
        series: [read_once(meeting, config) for meeting in (found if everything else _in_dated_files(found))]
        for series, found in by_series.items()
    }
    return {
        series: acquainted(settled(notes, config, templates))
        for series, notes in read.items()
        if not dated
        or series == keep
        or is_named(series, by_series[series], config)
        or has_meetings(series, notes)
        or any(note.permalink for note in notes)
    }


def _in_dated_files(found: Iterable[Meeting]) -> Iterator[Meeting]:
    """The meetings of files that have one with a date."""
    meetings = tuple(found)
    dated = {meeting.path for meeting in meetings if meeting.date}
    return (meeting for meeting in meetings if meeting.path in dated)


def templates_of(files: Iterable[NoteFile], config: Config) -> TemplateLines:
    """The lines of the templates among `files`."""
    return template_lines(as_markdown_file(file) for file in files if is_template_of(config, file.path))


def meetings_by_series(files: Iterable[NoteFile], config: Config) -> dict[str, list[Meeting]]:
    """Series → the meetings of its files, in the order of the files' names and of the lines in them, then those of posts."""
    files = tuple(map(as_markdown_file, files))
    by_series: dict[str, list[tuple[NoteFile, Parts]]] = defaultdict(list)
    files = sorted(files, key=lambda file: file.path)
    for file in files:
        series = None if file.post else series_of(config, file.path)
        if series is not None:
            by_series[series].append((file, parts_once(file)))
    found = {}
    wanted = DateOrder(config.dates) if config.dates else None
    both = (part.written for read in by_series.values() for _, parts in read for part in parts.found)
    years = likely_years(filter(None, both))
    for series, read in sorted(by_series.items()):
        written = (part.written for _, parts in read for part in parts.found if part.written)
        order = settled_order(written, wanted)
        each_file = (meetings_of(file, parts, series, order, years) for file, parts in read)
        own_day = partial(_own_day, {file.path: file for file, _ in read}, order)
        found[series] = without_day_of_import(list(chain.from_iterable(each_file)), own_day)
    posts = [file for file in files if file.post]
    known = [series for series, some in found.items() if _has_meetings(series, some, config)] if posts else []
    for series, some in series_of_posts(posts, known).items():
        found[series] = [*found.get(series, ()), *(meeting_of_post(file, series) for file in some)]
    return found


def _has_meetings(series: str, found: Sequence[Meeting], config: Config) -> bool:
    dated = [meeting for meeting in found if meeting.date]
    notes = (read_once(each, config) for each in dated)
    return bool(dated) and (is_named(series, dated, config) or has_meetings(series, list(notes)))


def _own_day(files: Mapping[str, NoteFile], order: DateOrder | None, path: str) -> date | None:
    """The day of a file's meeting by what stands in it, whatever its name says."""
    folder, _, _ = path.rpartition("/")
    parts = parts_once(replace(files[path], path=f"{folder}/{_UNDATED}"))
    written = None if parts.rolling else parts.found[0].written
    return written.day(order) if written else None


def meetings(notes: dict[str, list[Note]], config: Config) -> Courses:
    """Series → its meetings, without the lines that the config ignores, and those for which a file says what is open."""
    return {
        series: course_of(_worked(without_led(note, led), config) for note in found)
        for series, found in notes.items()
        for led in (led_days(found),)
    }


def _worked(note: Note, config: Config) -> Note:
    return replace(note, lines=tuple(line for line in note.lines if not phrase_in(line.wording, config.ignore)))
