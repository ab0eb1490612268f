"""Lines that end with the number of an issue, as carrying writes it: they are lines of the item that the issue was opened for.

Equal words of several owners, some of them done, do not say which of them a line without an owner goes on. Its number does.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.core.issues.matching.families import root_key
from bot.core.issues.matching.owned import Owned
from bot.core.items.issue_suffix import without_number
from bot.core.items.meeting import said_in, wording_of
from bot.core.items.outcome import item_of
from bot.core.items.series import Courses
from bot.core.items.similarity import wording
from bot.core.model.notes import Item, Line


def with_numbered_lines(items: Sequence[Item], issues: Iterable[Owned], courses: Courses) -> tuple[Item, ...]:
    """The items, each line with the words and the number of an issue in the item of that issue, where that is gone since."""
    by_id = {item.id: item for item in items}
    opened = {issue.issue.number: issue for issue in issues if root_key(issue) in by_id}
    came: dict[str, list[Line]] = defaultdict(list)
    left: dict[str, set[Line]] = defaultdict(set)
    for item in items if opened else ():
        for line in item.lines if len(item.lines) > 1 else ():
            home = _home(line, opened, by_id)
            if home and home is not item and home.series == item.series and _is_gone(home, line):
                came[home.id].append(line)
                left[item.id].add(line)
    if not came:
        return tuple(items)
    return tuple(
        item_of(item, lines, courses[item.series])
        for item in items
        if (lines := [*(line for line in item.lines if line not in left[item.id]), *came[item.id]])
    )


def _home(line: Line, opened: Mapping[int, Owned], by_id: Mapping[str, Item]) -> Item | None:
    """The item of the issue whose number a line ends with, where the issue has the line's words, perhaps behind a topic, which
    carrying puts in front.
    """
    if "#" not in line.markdown or (number := wording_of(line).number) is None or number not in opened:
        return None
    issue, said = opened[number], wording(without_number(said_in(line)))
    words = issue.marker.said
    is_said = said.fingerprint in issue.marker.wordings or (words and said.normal.endswith(f": {words}"))
    return by_id[root_key(issue)] if is_said else None


def _is_gone(home: Item, line: Line) -> bool:
    """Whether an item stood for the last time before the meeting of a line."""
    return max(one.note_date or date.min for one in home.lines) < (line.note_date or date.min)
