"""Items whose issue somebody deleted or moved to another repository: they get no other one by themselves.

No list tells of a deleted issue. The board remembers which issues there were.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.issues.board.marker import remembered
from bot.core.issues.case import Decision
from bot.core.issues.openings.opening import opening, without_opening
from bot.core.model.account import Standing
from bot.core.model.questions import IssueNumbered
from bot.core.model.snapshot import Snapshot


def with_gone(decisions: Sequence[Decision], snapshot: Snapshot) -> list[Decision]:
    """The decisions without openings for items whose issue is gone, or is there and not in the list yet."""
    known = remembered(snapshot.boards)
    return [
        _decided(decision, known[opened.key], snapshot)
        if (opened := opening(decision)) and opened.key in known
        else decision
        for decision in decisions
    ]


def _decided(decision: Decision, number: int, snapshot: Snapshot) -> Decision:
    question = IssueNumbered(number)
    if any(issue.number == number for issue in snapshot.issues):
        # It is there, and stands for something else by now.
        return decision
    if question not in snapshot.answers:
        return replace(decision, ask=decision.ask | {question})
    if snapshot.is_absent(number):
        return without_opening(decision, f"#{number} was deleted or moved", Standing.GONE)
    return without_opening(decision, f"held: GitHub's list of issues does not show #{number} yet")
