"""A note's lists as values: bullets and rows of tables, the lists that these stand in, headings, and lines."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from bot.core.markdown.titles.headings import plain
from bot.core.model.notes import State

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet at the top of an action list with all that stands below it, or a row of a table of actions.

    `first` and `last` are its lines, 1-based; `leads` the lines that it stands under: a date, a bold topic. `said` is its
    Markdown without what is below; `gap`: an empty line stands between it and the one above; `over`: it says nothing, or it
    says itself that it is done or dropped, or what stands below it in a review does.
    """

    first: int
    last: int
    said: str
    box: State | None = None
    leads: tuple[str, ...] = ()
    gap: bool = False
    empty: bool = False
    over: bool = False
    cell: int = 0
    """The number of the cell of a row with its action, from 0."""

    def holds(self, number: int) -> bool:
        """Whether a line of the note is one of this bullet's."""
        return self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class ActionList:
    """A heading, or what stands for one, with the list below it: lines `head` to `end`, the list from `body` on.

    `age` is what the heading says of the lines' age, see `buckets`; `level` that of the heading, 0 for a bold line or label.
    `topics` are no work, but go from note to note. `label`: the line alone makes it a list of work, which a bold
    line or a date below it would end. A table of actions is a list too: `columns` are the heads of its columns in the form in
    which spellings are equal, `bullets` its rows, and `head` is the line with its heads.
    """

    title: str
    age: int | None
    level: int
    head: int
    body: int
    end: int
    bullets: tuple[Bullet, ...] = ()
    topics: bool = False
    label: bool = False
    columns: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The title in the form in which spellings of it are equal."""
        return plain(self.title)


@dataclass(frozen=True, slots=True)
class Heading:
    """Any heading of a note: its line, level and words in the form in which spellings are equal."""

    number: int
    level: int
    key: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A note's lines with their ends, all its headings, its action lists, and its tables of actions."""

    lines: tuple[str, ...]
    headings: tuple[Heading, ...] = ()
    slots: tuple[ActionList, ...] = ()
    tables: tuple[ActionList, ...] = ()
    extents: dict[int, int] = field(default_factory=dict)
    """First line of each bullet → the last with all that stands below it."""
    words: dict[int, int] = field(default_factory=dict)
    """First line of each bullet or paragraph → the last of its own words."""
    html: dict[int, int] = field(default_factory=dict)
    """Each line of a block of HTML that only an empty line ends → the last line of the block."""
    closed: frozenset[int] = frozenset()
    """The last lines of tables and of such blocks: the next line belongs to them too unless it is empty."""

    @property
    def lists(self) -> tuple[ActionList, ...]:
        """The action lists and the tables of actions."""
        return (*self.slots, *self.tables)

    def row(self, number: int) -> Bullet | None:
        """The row of a table of actions that a line of the note is; None for any other line."""
        at = bisect_right(self.tables, number, key=attrgetter("body"))
        rows = self.tables[at - 1].bullets if at else ()
        return rows[number - rows[0].first] if rows and rows[0].first <= number <= rows[-1].last else None

    def filled_end(self, slot: ActionList) -> int:
        """The last line of a slot that is not empty."""
        end = slot.end
        while end > slot.head and not self.lines[end - 1].strip():
            end -= 1
        return end


def lines_of(text: str) -> list[str]:
    """`text` as lines with their ends as they are; together they are the text."""
    return _LINE.findall(text)


def indent_of(line: str) -> str:
    """The white space in front of a line."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def moved(lines: Sequence[str], indent: str) -> list[str]:
    """A bullet's lines with another indent in front of the first, and all below it moved along."""
    before = indent_of(lines[0]) if lines else ""
    if before == indent:
        return list(lines)
    return [indent + line.removeprefix(before) if line.strip() else line for line in lines]
