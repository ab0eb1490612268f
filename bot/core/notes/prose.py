"""What a note says, as hashes: by them the text of a template is known, which stands in other notes too."""

import re
from collections.abc import Sequence

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.list_kinds import names_discussion
from bot.core.markdown.titles.vocabulary import Meaning

Hashes = frozenset[int]

NO_HASHES: Hashes = frozenset()

_DIGITS = re.compile(r"\d+")
_DIGITS_OF_ASCII = bytes(ord("0") if chr(code) in "123456789" else code for code in range(256))


def prose_and_topics(blocks: Sequence[Block], places: Sequence[Section]) -> tuple[Hashes, Hashes]:
    """The blocks of text outside the top level of the agenda, and those at it. Digits are made equal: dates differ.

    Below a heading such as `Minutes` stands what was said, so it is no agenda here.
    """
    prose: set[int] = set()
    topics: set[int] = set()
    both = [pair for pair in zip(blocks, places, strict=True) if pair[0].form is not Form.HEADING]
    lines = (" ".join(block.cells) if block.form is Form.ROW else block.source for block, _ in both)
    # No block has a line end in its words.
    equal = _without_numbers("\n".join(lines)).split("\n")
    for (block, place), words in zip(both, equal, strict=bool(both)):
        if words and not words.isspace():
            is_topic = place.meaning is Meaning.AGENDA and block.parent is None and not _is_discussion(place)
            (topics if is_topic else prose).add(hash(words))
    return frozenset(prose), frozenset(topics)


def _without_numbers(text: str) -> str:
    """`text` with a single 0 for each number."""
    if not text.isascii():
        return _DIGITS.sub("0", text)
    # The same in a fifth of the time.
    said = text.encode().translate(_DIGITS_OF_ASCII).decode()
    while "00" in said:
        said = said.replace("00", "0")
    return said


def _is_discussion(place: Section) -> bool:
    return place.by is not None and names_discussion(place.by.word)
