"""Notes and issue states → the block "Check in on previous action items" of the next note.

What goes on are the bullets of the newest list whose items are still open, in the notes' own words. They are put into the
lists of the next note as whole lines; what stands there already is only ticked and numbered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.carry.ages import NEW, STILL, TRACKER
from bot.core.carry.existing import ExistingLines, lines_there, with_states
from bot.core.carry.filling import Filling, is_of_tracker
from bot.core.carry.history import History, past_of
from bot.core.carry.layout import Destination, dialect
from bot.core.carry.lists import Bullet, Outline
from bot.core.carry.lost import Lost
from bot.core.carry.missing import NOTHING, Missing, changes_of, missing
from bot.core.carry.outline import lists_in, outline
from bot.core.carry.pieces.piece import Piece, is_half_done
from bot.core.carry.placed import next_meeting
from bot.core.carry.restructured import marked, restored
from bot.core.carry.selection import Departure, Departures
from bot.core.carry.summary import CarrySummary, gone, summary, titles, words
from bot.core.config.globs import restructured
from bot.core.config.schema import Config
from bot.core.markdown.rst import as_markdown
from bot.core.model.issues import Issue
from bot.core.model.notes import Item, NoteFile, State
from bot.core.model.snapshot import Snapshot

UNREAD = "Nothing was carried: this note in reStructuredText is too large or nested too deeply to be read. Split it."


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
    """The next note with the block in it, the block alone, and its summary."""

    text: str
    block: str
    summary: str
    """Markdown: what was carried, ticked, dropped, graduated, and what vanished ("dropped on purpose?")."""
    vanished: tuple[Item, ...] = ()
    source: str = ""
    """The path of the note carried from; empty where there is none."""
    missing: Missing = NOTHING
    """The same for a text that Duly does not write."""


def carry(
    snapshot: Snapshot, target: NoteFile, *, since: date | None = None, raised: tuple[Issue, ...] = ()
) -> Carried:
    """`target` (the next note as it stands, may be empty) with the open items of the notes in `snapshot` carried into it.

    `raised` are issues that people raised for the next meeting. A second run over the outcome changes no byte.
    """
    if not restructured(target.path):
        return _carry(snapshot, target, since, raised)
    text = marked(target.text)
    if text is None:
        return Carried(target.text, "", UNREAD)
    done = _carry(snapshot, replace(target, text=text, shown=True), since, raised)
    whole = restored(target.text, done.text)
    config = snapshot.config or Config()
    place = next_meeting(replace(target, text=as_markdown(whole), shown=True), snapshot.notes, config)
    return replace(done, text=whole, block=lists_in(place.file.text, config.headings, whole))


def _carry(snapshot: Snapshot, target: NoteFile, since: date | None, raised: tuple[Issue, ...]) -> Carried:
    config = snapshot.config or Config()
    place = next_meeting(target, snapshot.notes, config)
    past = past_of(snapshot, place, since)
    before = outline(place.file.text, config.headings)
    if past is None:
        return Carried(target.text, lists_in(place.file.text, config.headings), summary(CarrySummary(since=since)))
    spoken = dialect(before, past.outline, config.headings)
    lost = Lost(past, place.meeting.date)
    departures = Departures(past, place.file, lost, rotating=spoken.rotating).all(raised)
    lines = lines_there(past, place)
    stated = with_states(past, place.file.text, lines)
    offered = Filling(past, place, spoken, departures).there(stated, lines)
    departures = _offered_once(departures, offered, before)
    done = Filling(past, place, spoken, departures).done(stated, lines)
    # At a second `/carry` people were asked before.
    asked = done.text != place.file.text or not done.there
    vanished = _vanished(past, lost, departures, lines) if asked else ()
    home = spoken.homes(done.form)
    new = [each for position, each in enumerate(departures) if position not in done.there]
    homeless = titles(piece.said for piece, wanted in new if home(wanted) is None)
    unsaid = titles(departures[position][0].said for position in sorted(done.unsaid))
    told = _told(past, departures, done.there, vanished)
    told = replace(told, there=told.there - len(unsaid), homeless=homeless, unsaid=unsaid)
    changed = changes_of(place.file.text, stated, done.form, done.filled, done.text)
    lacks = missing(done.form, done.came, {each.key for each in before.lists}, changed)
    return Carried(place.with_text(done.text).whole, done.block, summary(told), vanished, told.source, lacks)


def _offered_once(departures: Sequence[Departure], there: Mapping[int, Bullet], target: Outline) -> list[Departure]:
    """Without lines that the last note did not list and that people took out of this one after an earlier `/carry`."""
    others = [n for n, (piece, place) in enumerate(departures) if piece.item and place.age != STILL]
    before = any(slot.age == STILL for slot in target.slots) or bool(others and all(n in there for n in others))
    return [each for n, each in enumerate(departures) if each[1].age != STILL or n in there or not before]


# --- the summary


def _told(
    past: History, departures: Sequence[Departure], there: Mapping[int, Bullet], vanished: Iterable[Item]
) -> CarrySummary:
    new = [departure for position, departure in enumerate(departures) if position not in there]
    turned = {state: [item for item in _items(departures) if _turned(past, item) is state] for state in State}
    return CarrySummary(
        source=past.files[past.source][0].path,
        places=tuple(dict.fromkeys(piece.path for piece, place in new if piece.path and place.age != STILL)),
        added=len(new),
        there=len(there),
        ticked=_words(past, turned[State.DONE]),
        dropped=_words(past, turned[State.DROPPED]),
        reopened=_words(past, turned[State.OPEN]),
        graduated=tuple(each for piece, place in new if _comes_down(piece, place) for each in _open_in(past, piece)),
        half=titles(piece.said for piece, _ in departures if is_half_done(piece)),
        raised=titles(piece.said for piece, place in new if place.age == NEW),
        still=tuple(_gone(past, item) for item in _items(new, STILL)),
        vanished=tuple(_gone(past, item) for item in vanished),
    )


def _items(departures: Iterable[Departure], age: int | None = None) -> list[Item]:
    return [piece.item for piece, place in departures if piece.item and age in (None, place.age)]


def _comes_down(piece: Piece, place: Destination) -> bool:
    return place.age == TRACKER and bool(piece.slot) and not is_of_tracker(piece)


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


def _gone(past: History, item: Item) -> str:
    return gone(past.known.said(item)[0], past.known.live(item), item.newest)


def _vanished(past: History, lost: Lost, departures: Iterable[Departure], lines: ExistingLines) -> tuple[Item, ...]:
    """Items that people are asked about: neither carried nor in the next note already."""
    held = {item.id for item in _items(departures)}
    return tuple(
        item for item in past.items if item.id not in held and not lines.get(item.id) and lost.is_asked_about(item)
    )
