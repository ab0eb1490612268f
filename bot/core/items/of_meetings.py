"""Whether the dated files of a folder are notes of meetings: blog posts, documents and release notes have dates too."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.core.model.notes import Kind, Note
from bot.core.model.reasons import Why
from bot.core.notes.dating.parts import gives_day
from bot.core.notes.dating.path_words import is_no_meeting, names_meetings

RARE = 10
"""One of so many dated files of a folder has attendees, an agenda or work, where they are notes of meetings …"""

DOUBTFUL = 2
"""… or of so many, where the folder is named after something else."""


def has_meetings(folder: str, notes: Sequence[Note]) -> bool:
    """Whether the dated notes of a folder are of meetings.

    Enough of them have attendees, an agenda or a list of work; where the folder is named after meetings one is enough. A file
    named after something else, which is a series of its own, has attendees.
    """
    if is_no_meeting(folder):
        return any(note.attendees for note in notes)
    found = _of_meetings(notes)
    named = names_meetings(folder)
    return found > 0 and (bool(named) or found * (RARE if named is None else DOUBTFUL) >= len(notes))


def _of_meetings(notes: Iterable[Note]) -> int:
    """How many of them are of meetings."""
    by_path: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_path[note.path].append(note)
    return sum(_of_file(path, found) for path, found in by_path.items())


def _of_file(path: str, notes: Sequence[Note]) -> int:
    """How many notes of a file are of meetings.

    In a file that is named after meetings, one of its notes is enough for all, and any line of work tells that it is one, also a
    line that is only shown. A document says inside on which day it was written, and has next steps: a file with such a date needs
    more, attendees, an agenda, or a title that says so.
    """
    named = names_meetings(path)
    if named:
        return len(notes) if any(note.of_meeting or note.has_work for note in notes) else 0
    if named is None:
        dated = len({note.date for note in notes}) > 1 or any(
            note.date and gives_day(path, note.date) for note in notes
        )
        return sum(note.of_meeting and (dated or bool(note.attendees) or note.says_meeting) for note in notes)
    return sum(map(_is_surely_of_meeting, notes))


def _is_surely_of_meeting(note: Note) -> bool:
    """Whether it has attendees, a box of work or an `ACTION:`: newsletters have lists of what one can help with."""
    work = (line for line in note.lines if line.kind is not Kind.AGENDA and line.why is not Why.TASK)
    return bool(note.attendees) or not all(line.is_plain for line in work)
