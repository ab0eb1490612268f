"""Files whose names share one day that is not that of their meetings: pages that were moved from elsewhere, copies of one file."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.core.markdown.dates import written_dates
from bot.core.model.meeting import Meeting

_MANY = 5
"""Files of a series with one day in their names, from which it may be that of an import."""

_NUMBER = re.compile(r"\d+")


def without_day_of_import(found: Sequence[Meeting], own_day: Callable[[str], date | None]) -> list[Meeting]:
    """The meetings of a series, those whose files are named after the day of an import with their `own_day`, by path, or none."""
    days = {meeting.path: day for day, files in _shared(found) for meeting in _misnamed(files, day, own_day)}
    return [_renamed(each, days[each.path], own_day) if each.path in days else each for each in found]


def is_of_import(meeting: Meeting) -> bool:
    """Whether the only day that a meeting may have is the one in the name of its file."""
    return len(meeting.possible) == 1 and _is_named(meeting.path, meeting.possible[0])


def _shared(found: Sequence[Meeting]) -> Iterator[tuple[date, list[Meeting]]]:
    """The days that many files have in their names, with these files."""
    counts = Counter(each.date for each in found)
    for day, count in counts.items():
        if day and count >= _MANY:
            files = [each for each in found if each.date == day and _is_named(each.path, day)]
            if len(files) >= _MANY:
                yield day, files


def _misnamed(files: Sequence[Meeting], day: date, own_day: Callable[[str], date | None]) -> Sequence[Meeting]:
    """Those of files with one day in their names whose meetings were on others.

    Most notes say so themselves (`notes-2024-05-15-3.md` below `# 29 May 2024`), or their names have the numbers of another date
    (`2018-05-23-10_15_15_minutes.md`).
    """
    others = sum(own_day(each.path) not in (None, day) for each in files)
    if others * 2 > len(files):
        return files
    numbered = [each for each in files if _has_other_numbers(each.path, day)]
    return numbered if len(numbered) >= _MANY else ()


def _renamed(meeting: Meeting, day: date, own_day: Callable[[str], date | None]) -> Meeting:
    own = own_day(meeting.path)
    # Front matter written by the import has its day too.
    known = None if own == day and _has_other_numbers(meeting.path, day) else own
    return replace(meeting, date=known, possible=() if known else (day,))


def _is_named(path: str, day: date) -> bool:
    return any(written.day() == day for written in written_dates(path.rpartition("/")[2]))


def _has_other_numbers(path: str, day: date) -> bool:
    """Whether the name of a file begins with `day`, and has two numbers or more behind it."""
    name = path.rpartition("/")[2]
    return name.startswith(day.isoformat()) and len(_NUMBER.findall(name[len(day.isoformat()) :])) > 1
