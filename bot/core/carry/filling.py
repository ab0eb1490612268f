"""What goes on, put into the lists of the next note: the headings that it lacks, the lines, and the states of their issues."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.carry.ages import NEW, TRACKER
from bot.core.carry.existing import ExistingLines, lines_there, present, with_states
from bot.core.carry.history import History
from bot.core.carry.insert import Arrivals, Filled, filled
from bot.core.carry.layout import Dialect
from bot.core.carry.lists import ActionList, Bullet, Outline, indent_of, lines_of
from bot.core.carry.pieces.piece import Piece
from bot.core.carry.placed import Placed
from bot.core.carry.selection import Departure
from bot.core.carry.topics import under_dates, with_equal_boxes, with_owner, with_topics, without_leads
from bot.core.model.notes import NoteFile

_LOOKS = 3
"""How often the lists are filled at most: once more where lines that came show that others do not say what they seemed to say."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The next note with its lists filled. `there`: position of what stood there already → its bullet.

    `form` is the note with all its headings, into which `came` was put; `text` is `filled` with the states of its issues.
    """

    there: Mapping[int, Bullet]
    form: Outline
    came: Sequence[Arrivals]
    filled: Filled
    text: str
    unsaid: frozenset[int] = frozenset()
    """Positions of what seemed to stand there already and is said by no line after the last look."""

    @property
    def block(self) -> str:
        """The lists with their headings."""
        inside = {number for each in self.form.lists for number in range(each.head, each.end + 1)}
        rows = zip(lines_of(self.text), self.filled.numbers, strict=True)
        return "".join(line for line, number in rows if not number or number in inside)


class Filling:
    """The next note while what goes on is put into it."""

    def __init__(self, past: History, place: Placed, spoken: Dialect, departures: Sequence[Departure]) -> None:
        self._past = past
        self._place = place
        self._spoken = spoken
        self._departures = departures

    def done(self, stated: str, lines: ExistingLines, looks: int = _LOOKS) -> Outcome:
        """The note with its lists filled. `stated` is its text with the states of its issues, `lines` are its items.

        A line may seem to be an item in other words until the item's own line comes. So what no line says then comes too.
        """
        gone: set[int] = set()
        while True:
            outcome = self._once(stated, lines, gone)
            if not self._may_change(outcome, lines):
                return outcome
            outcome, found = self._looked_at(outcome)
            unsaid = outcome.there.keys() - self.there(outcome.text, found).keys()
            looks -= 1
            if not unsaid or not looks:
                return replace(outcome, unsaid=frozenset(unsaid))
            gone |= unsaid

    def _may_change(self, outcome: Outcome, lines: ExistingLines) -> bool:
        """Whether another look at an outcome may change it: it may say what stood there, or the state of an issue, otherwise."""
        known = self._past.known
        if not outcome.there and not any(item.id in known.lives for item in self._past.items):
            return False
        came = outcome.text != self._place.file.text
        return came and (bool(lines) or any(map(_is_said_again, self._departures)))

    def there(self, text: str, lines: ExistingLines, gone: Container[int] = ()) -> dict[int, Bullet]:
        """Positions of what the next note says already → the bullets that say it, without the positions that are `gone`."""
        found = present(self._spoken.read(text), lines, [piece for piece, _ in self._departures])
        return {n: bullet for n, bullet in found.items() if n not in gone}

    def _once(self, stated: str, lines: ExistingLines, gone: Container[int]) -> Outcome:
        there = self.there(stated, lines, gone)
        end = _line_end([self._place.file, *self._past.files[self._past.source]])
        text, home = stated, self._spoken.homes(self._spoken.read(stated))
        for position, (_, wanted) in enumerate(self._departures):
            if position not in there and home(wanted) is None:
                text = self._spoken.with_heading(text, wanted, end)
                home = self._spoken.homes(self._spoken.read(text))
        if text != stated:
            # New headings move the lines below them.
            there = self.there(text, self._lines(text), gone)
        form = self._spoken.read(text)
        came = self._arrivals(form, there)
        full = filled(form, came, end)
        return Outcome(there, form, came, full, full.text)

    def _looked_at(self, outcome: Outcome) -> tuple[Outcome, ExistingLines]:
        """The outcome with the states of the items that are found in its text, and these."""
        text = outcome.text
        for _ in range(_LOOKS):
            found = self._lines(text)
            before, text = text, with_states(self._past, text, found)
            if text == before:
                break
        return replace(outcome, text=text), found

    def _lines(self, text: str) -> ExistingLines:
        return lines_there(self._past, self._place.with_text(text))

    def _arrivals(self, form: Outline, there: Mapping[int, Bullet]) -> list[Arrivals]:
        """What belongs into each list, in order: with topics in front of lines that their list shows none for, dates above those of
        dated lists, and topics of the agenda in one form."""
        came = arrivals(self._spoken, form, self._departures, there)
        for each in came:
            pieces = with_topics([piece for piece, _ in each.pieces], self._past.config)
            pieces = pieces if each.work else with_equal_boxes(pieces, each.slot.bullets)
            each.pieces = [(piece, bullet) for piece, (_, bullet) in zip(pieces, each.pieces, strict=True)]
            under_dates(each, self._place.meeting.date)
        return came


def _is_said_again(departure: Departure) -> bool:
    """Whether a departure may say again what another list has: a topic, or a bullet that is no work where it stands."""
    piece, wanted = departure
    return wanted.topic or piece.item is None or piece.item.only_shown


def _line_end(files: Iterable[NoteFile]) -> str:
    """What lines end with, as the first note that has any does it."""
    for file in files:
        for line in lines_of(file.text)[:1]:
            body = line.rstrip("\r\n")
            if body != line:
                return line[len(body) :]
    return "\n"


def arrivals(
    spoken: Dialect, target: Outline, departures: Sequence[Departure], there: Mapping[int, Bullet]
) -> list[Arrivals]:
    """What belongs into each list of the next note, as it is in its notes."""
    lists: dict[int, Arrivals] = {}
    airy, home = _airy(spoken.source), spoken.homes(target)
    holding = {bullet.first: each.head for each in target.lists for bullet in each.bullets}
    for position, (piece, place) in enumerate(departures):
        slot, bullet = home(place), there.get(position)
        if slot is None or (bullet and holding.get(bullet.first) != slot.head):
            continue
        into = lists.setdefault(slot.head, _nothing_yet(target, slot, airy=airy))
        into.first |= place.age == NEW and slot.age != NEW
        into.work |= not place.topic
        own = without_leads(piece) if slot.label else piece
        into.pieces.append((own if slot.columns else with_owner(own, slot.title), bullet))
    dated = _is_dated(spoken.source)
    for each in lists.values():
        if each.slot.age == TRACKER:
            each.pieces.sort(key=lambda pair: is_of_tracker(pair[0]) == dated)
    return list(lists.values())


def _nothing_yet(target: Outline, slot: ActionList, *, airy: bool) -> Arrivals:
    if slot.columns:
        return Arrivals(slot, indent=_indent(target, slot))
    return Arrivals(slot, airy, _indent(target, slot), closed=target.closed)


def _indent(target: Outline, slot: ActionList) -> str | None:
    return indent_of(target.lines[slot.bullets[0].first - 1]) if slot.bullets else None


def is_of_tracker(piece: Piece) -> bool:
    """Whether a piece stood in the tracker's list."""
    return bool(piece.slot and piece.slot.age == TRACKER)


def _is_dated(source: Outline) -> bool:
    """Whether the tracker's list is ordered by dates: then what comes down goes on top, else at its end."""
    return any(bullet.leads for slot in source.slots if slot.age == TRACKER for bullet in slot.bullets)


def _airy(source: Outline) -> bool:
    """Whether the community leaves a line empty between a heading and its list."""
    lists = [slot for slot in source.slots if slot.bullets]
    return sum(not source.lines[slot.body - 1].strip() for slot in lists) * 2 > len(lists)
