"""The parts of a file → its meetings, with the days that their dates mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.core.config.problem import Problem
from bot.core.markdown.source import source_lines
from bot.core.markdown.written_date import DateOrder, WrittenDate
from bot.core.model.meeting import Meeting
from bot.core.model.notes import NoteFile
from bot.core.notes.dating.neighbours import exchanged, with_years
from bot.core.notes.dating.order import go_one_way
from bot.core.notes.dating.parts import Part, Parts
from bot.core.notes.days_of_import import is_of_import
from bot.core.text.plural import counted

_ENOUGH_DAYS = 3
"""Different numbers in one place of short dates that may be those of days."""

_ANY_YEAR = range(1, 10_000)

_ONE_YEAR = timedelta(days=366)

_LEAP = timedelta(days=3 * 366)
"""Two dates with short years that lie further apart are hardly those of meetings in a row."""

_TURN = timedelta(days=60)
"""A step back by more, where dates have no years, is the turn of a year that is not written."""


def settled_order(found: Iterable[WrittenDate], wanted: DateOrder | None) -> DateOrder | None:
    """The order in which a series writes its dates; `wanted` by the config where the notes do not show it; None: unknown."""
    dates = list(found)
    orders = frozenset(DateOrder).intersection(*(written.orders for written in dates))
    if len(orders) > 1:
        orders -= _unlikely(dates)
    return next(iter(orders)) if len(orders) == 1 else wanted


def _unlikely(dates: Sequence[WrittenDate]) -> frozenset[DateOrder]:
    """The orders that take a day for the year: a series has more days than years."""
    short = [written.readings for written in dates if DateOrder.YEAR_FIRST in written.readings]
    first = {readings[DateOrder.YEAR_FIRST].year for readings in short}
    last = {each.year for readings in short for order, each in readings.items() if order is not DateOrder.YEAR_FIRST}
    if len(first) >= _ENOUGH_DAYS and len(last) * 2 <= len(first):
        return frozenset({DateOrder.YEAR_FIRST})
    if len(last) >= _ENOUGH_DAYS and len(first) * 2 <= len(last):
        return frozenset(DateOrder) - {DateOrder.YEAR_FIRST}
    return _leaping(short)


def _leaping(short: Sequence[Mapping[DateOrder, date]]) -> frozenset[DateOrder]:
    """The orders by which all that a series writes lies years apart, where by another one it is of one year."""
    spans = {
        order: max(days) - min(days)
        for order in DateOrder
        if len(days := {found[order] for found in short if order in found}) > 1
    }
    if min(spans.values(), default=_LEAP) > _ONE_YEAR:
        return frozenset()
    return frozenset(order for order, span in spans.items() if span >= _LEAP)


def likely_years(found: Iterable[WrittenDate]) -> range:
    """The years in which dates with a short year may lie, by those with a full one: `03-30-30` among notes of 2020 is a slip."""
    years = [day.year for written in found if not written.short and (day := written.day())]
    return range(min(years) - 5, max(years) + 2) if years else _ANY_YEAR


def meetings_of(
    file: NoteFile, parts: Parts, series: str, order: DateOrder | None, years: range = _ANY_YEAR
) -> tuple[Meeting, ...]:
    """The meetings of a file in the order of its lines; those whose date is not known have None.

    Short years are those of `years`, see `likely_years`.
    """
    if not parts.rolling:
        (part,) = parts.found
        return (_without_unlikely_year(_meeting(file.path, file.text, part, series, order), part, years),)
    lines = source_lines(file.text)
    found = [
        _without_unlikely_year(_meeting(file.path, _text(lines, part), part, series, order), part, years)
        for part in parts.found
    ]
    known = _without_exchanged(_without_uncertain_years(found, parts.found), parts.found)
    newest = max((each.date for each in known if each.date and _has_text(each.text)), default=None)
    oldest_first = _oldest_first([each.date for each in known if each.date])
    return tuple(
        replace(
            each,
            date=oldest_first if part.undated and oldest_first else newest if each.shared else each.date,
            common="" if each.shared else parts.common,
        )
        for each, part in zip(known, parts.found, strict=True)
    )


def _oldest_first(days: Sequence[date]) -> date | None:
    """The first of days that stand oldest first: what stands above it like a meeting is older."""
    return days[0] if days and days == sorted(days) and days[0] < days[-1] else None


def undecided(found: Iterable[Meeting]) -> Iterator[Problem]:
    """One problem for each file with dates that are not settled, or for all files of an import, with the ways out."""
    by_path: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in found:
        if meeting.possible or meeting.unread:
            by_path[meeting.path].append(meeting)
    moved: dict[date, list[Meeting]] = defaultdict(list)
    for meeting in [first for first, *_ in by_path.values() if is_of_import(first)]:
        del by_path[meeting.path]
        moved[meeting.possible[0]].append(meeting)
    for day, files in moved.items():
        yield Problem(files[0].path, 0, _imported(day, len(files)))
    for path, (first, *others) in by_path.items():
        more = f", and {counted(len(others), 'more date')} like it" if others else ""
        line = first.first_line if first.titled or first.unread else 0
        yield Problem(path, line, f"{_why(first.possible)}{more}")


def _imported(day: date, count: int) -> str:
    return (
        f"{day} stands in the names of many files and is hardly the day of all their meetings ({counted(count, 'file')} without "
        "another date): write that into the notes (`Date: YYYY-MM-DD`), or name the files by it"
    )


def _why(possible: Sequence[date]) -> str:
    if not possible:
        return "the date of this meeting cannot be read, so its lines open nothing: write it as YYYY-MM-DD"
    days = " or ".join(f"{day:%-d %B %Y}" for day in possible)
    if len(possible) == 1:
        return f"the year of this meeting is not certain ({days}?): write it into the heading"
    written = " or ".join(map(str, possible))
    return f"this date may be {days}: write it as {written}, or set `dates: day-first` or `dates: month-first` in the config"


def _meeting(path: str, text: str, part: Part, series: str, order: DateOrder | None) -> Meeting:
    day = part.written.day(order) if part.written else None
    return Meeting(
        series=series,
        possible=tuple(sorted(set(part.written.readings.values()))) if part.written and not day else (),
        date=day,
        path=path,
        text=text,
        first_line=part.first,
        titled=part.titled,
        shared=part.shared,
    )


def _without_unlikely_year(found: Meeting, part: Part, years: range) -> Meeting:
    """The meeting, or without its date where its year is a short one that lies in none of `years`."""
    if found.date and part.written and part.written.short and found.date.year not in years:
        return replace(found, date=None, possible=(found.date,))
    return found


def _text(lines: Sequence[str], part: Part) -> str:
    own = lines[part.first - 1 : part.last]
    return "\n".join(own if part.rest is None else (part.rest, *own[1:]))


def _has_text(text: str) -> bool:
    return any(line.strip() and not line.startswith("#") for line in text.split("\n")[1:])


def _without_uncertain_years(found: Sequence[Meeting], parts: Sequence[Part]) -> list[Meeting]:
    """The meetings as they are, or without the dates whose year is only that of the file, where these do not go one way.

    Where others are written with their year, these show that of their neighbours.
    """
    short = [each.date for each, part in zip(found, parts, strict=True) if each.date and not part.full]
    if go_one_way(short, _TURN) and go_one_way([each.date for each in found if each.date], _TURN):
        return list(found)
    known = with_years([each.date for each in found], [part.full for part in parts])
    return [
        replace(each, date=day, possible=() if day or not each.date else (each.date,))
        if each.date and not part.full
        else each
        for each, part, day in zip(found, parts, known, strict=True)
    ]


def _without_exchanged(found: Sequence[Meeting], parts: Sequence[Part]) -> list[Meeting]:
    """The meetings, or without the dates that stand out of order where day and month of them are perhaps exchanged."""
    dated = [at for at, each in enumerate(found) if each.date]
    readings = [set(written.readings.values()) if (written := parts[at].written) else set[date]() for at in dated]
    places = exchanged([day for each in found if (day := each.date)], readings)
    slips = {dated[place]: tuple(sorted(readings[place])) for place in places}
    return [replace(each, date=None, possible=slips[at]) if at in slips else each for at, each in enumerate(found)]
