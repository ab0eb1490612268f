"""A file → the meetings whose notes it holds: one, or one for each of its dated headings.

What is found here are dates as they are written. Which day a date of numbers alone means is settled for a whole series.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, takewhile

from bot.core.markdown.dates import written_dates
from bot.core.markdown.heading_lines import BOLD, is_heading, unwrapped, without_code
from bot.core.markdown.name_dates import date_in_path, is_numbered_month, numbers_in_name, period_in, short_year_in_name
from bot.core.markdown.source import front_matter, source_lines
from bot.core.markdown.written_date import ANY_TIME, Period, WrittenDate
from bot.core.notes.dating.date_lines import BELOW, date_in_lines, has_blank_label, labelled_date
from bot.core.notes.dating.date_rows import date_below
from bot.core.notes.dating.date_spans import days_of_meetings
from bot.core.notes.dating.dated_headings import Heading, Headings
from bot.core.notes.dating.order import written_one_way
from bot.core.notes.dating.path_words import names_meetings
from bot.core.notes.dating.read_headings import headings, of_row
from bot.core.notes.dating.row_meetings import dated_rows
from bot.core.notes.dating.unread import with_unread
from bot.core.words.languages import languages_in

_LANGUAGE = 4_000
"""Characters at the top of a file from which its language is found."""

_ANY_YEAR = Period(2024)
"""A year that has all days."""

_FRONT = re.compile(r"^(?P<key>date|title)[ \t]*:(?P<value>.*)$", re.MULTILINE | re.IGNORECASE)
_REFERENCE = re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """The notes of one meeting in a file: the lines `first` to `last`, 1-based, and the date as it is written.

    `titled`: the first of them is a heading that is their title. `rest`: the first is a bold date, and this stands behind it.
    `shared`: they stand outside the dated parts and belong to all of them; `undated`: but have headings like those of
    meetings, without a date. `full`: the date is written with its year.
    """

    first: int
    last: int
    written: WrittenDate | None = None
    titled: bool = False
    rest: str | None = None
    shared: bool = False
    full: bool = True
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a file in their order. `common` is text that helps to read each of them: attendees, link references.

    `rolling`: each dated heading begins a part; else there is one part, the whole file. `like_notes`: a file without a date has
    the headings of a meeting's notes.
    """

    found: tuple[Part, ...]
    common: str = ""
    rolling: bool = False
    like_notes: bool = False


def parts_of(path: str, text: str) -> Parts:
    """The parts of the file at `path`; one with all its text where nothing separates meetings."""
    folder, _, name = path.replace("\\", "/").rpartition("/")
    stem = name.rpartition(".")[0] or name
    lines = source_lines(text)
    front, start = front_matter(lines)
    around = ANY_TIME
    for each in (*folder.split("/"), stem):
        around = period_in(each, around)
    outside = _outside(folder, stem, front, around)
    if outside and outside.day() and not _is_span(stem):
        return Parts((Part(1, len(lines), outside),))
    languages = languages_in(text[:_LANGUAGE])
    text_lines = list(without_code(unwrapped([""] * start + list(lines[start:]))))
    found = headings(text_lines, around, languages)
    if outside and not _is_span(stem):
        inside = found.single() or date_in_lines(text_lines[start:], around, languages)
        return Parts((Part(1, len(lines), _settled(outside, inside)),))
    if meetings := found.meetings():
        return _apart(lines, found, with_unread(found.found, meetings))
    if outside:
        return Parts((Part(1, len(lines), outside),))
    for headed, dated in _by_lines(found, text_lines, path, around, languages):
        if dated:
            return _apart(lines, headed, dated)
    named = _in_name(stem, found.title_period)
    inside = found.single() or date_in_lines(text_lines[start:], around, languages)
    written = inside if named and inside and inside.day() in named.readings.values() else named or inside
    like_notes = not written and (found.are_of_meeting(path) or _lacks_year(path, stem, text_lines, languages))
    return Parts((Part(1, len(lines), written),), like_notes=like_notes)


def gives_day(path: str, day: date) -> bool:
    """Whether the path of a file gives the day of its meeting, perhaps without the year: `notes/oct-27.md`."""
    folder, _, name = path.replace("\\", "/").rpartition("/")
    stem = name.rpartition(".")[0] or name
    written = _in_name(stem, Period(day.year))
    return _outside(folder, stem, "", ANY_TIME) is not None or (
        written is not None and day in written.readings.values()
    )


