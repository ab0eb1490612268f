"""New issues that may be old ones in other words: a line opens an issue while an issue of its series just lost its line.

In doubt there are two issues, and both are named with what they have in common and the command that makes them one. With
`hold_possible_pairs` the new one waits for a person instead. A line that is done and has no issue is named in the same way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from bot.core.config.schema import Config
from bot.core.issues import body, marker
from bot.core.issues.case import Case, Decision
from bot.core.issues.matching.by_likeness import likely
from bot.core.issues.matching.families import Family, families
from bot.core.issues.matching.matched import Matched
from bot.core.issues.matching.versions import place_digest
from bot.core.issues.matching.wordings import likeness, without_digests
from bot.core.issues.openings.opening import first_opening, without_opening
from bot.core.items.comparing.side import Side
from bot.core.items.comparing.thresholds import ENOUGH_BESIDE
from bot.core.items.evidence import Evidence, Ground
from bot.core.items.joins import in_words
from bot.core.items.meeting import said_in, wording_of
from bot.core.items.owners import owners_of
from bot.core.items.similarity import Index
from bot.core.items.weighing import weigh
from bot.core.model.notes import State
from bot.core.model.plan import Held, Open, PossiblePair
from bot.core.text.outgoing import cell

LIKELY = 0.3
"""Share of words kept from which a line is named beside an issue whose line is gone; below it only the same place is a reason."""

LIKELY_ELSEWHERE = 0.45
"""… and for a line of another owner, one that is done, or stands in a list of another form, so that nothing says that the issue's
line was left out.
"""

ENOUGH_OF_OWNER = 1.0
"""Words kept, by weight, from which a line of the same owner is named: one that is not common, see `words.COMMON`. …"""

ENOUGH_OF_OTHERS = 1.5
"""… and from which others are: two. In three judged sets no pair with less was the same work."""

LEFT_BEFORE = 0.5
"""What a pair counts, beside others of the same line, whose old line left before the meeting in which the new one came."""

BEGINNING = 6
"""Letters of a long word by which an item is found too."""

MOST_REPLACED = 3
"""Lines of a list that may all be replaced by others while their order still says which is which."""

MOST_PLACED = 12
"""Lines that left one place that a new line there is compared with, the last ones first."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The decisions, the possible pairs, and what is held for them."""

    decisions: list[Decision]
    pairs: tuple[PossiblePair, ...] = ()
    held: tuple[Held, ...] = ()


def with_possible_pairs(
    decisions: Sequence[Decision], cases: Sequence[Case], known: Matched, config: Config, *, approved: bool
) -> Paired:
    """The decisions with each possible pair named in the new issue, or without its opening where the config holds it."""
    found_pairs = list(_pairs(decisions, cases, known))
    if not found_pairs:
        return Paired(list(decisions))
    pairs = {one.item.id: one for one in (_pair(*each) for each in found_pairs if _is_named(each[0]))}
    waits = config.hold_possible_pairs and not approved
    found, held = [], []
    for decision, case in zip(decisions, cases, strict=True):
        pair, opened = pairs.get(case.item.id), first_opening(decision)
        if pair is None or opened is None:
            found.append(decision)
        elif waits:
            held.append(opened)
            found.append(without_opening(decision, f"held: may be #{pair.issue.number}"))
        else:
            changes = tuple(_announced(each, pair) if each is opened else each for each in decision.changes)
            found.append(replace(decision, changes=changes))
    done = {case.item.id for case in cases if _is_done_anew(case)}
    named = tuple(replace(pair, held=waits or pair.item.id in done) for pair in pairs.values())
    waiting = [pair for pair in named if pair.item.id not in done]
    return Paired(found, named, _held(held, waiting) if held else ())


# --- which pairs


LikelyCase = tuple[Evidence, Case, Family]


