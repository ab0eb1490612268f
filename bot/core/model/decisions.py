"""What a meeting decided."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """A line that records a decision, and where it stands. Nothing is opened for it."""

    date: date | None
    path: str
    number: int
    """1-based, in the file."""
    text: str
    """Without the word that announces it."""
    word: str
    """The word or heading that makes it one."""
    who: tuple[str, ...] = ()
    """Who is named with it; nobody where the meeting decided."""
