"""What a note says, as hashes: by them the text of a template is known, which stands in other notes too."""

import re
from collections.abc import Sequence

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.sections import Section
from bot.core.markdown.vocabulary import Meaning

Hashes = frozenset[int]

NO_HASHES: Hashes = frozenset()

_DIGITS = re.compile(r"\d+")


def prose_and_topics(blocks: Sequence[Block], places: Sequence[Section]) -> tuple[Hashes, Hashes]:
    """The blocks of text outside the top level of the agenda, and those at it. Digits are made equal: dates differ."""
    prose: set[int] = set()
    topics: set[int] = set()
    both = [pair for pair in zip(blocks, places, strict=True) if pair[0].form is not Form.HEADING]
    lines = (" ".join(block.cells) if block.form is Form.ROW else block.source for block, _ in both)
    # No block has a line end in its words.
    equal = _DIGITS.sub("0", "\n".join(lines)).split("\n")
    for (block, place), words in zip(both, equal, strict=bool(both)):
        if words and not words.isspace():
            is_topic = place.meaning is Meaning.AGENDA and block.parent is None
            (topics if is_topic else prose).add(hash(words))
    return frozenset(prose), frozenset(topics)
