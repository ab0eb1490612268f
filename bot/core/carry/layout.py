"""How a community writes its action lists: which heading a bullet goes under, and the headings that a new note lacks."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from bot.core.carry.ages import EARLIER, LAST, NEW, STILL, STILL_TITLE, TRACKER, rotates, title_of
from bot.core.carry.lists import ActionList, Outline
from bot.core.carry.outline import outline
from bot.core.config.schema import Headings
from bot.core.markdown.boxes import BULLET
from bot.core.markdown.titles.vocabulary import NO_HEADINGS

_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S+\s*")
_LISTED = re.compile(rf"[ \t]*(?:{BULLET}|\[.\])\s")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a bullet belongs: `age` in meetings, the heading it stood under, and whether it is a topic, no work."""

    age: int
    slot: ActionList | None = None
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """The form of the lists in the newest note that has some; the next note's own headings go before it.

    `rotating`: bullets go down from heading to heading as they age.
    """

    source: Outline
    rotating: bool
    own: Headings = NO_HEADINGS
    """The headings of the config."""

    def read(self, text: str) -> Outline:
        """The outline of the next note's text."""
        return outline(text, self.own)

    def home(self, target: Outline, wanted: Destination) -> ActionList | None:
        """The list of the next note where a bullet belongs, for a row the table; None where its heading is still missing."""
        return self._home(_Lists(target), wanted)

    def homes(self, target: Outline) -> Callable[[Destination], ActionList | None]:
        """`home` for many bullets: the lists are looked through once."""
        return partial(self._home, _Lists(target))

    def _home(self, target: "_Lists", wanted: Destination) -> ActionList | None:
        own = wanted.slot
        if own and own.columns:
            return self._table(target, wanted, own)
        if wanted.topic:
            return target.topics
        if wanted.age == STILL:
            return target.still
        if self.rotating:
            return target.by_age.get(wanted.age)
        found = target.by_age.get(NEW if wanted.age == NEW else EARLIER) or target.by_age.get(LAST)
        found = found or (target.by_key.get(own.key) if own else None) or target.by_age.get(None) or target.work
        return found or (None if self._lists() else target.topics)

    def _table(self, target: "_Lists", wanted: Destination, own: ActionList) -> ActionList | None:
        """The table with the same columns; where there are several, the one in the list where a bullet would go, or below the same heading."""
        same = target.tables.get(own.columns, [])
        if len(same) > 1:
            home = self._home(target, replace(wanted, slot=replace(own, columns=())))
            at = bisect_right(same, home.head, key=attrgetter("head")) if home else len(same)
            if home and at < len(same) and same[at].head <= home.end:
                return same[at]
            return target.tables_by_key.get((own.columns, own.key), same[0])
        return _first(same)

    def _lists(self) -> list[ActionList]:
        return _work(self.source)

    def with_heading(self, text: str, wanted: Destination, end: str) -> str:
        """`text` with a heading for `wanted`: where there is none of the dialect's yet, with all of them.

        The text itself where no heading can be made, as behind a code block that is left open.
        """
        tried = self._tried(text, wanted, end)
        return next((each for each in tried if self.home(self.read(each), wanted)), text)

    def _tried(self, text: str, wanted: Destination, end: str) -> Iterator[str]:
        """What may give a bullet its heading, the least first."""
        yield text
        if wanted.age == STILL:
            yield self._with_label(text, end)
            return
        yield from self._with_row(text, wanted, end)
        target = self.read(text)
        missing = [slot for slot in self._group(wanted) if slot.key not in {own.key for own in target.slots}]
        if missing:
            rows = [row for slot in missing for row in self._heading(slot)]
            grouped = _inserted(target, self._place(target, missing), rows, end)
            yield grouped
            # The headings of the newest list may lack the very one: then it comes between them.
            yield from self._with_row(grouped, wanted, end)
        yield _inserted(target, len(target.lines), [f"## {_title(wanted)}", ""], end)

    def _with_label(self, text: str, end: str) -> str:
        """The label of lines that the last note did not list, below the list of the others."""
        text = text if _work(self.read(text)) else self.with_heading(text, Destination(EARLIER), end)
        target = self.read(text)
        row = [slot for slot in target.slots if _in_row(slot)] if self.rotating else []
        slot = row[-1] if row else self.home(target, Destination(EARLIER))
        at = target.filled_end(slot) if slot else len(target.lines)
        return _inserted(target, at, [f"**{STILL_TITLE}**", ""], end)

    def _with_row(self, text: str, wanted: Destination, end: str) -> Iterator[str]:
        target = self.read(text)
        row = [slot for slot in target.slots if _in_row(slot)]
        if self.rotating and row and not wanted.topic:
            yield self._in_row(target, row, wanted.age, end)

    def _group(self, wanted: Destination) -> list[ActionList]:
        """The headings of the newest list that come together into a note that has none of them."""
        if wanted.topic:
            return [slot for slot in self.source.slots if slot.topics and slot.age == EARLIER]
        work = self._lists()
        if self.rotating:
            return _with_roof(work)
        own = self.home(self.source, wanted)
        return [own] if own else work[:1]

    def _heading(self, slot: ActionList) -> Iterator[str]:
        """A heading with the fixed sentence below it, and an empty line."""
        yield from (line.rstrip("\r\n") for line in self.source.lines[slot.head - 1 : slot.body - 1])
        first = slot.bullets[0].first if slot.bullets else slot.end + 1
        for line in self.source.lines[slot.body - 1 : first - 1]:
            if not _SENTENCE.fullmatch(line) or _LISTED.match(line):
                break
            yield line.rstrip("\r\n")
        yield ""

    def _in_row(self, target: Outline, row: Sequence[ActionList], age: int, end: str) -> str:
        """A heading between those of less and of greater age."""
        after = next((slot for slot in row if slot.age is not None and slot.age > age), None)
        at = after.head - 1 if after else target.filled_end(row[-1])
        level = row[0].level
        title = f"{'#' * level} {title_of(age)}" if level else f"**{title_of(age)}**"
        known = next((s for s in self.source.slots if s.age == age and s.level == level and not s.topics), None)
        return _inserted(target, at, list(self._heading(known)) if known else [title, ""], end)

    def _place(self, target: Outline, missing: Sequence[ActionList]) -> int:
        """Behind how many lines the first of the missing headings goes: beside the neighbours it has in the newest list."""
        if not missing:
            return len(target.lines)
        head = missing[0]
        roof = next((slot for slot in reversed(target.slots) if slot.level < head.level and slot.age == EARLIER), None)
        if roof and self.rotating and any(slot.key == roof.key for slot in self.source.slots):
            return target.filled_end(roof)
        level = head.level or 6
        before = [h for h in self.source.headings if h.number < head.head and h.level <= level]
        after = [h for h in self.source.headings if h.number > missing[-1].head and h.level <= level]
        for known in reversed(before):
            found = next((h for h in reversed(target.headings) if h.key == known.key), None)
            if found:
                later = (h.number - 1 for h in target.headings if h.number > found.number and h.level <= level)
                return next(later, len(target.lines))
        keys = {h.key: h.number - 1 for h in reversed(target.headings)}
        return next((keys[h.key] for h in after if h.key in keys), len(target.lines))


