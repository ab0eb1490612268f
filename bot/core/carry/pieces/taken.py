"""The pieces of an earlier note: bullets of its lists, rows of its tables, and lines of its agenda as bullets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.carry.ages import PUSHED
from bot.core.carry.issue_state import Knowledge, is_open
from bot.core.carry.lists import ActionList, Bullet, Outline, indent_of, moved
from bot.core.carry.pieces.page import Page, bullets_of
from bot.core.carry.pieces.piece import SIGN, SIGN_AND_BOX, SIGNS, Piece, above
from bot.core.issues import marker
from bot.core.issues.body import IN_THE_NOTE
from bot.core.items.issue_suffix import with_number
from bot.core.markdown.source import with_box
from bot.core.model.notes import Item, Line, Position, State


@dataclass(frozen=True, slots=True)
class Also:
    """What goes on from a note beside the items: bullets of its lists without a box, topics pushed to the next meeting."""

    bullets: bool = False
    topics: bool = False
    past: frozenset[int] = frozenset()
    """Lines of lists that only go through old work."""


def pieces(page: Page, chosen: Mapping[Position, Sequence[Item]], also: Also) -> Iterator[Piece]:
    """The pieces of one earlier note. `chosen` are the lines that are carried, each with its items: a row may have several."""
    taken: set[int] = set()
    for slot, bullet in bullets_of(page.source):
        held = any((page.path, number) in chosen for number in range(bullet.first, bullet.last + 1))
        if held or _goes_along(page.path, slot, bullet, page.known, also):
            taken.update(range(bullet.first, bullet.last + 1))
            yield _of_list(page, slot, bullet)
    for number in range(1, len(page.lines) + 1):
        if (page.path, number) not in chosen or number in taken:
            continue
        row = _of_row(page, number)
        items = chosen[page.path, number]
        own = items[:1] if number in page.source.words or number in page.wrapped else items
        found = [row] if row else [piece for item in own if (piece := _of_line(page, number, item))]
        if found:
            taken.update(range(number, _last(page, number) + 1))
            yield from found


def piece_at(page: Page, line: Line, item: Item) -> Piece | None:
    """The piece of one line of an item, with the bullet of a list that holds it unless it stands below another; None where it is
    not there.
    """
    if line.parent is None and line.number in page.holding:
        return _of_list(page, *page.holding[line.number])
    return _of_line(page, line.number, item)


def _of_list(page: Page, slot: ActionList, bullet: Bullet) -> Piece:
    piece = _piece(page.lines, page.path, bullet, slot, page.known)
    if piece.item is None and (item := page.restated.get((page.path, bullet.first))):
        piece = replace(piece, item=item, open=(item, *piece.open))
    below = _below_others(page.lines, page.source, piece, (page.path, bullet), page.known)
    return replace(piece, lines=(*piece.lines, *below)) if below else piece


def _of_row(page: Page, number: int) -> Piece | None:
    """A row of a table that the next note has too, as it is; None for any other line."""
    if number not in page.rows:
        return None
    table, row = page.rows[number]
    item = page.known.items[page.path, number]
    is_open_there = (item,) if is_open(item, page.known.live(item)) else ()
    return Piece((page.lines[number - 1],), row.said, item, table, open=is_open_there, path=page.path)


def _of_line(page: Page, number: int, item: Item) -> Piece | None:
    """A line of an item by itself, with what stands below it; None where it has no words."""
    if number > len(page.lines) or not page.lines[number - 1]:
        return None
    words = page.source.words
    last = _last(page, number)
    rows = page.lines[number - 1 : last] if number in words or number in page.wrapped else None
    worded = min(words.get(number, number), last) - number + 1
    line = next(line for line in item.lines if (line.path, line.number) == (page.path, number))
    return _from_agenda(rows, page.known, (item, line), page.sign, worded)


def _last(page: Page, number: int) -> int:
    """The last line of what begins at a line. A line of a paragraph may be an item of its own."""
    words = page.source.words
    own = range(number + 1, words.get(number, number) + 1)
    inner = (at - 1 for at in own if at not in words and (page.path, at) in page.known.items)
    return next(inner, page.source.extents.get(number, words.get(number, number)))


def _below_others(
    lines: Sequence[str], source: Outline, piece: Piece, bullet: tuple[str, Bullet], known: Knowledge
) -> list[str]:
    """What stands below other lines of a list that are the same item, and not below this one; items there go their own way."""
    path, own = bullet
    said = {line.strip() for line in piece.lines}
    found: list[str] = []
    for line in piece.item.lines if piece.item else ():
        first, last = line.number, source.extents.get(line.number, line.number)
        if line.path != path or not line.listed or first not in source.words or own.holds(first):
            continue
        items = [n for n in range(first + 1, last + 1) if (path, n) in known.items]
        theirs = {row for n in items for row in range(n, source.extents.get(n, n) + 1)}
        whole = moved(lines[first - 1 : last], indent_of(piece.lines[0]))
        for number in range(source.words[first] + 1, last + 1):
            row = whole[number - first]
            if number not in theirs and row.strip() and row.strip() not in said:
                said.add(row.strip())
                found.append(row)
    return found


def _goes_along(path: str, slot: ActionList, bullet: Bullet, known: Knowledge, also: Also) -> bool:
    """Whether a bullet that is no work goes on: a topic that waits, a bullet that nobody could tick."""
    if bullet.over or bullet.first in also.past:
        return False
    if slot.topics:
        return also.topics and (bullet.box is State.OPEN or (bullet.box is None and slot.age == PUSHED))
    return also.bullets and bullet.box is None and (path, bullet.first) not in known.items


def _piece(lines: Sequence[str], path: str, bullet: Bullet, slot: ActionList, known: Knowledge) -> Piece:
    item = known.items.get((path, bullet.first))
    own = tuple(lines[bullet.first - 1 : bullet.last])
    if item and slot.label and bullet.box is None and known.boxes and not known.line(path, bullet.first).only_shown:
        sign = SIGN.match(own[0])
        own = (f"{sign[0]}[ ] {own[0][sign.end() :]}", *own[1:]) if sign else own
    short = _collapsed(own, path, bullet, known) if item else None
    held = (known.items.get((path, number)) for number in range(bullet.first, bullet.last + 1))
    is_open_there = tuple(each for each in held if each and is_open(each, known.live(each)))
    return Piece(own, bullet.said, item, slot, bullet.leads, bullet.gap, short, is_open_there, path=path)


def _collapsed(own: tuple[str, ...], path: str, bullet: Bullet, known: Knowledge) -> tuple[str, ...] | None:
    """The bullet without what its issue has: words below it, and boxes that stand in the issue's list.

    None where it has no issue of Duly's, or something below it stands nowhere else.
    """
    item = known.items[path, bullet.first]
    ours = known.live(item).issue
    line = known.line(path, bullet.first)
    if ours is None or not line.details or not line.wording:
        return None
    part = marker.split(ours.issue.body)[1] or ""
    boxes = marker.boxes(part)
    below = (known.items.get((path, detail.number)) for detail in line.details if detail.box is not None)
    if any(child is None or child.id not in boxes for child in below) or f"more{IN_THE_NOTE}" in part:
        return None
    return own[: line.details[0].number - bullet.first]


def _from_agenda(
    source: Sequence[str] | None, known: Knowledge, said: tuple[Item, Line], sign: str, worded: int
) -> Piece:
    """An item's line of the agenda, or of a table where there is no `source`, as a bullet of a list. What has none gets one, with a box.

    `worded` is how many lines have its own words. What is only shown gets no box: a box would make it work, and open an issue
    that nobody asked for. See `Knowledge.boxes`.
    """
    item, line = said
    box = "[ ] " if known.boxes and not line.only_shown else ""
    if source is None:
        names = f"({', '.join(line.owners)}) " if line.owners else ""
        news = known.news(line, item, reopen=True)
        text = f"{sign} {box}{names}{line.markdown}"
        text = with_number(text, news.number, news.dropped, instead_of=news.instead_of, issues=known.issues)
        own = [with_box(text, 1, news.state) if box and news.state else text]
    else:
        own = moved(source, "")
        box = "" if line.checkbox else box
        if bullet := SIGN.match(own[0]):
            begin = bullet[0].replace(bullet[0].strip(), sign) if bullet[0].strip() in SIGNS else bullet[0]
            own[0] = begin + box + own[0][bullet.end() :]
        else:
            own = [f"{sign} {box}{own[0]}", *(f"  {wrapped.strip()}" for wrapped in own[1:])]
    # Without a number a line is known by its words, which a topic in front would change.
    numbered = known.live(item).number is not None
    topic = above(line.topic or line.above, line) if numbered and not line.only_shown else None
    return Piece(tuple(own), _said(own[:worded]), item, above=topic, path=line.path)


def _said(words: Sequence[str]) -> str:
    """The Markdown of a bullet from the lines of its words, as `Bullet.said`."""
    return " ".join((SIGN_AND_BOX.sub("", words[0], count=1), *words[1:]))
