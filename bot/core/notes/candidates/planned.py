"""Lists of plans, most of whose bullets say what is to be done: `Goals for next week`, and `Goals` with who does each."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.deeds import says_deed
from bot.core.markdown.inline import Look
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.list_kinds import is_loose, is_planned, may_be_subject
from bot.core.notes.candidates.candidate import LISTED
from bot.core.people.lines.line_prefix import LinePrefix
from bot.core.text.most import are_most

_FRONT = 40
"""Characters in which somebody is named in front of a colon."""

_List = tuple[Form, int | None, Section]


@dataclass(slots=True)
class Plans:
    """Which lines of a note's plans are work. `prefix_of` reads what stands in front of the words of a block."""

    blocks: Sequence[Block]
    sections: Sequence[Section]
    look: Look
    prefix_of: Callable[[int], LinePrefix]
    language: str
    _lists: dict[_List, list[int]] = field(default_factory=dict)
    _known: dict[tuple[_List, Callable[[int], bool]], bool] = field(default_factory=dict)

    def is_loose(self, index: int, label: str, *, owned: bool) -> bool:
        """Whether what announces a bullet says too little for it: `Deliverables`, `Goals for next week` above what is no deed, or
        `RPC actions` above a list in which no line is one.

        `owned`: the bullet names who does it, which is enough.
        """
        if owned:
            return False
        section = self.sections[index]
        above = [label or (section.headings[-1] if section.headings else "")]
        above += [section.by.word] if section.by is not None and not label else []
        if any(is_loose(each, heading=not label) for each in above):
            return True
        if not label and may_be_subject(above[0]) and not self.is_work(index):
            return True
        is_plan = any(map(is_planned, above)) and not any(map(_announces_work, section.headings[:-1]))
        return is_plan and not self._are_most(index, self._says_what)

    def is_work(self, index: int) -> bool:
        """Whether a line of the list of a bullet that names nobody begins with what is to be done, or most lines do so or name who does it:
        then so is all of it.
        """
        if self._are_most(index, self._says_what):
            return True
        prefixes = map(self.prefix_of, self._lists.get(self._list(index), ()))
        return any(not prefix.owners and says_deed(prefix.text, self.language) for prefix in prefixes)

    def is_assigned(self, index: int, taken: Collection[int]) -> bool:
        """Whether a bullet names who does something of a line of an action list that names nobody. `taken` are the items above."""
        block, above = self.blocks[index], self.blocks[index].parent
        front = block.lines[0][:_FRONT] if block.form is Form.BULLET and block.lines and not block.quoted else ""
        if above is None or not (":" in front or front.startswith("@")):
            return False
        is_below_work = above in taken or self.sections[above].meaning in LISTED
        return is_below_work and not self.prefix_of(above).owners and self._is_shared_out(index, self.look(above).text)

    def _is_shared_out(self, index: int, above: str) -> bool:
        """Whether a block says what somebody is to do of the work `above`: `We'll write:`, and below it names."""
        said = above.split(maxsplit=1)
        is_deed = above.endswith(":") and any(says_deed(each, self.language) for each in (above, *said[1:]))
        names_all = is_deed and self._are_most(index, self._names_who)
        return self._names_deed(index) or names_all

    def _names_who(self, index: int) -> bool:
        return bool(self.prefix_of(index).owners)

    def _names_deed(self, index: int) -> bool:
        """Whether a block names who does something, and then begins with a deed: `Ann: write to the miller`."""
        prefix = self.prefix_of(index)
        return bool(prefix.owners) and says_deed(prefix.text, self.language)

    def _says_what(self, index: int) -> bool:
        prefix = self.prefix_of(index)
        return bool(prefix.owners) or says_deed(prefix.text, self.language)

    def _are_most(self, index: int, says: Callable[[int], bool]) -> bool:
        """Whether most lines of the list of a block say so."""
        if not self._lists:
            self._lists = self._read()
        key = self._list(index), says
        if key not in self._known:
            lines = self._lists.get(key[0], ())
            self._known[key] = bool(lines) and are_most(sum(map(says, lines)), len(lines))
        return self._known[key]

    def _read(self) -> dict[_List, list[int]]:
        found: dict[_List, list[int]] = defaultdict(list)
        for index, block in enumerate(self.blocks):
            if block.form in (Form.BULLET, Form.PARAGRAPH) and not block.quoted and block.lines:
                found[self._list(index)].append(index)
        return found

    def _list(self, index: int) -> _List:
        block, section = self.blocks[index], self.sections[index]
        return block.form, block.parent, section


def _announces_work(title: str) -> bool:
    """Whether a heading announces work without doubt: `For next week` below it only says until when."""
    return meaning(title) in LISTED and not is_planned(title) and not is_loose(title)