def title_in(front: str) -> str:
    """The title that front matter gives; empty where it gives none."""
    return _front_values(front).get("title", "")


def _front_values(front: str) -> dict[str, str]:
    return {match["key"].lower(): match["value"] for match in _FRONT.finditer(front[:5000])}


def _by_lines(
    found: Headings, lines: Sequence[str], path: str, around: Period, languages: frozenset[str]
) -> Iterator[tuple[Headings, Sequence[Heading]]]:
    """The meetings by the dates in lines: behind labels below headings, first below headings, between meetings without any."""

    def first_line(number: int) -> WrittenDate | None:
        return date_below([*takewhile(lambda line: not is_heading(line), lines[number:])], around, languages)

    def is_blank(number: int) -> bool:
        return has_blank_label(lines[number : number + BELOW])

    below = found.by_lines_below(lambda number: labelled_date(lines[number : number + BELOW], languages), is_blank)
    yield below, with_unread([each for each in below.found if not is_blank(each.number)], below.meetings())
    if found.single() is None:
        meetings = found.counting().by_lines_below(first_line).meetings()
        yield found, meetings if written_one_way([each.written for each in meetings if each.written]) else ()
        yield found, [of_row(row) for row in dated_rows(lines, path, around, languages)]


def _lacks_year(path: str, stem: str, lines: Sequence[str], languages: frozenset[str]) -> bool:
    """Whether a file named after meetings has a day of which nothing says the year: in its name, or in its headings (`## 12-03`)."""
    if not names_meetings(path):
        return False
    return bool(_in_name(stem, _ANY_YEAR) or headings(lines, _ANY_YEAR, languages).meetings())


def _outside(folder: str, stem: str, front: str, around: Period) -> WrittenDate | None:
    """The full date that the name, the path or the front matter gives."""
    values = _front_values(front)
    if written := _in_name(stem, around) or date_in_path(folder, stem):
        return written
    return next((found for key in ("date", "title") for found in days_of_meetings(values.get(key, ""))), None)


def _is_span(stem: str) -> bool:
    """Whether the name of a file has two dates: `2024-01-10-to-2024-06-12` may hold the notes of all meetings between them."""
    return len({tuple(each.readings.items()) for each in written_dates(stem)}) > 1


def _settled(outside: WrittenDate, inside: WrittenDate | None) -> WrittenDate:
    """The date outside the notes, as the one in them settles it where it may mean several days."""
    day = inside.day() if inside else None
    readings = {order: each for order, each in outside.readings.items() if each == day}
    return replace(outside, readings=readings) if readings else outside


def _in_name(stem: str, around: Period) -> WrittenDate | None:
    """The date in the name of a file, of which the year may stand elsewhere."""
    found = next(iter(days_of_meetings(stem, around)), None)
    if found and is_numbered_month(stem[found.start : found.end]):
        return None
    return found or (numbers_in_name(stem, around) if around.year else short_year_in_name(stem))


def _apart(lines: Sequence[str], found: Headings, meetings: Sequence[Heading]) -> Parts:
    """The parts below dated headings, and what stands outside them."""
    following = [*(each.number - 1 for each in meetings[1:]), len(lines)]
    dated = [_dated(each, found.end(each, last)) for each, last in zip(meetings, following, strict=True)]
    covered = {number for part in dated for number in range(part.first, part.last + 1)}
    covered |= {number for lost in found.templates(len(lines)) for number in lost}
    shared = [
        Part(
            first,
            last,
            shared=True,
            undated=first < dated[0].first and found.are_undated(first, last, meetings[0].level),
        )
        for first, last in _outside_of(lines, covered)
    ]
    outside = ("\n".join(lines[part.first - 1 : part.last]) for part in shared)
    common = "\n\n".join([*outside, *_REFERENCE.findall("\n".join(lines))])
    return Parts(tuple(sorted([*dated, *shared], key=lambda part: part.first)), common, rolling=True)


def _dated(heading: Heading, last: int) -> Part:
    bold = heading.level >= BOLD
    return Part(
        heading.number,
        last,
        heading.written,
        titled=not bold,
        rest=heading.line.rest if bold else None,
        full=heading.full,
    )


def _outside_of(lines: Sequence[str], covered: set[int]) -> Iterator[tuple[int, int]]:
    """The first and last line of each run of lines that are not covered, if it has text."""
    free = (number for number in range(1, len(lines) + 1) if number not in covered)
    for _, run in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        if any(lines[number - 1].strip() for number in numbers):
            yield numbers[0], numbers[-1]
