"""Lists of what is planned until a time, most of whose bullets say what is to be done: `Goals for next week`."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.sections import Section
from bot.core.people.prefix import LinePrefix
from bot.core.words import words

_MOST = 2 / 3

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
        return {key: sum(said) >= len(said) * _MOST for key, said in found.items()}

    def _list(self, index: int) -> _List:
        block, place = self.blocks[index], self.places[index]
        return block.form, block.parent, place

    def _says_what(self, index: int) -> bool:
        head = self.head(index)
        return bool(head.owners) or begins_with_deed(head.text, self.language)


def begins_with_deed(text: str, language: str) -> bool:
    """Whether `text` begins with what is to be done: `Write the tests`, not `Update from the chairs`."""
    first, then = (*text[:80].casefold().split(maxsplit=2), "", "")[:2]
    deeds, not_before = _deeds(language)
    return first in deeds and then not in not_before


@cache
def _deeds(language: str) -> tuple[frozenset[str], frozenset[str]]:
    work = words(language).work
    return frozenset(work.deeds), frozenset(work.not_deed_before)
