"""Promises in prose: blocks outside the lists that say what somebody is to do. They are counted, and open nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.inline import Look
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.model.reasons import LEFT_OUT, Why
from bot.core.notes.candidates.candidate import Candidate, Shape
from bot.core.people.context import Context
from bot.core.people.lines.line_prefix import ReadPrefix
from bot.core.people.lines.prose import may_promise, promises
from bot.core.words.lines import Lines

_NEVER = frozenset((Meaning.PEOPLE, Meaning.RUNNING, Meaning.DONE, Meaning.PAST))


@dataclass(frozen=True, slots=True)
class Promises:
    """What the text of one note outside its lists promises."""

    sections: Sequence[Section]
    look: Look
    prefix_of: ReadPrefix
    context: Context
    sources: Lines

    def found(self, candidates: Sequence[Candidate], shape: Shape) -> Iterator[Candidate]:
        """The promises among the blocks that are no `candidates`. What stands below work belongs to it."""
        taken = {each.index for each in candidates}
        over = {each.index for each in candidates if each.why.is_work or each.why in LEFT_OUT}
        for index in sorted(may_promise(self.sources, self.context.language) - taken):
            block = shape.blocks[index]
            if not self._is_text(block, self.sections[index]) or not over.isdisjoint(shape.above(index)):
                continue
            seen = self.look(index)
            if promises(seen.text, self.prefix_of, self.context):
                prefix, why = self.prefix_of(seen.text), Why.PROMISED
                yield Candidate(index, block, self.sections[index], seen, prefix, why=why, left_out=why)

    def _is_text(self, block: Block, section: Section) -> bool:
        is_text = block.form in (Form.BULLET, Form.PARAGRAPH) and block.box is None and not block.quoted
        return is_text and section.meaning not in _NEVER
