"""What the issues say of the items when their lines are carried on: a number for each, and a state that beats the box."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.core.issues import marker
from bot.core.issues.closers import bot_that_closed
from bot.core.issues.matching.match import Match
from bot.core.issues.matching.owned import Owned
from bot.core.model.issues import Issue
from bot.core.model.notes import Item, State
from bot.core.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Live:
    """What is to be seen at an item's line. `state` is the box's, whatever the notes say; None leaves it as it is.

    `issue` is Duly's own issue of the item; `reason` why it was dropped, None where it was not.
    """

    number: int | None = None
    state: State | None = None
    reason: str | None = None
    issue: Owned | None = None
    match: Match = field(default_factory=Match)
    """All issues of the item, those that were merged into `issue` too."""


NOTHING_KNOWN = Live()
"""An item without an issue."""


def lives(items: Iterable[Item], matches: Mapping[str, Match], snapshot: Snapshot) -> dict[str, Live]:
    """Item id → what its issue says, for the items that have one, and for those that stand as a box in another's issue."""
    known = snapshot.known_issues
    by_id = {item.id: item for item in items}
    found: dict[str, Live] = {}
    for item in by_id.values():
        match = matches[item.id]
        ours, linked = match.current, match.linked
        if linked is not None:
            live = _state(item, known[linked], None, snapshot) if linked in known else Live(linked)
            found[item.id] = replace(live, match=match)
        elif ours:
            found[item.id] = replace(_state(item, ours.issue, ours, snapshot), issue=ours, match=match)
    for one in tuple(found.values()):
        for name, state in _boxes(one.issue):
            if name in by_id and name not in found:
                found[name] = Live(state=state)
    return found


def _state(item: Item, issue: Issue, ours: Owned | None, snapshot: Snapshot) -> Live:
    """Closed since the notes listed it open, by a person; or reopened by a person since the notes ticked it."""
    if item.state is State.OPEN and not issue.open:
        if bot_that_closed(snapshot, issue, ours.marker if ours else None):
            return Live(issue.number)
        if issue.state_reason in {"not_planned", "duplicate"}:
            why = ours.marker.dropped if ours else ""
            return Live(issue.number, State.DROPPED, why or ("duplicate" if issue.state_reason == "duplicate" else ""))
        return Live(issue.number, State.DONE)
    # As long as Duly has not closed it after the tick, nobody can have opened it again.
    if item.state is not State.OPEN and issue.open and ours and not ours.marker.applied.open:
        return Live(issue.number, State.OPEN)
    return Live(issue.number)


def _boxes(ours: Owned | None) -> Iterator[tuple[str, State]]:
    """The boxes in an issue's own list that people ticked or unticked there."""
    applied = ours.marker.applied.boxes if ours else {}
    for name, ticked in boxes_of(ours).items() if ours else ():
        if name in applied and applied[name] != ticked:
            yield name, State.DONE if ticked else State.OPEN


def boxes_of(ours: Owned) -> dict[str, bool]:
    """Ids of the items that stand as boxes in an issue of Duly's → ticked there."""
    return marker.boxes(marker.split(ours.issue.body)[1] or "")


def is_open(item: Item, live: Live) -> bool:
    """Whether an item goes on to the next note as far as people know: open there, or opened again on GitHub."""
    return item.state is State.OPEN or live.state is State.OPEN
