"""What is work and what is talk: the kind of each line, decided over the whole note.

A box under an action heading is work; a box at the top of an agenda is a topic; a box below a topic is work where the note says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.config import Config
from bot.core.headings import Meaning
from bot.core.inline import Seen
from bot.core.markdown import Block
from bot.core.model import Kind
from bot.core.owners import Head
from bot.core.sections import Place

_LISTED = {Meaning.ACTION: Kind.ACTION, Meaning.TRACKER: Kind.MOVE_TO_TRACKER}
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Candidate:
    """A block that becomes a line; `kind` is set when the note as a whole is known."""

    index: int
    block: Block
    place: Place
    seen: Seen
    head: Head
    kind: Kind = Kind.AGENDA


def kinds(candidates: Sequence[Candidate], blocks: Sequence[Block], labels: frozenset[int], config: Config) -> None:
    """Set the kind of every candidate of one note."""
    filled = {block.parent for block in blocks if block.parent is not None}
    real = [each for each in candidates if not _says_nothing(each, filled) and not _ignored(each, config)]
    listed = {_key(each) for each in real if each.place.meaning in _LISTED}
    work: set[int] = set()
    for each in real:
        if each.place.meaning in _LISTED:
            each.kind = _LISTED[each.place.meaning]
        elif each.place.meaning is not Meaning.PEOPLE and _is_work(each, blocks, labels, work, listed):
            each.kind = Kind.ACTION
        if each.kind is not Kind.AGENDA:
            work.add(each.index)


def _is_work(each: Candidate, blocks: Sequence[Block], labels: frozenset[int], work: set[int], listed: set[str]) -> bool:
    """Whether a box outside the action lists is work."""
    if each.head.marker:
        return True
    above = _above(each.index, blocks)
    if not above:
        return False
    return bool(each.head.tagged or _key(each) in listed or not labels.isdisjoint(above) or not work.isdisjoint(above))


def _above(index: int, blocks: Sequence[Block]) -> list[int]:
    above = []
    parent = blocks[index].parent
    while parent is not None:
        above.append(parent)
        parent = blocks[parent].parent
    return above


def _key(each: Candidate) -> str:
    """The words that two lines have in common when one restates the other."""
    return _NOT_WORDS.sub(" ", each.head.text.casefold()).strip()


def _says_nothing(each: Candidate, filled: set[int]) -> bool:
    """An empty box with nothing below it, or with nothing but a login: residue of a template, a vote, a roll call."""
    if each.index in filled or len(each.seen.text) > len(each.seen.lines[0] if each.seen.lines else ""):
        return False
    bare = not each.head.text.strip()
    return bare and (not each.head.owners or each.head.owners[0].at)


def _ignored(each: Candidate, config: Config) -> bool:
    text = each.seen.text.casefold()
    return any(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text) for word in config.ignore)
