"""Which lines of one meeting are one piece of work.

Equal words come first, then the most similar. In doubt there are two: nothing is merged on a guess.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bot.core.items.comparing.side import Side
from bot.core.items.comparing.thresholds import ENOUGH_LATER
from bot.core.items.evidence import NONE
from bot.core.items.meeting import wording_of
from bot.core.items.owners import NOBODY, alike, common, owners_of, strangers
from bot.core.items.similarity import ALIKE, CONTAINED, Index, Wording, compatible, contains, likeness, substantial
from bot.core.items.weighing import weigh
from bot.core.items.words import overlap
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.list_kinds import is_bucket, is_other
from bot.core.model.notes import Line, Position

# Bounds for notes that nobody writes by hand: without them thousands of lines of the same words are compared each with each.
_MOST_HOMES = 20
"""Groups of equal words, and lines of one, that a line of these words is compared with, the last ones first."""
_MOST_ALIKE = 8
"""Lines of a group that are compared with another group's."""


Above = Mapping[Position, tuple[bool, str]]
"""Path and number of each line below another one, or below a topic → whether that is a line, and what identifies it."""


@lru_cache(maxsize=2048)
def grouped(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], ...]:
    """The lines of one meeting, those that are one piece of work together: equal words first, then the likest."""
    above = _above(lines)
    by_words: dict[str, list[list[Line]]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (line.only_shown, not line.listed)):
        homes = by_words[wording_of(line).normal]
        near = homes[-_MOST_HOMES:]
        home = next((group for group in near if _is_home(group[-_MOST_HOMES:], line, above)), None)
        if home is None:
            homes.append([line])
        else:
            home.append(line)
    found = [group for homes in by_words.values() for group in homes]
    for score, one, other in sorted(_alike(found, above), key=lambda pair: -pair[0]):
        if one and other and score == _likeness_of(one, other, above):
            one.extend(other)
            other.clear()
    return tuple(map(tuple, sorted(filter(None, found), key=lambda group: (group[0].path, group[0].number))))


def _above(lines: Sequence[Line]) -> Above:
    """A parent is known by its words; one that is no work by its line, since several bullets may have one topic."""
    nested = any(line.parent is not None for line in lines)
    at = {(line.path, line.number): wording_of(line).normal for line in lines} if nested else {}
    found: dict[Position, tuple[bool, str]] = {}
    for line in lines:
        if line.parent is not None:
            found[line.path, line.number] = True, at.get((line.path, line.parent), f"{line.path}:{line.parent}")
        elif line.topic:
            found[line.path, line.number] = False, line.topic.casefold()
    return found


def _apart(one: Line, other: Line, above: Above) -> bool:
    """Whether both stand below two different lines or bold topics: equal words there are two pieces of work.

    The agenda may restate a line elsewhere, but not one of which only one side has the number of an issue.
    """
    listed = one.listed and other.listed
    if not listed and not _one_numbered(one, other):
        return False
    if listed and _in_two_parts(one, other):
        return True
    first, second = above.get((one.path, one.number)), above.get((other.path, other.number))
    return first is not None and second is not None and first[0] == second[0] and first != second


def _in_two_parts(one: Line, other: Line) -> bool:
    """Whether both stand in one list below two sub-headings that name its parts: `Web` and `Print` below `Tasks`."""
    if one.path != other.path or len(one.headings) < 2 or one.headings[:-1] != other.headings[:-1]:
        return False
    return one.headings[-1] != other.headings[-1] and _names_part(one.headings[-1]) and _names_part(other.headings[-1])


def _below_two_parts(one: Line, other: Line) -> bool:
    """Whether both stand in lists of one note, below two headings that name its parts, at any depth. There a word that only one has
    distinguishes them.
    """
    if one.path != other.path or not (one.listed and other.listed):
        return False
    parts = next((pair for pair in zip(one.headings, other.headings, strict=False) if pair[0] != pair[1]), None)
    return parts is not None and all(map(_names_part, parts))


def _in_lists_side_by_side(one: Line, other: Line) -> bool:
    """Whether both stand in one list of a note, or in two for two parts of it."""
    in_one = one.path == other.path and one.headings == other.headings and one.listed and other.listed
    return in_one or _below_two_parts(one, other)


def _replaced(one: Wording, other: Wording) -> bool:
    """Whether each has a word that the other does not have, also not in another spelling."""
    shared = overlap(one.sense, other.sense)
    return bool(shared.before and shared.after)


def _names_part(heading: str) -> bool:
    return not (is_bucket(heading) or is_other(heading) or meaning(heading))


def _one_numbered(one: Line, other: Line) -> bool:
    """Whether only one of them ends with the number of an issue, which carrying puts behind all lines of an issue."""
    return (wording_of(one).number is None) is not (wording_of(other).number is None)


def _is_home(group: Sequence[Line], line: Line, above: Above) -> bool:
    if above and any(_apart(other, line, above) for other in group):
        return False
    if not any(_equal(other, line) for other in group):
        return False
    if _of_others(group, [line]) and any(_of_two(other, line) for other in group):
        return False
    # Without lines below others only those of another section can be apart.
    return bool(above) or not any(_apart(other, line, above) for other in group if other.headings != line.headings)


