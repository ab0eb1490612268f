"""What is work and what is talk: the kind of each line, decided over the whole note.

A box under an action heading is work; a box at the top of an agenda is a topic; a box below a topic is work where the note
says so: a word for work, a label above, a tag of owners, the words of a listed item.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.blocks import Block, Form
from bot.core.headings import Meaning, is_label
from bot.core.inline import Seen
from bot.core.model import Kind, State
from bot.core.owners import Head
from bot.core.sections import Place

LISTED = {Meaning.ACTION: Kind.ACTION, Meaning.TRACKER: Kind.MOVE_TO_TRACKER}
_NOT_WORDS = re.compile(r"[\W_]+")
_EXPLICIT = re.compile(r"a(?:ction|i|p)", re.IGNORECASE)
_REMARK = re.compile(r"https?://.*|.*\?", re.DOTALL)


@dataclass(slots=True)
class Candidate:
    """A block that becomes a line; `kind` is set when the note as a whole is known."""

    index: int
    block: Block
    place: Place
    seen: Seen
    head: Head
    state: State = State.OPEN
    kind: Kind = Kind.AGENDA


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
    filled = frozenset(parent for _, _, parent in inner)
    return Shape(blocks, labels, filled, frozenset(mixed), frozenset(typed), frozenset(announced))


def kinds(candidates: Sequence[Candidate], form: Shape) -> None:
    """Set the kind of every candidate of one note."""
    real = [each for each in candidates if each.block.box is None or not _says_nothing(each, form)]
    listed = {_key(each) for each in real if each.place.meaning in LISTED}
    work: set[int] = set()
    for each in real:
        if each.place.meaning in LISTED:
            each.kind = LISTED[each.place.meaning]
        elif each.block.box is None or (
            each.place.meaning is not Meaning.PEOPLE and _is_work(each, form, work, listed)
        ):
            each.kind = Kind.ACTION
        if each.kind is not Kind.AGENDA:
            work.add(each.index)


def is_reported(each: Candidate, without_box: str) -> bool:
    """Whether a candidate is only shown: it has no box, and `without_box`, the config's word for such, asks for more."""
    if each.block.box is not None or without_box == "all":
        return False
    return without_box == "report" or not (each.head.marker and _EXPLICIT.match(each.head.marker))


def _is_work(each: Candidate, form: Shape, work: set[int], listed: set[str]) -> bool:
    """Whether a box outside the action lists is work."""
    if each.head.marker:
        return True
    above = form.above(each.index)
    if not above:
        return False
    if not form.announced.isdisjoint((each.index, *above)):
        return True
    if _key(each) in listed or not form.labels.isdisjoint(above) or not work.isdisjoint(above):
        return True
    return _is_assigned(each, form, above[0])


def _is_assigned(each: Candidate, form: Shape, parent: int) -> bool:
    """Whether a box below a topic is something to do, rather than a sub-topic with its speaker.

    Editors continue `- [ ]` by themselves, so where all under a boxed topic have boxes these are sub-topics or remarks; what
    has an owner and is still open when the topic is done is work. A box below or behind a plain bullet was typed on purpose.
    """
    named = bool(each.head.owners) or each.head.tagged
    if named and form.blocks[parent].box is None:
        return True
    if each.head.tagged:
        left = each.state is State.OPEN and form.blocks[parent].box is State.DONE
        return left or parent in form.mixed
    # `AB: …` without parentheses is as often who speaks.
    return not named and each.index in form.typed and not _REMARK.fullmatch(each.seen.text[:500])


def _key(each: Candidate) -> str:
    """The words that two lines have in common when one restates the other."""
    return _NOT_WORDS.sub(" ", each.head.text.casefold()).strip() or f"line {each.index}"


def _says_nothing(each: Candidate, form: Shape) -> bool:
    """An empty box with nothing below it, or with nothing but a name: residue of a template, a vote, a roll call."""
    return not (each.index in form.filled or any(each.seen.lines[1:]) or each.head.text.strip())
