"""Lines that are carried out of a topic, with the topic in front of their words, so that they make sense in a list; topics of
the agenda that are carried themselves; and the dates of dated lists."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.core.carry.insert import Arrivals
from bot.core.carry.lists import Bullet
from bot.core.carry.pieces.piece import SIGN_AND_BOX, Above, Piece, above
from bot.core.config.schema import Config
from bot.core.items.issue_suffix import number_at_end
from bot.core.markdown.dates import is_date
from bot.core.markdown.titles.headings import plain
from bot.core.notes import parse

_FORMS = (("{}: ", True), ("{}: ", False), ("About {}: ", True), ("About {}: ", False))
"""Forms, and whether a word for work in front stays: `ACTION: Docker hub: mow`. `OVH: mow` could be the work of somebody with
these initials, so that another form is needed."""
_ABOVE = "## Action items\n\n"
_BOLD = ("**", "__")
_DAY = re.compile(r"\d{4}(?P<sign>[-./])\d{2}(?P=sign)\d{2}")


def with_topics(pieces: Sequence[Piece], config: Config) -> list[Piece]:
    """The pieces, each with the topic that it stood below in front, in the first form that names nobody else as owner."""
    found = list(pieces)
    for form, marked in _FORMS:
        tried = {n: _in_front(piece, piece.above, form, marked) for n, piece in enumerate(found) if piece.above}
        for n, owners in zip(tried, _owners(tried.values(), config), strict=True):
            topic = found[n].above
            found[n] = tried[n] if topic and owners == topic.owners else found[n]
    return found


def with_owner(piece: Piece, heading: str) -> Piece:
    """A piece for the list below `heading`: the name of a person in the heading that it stood below is to go in front."""
    if not piece.item or not piece.slot or plain(heading) == piece.slot.key or piece.above:
        return piece
    line = next((line for line in piece.item.lines if line.headings[-1:] == (piece.slot.title,)), piece.item.newest)
    named = bool(line.owners) and all(plain(owner) in piece.slot.key for owner in line.owners)
    return replace(piece, above=above(piece.slot.title, line)) if named else piece


def with_owner_of_day(piece: Piece, day: date) -> Piece:
    """A bullet of a list that names nobody, where another line of its item names an owner in that meeting: the name is to go in
    front.
    """
    if not piece.item or not piece.slot or piece.above:
        return piece
    lines = [line for line in piece.item.lines if line.note_date == day and line.listed]
    owners = next((line.owners for line in lines if line.owners), ())
    if not owners or all(line.owners for line in lines):
        # Most pieces. A look for the bullet of each among all takes time that grows with the square of their number.
        return piece
    bullets = {bullet.first for bullet in piece.slot.bullets if bullet.said == piece.said}
    own = next((line for line in lines if line.path == piece.path and line.number in bullets), None)
    if own is None or own.owners:
        return piece
    return replace(piece, above=Above(", ".join(owners), own.text, owners))


def with_equal_boxes(pieces: Sequence[Piece], there: Sequence[Bullet]) -> list[Piece]:
    """Topics for a list of the agenda with the bullets `there`: all get a box, or none, as these have it.

    A list where only some bullets have boxes is read as work, which would open issues for the topics. What stands below a box of
    the agenda is no work, so where work stands below a topic none has a box.
    """
    boxes = {bullet.box is not None for bullet in there if not bullet.empty}
    above_work = any(piece.open and not _box(piece) for piece in pieces)
    boxes = boxes or {not above_work and any(map(_box, pieces))}
    return [_boxed(piece, boxed=True in boxes) if len(boxes) == 1 else piece for piece in pieces]


def _box(piece: Piece) -> str | None:
    found = SIGN_AND_BOX.match(piece.lines[0])
    return found["box"] if found else None


def _boxed(piece: Piece, *, boxed: bool) -> Piece:
    found = SIGN_AND_BOX.match(piece.lines[0])
    if not found or bool(found["box"]) is boxed:
        return piece
    first = found["sign"] + ("[ ] " if boxed else "") + piece.lines[0][found.end() :]
    return replace(piece, lines=(first, *piece.lines[1:]))


def without_leads(piece: Piece) -> Piece:
    """A piece for a list that has no topics: its bold topic is to go in front of its words."""
    topic = piece.leads[-1] if piece.leads else ""
    numbered = number_at_end(piece.lines[0]) is not None
    if not piece.item or not numbered or not topic.startswith(_BOLD):
        return replace(piece, leads=()) if piece.leads else piece
    return replace(piece, leads=(), above=above(topic.strip("*_: "), piece.item.newest))


def _in_front(piece: Piece, below: Above, form: str, marked: bool) -> Piece:
    """The topic stands behind the box and an owner in brackets, before the words."""
    first = piece.lines[0]
    start = found.end() if (found := SIGN_AND_BOX.match(first)) else 0
    at = max(first.find(below.words[:20]), start)
    keep = marked or "(" in first[start:at]
    own = first[:start] + (first[start:at] if keep else "") + form.format(below.topic) + first[at:]
    said = piece.said.removeprefix(first[start:].strip())
    wrapped = said if said != piece.said else ""
    return replace(piece, lines=(own, *piece.lines[1:]), said=own[start:].strip() + wrapped, above=None)


def _owners(pieces: Iterable[Piece], config: Config) -> list[tuple[str, ...]]:
    """The owners of each piece's first line, as a list of work has them."""
    lines = [piece.lines[0].strip() for piece in pieces]
    if not lines:
        return []
    read = {line.number: line.owners for line in parse.read("", _ABOVE + "\n".join(lines), config).lines}
    return [read.get(number, ()) for number in range(3, 3 + len(lines))]


def under_dates(each: Arrivals, today: date | None) -> None:
    """Put what has no date under that of the meeting that has it first, new lines under `today`'s; in place.

    Only where the list has dates above its lines, in the form of these.
    """
    leads = [bullet.leads for bullet in each.slot.bullets] + [piece.leads for piece, _ in each.pieces]
    form = next((found[0] for found in leads if found and is_date(_bare(found[0])) and _DAY.search(found[0])), None)
    if form is None:
        return
    for at, (piece, bullet) in enumerate(each.pieces):
        day = piece.item.first.note_date if piece.item else today
        if bullet is None and day and not (piece.leads and is_date(_bare(piece.leads[0]))):
            each.pieces[at] = (replace(piece, leads=(_of(day, form), *piece.leads)), bullet)


def _bare(lead: str) -> str:
    return lead.strip("*_: ")


def _of(day: date, form: str) -> str:
    """A day as in a line with another day: with its signs, and what stands around it."""
    return _DAY.sub(lambda found: day.isoformat().replace("-", found["sign"]), form, count=1)