def _equal(one: Line, other: Line) -> bool:
    """Whether two lines have equal words and are one item: not of two owners, and not so few words that two parents tell them apart."""
    first, second = wording_of(one), wording_of(other)
    if first is not second and (first.normal != second.normal or not compatible(first, second)):
        return False
    if _of_two(one, other):
        return False
    return one.listed != other.listed or substantial(first, second) or one.parent == other.parent


def _of_two(one: Line, other: Line) -> bool:
    """Whether both name owners, and these are two: `Brian` may be `Brian Lind` where work is told again, but hardly in one list."""
    first, second = owners_of(one), owners_of(other)
    return strangers(first, second) and (_in_lists_side_by_side(one, other) or not alike(first, second))


def _alike(groups: Sequence[list[Line]], above: Above) -> Iterator[tuple[float, list[Line], list[Line]]]:
    index = Index()
    words: list[Wording] = []
    for number, group in enumerate(groups):
        said = wording_of(group[0])
        for near in index.near(said.content):
            other = groups[near]
            # Most neighbours are two lines of one list whose numbers or links disagree: these are two items.
            single = len(other) == len(group) == 1 and other[0].listed == group[0].listed
            if single and not compatible(words[near], said):
                continue
            if score := _likeness_of(other, group, above):
                yield score, other, group
        index.add(number, said.content)
        words.append(said)


def _likeness_of(ones: Sequence[Line], others: Sequence[Line], above: Above) -> float:
    """Likeness of two groups of one meeting; 0 where they are two items.

    A list restates the agenda one to one, so there a few words are enough; two lines of the list that stand side by
    side are rather two.
    """
    if _of_others(ones[:_MOST_ALIKE], others[:_MOST_ALIKE]):
        return 0.0
    if len(ones) == len(others) == 1:
        one, other = ones[0], others[0]
        score = _one_work(one, other, restated=one.listed != other.listed)
        return 0.0 if score and _apart(one, other, above) else score
    sides = [{line.listed for line in group} for group in (ones, others)]
    restated = sides in ([{True}, {False}], [{False}, {True}])
    pairs = [(one, other) for one in ones[:_MOST_ALIKE] for other in others[:_MOST_ALIKE]]
    score = max(_one_work(one, other, restated=restated) for one, other in pairs)
    return 0.0 if score and any(_apart(one, other, above) for one, other in pairs) else score


def _one_work(one: Line, other: Line, *, restated: bool) -> float:
    first, second = wording_of(one), wording_of(other)
    alike, held = _closeness(first, second)
    if restated and not held:
        held = weigh(Side(first), Side(second)).same
    if not (restated or held):
        restated = held = _is_told_again(one, other)
    if alike < ALIKE and not held:
        return 0.0
    enough = substantial(first, second)
    if not (restated or enough) or strangers(owners_of(one), owners_of(other)) or _nested(one, other):
        return 0.0
    if not restated and alike < ALIKE and _one_numbered(one, other):
        # The carried line of an issue holds the words of a new one.
        return 0.0
    if not (restated or held) and _in_lists_side_by_side(one, other) and _replaced(first, second):
        return 0.0
    if held and (restated or owners_of(one) == owners_of(other)):
        return max(alike, CONTAINED)
    return alike if enough and alike >= ALIKE else 0.0


def _is_told_again(one: Line, other: Line) -> bool:
    """Whether both are open work of the same owner, in two lists that only say of which meeting they are, and the words of one go on those
    of the other: none stands in the place of another.

    Lines of one list that are this much alike are two.
    """
    if one.headings == other.headings or not (one.open and other.open and one.listed and other.listed):
        return False
    if not _of_two_meetings(one, other):
        return False
    sides = Side(wording_of(one), owners_of(one)), Side(wording_of(other), owners_of(other))
    found = weigh(*sides) if common(sides[0].owners, sides[1].owners) else NONE
    return found.same and found.kept >= ENOUGH_LATER and not found.replaces


def _of_two_meetings(one: Line, other: Line) -> bool:
    """Whether both stand in one part of a note below headings for two meetings: `This meeting` and `Last meeting`."""
    if one.path != other.path or not one.headings or not other.headings or one.headings[:-1] != other.headings[:-1]:
        return False
    return one.headings[-1] != other.headings[-1] and is_bucket(one.headings[-1]) and is_bucket(other.headings[-1])


@lru_cache(maxsize=65536)
def _closeness(one: Wording, other: Wording) -> tuple[float, bool]:
    """Likeness, and whether one side's words hold the other's: the same neighbours come back in every list that is carried."""
    return likeness(one, other), contains(one, other)


def _of_others(ones: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether both sides name owners, and nobody is on both: a line without an owner does not make one item of two people's."""
    if len(ones) == len(others) == 1:
        return strangers(owners_of(ones[0]), owners_of(others[0]))
    first, second = (NOBODY.union(*map(owners_of, lines)) for lines in (ones, others))
    return strangers(first, second)


def _nested(one: Line, other: Line) -> bool:
    """Whether one stands below the other: these are two pieces of work, however alike."""
    return one.path == other.path and (
        any(detail.number == other.number for detail in one.details)
        or any(detail.number == one.number for detail in other.details)
    )
