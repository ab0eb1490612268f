"""The meetings of one date in a series, with their lines of work, and the words and owners that identify a line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache

from bot.core.items.issue_suffix import without_number
from bot.core.items.similarity import (
    Wording,
    wording,
)
from bot.core.model.notes import Item, Kind, Line, Note
from bot.core.model.reasons import Why
from bot.core.text.unicode import visible

_MOST_LINKS = 100
"""Addresses of a line that are looked for in its words, which takes a time by the product of both."""


class ListForm(Enum):
    """How a list is written."""

    BOXES = "boxes"
    BULLETS = "bullets"
    """Bullets, or rows of a table, without boxes."""


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """The meetings of one date in a series, as one: usually a single note.

    `lines` are those of work, tracked or only shown, in order. `reviewed` are those by which a review of old work says that some of it
    is done or dropped: they stand in no list of this meeting. `prose` and `topics` as in `Note`.
    """

    date: date
    lines: tuple[Line, ...]
    prose: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    reviewed: tuple[Line, ...] = ()
    _hash: int = field(init=False, repr=False, compare=False)
    """The hash of all its lines, taken once: meetings are looked up by what they say, again and again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.date, self.lines, self.reviewed, self.prose, self.topics)))

    def __hash__(self) -> int:
        return self._hash

    @property
    def has_work(self) -> bool:
        """Whether it is a meeting with work: one that has at least one line of work, however announced."""
        return bool(self.lines)

    @property
    def lists(self) -> frozenset[ListForm]:
        """The forms of its action lists. The list of a template, still empty, is none."""
        return frozenset(_form(line) for line in self.lines if line.listed)

    def could_list(self, item: Item) -> bool:
        """Whether it has a list of the form in which an item stood last, so that its absence from this meeting counts.

        An action in running text stands in no list and is missed by none.
        """
        return not self.lists.isdisjoint(list_forms(item.deciding))


def list_forms(lines: Iterable[Line]) -> frozenset[ListForm]:
    """The forms of list that lines stand in. A box of the agenda counts as one of a list: lists restate it."""
    return frozenset(_form(line) for line in lines if line.listed or line.checkbox)


def _form(line: Line) -> ListForm:
    return ListForm.BOXES if line.checkbox else ListForm.BULLETS


def tracks_plain(course: Iterable[MeetingDay]) -> bool:
    """Whether the plain lines of a series are tracked: see `without_box`."""
    return any(line.is_plain and not line.only_shown for day in course for line in day.lines)


def said_in(line: Line) -> str:
    """The words that identify a line: its own, or its first sub-bullet's where the box holds only an owner."""
    return line.wording or (visible(line.details[0].markdown).strip() if line.details else "")


def is_open_box(line: Line) -> bool:
    """Whether a line is an open box with words, whatever decided about it."""
    return line.open and line.checkbox and bool(said_in(line))


def wording_of(line: Line, part: str = "") -> Wording:
    """The words that identify a line, or a `part` of these, with the addresses that stand behind them."""
    said = part or line.wording or said_in(line)
    return _linked(said, line.markdown, line.links) if "](" in line.markdown else wording(said)


@lru_cache(maxsize=16_384)
def _linked(said: str, markdown: str, links: tuple[str, ...]) -> Wording:
    # The address behind the number at the end says nothing about the work.
    shown = without_number(markdown)
    return wording(said, tuple(link for link in links[:_MOST_LINKS] if link in shown and link not in said))


def course_of(notes: Iterable[Note]) -> tuple[MeetingDay, ...]:
    """The dated notes of one series as meetings, oldest first. Agenda topics are no work and left out."""
    by_date: dict[date, list[Note]] = defaultdict(list)
    for note in notes:
        if note.date:
            by_date[note.date].append(note)
    return tuple(meeting_day(day, by_date[day]) for day in sorted(by_date))


def meeting_day(day: date, notes: Iterable[Note]) -> MeetingDay:
    """The notes of one date as one."""
    ordered = sorted(notes, key=lambda note: (note.path, note.lines[0].number if note.lines else 0))
    said = [line for note in ordered for line in note.lines if said_in(line)]
    lines = tuple(line for line in said if line.kind is not Kind.AGENDA)
    reviewed = tuple(line for line in said if line.why is Why.REVIEWED and not line.open)
    prose = tuple(block for note in ordered for block in note.prose)
    topics = tuple(block for note in ordered for block in note.topics)
    return MeetingDay(day, lines, prose, topics, reviewed)
