"""Open items that left the notes without a tick: each by name, and the new lines that may go on with them in other words.

A pair with words or a place in common is named on both issues. Where nothing but the owner is in common, this report is all.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from bot.core.items.owners import owners_of
from bot.core.model.account import Standing
from bot.core.model.plan import Plan, Tracked
from bot.core.text.plural import counted

_MOST = 3
"""Lines that are named beside one that is gone by the owner alone; more of them are a list made anew, which tells nothing."""

_DROP = "Nothing is closed for it. Where a line was left out on purpose, comment on its issue:\n\n```\n/drop\n```"


def vanished_now(plan: Plan) -> tuple[Tracked, ...]:
    """The items with an open issue that the newest note is the first not to list: only a person can say whether they are done."""
    return tuple(each for each in plan.items if each.item.missed == 1 and has_open_issue(each))


def has_open_issue(tracked: Tracked) -> bool:
    """Whether an item left the notes while its issue is open."""
    return tracked.item.vanished and tracked.live is not None and tracked.live.open


def ways_out(plan: Plan) -> str:
    """What people can do about the items with an open issue: what was dropped, and what goes on in other words."""
    named = len(perhaps(plan))
    lost, opened = len(_lost(plan)) - named, len(_opened(plan)) - named
    if not (lost and opened):
        return _DROP
    its = "its line" if lost == 1 else "their lines"
    return (
        f"{counted(lost, 'issue')} lost {its} while {counted(opened, 'new one')} opened. Where a new line goes on with an old one in "
        f"other words, comment `/merge` with the old number on the new issue.\n\n{_DROP}"
    )


def perhaps(plan: Plan) -> Mapping[str, Tracked]:
    """Id of an item that just left → the new one that may go on with it: of all in its series the only ones of one owner."""
    lost, opened = _by_owner(_lost(plan)), _by_owner(_opened(plan))
    both = {
        (old[0].item.id, opened[whose][0].item.id): opened[whose][0]
        for whose, old in lost.items()
        if len(old) == len(opened.get(whose, ())) == 1 and _follows(old[0], opened[whose][0])
    }
    times = Counter(name for pair in both for name in pair)
    found = {old: one for (old, new), one in both.items() if times[old] == times[new] == 1}
    return found if len(found) <= _MOST else {}


def _lost(plan: Plan) -> list[Tracked]:
    """Those that just left and are in no pair that is named."""
    named = {number for pair in plan.pairs for number in (pair.issue.number, *pair.twins)}
    return [each for each in vanished_now(plan) if each.issue not in named]


def _opened(plan: Plan) -> list[Tracked]:
    """Those whose issue is opened now and that are in no pair that is named."""
    named = {pair.item.id for pair in plan.pairs}
    return [each for each in plan.items if each.standing is Standing.OPENED and each.item.id not in named]


def _by_owner(items: list[Tracked]) -> dict[tuple[str, str], list[Tracked]]:
    """(Series, owner) → the items."""
    found: dict[tuple[str, str], list[Tracked]] = defaultdict(list)
    for each in items:
        for owner in owners_of(each.item.newest):
            found[each.item.series, owner.login or owner.person or owner.name].append(each)
    return found


def _follows(old: Tracked, new: Tracked) -> bool:
    """Whether the new line came in a meeting after the old one's last."""
    before, now = old.item.newest.note_date, new.item.first.note_date
    return before is not None and now is not None and before < now
