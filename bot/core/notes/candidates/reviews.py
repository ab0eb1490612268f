"""Where old work is gone through: its lines say how it stands, and what stands below them says whether it is done."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.done_words import SIGN, is_in_part
from bot.core.markdown.inline import Look
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import meaning, plain
from bot.core.markdown.titles.list_kinds import is_bucket, is_review
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.model.reasons import Why
from bot.core.notes.candidates.candidate import LISTED, Candidate, Shape
from bot.core.notes.placeholders import only_points
from bot.core.words import words
from bot.core.words.phrases import any_of

_SPEAKER = re.compile(r"[^\W\d_]{2,20}\s?:\s+")
_FIRST = re.compile(r"(?:(?!\s[-–—])[^,.;:!()/])*")
"""What stands before the first sign: the first word of `done - see #12` and `Closed/complete`."""
_ARROW = re.compile(r"(?:[-=]>|→|➡\ufe0f?)\s*")
_SIGN = re.compile(rf"{SIGN}\s*")
_COLON = re.compile(r"[^\s:]+\s?:")
_SENTENCE_END = re.compile(r"[.!]\s")
_LINKED = re.compile(r"[^\s:]+\s?:\s*(?:\[[^\[\]]*\]\([^()\s]*\)|<?\w+://\S+)\W*")
_MARKS = str.maketrans("", "", "*_")
_NOT = "not "


@dataclass(slots=True)
class Reviews:
    """Where the blocks of one note go through old work."""

    blocks: Sequence[Block]
    sections: Sequence[Section]
    shape: Shape
    look: Look
    _with_boxes: frozenset[tuple[str, ...]] = field(init=False)
    """The sections that have boxes."""

    def __post_init__(self) -> None:
        both = zip(self.blocks, self.sections, strict=True)
        self._with_boxes = frozenset(section.headings for block, section in both if block.box is not None)

    def mark(self, found: Candidate) -> None:
        """Mark a candidate where old work stands, so that what is said below it counts."""
        found.reviewed = self.holds(found.index)
        if found.reviewed and found.section.meaning is Meaning.AGENDA:
            # The agenda of a review names what is gone through; how it stands is in the notes.
            found.left_out = found.left_out or Why.REVIEWED
        found.reviewed = found.reviewed or _is_earlier(found.section.headings)

    def holds(self, index: int) -> bool:
        """Whether it stands below a bullet or heading that announces a review of old work: what is said there is how that stands.

        A list with boxes is kept from meeting to meeting, whatever its heading.
        """
        above = self.shape.above(index)
        if any(self.blocks[each].box is None and is_review(self.look(each).text) for each in above):
            return True
        headings = self.sections[index].headings
        return goes_through(headings) and headings not in self._with_boxes

    def is_announced(self, index: int) -> bool:
        """Whether a bullet only announces that the old work below it is gone through."""
        return index in self.shape.filled and is_review(self.look(index).text)


@lru_cache(maxsize=4096)
def goes_through(headings: tuple[str, ...]) -> bool:
    """Whether the headings above a line say that old work is gone through: `Action item review`, or `Previous actions` with a
    heading of its own for each of them."""
    for at in range(len(headings) - 1, -1, -1):
        title = headings[at]
        if meaning(title) in LISTED:
            inner = headings[at + 1 :]
            of_single = bool(inner) and bool(_earlier().search(plain(title))) and not any(map(is_bucket, inner))
            return is_review(title) or of_single
    return False


def _is_earlier(headings: tuple[str, ...]) -> bool:
    """Whether the heading above a line announces work of earlier meetings: how it stands is said below it."""
    return any(_earlier().search(plain(title)) for title in headings if meaning(title) in LISTED)


def state_below(index: int, blocks: Sequence[Block]) -> tuple[bool, bool]:
    """Whether a bullet right below a line begins with the word that the work is done, or dropped: `done, it is merged`.

    A sign for done without such a word is of a part of the work where other bullets stand beside it.
    """
    said = list(_bullets_below(index, blocks))
    # Each of several bullets may say so of a part: `docs: done`.
    said = list(map(_without_speaker, said)) if len(said) == 1 else said
    signed = [bool(_SIGN.match(text)) for text in said]
    begins = [_first_words(text) for text in said]
    done = any(
        (_closed().fullmatch(first) or _outcome().fullmatch(first) or (sign and _done().match(first)))
        and not is_in_part(text)
        for text, first, sign in zip(said, begins, signed, strict=True)
    )
    dropped = any(bool(_dropped().fullmatch(text)) for text in begins)
    return done or (bool(signed) and all(signed) and not dropped), dropped


def _without_speaker(text: str) -> str:
    """`Ann: done` without the name; `Done: https://…` begins with none."""
    found = _SPEAKER.match(text)
    return text if not found or _closed().fullmatch(_first_words(text)) else text[found.end() :]


def is_outcome(text: str) -> bool:
    """Whether a bullet below any line says that it is done: `DONE - see #12`, `→ completed`.

    With a colon behind the word it is as often a list of what is done of it, `Done: the gate`, unless that is a link.
    """
    told = not _COLON.match(_bare(text)) or bool(_LINKED.fullmatch(_bare(text)))
    return told and bool(_outcome().fullmatch(_first_words(text))) and not is_in_part(text)


def says_only_state(text: str) -> bool:
    """Whether a bullet says nothing but how the work beside it stands: `DONE!`, `Not done, postponed.`"""
    bare = _first_words(text)
    said = bare.removeprefix(_NOT).strip()
    return not _COLON.match(_bare(text)) and bool(_outcome().fullmatch(said) or _dropped().fullmatch(said))


def led_by_outcome(blocks: Sequence[Block]) -> frozenset[int]:
    """The bullets of lists that begin with `DONE!` or the like: there it is not certain of which line such a bullet says so."""
    lists: dict[int | None, bool] = {}
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if block.form is not Form.BULLET:
            lists.pop(block.parent, None)
            continue
        if block.parent not in lists:
            lists[block.parent] = _is_outcome_alone(block)
        found |= {index} if lists[block.parent] else set()
    return frozenset(found)


def is_told_done(index: int, blocks: Sequence[Block]) -> bool:
    """Whether a bullet right below a line says that it is done: `DONE!`, `Status: done`."""
    field = _state_field()
    return any(is_outcome(text) or is_outcome(field.sub("", text, count=1)) for text in _bullets_below(index, blocks))


def is_told_of(index: int, blocks: Sequence[Block]) -> bool:
    """Whether bullets right below a line say nothing but how the work stands, or where: `ongoing`, `https://…`."""
    said = list(_bullets_below(index, blocks))
    return bool(said) and all(only_points(text) or _stands().fullmatch(_first_words(text)) for text in said)


def is_done_behind(index: int, blocks: Sequence[Block]) -> bool:
    """Whether the next bullet of a bullet's list says nothing but that the work is done."""
    if blocks[index].form is not Form.BULLET:
        return False
    behind = (blocks[at] for at in range(index + 1, len(blocks)))
    following = next((block for block in behind if block.parent is None or block.parent < index), None)
    return following is not None and following.parent == blocks[index].parent and _is_outcome_alone(following)


