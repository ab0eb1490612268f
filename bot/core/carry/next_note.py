"""Notes and issue states → the block "Check in on previous action items" of the next note.

What goes on are the bullets of the newest list whose items are still open, in the notes' own words. They are put into the
lists of the next note as whole lines; what stands there already is only ticked and numbered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.carry.ages import NEW, STILL, TRACKER
from bot.core.carry.bullets import Piece, is_half_done
from bot.core.carry.dated import under_dates
from bot.core.carry.existing import ExistingLines, lines_there, present, with_states
from bot.core.carry.history import History, past_of
from bot.core.carry.insert import Arrivals, filled
from bot.core.carry.layout import Destination, Dialect, dialect
from bot.core.carry.lost import Lost
from bot.core.carry.missing import NOTHING, Missing, changed_lines, missing
from bot.core.carry.outline import ActionList, Bullet, Outline, indent_of, lines_of, lists_in, outline
from bot.core.carry.placed import Placed, next_meeting
from bot.core.carry.selection import Departure, Departures
from bot.core.carry.summary import CarrySummary, gone, summary, titles, words
from bot.core.carry.topics import with_equal_boxes, with_owner, with_topics, without_leads
from bot.core.config.globs import restructured
from bot.core.config.schema import Config
from bot.core.items.restructured import marked, restored
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
    text = with_states(past, place.file.text, lines)
    departures = _offered_once(departures, present(spoken.read(text), lines, _pieces(departures)), before)
    there = present(spoken.read(text), lines, _pieces(departures))
    end = _line_end([target, *past.files[past.source]])
    headed = _with_headings(text, spoken, [place for n, (_, place) in enumerate(departures) if n not in there], end)
    if headed != text:
        # New headings move the lines below them.
        there = present(spoken.read(headed), lines_there(past, place.with_text(headed)), _pieces(departures))
    form = spoken.read(headed)
    arrivals = _finished(_arrivals(spoken, form, departures, there), config, place.meeting.date)
    known = {slot.key for slot in before.slots}
    lacks = missing(form, arrivals, known, changed_lines(place.file.text, text))
    text = filled(form, arrivals, end)
    text = _looked_at_again(past, place, text, departures, lines) if text != headed else text
    # At a second `/carry` people were asked before.
    vanished = _vanished(past, lost, departures, lines) if text != place.file.text or not there else ()
    homeless = titles(piece.said for piece, wanted in departures if spoken.home(form, wanted) is None)
    told = replace(_told(past, departures, there, vanished), homeless=homeless)
    return Carried(
        place.with_text(text).whole, lists_in(text, config.headings), summary(told), vanished, told.source, lacks
    )


def _offered_once(departures: Sequence[Departure], there: Mapping[int, Bullet], target: Outline) -> list[Departure]:
    """Without lines that the last note did not list and that people took out of this one after an earlier `/carry`."""
    others = [n for n, (piece, place) in enumerate(departures) if piece.item and place.age != STILL]
    before = any(slot.age == STILL for slot in target.slots) or bool(others and all(n in there for n in others))
    return [each for n, each in enumerate(departures) if each[1].age != STILL or n in there or not before]


def _pieces(departures: Iterable[Departure]) -> list[Piece]:
    return [piece for piece, _ in departures]


def _with_headings(text: str, spoken: Dialect, places: Iterable[Destination], end: str) -> str:
    """The next note with the headings that it lacks for these places."""
    for place in places:
        text = spoken.with_heading(text, place, end)
    return text


def _looked_at_again(
    past: History, place: Placed, text: str, departures: Iterable[Departure], lines: ExistingLines
) -> str:
    """A line that stood there may have been taken for an item whose own line has come; topics may say again what is listed."""
    if not lines and not any(wanted.topic for _, wanted in departures):
        return text
    return with_states(past, text, lines_there(past, place.with_text(text)))


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
    airy = _airy(spoken.source)
    for position, (piece, place) in enumerate(departures):
        slot, bullet = spoken.home(target, place), there.get(position)
        if slot is None or (bullet and not slot.body <= bullet.first <= slot.end):
            continue
        into = lists.setdefault(slot.head, Arrivals(slot, airy, _indent(target, slot)))
        into.first |= place.age == NEW and slot.age != NEW
        into.work |= not place.topic
        own = without_leads(piece) if slot.label else piece
        into.pieces.append((with_owner(own, slot.title), bullet))
    dated = _is_dated(spoken.source)
    for each in lists.values():
        if each.slot.age == TRACKER:
            each.pieces.sort(key=lambda pair: _is_of_tracker(pair[0]) == dated)
    return list(lists.values())


def _finished(arrivals: list[Arrivals], config: Config, today: date | None) -> list[Arrivals]:
    """The same with topics in front of lines that their list shows none for, dates above those of dated lists, and topics of the
    agenda in one form."""
    for each in arrivals:
        pieces = with_topics([piece for piece, _ in each.pieces], config)
        pieces = pieces if each.work else with_equal_boxes(pieces, each.slot.bullets)
        each.pieces = [(piece, bullet) for piece, (_, bullet) in zip(pieces, each.pieces, strict=True)]
        under_dates(each, today)
    return arrivals


def _indent(target: Outline, slot: ActionList) -> str | None:
    return indent_of(target.lines[slot.bullets[0].first - 1]) if slot.bullets else None


def _is_of_tracker(piece: Piece) -> bool:
    return bool(piece.slot and piece.slot.age == TRACKER)


def _is_dated(source: Outline) -> bool:
    """Whether the tracker's list is ordered by dates: then what comes down goes on top, else at its end."""
    return any(bullet.leads for slot in source.slots if slot.age == TRACKER for bullet in slot.bullets)


def _airy(source: Outline) -> bool:
    """Whether the community leaves a line empty between a heading and its list."""
    lists = [slot for slot in source.slots if slot.bullets]
    return sum(not source.lines[slot.body - 1].strip() for slot in lists) * 2 > len(lists)


# --- the summary


def _told(
    past: History, departures: Sequence[Departure], there: Mapping[int, Bullet], vanished: Iterable[Item]
) -> CarrySummary:
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
        half=titles(piece.said for piece, _ in departures if is_half_done(piece)),
        raised=titles(piece.said for piece, place in new if place.age == NEW),
        still=tuple(_gone(past, item) for item in _items(new, STILL)),
        vanished=tuple(_gone(past, item) for item in vanished),
    )


def _items(departures: Iterable[Departure], age: int | None = None) -> list[Item]:
    return [piece.item for piece, place in departures if piece.item and age in (None, place.age)]


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


def _gone(past: History, item: Item) -> str:
    return gone(past.known.said(item)[0], past.known.live(item), item.newest)


def _vanished(past: History, lost: Lost, departures: Iterable[Departure], lines: ExistingLines) -> tuple[Item, ...]:
    """Items that people are asked about: neither carried nor in the next note already."""
    held = {item.id for item in _items(departures)}
    return tuple(
        item for item in past.items if item.id not in held and not lines.get(item.id) and lost.is_asked_about(item)
    )
