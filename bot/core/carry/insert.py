"""The next note's text with bullets put into its lists: only whole lines are added, and empty boxes give way to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.carry.lists import ActionList, Bullet, Outline, indent_of, moved
from bot.core.carry.pieces.piece import Piece


@dataclass(slots=True)
class Arrivals:
    """What belongs into one list, in order: pieces, each with the bullet that says it already, or None.

    `airy`: the community leaves a line empty below the heading; `indent` is that of the bullets there, None where
    there are none; `first`: new pieces go in front; `work`: not all of them are topics.
    """

    slot: ActionList
    airy: bool = False
    indent: str | None = None
    first: bool = False
    work: bool = False
    closed: frozenset[int] = frozenset()
    """The last lines of tables and of HTML, behind which a list needs an empty line."""
    pieces: list[tuple[Piece, Bullet | None]] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Pieces that go behind the line `at`, where `leads` are in force; `after` those of a bullet right behind, None without one."""

    at: int
    leads: tuple[str, ...]
    pieces: list[Piece] = field(default_factory=list)
    after: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A note with what its lists lack. `numbers`: for each line the number that it had, 0 for one that came."""

    text: str
    numbers: tuple[int, ...]


def filled(target: Outline, arrivals: Iterable[Arrivals], end: str) -> Filled:
    """`target` with what its lists lack. `end` is what its lines end with."""
    lines = list(target.lines)
    numbers = list(range(1, len(lines) + 1))
    groups: list[tuple[Arrivals, _Group]] = []
    for each in arrivals:
        if all(there for _, there in each.pieces):
            continue
        groups += [(each, group) for group in _groups(target, each)]
        for bullet in each.slot.bullets:
            if bullet.empty:
                lines[bullet.first - 1] = ""
    # From the end on, so that no place moves. At one place what comes last stands first: rows before the bullets behind a table.
    groups.sort(key=lambda pair: (-pair[1].at, bool(pair[0].slot.columns), -pair[0].slot.head))
    for each, group in groups:
        rows = _rows(lines, each, group, end)
        lines[group.at : group.at] = rows
        numbers[group.at : group.at] = [0] * len(rows)
    # An empty box that gave way leaves no line.
    left = [(line, number) for line, number in zip(lines, numbers, strict=True) if line]
    return Filled("".join(line for line, _ in left), tuple(number for _, number in left))


def _groups(target: Outline, each: Arrivals) -> list[_Group]:
    """The missing pieces beside the neighbours that stand there already; behind a block of HTML, never in it."""
    groups: dict[int, _Group] = {}
    last_below = {bullet.leads: bullet for bullet in each.slot.bullets}
    near: Bullet | None = None
    ahead: list[Piece] = []
    for piece, there in each.pieces:
        near = there or near
        if there is None and near is None and not (piece.leads and piece.leads in last_below):
            ahead.append(piece)
        elif there is None:
            home = _neighbour(each, piece, near, last_below)
            at = target.html.get(home.last, home.last)
            groups.setdefault(at, _Group(at, home.leads)).pieces.append(piece)
    if ahead:
        start, leads = _start(target, each, met=near)
        at = target.html.get(start, start)
        groups.setdefault(at, _Group(at, leads)).pieces[:0] = ahead
    leads_of = {bullet.first: bullet.leads for bullet in each.slot.bullets}
    for group in groups.values():
        group.after = leads_of.get(group.at + 1)
    return list(groups.values())


def _neighbour(
    each: Arrivals, piece: Piece, near: Bullet | None, last_below: Mapping[tuple[str, ...], Bullet]
) -> Bullet:
    """What a piece goes behind: its neighbour, or the last under its own topic; never into the midst of another's topic."""
    if near and near.leads == piece.leads:
        return near
    leads = piece.leads or (near.leads if near else ())
    return last_below.get(leads, each.slot.bullets[-1])


def _start(target: Outline, each: Arrivals, *, met: Bullet | None) -> tuple[int, tuple[str, ...]]:
    """Where pieces go that have no neighbour before them: ahead of the first that stands there, else at the list's end."""
    slot = each.slot
    filled_end = target.filled_end(slot)
    if not slot.bullets:
        blank = filled_end < slot.end
        return filled_end + (1 if each.airy and blank else 0), ()
    there = [bullet for _, bullet in each.pieces if bullet] if met else []
    there = [bullet for bullet in slot.bullets if not bullet.empty] if each.first else there
    if there:
        first = min(there, key=lambda bullet: bullet.first)
        if not first.leads:
            return first.first - 1, ()
    return slot.bullets[-1].last, slot.bullets[-1].leads


def _rows(lines: list[str], each: Arrivals, group: _Group, end: str) -> list[str]:
    """A group's lines, with their topics, and empty lines where topics begin and end. The line before them gets an end."""
    at = group.at
    if at and lines[at - 1] and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
    above = lines[at - 1] if at else ""
    gap = [""] if _wants_gap(each, above, at) else []
    heading = not gap and at == each.slot.body - 1
    rows = gap + rows_of(each, group.pieces, group.leads, spaced=not gap and bool(above.strip()) and not heading)
    leads = group.pieces[-1].leads if group.pieces else group.leads
    after = lines[at] if at < len(lines) else ""
    rows += [""] if after.strip() and group.after != leads else []
    return [row + end for row in rows]


def rows_of(each: Arrivals, pieces: Iterable[Piece], leads: tuple[str, ...] = (), *, spaced: bool = False) -> list[str]:
    """The lines of pieces, in the indent of their list, with the dates and topics that change below those in force.

    `spaced`: a topic needs an empty line before it at the very beginning.
    """
    indent = each.indent
    rows: list[str] = []
    for piece in pieces:
        indent = indent_of(piece.lines[0]) if indent is None else indent
        if piece.leads != leads:
            rows += [""] if (rows and rows[-1]) or (not rows and spaced) else []
            rows += _new_leads(leads, piece.leads)
        elif piece.gap and (rows and rows[-1]):
            rows.append("")
        rows += moved(piece.lines, indent)
        leads = piece.leads
    return rows


def _wants_gap(each: Arrivals, above: str, at: int) -> bool:
    below_heading = each.airy and bool(above.strip()) and at == each.slot.body - 1
    return below_heading or at in each.closed


def _new_leads(before: Sequence[str], now: tuple[str, ...]) -> list[str]:
    """The lines of the date and the topic that change. A new date ends the topic above it."""
    if now[:1] == tuple(before)[:1]:
        return list(now[1:])
    return list(now)
