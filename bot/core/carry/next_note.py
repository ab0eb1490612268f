"""Notes and issue states → the block "Check in on previous action items" of the next note.

What goes on are the bullets of the newest list whose items are still open, in the notes' own words. They are put into the
lists of the next note as whole lines; what stands there already is only ticked and numbered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.carry.ages import NEW, TRACKER
from bot.core.carry.bullets import Piece
from bot.core.carry.existing import ExistingLines, lines_there, present, with_states
from bot.core.carry.history import History, past_of
from bot.core.carry.insert import Arrivals, filled
from bot.core.carry.issue_state import boxes_of
from bot.core.carry.layout import Destination, Dialect, dialect
from bot.core.carry.outline import Bullet, Outline, lines_of, outline
from bot.core.carry.placed import next_meeting
from bot.core.carry.selection import Departure, Departures
from bot.core.carry.summary import CarrySummary, gone, summary, titles, words
from bot.core.config.schema import Config
from bot.core.model.issues import Issue
from bot.core.model.notes import Item, NoteFile, State
from bot.core.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class CarryOptions:
    """What `/carry` asks for on a pull request: `how` is "" (commit where that lasts), `commit`, `preview`, or `paste`
    (no commit, because whoever asks may not write).

    `since` is the date of the note to carry from; None: the newest one with an action list.
    """

    how: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """The next note with the block in it, the block alone, and what to tell people of it."""

    text: str
    block: str
    summary: str
    """Markdown: what was carried, ticked, dropped, graduated, and what vanished ("dropped on purpose?")."""
    vanished: tuple[Item, ...] = ()
    source: str = ""
    """The path of the note carried from; empty where there is none."""


def carry(
    snapshot: Snapshot, target: NoteFile, *, since: date | None = None, raised: tuple[Issue, ...] = ()
) -> Carried:
    """`target` (the next note as it stands, may be empty) with the open items of the notes in `snapshot` carried into it.

    `raised` are issues that people want to talk about at the next meeting. A second run over the outcome changes no byte.
    """
    place = next_meeting(target, snapshot.notes, snapshot.config or Config())
    past = past_of(snapshot, place, since)
    if past is None:
        return Carried(target.text, block_of(place.file.text), summary(CarrySummary(since=since)))
    spoken = dialect(outline(place.file.text), past.outline)
    departures = Departures(past, place.file, rotating=spoken.rotating).all(raised)
    wanted = [piece for piece, _ in departures]
    lines = lines_there(past, place)
    text = with_states(past, place.file.text, lines)
    there = present(text, lines, wanted)
    end = _line_end([target, *past.files[past.source]])
    headed = _with_headings(text, spoken, [place for n, (_, place) in enumerate(departures) if n not in there], end)
    if headed != text:
        # New headings move the lines below them.
        there = present(headed, lines_there(past, place.with_text(headed)), wanted)
    form = outline(headed)
    homeless = [piece for piece, place in departures if spoken.home(form, place) is None]
    text = filled(form, _arrivals(spoken, form, departures, there), end)
    vanished = _vanished(past, lines)
    told = replace(
        _told(past, departures, there),
        homeless=titles(piece.said for piece in homeless),
        vanished=tuple(gone(*past.known.said(item), item.newest) for item in vanished),
    )
    return Carried(place.with_text(text).whole, block_of(text), summary(told), vanished, told.source)


def _with_headings(text: str, spoken: Dialect, places: Iterable[Destination], end: str) -> str:
    """The next note with the headings that it lacks for these places."""
    for place in places:
        text = spoken.with_heading(text, place, end)
    return text


def block_of(text: str) -> str:
    """The lists of a note with their headings, as one piece of text."""
    source = outline(text)
    return "".join("".join(source.lines[slot.head - 1 : slot.end]) for slot in source.slots)


def _line_end(files: Iterable[NoteFile]) -> str:
    """What lines end with, as the first note that has any does it."""
    for file in files:
        for line in lines_of(file.text)[:1]:
            body = line.rstrip("\r\n")
            if body != line:
                return line[len(body) :]
    return "\n"


# --- into the lists


def _arrivals(
    spoken: Dialect, target: Outline, departures: Sequence[Departure], there: Mapping[int, Bullet]
) -> list[Arrivals]:
    """What belongs into each list of the next note, in order."""
    lists: dict[int, Arrivals] = {}
    for position, (piece, place) in enumerate(departures):
        slot, bullet = spoken.home(target, place), there.get(position)
        if slot is None or (bullet and bullet not in slot.bullets):
            continue
        into = lists.setdefault(slot.head, Arrivals(slot, airy=_airy(spoken.source)))
        into.first |= place.age == NEW and slot.age != NEW
        into.pieces.append((replace(piece, leads=()) if slot.label else piece, bullet))
    dated = _is_dated(spoken.source)
    for each in lists.values():
        if each.slot.age == TRACKER:
            each.pieces.sort(key=lambda pair: _is_of_tracker(pair[0]) == dated)
    return list(lists.values())


def _is_of_tracker(piece: Piece) -> bool:
    return bool(piece.slot and piece.slot.age == TRACKER)


def _is_dated(source: Outline) -> bool:
    """Whether the tracker's list is ordered by dates: then what comes down goes on top, else at its end."""
    return any(bullet.leads for slot in source.slots if slot.age == TRACKER for bullet in slot.bullets)


