"""The action lists of a note as they stand in its source: headings, the bullets below them, and how far each reaches."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.core.carry.ages import bucket, is_of_topics
from bot.core.carry.lists import ActionList, Bullet, Heading, Outline, lines_of
from bot.core.config.schema import Headings
from bot.core.markdown.blocks import Block, Form, nesting
from bot.core.markdown.boxes import boxes_in_cell
from bot.core.markdown.dates import is_date
from bot.core.markdown.done_words import is_marked_done, without_done, without_dropped
from bot.core.markdown.inline import see
from bot.core.markdown.sections import Section, Walker
from bot.core.markdown.source import Document, document
from bot.core.markdown.titles.headings import plain
from bot.core.markdown.titles.list_kinds import is_review
from bot.core.markdown.titles.vocabulary import NO_HEADINGS
from bot.core.model.notes import State
from bot.core.notes.candidates.candidate import LISTED
from bot.core.notes.candidates.reviews import state_below
from bot.core.notes.placeholders import says_nothing
from bot.core.notes.tables.head import Table, table_of
from bot.core.notes.tables.rows import title_of

_BOLD = re.compile(r"\s*(?:\*\*[^*]+\*\*|__[^_]+__)\s*:?\s*")
_BOX = re.compile(r"\[[ xX~]?\](?!\()")
_SEVERAL = 2
"""Boxes of a row's action from which on it holds more than one action."""
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")


@lru_cache(maxsize=64)
def outline(text: str, own: Headings = NO_HEADINGS) -> Outline:
    """The outline of a note's text; never raises. `own` are the headings of the config."""
    lines = tuple(lines_of(text))
    source = document(text)
    return _Tracing(lines, source, own).outline()


def lists_in(text: str, own: Headings, source: str | None = None) -> str:
    """The action lists of a note's text with their headings. They are taken from `source` if that is the same note in another form."""
    lines = tuple(lines_of(text))
    rows = lines if source is None else lines_of(source)
    slots = _Tracing(lines, document(text), own).slots()
    return "".join("".join(rows[slot.head - 1 : slot.end]) for slot in slots)


