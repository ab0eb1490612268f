"""When a meeting begins: what its title says, or a line `Time:` of its notes, or `next` in the config."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.core.config.rhythm import Rhythm
from bot.core.markdown.times import Clock, clocks
from bot.core.notes.dating.date_lines import times_in_lines


@dataclass(frozen=True, slots=True)
class Start:
    """When a meeting begins, in UTC. It is the begin of the day where no time is known."""

    at: datetime
    timed: bool

    def is_near(self, now: datetime, hours: int) -> bool:
        """Whether the meeting is so many hours away, or fewer, and has not begun; without a time it lasts until the day ends."""
        end = self.at if self.timed else self.at + timedelta(days=1)
        return self.at - timedelta(hours=hours) <= now < end

    @property
    def said(self) -> str:
        """The time as a part of a sentence; empty without one."""
        return f", which begins on {self.at:%Y-%m-%d at %H:%M} UTC" if self.timed else ""


def start_of(day: date, title: str, text: str, every: Rhythm | None) -> Start:
    """When the meeting of a day begins. `every` is the rhythm of its series, which also has the zone of times without one."""
    zone = every.zone if every else "UTC"
    for found in (clocks(title), times_in_lines(text.splitlines())):
        if moment := _moment(found, day, zone):
            return Start(moment, timed=True)
    if every and every.at:
        return Start(every.start(day), timed=True)
    return Start(datetime.combine(day, time(), UTC), timed=False)


def _moment(found: Iterable[Clock], day: date, zone: str) -> datetime | None:
    """The first time whose zone is known; those that name one come first."""
    ordered = sorted(found, key=lambda clock: not clock.zone)
    return next((moment for clock in ordered if (moment := clock.on(day, zone))), None)
