"""What is work and what is talk: the kind of each line, decided over the whole note.

A box under an action heading is work; a box at the top of an agenda is a topic; a box below a topic is work where the note
says so: a word for work, a label above, a tag of owners, the words of a listed item.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.headings import meaning
from bot.core.markdown.inline import Seen
from bot.core.markdown.labels import is_label
from bot.core.markdown.sections import Section
from bot.core.markdown.vocabulary import ANY_LANGUAGE, Meaning, Vocabulary
from bot.core.model.notes import Kind, State
from bot.core.model.reasons import Why, Word
from bot.core.notes.placeholders import says_nothing
from bot.core.people.names import is_tagged_person
from bot.core.people.prefix import LinePrefix
from bot.core.words import ENGLISH, words
from bot.core.words.lookup import ANY, whole_hits
from bot.core.words.phrases import any_of, literally

LISTED: dict[Meaning | None, Kind] = {Meaning.ACTION: Kind.ACTION, Meaning.TRACKER: Kind.MOVE_TO_TRACKER}
NO_WORK: dict[Meaning | None, Why] = {Meaning.PEOPLE: Why.PEOPLE, Meaning.RUNNING: Why.RUNNING}
_OVER = (Meaning.DONE, Meaning.PAST)
_NOT_WORDS = re.compile(r"[\W_]+")
_SPEAKER = re.compile(r"[^\W\d_a-z]{2,4}\s?:\s")
# A link with or without a name for it, a question with or without its answer.
_REMARK = re.compile(r"(?:[^:?]{1,40}:\s)?https?://\S*|https?://.*|.*\?(?:\s*(?:[-=]>|→|[-–—])\s.*)?", re.DOTALL)


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
    label: str = ""
    """The line right above the list that announces it."""
    promised: bool = False
    """Its words say what somebody is to do: `Ann to mow`, `Ann will mow`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the blocks of a note hang together.

    `labels` are bullets that only announce what is below; `filled` have something below; `mixed` have bullets without a box
    directly below, `boxed` have two bullets or more there, all with boxes; `typed` are boxes that come after such a bullet; `among` are boxes at the top of a list that has bullets
    without one; `announced` come after a label that is a line of its own
    inside a bullet; `finished` are bullets that announce what is done; `assigned` are boxes outside the lists of a note in which
    nearly all such boxes name their owner.
    """

    blocks: Sequence[Block]
    labels: frozenset[int]
    filled: frozenset[int]
    mixed: frozenset[int]
    boxed: frozenset[int]
    typed: frozenset[int]
    among: frozenset[int]
    announced: frozenset[int]
    finished: frozenset[int]
    assigned: frozenset[int] = frozenset()

    def is_finished(self, index: int) -> bool:
        """Whether a block stands below a bullet such as `Done:`."""
        return bool(self.finished) and not self.finished.isdisjoint(self.above(index))

    def says_more(self, index: int) -> bool:
        """Whether words stand below a block that are no placeholders."""
        if index not in self.filled:
            return False
        return any(block.parent == index and not says_nothing(block.source) for block in self.blocks[index + 1 :])

    def above(self, index: int) -> list[int]:
        """The bullets that a block is nested under, innermost first."""
        found = []
        parent = self.blocks[index].parent
        while parent is not None:
            found.append(parent)
            parent = self.blocks[parent].parent
        return found


def shape(
    blocks: Sequence[Block],
    labels: frozenset[int],
    finished: frozenset[int] = frozenset(),
    vocabulary: Vocabulary = ANY_LANGUAGE,
) -> Shape:
    """The shape of `blocks`."""
    mixed: set[int] = set()
    typed: set[int] = set()
    announced: set[int] = set()
    announcing: set[int] = set()
    inner = [(index, block, block.parent) for index, block in enumerate(blocks) if block.parent is not None]
    for index, block, parent in inner:
        if block.form is Form.PARAGRAPH:
            (announcing.add if is_label(block.source.strip("*_ "), vocabulary) else announcing.discard)(parent)
        elif block.form is Form.BULLET:
            typed |= {index} if block.box and parent in mixed else set()
            mixed |= {parent} if not block.box else set()
            announced |= {index} if parent in announcing else set()
    boxes = Counter(parent for _, block, parent in inner if block.box is not None)
    boxed = frozenset(parent for parent, count in boxes.items() if count > 1 and parent not in mixed)
    filled = frozenset(parent for _, block, parent in inner if block.lines)
    return Shape(
        blocks,
        labels,
        filled,
        frozenset(mixed),
        boxed,
        frozenset(typed),
        _among(blocks),
        frozenset(announced),
        finished,
    )


def _among(blocks: Sequence[Block]) -> frozenset[int]:
    """Boxes at the top of a list in which as many other bullets have none. A heading or a paragraph ends a list."""
    found: set[int] = set()
    boxed: list[int] = []
    plain = 0
    for index, block in enumerate([*blocks, _END]):
        if block.parent is not None or block.quoted:
            continue
        if block.form is not Form.BULLET:
            found.update(boxed if plain >= len(boxed) else ())
            boxed, plain = [], 0
        elif block.box is not None:
            boxed += [] if block.bare else [index]
        else:
            plain += bool(block.source)
    return frozenset(found)


_END = Block(Form.HEADING, 0, [])


_BY_PLACE = frozenset({Why.LISTED, Why.FINISHED, Why.PAST, Why.PEOPLE, Why.RUNNING})
"""What the heading or label above decides."""


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


def deciding_word(each: Candidate) -> Word | None:
    """The word that decided what a candidate is, with its language; None where no word did."""
    marker = each.head.marker
    if each.why is Why.MARKER and marker:
        return Word(marker, next((hit.language for hit in whole_hits("work", marker, ANY)), ENGLISH))
    by = each.place.by
    if each.why is Why.LABEL and each.block.form is Form.ROW:
        return Word(by.word, by.language) if by else None
    return Word(by.word, by.language) if by and each.why in _BY_PLACE else None


def is_reported(each: Candidate, without_box: str) -> bool:
    """Whether a candidate is only shown: it has no box, and `without_box`, the config's word for such, asks for more.

    Below a heading that mixes work with other things a bullet without a word for work is only shown, whatever the config says.
    """
    if each.block.box is not None:
        return False
    explicit = bool(each.head.marker and (each.seen.day or _is_explicit(each.head.marker)))
    if without_box == "all":
        return not explicit and each.why is Why.LISTED and not _is_meant(each)
    return without_box == "report" or not (explicit or _is_labelled(each))


def _is_meant(each: Candidate) -> bool:
    """Whether a bullet of an action list is work: below a heading that mixes only what somebody is to do."""
    return each.place.plain or each.promised


def is_plain(each: Candidate) -> bool:
    """Whether a candidate is work only by the list that it stands in: `without_box: auto` asks the series whether it counts."""
    listed = each.why in (Why.LISTED, Why.LABEL, Why.FINISHED) and _is_meant(each)
    return listed and each.block.box is None and not each.head.marker and not _is_labelled(each)


def _is_labelled(each: Candidate) -> bool:
    """Whether a line with a colon stands right above the list and says without doubt that it is work: `Action items:`."""
    return each.place.plain and each.label.endswith(":") and bool(_explicit_label().fullmatch(each.label.strip("*_: ")))


def _is_explicit(marker: str) -> bool:
    """Whether a word for work says so without doubt, in any language."""
    return bool(_explicit().fullmatch(marker)) or any(hit.key == "action" for hit in whole_hits("work", marker))


@cache
def _explicit() -> re.Pattern[str]:
    """The words for work that say so without doubt: `Action: …`, not `Next step: …`."""
    work = words().work
    return re.compile(any_of((*work.action, *work.actions, *work.action_item, *work.initials)))


@cache
def _explicit_label() -> re.Pattern[str]:
    work = words().work
    before = literally(words().headings.qualifiers)
    said = any_of((*work.action, *work.actions, *work.action_item, *work.todo, *work.initials))
    return re.compile(rf"(?:{before} ){{0,3}}{said}", re.IGNORECASE)


def _reason(each: Candidate, form: Shape, work: set[int], listed: set[str]) -> Why:
    """Why a candidate is work, or is not."""
    if each.place.meaning in NO_WORK:
        return NO_WORK[each.place.meaning]
    if each.place.meaning in _OVER:
        return Why.PAST if each.state is State.OPEN else Why.FINISHED
    if each.place.meaning in LISTED:
        return Why.FINISHED if form.is_finished(each.index) else Why.LISTED
    if each.block.box is None:
        return Why.MARKER if each.head.marker else Why.LABEL
    return Why.MARKER if each.head.marker else _outside(each, form, work, listed)


def _outside(each: Candidate, form: Shape, work: set[int], listed: set[str]) -> Why:
    """Why a box outside the action lists is work or is not."""
    above = form.above(each.index)
    if each.block.asks or not above:
        return Why.TOPIC if each.block.asks else _at_top(each, form)
    if not form.announced.isdisjoint((each.index, *above)) or not form.labels.isdisjoint(above):
        return Why.LABEL
    if _key(each) in listed:
        return Why.RESTATED
    return Why.BELOW_WORK if not work.isdisjoint(above) else _assigned(each, form, above[0])


def _at_top(each: Candidate, form: Shape) -> Why:
    """Why a box at the top of a list outside the action lists is work: it was typed on purpose where others have none.

    In an agenda it is a topic all the same, and so is what was discussed: words stand below it. Below a sub-heading of the
    agenda only a box that names its owner counts.
    """
    if each.promised or each.index in form.assigned:
        return Why.OWNER
    if each.index not in form.among or each.index in form.filled or _REMARK.fullmatch(each.seen.text[:500]):
        return Why.TOPIC
    if each.head.owners or each.head.tagged:
        is_agenda = each.place.section and meaning(each.place.section[-1]) is Meaning.AGENDA
        return Why.TOPIC if is_agenda else Why.OWNER
    return Why.TOPIC if each.place.meaning is Meaning.AGENDA else Why.TYPED


def _assigned(each: Candidate, form: Shape, parent: int) -> Why:
    """Why a box below a topic is something to do, rather than a sub-topic with its speaker.

    Editors continue `- [ ]` by themselves, so where all under a boxed topic have boxes these are sub-topics or remarks; what
    has an owner and is still open when the topic is done is work. A box below or behind a plain bullet was typed on purpose.
    """
    named = bool(each.head.owners) or each.head.tagged
    if named and form.blocks[parent].box is None:
        spoken = parent in form.boxed and not each.head.tagged and _SPEAKER.match(each.seen.text)
        return Why.REMARK if spoken else Why.OWNER
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
    if not says_nothing(each.head.text) and not (each.block.asks and is_tagged_person(each.head.text)):
        return False
    return all(map(says_nothing, each.seen.lines[1:])) and not form.says_more(each.index)
