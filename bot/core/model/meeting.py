"""A meeting: what its notes say, and where they stand."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The notes of one meeting of a series: a whole file, or the part of a file below a dated heading."""

    series: str
    possible: tuple[date, ...] = ()
    """The days that its date may mean, where that is not settled."""
    date: date | None
    """None where nothing tells it."""
    path: str
    text: str
    first_line: int = 1
    """The 1-based line of the file on which `text` begins."""
    permalink: str = ""
    """Its own web address; empty: that of its lines in the file, at the commit that was read."""
    common: str = ""
    """Text of the file that belongs to all its meetings: attendees, link references."""
    titled: bool = False
    """Its first heading is its title, whatever its level."""
    shared: bool = False
    """It stands outside the dated parts of its file, and counts for the newest of them."""
