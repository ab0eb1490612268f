"""Lists of what is planned until a time, most of whose bullets say what is to be done: `Goals for next week`."""

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
    _lists: dict[_List, bool] = field(default_factory=dict)

    def are_beside(self, index: int) -> bool:
        """Whether most lines of the list of a block begin with a deed or name who does it."""
        if not self._lists:
            self._lists = self._read()
        return self._lists.get(self._list(index), False)

    def _read(self) -> dict[_List, bool]:
        found: dict[_List, list[bool]] = defaultdict(list)
        for index, block in enumerate(self.blocks):
            if block.form in (Form.BULLET, Form.PARAGRAPH) and not block.quoted and block.lines:
                found[self._list(index)].append(self._says_what(index))
        return {key: sum(said) >= len(said) * MOST_DEEDS for key, said in found.items()}

    def _list(self, index: int) -> _List:
        block, place = self.blocks[index], self.places[index]
        return block.form, block.parent, place

    def _says_what(self, index: int) -> bool:
        head = self.head(index)
        return bool(head.owners) or begins_with_deed(head.text, self.language)
