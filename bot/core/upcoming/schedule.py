"""Which meeting is the next, by the rhythm of the config and the notes that are there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core.config.next_meeting import MOST_DAYS_BEFORE, Next

_MOVED = timedelta(days=7)
"""How long after its day a meeting without a note is looked for in open pull requests."""
MOST_SKIPPED = 10
"""Meetings in a row that people skipped before nothing more is looked for."""
_FURTHEST = timedelta(days=MOST_DAYS_BEFORE + 70)
"""How far days of meetings are looked for, ahead of now and behind it."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day of the rhythm. `opens` is when its note is made; `there` the day of the note that stands for it already."""

    day: date
    starts: datetime
    opens: datetime
    there: date | None = None

    @property
    def noted(self) -> date:
        """The day of its note: another one where people moved the meeting."""
        return self.there or self.day


def upcoming(rule: Next, held: Collection[date], now: datetime, skipped: Collection[date] = ()) -> Occurrence | None:
    """The first meeting that has not begun, by the dates of all notes (`held`) and the days that people skipped.

    A note counts for the day of the rhythm that it is nearest to, so that a moved meeting is not held twice. None where the
    rhythm counts from the newest meeting and there is none.
    """
    days = _days(rule, held, now)
    notes = stands_for(held, days)
    for day in days:
        there = notes.get(day)
        if day not in skipped and rule.every.start(there or day) > now:
            starts = rule.every.start(day)
            return Occurrence(day, starts, starts - timedelta(days=rule.days_before), there)
    return None


def may_have_moved(rule: Next, held: Collection[date], now: datetime) -> bool:
    """Whether a meeting was due in the last days and has no note among `held`: people may have moved it to a later day."""
    days = _days(rule, held, now)
    notes = stands_for(held, days)
    recent = (day for day in days if now - _MOVED <= rule.every.start(day) <= now)
    return any(day not in notes for day in recent)


def _days(rule: Next, held: Collection[date], now: datetime) -> tuple[date, ...]:
    """The days of the rhythm around now."""
    today = now.date()
    until = today + _FURTHEST + timedelta(weeks=2 * rule.every.weeks)
    newest = max((day for day in held if day <= today), default=None)
    if rule.every.counts_from_newest:
        return rule.every.days(newest, until) if newest else ()
    return rule.every.days(today - _FURTHEST, until)


def stands_for(held: Iterable[date], days: Sequence[date]) -> dict[date, date]:
    """Day of the rhythm → the day of the note that is nearer to it than to any other; between two it is for the earlier one."""
    found: dict[date, date] = {}
    for note in sorted(held) if days else ():
        near = min(days, key=lambda day: (abs(day - note), day))
        if near not in found or abs(near - note) < abs(near - found[near]):
            found[near] = note
    return found
