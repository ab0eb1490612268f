"""A note without its meeting, for communities without a template: what the two newest notes share.

A single note does not show which of its lines stand in each, so that only headings, labels and the date are taken from it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import islice

from bot.core.config.schema import Headings
from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.heading_lines import is_heading
from bot.core.markdown.heading_path import WORK
from bot.core.markdown.sections import Walker
from bot.core.markdown.source import document, front_matter, source_lines
from bot.core.markdown.titles.headings import meaning as meaning_of
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.text.unicode import COLONS
from bot.core.upcoming.redated import redated

_LABEL = re.compile(r"(?P<said>[^:]*):(?:(?:\*{1,3}|_{1,3})(?!\S))?")
"""What stands before the names of people, with the end of its emphasis: `**Attendees:** Ann`."""

_ANY_DAY = date(2000, 11, 22)
"""Stands for the date of each note while they are compared."""


_MOST_LINES = 1000
"""Lines of each note that are compared: the time grows with the square of equal ones."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The notes of a meeting as a text of their own, and their date."""

    text: str
    day: date


def skeleton(notes: Sequence[Dated], day: date, own: Headings) -> str:
    """The form of the newest note with the new date: headings and lines that stand in both, an empty place for attendees.

    `notes` are the newest one or two, the newest first. Lists of work stay empty: carrying fills them.
    """
    newest = notes[0]
    language = document(newest.text).language
    if len(notes) > 1:
        rows = _shared(*([*islice(_without_gaps(_form(each, own)), _MOST_LINES)] for each in notes[:2]))
    else:
        rows = list(_form(newest, own, alone=True))
    lines = (redated(line, _ANY_DAY, day, language) for line in rows)
    return "\n".join(_without_gaps(lines)).strip("\n") + "\n"


def _form(note: Dated, own: Headings, *, alone: bool = False) -> Iterator[str]:
    """The lines of a note that may be its form, with a stand-in for its date; of one that is `alone`, those that surely are."""
    lines = source_lines(note.text)
    parts = _Parts(note.text, own)
    for number, line in enumerate(lines, 1):
        kept = parts.kept(number, line)
        if kept is None:
            continue
        row = redated(kept, note.day, _ANY_DAY, parts.language)
        if not alone or row != kept or kept != line or parts.is_frame(number, line):
            yield row.rstrip()


class _Parts:
    """What is to be left out of a note."""

    def __init__(self, text: str, own: Headings) -> None:
        source = document(text)
        self.language = source.language
        self._front = front_matter(source_lines(text))[1]
        walker = Walker(source, own)
        self._blocks: dict[int, tuple[Block, Meaning | None]] = {}
        for block in source.blocks:
            meaning = walker.section_of(block).meaning
            for number in range(block.number, block.last + 1):
                self._blocks.setdefault(number, (block, meaning))
        self._placed: set[Form] = set()

    def kept(self, number: int, line: str) -> str | None:
        """A line as the form has it; None where it is the words of one meeting."""
        if number <= self._front or number not in self._blocks:
            return line
        block, meaning = self._blocks[number]
        if block.head:
            self._placed.discard(Form.ROW)
        if block.form is Form.HEADING or block.head:
            return line
        label = _LABEL.match(line)
        if label and block.box is None and meaning_of(label["said"].strip(" *_")) is Meaning.PEOPLE:
            return label.group()
        if meaning is Meaning.PEOPLE or block.form is Form.ROW:
            return self._empty_place(block, line)
        if block.box is not None or block.parent is not None or meaning in WORK:
            return None
        return line

    def is_frame(self, number: int, line: str) -> bool:
        """Whether a line says nothing of one meeting: a heading, the head of a table, a label without words behind it."""
        if number <= self._front or number not in self._blocks:
            return True
        block, _ = self._blocks[number]
        return block.form is Form.HEADING or block.head or line.rstrip(" *_").endswith(COLONS)

    def _empty_place(self, block: Block, line: str) -> str | None:
        """One empty row or bullet for attendees."""
        if block.form is Form.PARAGRAPH:
            return line
        if block.form in self._placed or block.parent is not None:
            return None
        self._placed.add(block.form)
        return "|" + "  |" * len(block.cells) if block.form is Form.ROW else line.lstrip()[:1]


def _shared(newest: list[str], before: list[str]) -> list[str]:
    """The lines of the newest form that stand in the one before too, and its title in any case."""
    found = SequenceMatcher(None, newest, before, autojunk=False).get_matching_blocks()
    kept = {at for match in found for at in range(match.a, match.a + match.size)}
    title = next((at for at, line in enumerate(newest) if is_heading(line)), None)
    return [line for at, line in enumerate(newest) if at in kept or at == title]


def _without_gaps(lines: Iterable[str]) -> Iterator[str]:
    """The lines with one empty line where several stood."""
    above = "first"
    for line in lines:
        if line.strip() or above.strip():
            yield line
        above = line
