"""What a file of many meetings says for all of them: who takes part, and where its links lead."""

from dataclasses import dataclass
from functools import lru_cache

from bot.core.markdown.inline import References, Seen, see
from bot.core.markdown.sections import Walker
from bot.core.markdown.source import document
from bot.core.model.notes import Attendee
from bot.core.people.present import present
from bot.core.words.lines import Lines


@dataclass(frozen=True, slots=True)
class Common:
    """The people and the link references of a file."""

    attendees: tuple[Attendee, ...]
    references: References


@lru_cache(maxsize=256)
def common_of(text: str) -> Common:
    """What the text outside the dated parts of a file gives to all of them."""
    if not text:
        return Common((), {})
    source = document(text)
    walker = Walker(source)
    sections = [walker.section_of(block) for block in source.blocks]

    def look(index: int) -> Seen:
        return see(source.blocks[index].lines, source.references)

    sources = Lines(block.source for block in source.blocks)
    found = present(source.blocks, sources, sections, look, source.language)
    return Common(tuple(person for _, person in found), source.references)
