"""Figures for people: what is open and whose it is, what vanished without a tick, what nobody owns."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from bot.core.issues.policy import owner_line
from bot.core.model.notes import Item
from bot.core.model.plan import Plan
from bot.core.reports.open_items import Owed, owed, unowned


@dataclass(frozen=True, slots=True)
class Share:
    """What one owner has open: how many items, the date of the oldest, and in how many notes one was carried at most."""

    owner: str
    open: int
    oldest: date | None
    carried: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a folder of notes."""

    open: tuple[Owed, ...]
    """Oldest first."""
    shares: tuple[Share, ...]
    """Of each owner who has something open, the largest first. An item of two owners counts for both."""
    unowned: tuple[Owed, ...]
    vanished: tuple[Item, ...]
    """Open where last seen, and gone from newer notes without a tick; what went last comes first."""


def report(plan: Plan) -> Report:
    """The figures of a plan's items."""
    everything = tuple(one for one in owed(plan) if not one.item.reported)
    vanished = [tracked.item for tracked in plan.items if tracked.item.vanished and not tracked.item.reported]
    return Report(
        open=everything,
        shares=_shares(everything),
        unowned=unowned(everything),
        vanished=tuple(sorted(vanished, key=lambda item: (item.missed, -item.carried))),
    )


def _shares(everything: tuple[Owed, ...]) -> tuple[Share, ...]:
    names: dict[str, str] = {}
    items: dict[str, list[Item]] = defaultdict(list)
    for one in everything:
        line = owner_line(one.item)
        for name in dict.fromkeys((*line.assignees, *line.unresolved)):
            names.setdefault(name.casefold(), name)
            items[name.casefold()].append(one.item)
    shares = [_share(names[key], found) for key, found in items.items()]
    return tuple(sorted(shares, key=lambda share: (-share.open, share.owner.casefold())))


def _share(owner: str, items: list[Item]) -> Share:
    days = [item.first.note_date for item in items if item.first.note_date]
    return Share(owner, len(items), min(days, default=None), max(item.carried for item in items))
