"""Whether the dated files of a folder are notes of meetings: blog posts, documents and release notes have dates too."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import opens_agenda
from bot.core.model.notes import Kind, Note
from bot.core.model.reasons import Why
from bot.core.notes.dating.parts import gives_day, title_in
from bot.core.notes.dating.path_words import is_no_meeting, names_meetings

_RARE = 10
"""One of so many dated files of a folder has attendees, an agenda or work, where they are notes of meetings …"""

_DOUBTFUL = 2
"""… or of so many, where the folder is named after something else."""

_SEVERAL = 5
"""Days from which it shows that meetings are held on one day of the week."""


def says_meeting(title: str, front: str, sections: Iterable[Section]) -> bool:
    """Whether the `title` of notes, or the one in their front matter, has a word for meetings, or a heading begins with `Agenda`."""
    headings = {heading for section in sections for heading in section.headings}
    titles = (each.replace("/", " ") for each in (title, title_in(front)))
    return any(map(names_meetings, titles)) or any(map(opens_agenda, headings))


def has_meetings(folder: str, notes: Sequence[Note]) -> bool:
    """Whether the dated notes of a folder are of meetings.

    Enough of them have attendees, an agenda or a list of work. One is enough where the folder is named after meetings, or where
    nothing names it and the days are those of regular meetings. A file named after something else, which is a series of its own,
    has attendees.
    """
    if is_no_meeting(folder):
        return any(note.attendees for note in notes)
    found = _of_meetings(notes)
    named = names_meetings(folder)
    if named is None and are_regular({note.date for note in notes if note.date}):
        named = True
    return found > 0 and (bool(named) or found * (_RARE if named is None else _DOUBTFUL) >= len(notes))


def are_regular(days: Collection[date]) -> bool:
    """Whether most days are of one day of the week, as those of meetings are: people write documents and posts on any day."""
    counts = Counter(map(date.weekday, days))
    return len(days) >= _SEVERAL and max(counts.values()) * 4 >= len(days) * 3


def _of_meetings(notes: Iterable[Note]) -> int:
    """How many of them are of meetings."""
    by_path: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_path[note.path].append(note)
    return sum(_of_file(path, found) for path, found in by_path.items())


def _of_file(path: str, notes: Sequence[Note]) -> int:
    """How many notes of a file are of meetings.

    In a file that is named after meetings, or has many and somewhere attendees, an agenda or a title that says so, one of its notes
    is enough for all, and any line of work tells that it is one, also a line that is only shown. A document says inside on which day
    it was written, and has next steps: a file with such a date needs one of these as well.
    """
    named = names_meetings(path)
    has_many = len({note.date for note in notes}) > 1
    says = named is None and any(note.says_meeting or note.attendees for note in notes)
    if named or (has_many and says):
        return len(notes) if any(note.of_meeting or note.has_work for note in notes) else 0
    if named is None:
        is_dated = has_many or says or any(note.date and gives_day(path, note.date) for note in notes)
        return sum(note.of_meeting for note in notes) if is_dated else 0
    return sum(map(_is_surely_of_meeting, notes))


def _is_surely_of_meeting(note: Note) -> bool:
    """Whether it has attendees, a box of work or an `ACTION:`: newsletters have lists of what one can help with."""
    work = (line for line in note.lines if line.kind is not Kind.AGENDA and line.why is not Why.TASK)
    return bool(note.attendees) or not all(line.is_plain for line in work)
