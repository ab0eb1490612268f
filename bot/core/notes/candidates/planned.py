"""Lists of plans, most of whose bullets say what is to be done: `Goals for next week`, and `Goals` with who does each."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.sections import Section
from bot.core.markdown.wrapped import MOST_DEEDS, begins_with_deed
from bot.core.people.lines.line_prefix import LinePrefix

_List = tuple[Form, int | None, Section]


@dataclass(slots=True)
class Deeds:
    """Which lists of a note say what is to be done. `head` reads the front of the line of a block."""

    blocks: Sequence[Block]
    places: Sequence[Section]
    head: Callable[[int], LinePrefix]
    language: str
    _lists: dict[_List, list[int]] = field(default_factory=dict)

    def are_beside(self, index: int) -> bool:
        """Whether most lines of the list of a block begin with a deed or name who does it."""
        return self._are_most(index, self._says_what)

    def are_assigned(self, index: int) -> bool:
        """Whether most lines of the list of a block name who does it, and then begin with a deed: `Ann: mow`."""
        return self.is_assigned(index) and self._are_most(index, self.is_assigned)

    def are_shared_out(self, index: int, above: str) -> bool:
        """Whether a block says what somebody is to do of the work `above`, or one beside it does: `We'll write:`, and below it names."""
        said = above.split(maxsplit=1)
        is_deed = above.endswith(":") and any(begins_with_deed(each, self.language) for each in (above, *said[1:]))
        return self.is_assigned(index) or (is_deed and self._are_most(index, lambda each: bool(self.head(each).owners)))

    def is_assigned(self, index: int) -> bool:
        """Whether a block names who does something, and then begins with a deed: `Ann: write to the miller`."""
        head = self.head(index)
        return bool(head.owners) and begins_with_deed(head.text, self.language)

    def _are_most(self, index: int, says: Callable[[int], bool]) -> bool:
        if not self._lists:
            self._lists = self._read()
        lines = self._lists.get(self._list(index), ())
        return bool(lines) and sum(map(says, lines)) >= len(lines) * MOST_DEEDS

    def _read(self) -> dict[_List, list[int]]:
        found: dict[_List, list[int]] = defaultdict(list)
        for index, block in enumerate(self.blocks):
            if block.form in (Form.BULLET, Form.PARAGRAPH) and not block.quoted and block.lines:
                found[self._list(index)].append(index)
        return found

    def _list(self, index: int) -> _List:
        block, place = self.blocks[index], self.places[index]
        return block.form, block.parent, place

    def _says_what(self, index: int) -> bool:
        head = self.head(index)
        return bool(head.owners) or begins_with_deed(head.text, self.language)
