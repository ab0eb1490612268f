"""Lines that end with the number of an issue, as carrying writes it: they are lines of the item that the issue was opened for.

Equal words of several owners, some of them done, do not say which of them a line without an owner goes on. Its number does.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from bot.core.issues.matching.families import root_key
from bot.core.issues.matching.mentions import named
from bot.core.issues.matching.owned import Owned
from bot.core.items.issue_suffix import without_number
from bot.core.items.meeting import said_in, wording_of
from bot.core.items.outcome import item_of
from bot.core.items.series.notes import Courses
from bot.core.items.similarity import wording
from bot.core.model.notes import Item, Line


def with_numbered_lines(
    items: Sequence[Item], issues: Iterable[Owned], courses: Courses, repository: str
) -> tuple[Item, ...]:
    """The items, each line with the words and the number of an issue in the item of that issue, where that is gone since."""
    by_id = {item.id: item for item in items}
    opened: dict[int | None, Owned] = {each.issue.number: each for each in issues if root_key(each) in by_id}
    came: dict[str, list[Line]] = defaultdict(list)
    left: dict[str, set[Line]] = defaultdict(set)
    for item in items if opened else ():
        for line in item.lines if len(item.lines) > 1 else ():
            issue = opened.get(_number(line))
            home = by_id[root_key(issue)] if issue else item
            if issue is None or home is item or home.series != item.series or not _is_gone(home, line):
                continue
            if _has_words(line, issue) and issue.issue.number in named(line, repository):
                came[home.id].append(line)
                left[item.id].add(line)
    if not came:
        return tuple(items)
    return tuple(
        item_of(item, lines, courses[item.series])
        for item in items
        if (lines := [*(line for line in item.lines if line not in left[item.id]), *came[item.id]])
    )


def _number(line: Line) -> int | None:
    return wording_of(line).number if "#" in line.markdown else None


def _has_words(line: Line, issue: Owned) -> bool:
    """Whether an issue has the line's words, perhaps behind a topic, which carrying puts in front."""
    said, words = wording(without_number(said_in(line))), issue.marker.said
    return said.fingerprint in issue.marker.wordings or bool(words and said.normal.endswith(f": {words}"))


def _is_gone(home: Item, line: Line) -> bool:
    """Whether an item stood for the last time before the meeting of a line."""
    return max(one.note_date or date.min for one in home.lines) < (line.note_date or date.min)