def _airy(source: Outline) -> bool:
    """Whether the community leaves a line empty between a heading and its list."""
    lists = [slot for slot in source.slots if slot.bullets]
    return sum(not source.lines[slot.body - 1].strip() for slot in lists) * 2 > len(lists)


# --- what is told


def _told(past: History, departures: Sequence[Departure], there: Mapping[int, Bullet]) -> CarrySummary:
    new = [departure for position, departure in enumerate(departures) if position not in there]
    turned = {state: [item for item in _items(departures) if _turned(past, item) is state] for state in State}
    return CarrySummary(
        source=past.files[past.source][0].path,
        added=len(new),
        there=len(there),
        ticked=_words(past, turned[State.DONE]),
        dropped=_words(past, turned[State.DROPPED]),
        reopened=_words(past, turned[State.OPEN]),
        graduated=tuple(each for piece, place in new if _comes_down(piece, place) for each in _open_in(past, piece)),
        raised=titles(piece.said for piece, place in new if place.age == NEW),
    )


def _items(departures: Iterable[Departure]) -> list[Item]:
    return [piece.item for piece, _ in departures if piece.item]


def _comes_down(piece: Piece, place: Destination) -> bool:
    return place.age == TRACKER and bool(piece.slot) and not _is_of_tracker(piece)


def _open_in(past: History, piece: Piece) -> Iterator[str]:
    """What is open in a piece: its item, or the items below a line that is done or no work."""
    if piece.item in piece.open:
        yield from _words(past, [piece.open[0]])
        return
    above = _words(past, [piece.item])[0] if piece.item else words(piece.said)
    yield from (f"{each}, below {above}" for each in _words(past, piece.open))


def _turned(past: History, item: Item) -> State | None:
    """The state that the issue gave an item, where the notes say another."""
    state = past.known.live(item).state
    return state if state is not item.state else None


def _words(past: History, items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(words(*past.known.said(item)) for item in items)


def _vanished(past: History, lines: ExistingLines) -> tuple[Item, ...]:
    """Items that the newest list lost without a tick, once; a box that stands in an issue's list is not lost."""
    boxed = {name for live in past.known.lives.values() if live.issue for name in boxes_of(live.issue)}
    return tuple(
        item
        for item in past.items
        if item.vanished and item.missed == 1 and past.known.live(item).state is None
        if not lines.get(item.id) and item.id not in boxed
    )
