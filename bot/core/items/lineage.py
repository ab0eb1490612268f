"""Lines of all notes → items: which lines are one piece of work, how old it is, and whether it vanished.

Notes of one date in a series are one meeting. Meetings are read oldest to newest; the lines of each are first grouped
among themselves, then joined to the items known so far, one to one: equal words first, then by the evidence of
`weighing.weigh`. In doubt there are two items: nothing is merged on a guess.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from threading import Lock

from cachetools import LRUCache

from bot.core.items.evidence import NONE, Evidence
from bot.core.items.fields import without_day
from bot.core.items.grouping import grouped
from bot.core.items.meeting import MeetingDay, said_in, wording_of
from bot.core.items.outcome import outcome
from bot.core.items.owners import common, strangers
from bot.core.items.places import fronts, lists_of, numbered, rare_words, replacements
from bot.core.items.similarity import Wording, compatible
from bot.core.items.threads import Known, Thread, group_of
from bot.core.items.weighing import weigh
from bot.core.model.notes import Item, Line, Position

RECENT = 3
"""Meetings back to which a line is recent: then a few words are enough to see that it is the same."""

_OUT_OF_TURN = 1e-9
"""What an item is worth less to a line for each place that is between their orders: less than all else that tells items apart."""

_LATER = 1e-6
"""What an item is worth more to a line for each later meeting: the more recent of items that are else alike goes on."""

_LINES_KEPT = 50_000
"""Lines of meetings whose items are kept."""

_KEPT: LRUCache[tuple[MeetingDay, ...], Known] = LRUCache(_LINES_KEPT, getsizeof=attrgetter("size"))
_LOCK = Lock()


def forget() -> None:
    """Trace everything from the beginning the next time."""
    with _LOCK:
        _KEPT.clear()


def trace(series: str, course: Sequence[MeetingDay], taken: set[str]) -> tuple[Item, ...]:
    """The items of a series in the order of their first lines. `taken` are the ids of other series; it grows."""
    return tuple(outcome(series, course, _known(tuple(course)).threads, taken))


def _known(course: tuple[MeetingDay, ...]) -> Known:
    """The items of meetings. Mostly the newest meeting is changed, or one is added: so those of the others are kept."""
    with _LOCK:
        before = _KEPT.get(course[:-1])
    known = before.copied() if before else _all_of(course[:-1], Known())
    if before is None:
        _keep(course[:-1], known)
        known = known.copied()
    known = _all_of(course[-1:], known)
    _keep(course, known)
    return known


def _all_of(course: Sequence[MeetingDay], known: Known) -> Known:
    for _ in steps(course, known):
        pass
    return known


def _keep(course: tuple[MeetingDay, ...], known: Known) -> None:
    with _LOCK, suppress(ValueError):
        # One that is larger than all that is kept is not kept.
        _KEPT[course] = known


@dataclass(frozen=True, slots=True)
class Step:
    """A meeting on its way into what is known: its lines in groups, its lists, and the known item that each group goes on."""

    groups: Sequence[Thread]
    lists: Sequence[Sequence[int]]
    joined: Mapping[int, int]


def steps(course: Sequence[MeetingDay], known: Known) -> Iterator[Step]:
    """Each meeting, oldest first, before it is added to `known`."""
    for index, meeting in enumerate(course, known.meetings):
        groups = _groups(meeting)
        lists = _lists(groups)
        joined = _joined(groups, lists, known)
        yield Step(groups, lists, joined)
        items = [known.add(group, index, joined.get(number)) for number, group in enumerate(groups)]
        known.lists = tuple(tuple(items[number] for number in listed) for listed in lists) or known.lists
        _add_reviewed(meeting, index, known)
        known.meetings = index + 1


def _add_reviewed(meeting: MeetingDay, index: int, known: Known) -> None:
    """Add to each open item that a review of old work says is done the line that says so.

    What the meeting lists itself is open, and a line that says so of other people's work, or of work that was done before, is of no
    other item. Nor is one with other words in the place of some: of 66 that were joined two had them, and one was other work.
    """
    groups = _groups(MeetingDay(meeting.date, meeting.reviewed)) if meeting.reviewed else []
    everyone = range(len(groups))
    joined = _one_to_one(_equal(everyone, groups, known), {})
    joined = _one_to_one(_reworded(everyone, groups, known, joined, _Places({}, edited=False)), joined)
    for number, item in joined.items():
        group, thread = groups[number], known.threads[item]
        waits = thread.open and thread.meetings[-1] < index and not strangers(group.owners, thread.owners)
        if waits and not compared(group, thread).replaces:
            known.add(group, index, item)


def continued(before: MeetingDay, after: MeetingDay) -> dict[Position, tuple[tuple[Line, ...], Evidence]]:
    """Position of each line of a meeting → the lines of an earlier version that it was, or whose place it has, and the evidence."""
    known = Known()
    before_groups, groups = _groups(before), _groups(after)
    for group in before_groups:
        known.add(group, 0, None)
    known.lists, known.meetings = _lists(before_groups), 1
    lists = _lists(groups)
    joined = _joined(groups, lists, known, edited=True)
    placed = dict(replacements(known.lists, lists, joined))
    found: dict[Position, tuple[tuple[Line, ...], Evidence]] = {}
    for number, item in {**placed, **joined}.items():
        group, thread = groups[number], known.threads[item]
        evidence = compared(group, thread, placed=number not in joined, edited=True)
        if number in joined and not evidence.same:
            # It was found by its place.
            evidence = compared(group, thread, placed=True, edited=True)
        lines = tuple(known.threads[item].lines)
        found |= {(line.path, line.number): (lines, evidence) for line in groups[number].lines}
    return found


def _groups(meeting: MeetingDay) -> list[Thread]:
    """The lines of a meeting, those that are one piece of work together."""
    at = {(line.path, line.number): line for line in meeting.lines}
    counted = numbered(meeting.lines)
    groups = grouped(meeting.lines)
    found = [group_of(lines, at, counted) for lines in groups]
    for thread, front, rare in zip(found, fronts(groups, counted), rare_words(groups), strict=True):
        thread.front, thread.rare = front, rare
    return found


def _lists(groups: Sequence[Thread]) -> tuple[tuple[int, ...], ...]:
    """The lists of a meeting, as numbers of its groups."""
    of = {(line.path, line.number): number for number, group in enumerate(groups) for line in group.lines}
    listed = [line for group in groups for line in group.lines if line.listed]
    return tuple(tuple(of[position] for position in one) for one in lists_of(listed))


def _joined(
    groups: Sequence[Thread], lists: Sequence[Sequence[int]], known: Known, *, edited: bool = False
) -> dict[int, int]:
    """Which known item each group is (group → number of the item), one to one: equal words first, then the best evidence.

    What is only shown comes last, so that it takes no item from a line that decides. `edited`: the known lines are those of
    an earlier version of the same note.
    """
    if not known.threads:
        return {}
    shown = [all(line.only_shown for line in group.lines) for group in groups]
    joined: dict[int, int] = {}
    for is_shown in (False, True):
        some = [number for number, only in enumerate(shown) if only is is_shown]
        joined = _one_to_one(_equal(some, groups, known), joined)
        places = _Places(dict(replacements(known.lists, lists, joined)) if some else {}, edited)
        joined = _one_to_one(_reworded(some, groups, known, joined, places), joined)
    return joined


_Ranked = tuple[float, int, int]
"""Rank, group, number of a known item."""


def _one_to_one(pairs: Iterable[_Ranked], before: Mapping[int, int]) -> dict[int, int]:
    """The pairs of `before` and the best of `pairs`, each group and each item once."""
    joined = dict(before)
    taken = set(joined.values())
    for _, number, item in sorted(sorted(pairs), key=itemgetter(0), reverse=True):
        if number not in joined and item not in taken:
            joined[number] = item
            taken.add(item)
    return joined


def _equal(some: Iterable[int], groups: Sequence[Thread], known: Known) -> Iterator[_Ranked]:
    """Groups that say what a known item says. The first group gets the first of items that nothing else tells apart."""
    turns: Counter[tuple[int, ...]] = Counter()
    for number in some:
        alike: dict[float, list[int]] = defaultdict(list)
        for item in sorted(known.agreeing(groups[number], known.equal(groups[number]))):
            alike[_kinship(groups[number], known.threads[item])].append(item)
        for kinship, items in alike.items():
            turn = turns[tuple(items)]
            turns[tuple(items)] += 1
            for nth, item in enumerate(items):
                distance = nth - turn if nth > turn else turn - nth  # not `abs`: this is the innermost loop
                yield kinship - distance * _OUT_OF_TURN, number, item


@dataclass(frozen=True, slots=True)
class _Places:
    """The groups that stand alone where an item stood (group → number of the item), and whether the note was edited there."""

    placed: Mapping[int, int]
    edited: bool


def _reworded(
    some: Iterable[int], groups: Sequence[Thread], known: Known, joined: Mapping[int, int], places: _Places
) -> Iterator[_Ranked]:
    """Groups that are a known item in other words; the more recent of items of equal words."""
    taken = set(joined.values())
    for number in some:
        group = groups[number]
        if number in joined or known.agreeing(group, equal := known.equal(group)):
            continue
        beside = {places.placed[number]} if number in places.placed else set[int]()
        near = known.near(group)
        # In an edited note the link behind the words may have been corrected.
        for item in ((near if places.edited else near - equal) | beside) - taken:
            thread = known.threads[item]
            recent = known.meetings - thread.meetings[-1] <= RECENT
            evidence = compared(group, thread, placed=item in beside, edited=places.edited, recent=recent)
            if evidence.same:
                yield evidence.rank + thread.meetings[-1] * _LATER, number, item


def compared(
    group: Thread, thread: Thread, *, placed: bool = False, edited: bool = False, recent: bool = True
) -> Evidence:
    """The best evidence that a group of lines is a known item in other words.

    What was done and stands open in other words is new work.
    """
    if group.open and not thread.open:
        return NONE
    pairs = [(before, said) for said in group.wordings.values() for before in thread.sides()]
    if placed and (undated := _without_days(group.lines[-1], thread.lines[-1])):
        pairs.append((thread.side(undated[0]), undated[1]))
    found = (weigh(before, group.side(said), placed=placed, edited=edited, recent=recent) for before, said in pairs)
    return max(found, key=lambda evidence: (evidence.same, evidence.rank), default=NONE)


def _without_days(now: Line, before: Line) -> tuple[Wording, Wording] | None:
    """The words of a line, and of one in its place, without their due days; None where another number or link changed too."""
    if not (now.due and before.due):
        return None
    old, new = (wording_of(line, without_day(said_in(line))) for line in (before, now))
    return (old, new) if compatible(old, new) else None


def _kinship(group: Thread, thread: Thread) -> float:
    """Orders items of equal words: the same owners, the same place, an issue's number, then open or not as it was, then the
    more recent.

    The one of several lines with equal words that has a number is the one that was carried. One of two equal lines below equal
    words may stand below work and one below a topic: that is no reason to part them, but shows which is which.
    """
    same = 0.5 if group.owners == thread.owners else 0.25 if common(group.owners, thread.owners) else 0.0
    same += 0.1 * (1.0 if group.above == thread.above else _overlap(group.above, thread.above))
    same += 0.07 if group.carried else 0.0
    same += 0.05 if group.open == thread.open else 0.0
    same += 0.11 if group.nested == thread.nested else 0.0
    return same + thread.meetings[-1] * _LATER


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of common words of two parents: people correct them. The number that carrying puts behind a parent counts for
    nothing, so that equal lines below equal parents keep their order.
    """
    common = one & other
    is_numbered = common in (one, other) and common and all("#" in word for word in one ^ other)
    return 1.0 if is_numbered else len(common) / len(one | other)
