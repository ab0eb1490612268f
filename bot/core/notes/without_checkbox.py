"""Actions without a box: `ACTION: …`, `TODO(name) …`, plain bullets of an action list, rows of an action table."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.headings import Meaning, announces_talk
from bot.core.markdown.inline import Seen
from bot.core.markdown.sections import Section
from bot.core.notes import tables as rows
from bot.core.notes.classify import LISTED, Candidate, Shape
from bot.core.people.names import Owner, is_tagged_person
from bot.core.people.prefix import LinePrefix, ReadHead

Look = Callable[[int], Seen]

_WORK_WORD = re.compile(r"to[- ]?do|fixme|action|follow|next step|work item")
_SHORT_WORK_WORD = re.compile(r"\ba[ip]\b")
_INNER_WORDS = ("AI(", "ACTION(", "Action(", "TODO(", "FIXME(")
# What templates leave behind and what says that there is nothing: no words, `…`, `None`, `No action items`, `Item 1`.
_NOTHING = re.compile(
    r"\W*(?:[\d\s./:-]*|\W*|(?:none|nothing|n/a|tb[da]|empty|"
    r"no (?:new |open |further |other |any other )?(?:actions?|items?|todos?|notes?|updates?|business)(?: items?)?"
    r"(?: (?:this|today|for).{0,30})?)\W*|"
    r"(?:action |action_)?(?:items?|actions?|steps?|todos?|examples?|plans?)? ?\d*)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"next steps?|follow[- ]?ups?", re.IGNORECASE)
# A link, or the name of a thing and a link, points somewhere: `The agenda: https://…`, `Minutes of May: https://…`. What may
# be an order does not: `Update the docs: https://…`.
_LINK_ONLY = re.compile(
    r"(?:(?:(?:The|An?|Our|This|These)\s|\w+ of\s)[^:?]{1,80}:\s+)?(?:<?https?://[^\s>]*>?|!?\[[^\[\]]*\]\([^()\s]*\)|\([^()]*\)\[https?://[^\[\]]*\])[\s.]*"
)
# "anything else?"; a longer one may well be work ("Ann or Bob to ask the mill about a price?").
_QUESTION = re.compile(r"(?:[^\s?.!:]+\s+){0,4}[^\s?.!:]+\?\W*")
# `[] Ann`, `[?] Bob`: whose turn it is to speak. Before other words it is a box whose blank is missing.
_TURN = re.compile(r"\[\??\]\s*")


@dataclass(frozen=True, slots=True)
class Unboxed:
    """Reads the blocks of one note. `led` are the bullets that only name who does what stands below them."""

    blocks: Sequence[Block]
    places: Sequence[Section]
    form: Shape
    look: Look
    head: ReadHead
    led: Mapping[int, tuple[Owner, ...]]

    def candidates(self) -> Iterator[Candidate]:
        """The candidates among blocks without a box, in the order of the note."""
        boxed = {block.parent for block in self.blocks if block.box is not None}
        taken: set[int] = set()
        table: rows.Columns = {}
        for index, (block, place) in enumerate(zip(self.blocks, self.places, strict=True)):
            found = None
            if block.form is Form.ROW:
                table = rows.columns(block, place) if block.head else table
                found = None if block.head or not table else rows.row(index, block, place, table)
            elif self._may_be_work(index):
                found = self._marked(index)
                if not found and index not in boxed and self._is_listed(index, taken):
                    found = self._plain(index)
            if found:
                taken.add(index)
                yield found

    def _may_be_work(self, index: int) -> bool:
        block = self.blocks[index]
        in_text = block.form is not Form.HEADING and block.box is None and not block.quoted
        return in_text and self.places[index].meaning is not Meaning.PEOPLE

    def _marked(self, index: int) -> Candidate | None:
        """A bullet or paragraph that starts with a word for work, or has one with its owners further on."""
        lines = self.blocks[index].lines
        if not lines or not _has_work_word(lines[0]):
            return None
        found = self.head(self.look(index).lines[0])
        if not found.marker or not found.text.strip() or self._says_more(index, found.marker):
            return None
        return self._candidate(index, found)

    def _says_more(self, index: int, marker: str) -> bool:
        """Whether it is said of the listed box right above: `Next steps: …` below an item is how the item goes on."""
        above = self.blocks[index].parent
        boxed = above is not None and self.blocks[above].box is not None
        return boxed and self.places[index].meaning in LISTED and bool(_GOES_ON.fullmatch(marker))

    def _plain(self, index: int) -> Candidate | None:
        """A bullet of an action list that says what is to be done: no residue of a template, no mere link, no question."""
        seen = self.look(index)
        first = seen.lines[0] if seen.lines else ""
        if turn := _TURN.match(first):
            first = first[turn.end() :]
            if is_tagged_person(first):
                return None
        found = self.head(first)
        if _NOTHING.fullmatch(found.text[:300]) or announces_talk(found.text):
            return None
        asks = _LINK_ONLY.fullmatch(self.blocks[index].source[:500]) or _QUESTION.fullmatch(seen.text[:500])
        return None if asks and not found.owners else self._candidate(index, found)

    def _is_listed(self, index: int, taken: set[int]) -> bool:
        """Whether a plain bullet stands in an action list itself, not below one of its entries."""
        if self.blocks[index].form is not Form.BULLET or index in self.form.labels or index in self.led:
            return False
        above = self.form.above(index)
        if above and above[0] in self.form.labels:
            return taken.isdisjoint(above)
        return self.places[index].meaning in LISTED and all(self._passes_on(each) for each in above)

    def _passes_on(self, index: int) -> bool:
        """Whether a bullet leaves it to those below to say what is to be done; `* 1. mow` is a list within a list."""
        return index in self.form.labels or index in self.led or not self.blocks[index].source

    def _candidate(self, index: int, head: LinePrefix) -> Candidate:
        return Candidate(index, self.blocks[index], self.places[index], self.look(index), head)


def _has_work_word(line: str) -> bool:
    """Whether a word for work stands near the front, or one with a parenthesis anywhere: only then the line is read."""
    front = line[:80].lower()
    if _WORK_WORD.search(front) or _SHORT_WORK_WORD.search(front):
        return True
    return "(" in line and any(word in line for word in _INNER_WORDS)
