"""Bullets of an action list that only say what the work below them is about: `Website`, `**Website and docs:**`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.sections import Section
from bot.core.notes.candidates.candidate import LISTED
from bot.core.people.context import Context
from bot.core.people.lines.prefix import read_label
from bot.core.people.names import split_subject
from bot.core.people.persons import is_everybody
from bot.core.text.unicode import COLONS
from bot.core.words import words
from bot.core.words.phrases import any_of, is_unspaced

_LONGEST_PART = 20
_LONGEST_PART_UNSPACED = 4
"""Characters of a name of a part."""
_BOLD = ("**", "__")
_BEHIND = re.compile(r"(?:[:：]|\s[-–—])\s*(?P<who>[^:：]+)$")
_FEW = 5
"""Words of a topic."""
_FAR = 100
"""Characters at the end of a line in which it names who does it."""


def topics(blocks: Sequence[Block], sections: Sequence[Section], context: Context) -> frozenset[int]:
    """The bullets without a box whose bullets say what is to be done, with what they are about only in front of it."""
    below: dict[int, list[int]] = defaultdict(list)
    beside: dict[tuple[int | None, tuple[str, ...], str | None], list[int]] = defaultdict(list)
    for index, (block, section) in enumerate(zip(blocks, sections, strict=True)):
        if block.form is Form.BULLET:
            if block.parent is not None:
                below[block.parent].append(index)
            if not block.quoted and section.meaning in LISTED:
                beside[block.parent, section.headings, section.label].append(index)
    return frozenset(index for each in beside.values() for index in _among(each, below, blocks, context))


def _among(
    together: list[int], below: Mapping[int, list[int]], blocks: Sequence[Block], context: Context
) -> Iterator[int]:
    """All bullets of one list, where each is short or bold and has bullets below it; else those that name who does each."""
    parts = len(together) > 1 and all(at in below and _names_part(blocks[at]) for at in together)
    if parts and not any(_are_people(below[at], blocks, context) for at in together):
        yield from together
    else:
        nested = [at for at in together if at in below]
        named = frozenset(at for at in together if nested and _names_who(blocks[at], context))
        is_habit = len(named) * 2 > len(together)
        for at in nested:
            leaves = is_habit and at not in named and _leaves(at, below[at], blocks, context)
            if leaves or _shares_out(at, below[at], blocks, context):
                yield at


def _are_people(below: list[int], blocks: Sequence[Block], context: Context) -> bool:
    """Whether all bullets below one are names of the note's people: they do what it says itself."""
    return all(bool(read_label(blocks[at].source, context)) for at in below)


def _leaves(index: int, below: list[int], blocks: Sequence[Block], context: Context) -> bool:
    """Whether a bullet leaves it to the first one below it to say who does what, where others of its list say so themselves."""
    is_short = len(blocks[index].source.split()) <= _FEW
    return is_short and blocks[index].box is None and _names_who(blocks[below[0]], context)


def _names_who(block: Block, context: Context) -> bool:
    """Whether a bullet begins with people and a colon: `Ann: mow`."""
    who, colon, said = block.lines[0].partition(":") if block.lines else ("", "", "")
    is_front = bool(colon and said.strip()) and len(who) <= _FAR and not _work().fullmatch(who.strip("*_ "))
    return is_front and bool(split_subject(who, context))


@cache
def _work() -> re.Pattern[str]:
    return re.compile(any_of(words().work.markers))


def _names_part(block: Block) -> bool:
    """Whether a bullet is one word, or all of it bold with a colon."""
    source = block.source
    said = source.strip("*_ :：")
    if block.box is not None or not said or not said[0].isalpha():
        return False
    bold = source.strip(" :：")
    if bold.startswith(_BOLD) and bold.endswith(_BOLD) and source.rstrip("*_ ").endswith(COLONS):
        return True
    longest = _LONGEST_PART_UNSPACED if is_unspaced(said) else _LONGEST_PART
    return len(said) <= longest and " " not in said


def _shares_out(index: int, below: list[int], blocks: Sequence[Block], context: Context) -> bool:
    """Whether a bullet ends with a colon, and most bullets below it name one of the note's people: `Menu: Ann`, `Battle: Bob`."""
    block = blocks[index]
    if block.box is not None or not block.source.rstrip("*_ ").endswith(COLONS) or len(below) < 2:
        return False
    plain = [blocks[at].lines[0] for at in below if blocks[at].box is None and blocks[at].lines]
    named = [who for line in plain if (who := _who(line))]
    people = [who for who in named if split_subject(who, context, only_known=True)]
    every = [who for who in named if is_everybody(who, context)]
    return bool(people) and len(people) + len(every) > max(1, len(below) / 2)


def _who(line: str) -> str:
    """What stands behind the last colon or dash of a line."""
    found = _BEHIND.search(line[-_FAR:])
    return found["who"].strip(" .*_") if found else ""
