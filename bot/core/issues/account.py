"""The account of a decision: what became of every file and of every open line of work."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.core.config.schema import Config
from bot.core.issues.case import Decision
from bot.core.items.freshness import latest_of
from bot.core.items.meeting import is_open_box, said_in
from bot.core.items.posts import is_led, led_days
from bot.core.items.traced import Traced
from bot.core.model.account import Account, Exclusion, FileAccount, Standing
from bot.core.model.notes import Kind, Line, Note, Place, State
from bot.core.model.plan import Held, Open, Reopen, Tracked
from bot.core.model.reasons import LEFT_OUT, Why
from bot.core.text.code import named
from bot.core.text.outgoing import cut, redact
from bot.core.text.phrases import phrase_in
from bot.core.text.unicode import visible

_LONGEST = 60
"""Characters of a promise that are quoted."""


def with_standing(decisions: Sequence[Decision], held: Iterable[Held]) -> tuple[Tracked, ...]:
    """The items of decisions, with what became of them by what is held."""
    waiting = {change.key for one in held for change in one.changes if isinstance(change, Open)}
    return tuple(replace(each.tracked, standing=_standing(each, waiting)) for each in decisions)


def _standing(decision: Decision, waiting: set[str]) -> Standing:
    """An item that is opened anew, after an issue that was closed, counts as opened as well."""
    if waiting & decision.opens:
        return Standing.HELD
    if decision.opens:
        return Standing.OPENED
    return Standing.CLOSED if _stays_closed(decision) else decision.tracked.standing


def _stays_closed(decision: Decision) -> bool:
    """Whether an open item's issue is closed, and no change reopens it."""
    tracked = decision.tracked
    closed = tracked.item.state is State.OPEN and tracked.live is not None and not tracked.live.open
    reopened = any(isinstance(change, Reopen) for change in decision.changes)
    return closed and tracked.standing is Standing.ISSUE and not reopened


def account(
    files: FileAccount, read: Traced, items: Sequence[Tracked], config: Config, today: date | None = None
) -> Account:
    """The account of everything that was read. `items` as `with_standing` gives them."""
    notes = [note for found in read.notes.values() for note in found]
    at = {line.place: each for each in items for line in each.item.lines}
    promises = [line for note in notes for line in note.lines if line.why is Why.PROMISED]
    lines, boxes = Counter[Standing | Exclusion](), Counter[Why | Exclusion]()
    for found in read.notes.values():
        days = led_days(found)
        for note in found:
            led = Exclusion.LED if is_led(note, days) else None
            lines.update(led or _became(line, at, config) for line in note.lines if _is_open_work(line))
            boxes.update(_why_no_work(line, note, config) for line in note.lines if not led and _is_idle_box(line))
    open_items = [each for each in items if each.item.state is State.OPEN]
    forgotten = (each.item.newest.note_date for each in open_items if each.standing is Standing.NOT_FRESH)
    return Account(
        files=files,
        items=Counter(each.standing for each in open_items),
        lines_of={standing: lines[standing] for standing in Standing if lines[standing]},
        excluded={why: lines[why] for why in Exclusion if lines[why]},
        closed=tuple(_closed(open_items)),
        left_out=_left_out(notes, at),
        boxes=boxes,
        elsewhere=read.elsewhere,
        promises=len(promises),
        promise=_newest(promises),
        newest=latest_of(read.courses, today),
        forgotten=max(filter(None, forgotten), default=None),
        lists=any(note.has_action_list or note.has_work for note in notes),
    )


def _newest(lines: Sequence[Line]) -> tuple[str, str]:
    """The place and the words of the first of `lines` in their newest meeting."""
    if not lines:
        return "", ""
    newest = min(lines, key=lambda line: (-(line.note_date or date.min).toordinal(), line.path, line.number))
    return f"{newest.path}:{newest.number}", cut(redact(visible(newest.markdown)), _LONGEST)


def _closed(items: Iterable[Tracked]) -> Iterator[str]:
    found = [each for each in items if each.standing is Standing.CLOSED]
    newest = sorted(found, key=lambda each: each.item.newest.note_date or date.min, reverse=True)
    return (f"{named(f'{each.item.newest.path}:{each.item.newest.number}')} (#{each.issue})" for each in newest)


def _left_out(notes: Iterable[Note], at: Container[Place]) -> Counter[Why]:
    """Why lines of action lists are no work. What a review says is done of an item is not left out."""
    return Counter(line.why for note in notes for line in note.lines if line.why in LEFT_OUT and line.place not in at)


def _is_open_work(line: Line) -> bool:
    return line.open and line.kind is not Kind.AGENDA and bool(said_in(line))


def _is_idle_box(line: Line) -> bool:
    """Whether a line is an open box that is no work, and is not counted in `left_out`."""
    return line.kind is Kind.AGENDA and line.why not in LEFT_OUT and is_open_box(line)


def _why_no_work(line: Line, note: Note, config: Config) -> Why | Exclusion:
    if phrase_in(line.wording, config.ignore):
        return Exclusion.IGNORED
    return line.why if note.date else Exclusion.UNDATED


def _became(line: Line, at: Mapping[Place, Tracked], config: Config) -> Standing | Exclusion:
    if phrase_in(line.wording, config.ignore):
        return Exclusion.IGNORED
    tracked = at.get(line.place)
    if tracked is None:
        return Exclusion.UNDATED
    return tracked.standing if tracked.item.state is State.OPEN else Exclusion.SETTLED
