"""Issues whose line is gone from the notes: what their text says of it, and what the report says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from bot.core.config.problem import Problem
from bot.core.issues import body, marker
from bot.core.issues.case import Case
from bot.core.issues.matching.families import Family, families
from bot.core.issues.matching.owned import FOLLOWED_HERE, Owned
from bot.core.issues.matching.wordings import same_numbers, word_digests
from bot.core.items.meeting import wording_of
from bot.core.model.notes import State
from bot.core.model.plan import Edit

_WHY = {body.LINELESS: "no note has its line any more", body.ONLY_OLDER: "no newer note has its line any more"}


def lost_families(cases: Sequence[Case], issues: Iterable[Owned]) -> list[Family]:
    """Open issues whose words no note has any more: reworded beyond recognition, or gone. Nothing closes them but people."""
    known = {number for case in cases for number in case.match.numbers}
    without = [issue for issue in issues if issue.issue.open and issue.issue.number not in known]
    said: dict[str, set[frozenset[str]]] = defaultdict(set)
    for line in (line for case in cases for line in case.item.lines) if without else ():
        words = wording_of(line)
        said[words.fingerprint].add(frozenset(word_digests(words)))

    def is_said(issue: Owned) -> bool:
        known = ((frozenset(words), now) for one, words in issue.marker.wordings.items() for now in said.get(one, ()))
        return any(same_numbers(before, now) for before, now in known)

    return families(issue for issue in without if not is_said(issue))


def lost_line_problems(lost: Iterable[Family]) -> Iterator[Problem]:
    """What people can do about each of them."""
    for family in lost:
        number, *twins = family.numbers
        same = f" (the same work as {', '.join(f'#{twin}' for twin in twins)})" if twins else ""
        way = (
            f"if a line is the same work, put `#{number}` alone in a sub-bullet below it, or comment `/merge #{number}` "
            f"on the issue of that line; if not, close #{number}"
        )
        yield Problem("", 0, f"#{number}{same} has no line in the notes any more: {way}")


def old_tick_problems(cases: Iterable[Case]) -> Iterator[Problem]:
    """What people can do about each issue that is left open although the only line that it still has is ticked."""
    for case in cases:
        ours, line = case.match.current, case.item.newest
        if ours and ours.is_followed and case.has_lost_line and case.item.state is not State.OPEN:
            number = ours.issue.number
            message = (
                f"#{number} stays open: this tick is from before its line in the notes of {ours.marker.day}, which is gone; "
                f"close #{number} if the work is done, or list it in a newer note"
            )
            yield Problem(line.path, line.number, message)


def lost_line_edits(
    lost: Iterable[Family], cases: Iterable[Case], paired: Set[int], most: int, *, has_notes: bool
) -> tuple[Edit, ...]:
    """The text of the `lost`, of issues whose line left a newer note, and of those `paired` with a newer line that a newer list does
    not have, no longer says that a tick closes them. More than `most` at once are not edited, and none without any note: then the
    notes were moved or emptied, or the config names other ones, and mostly the lines come back.
    """
    if not has_notes:
        return ()
    gone = ((issue, body.LINELESS) for family in lost for issue in family.issues)
    older = (
        (ours, body.ONLY_OLDER)
        for case in cases
        if (ours := case.match.current) and (case.has_lost_line or (case.item.missed and ours.issue.number in paired))
    )
    edits = tuple(edit for issue, said in (*gone, *older) if issue.is_followed for edit in _without_line(issue, said))
    return edits if len(edits) <= most else ()


def _without_line(ours: Owned, said: str) -> tuple[Edit, ...]:
    """The edit after which an issue says, by `body.LINELESS` or `body.ONLY_OLDER`, that its line is gone; none where it does."""
    _, part, _ = marker.split(ours.issue.body)
    if ours.marker.lineless or part is None or body.ended(part, said) == part:
        return ()
    applied = ours.marker.applied.model_copy(update={"open": True})
    fields = {"lineless": True, "wordings": ours.marker.wordings, "applied": applied, **FOLLOWED_HERE}
    text = marker.retold(ours.issue.body, lambda part: body.ended(part, said), **fields)
    return (Edit(ours.issue.number, _WHY[said], body=text),)
