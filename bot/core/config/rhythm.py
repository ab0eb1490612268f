"""`next.every` of the config: on which days a series meets, and when.

Three forms: so many weeks after the newest meeting (`2 weeks`), days of the week (`Wednesday`, `every other Wednesday`), and
days of the month (`1st and 3rd Wednesday`), each with a time and its zone where people give them.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.core.config.mistake import shown

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_EXAMPLES = "'2 weeks', 'Wednesday 17:00 UTC' or '1st and 3rd Wednesday 17:00 UTC'"
_WHOLE = re.compile(
    r"(?:every )?(?P<rhythm>.+?)"
    r"(?:,? (?:at )?(?P<hour>\d{1,2})(?:[:h](?P<minute>\d\d))? ?(?P<half>am|pm)?(?: (?P<zone>[\w/+:-]+))?)?",
    re.IGNORECASE,
)
_WEEKS = re.compile(r"(?:(?P<number>\d{1,2}|other) )?weeks?(?: on (?P<days>.+))?")
_OTHER = re.compile(r"other (?P<days>.+)")
_OF_MONTH = re.compile(r"(?P<days>.+?) (?:of|in) (?:the|each|every) month")
_AND = re.compile(r"\s*(?:,| and |&|/)\s*")
_ORDINAL = re.compile(r"(?P<number>[1-5])(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days of a series' meetings. Without `weekdays` they lie `weeks` apart, counted from the newest meeting.

    `places` are those of the weekdays in the month (1 to 5, -1 the last); without any a weekday comes every `weeks` weeks.
    `at` is None where nobody gives a time.
    """

    weekdays: tuple[int, ...] = ()
    weeks: int = 1
    places: tuple[int, ...] = ()
    at: time | None = None
    zone: str = "UTC"

    @property
    def counts_from_newest(self) -> bool:
        """Whether the days follow from the newest meeting, so that there must be one."""
        return not self.places and (not self.weekdays or self.weeks > 1)

    def days(self, newest: date, until: date) -> tuple[date, ...]:
        """The days of meetings from that of the newest on, which counts as one where nothing but weeks is given.

        With days of the week they begin in the week of the newest.
        """
        return tuple(each.date() for each in self._rule(newest, until))

    def start(self, day: date) -> datetime:
        """When the meeting of a day begins, in UTC; without a time when the day begins."""
        zone = UTC if self.zone == "UTC" else ZoneInfo(self.zone)
        return datetime.combine(day, self.at or time(), zone).astimezone(UTC)

    def _rule(self, newest: date, until: date) -> "rrule":
        # Imported where it is used: most repositories have no `next`.
        from dateutil import rrule  # noqa: PLC0415

        start, end = datetime.combine(newest, time()), datetime.combine(until, time())
        if not self.weekdays:
            return rrule.rrule(rrule.DAILY, interval=7 * self.weeks, dtstart=start, until=end)
        if not self.places:
            # From the Monday on: a meeting that was moved to a later day of its week does not leave its own week out.
            monday = start - timedelta(days=start.weekday())
            return rrule.rrule(rrule.WEEKLY, interval=self.weeks, byweekday=self.weekdays, dtstart=monday, until=end)
        days = [rrule.weekday(day, place) for day in self.weekdays for place in self.places]
        return rrule.rrule(rrule.MONTHLY, byweekday=days, dtstart=start, until=end)


def rhythm(text: str) -> Rhythm:
    """The rhythm that `text` names; ValueError where it names none."""
    said = " ".join(text.split())
    found = _WHOLE.fullmatch(said)
    clock = found is not None and (found["minute"] or found["half"])
    # A number at the end without minutes is no time: `week 2`.
    days = _days((found["rhythm"] if clock and found else said.removeprefix("every ")).casefold())
    if found is None or days is None:
        raise ValueError(f"{shown(said)} names no days; write it like {_EXAMPLES}{_of_months(said)}")
    if said.casefold().startswith("every ") and (two := _second(days, said.casefold())):
        raise ValueError(f"{shown(said)} may mean {two}")
    if not clock:
        return days
    return Rhythm(days.weekdays, days.weeks, days.places, _time(found), _zone(found["zone"] or "UTC"))


def _second(days: Rhythm, said: str) -> str:
    """The two readings of `every second Wednesday`; empty where there is one."""
    if days.places not in ((2,), (3,), (4,)) or "month" in said:
        return ""
    (place,), names = days.places, " and ".join(_DAYS[day].title() for day in days.weekdays)
    number = next(word for word, each in _PLACES.items() if each == place)
    return f"each {place} weeks or once a month; write '{place} weeks on {names}' or '{number} {names} of the month'"


def _of_months(said: str) -> str:
    return ". A month has no fixed weekday, so name it: '1st Wednesday'" if "month" in said.casefold() else ""


def _days(said: str) -> Rhythm | None:
    if found := _WEEKS.fullmatch(said):
        weeks = 2 if found["number"] == "other" else int(found["number"] or 1)
        weekdays = _weekdays(found["days"]) if found["days"] else ()
        return Rhythm(weekdays, weeks) if weeks and weekdays is not None else None
    if found := _OTHER.fullmatch(said):
        weekdays = _weekdays(found["days"])
        return Rhythm(weekdays, 2) if weekdays else None
    if weekdays := _weekdays(said):
        return Rhythm(weekdays)
    month = _OF_MONTH.fullmatch(said)
    return _in_month((month["days"] if month else said).split(" "))


def _in_month(words: list[str]) -> Rhythm | None:
    """`1st and 3rd Wednesday`: places first, then days."""
    first = next((at for at, word in enumerate(words) if _weekday(word) is not None), 0)
    weekdays = _weekdays(" ".join(words[first:]))
    places = tuple(_place(each) for each in _AND.split(" ".join(words[:first])))
    if not first or not weekdays or None in places:
        return None
    return Rhythm(weekdays, places=tuple(sorted({place for place in places if place})))


def _weekdays(said: str) -> tuple[int, ...] | None:
    found = [_weekday(each) for each in _AND.split(said)]
    return None if None in found else tuple(sorted({day for day in found if day is not None}))


def _weekday(word: str) -> int | None:
    """The number of a weekday: `wednesday`, `Wednesdays`, `Wed`."""
    return next(
        (
            number
            for number, day in enumerate(_DAYS)
            if word in (day, f"{day}s") or (len(word) > 2 and day.startswith(word))
        ),
        None,
    )


def _place(word: str) -> int | None:
    found = _ORDINAL.fullmatch(word)
    return int(found["number"]) if found else _PLACES.get(word)


def _time(found: re.Match[str]) -> time:
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].casefold() == "pm" else 0) if 1 <= hour <= 12 else 99
    try:
        return time(hour, int(found["minute"] or 0))
    except ValueError:
        raise ValueError(f"{shown(found[0])} has no time of a day; write it like 17:00") from None


@cache
def _zone(name: str) -> str:
    if name.upper() in {"UTC", "GMT", "Z"}:
        return "UTC"
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{shown(name)} is not a time zone like UTC or Europe/Berlin") from None
