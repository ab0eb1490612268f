"""Paragraphs that say what is to be done: below a heading that announces work and has no list, or right below a label."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.deeds import says_deed
from bot.core.markdown.inline import Look
from bot.core.markdown.reading.wrapped import begins_anew, is_label_line, names_who
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import LONGEST_LABEL, plain
from bot.core.markdown.titles.list_kinds import names_work
from bot.core.model.reasons import Why
from bot.core.notes.candidates.candidate import LISTED
from bot.core.people.context import Context
from bot.core.people.lines.promises import names_a_doer
from bot.core.words import ENGLISH, words

_LONGEST = 400
_ENOUGH = 3
"""Bullets that make a list a talk."""
_LONGEST_BELOW_LABEL = 800
_SPEAKER = re.compile(r"[*_]*(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?)\s?:[*_]*\s+\S")


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of one note, and the bullets of lists that go on with a talk."""

    blocks: Sequence[Block]
    sections: Sequence[Section]
    look: Look
    context: Context

    def found(self) -> Iterator[tuple[int, Why | None]]:
        """Each paragraph that stands in a list of work, or below a label for it, with why it is perhaps no work: None where it says what is
        to be done, `SPOKEN` for speech, `LOOSE` for prose, which is work only with an owner. Bullets of a talk are `SPOKEN` too.
        """
        paragraphs: list[int] = []
        is_list, level = False, 0
        speakers = self._speakers()
        for index, block in enumerate(self.blocks):
            if block.form is Form.HEADING:
                goes_on = block.level > level and self.sections[index].meaning in LISTED
                yield from () if is_list or goes_on else self._said(paragraphs, speakers)
                paragraphs, is_list, level = [], False, block.level
            elif block.form is not Form.PARAGRAPH:
                is_list = True
            elif self._is_free(index) and self.sections[index].meaning in LISTED and self._says_what(index):
                paragraphs.append(index)
        yield from () if is_list else self._said(paragraphs, speakers)
        yield from self._talk()
        yield from ((index, None) for index in self._below_labels())

    def _is_free(self, index: int) -> bool:
        """Whether a paragraph stands in no bullet and in no quote: what is quoted says something about the list."""
        block = self.blocks[index]
        return block.parent is None and not block.quoted

    def _below_labels(self) -> Iterator[int]:
        """The paragraphs in a row below a label for work: `**Action item**` and below it what is to be done."""
        goes_on = False
        for index in range(1, len(self.blocks)):
            goes_on = (
                self._follows(index)
                and (goes_on or is_label_line(self.blocks[index - 1].lines))
                and self._says_what(index, _LONGEST_BELOW_LABEL)
            )
            if goes_on:
                yield index

    def _follows(self, index: int) -> bool:
        """Whether a paragraph goes on below another one: in its next line, or behind a blank one as work begins: `Ann will mow`."""
        block, above = self.blocks[index], self.blocks[index - 1]
        both = block.form is above.form is Form.PARAGRAPH and block.parent is None
        return both and (block.number == above.last + 1 or begins_anew(block.lines[0]))

    def _talk(self) -> Iterator[tuple[int, Why | None]]:
        """Bullets of an action list that goes on with a talk: most of them say `I`, `we` or ask, in the words of people who speak
        elsewhere too."""
        lists: dict[tuple[str, ...], list[int]] = {}
        outside: Counter[str] = Counter()
        for index, (block, section) in enumerate(zip(self.blocks, self.sections, strict=True)):
            if block.form is Form.BULLET and block.box is None and (name := _speaker(block)):
                if section.meaning in LISTED:
                    lists.setdefault(section.headings, []).append(index)
                else:
                    outside[name] += 1
        for found in lists.values():
            known = [index for index in found if outside[_speaker(self.blocks[index])] > 1]
            talk = [index for index in known if self._is_talk(index)]
            if len(talk) >= _ENOUGH and len(talk) * 2 >= len(found):
                yield from (
                    (index, Why.SPOKEN) for index in found if not names_a_doer(self.look(index).text, self.context)
                )

    def _is_talk(self, index: int) -> bool:
        said = self.look(index).text
        told = words(self.context.language).nothing.talking
        return said.rstrip().endswith("?") or any(
            word.strip(".,;!?") in told for word in said.casefold().replace("’", "'").split()
        )

    def _said(self, paragraphs: list[int], speakers: frozenset[str]) -> Iterator[tuple[int, Why | None]]:
        """What each of `paragraphs` is: where a speaker of the minutes goes on, all that names somebody in front is speech, unless it
        names who is to do something; what gives no order is prose."""
        names = {index: _speaker(self.blocks[index]) for index in paragraphs}
        are_spoken = not speakers.isdisjoint(names.values())
        for index, name in names.items():
            text = self.look(index).text
            if names_a_doer(text, self.context):
                yield index, None
            elif are_spoken and name:
                yield index, Why.SPOKEN
            else:
                yield index, Why.LOOSE if self._is_prose(text) else None

    def _is_prose(self, text: str) -> bool:
        """Whether a paragraph does not begin with what is to be done, also not behind those who are to do it: `Crew: Mow`.

        The words for that are known well enough in English only.
        """
        if self.context.language != ENGLISH:
            return False
        who, colon, behind = text[:LONGEST_LABEL].partition(":")
        orders = (text, behind) if colon and who else (text,)
        return not any(says_deed(each, ENGLISH) for each in orders)

    def _speakers(self) -> frozenset[str]:
        """Who speaks outside the action lists, as minutes write it: `AB: I agree.` What they say is no order anywhere."""
        both = zip(self.blocks, self.sections, strict=True)
        spoken = (block for block, section in both if block.form is Form.PARAGRAPH and section.meaning not in LISTED)
        counts = Counter(name for block in spoken if (name := _speaker(block)))
        return frozenset(name for name, count in counts.items() if count > 1)

    def _says_what(self, index: int, longest: int = _LONGEST) -> bool:
        """Whether a paragraph is no longer than it may be, and neither a label nor about the list itself."""
        text = self.look(index).text
        is_long = len(text.split()) > 2 or self._names_who(text)
        is_label = text.endswith(":") or names_work(text) or self._announces(index, text)
        return is_long and len(text) <= longest and not is_label

    def _announces(self, index: int, text: str) -> bool:
        """Whether a line is itself all that makes it a list of work: `Before next meeting`, `Until next time!`."""
        by = self.sections[index].by
        return by is not None and by.whole and by.word == plain(text[:LONGEST_LABEL])

    def _names_who(self, text: str) -> bool:
        """Whether a line begins with somebody and a colon: `Ann: mow`, not `Minutes: …`."""
        return names_who(text) and not self.context.is_thing(text.replace("：", ":").partition(":")[0].strip(" *_"))


def _speaker(block: Block) -> str:
    """What stands before the first colon of a block, where it is short: `AB`, `Ann Example`."""
    found = _SPEAKER.match(block.lines[0]) if block.lines and ":" in block.lines[0] else None
    return found["name"].casefold() if found else ""
