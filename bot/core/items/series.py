"""The notes of each series, read, and the meetings that they make."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from itertools import chain, takewhile
from threading import Lock

from cachetools import LRUCache, cached

from bot.core.config.globs import restructured
from bot.core.config.schema import Config
from bot.core.config.selection import has_globs, is_template_of, selects
from bot.core.items.meeting import MeetingDay, course_of
from bot.core.items.posts import led_days, meeting_of_post, series_of_posts, with_permalink, without_led
from bot.core.markdown.dates import written_dates
from bot.core.markdown.name_dates import is_period
from bot.core.markdown.rst import as_markdown
from bot.core.markdown.written_date import DateOrder
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Note, NoteFile
from bot.core.notes import parse
from bot.core.notes.dating.parts import Parts, parts_of
from bot.core.notes.dating.path_words import is_for_agendas, is_no_meeting
from bot.core.notes.days_of_import import without_day_of_import
from bot.core.notes.meetings import likely_years, meetings_of, settled_order
from bot.core.notes.of_meetings import has_meetings
from bot.core.notes.series_wide import settled
from bot.core.notes.shift import moved
from bot.core.notes.templates import TemplateLines, template_lines
from bot.core.people.cross_note import acquainted
from bot.core.text.phrases import phrase_in
from bot.core.words import words
from bot.core.words.phrases import any_of

LINES_KEPT = 50_000
"""Lines of notes that stay read in memory, about a kilobyte each."""

FILES_KEPT = 20_000
"""Files whose dates and parts stay known, some hundred bytes each."""

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
        or _is_named(series, by_series[series], config)
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


def series_of(config: Config, path: str) -> str | None:
    """The series of the file at `path`: the glob that names it, or its folder, where years, months, the date of one meeting,
    an archive and a folder for agendas inside it make no difference.

    None where it is no note. A glob with `**` names the notes of its own folder, and reaches others. A file such as
    `CHANGELOG.md` is a series of its own.
    """
    glob = selects(config, path)
    if glob is None or (glob and not _reaches_folders(glob)):
        return glob
    if is_no_meeting(path):
        return path
    folder = _group(path.replace("\\", "/").split("/")[:-1])
    return glob if glob and folder == _group(takewhile(_is_name, glob.split("/"))) else folder


def _reaches_folders(glob: str) -> bool:
    return "**" in glob.split("/")


def _is_name(part: str) -> bool:
    return not set(part) & set("*?[")


def _is_named(series: str, found: Iterable[Meeting], config: Config) -> bool:
    """Whether the config says that a series has notes of meetings: one glob is the series, or its folder is below one that a glob
    with `**` names. `**/*.md` names none.
    """
    if series in config.notes or is_no_meeting(series):
        return series in config.notes
    return any(_is_name((selects(config, each.path) or "*").split("/")[0]) for each in found if not each.permalink)


def _group(folders: Iterable[str]) -> str:
    """The folders of a path by which groups of people are distinguished."""
    kept: list[str] = []
    below_period = False
    for folder in folders:
        below_period = is_period(folder, below_period=below_period)
        name = _without_date(folder)
        is_same = below_period or not name or _archive().fullmatch(folder) or (kept and is_for_agendas(folder))
        kept += [] if is_same else [name]
    return "/".join(kept)


@cache
def _archive() -> re.Pattern[str]:
    return re.compile(any_of(words().files.archive), re.IGNORECASE)


def _without_date(folder: str) -> str:
    """The name of a folder without the date in it: `20240305-docs` has the notes of one meeting of `docs`, `20240305` of all."""
    found = next(iter(written_dates(folder)), None)
    return f"{folder[: found.start]}{folder[found.end :]}".strip(" -_.,") if found else folder


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
    return bool(dated) and (_is_named(series, dated, config) or has_meetings(series, list(notes)))


def as_markdown_file(file: NoteFile) -> NoteFile:
    """The file in the form in which notes are read, line for line."""
    if file.shown or not restructured(file.path):
        return file
    return replace(file, text=as_markdown(file.text), shown=True)


def _key_of_file(file: NoteFile) -> tuple[str, bytes]:
    return file.path, _digest(file.text)


@cached(LRUCache(FILES_KEPT), key=_key_of_file, lock=Lock())
def parts_once(file: NoteFile) -> Parts:
    """The parts of a file as they were found the last time."""
    return parts_of(file.path, file.text)


def _own_day(files: Mapping[str, NoteFile], order: DateOrder | None, path: str) -> date | None:
    """The day of a file's meeting by what stands in it, whatever its name says."""
    folder, _, _ = path.rpartition("/")
    parts = parts_once(replace(files[path], path=f"{folder}/{_UNDATED}"))
    written = None if parts.rolling else parts.found[0].written
    return written.day(order) if written else None


def read_once(meeting: Meeting, config: Config) -> Note:
    """The notes of a meeting as they were read the last time: from push to push one or two of hundreds change.

    Where a file grows at its top, the parts below are the same with other line numbers.
    """
    return moved(read_in_place(replace(meeting, first_line=1), config), meeting.first_line - 1)


def _key(
    meeting: Meeting, config: Config
) -> tuple[str, str, date | None, tuple[date, ...], bytes, bytes, bool, bool, Config]:
    texts = _digest(meeting.text), _digest(meeting.common)
    place = meeting.path, meeting.permalink
    return *place, meeting.date, meeting.possible, *texts, meeting.titled, meeting.shared, config


@cached(LRUCache(LINES_KEPT, getsizeof=lambda note: len(note.lines) + 1), key=_key, lock=Lock(), info=True)
def read_in_place(meeting: Meeting, config: Config) -> Note:
    """The same with line numbers that count from the first line of the meeting."""
    note = parse.read_meeting(meeting, config)
    return with_permalink(note, meeting.permalink) if meeting.permalink else note


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def meetings(notes: dict[str, list[Note]], config: Config) -> Courses:
    """Series → its meetings, without the lines that the config ignores, and those for which a file says what is open."""
    return {
        series: course_of(_worked(without_led(note, led), config) for note in found)
        for series, found in notes.items()
        for led in (led_days(found),)
    }


def _worked(note: Note, config: Config) -> Note:
    return replace(note, lines=tuple(line for line in note.lines if not phrase_in(line.wording, config.ignore)))