def _pairs(decisions: Sequence[Decision], cases: Sequence[Case], known: Matched) -> Iterator[LikelyCase]:
    """The likeliest pairs, each new issue and each old one in one of them, those with a reason to be named first."""
    opening = [case for decision, case in zip(decisions, cases, strict=True) if first_opening(decision)]
    found = [*_without_line(opening, cases, known), *_vanished(opening, cases, known)] if opening else []
    done = [case for case in cases if _is_done_anew(case)]
    ticked = [*_without_line(done, cases, known), *_vanished(done, cases, known)] if done else []
    found += [one for one in ticked if one[0].likeness >= LIKELY_ELSEWHERE and one[0].kept >= ENOUGH_BESIDE]
    before = {number for case in cases if case.item.missed > 1 for number in case.match.numbers}
    items: set[str] = set()
    issues: set[int] = set()
    for evidence, case, family in sorted(found, key=lambda one: _order(one, before)):
        if case.item.id not in items and issues.isdisjoint(family.numbers):
            items.add(case.item.id)
            issues.update(family.numbers)
            yield evidence, case, family


def _order(candidate: LikelyCase, before: Set[int]) -> tuple[bool, float, tuple[int, ...], str]:
    """The likeliest first. `before` are the issues whose line left at an earlier meeting already."""
    evidence, case, family = candidate
    share = LEFT_BEFORE if before >= set(family.numbers) else 1.0
    return not _is_named(evidence), -evidence.rank * share, family.numbers, case.item.id


def _is_named(evidence: Evidence) -> bool:
    """Whether there is a reason to name a pair: words, or the place. Work of somebody else keeps more of its words."""
    if evidence.in_place:
        return True
    grounds = {finding.ground for finding in evidence.findings}
    likely = LIKELY_ELSEWHERE if Ground.OTHER_OWNER in grounds else LIKELY
    enough = ENOUGH_OF_OWNER if Ground.OWNER in grounds else ENOUGH_OF_OTHERS
    return evidence.likeness >= likely and evidence.kept >= enough


def _pair(evidence: Evidence, case: Case, family: Family) -> PossiblePair:
    first, *twins = family.issues
    share = evidence.likeness if evidence.likeness >= LIKELY else None
    numbers = tuple(twin.issue.number for twin in twins)
    return PossiblePair(case.item, first.issue, share, in_words(without_digests(evidence)), numbers)


def _without_line(opening: Sequence[Case], cases: Sequence[Case], known: Matched) -> Iterator[LikelyCase]:
    """Issues whose line no note has any more, or none but an older one, where it is open, by words and places, and those whose
    line stood in the very note.
    """
    left = (case.match.current for case in cases if case.has_lost_line)
    lost = families(each for each in (*known.lineless, *filter(None, left)) if each.is_followed)
    by_item = {case.item.id: case for case in opening}
    for evidence, item, family in likely([case.item for case in opening], lost, known.around):
        yield evidence, by_item[item.id], family
    yield from _of_the_note(opening, lost, known)


def _of_the_note(opening: Sequence[Case], lost: Sequence[Family], known: Matched) -> Iterator[LikelyCase]:
    """Issues whose line stood in the note of a new one. Where all lines of a short list were replaced by as many, each stands in the
    place of one, in their order.
    """
    of_note: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in sorted(opening, key=lambda case: case.item.newest.place):
        of_note[str(case.item.newest.note_date), marker.digest(case.item.series)].append(case)
    for place, came in of_note.items():
        there = [f for f in lost if place in {(issue.marker.day, issue.marker.series) for issue in f.issues}]
        replaced = len(came) == len(there) <= MOST_REPLACED and _stood_by_themselves(came, there, known)
        for nth, case in enumerate(came):
            for number, family in enumerate(there):
                yield likeness(case.item.newest, family.issues[0], placed=replaced and nth == number), case, family


def _stood_by_themselves(came: Sequence[Case], lost: Sequence[Family], known: Matched) -> bool:
    """Whether no line that stays stood beside a line that is gone, or stands beside one that came."""
    new = {case.item.newest.place for case in came}
    stays = {
        place_digest(line)
        for day in known.around.courses.get(came[0].item.series, ())
        if day.date == came[0].item.newest.note_date
        for line in day.lines
        if line.place not in new
    }
    beside = {one for family in lost for one in family.newest.marker.around}
    return stays.isdisjoint(beside.union(*(known.around.beside(case.item) for case in came)))


