"""Items that are one because issues say so: by `/merge`, by a number in a line, or by words that a marker learned.

The item of the issue that stays has the lines of all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.core.issues.matching.match import Match
from bot.core.issues.matching.owned import Owned
from bot.core.model.notes import Item, State

Joined = tuple[tuple[Item, ...], dict[str, Match]]


def joined(items: Sequence[Item], matches: Mapping[str, Match], issues: Iterable[Owned]) -> Joined:
    """Items and their issues, with each item that is a part of another one gone into that.

    Where the issue that others were merged into has no line any more, the first item merged into it takes it over.
    """
    by_number = {issue.issue.number: issue for issue in issues}
    found = dict(matches)
    owners = {number: name for name, match in matches.items() for number in match.numbers}
    into: dict[str, str] = {}
    for item in items:
        match = matches[item.id]
        if match.merged is not None:
            home = owners.setdefault(match.merged, item.id)
            if home == item.id:
                found[home] = Match(current=by_number[match.merged], issues=(by_number[match.merged], *match.issues))
            else:
                into[item.id] = home
        elif match.home is not None:
            into[item.id] = match.home
    parts: dict[str, list[Item]] = {item.id: [item] for item in items if item.id not in into}
    for item in items:
        if item.id in into:
            home = _end(into, item.id)
            parts[home].append(item)
            found[home] = replace(found[home], issues=(*found[home].issues, *found.pop(item.id).issues))
    return tuple(_one(some) for some in parts.values()), found


def _end(into: Mapping[str, str], name: str) -> str:
    """The item at the end of a chain of parts."""
    while name in into:
        name = into[name]
    return name


def _one(parts: Sequence[Item]) -> Item:
    """One item with the lines of all its parts; the first gives it its name."""
    if len(parts) == 1:
        return parts[0]
    lines = sorted((line for part in parts for line in part.lines), key=lambda line: line.note_date or date.min)
    whole = replace(parts[0], lines=tuple(lines))
    later = {line.note_date for line in whole.counting if line.open} - {whole.counting[0].note_date}
    return replace(
        whole,
        state=_state(parts),
        carried=len(later),
        missed=min(part.missed for part in parts),
    )


def _state(parts: Sequence[Item]) -> State:
    """Open while a part is open that still stands in the newest list: the newest note that lists an item decides.

    A part that vanished does not count: mostly it is the old wording of the other.
    """
    newest = max(_last(part) for part in parts)
    telling = [part for part in parts if not part.missed] or [part for part in parts if _last(part) == newest]
    if any(part.state is State.OPEN for part in telling):
        return State.OPEN
    return max(telling, key=_last).state


def _last(part: Item) -> date:
    return part.newest.note_date or date.min
