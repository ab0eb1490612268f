"""Why a line goes on an earlier one or begins an item: the evidence in words, and for `--explain` the nearest line that it is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.items.evidence import VETO, Evidence
from bot.core.items.lineage import RECENT, Step, compared, steps
from bot.core.items.meeting import MeetingDay
from bot.core.items.places import replacements
from bot.core.items.threads import Known
from bot.core.model.notes import Line, Place

_NEAR = 0.3
"""Share of words kept from which a line is named that was not joined."""


@dataclass(frozen=True, slots=True)
class Join:
    """The line that a line goes on from, None where it begins an item. `evidence` is None where the words are equal.

    `nearest` is the likest line of another item that has no line in the same meeting, and `against` the evidence.
    """

    before: Line | None = None
    evidence: Evidence | None = None
    nearest: Line | None = None
    against: Evidence | None = None


NO_JOIN = Join()
"""A line that begins an item, and is like no other."""


def joins(course: Sequence[MeetingDay]) -> dict[Place, Join]:
    """Place of each line → its join, where there is anything to say."""
    known, found = Known(), dict[Place, Join]()
    for step in steps(course, known):
        for number, group in enumerate(step.groups):
            join = _join(number, step, known)
            if join != NO_JOIN:
                found |= {line.place: join for line in group.lines}
    return found


def _join(number: int, step: Step, known: Known) -> Join:
    group, item = step.groups[number], step.joined.get(number)
    if item is not None and item in known.agreeing(group, known.equal(group)):
        return Join(known.threads[item].lines[-1])
    # A group stands in the place of an item whose line is gone, as far as the other groups go.
    others = {one: other for one, other in step.joined.items() if one != number}
    stands = dict(replacements(known.lists, step.lists, others)).get(number)
    taken = set(others.values())
    weighed = sorted(_candidates(number, step, known, taken, stands), key=lambda one: (-one[0].rank, one[1]))
    own = next((evidence for evidence, one in weighed if one == item), None)
    near = next(((evidence, one) for evidence, one in weighed if one != item and evidence.likeness >= _NEAR), None)
    return Join(
        known.threads[item].lines[-1] if item is not None else None,
        own,
        known.threads[near[1]].lines[-1] if near else None,
        near[0] if near else None,
    )


def _candidates(
    number: int, step: Step, known: Known, taken: set[int], stands: int | None
) -> Iterator[tuple[Evidence, int]]:
    """Evidence and number of each item that a group may be in other words."""
    group = step.groups[number]
    for item in (known.near(group) | ({stands} if stands is not None else set())) - taken:
        thread = known.threads[item]
        recent = known.meetings - thread.meetings[-1] <= RECENT
        yield compared(group, thread, placed=item == stands, recent=recent), item


def in_words(evidence: Evidence) -> str:
    """What speaks for one piece of work, then what speaks against it: `words kept: paint, wall; against: other words: green`."""
    found = {
        is_against: "; ".join(
            f"{finding.ground}: {', '.join(finding.words)}" if finding.words else finding.ground
            for finding in evidence.findings
            if (finding.weight < 0) is is_against
        )
        for is_against in (False, True)
    }
    return "; against: ".join(filter(None, (found[False] or "nothing in common", found[True])))


def weighed(evidence: Evidence) -> str:
    """All evidence with its weights, and what was needed: `words kept: paint, wall +2; other words: green, red -1; likeness 0.667
    of 0.79, weight 2 of 2.25`.
    """
    found = [
        f"{finding.ground}{': ' if finding.words else ''}{', '.join(finding.words)}{_weight(finding.weight)}"
        for finding in evidence.findings
    ]
    needed = (
        f"likeness {evidence.likeness:.3f} of {evidence.share:.2f}, weight {evidence.kept:.4g} of {evidence.enough:.4g}"
    )
    return "; ".join([*found, needed])


def _weight(weight: float) -> str:
    return " rules it out" if weight == VETO else f" {weight:+.3g}" if weight else ""
