"""What is work and what is talk: the kind of each line, decided over the whole note.

A box under an action heading is work; a box at the top of an agenda is a topic; a box below a topic is work where the note
says so: a word for work, a label above, a tag of owners, the words of a listed item.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.headings import Meaning, is_label
from bot.core.markdown.inline import Seen
from bot.core.markdown.sections import Section
from bot.core.model.notes import Kind, State
from bot.core.model.reasons import Why
from bot.core.notes.placeholders import says_nothing
from bot.core.people.names import is_tagged_person
from bot.core.people.prefix import LinePrefix
from bot.core.words import words
from bot.core.words.phrases import any_of

LISTED: dict[Meaning | None, Kind] = {Meaning.ACTION: Kind.ACTION, Meaning.TRACKER: Kind.MOVE_TO_TRACKER}
_NOT_WORDS = re.compile(r"[\W_]+")
_REMARK = re.compile(r"https?://.*|.*\?", re.DOTALL)


@dataclass(slots=True)
class Candidate:
    """A block that becomes a line; `kind` is set when the note as a whole is known."""

    index: int
    block: Block
    place: Section
    seen: Seen
    head: LinePrefix
    state: State = State.OPEN
    kind: Kind = Kind.AGENDA
    why: Why = Why.TOPIC
    deadline: str = ""
    """What a table's column for the due date says."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the blocks of a note hang together.

    `labels` are bullets that only announce what is below; `filled` have something below; `mixed` have bullets without a box
    directly below; `typed` are boxes that come after such a bullet; `announced` come after a label that is a line of its own
    inside a bullet.
    """

    blocks: Sequence[Block]
    labels: frozenset[int]
    filled: frozenset[int]
    mixed: frozenset[int]
    typed: frozenset[int]
    announced: frozenset[int]

    def above(self, index: int) -> list[int]:
        """The bullets that a block is nested under, innermost first."""
        found = []
        parent = self.blocks[index].parent
        while parent is not None:
            found.append(parent)
            parent = self.blocks[parent].parent
        return found


def shape(blocks: Sequence[Block], labels: frozenset[int]) -> Shape:
    """The shape of `blocks`."""
    mixed: set[int] = set()
    typed: set[int] = set()
    announced: set[int] = set()
    announcing: set[int] = set()
    inner = [(index, block, block.parent) for index, block in enumerate(blocks) if block.parent is not None]
    for index, block, parent in inner:
        if block.form is Form.PARAGRAPH:
            (announcing.add if is_label(block.source.strip("*_ ")) else announcing.discard)(parent)
        elif block.form is Form.BULLET:
            typed |= {index} if block.box and parent in mixed else set()
            mixed |= {parent} if not block.box else set()
            announced |= {index} if parent in announcing else set()
    filled = frozenset(parent for _, block, parent in inner if not says_nothing(block.source))
    return Shape(blocks, labels, filled, frozenset(mixed), frozenset(typed), frozenset(announced))


def kinds(candidates: Sequence[Candidate], form: Shape) -> None:
    """Set the kind of every candidate of one note, and why."""
    for each in candidates:
        each.why = Why.MOVED if each.state is State.MOVED else Why.EMPTY if _is_empty(each, form) else Why.TOPIC
    said = [each for each in candidates if each.why is Why.TOPIC]
    listed = {_key(each) for each in said if each.place.meaning in LISTED}
    work: set[int] = set()
    for each in said:
        each.why = _reason(each, form, work, listed)
        if each.why.is_work:
            each.kind = LISTED.get(each.place.meaning, Kind.ACTION)
            work.add(each.index)


def is_reported(each: Candidate, without_box: str) -> bool:
    """Whether a candidate is only shown: it has no box, and `without_box`, the config's word for such, asks for more."""
    if each.block.box is not None or without_box == "all":
        return False
    return without_box == "report" or not (each.head.marker and _explicit().fullmatch(each.head.marker))


@cache
def _explicit() -> re.Pattern[str]:
    """The words for work that say so without doubt: `Action: …`, not `Next step: …`."""
    work = words().work
    return re.compile(any_of((*work.action, *work.actions, *work.action_item, *work.initials)))


def _reason(each: Candidate, form: Shape, work: set[int], listed: set[str]) -> Why:
    """Why a candidate is work, or is not."""
    if each.place.meaning in LISTED:
        return Why.LISTED
    if each.block.box is None:
        return Why.MARKER if each.head.marker else Why.LABEL
    if each.place.meaning is Meaning.PEOPLE:
        return Why.PEOPLE
    if each.head.marker:
        return Why.MARKER
    above = form.above(each.index)
    return _below(each, form, above, work, listed) if above else Why.TOPIC


def _below(each: Candidate, form: Shape, above: Sequence[int], work: set[int], listed: set[str]) -> Why:
    """Why a box that stands below other bullets, outside the action lists, is work or is not."""
    if not form.announced.isdisjoint((each.index, *above)) or not form.labels.isdisjoint(above):
        return Why.LABEL
    if _key(each) in listed:
        return Why.RESTATED
    return Why.BELOW_WORK if not work.isdisjoint(above) else _assigned(each, form, above[0])


def _assigned(each: Candidate, form: Shape, parent: int) -> Why:
    """Why a box below a topic is something to do, rather than a sub-topic with its speaker.

    Editors continue `- [ ]` by themselves, so where all under a boxed topic have boxes these are sub-topics or remarks; what
    has an owner and is still open when the topic is done is work. A box below or behind a plain bullet was typed on purpose.
    """
    named = bool(each.head.owners) or each.head.tagged
    if named and form.blocks[parent].box is None:
        return Why.OWNER
    if each.head.tagged:
        left = each.state is State.OPEN and form.blocks[parent].box is State.DONE
        return Why.LEFT_OPEN if left else Why.OWNER if parent in form.mixed else Why.REMARK
    # `AB: …` without parentheses is as often who speaks.
    typed = not named and each.index in form.typed and not _REMARK.fullmatch(each.seen.text[:500])
    return Why.TYPED if typed else Why.REMARK


def _key(each: Candidate) -> str:
    """The words that two lines have in common when one restates the other."""
    return _NOT_WORDS.sub(" ", each.head.text.casefold()).strip() or f"line {each.index}"


def _is_empty(each: Candidate, form: Shape) -> bool:
    """A line with nothing below it and no words, or nothing but a name: residue of a template, a vote, a roll call."""
    if each.index in form.filled or not all(map(says_nothing, each.seen.lines[1:])):
        return False
    return says_nothing(each.head.text) or (each.block.asks and is_tagged_person(each.head.text))