class _Lists:
    """The lists of a note by what is asked of them; the first of several."""

    def __init__(self, target: Outline) -> None:
        work = _work(target)
        self.work = _first(work)
        self.topics = _first(slot for slot in target.slots if slot.topics and slot.age == EARLIER)
        self.still = _first(slot for slot in target.slots if slot.age == STILL)
        self.by_age = {slot.age: slot for slot in reversed(work)}
        self.by_key = {slot.key: slot for slot in reversed(work)}
        self.tables: dict[tuple[str, ...], list[ActionList]] = {}
        for table in target.tables:
            self.tables.setdefault(table.columns, []).append(table)
        self.tables_by_key = {(table.columns, table.key): table for table in reversed(target.tables)}


def dialect(target: Outline, source: Outline, headings: Headings) -> Dialect:
    """The dialect of a new note whose community wrote `source` last. Headings of another form in the new note are a decision."""
    work = _work(target)
    known = {slot.key for slot in source.slots}
    kept = all(slot.key in known for slot in work)
    return Dialect(source, _is_row(target) or (kept and _is_row(source)), headings)


def _is_row(source: Outline) -> bool:
    """Whether bullets go down a row of headings. A list for the tracker beside one other list is none."""
    ages = [slot.age for slot in source.slots if _in_row(slot) and slot.age is not None]
    return any(map(rotates, ages)) and min(ages) < TRACKER


def _work(source: Outline) -> list[ActionList]:
    """The lists of work that people write."""
    return [slot for slot in source.slots if not slot.topics and slot.age != STILL]


def _in_row(slot: ActionList) -> bool:
    return not slot.topics and slot.age is not None and slot.age >= NEW


def _with_roof(work: Sequence[ActionList]) -> list[ActionList]:
    """The row of headings, and the one above them all."""
    row = [slot for slot in work if _in_row(slot)]
    roofs = [slot for slot in work if slot.level < row[0].level and slot.head < row[0].head and slot.level]
    return [*roofs[-1:], *row]


def _title(wanted: Destination) -> str:
    return "From previous meeting(s)" if wanted.topic else "Action items"


def _first(slots: Iterable[ActionList]) -> ActionList | None:
    return next(iter(slots), None)


def _inserted(target: Outline, at: int, rows: Sequence[str], end: str) -> str:
    """The text with rows of headings behind its first `at` lines, an empty line before and after them."""
    before, after = list(target.lines[:at]), list(target.lines[at:])
    if before and not before[-1].endswith(("\n", "\r")):
        before[-1] += end
    gap = [end] if before and before[-1].strip() else []
    tail = list(rows)
    while tail and not tail[-1] and (not after or not after[0].strip()):
        tail.pop()
    return "".join([*before, *gap, *(row + end for row in tail), *after])
