"""The date of a meeting in the first lines of its notes: behind a label, below one, in a table, or alone on a line."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice, takewhile, zip_longest

from bot.core.markdown.dates import rest_is_short, says_other_day
from bot.core.markdown.heading_lines import is_heading
from bot.core.markdown.inline import see
from bot.core.markdown.name_dates import meeting_words, numbers_alone
from bot.core.markdown.times import Clock, clocks
from bot.core.markdown.written_date import ANY_TIME, Period, WrittenDate
from bot.core.notes.dating.date_rows import date_of_row
from bot.core.notes.dating.date_spans import days_of_meetings
from bot.core.words import all_words
from bot.core.words.calendar import is_weekday
from bot.core.words.phrases import any_of

_LINES = 30
"""Lines at the top of the notes in which a label for the date is looked for."""

_ALONE = 12
"""Lines at the top in which a date that stands alone is that of the meeting."""

BELOW = 6
"""Lines below a heading in which a label for the date of its meeting is looked for."""

_NEAR = 20
"""Characters behind the label within which the date begins: a day of the week may come first."""

_SIGN = re.compile(r"\s*[:：]\s+\S|\s+[-–—]\s+\S")
_LONGEST_FRONT = 40
"""Characters in front of a line that may hold its date."""

_LETTERS = re.compile(r"[^\W\d_]+")
_FRAME = " \t>*_#|+-•:："
_BEFORE_LABEL = re.compile(r"(?:[\s>*_#|+:-]|[^\x00-\x7f\w])*")
"""The frame and signs that are no letters, as an emoji."""


_VALUE = r"[\s*_`]*(?:[:：|]|\s[-–—]\s)[\s*_`|]*(?P<value>.*)"


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"{any_of(all_words().dates.labels)}{_VALUE}")


@cache
def _time_label() -> re.Pattern[str]:
    return re.compile(rf"{any_of(all_words().dates.times)}{_VALUE}")


@cache
def _cell() -> re.Pattern[str]:
    return re.compile(any_of(all_words().dates.labels))


def date_in_lines(lines: Sequence[str], around: Period, languages: frozenset[str]) -> WrittenDate | None:
    """The date that the first lines of the notes give; None where they give none."""
    top = list(islice(lines, _LINES))
    labelled = (date_in(value, around, languages) for value in (*_values(top), *_below_heading(top), *_below_head(top)))
    found = next((found for found in labelled if found), None)
    return (
        found
        or _only([_alone(line, around, languages) for line in _before_sections(top[:_ALONE])])
        or _in_front(top, around, languages)
        or _in_sentence(top, languages)
    )


def times_in_lines(lines: Sequence[str]) -> tuple[Clock, ...]:
    """The times of day behind a label for the time, and then for the date, in the first lines of the notes."""
    top = list(islice(lines, _LINES))
    return tuple(clock for label in (_time_label, _label) for value in _values(top, label) for clock in clocks(value))


def labelled_date(lines: Sequence[str], languages: frozenset[str]) -> WrittenDate | None:
    """The full date behind a label in the lines right below a heading, before the next one: `Date: 15 May 2024`."""
    below = takewhile(lambda line: not is_heading(line), islice(lines, BELOW))
    return next((found for value in _values(list(below)) if (found := date_in(value, ANY_TIME, languages))), None)


def has_blank_label(lines: Sequence[str]) -> bool:
    """Whether a label for the date in the lines right below a heading has no number behind it yet."""
    below = takewhile(lambda line: not is_heading(line), islice(lines, BELOW))
    return any(not any(map(str.isdigit, value)) for value in _values(list(below)))


def value_of_label(line: str) -> str | None:
    """What stands behind a label for the date, with which a line begins; None where it begins with none."""
    found = _label().match(_unframed(line))
    return found["value"] if found else None


def is_label(text: str) -> bool:
    """Whether a text is a label for the date with something behind it."""
    return value_of_label(text) is not None


def _unframed(line: str) -> str:
    front = _BEFORE_LABEL.match(line)
    return line[front.end() :] if front else line


def date_in(text: str, around: Period, languages: frozenset[str]) -> WrittenDate | None:
    """The date that begins within the first characters of a text."""
    said = see([text], {}).text
    found = next((each for each in days_of_meetings(said, around, languages) if each.start <= _NEAR), None)
    return found or numbers_alone(said, around)


def _only(found: Sequence[WrittenDate | None]) -> WrittenDate | None:
    """The first date where no other differs from it: several in a row are a list of meetings."""
    dates = [each for each in found if each]
    return dates[0] if dates and all(each.readings == dates[0].readings for each in dates) else None


def _values(top: Sequence[str], label: Callable[[], re.Pattern[str]] = _label) -> Iterator[str]:
    """What stands behind a label: in a line, a bullet, bold, or the next cell of a table."""
    for line in top:
        if found := label().match(_unframed(line)):
            yield found["value"]


def _below_heading(top: Sequence[str]) -> Iterator[str]:
    """The first line below a heading that is a label for the date; a second number below it makes a list of dates."""
    for number, line in enumerate(top):
        if is_heading(line) and _cell().fullmatch(line.strip(f"{_FRAME} ")):
            first, second, *_ = (*filter(str.strip, top[number + 1 : number + BELOW]), "", "")
            if not second.strip(_FRAME)[:1].isdigit():
                yield first


def _below_head(top: Sequence[str]) -> Iterator[str]:
    """The cell below a label for the date in the head of a table; a second date below it makes a list of meetings."""
    for head, value, more in zip(top, top[2:], [*top[3:], ""], strict=False):
        if "|" not in head or "|" not in value:
            continue
        names, cells, others = (_cells(row) for row in (head, value, more))
        for name, cell, other in zip_longest(names, cells, others, fillvalue=""):
            if _cell().fullmatch(name) and not any(map(str.isdigit, other)):
                yield cell


def _cells(row: str) -> list[str]:
    return [cell.strip(" *_") for cell in row.strip(" |").split("|")] if "|" in row else []


def _before_sections(top: Sequence[str]) -> Iterator[str]:
    """The lines before the second heading that are none themselves."""
    headings = 0
    for line in top:
        headings += is_heading(line)
        if headings < 2 and not is_heading(line):
            yield line


def _in_front(top: Sequence[str], around: Period, languages: frozenset[str]) -> WrittenDate | None:
    """The date in front of the first line, with a colon or a dash behind it: `2015-11-02: Preparation of the fair`.

    Where other lines begin so with another one they are a list.
    """
    fronts = [_before_sign(line, around, languages) for line in top if line.strip()]
    return _only(fronts) if fronts and fronts[0] else None


def _in_sentence(top: Sequence[str], languages: frozenset[str]) -> WrittenDate | None:
    """The full date of a line below the title that says of which meeting the notes are: `Minutes of the call on 15 May 2024`."""
    for line in _before_sections(top[:_ALONE]):
        said = see([line.strip(_FRAME)], {}).text
        named = meeting_words().match(said.casefold())
        found = next(iter(days_of_meetings(said, ANY_TIME, languages)), None) if named else None
        if found and not says_other_day(said[: found.start]) and _ends(said[found.end :]):
            return found
    return None


def _ends(rest: str) -> bool:
    """Whether nothing but a time of day stands behind a date: `The minutes of 15 May 2024 were approved` are older ones."""
    return not rest.strip(" .:") or bool(clocks(rest))


def _before_sign(line: str, around: Period, languages: frozenset[str]) -> WrittenDate | None:
    # What begins with `* ` is an entry of a list.
    said = line.lstrip("#* ") if line.startswith(("#", "**")) or line[:1].isalnum() else ""
    found = next(iter(days_of_meetings(said[:_LONGEST_FRONT], around, languages)), None) if said[:1].isalnum() else None
    return found if found and not found.start and _SIGN.match(said, found.end) else None


def _alone(line: str, around: Period, languages: frozenset[str]) -> WrittenDate | None:
    """The date of a line that has nothing else, as it stands below a title; a time of day may stand behind it."""
    if row := date_of_row(line, around, languages, place=False):
        return row[0]
    said = see([line.strip(_FRAME)], {}).text
    if not said or not said[0].isalnum() or len(said) > 40:
        return None
    found = next(iter(days_of_meetings(said, around, languages)), None)
    return found if found and rest_is_short(said, found) and _may_stand_before(said[: found.start]) else None


def _may_stand_before(front: str) -> bool:
    """Whether what stands before a date says nothing of it (`Deadline: …`) but a day of the week, or that it is of a meeting."""
    return ":" not in front or bool(meeting_words().search(front)) or all(map(is_weekday, _LETTERS.findall(front)))
