"""What is wrong with the notes of a meeting, for the people who write them."""

from collections.abc import Iterable, Iterator

from bot.core.config.problem import Problem
from bot.core.limits import NOTE
from bot.core.markdown.rst import LARGEST as LARGEST_RST
from bot.core.markdown.rst import TOO_MANY_LINES
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Kind, Note, State
from bot.core.notes.candidates.candidate import LISTED, Candidate
from bot.core.notes.dating.path_words import is_index

LARGEST = NOTE
"""Bytes of UTF-8 beyond which notes are not read."""

MOST_LINES = TOO_MANY_LINES - 1
"""Lines beyond which notes are not read: 65,000 of `* a` and `- b` cost the parser four seconds. Real notes have some hundred."""


def is_too_large(text: str) -> bool:
    """Whether notes are beyond what is read within two seconds."""
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    return lines > MOST_LINES or len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST


def too_large(meeting: Meeting) -> Note:
    """The notes of a meeting that are not read, with the problem that says so."""
    limits = f"{LARGEST // 1024} KB ({LARGEST_RST // 1024} KB in reStructuredText, and few levels of nesting) and {MOST_LINES:,} lines"
    message = f"not read: a note may have {limits}; split it, or take it out of `notes` in the config"
    problem = Problem(meeting.path, 1 if meeting.titled else 0, message, serious=True)
    return Note(meeting.path, meeting.date, "", (), (), (problem,), False)


_UNDATED = (
    "this meeting has no date with its year: put one in the name of the file (YYYY-MM-DD.md), its front matter (title or date), "
    "a heading or a line `Date: …`"
)
_DEEP = "nested deeper than can be read: nothing from here on is seen; take out some levels of bullets or quotes"
_EMPTY = "an empty box: write what is to be done, or delete it"


def problems(meeting: Meeting, deep: int | None, candidates: Iterable[Candidate]) -> tuple[Problem, ...]:
    """The problems of notes that were read. `deep`: the first line that is nested too deeply, if any."""
    found = []
    candidates = tuple(candidates)
    # Globs reach the index of the notes too.
    is_idle = is_index(meeting.path) and all(each.kind is Kind.AGENDA for each in candidates)
    if not (meeting.date or meeting.possible or meeting.unread or is_idle):
        found.append(Problem(meeting.path, 0, _UNDATED))
    if deep is not None:
        found.append(Problem(meeting.path, deep, _DEEP, serious=True))
    return (*found, *(Problem(meeting.path, number, _EMPTY) for number in _empty(candidates)))


def _empty(candidates: Iterable[Candidate]) -> Iterator[int]:
    """Lines of empty boxes in a section with others that say something: in an empty list they are the template's."""
    listed = [each for each in candidates if each.section.meaning in LISTED and each.block.box]
    filled = {each.section.headings for each in listed if each.prefix.text}
    for each in listed:
        is_empty = each.kind is Kind.AGENDA and each.state is State.OPEN and not each.prefix.text
        if is_empty and each.section.headings in filled:
            yield each.block.number
