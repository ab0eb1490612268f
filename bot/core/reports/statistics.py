"""Figures of notes: what is open, by owner and age, what has no owner, and what vanished."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from bot.core.issues.policy import owner_line
from bot.core.model.notes import Item
from bot.core.model.plan import Plan
from bot.core.reports.open_items import OpenItem, open_items, unowned


@dataclass(frozen=True, slots=True)
class Share:
    """The open items of one owner: how many, the date of the oldest, and how often one was carried at most."""

    owner: str
    open: int
    oldest: date | None
    carried: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of notes."""

    open: tuple[OpenItem, ...]
    """Oldest first."""
    shares: tuple[Share, ...]
    """By owner, the largest first. An item of two owners counts for both."""
    unowned: tuple[OpenItem, ...]
    vanished: tuple[Item, ...]
    """Open where they were last seen, and gone from newer notes; the newest first."""
    only_shown: int = 0
    """How many open items without a box are only shown: they are in none of the others."""


def statistics(plan: Plan) -> Statistics:
    """The figures of a plan's items."""
    current = open_items(plan)
    items = tuple(one for one in current if not one.item.only_shown)
    vanished = [tracked.item for tracked in plan.items if tracked.item.vanished and not tracked.item.only_shown]
    return Statistics(
        open=items,
        shares=_shares(items),
        unowned=unowned(items),
        vanished=tuple(sorted(vanished, key=lambda item: (item.missed, -item.carried))),
        only_shown=len(current) - len(items),
    )


def _shares(items: tuple[OpenItem, ...]) -> tuple[Share, ...]:
    names: dict[str, str] = {}
    by_name: dict[str, list[Item]] = defaultdict(list)
    for one in items:
        line = owner_line(one.item)
        for name in dict.fromkeys((*line.assignees, *line.unresolved)):
            names.setdefault(name.casefold(), name)
            by_name[name.casefold()].append(one.item)
    shares = [_share(names[key], found) for key, found in by_name.items()]
    return tuple(sorted(shares, key=lambda share: (-share.open, share.owner.casefold())))


def _share(owner: str, items: list[Item]) -> Share:
    days = [item.first.note_date for item in items if item.first.note_date]
    return Share(owner, len(items), min(days, default=None), max(item.carried for item in items))