class _Tracing:
    """The steps from blocks to an outline, with what they share."""

    def __init__(self, lines: tuple[str, ...], source: Document, own: Headings) -> None:
        self._lines = lines
        self._source = source
        walker = Walker(source, own)
        self._vocabulary = walker.vocabulary
        self._blocks = source.blocks
        self._sections = [walker.section_of(block) for block in self._blocks]
        self._numbers = [block.number for block in self._blocks]
        self._lasts: Sequence[int] = ()
        self._extents: dict[int, int] = {}
        self._heads: dict[tuple[object, ...], tuple[Table, tuple[str, ...]]] = {}

    def outline(self) -> Outline:
        self._lasts = nesting(self._blocks)[1]
        self._extents = dict(self._reach())
        headings = tuple(
            Heading(block.number, block.level, plain(self._title(block)))
            for block in self._blocks
            if block.form is Form.HEADING and not block.quoted
        )
        slots = tuple(replace(slot, bullets=tuple(self._bullets(slot))) for slot in self.slots())
        text = (block for block in self._blocks if block.form in (Form.BULLET, Form.PARAGRAPH))
        words = {block.number: block.last for block in text}
        found = tuple(self._tables(slots))
        html = {number: last for first, last in self._source.html for number in range(first, last + 1)}
        closed = frozenset((*(table.end for table in found), *html.values()))
        return Outline(self._lines, headings, slots, found, self._extents, words, html, closed)

    def _title(self, block: Block) -> str:
        return see(block.lines, self._source.references).text

    # --- slots

    def slots(self) -> Iterator[ActionList]:
        """The lists without their bullets.

        Each begins at a heading, bold line or label of work and ends before the next, or where the work ends.
        """
        begun: ActionList | None = None
        before: tuple[object, ...] = ()
        for block, section in zip(self._blocks, self._sections, strict=True):
            if block.quoted or block.parent is not None:
                continue
            here = (section.headings, section.meaning)
            found = self._begins(block, section, changed=here != before)
            over = block.form is Form.HEADING or (begun and not begun.topics and section.meaning not in LISTED)
            if begun and (found or over):
                yield replace(begun, end=block.number - 1)
                begun = None
            begun = found or begun
            before = here
        if begun:
            yield replace(begun, end=len(self._lines))

    def _begins(self, block: Block, section: Section, *, changed: bool) -> ActionList | None:
        """The slot that a block begins, its end not known yet."""
        if block.form is Form.HEADING:
            title = self._title(block)
            topics = section.meaning not in LISTED and is_of_topics(title)
            if section.meaning not in LISTED and not topics:
                return None
            return self._slot(title, block.level, block.number, block.last, topics=topics)
        if block.form is not Form.PARAGRAPH or section.meaning not in LISTED:
            return None
        for offset, line in enumerate(block.lines):
            begins, is_bold = changed and offset == len(block.lines) - 1, bool(_BOLD.fullmatch(line))
            title = see([line], self._source.references).text if begins or is_bold else ""
            is_bucket = is_bold and bucket(title, self._vocabulary) is not None
            if is_bucket or begins:
                slot = self._slot(title, 0, block.number + offset, block.number + offset, topics=False)
                return replace(slot, label=not is_bucket)
        return None

    def _slot(self, title: str, level: int, head: int, last: int, *, topics: bool) -> ActionList:
        under = self._lines[last] if last < len(self._lines) else ""
        if level and not self._lines[head - 1].lstrip().startswith("#") and _UNDERLINE.fullmatch(under.rstrip("\r\n")):
            last += 1
        return ActionList(title, bucket(title, self._vocabulary), level, head, last + 1, last, topics=topics)

    # --- tables

    def _tables(self, slots: Sequence[ActionList]) -> Iterator[ActionList]:
        """The tables of actions, each with what the list that it stands in says of the age of its rows."""
        heads = [slot.head for slot in slots]
        for index, block in enumerate(self._blocks):
            if block.form is not Form.ROW or not block.head or block.quoted or block.parent is not None:
                continue
            table, columns = self._head(index)
            if not table.columns:
                continue
            at = bisect_left(heads, block.number) - 1
            around = slots[at] if at >= 0 and block.number <= slots[at].end else None
            section = self._sections[index]
            found = around or ActionList(next(reversed(section.headings), ""), None, 0, 0, 0, 0)
            rows = tuple(self._row(row, table) for row in self._below(index))
            last = rows[-1].last if rows else block.number + 1
            yield ActionList(
                found.title,
                found.age,
                found.level,
                head=block.number,
                body=block.number + 2,
                end=last,
                bullets=rows,
                columns=columns,
            )

    def _head(self, index: int) -> tuple[Table, tuple[str, ...]]:
        """What the head of a table says, and its columns in the form in which spellings are equal. Many tables have equal heads."""
        block, section = self._blocks[index], self._sections[index]
        key = section.meaning, tuple(block.cells)
        if key not in self._heads:
            table = table_of(block, section, self._vocabulary)
            said = (see([cell], self._source.references).text for cell in block.cells if table.columns)
            self._heads[key] = table, tuple(map(plain, said))
        return self._heads[key]

    def _below(self, index: int) -> Iterator[Block]:
        """The rows of the table whose head is the block at `index`."""
        for at in range(index + 1, len(self._blocks)):
            if self._blocks[at].form is not Form.ROW or self._blocks[at].head:
                return
            yield self._blocks[at]

    def _row(self, row: Block, table: Table) -> Bullet:
        """A row. What holds more than one action says nothing that could go on; a template's row is empty."""
        cell, title = title_of(row, table)
        boxes = sum(1 for _ in boxes_in_cell(title))
        said = _BOX.sub("", title).strip("-* ") if boxes < _SEVERAL else ""
        empty = says_nothing(said) and all(map(_is_blank, row.cells))
        return Bullet(row.number, row.number, said, empty=empty, cell=cell)

    # --- bullets

    def _bullets(self, slot: ActionList) -> Iterator[Bullet]:
        """The bullets at the top of a slot's list, with the date and the bold topic they stand under."""
        day, topic, found = "", "", 0
        inside = slice(bisect_left(self._numbers, slot.body), bisect_right(self._numbers, slot.end))
        for index, (block, section) in enumerate(zip(self._blocks[inside], self._sections[inside], strict=True)):
            if block.quoted or block.parent is not None:
                continue
            if block.form is Form.PARAGRAPH:
                day, topic = self._leads(block, day)
            elif block.form is Form.BULLET:
                topic = topic if section.topic else ""
                found += 1
                bullet = self._bullet(block, tuple(lead for lead in (day, topic) if lead), first=found == 1)
                # The box of any other bullet says whether it is over.
                asked = slot.topics or bullet.box is None
                yield replace(bullet, over=self._is_over(inside.start + index, slot)) if asked else bullet

    def _leads(self, block: Block, day: str) -> tuple[str, str]:
        """The date and the topic that a paragraph leaves standing for the bullets below it."""
        topic = ""
        for offset, line in enumerate(block.lines):
            raw = self._lines[block.number - 1 + offset].strip()
            if _BOLD.fullmatch(line):
                topic = raw
            elif is_date(see([line], self._source.references).text):
                day, topic = raw, ""
        return day, topic

    def _bullet(self, block: Block, leads: tuple[str, ...], *, first: bool) -> Bullet:
        last = self._extents[block.number]
        above = self._lines[block.number - 2].strip() if block.number > 1 else ""
        # A box of a template without words of its own gives way to lines, as an empty one does.
        empty = last == block.number and (not block.source or (block.box is State.OPEN and self._says_nothing(block)))
        return Bullet(block.number, last, block.source, block.box, leads, gap=not above and not first, empty=empty)

    def _is_over(self, index: int, slot: ActionList) -> bool:
        block = self._blocks[index]
        said = see(block.lines, self._source.references).text
        over = without_done(said)[1] or without_dropped(said)[1] or is_marked_done(block.source)
        over = over or (says_nothing(said) and self._extents[block.number] == block.number)
        return over or (is_review(slot.title) and any(state_below(index, self._blocks)))

    def _says_nothing(self, block: Block) -> bool:
        return says_nothing(see(block.lines, self._source.references).text)

    # --- how far a bullet reaches

    def _reach(self) -> Iterator[tuple[int, int]]:
        """(first, last) line of every bullet with all below it."""
        for index, block in enumerate(self._blocks):
            if block.form is Form.BULLET:
                yield block.number, self._last_line(index, block)

    def _last_line(self, index: int, block: Block) -> int:
        """Code and the like are no blocks: lines further to the right than the bullet are its own."""
        known = max(block.last, self._blocks[self._lasts[index]].last)
        after = self._lasts[index] + 1
        end = self._blocks[after].number - 1 if after < len(self._blocks) else len(self._lines)
        for number in range(known + 1, end + 1):
            line = self._lines[number - 1].expandtabs(4)
            if line.strip() and len(line) - len(line.lstrip()) <= block.column:
                return self._trimmed(known, number - 1)
        return self._trimmed(known, end)

    def _trimmed(self, known: int, end: int) -> int:
        while end > known and not self._lines[end - 1].strip():
            end -= 1
        return end


def _is_blank(cell: str) -> bool:
    """Whether a cell of a row has no words but a template's."""
    text = _BOX.sub("", see([cell], {}).text).strip("- ")
    return not text or says_nothing(text)
