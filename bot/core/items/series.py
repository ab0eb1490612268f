"""The notes of each series, read, and the meetings that they make."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from threading import Lock

from cachetools import LRUCache, cached

from bot.core.config.schema import Config
from bot.core.config.selection import selects
from bot.core.items.meeting import MeetingDay, course_of
from bot.core.model.notes import Note, NoteFile
from bot.core.notes import parse
from bot.core.people.cross_note import acquainted
from bot.core.text.phrases import phrase_in

LINES_KEPT = 50_000
"""Lines of notes that stay read in memory, about a kilobyte each."""


Courses = dict[str, tuple[MeetingDay, ...]]


def read_notes(files: Iterable[NoteFile], config: Config, *, dated: bool = True) -> dict[str, list[Note]]:
    """Series → its notes, read in the order of their names: what is told apart by order has the same id every time.

    Without globs in the config only what has a date is a note, unless `dated` is off.
    """
    notes: dict[str, list[Note]] = defaultdict(list)
    for file in sorted(files, key=lambda file: file.path):
        series = selects(config, file.path)
        if series is None:
            continue
        note = read_once(file, config)
        if note.date or series or not dated:
            notes[series].append(note)
    return {series: acquainted(found) for series, found in sorted(notes.items())}


def _key(file: NoteFile, config: Config) -> tuple[str, bytes, Config]:
    return file.path, sha256(file.text.encode("utf-8", "surrogatepass")).digest(), config


@cached(LRUCache(LINES_KEPT, getsizeof=lambda note: len(note.lines) + 1), key=_key, lock=Lock(), info=True)
def read_once(file: NoteFile, config: Config) -> Note:
    """A note as it was read the last time: from push to push one or two of hundreds change."""
    return parse.read(file.path, file.text, config)


def meetings(notes: dict[str, list[Note]], config: Config) -> Courses:
    """Series → its meetings, without the lines that the config ignores."""
    return {series: course_of(_worked(note, config) for note in found) for series, found in notes.items()}


def _worked(note: Note, config: Config) -> Note:
    return replace(note, lines=tuple(line for line in note.lines if not phrase_in(line.wording, config.ignore)))
