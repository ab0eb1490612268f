"""The next note's text with bullets put into its lists: only whole lines are added, and empty boxes give way to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.core.carry.bullets import Piece
from bot.core.carry.outline import ActionList, Bullet, Outline, indent_of, moved


@dataclass(slots=True)
class Arrivals:
    """What belongs into one list, in order: pieces, each with the bullet that says it already, or None.

    `airy` tells that the community leaves a line empty below the heading; `first` that what is new goes in front.
    """

    slot: ActionList
    airy: bool = False
    first: bool = False
    pieces: list[tuple[Piece, Bullet | None]] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Pieces that go behind the line `at`, where `leads` are in force."""

    at: int
    leads: tuple[str, ...]
    pieces: list[Piece] = field(default_factory=list)


def filled(target: Outline, arrivals: Iterable[Arrivals], end: str) -> str:
    """The text of `target` with what its lists lack. `end` is what its lines end with."""
    lines = list(target.lines)
    for each in sorted(arrivals, key=lambda each: -each.slot.head):
        missing = [piece for piece, there in each.pieces if there is None]
        if not missing:
            continue
        for bullet in each.slot.bullets:
            if bullet.empty:
                lines[bullet.first - 1] = ""
        for group in sorted(_groups(target, each), key=lambda group: -group.at):
            _insert(lines, each, group, end)
    return "".join(lines)


def _groups(target: Outline, each: Arrivals) -> list[_Group]:
    """The missing pieces beside the neighbours that stand there already."""
    groups: dict[int, _Group] = {}
    near: Bullet | None = None
    ahead: list[Piece] = []
    for piece, there in each.pieces:
        # What another list says is there, and no neighbour: its lines are not this list's to put something behind.
        near = there if there in each.slot.bullets else near
        if there is None and (near is None and not _home(each, piece)):
            ahead.append(piece)
        elif there is None:
            _put(groups, each, piece, near)
    if ahead:
        at, leads = _start(target, each, met=near)
        groups.setdefault(at, _Group(at, leads)).pieces[:0] = ahead
    return list(groups.values())


def _home(each: Arrivals, piece: Piece) -> bool:
    return bool(piece.leads) and any(bullet.leads == piece.leads for bullet in each.slot.bullets)


def _put(groups: dict[int, _Group], each: Arrivals, piece: Piece, near: Bullet | None) -> None:
    """Behind its neighbour; under its own topic where that stands there; never into the midst of another's topic."""
    bullets = each.slot.bullets
    same = [bullet for bullet in bullets if bullet.leads == piece.leads]
    if near is None or near.leads != piece.leads:
        mine = same if piece.leads else [bullet for bullet in bullets if near and bullet.leads == near.leads]
        near = (mine or list(bullets))[-1]
    groups.setdefault(near.last, _Group(near.last, near.leads)).pieces.append(piece)


def _start(target: Outline, each: Arrivals, *, met: Bullet | None) -> tuple[int, tuple[str, ...]]:
    """Where pieces go that have no neighbour before them: ahead of the first that stands there, else at the list's end."""
    slot = each.slot
    filled_end = target.filled_end(slot)
    if not slot.bullets:
        blank = filled_end < slot.end
        return filled_end + (1 if each.airy and blank else 0), ()
    there = [bullet for _, bullet in each.pieces if bullet in slot.bullets] if met else []
    there = [bullet for bullet in slot.bullets if not bullet.empty] if each.first else there
    if there:
        first = min(there, key=lambda bullet: bullet.first)
        if not first.leads:
            return first.first - 1, ()
    return slot.bullets[-1].last, slot.bullets[-1].leads


def _insert(lines: list[str], each: Arrivals, group: _Group, end: str) -> None:
    """Put a group's lines in place, with their topics, and empty lines where topics begin and end."""
    at, leads = group.at, group.leads
    if at and lines[at - 1] and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
    indent = indent_of(lines[each.slot.bullets[0].first - 1]) if each.slot.bullets else None
    above = lines[at - 1] if at else ""
    rows: list[str] = [""] if _wants_gap(each, above, at) else []
    for piece in group.pieces:
        indent = indent_of(piece.lines[0]) if indent is None else indent
        heading = not rows and at == each.slot.body - 1
        if piece.leads != leads:
            rows += [""] if (rows and rows[-1]) or (not rows and above.strip() and not heading) else []
            rows += _new_leads(leads, piece.leads)
        elif piece.gap and (rows and rows[-1]):
            rows.append("")
        rows += moved(piece.lines, indent)
        leads = piece.leads
    after = lines[at] if at < len(lines) else ""
    goes_on = any(bullet.first == at + 1 and bullet.leads == leads for bullet in each.slot.bullets)
    rows += [""] if after.strip() and not goes_on else []
    lines[at:at] = [row + end for row in rows]


def _wants_gap(each: Arrivals, above: str, at: int) -> bool:
    return each.airy and bool(above.strip()) and at == each.slot.body - 1


def _new_leads(before: Sequence[str], now: tuple[str, ...]) -> list[str]:
    """The lines of the date and the topic that change. A new date ends the topic above it."""
    if now[:1] == tuple(before)[:1]:
        return list(now[1:])
    return list(now)