def _vanished(opening: Sequence[Case], cases: Sequence[Case], known: Matched) -> Iterator[LikelyCase]:
    """Issues whose line left the list, in a meeting that is still fresh, without a tick."""
    left = [
        (case, Family((case.match.current, *(twin for twin in case.match.twins if twin.is_followed))))
        for case in cases
        if case.match.current and case.item.state is State.OPEN and case.fresh and case.match.current.is_followed
    ]
    near = _near([old for old, _ in left], known)
    for case in opening if left else ():
        for number, placed in near(case):
            old, family = left[number]
            if old.item.series == case.item.series and _left_list(old, case):
                evidence = weigh(_side(old), _side(case), placed=placed)
                if evidence.likeness >= LIKELY_ELSEWHERE or (old.item.vanished and _is_named(evidence)):
                    yield evidence, case, family


def _near(left: Sequence[Case], known: Matched) -> Callable[[Case], Iterator[tuple[int, bool]]]:
    """Finds those of `left` that share words with a case or stood in its place (True), so that not all are compared with all."""
    by_words = Index()
    by_place: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, old in enumerate(left):
        by_words.add(number, _found_by(old))
        if place := known.around.beside(old.item):
            by_place[place].append(number)

    def near(case: Case) -> Iterator[tuple[int, bool]]:
        placed = by_place.get(known.around.beside(case.item), ())[-MOST_PLACED:]
        alike = by_words.near(_found_by(case))
        return ((number, number in placed) for number in sorted({*alike, *placed}))

    return near


def _found_by(case: Case) -> Iterator[str]:
    """What an item is found by: its words, and the beginnings of long ones, which may have other endings."""
    for word in wording_of(case.item.newest).sense:
        yield word
        if len(word) > BEGINNING:
            yield f"{word[:BEGINNING]}…"


def _is_done_anew(case: Case) -> bool:
    """Whether a line of a fresh meeting is done and was never open in these words, so that it has no issue."""
    item, newest = case.item, case.item.newest
    is_done = item.state is State.DONE and not any(line.open for line in item.lines)
    return is_done and case.fresh and case.match.current is None and newest.listed and not newest.only_shown


def _side(case: Case) -> Side:
    return Side(wording_of(case.item.newest), owners_of(case.item.newest))


def _left_list(old: Case, new: Case) -> bool:
    """Whether an item stood in no list any more when another one came: no newer note has it, or only the agenda still has it."""
    before, now = old.item.newest, new.item.first
    if before.note_date is None or now.note_date is None:
        return False
    if before.note_date == now.note_date:
        return now.listed and not before.listed
    return before.note_date < now.note_date


# --- what is said


def _announced(opened: Open, pair: PossiblePair) -> Open:
    """The new issue with the pair in its first lines."""
    line, part, rest = marker.split(opened.body)
    known = marker.read(f"{line}\n")
    if known is None or part is None:
        return opened
    reason = " (in the same place)" if pair.likeness is None else f" (likeness {pair.likeness:.2f})"
    part = f"{body.possible_pair(pair.issue.number, reason)}\n\n{part}"
    applied = known.applied.model_copy(update={"part": marker.part_digest(part)})
    known = known.model_copy(update={"maybe": pair.issue.number, "applied": applied})
    return replace(opened, body=marker.join(known, part, rest), why=f"{opened.why}; may be #{pair.issue.number}")


def _held(opened: Sequence[Open], pairs: Sequence[PossiblePair]) -> tuple[Held, ...]:
    named = "; ".join(f"“{cell(said_in(pair.item.newest))}” may be #{pair.issue.number}" for pair in pairs)
    message = (
        f"Held: {named}. If it is the same work, comment `/merge` on that issue; if not, comment `/approve` on any issue or "
        "pull request, and it is opened."
    )
    return (Held("open", tuple(opened), message, approvable=True),)
