"""Where lines stand: the lists of a note, the lines beside a line, and what stands where another line stood."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from bot.core.items.meeting import MeetingDay, wording_of
from bot.core.model.notes import Line, Position
from bot.core.text.front_id import is_document

Lists = tuple[tuple[Position, ...], ...]
"""The lists of some notes: lines below one heading and one parent, in order."""

_LAST = re.compile(r"(?P<before>.*?)(?P<last>\d+)\D*")


def lists_of(lines: Iterable[Line]) -> Lists:
    """The lists that `lines` stand in."""
    found: dict[tuple[str, tuple[str, ...], int | None], list[Position]] = defaultdict(list)
    for line in sorted(lines, key=attrgetter("path", "number")):
        found[line.path, line.headings, line.parent].append((line.path, line.number))
    return tuple(map(tuple, found.values()))


@lru_cache(maxsize=256)
def beside(meeting: MeetingDay) -> dict[Position, tuple[Line | None, Line | None]]:
    """The lines before and after each line of a meeting in its list; None at an edge."""
    at = {(line.path, line.number): line for line in meeting.lines}
    found: dict[Position, tuple[Line | None, Line | None]] = {}
    for listed in lists_of(meeting.lines):
        some: list[Line | None] = [at[position] for position in listed]
        found |= dict(zip(listed, zip([None, *some[:-1]], [*some[1:], None], strict=True), strict=True))
    return found


def numbered(lines: Sequence[Line]) -> frozenset[Position]:
    """The lines whose number in front is one of a list that counts its lines: a neighbour has the number before or after it.

    Where the words behind two numbers are equal, the numbers distinguish the lines: `3.8: roll out`.
    """
    by_count: dict[tuple[str, str, int], set[tuple[str, ...]]] = defaultdict(set)
    counts = {}
    for line in lines:
        said = wording_of(line)
        if said.ordinal and (found := _LAST.fullmatch(said.ordinal)):
            counts[line.path, line.number] = (line.path, found["before"], int(found["last"])), said.sense
            by_count[line.path, found["before"], int(found["last"])].add(said.sense)
    return frozenset(
        position
        for position, ((path, before, last), said) in counts.items()
        if any(other != said for near in (last - 1, last + 1) for other in by_count.get((path, before, near), ()))
        and not any(said in by_count.get((path, before, near), ()) for near in (last - 1, last + 1))
    )


def fronts(groups: Sequence[Sequence[Line]], counted: Container[Position]) -> list[str]:
    """The number or id in front of each group of lines, where no other group of the meeting has it; empty for all others.

    `counted` are the lines of lists that give them numbers. Letters with a number are a key where another group has a key with the
    same letters: `ABC-123` beside `ABC-130`, not `UTF-8`.
    """
    found = [_front(group, counted) for group in groups]
    times = Counter(found)
    letters = Counter(front.partition("-")[0] for front in times)
    return [
        front
        if times[front] == 1 and (front[:1] == "#" or is_document(front) or letters[front.partition("-")[0]] > 1)
        else ""
        for front in found
    ]


def _front(group: Sequence[Line], counted: Container[Position]) -> str:
    for line in group:
        said = wording_of(line)
        in_repository = any(token.endswith(said.front) and token != said.front for token in said.hard)
        if said.front and (in_repository or (line.path, line.number) not in counted):
            return said.front
    return ""


def rare_words(groups: Sequence[Sequence[Line]]) -> list[frozenset[str]]:
    """The words of each group of lines that no other group of the meeting has."""
    said = [frozenset[str]().union(*(wording_of(line).sense for line in group)) for group in groups]
    times = Counter(chain.from_iterable(said))
    return [frozenset(word for word in words if times[word] == 1) for words in said]


Sides = tuple[int | None, int | None]
"""The numbers before and after a run; None at the edge of a list."""

_LONGEST_RUN = 3
"""Lines side by side that are taken for the same number of other lines in their order. Longer runs are lists made anew."""


def replacements(
    before: Sequence[Sequence[int]], after: Sequence[Sequence[int]], goes_on: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """(new, old): what stands between two neighbours, where the old one stood between the same two.

    `before` and `after` are lists of numbers, `goes_on` says which new number is which old one. As many new ones as old ones side
    by side are the same in their order. The edge of a list counts as a neighbour of a single one, beside an unchanged one.
    """
    stayed = set(goes_on.values())
    gone: dict[Sides, tuple[int, ...]] = {}
    for listed in before:
        for sides, run in _runs(listed, stayed):
            gone[sides] = () if sides in gone else run
    for listed in after if gone else ():
        for (left, right), run in _runs(listed, goes_on):
            sides = None if left is None else goes_on[left], None if right is None else goes_on[right]
            old = gone.get(sides, ())
            if len(old) == len(run):
                yield from zip(run, old, strict=True)


def _runs(listed: Sequence[int], stays: Container[int]) -> Iterator[tuple[Sides, tuple[int, ...]]]:
    """The runs of those that do not stay, with the ones beside them: a single one beside one that stays, more between two."""
    left, run = None, list[int]()
    for one in [*dict.fromkeys(listed), None]:
        if one is not None and one not in stays:
            run.append(one)
            continue
        both = left is not None and one is not None
        if run and (both or (len(run) == 1 and (left is not None or one is not None))) and len(run) <= _LONGEST_RUN:
            yield (left, one), tuple(run)
        left, run = one, []