def _is_outcome_alone(block: Block) -> bool:
    """Whether a bullet without a box says nothing but that work is done. A further sentence is of other work: `Done. Ann will sow`."""
    is_plain = block.form is Form.BULLET and block.box is None
    return is_plain and says_only_state(block.source) and is_outcome(_SENTENCE_END.split(block.source, maxsplit=1)[0])


def _first_words(text: str) -> str:
    found = _FIRST.match(_bare(text))
    return found[0].strip().casefold() if found else ""


def _bare(text: str) -> str:
    """A bullet's text without an arrow or a sign for done in front, and without marks for bold and italic words."""
    return _SIGN.sub("", _ARROW.sub("", text.translate(_MARKS).strip(), count=1), count=1)


def _bullets_below(index: int, blocks: Sequence[Block]) -> Iterator[str]:
    """The source of the bullets right below a line; all that stands below it follows it without a gap.

    Below a paragraph these are the bullets of the list that begins on its next line.
    """
    above = blocks[index]
    if above.form is Form.PARAGRAPH and above.parent is None:
        yield from _list_behind(index, blocks)
    for at in range(index + 1, len(blocks)):
        parent = blocks[at].parent
        if parent is None or parent < index:
            return
        if parent == index and blocks[at].form is Form.BULLET:
            yield blocks[at].source


def _list_behind(index: int, blocks: Sequence[Block]) -> Iterator[str]:
    last = blocks[index].last
    for block in (blocks[at] for at in range(index + 1, len(blocks))):
        if block.parent is not None:
            continue
        if block.form is not Form.BULLET or block.number != last + 1:
            return
        last = block.last
        yield block.source


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.earlier))


@cache
def _done() -> re.Pattern[str]:
    return re.compile(any_of(words().states.done))


@cache
def _outcome() -> re.Pattern[str]:
    """`done`, `done on 10 May`, `completed last week`"""
    states = words().states
    return re.compile(rf"{any_of(states.done)}(?: {any_of(states.done_when)}(?: .{{1,20}})?)?")


@cache
def _stands() -> re.Pattern[str]:
    states = words().states
    return re.compile(any_of((*states.done, *states.dropped, *states.begun)))


@cache
def _closed() -> re.Pattern[str]:
    """Words for work that is done, in a review also those for issues: `Closed`."""
    return re.compile(any_of((*words().states.done, *words().headings.done)))


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(any_of(words().states.dropped))


@cache
def _state_field() -> re.Pattern[str]:
    """`Status: `, in front of how the work stands."""
    return re.compile(rf"^[\s*_]*{any_of(words().columns.state)}[*_]*\s?[:：][\s*_]*")
