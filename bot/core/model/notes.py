"""Notes as they were read: a file, its lines, and the items that lines of many notes make."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from bot.core.config.problem import Problem
from bot.core.model.meeting import Post
from bot.core.model.reasons import Naming, Why, Word
from bot.core.values import dataclass


class Kind(StrEnum):
    """What a line is: work, work that belongs in the tracker, or a topic to talk about."""

    ACTION = "action"
    MOVE_TO_TRACKER = "move-to-tracker"
    AGENDA = "agenda"


class State(StrEnum):
    """What the box of a line says: `[ ]` open, `[x]` done, `[~]` dropped, `[>]` moved to where it stands now."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A note as it is stored: its path in the repository and its text (BOM and line ends as they are).

    The `path` of a post is `#12`, or `#12-345` for a comment: no file of notes is called so.
    """

    path: str
    text: str
    sha: str = ""
    """Of its blob, by which this version can be read again; empty where it comes from no repository."""
    post: Post | None = None
    """Where it stands, if it is no file."""
    shown: bool = False
    """Its text is the Markdown that says what the file says in another form."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person in a note's attendee block. `aliases` are the names and initials as written, `login` is without `@`."""

    aliases: tuple[str, ...]
    login: str | None


@dataclass(frozen=True, slots=True)
class Detail:
    """A bullet or paragraph under a line: its depth below the line (1 = direct), its Markdown, and its own line if it has a box."""

    depth: int
    markdown: str
    number: int
    box: State | None = None


Position = tuple[str, int]
"""Path and number of a line."""

Place = tuple[str, int, int]
"""Path and number of a line, and which of several boxes in it: no other line has the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One place in a note where an item stands."""

    path: str
    number: int
    """1-based, in the file as it is."""
    nth: int = 0
    """Which of several boxes in one line of the source it is: a table's cells may have some."""
    note_date: date | None
    checkbox: bool
    state: State
    text: str
    """Visible text of the first source line, without bullet, box, owner tag and marker word."""
    wording: str
    """Visible text of the whole line with its wrapped continuation lines, joined by one space."""
    markdown: str
    """The same as Markdown source, owner tag included: what an issue quotes."""
    owners: tuple[str, ...] = ()
    """Names as written, without parentheses and `@`."""
    placeholder: bool = False
    """The owner's place is there but empty: `(???)`, `( )`, `(Needs Owner)`."""
    assignees: tuple[str, ...] = ()
    """Logins, where the attendee block, the config or the form of the name gives them."""
    unconfirmed: tuple[str, ...] = ()
    """Those of `assignees` that only the note names (`@login`, or a name that looks like one): whoever has such a login may be a
    stranger, who is assigned only with access already, and never mentioned."""
    unresolved: tuple[str, ...] = ()
    """Owners for whom no login is known."""
    namings: tuple[Naming, ...] = ()
    """Each of `owners` with the rule that found a login or none."""
    kind: Kind = Kind.AGENDA
    why: Why = Why.TOPIC
    """The rule that made it work, or not."""
    listed: bool = True
    """It stands in an action list; False: in the agenda, whose boxes give way to the list's."""
    headings: tuple[str, ...] = ()
    """Headings above, outermost first."""
    topic: str | None = None
    """The bold line or topic above that the line belongs to."""
    above: str = ""
    """The words of the work that the line is nested under, where that is no topic."""
    parent: int | None = None
    """`number` of the bullet that this line is nested under, with or without a box."""
    links: tuple[str, ...] = ()
    """URLs in the line and its wrapped lines, then in its sub-bullets, in order, without repeats."""
    details: tuple[Detail, ...] = ()
    due: date | None = None
    """The day until which it is to be done, where the line says so."""
    marker: str | None = None
    """The word that makes a line work without its section: `TODO`, `ACTION` …"""
    word: Word | None = None
    """The word of a heading, a label or the line itself that decided what the line is."""
    is_plain: bool = False
    """A bullet or row of an action list that has neither a box nor a word for work of its own. `without_box: auto` tracks it in
    a series that uses no boxes."""
    by_machine: bool = False
    """Its note says that a program wrote it."""
    only_shown: bool = False
    """It has no box, and by `without_box` in the config such a line is only shown: it opens and changes no issue."""
    permalink: str = ""
    """The web address of its post; empty where it stands in a file."""

    def __hash__(self) -> int:
        """Of the fields that nearly always differ: lines are keys of caches, and have many fields."""
        return hash((self.path, self.number, self.nth, self.wording))

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.path, self.number, self.nth

    @property
    def open(self) -> bool:
        """Whether the work is still to do."""
        return self.state is State.OPEN


def counting(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of one item that decide: those that are only shown give way to any other."""
    if len(lines) == 1:
        return tuple(lines)
    return tuple(line for line in lines if not line.only_shown) or tuple(lines)


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read. `date` is None where neither name, path, front matter nor first heading gives one."""

    path: str
    date: date | None
    title: str
    lines: tuple[Line, ...]
    attendees: tuple[Attendee, ...]
    problems: tuple[Problem, ...]
    has_action_list: bool
    """The note has a section for action items, even an empty one."""
    by_machine: str = ""
    """The words by which it says that a program wrote it; empty where people did."""
    of_meeting: bool = True
    """It has attendees, an agenda or a list of work."""
    says_meeting: bool = False
    """Its title has a word for meetings, or a heading says that it has an agenda."""
    prose: tuple[str, ...] = ()
    """Its blocks of text outside the top level of its agenda: what a template has recurs."""
    topics: tuple[str, ...] = ()
    """Those at the top level of its agenda."""
    permalink: str = ""
    """The web address of its post; empty where it is a file."""

    @property
    def has_work(self) -> bool:
        """Whether any of its lines is work, tracked or only shown."""
        return any(line.kind is not Kind.AGENDA for line in self.lines)


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work with all its lines over all notes of a series, oldest first."""

    id: str
    """Fingerprint of its first wording; equal on every run over the same notes."""
    series: str
    lines: tuple[Line, ...]
    state: State
    """As the newest note that lists it says; its action list beats its agenda."""
    carried: int
    """In how many meetings it has stood open after its first."""
    missed: int
    """How many newer meetings have a list of the form in which it stood, and do not list it."""

    @property
    def vanished(self) -> bool:
        """Open where last seen, and gone from newer notes without a tick."""
        return self.state is State.OPEN and self.missed > 0

    @property
    def first(self) -> Line:
        """The line in which the item was first seen."""
        return self.lines[0]

    @property
    def only_shown(self) -> bool:
        """All its lines are only shown."""
        return all(line.only_shown for line in self.lines)

    @property
    def counting(self) -> tuple[Line, ...]:
        """Its lines, without those that are only shown where it has others."""
        return counting(self.lines)

    @property
    def newest(self) -> Line:
        """The line that decides: in the newest note that lists the item, its list before its agenda, open before ticked."""
        return min(self.deciding, key=lambda line: not line.open)

    @property
    def deciding(self) -> tuple[Line, ...]:
        """Its lines in the newest note that lists it: those of the action list, else those of the agenda."""
        lines = self.counting
        if len(lines) == 1:
            return lines
        last = [line for line in lines if line.note_date == lines[-1].note_date]
        listed = any(line.listed for line in last)
        return tuple(line for line in last if line.listed == listed)
