"""Actions without a box: `ACTION: …`, `TODO(name) …`, plain bullets of an action list, rows of an action table."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.deeds import says_deed
from bot.core.markdown.done_words import begins_done, without_sign
from bot.core.markdown.inline import Look, Seen, defines_links
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.labels import announces_talk
from bot.core.markdown.titles.vocabulary import Meaning, Vocabulary
from bot.core.model.notes import State
from bot.core.model.reasons import Why
from bot.core.notes.candidates.announcing import read_bold
from bot.core.notes.candidates.candidate import LISTED, Candidate, Shape
from bot.core.notes.candidates.markers import BRACKETS, Markers, names_initials
from bot.core.notes.candidates.next_steps import (
    is_list_of_work,
    is_next_step,
    is_question,
    names_topic,
)
from bot.core.notes.candidates.paragraphs import Paragraphs
from bot.core.notes.candidates.planned import Plans
from bot.core.notes.candidates.reports import reports, tells
from bot.core.notes.candidates.reviews import Reviews, is_done_behind, is_told_done, led_by_outcome
from bot.core.notes.classify import NO_WORK, is_explicit
from bot.core.notes.placeholders import only_points, says_nothing
from bot.core.notes.tables.head import Table, table_of
from bot.core.notes.tables.rows import rows
from bot.core.people.context import Context
from bot.core.people.lines.inner_work import may_have_tag, read_inner_work
from bot.core.people.lines.line_prefix import LinePrefix, ReadPrefix
from bot.core.people.lines.promises import names_a_doer
from bot.core.people.owner import Owner
from bot.core.people.persons import is_everybody
from bot.core.text.unicode import COLONS
from bot.core.words import words
from bot.core.words.lines import Lines

_ADDRESS = re.compile(r"https?://\S+(?:\s+\([^()]*\))?")
_SEVERAL = 2
"""Lines of a paragraph that may each say what somebody is to do."""
# `water the lawn [?]`: nobody does it yet.
_NOBODY = re.compile(r"\s*[\[(]\?{1,3}[\])]\W*$")
# "anything else?"; a longer one may well be work ("Ann or Bob to ask the mill about a price?").
_QUESTION = re.compile(r"(?:[^\s?.!:]+\s+){0,4}[^\s?.!:]+\?\W*")


@dataclass(slots=True)
class Unboxed:
    """Reads the blocks of one note. `led` are the bullets that only name who does what stands below them."""

    blocks: Sequence[Block]
    sections: Sequence[Section]
    shape: Shape
    look: Look
    prefix_of: ReadPrefix
    context: Context
    vocabulary: Vocabulary
    led: Mapping[int, tuple[Owner, ...]]
    sources: Lines
    _markers: Markers = field(init=False)
    _reviews: Reviews = field(init=False)
    _plans: Plans = field(init=False)
    _led_by_outcome: Callable[[], frozenset[int]] = field(init=False)
    _has_own_list: bool = field(init=False)
    """Whether the note has an action list besides `Next steps`: then the next steps of a topic are how its talk goes on."""

    def __post_init__(self) -> None:
        language = self.context.language
        self._markers = Markers(self.sources, language)
        self._plans = Plans(self.blocks, self.sections, self.look, self._prefix, language)
        self._has_own_list = any(map(is_list_of_work, self.sections))
        self._reviews = Reviews(self.blocks, self.sections, self.shape, self.look)
        self._led_by_outcome = cache(lambda: led_by_outcome(self.blocks))

    def candidates(self) -> list[Candidate]:
        """The candidates among blocks without a box, in the order of the note.

        A bullet of a list below which a line says `ACTION: …` is the subject of that, unless it says who does it.
        """
        found = list(self._candidates())
        subjects = {each.block.parent for each in found if each.prefix.marker and not each.left_out}
        for each in found:
            if each.index in subjects and not (each.prefix.marker or each.prefix.owners):
                each.left_out = each.left_out or Why.SUBJECT
        return found

    def _candidates(self) -> Iterator[Candidate]:
        boxed = {block.parent for block in self.blocks if block.box is not None}
        paragraphs = dict(Paragraphs(self.blocks, self.sections, self.look, self.context).found())
        taken: set[int] = set()
        table = Table()
        for index, (block, section) in enumerate(zip(self.blocks, self.sections, strict=True)):
            found = None
            if block.form is Form.ROW:
                if block.head:
                    below = self.blocks[index + 1 :]
                    table = table_of(block, section, self.vocabulary, below, self.context)
                elif not block.quoted:
                    yield from rows(index, block, section, table, self.context)
            elif paragraphs.get(index, Why.SPOKEN) is not Why.SPOKEN and (people := self._people(index)):
                taken.add(index)
                yield from people
            elif self._may_be_work(index):
                found = self._marked(index) if self._markers.may_stand_in(index) else None
                if not found and index not in boxed and self._is_of_list(index, paragraphs, taken):
                    found = self._plain(index, paragraphs.get(index))
            if found:
                self._reviews.mark(found)
                taken |= set() if found.left_out else {index}
                yield found

    def _people(self, index: int) -> list[Candidate]:
        """The lines of a paragraph, where each begins with who does it: `Ann: mow` and right below it `Bob: water`."""
        block, section = self.blocks[index], self.sections[index]
        if len(block.lines) < _SEVERAL or not self._may_be_work(index):
            return []
        found = []
        for at, (line, text) in enumerate(zip(block.lines, self.look(index).lines, strict=False)):
            prefix = self.prefix_of(text)
            if not prefix.owners or not prefix.text.strip():
                return []
            own = replace(block, number=block.number + at, lines=[line], _source=None)
            found.append(Candidate(index, own, section, Seen((text,), ()), prefix, label=self._label(index)))
        return found

    def _may_be_work(self, index: int) -> bool:
        block = self.blocks[index]
        in_text = block.form is not Form.HEADING and block.box is None and not defines_links(block.lines)
        return in_text and self.sections[index].meaning is not Meaning.RUNNING

    def _is_of_list(self, index: int, paragraphs: Container[int], taken: set[int]) -> bool:
        """Whether it is work, or says that it is none, by the list in which it stands."""
        listed = index in paragraphs or self._is_listed(index, taken) or self._plans.is_assigned(index, taken)
        return listed and self.sections[index].meaning not in NO_WORK

    def _marked(self, index: int) -> Candidate | None:
        """A bullet or paragraph that starts with a word for work, or has one with its owners further on."""
        first = without_sign(next(iter(self.blocks[index].lines), ""))
        if first.startswith(BRACKETS) and self.look(index).day:
            dated = self._prefix(index)
            return self._candidate(index, dated) if dated.owners else None
        source = self.blocks[index].source
        is_near = self._markers.is_near(index, first)
        is_inner = self._markers.may_be_inner(index) or may_have_tag(source)
        if not (is_near or is_inner) or self._announces(index):
            return None
        found = self._prefix(index) if is_near else None
        found = found if found and found.marker else read_bold(source, self.prefix_of)
        if not found or not found.marker:
            seen = self.look(index)
            found = read_inner_work(seen.text if is_inner else seen.lines[0], self.context)
        if not found or not found.marker or not found.text.strip() or self._says_more(index, found.marker):
            return None
        if (not found.owners and self._is_talk(index, found)) or self._is_person(index, found.marker):
            return None
        is_shouted = found.marker.isupper() and first.startswith(found.marker)
        if self.blocks[index].quoted and not (is_explicit(found.marker) or is_shouted):
            return None
        told = Why.REPORTED if tells(found, found.marker, self.context) else None
        return replace(self._candidate(index, found), left_out=told)

    def _prefix(self, index: int) -> LinePrefix:
        """What stands in front of the words of a block, behind a sign that says that the work is done."""
        return self.prefix_of(without_sign(next(iter(self.look(index).lines), "")))

    def _is_talk(self, index: int, prefix: LinePrefix) -> bool:
        """Whether a word for work says something else: it follows up with a question, or its initials are the subject.

        `AI: can it write minutes?` below `AI` is about the other meaning of the initials.
        """
        marker, section = prefix.marker or "", self.sections[index]
        asks = is_question(prefix.text, marker, self.context.language)
        is_subject = section.meaning not in LISTED and any(map(names_initials, section.headings))
        return asks or (marker in words().work.initials and is_subject)

    def _is_person(self, index: int, marker: str) -> bool:
        """Whether it is one of a list of people: those have nothing above them, and initials that are words for work too (`AR: Ann`).

        What stands below another line is of an agenda without a heading.
        """
        work = words().work
        is_initials = marker in (*work.initials, *work.initials_named)
        return self.sections[index].meaning is Meaning.PEOPLE and (is_initials or self.blocks[index].parent is None)

    def _announces(self, index: int) -> bool:
        """Whether it announces the list below it, with who does it: `AI @ann to organise:`."""
        return index in self.shape.labels or self.sections[index].label == self.look(index).text

    def _says_more(self, index: int, marker: str) -> bool:
        """Whether it is said of the listed box right above: `Next steps: …` below an item is how the item goes on."""
        above = self.blocks[index].parent
        boxed = above is not None and self.blocks[above].box is not None
        return boxed and self.sections[index].meaning in LISTED and is_next_step(marker)

    def _plain(self, index: int, said: Why | None) -> Candidate | None:
        """A bullet of an action list that says what is to be done: no residue of a template, no question, and no link but one to
        what is to be done (`[Order tar](…)`).

        Those that say something else have the reason. `said` is what a paragraph is, see `Paragraphs.found`.
        """
        seen = self.look(index)
        found = self._prefix(index)
        if self._is_open(index, found.text) or says_nothing(found.text) or announces_talk(found.text, self.vocabulary):
            return None
        points = only_points(self.blocks[index].source) and not says_deed(found.text, self.context.language)
        asks = points or _QUESTION.fullmatch(_NOBODY.sub("", seen.text[:500]))
        if (asks and not found.owners) or _ADDRESS.fullmatch(found.text[:500]) or self._reviews.is_announced(index):
            return None
        report = Why.REPORTED if reports(found, self.context) or self._states(index, found) else None
        reviewed = Why.REVIEWED if self._reviews.holds(index) else None
        is_shared = is_everybody(found.text.partition(":")[0], self.context)
        owned = bool(found.owners) or is_shared or begins_done(found.text)
        is_loose = self._plans.is_loose(index, self._label(index), owned=owned)
        is_talk = said is Why.LOOSE or self._goes_on(index, found.text) or self._is_of_topic(index, found.text)
        is_loose = is_loose or (not owned and is_talk)
        loose = Why.LOOSE if is_loose else None
        spoken = said if said is Why.SPOKEN else None
        return replace(self._candidate(index, found), left_out=spoken or report or reviewed or loose)

    def _goes_on(self, index: int, text: str) -> bool:
        """Whether a bullet goes on with a talk below next steps: a question, and where the note has a list of its own for work what stands
        below a bullet of the talk, and all of a list of which no line begins with what is to be done.
        """
        section = self.sections[index]
        if section.by and is_question(text, section.by.word, self.context.language):
            return True
        if not self._has_own_list:
            return False
        is_list = bool(section.headings) and is_next_step(section.headings[-1])
        return is_next_step(self._label_above(index)) or (is_list and not self._plans.is_work(index))

    def _is_of_topic(self, index: int, text: str) -> bool:
        """Whether a bullet says something of a topic, whose next steps are all that is announced above it, in a list that is no work."""
        label = self._label_above(index) or self._label(index)
        titles = self.sections[index].headings
        above = [label] if label else [each for each in titles if meaning(each, self.vocabulary) in LISTED]
        is_topic = bool(above) and all(names_topic(each, self.context) for each in above)
        return is_topic and not (self._plans.is_work(index) or names_a_doer(text, self.context))

    def _label_above(self, index: int) -> str:
        """The line inside a bullet, or the nearest bullet above, that announces the list of a bullet."""
        if index in self.shape.announced:
            return self.look(self.shape.announced[index]).text
        return next((self.look(each).text for each in self.shape.above(index) if each in self.shape.labels), "")

    def _is_open(self, index: int, text: str) -> bool:
        """Whether a bullet is a word or two and a colon, and nothing stands behind or below it: `Everyone:`."""
        more = self.look(index).lines[1:]
        if more and all(":" in line or "：" in line for line in more):
            return False
        return len(text.split()) <= 2 and text.rstrip().endswith(COLONS) and index not in self.shape.filled

    def _states(self, index: int, prefix: LinePrefix) -> bool:
        """Whether a bullet below `Next steps`, itself a bullet of a talk, only says how something stands: `The bot is new`."""
        label = self._label_above(index)
        return bool(label) and tells(prefix, label, self.context)

    def _is_listed(self, index: int, taken: set[int]) -> bool:
        """Whether a plain bullet stands in an action list itself, not below one of its entries."""
        block = self.blocks[index]
        if block.form is not Form.BULLET or block.quoted or index in self.shape.labels or index in self.led:
            return False
        above = self.shape.above(index)
        nearest = next((each for each in above if each not in self.led), None)
        if nearest in self.shape.labels or index in self.shape.announced:
            return taken.isdisjoint(above)
        section = self.sections[index]
        listed = section.meaning in LISTED or (section.meaning is Meaning.DONE and section.boxless)
        return listed and all(self._passes_on(each) for each in above)

    def _passes_on(self, index: int) -> bool:
        """Whether a bullet leaves it to those below to say what is to be done; `* 1. mow` is a list within a list."""
        return index in self.shape.labels or index in self.led or not self.blocks[index].source

    def _candidate(self, index: int, prefix: LinePrefix) -> Candidate:
        seen = self.look(index)
        signed = bool(seen.lines) and without_sign(seen.lines[0]) != seen.lines[0]
        is_behind = is_done_behind(index, self.blocks) and index not in self._led_by_outcome()
        state = State.DONE if signed or is_behind or is_told_done(index, self.blocks) else State.OPEN
        return Candidate(index, self.blocks[index], self.sections[index], seen, prefix, state, label=self._label(index))

    def _label(self, index: int) -> str:
        """The line that announces the list of a bullet; a bullet may be one at the top of a list, not below a topic."""
        above = self.blocks[index].parent
        if above is None:
            return self.sections[index].label or ""
        return self.look(above).text if above in self.shape.labels and self.blocks[above].parent is None else ""
