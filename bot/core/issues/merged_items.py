"""Items of which people said that they are one (`/merge`): the item of the issue that stays has the lines of all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.core.issues.match import Match, Owned
from bot.core.model.notes import Item, State

Joined = tuple[tuple[Item, ...], dict[str, Match]]


def joined(items: Sequence[Item], matches: Mapping[str, Match], issues: Iterable[Owned]) -> Joined:
    """Items and their issues, with each merged item gone into the one of the issue that it was merged into.

    Where that issue has no line any more, the first item merged into it takes it over.
    """
    by_number = {issue.issue.number: issue for issue in issues}
    homes = {number: name for name, match in matches.items() for number in match.numbers}
    parts = {item.id: [item] for item in items}
    found = dict(matches)
    for item in items:
        root = matches[item.id].merged
        if root is None:
            continue
        home = homes.setdefault(root, item.id)
        if home == item.id:
            found[home] = Match(current=by_number[root], issues=(by_number[root], *found[home].issues))
        else:
            parts[home].append(item)
            found[home] = replace(found[home], issues=(*found[home].issues, *found[item.id].issues))
            del parts[item.id], found[item.id]
    return tuple(_one(some) for some in parts.values()), found


def _one(parts: Sequence[Item]) -> Item:
    """One item with the lines of all its parts; the first gives it its name."""
    if len(parts) == 1:
        return parts[0]
    lines = sorted((line for part in parts for line in part.lines), key=lambda line: line.note_date or date.min)
    return replace(
        parts[0],
        lines=tuple(lines),
        state=_state(parts),
        carried=max(part.carried for part in parts),
        missed=min(part.missed for part in parts),
    )


def _state(parts: Sequence[Item]) -> State:
    """Open while a part is open that still stands in the newest list: the newest note that lists an item decides.

    A part that vanished has no say: mostly it is the old wording of the other.
    """
    newest = max(_last(part) for part in parts)
    telling = [part for part in parts if not part.missed] or [part for part in parts if _last(part) == newest]
    if any(part.state is State.OPEN for part in telling):
        return State.OPEN
    return max(telling, key=_last).state


def _last(part: Item) -> date:
    return part.newest.note_date or date.min
