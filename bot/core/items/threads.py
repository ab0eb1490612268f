"""Items while they are being traced: what is known of each so far, and how it is found again by its words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.core.items.comparing.side import Side
from bot.core.items.issue_suffix import without_number
from bot.core.items.meeting import wording_of
from bot.core.items.owners import NOBODY, Owners, owners_of
from bot.core.items.similarity import Index, Wording, compatible, content_words, substantial
from bot.core.model.notes import Line, Position

# A bound for notes that nobody writes by hand.
_MOST_EQUAL = 200
"""Items of equal words that a group is compared with, and as many of those that have its owners."""

_MOST_WORDINGS = 8
"""Wordings of an item that a reworded line is compared with, the newest ones."""


@dataclass(slots=True)
class Thread:
    """An item while it is being traced, or the lines of one meeting that are one piece of work."""

    lines: list[Line] = field(default_factory=list)
    meetings: list[int] = field(default_factory=list)
    wordings: dict[str, Wording] = field(default_factory=dict)
    """Normal form → wording, the newest last."""
    owners: Owners = NOBODY
    """All owners that the newest note with any names."""
    above: frozenset[str] = frozenset()
    """The words that it stands below, in the newest note where it stands below any."""
    open: bool = False
    """Whether a line of the newest note is open."""
    numbered: bool = False
    """Whether a list gave its newest lines numbers."""
    nested: bool = False
    """Whether one of its newest lines stands below a line of work, rather than a topic or nothing."""
    carried: bool = False
    """Whether one of its newest lines ends with the number of an issue, which carrying puts there."""
    front: str = ""
    """The number or id that only its newest lines begin with, of all of their meeting."""
    rare: frozenset[str] = frozenset()
    """The words of its newest lines that no other line of their meeting has."""

    def add(
        self,
        lines: Sequence[Line],
        meeting: int,
        above: frozenset[str],
        *,
        numbered: bool = False,
        nested: bool = False,
    ) -> None:
        """Add lines of one meeting, newer than those before."""
        self.carried = False
        for line in lines:
            self.lines.append(line)
            said = wording_of(line)
            self.carried = self.carried or said.number is not None
            before = self.wordings.pop(said.normal, said)
            if before is not said:
                # A link that the words once had stays theirs where it is left out again.
                said = replace(said, hard=said.hard | before.hard, pages=said.pages | before.pages)
            self.wordings[said.normal] = said
        self.meetings.append(meeting)
        self.open = any(line.open for line in lines)
        self.owners = NOBODY.union(*map(owners_of, lines)) or self.owners
        self.above = above or self.above
        self.numbered, self.nested = numbered, nested

    def copied(self) -> "Thread":
        """One that can be added to while this one stays as it is."""
        # `copy` costs a fraction of what `dataclasses.replace` does.
        twin = copy(self)
        twin.lines, twin.meetings, twin.wordings = [*self.lines], [*self.meetings], {**self.wordings}
        return twin

    def sides(self) -> Iterator[Side]:
        """Its newest wordings as evidence sees them, the newest first."""
        for said in islice(reversed(self.wordings.values()), _MOST_WORDINGS):
            yield self.side(said)

    def found_by(self, said: Wording) -> tuple[str, ...]:
        """The words by which a line in other words finds it; what most have, no number in front, is none."""
        return (*said.sense, self.front) if self.front else said.sense

    def side(self, said: Wording) -> Side:
        """One of its wordings as evidence sees it."""
        return Side(said, self.owners, self.numbered, self.front, self.rare)


class Known:
    """The items of the meetings so far, each with its number: its index in `threads`. They can be found by their words."""

    def __init__(self) -> None:
        self.threads: list[Thread] = []
        self.lists: tuple[tuple[int, ...], ...] = ()
        """The lists of the newest meeting that has any, as numbers of items."""
        self.meetings = 0
        """How many meetings there were."""
        self._index = Index()
        self._sayers: dict[str, dict[int, None]] = defaultdict(dict)
        self._kin: dict[tuple[str, Owners], dict[int, None]] = defaultdict(dict)

    def add(self, group: Thread, meeting: int, item: int | None) -> int:
        """The number of a group's item: of the one that it goes on, or of a new one, which the group is from then on."""
        if item is None:
            item = len(self.threads)
            thread = group
            thread.meetings = [meeting]
            self.threads.append(thread)
        else:
            thread = self.threads[item]
            thread.add(group.lines, meeting, group.above, numbered=group.numbered, nested=group.nested)
            thread.front, thread.rare = group.front, group.rare
        for normal, said in thread.wordings.items():
            if item not in self._sayers[normal]:
                self._sayers[normal][item] = None
                self._index.add(item, group.found_by(said))
            self._kin[normal, thread.owners][item] = None
        return item

    def copied(self) -> "Known":
        """The same items, to which meetings can be added while these stay as they are."""
        twin = Known()
        twin.threads = [thread.copied() for thread in self.threads]
        twin.lists, twin.meetings, twin._index = self.lists, self.meetings, self._index.copied()
        twin._sayers = defaultdict(dict, {words: {**items} for words, items in self._sayers.items()})
        twin._kin = defaultdict(dict, {words: {**items} for words, items in self._kin.items()})
        return twin

    @property
    def size(self) -> int:
        """How many lines they have."""
        return 1 + sum(len(thread.lines) for thread in self.threads)

    def equal(self, group: Thread) -> set[int]:
        """Numbers of items that have exactly the words of a group; where none has, those that have them without the number at their end."""
        found = self._saying(group.wordings, group)
        if found or all(said.number is None for said in group.wordings.values()):
            return found
        return self._saying(map(without_number, group.wordings), group)

    def _saying(self, normals: Iterable[str], group: Thread) -> set[int]:
        found = (
            sayers
            for normal in normals
            for sayers in (self._sayers.get(normal, {}), self._kin.get((normal, group.owners), {}))
        )
        return {item for sayers in found for item in islice(reversed(sayers), _MOST_EQUAL)}

    def agreeing(self, group: Thread, items: set[int]) -> set[int]:
        """Those of `items` whose equal words are the group's work: the links behind them agree, and what is too few words to
        say anything stands below the same ones.
        """
        found = set(items)
        for normal, said in group.wordings.items():
            below = frozenset[str]() if substantial(said, said) else group.above
            for item in items:
                thread = self.threads[item]
                other = thread.wordings.get(normal, said)
                elsewhere = below and thread.above and not (below <= thread.above or thread.above <= below)
                if elsewhere or (other is not said and not compatible(said, other)):
                    found.discard(item)
        return found

    def near(self, group: Thread) -> set[int]:
        """Numbers of items that share words with a group."""
        return {item for said in group.wordings.values() for item in self._index.near(group.found_by(said))}


def group_of(lines: Sequence[Line], at: Mapping[Position, Line], counted: frozenset[Position]) -> Thread:
    """Lines of one meeting as an item of their own. `at` are the meeting's lines, `counted` those with a list's number."""
    thread = Thread()
    above = (_above(line, at) for line in lines if line.parent is not None or line.topic)
    is_numbered = any((line.path, line.number) in counted for line in lines)
    is_nested = any((line.path, line.parent) in at for line in lines if line.parent is not None)
    thread.add(lines, 0, frozenset[str]().union(*above), numbered=is_numbered, nested=is_nested)
    return thread


def _above(line: Line, at: Mapping[Position, Line]) -> frozenset[str]:
    """The content words that a line stands below: its parent's, where that is no work the topic's."""
    parent = at.get((line.path, line.parent or 0))
    return wording_of(parent).content if parent else content_words(line.topic or "")
