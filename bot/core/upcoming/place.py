"""Where the note of the next meeting stands: the path of its file by the names of the notes before it."""

import re
from collections.abc import Sequence
from datetime import date

from bot.core.markdown.dates import written_dates
from bot.core.model.meeting import Meeting
from bot.core.upcoming.redated import redated

_COUNT = re.compile(r"\d+")
_ANY_DAY = date(2000, 11, 22)
"""Stands for the dates of two names that are compared."""
_QUARTER = re.compile(r"(?<![A-Za-z])(?P<sign>[Qq])(?P<number>[1-4])(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def rolls(meetings: Sequence[Meeting]) -> bool:
    """Whether the newest meeting stands in a file with others, so that the next one is a part of that file too."""
    newest = meetings[-1]
    return sum(each.path == newest.path and not each.shared for each in meetings) > 1


def path_of_next(meetings: Sequence[Meeting], day: date) -> str:
    """The path of the next note. `meetings` are those of its series that have a date, by date.

    The name of the newest note with the new date, in a folder of the new year where the folders are years. A number that
    counts the meetings goes on; what else differs from note to note is left out.
    """
    newest = meetings[-1]
    assert newest.date is not None
    before = next((each for each in reversed(meetings[:-1]) if each.path != newest.path), None)
    folder, slash, name = newest.path.rpartition("/")
    path = redated(f"{folder}{slash}{name}", newest.date, day)
    if path == newest.path:
        earlier = before.path.rpartition("/")[2] if before else ""
        name = _counted(name, earlier) or f"{day:%Y-%m-%d}.{name.rpartition('.')[2]}"
        return _in_folder(folder, newest.date, day) + slash + name
    new_folder, slash, new_name = path.rpartition("/")
    if new_folder == folder:
        new_folder = _in_folder(folder, newest.date, day)
    if before and before.date:
        new_name = _without_topic(new_name, (name, newest.date), (before.path.rpartition("/")[2], before.date), day)
    return new_folder + slash + new_name


def _in_folder(folder: str, old: date, new: date) -> str:
    """The folder with the year, quarter and month of the new date."""
    parts: list[str] = []
    for part in folder.split("/"):
        month = part == f"{old:%m}" and any(_YEAR.fullmatch(each) for each in parts)
        of_month = part in (f"{old:%Y-%m}", f"{old:%Y_%m}", f"{old:%Y%m}")
        dated = f"{part[:-2]}{new:%m}" if month or of_month else part
        parts.append(_year_in(_quarter_in(dated, old, new), old, new))
    return "/".join(parts)


def _quarter_in(part: str, old: date, new: date) -> str:
    """`Q1` of the old date becomes that of the new one; a quarter that is not the calendar's stays."""
    return _QUARTER.sub(
        lambda found: f"{found['sign']}{_quarter(new)}" if int(found["number"]) == _quarter(old) else found[0], part
    )


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _year_in(part: str, old: date, new: date) -> str:
    return _YEAR.sub(lambda found: f"{new:%Y}" if found[0] == f"{old:%Y}" else found[0], part)


def _counted(name: str, earlier: str) -> str | None:
    """The name with the number that counts the meetings raised by one; None where it has none."""
    numbers, others = _COUNT.findall(name), _COUNT.findall(earlier)
    if _COUNT.sub("#", name) != _COUNT.sub("#", earlier):
        return None
    steps = [at for at, (one, other) in enumerate(zip(numbers, others, strict=True)) if one != other]
    if len(steps) != 1 or int(numbers[steps[0]]) - int(others[steps[0]]) != 1:
        return None
    found = list(_COUNT.finditer(name))[steps[0]]
    number = f"{int(found[0]) + 1:0{len(found[0])}}"
    return name[: found.start()] + number + name[found.end() :]


def _without_topic(name: str, newest: tuple[str, date], before: tuple[str, date], day: date) -> str:
    """The new name, without words that differ between the two newest names beside their dates."""
    old, earlier = (redated(each, when, _ANY_DAY) for each, when in (newest, before))
    if old == earlier:
        return name
    if counted := _counted(old, earlier):
        return redated(counted, _ANY_DAY, day)
    found = next((each for each in written_dates(name) if day in each.readings.values()), None)
    if found is None:
        return name
    dated = next((each for each in written_dates(old) if _ANY_DAY in each.readings.values()), None)
    shared = dated is not None and old[: dated.end] == earlier[: dated.end]
    return f"{name[0 if shared else found.start : found.end]}.{name.rpartition('.')[2]}"
