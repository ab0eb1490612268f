"""What a decision saw and what became of it: every file that may hold notes, and every open line of work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.core.model.reasons import TALK, Why


class Standing(StrEnum):
    """What became of an open item."""

    ISSUE = "issue"
    CLOSED = "issue closed"
    OPENED = "opened"
    HELD = "held"
    UNAPPROVED = "held for the first approval of lines without a box"
    MACHINE = "held because a program wrote the note"
    NO_BOX = "no box"
    NOT_FRESH = "not fresh"
    IN_PARENT = "in the issue of its parent"
    LEFT_PARENT = "no longer below its parent"
    OTHER_KIND = "of a kind that opens no issues"
    GONE = "its issue was deleted or moved"


class Exclusion(StrEnum):
    """Why an open line of work, or an open box, counts for no open item."""

    SETTLED = "settled"
    """Newer notes list its item as done or dropped."""
    UNDATED = "undated"
    """Its note has no date."""
    IGNORED = "ignored"
    """`ignore` in the config."""
    LED = "led"
    """It stands in an issue or agenda of a meeting whose minutes say what is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What stands open in dated files that are no notes of meetings."""

    boxes: int = 0
    work: int = 0
    """Lines of work without a box."""
    glob: str = ""
    """For the folder that has most of both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAccount:
    """Every file of a repository that may hold notes, in one of these groups."""

    notes: int = 0
    """Files with the notes of at least one meeting."""
    undated: tuple[str, ...] = ()
    """Those without a date that look like notes."""
    undecided: tuple[str, ...] = ()
    """Those whose date may be that of another day, so that it does not count."""
    undated_others: int = 0
    templates: int = 0
    """Templates for notes and for issues."""
    too_large: tuple[str, ...] = ()
    other_folders: Mapping[str, int] = field(default_factory=dict)
    """A glob for the dated files of a folder → their count, where none is a note: too little in them is of a meeting."""
    unmatched: tuple[str, ...] = ()
    """Those that `notes` in the config does not match, or that are hidden."""
    other_forms: tuple[str, ...] = ()
    """Dated files in a form that is not read, such as AsciiDoc; they are none of all."""
    restructured: bool = False
    """Whether some are in reStructuredText. That is a form of documentation too, so in a repository only those count that are read."""
    globs: tuple[str, ...] = ()
    """What `notes` says."""
    meeting_issues: int = 0
    """Issues of meetings that were read; these and the next are no files."""
    no_meetings: tuple[str, ...] = ()
    """Issues with the label of meetings that are not read: no date, another title, or an author without the triage role."""

    @property
    def all(self) -> int:
        """All files."""
        others = sum(self.other_folders.values())
        lists = len(self.undated) + len(self.undecided) + len(self.too_large) + len(self.unmatched)
        return self.notes + self.undated_others + self.templates + others + lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The files, and every open line of work in them."""

    files: FileAccount = FileAccount()
    items: Mapping[Standing, int] = field(default_factory=dict)
    lines_of: Mapping[Standing, int] = field(default_factory=dict)
    """The open lines of work of open items, by what became of these."""
    excluded: Mapping[Exclusion, int] = field(default_factory=dict)
    """All other open lines of work."""
    closed: tuple[str, ...] = ()
    """The place of each open item whose issue is closed, with its number, newest first."""
    left_out: Mapping[Why, int] = field(default_factory=dict)
    """Lines of action lists that say something else than what is to be done, by what they say."""
    boxes: Mapping[Why | Exclusion, int] = field(default_factory=dict)
    """Open boxes that are no work, by the rule that decided."""
    elsewhere: Elsewhere = Elsewhere()
    promises: int = 0
    """Lines of prose that say what somebody is to do, which Duly does not read."""
    promise: tuple[str, str] = ("", "")
    """The place of the newest of them, and its words."""
    newest: date | None = None
    """The newest meeting that was held."""
    forgotten: date | None = None
    """When the newest of the items that are not fresh was listed last."""
    meetings: tuple[str, ...] = ()
    """What is said of meetings: why the next one has no note, and what was left out."""
    lists: bool = True
    """Whether any note has a heading for action items, or work."""

    @property
    def lines(self) -> int:
        """All open lines of work."""
        return sum(self.lines_of.values()) + sum(self.excluded.values())

    @property
    def open_items(self) -> int:
        """All open items."""
        return sum(self.items.values())

    @property
    def topics(self) -> int:
        """The open boxes that `agenda_boxes` takes for work."""
        return sum(self.boxes.get(why, 0) for why in TALK)

    @property
    def complete(self) -> bool:
        """Whether every open item has its issue, or a place in that of its parent."""
        return self.open_items == sum(self.items.get(each, 0) for each in (Standing.ISSUE, Standing.IN_PARENT))
