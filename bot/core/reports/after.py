"""A plan as its changes left it: the items with the issues that they have by now."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from bot.core.model.account import Standing
from bot.core.model.issues import Issue
from bot.core.model.notes import State
from bot.core.model.plan import Change, Open, Plan, Tracked


def after(plan: Plan, done: Iterable[tuple[Change, Issue | None]]) -> Plan:
    """The plan whose items and account show what was done: each change with the issue that it left behind."""
    done = tuple(done)
    by_number = {issue.number: issue for _, issue in done if issue}
    # The key of an issue that goes on from an earlier one has that one's number behind a dot.
    opened = {change.key.partition(".")[0]: issue for change, issue in done if isinstance(change, Open) and issue}
    items = tuple(_now(tracked, opened, by_number) for tracked in plan.items)
    standings = Counter(tracked.standing for tracked in items if tracked.item.state is State.OPEN)
    account = replace(plan.account, items=standings) if plan.account else None
    return replace(plan, items=items, account=account)


def _now(tracked: Tracked, opened: dict[str, Issue], by_number: dict[int, Issue]) -> Tracked:
    if issue := opened.get(tracked.item.id):
        return replace(tracked, issue=issue.number, live=issue, standing=Standing.ISSUE)
    if tracked.live and (issue := by_number.get(tracked.live.number)):
        return replace(tracked, live=issue)
    return tracked
