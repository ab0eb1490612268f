"""What the next note says already: which of its lines are items of earlier notes, and what these lines lack."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.core.carry.amended import amend
from bot.core.carry.history import History
from bot.core.carry.lists import Bullet, Outline, lines_of
from bot.core.carry.outline import outline
from bot.core.carry.pieces.piece import Piece
from bot.core.carry.placed import Placed
from bot.core.items import lineage
from bot.core.items.issue_suffix import number_at_end, without_number
from bot.core.items.meeting import course_of, said_in, wording_of
from bot.core.items.similarity import ALIKE, Index, likeness, substantial, wording
from bot.core.model.notes import Item, Line
from bot.core.notes import parse

ExistingLines = Mapping[str, Sequence[Line]]
"""Item id → its lines in the lists of the next note; what stands elsewhere in it is not carrying's."""


def lines_there(past: History, target: Placed) -> ExistingLines:
    """Which lines of the next note are which items of the notes before it."""
    text = target.file.text
    note = parse.read_meeting(replace(target.meeting, text=text, first_line=1), past.config)
    there = course_of([replace(note, date=date.max)])
    lists = outline(text, past.config.headings).lists
    listed = {number for each in lists for number in range(each.body, each.end + 1)}
    mine = {(line.path, line.number) for meeting in there for line in meeting.lines if line.number in listed}
    if not mine:
        return {}
    taken = {item.id for item in past.known.items.values() if item.series != past.series}
    found: dict[str, list[Line]] = defaultdict(list)
    for item in lineage.trace(past.series, (*past.course, *there), taken):
        # People may have said that several items are one.
        known = past.known.items.get((item.first.path, item.first.number), item)
        found[known.id] += [line for line in item.lines if (line.path, line.number) in mine]
    return _by_number(found, past)


def _by_number(found: Mapping[str, Sequence[Line]], past: History) -> ExistingLines:
    """The same, where a line in other words than its item's had ends with the number of another item: then it is a line of that.

    Carrying puts the number there. A new line takes no item of which the next note has a line already.
    """
    by_id = {item.id: item for item in past.items}
    numbered = {past.known.live(item).number: item.id for item in past.items}
    lines = {name: list(there) for name, there in found.items()}
    for name, there in found.items():
        item = by_id.get(name)
        own = past.known.live(item).number
        for line in there:
            number = number_at_end(said_in(line))
            other = numbered.get(number) if number is not None and number != own else None
            if other and not (_has_said(item, line) if item else lines.get(other)):
                lines[name].remove(line)
                lines.setdefault(other, []).append(line)
    return lines


def _has_said(item: Item, line: Line) -> bool:
    """Whether an item has stood in the very words of a line: `fix #3` can be its own."""
    said = wording_of(line).normal
    return any(wording_of(each).normal == said for each in item.lines)


def with_states(past: History, text: str, lines: ExistingLines) -> str:
    """The next note with number and box of each item that it lists already, as the item's issue has them."""
    rows = lines_of(text)
    source = outline(text, past.config.headings)
    by_id = {item.id: item for item in past.items}
    for name, there in lines.items():
        for line in there if name in by_id else ():
            amend(rows, source, line, past.known.news(line, by_id[name], reopen=False), past.known.issues)
    return "".join(rows)


def present(form: Outline, lines: ExistingLines, wanted: Sequence[Piece]) -> dict[int, Bullet]:
    """Position among the wanted → the bullet of the next note that says it: the same item, or else the same words."""
    bullets = [bullet for each in form.lists for bullet in each.bullets if not bullet.empty]
    holding = {number: bullet for bullet in bullets for number in range(bullet.first, bullet.last + 1)}
    found: dict[int, Bullet] = {}
    said: set[int] = set()
    for position, piece in enumerate(wanted):
        numbers = sorted(line.number for line in lines.get(piece.item.id, ())) if piece.item else []
        held = [holding[number] for number in numbers if number in holding]
        if held:
            # A bullet below which an item stands may say another piece by its own words.
            own = [bullet for bullet in held if bullet.first in numbers] or held
            # The one of several lines in its very words: another may be the line of an item that it seems to be.
            found[position] = own[0] if len(own) == 1 else next((each for each in own if _says(each, piece)), own[0])
            said |= {found[position].first} & set(numbers)
    free = _Free(bullet for bullet in bullets if bullet.first not in said)
    for position, piece in enumerate(wanted):
        if position not in found and (same := free.take(piece)):
            found[position] = same
    return found


class _Free:
    """Bullets that may still say something, by their words."""

    def __init__(self, bullets: Iterable[Bullet]) -> None:
        self._bullets: dict[int, Bullet] = {}
        self._equal: dict[str, list[int]] = defaultdict(list)
        self._alike = Index()
        for bullet in bullets:
            self._bullets[bullet.first] = bullet
            one, bare = wording(bullet.said), wording(without_number(bullet.said))
            for normal in {one.normal, bare.normal}:
                self._equal[normal].append(bullet.first)
            self._alike.add(bullet.first, bare.content)

    def take(self, piece: Piece) -> Bullet | None:
        """The first that says a piece, which is not free any more; None where none does."""
        if not self._bullets:
            return None
        other, plain = wording(piece.said), wording(without_number(piece.said))
        near = {*self._equal[other.normal], *self._equal[plain.normal]}
        if piece.item is None:
            near |= {*self._alike.near(plain.content)}
        for first in sorted(near):
            bullet = self._bullets.get(first)
            if bullet and _says(bullet, piece):
                return self._bullets.pop(first)
        return None


def _says(bullet: Bullet, piece: Piece) -> bool:
    one, other = wording(bullet.said), wording(piece.said)
    bare, plain = (wording(without_number(said)) for said in (bullet.said, piece.said))
    if one.normal == plain.normal or other.normal in (one.normal, bare.normal):
        return True
    # Numbers that differ may be words of people's: `fix #3` is not `fix #4`.
    if bare.normal == plain.normal and number_at_end(bullet.said) == number_at_end(piece.said):
        return True
    # Tracing has decided about two items alike; where there is none, topics are copied with small changes too.
    return piece.item is None and substantial(bare, plain) and likeness(bare, plain) >= ALIKE
