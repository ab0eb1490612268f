"""A meeting: what its notes say, and where they stand: in a file, an issue, or a comment."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where the notes of a meeting stand that are no file: in the body of the meeting's issue, or in a comment on it."""

    number: int
    """Of the issue."""
    comment: int = 0
    """The id of the comment; 0 where they are the body."""
    date: date
    """The day of the meeting."""
    url: str
    label: str
    """By which its issue was found."""
    series: str = ""
    """The series of files that it belongs to, by the config; empty where that does not say."""
    writable: bool = True
    """Duly may write it: the body of a person's issue, or Duly's own comment."""
    common: str = ""
    """Text that helps to read it: who attends, and the body for a comment."""
    title: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The notes of one meeting of a series: a whole file, the part of a file below a dated heading, or a post."""

    series: str
    possible: tuple[date, ...] = ()
    """The days that its date may mean, where that is not settled."""
    date: date | None
    """None where there is no date."""
    path: str
    text: str
    first_line: int = 1
    """The 1-based line of the file on which `text` begins."""
    permalink: str = ""
    """Its own web address; empty: that of its lines in the file, at the commit that was read."""
    common: str = ""
    """Text that helps to read it: what its file has for all its meetings (attendees, link references), who attends."""
    titled: bool = False
    """Its first heading is its title, whatever its level."""
    shared: bool = False
    """It stands outside the dated parts of its file, and counts for the newest of them."""

    @property
    def unread(self) -> bool:
        """Whether a heading or a label in its file says when it was, but not so that it can be read."""
        return not (self.date or self.possible or self.shared) and (self.titled or self.first_line > 1)
