"""What the issues say of the items: a number for each, a state that comes before that of the box, and what a line lacks of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.core.config.schema import Headings
from bot.core.issues import marker
from bot.core.issues.closers import bot_that_closed
from bot.core.issues.matching.match import Match
from bot.core.issues.matching.mentions import named
from bot.core.issues.matching.owned import Owned
from bot.core.items.issue_suffix import number_at_end, without_number
from bot.core.items.meeting import said_in
from bot.core.markdown.titles.vocabulary import NO_HEADINGS
from bot.core.model.issues import Issue
from bot.core.model.notes import Item, Line, Position, State
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


_NOTHING_KNOWN = Live()
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


@dataclass(frozen=True, slots=True)
class News:
    """What a line lacks: another state of its box, a number, the reason why its item was dropped. None: nothing."""

    state: State | None = None
    number: int | None = None
    dropped: str | None = None
    instead_of: int | None = None
    """The number at the line's end that `number` replaces: of an issue that was merged, linked or followed by a later one."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of the items: (path, line) → item, item id → live, and the repository of the tracker.

    `issues` is the address of its issues, to which numbers are links; empty where they are plain.
    """

    items: Mapping[Position, Item]
    lives: Mapping[str, Live]
    repository: str
    boxes: bool = True
    """What gets a bullet gets a box with it; not in a series that tracks bullets without boxes, which a first box would end."""
    issues: str = ""
    headings: Headings = NO_HEADINGS
    """Those of the config."""

    def line(self, path: str, number: int) -> Line:
        """The line of an item at a place."""
        return next(line for line in self.items[path, number].lines if (line.path, line.number) == (path, number))

    def live(self, item: Item | None) -> Live:
        """What an item's issue says."""
        return self.lives.get(item.id, _NOTHING_KNOWN) if item else _NOTHING_KNOWN

    def said(self, item: Item) -> tuple[str, int | None]:
        """The words of an item without its issue's number at their end, and that number."""
        live, said = self.live(item), said_in(item.newest)
        return (without_number(said) if _own_number(item.newest, live) else said), live.number

    def news(self, line: Line, item: Item, *, reopen: bool) -> News:
        """What an item's line lacks. A box that people ticked is only unticked where `reopen` says so."""
        live = self.live(item)
        state = live.state
        if state is None and reopen and item.state is State.OPEN:
            # Another line says that it is still to be done, and this one goes on for what is open below it.
            state = State.OPEN
        number = live.number if live.number is not None and live.number not in named(line, self.repository) else None
        replaced = _own_number(line, live) if number is not None else None
        if (
            state is None
            or state is line.state
            or not line.checkbox
            or not (line.open or (reopen and is_open(item, live)))
        ):
            return News(number=number, instead_of=replaced)
        return News(state, number, live.reason if state is State.DROPPED else None, replaced)


def _own_number(line: Line, live: Live) -> int | None:
    """The number of an issue of the item at the end of its line."""
    said = said_in(line)
    number = number_at_end(said)
    return number if number is not None and live.match.is_own(number, said) else None
