"""Blocks of a note that may be work, and how the blocks hang together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.inline import Seen
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.labels import is_bold, is_label
from bot.core.markdown.titles.vocabulary import ANY_LANGUAGE, Meaning, Vocabulary
from bot.core.model.notes import Kind, State
from bot.core.model.reasons import Why
from bot.core.notes.placeholders import says_nothing
from bot.core.people.lines.line_prefix import LinePrefix

LISTED: dict[Meaning | None, Kind] = {Meaning.ACTION: Kind.ACTION, Meaning.TRACKER: Kind.MOVE_TO_TRACKER}


@dataclass(slots=True)
class Candidate:
    """A block that becomes a line; `kind` is set when the note as a whole is known."""

    index: int
    block: Block
    section: Section
    seen: Seen
    prefix: LinePrefix
    state: State = State.OPEN
    kind: Kind = Kind.AGENDA
    why: Why = Why.TOPIC
    deadline: str = ""
    """What a table's column for the due date says."""
    label: str = ""
    """The line right above the list that announces it."""
    left_out: Why | None = None
    """Why it says something else than what is to be done, though it stands in an action list."""
    reviewed: bool = False
    """It stands where old work is gone through: what stands below it says whether it is done."""
    promised: bool = False
    """Its words say what somebody is to do: `Ann to mow`, `Ann will mow`."""

    @property
    def topic(self) -> str | None:
        """The bold line above; `**ACTION: Ann to mow**` is no topic of itself."""
        lines = self.block.lines
        is_own = self.block.form is Form.PARAGRAPH and len(lines) == 1 and is_bold(lines[0].strip())
        return None if is_own else self.section.topic


@dataclass(frozen=True, slots=True)
class Shape:
    """How the blocks of a note hang together, by the indexes of the blocks."""

    blocks: Sequence[Block]
    labels: frozenset[int]
    """Bullets that only announce what is below them."""
    filled: frozenset[int]
    """Bullets that have something below them."""
    mixed: frozenset[int]
    """Bullets that have bullets without a box right below them."""
    boxed: frozenset[int]
    """Bullets that have two bullets or more right below them, all with boxes."""
    typed: frozenset[int]
    """Boxes below a bullet, behind one without a box."""
    among: frozenset[int]
    """Boxes at the top of a list in which as many other bullets have none."""
    announced: Mapping[int, int]
    """Bullets below a label that is a line of its own inside a bullet → that line."""
    finished: frozenset[int]
    """Bullets that announce what is done."""
    assigned: frozenset[int] = frozenset()
    """Boxes outside the lists of a note in which nearly all such boxes name their owner."""
    roll_calls: frozenset[int] = frozenset()
    """Boxes of roll calls."""
    tasks: frozenset[int] = frozenset()
    """Boxes of lists most of whose boxes begin with a deed."""

    def is_finished(self, index: int) -> bool:
        """Whether a block stands below a bullet such as `Done:`."""
        return bool(self.finished) and not self.finished.isdisjoint(self.above(index))

    def says_more(self, index: int) -> bool:
        """Whether words stand below a block that are no placeholders."""
        if index not in self.filled:
            return False
        for at in range(index + 1, len(self.blocks)):
            block = self.blocks[at]
            if block.parent is None or block.parent < index:
                # What follows stands below another one.
                return False
            if block.parent == index and not says_nothing(block.source):
                return True
        return False

    def above(self, index: int) -> list[int]:
        """The bullets that a block is nested under, innermost first."""
        found = []
        parent = self.blocks[index].parent
        while parent is not None:
            found.append(parent)
            parent = self.blocks[parent].parent
        return found


def shape_of(
    blocks: Sequence[Block],
    labels: frozenset[int],
    finished: frozenset[int] = frozenset(),
    vocabulary: Vocabulary = ANY_LANGUAGE,
) -> Shape:
    """The shape of `blocks`."""
    mixed: set[int] = set()
    typed: set[int] = set()
    announced: dict[int, int] = {}
    announcing: dict[int, int] = {}
    inner = [(index, block, block.parent) for index, block in enumerate(blocks) if block.parent is not None]
    for index, block, parent in inner:
        if block.form is Form.PARAGRAPH:
            announcing.pop(parent, None)
            announcing |= {parent: index} if is_label(block.source.strip("*_ "), vocabulary) else {}
        elif block.form is Form.BULLET:
            typed |= {index} if block.box and parent in mixed else set()
            mixed |= {parent} if not block.box else set()
            announced |= {index: announcing[parent]} if parent in announcing else {}
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
        announced,
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
