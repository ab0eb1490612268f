"""How large the notes of a meeting may be."""

from bot.core.config.problem import Problem
from bot.core.limits import NOTE
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Note

LARGEST = NOTE
"""Bytes of UTF-8 beyond which notes are not read."""

MOST_LINES = 20_000
"""Lines beyond which notes are not read: 65,000 of `* a` and `- b` cost the parser four seconds. Real notes have some hundred."""


def is_too_large(text: str) -> bool:
    """Whether notes are beyond what is read within two seconds."""
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    return lines > MOST_LINES or len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST


def too_large(meeting: Meeting) -> Note:
    """The notes of a meeting that are not read, with the problem that says so."""
    limits = f"{LARGEST // 1024} KB and {MOST_LINES:,} lines"
    message = f"not read: a note may have {limits}; split it, or take it out of `notes` in the config"
    problem = Problem(meeting.path, 1 if meeting.titled else 0, message, serious=True)
    return Note(meeting.path, meeting.date, "", (), (), (problem,), False)
