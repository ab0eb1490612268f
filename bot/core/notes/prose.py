"""What a note says, block by block: the text of a template is known by standing in other notes too."""

from collections.abc import Sequence

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.list_kinds import names_discussion
from bot.core.markdown.titles.vocabulary import Meaning


def prose_and_topics(blocks: Sequence[Block], sections: Sequence[Section]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The blocks of text outside the top level of the agenda, and those at it.

    Below a heading such as `Minutes` stands what was said, so it is no agenda here.
    """
    prose: list[str] = []
    topics: list[str] = []
    for block, section in zip(blocks, sections, strict=True):
        if block.form is not Form.HEADING:
            is_topic = section.meaning is Meaning.AGENDA and block.parent is None and not _is_discussion(section)
            words = " ".join(block.cells).strip() if block.form is Form.ROW else block.source
            (topics if is_topic else prose).append(words)
    return tuple(filter(None, prose)), tuple(filter(None, topics))


def _is_discussion(section: Section) -> bool:
    return section.by is not None and names_discussion(section.by.word)
