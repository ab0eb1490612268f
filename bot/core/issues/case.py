"""One item with all that its decision needs, and what such a decision is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.issues.matching.match import Match
from bot.core.issues.matching.owned import Owned
from bot.core.items.meeting import MeetingDay
from bot.core.model.notes import Item, Line, State
from bot.core.model.plan import Change, Open, Tracked
from bot.core.model.questions import NO_QUESTIONS, Questions
from bot.core.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One item with all that its decision needs. `parent` is the item whose issue holds it as a box."""

    item: Item
    match: Match
    snapshot: Snapshot
    config: Config
    course: tuple[MeetingDay, ...]
    fresh_from: date | None
    """Date of the oldest meeting whose open items get issues; None: no meeting is fresh."""
    children: tuple[Item, ...] = ()
    parent: Item | None = None
    under: Owned | None = None
    """The issue that its own is to be a sub-issue of."""
    reminders_held: bool = False
    """Reminders that are due are not written now."""
    left: bool = False
    """It stood as a box below an item that newer notes list without it."""

    @property
    def fresh(self) -> bool:
        """Whether it stands in a note that is new enough to open, edit or reopen issues."""
        day = self.item.newest.note_date
        return self.fresh_from is not None and day is not None and day >= self.fresh_from

    @property
    def has_lost_line(self) -> bool:
        """Whether its issue's line left a newer note, and an older one has no news of it.

        An open line in an older note is no news. A tick there is news, unless it was known when the issue was last written.
        """
        ticked = self.match.current.marker.ticked if self.match.current else ""
        is_old = str(self.item.newest.note_date or date.max) <= ticked
        return self._left_newer_note and (self.item.state is State.OPEN or is_old)

    @property
    def is_left_out(self) -> bool:
        """Whether newer notes do not have its line, and the issue's text says so already."""
        return bool(self.item.missed and self.match.current and self.match.current.marker.lineless)

    @property
    def _left_newer_note(self) -> bool:
        """Whether its issue was last written from a newer note than any that has it now, and that note is still there."""
        day = self.match.current.marker.day if self.match.current else ""
        is_newer = day > str(self.item.newest.note_date or date.max)
        return is_newer and any(str(meeting.date) == day for meeting in self.course)

    @property
    def is_machine_made(self) -> bool:
        """Whether only lines of notes that a program wrote make it fresh."""
        return self.fresh and all(line.by_machine for line in self._fresh_lines)

    @property
    def is_plain(self) -> bool:
        """Whether only plain lines make it fresh, so no issue would be opened for it under `without_box: explicit`."""
        return self.fresh and all(line.is_plain for line in self._fresh_lines)

    @property
    def _fresh_lines(self) -> Iterator[Line]:
        since = self.fresh_from
        return (line for line in self.item.counting if since and line.note_date and line.note_date >= since)

    @property
    def opens(self) -> bool:
        """Whether an issue may be opened for it: it is open, fresh, and of a kind and form that the config names."""
        wanted = self.item.newest.kind in self.config.open_from and not self.item.only_shown
        return self.item.state is State.OPEN and self.fresh and wanted


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do for one item, what is still to be asked, and its row in the report."""

    tracked: Tracked
    changes: tuple[Change, ...] = ()
    ask: Questions = NO_QUESTIONS
    problems: tuple[Problem, ...] = ()

    @property
    def opens(self) -> frozenset[str]:
        """The keys of the issues that it opens."""
        return frozenset(change.key for change in self.changes if isinstance(change, Open))
