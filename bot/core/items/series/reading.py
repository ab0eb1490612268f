"""Files and meetings as they were read the last time: from push to push one or two of hundreds change."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from threading import Lock

from cachetools import LRUCache, cached

from bot.core.config.globs import restructured
from bot.core.config.schema import Config
from bot.core.items.posts import with_permalink
from bot.core.markdown.rst import as_markdown
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Note, NoteFile
from bot.core.notes import parse
from bot.core.notes.dating.parts import Parts, parts_of
from bot.core.notes.shift import moved

_LINES_KEPT = 50_000
"""Lines of notes that stay read in memory, about a kilobyte each."""

_FILES_KEPT = 20_000
"""Files whose dates and parts stay known, some hundred bytes each."""


def as_markdown_file(file: NoteFile) -> NoteFile:
    """The file in the form in which notes are read, line for line."""
    if file.shown or not restructured(file.path):
        return file
    return replace(file, text=as_markdown(file.text), shown=True)


def _key_of_file(file: NoteFile) -> tuple[str, bytes]:
    return file.path, _digest(file.text)


@cached(LRUCache(_FILES_KEPT), key=_key_of_file, lock=Lock())
def parts_once(file: NoteFile) -> Parts:
    """The parts of a file as they were found the last time."""
    return parts_of(file.path, file.text)


def read_once(meeting: Meeting, config: Config) -> Note:
    """The notes of a meeting as they were read the last time.

    Where a file grows at its top, the parts below are the same with other line numbers.
    """
    return moved(read_in_place(replace(meeting, first_line=1), config), meeting.first_line - 1)


def _key(
    meeting: Meeting, config: Config
) -> tuple[str, str, date | None, tuple[date, ...], bytes, bytes, bool, bool, Config]:
    texts = _digest(meeting.text), _digest(meeting.common)
    place = meeting.path, meeting.permalink
    return *place, meeting.date, meeting.possible, *texts, meeting.titled, meeting.shared, config


@cached(LRUCache(_LINES_KEPT, getsizeof=lambda note: len(note.lines) + 1), key=_key, lock=Lock(), info=True)
def read_in_place(meeting: Meeting, config: Config) -> Note:
    """The same with line numbers that count from the first line of the meeting."""
    note = parse.read_meeting(meeting, config)
    return with_permalink(note, meeting.permalink) if meeting.permalink else note


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
