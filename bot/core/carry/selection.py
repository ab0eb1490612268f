"""Which bullets of earlier notes go on to the next, and how old each of them is."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.core.carry.ages import EARLIER, LAST, NEW, STILL, TRACKER
from bot.core.carry.history import History
from bot.core.carry.issue_state import is_open
from bot.core.carry.layout import Destination
from bot.core.carry.lost import Lost
from bot.core.carry.outline import outline
from bot.core.carry.pieces.page import Page, page_of
from bot.core.carry.pieces.piece import Piece, of_issue
from bot.core.carry.pieces.taken import Also, piece_at, pieces
from bot.core.carry.topics import with_owner_of_day, with_topics
from bot.core.config.globs import restructured
from bot.core.issues.matching.mentions import numbers_in
from bot.core.model.issues import Issue
from bot.core.model.notes import Item, NoteFile, Position, State
from bot.core.text.outgoing import cut

Departure = tuple[Piece, Destination]
"""A piece and where it belongs."""


class Departures:
    """What goes on from the past to the next note. `rotating`: through a row of headings, see `Dialect`."""

    def __init__(self, past: History, target: NoteFile, lost: Lost, *, rotating: bool) -> None:
        self._past = past
        self._lost = lost
        self._rotating = rotating
        self._target = target
        next_note = outline(target.text, past.config.headings)
        # In reStructuredText a row is a bullet: a table there has columns of fixed widths.
        self._tables = frozenset(table.columns for table in next_note.tables if not restructured(target.path))
        self._ages = {slot.age for text in (next_note, past.outline) for slot in text.slots}
        self._pages: dict[tuple[str, str], Page] = {}
        # What a review of old work says again goes on from there.
        self._restated = lost.restated.get(past.source, {})
        again = {item.id for item in self._restated.values()}
        self._chosen = {
            item.id: self._choose(item) for item in past.items if item.id not in again and self._goes_on(item)
        }

    def all(self, raised: tuple[Issue, ...]) -> list[Departure]:
        """Everything, in the order of the notes; what people raised comes first, what the last note did not list last."""
        found = self._with_topics([*self._raised(raised), *self._bullets()])
        held = {piece.item.id for piece, _ in found if piece.item}
        lost = [item for item in self._past.items if item.id not in held and self._lost.comes_along(item)]
        return [*found, *((self._again(item), Destination(STILL)) for item in lost)]

    def _with_topics(self, departures: list[Departure]) -> list[Departure]:
        pieces = with_topics([piece for piece, _ in departures], self._past.config)
        return [(piece, place) for piece, (_, place) in zip(pieces, departures, strict=True)]

    # --- items

    def _goes_on(self, item: Item) -> bool:
        live = self._past.known.live(item)
        if self._lost.is_only_gone_through(item):
            return False
        if item.only_shown and (not item.newest.listed or item.newest.parent is not None):
            # What nobody could tick goes along with what stands above it, or is talk.
            return False
        if item.state is not State.OPEN:
            return is_open(item, live)
        # Without a box there is nothing to tick: where its issue is closed the line has had its time.
        return self._past.goes_on(item) and (item.newest.checkbox or live.state in (None, State.OPEN))

    def _choose(self, item: Item) -> Position:
        """The line that is carried: of the list before the agenda, not where old work is gone through, with an open box below it,
        open, at the top, with a box, of an owner, with most below it, the first.

        A bullet with an open box below it goes on in any case."""
        days = {line.note_date for line in item.lines}
        day = self._past.source if self._past.source in days else item.newest.note_date
        best = min(
            (line for line in item.lines if line.note_date == day),
            key=lambda line: (
                *(not line.listed, self._lost.goes_through(line)),
                not any(detail.box is State.OPEN for detail in line.details),
                *(not line.open, line.parent is not None, not line.checkbox),
                *(not line.owners, -len(line.details), line.number),
            ),
        )
        return best.path, best.number

    # --- bullets

    def _bullets(self) -> Iterator[Departure]:
        """The note carried from comes first, then newer ones without a list of their own, and older ones."""
        chosen: dict[Position, list[Item]] = defaultdict(list)
        for item in self._past.items:
            if item.id in self._chosen:
                chosen[self._chosen[item.id]].append(item)
        places = {path for path, _ in chosen}
        for day in sorted(self._past.files, key=lambda day: (day != self._past.source, day)):
            also = Also(bullets=day == self._past.source, topics=day == self._past.newest)
            for file in self._past.files[day]:
                also = replace(also, past=self._lost.past_lines(file))
                if also.bullets or also.topics or file.path in places:
                    found = pieces(self._page(file), chosen, also)
                    yield from (self._placed(with_owner_of_day(piece, day), day) for piece in found)

    def _placed(self, piece: Piece, day: date) -> Departure:
        age = self._age(piece, day)
        if self._rotating and age == TRACKER and piece.collapsed:
            piece = replace(piece, lines=piece.collapsed)
        # Bullets of the agenda that all have boxes are topics: work among them stays there only where a word says that it is work.
        is_work = piece.item and not piece.item.only_shown and piece.item.newest.marker is None
        is_topic = bool(piece.slot and piece.slot.topics and not is_work)
        return piece, Destination(age, piece.slot, is_topic)

    def _raised(self, raised: tuple[Issue, ...]) -> Iterator[Departure]:
        """Open issues that people raised for the next meeting, unless the next note names them; in their line's words if they have one."""
        named = numbers_in(self._target.text, self._past.known.repository)
        for issue in raised:
            item = next((i for i in self._past.items if self._past.known.live(i).number == issue.number), None)
            if issue.number in named or not issue.open or (item and item.id in self._chosen):
                continue
            yield (
                self._again(item)
                if item
                else of_issue(cut(issue.title), issue.number, self._past.sign, self._past.known.issues),
                Destination(NEW),
            )

    def _again(self, item: Item) -> Piece:
        """The last line of an item that went from the lists; what it stood below may be done, or listed elsewhere."""
        line = item.newest
        day = line.note_date or self._past.source
        files = [file for file in self._past.files[day] if file.path == line.path]
        found, file = next((piece, file) for file in files if (piece := piece_at(self._page(file), line, item)))
        gone = self._elsewhere(file, line.number)
        rows = (row for number, row in enumerate(found.lines, line.number) if number not in gone)
        return replace(found, lines=tuple(rows), leads=(), gap=False, item=item)

    def _page(self, file: NoteFile) -> Page:
        place = file.path, file.text
        if place not in self._pages:
            restated = {at: item for at, item in self._restated.items() if at[0] == file.path}
            self._pages[place] = page_of(file, self._past.known, self._past.sign, self._tables, restated)
        return self._pages[place]

    def _elsewhere(self, file: NoteFile, above: int) -> set[int]:
        """The lines below one of a note that are items, and go on from where they stood later."""
        extents = outline(file.text, self._past.config.headings).extents
        found: set[int] = set()
        for number in range(above + 1, extents.get(above, above) + 1):
            place = file.path, number
            item = self._past.known.items.get(place)
            if item and self._chosen.get(item.id, place) != place:
                found.update(range(number, extents.get(number, number) + 1))
        return found

    # --- ages

    def _age(self, piece: Piece, day: date) -> int:
        """In meetings, counted from the first that has the item; TRACKER from `graduate_after` on.

        Where the heading says more than the notes at hand the heading is right: the first of them may be missing here.
        """
        first = piece.item.first.note_date if piece.item else None
        age = self._past.distance(first or day)
        slot = piece.slot
        if slot and slot.age == TRACKER:
            return TRACKER
        if slot and slot.age is not None and not slot.topics:
            # Beside a list of new ones, one of earlier ones is at least of the meeting before.
            least = LAST if slot.age == EARLIER and NEW in self._ages else slot.age
            age = max(age, least + self._past.distance(day)) if least >= NEW else age
        return TRACKER if self._graduates(age) else age

    def _graduates(self, age: int) -> bool:
        """Whether bullets of an age have come to the tracker's list. A row of headings that ends before says so too; where
        there is no such list yet, a heading of this very age keeps them. Where all stands in one list nothing moves.
        """
        if not self._rotating:
            return False
        if age > self._past.config.graduate_after:
            return TRACKER in self._ages or age not in self._ages
        numbered = [known for known in self._ages if known is not None and NEW <= known < TRACKER]
        return TRACKER in self._ages and age > max(numbered, default=age)
