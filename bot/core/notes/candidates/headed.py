"""Headings of an action list that say what is to be done, with nothing below them but fields: who does it, by when, how it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.dates import written_dates
from bot.core.markdown.done_words import is_done
from bot.core.markdown.name_dates import short_year_in_title
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.vocabulary import Vocabulary
from bot.core.markdown.written_date import LEAP_YEAR
from bot.core.notes.candidates.candidate import LISTED
from bot.core.notes.candidates.reviews import bullets_below, is_done_behind, is_outcome
from bot.core.words import words
from bot.core.words.phrases import any_of

_NUMBER = re.compile(r"#?\d{1,3}\s?[.:)–-]\s*(?=\S)")
_MARKS = "*_ "


def with_headed_items(blocks: Sequence[Block], vocabulary: Vocabulary) -> Sequence[Block]:
    """`blocks` with those headings as bullets, and their fields below them."""
    found = dict(_headed(blocks, vocabulary))
    if not found:
        return blocks
    made = list(blocks)
    for index, fields in found.items():
        heading = blocks[index]
        first = _NUMBER.sub("", heading.lines[0].strip(), count=1)
        made[index] = replace(heading, form=Form.BULLET, lines=[first, *heading.lines[1:]], _source=None)
        for at in fields:
            made[at] = replace(blocks[at], parent=index)
    return made


def is_told_done(index: int, blocks: Sequence[Block]) -> bool:
    """Whether a bullet right below a line, or one behind it, says that it is done: `DONE`, or below it a field, `Done: 2024-05-15`; not
    `Done: 3 of 10`.
    """
    below = any(_says_done(text) or is_outcome(text) for text in bullets_below(index, blocks))
    return below or is_done_behind(index, blocks)


def _headed(blocks: Sequence[Block], vocabulary: Vocabulary) -> Iterator[tuple[int, range]]:
    """The headings below one that announces work and that announce nothing themselves, each with the numbers of its fields."""
    level = 0
    for index, block in enumerate(blocks):
        if block.form is not Form.HEADING or block.quoted:
            continue
        if level and block.level > level:
            end = next((at for at in range(index + 1, len(blocks)) if blocks[at].form is Form.HEADING), len(blocks))
            fields = range(index + 1, end)
            if (
                fields
                and meaning(block.source, vocabulary) is None
                and all(_is_field(blocks[at], vocabulary.language) for at in fields)
            ):
                yield index, fields
        else:
            level = block.level if meaning(block.source, vocabulary) in LISTED else 0


def _is_field(block: Block, language: str) -> bool:
    is_free = block.form is Form.BULLET and block.parent is None and block.box is None and not block.quoted
    return is_free and bool(_field(language).fullmatch(block.source.strip(_MARKS)))


def _says_done(source: str) -> bool:
    found = _state().fullmatch(source.replace("*", "").strip())
    if not found:
        return False
    return is_done(found["value"]) or bool(found["done"] and _names_day(found["value"]))


def _names_day(value: str) -> bool:
    """Whether a value begins with a date that has a year or a month's name: `3/10` may say how much of it is done."""
    if short_year_in_title(value):
        return True
    first = next(iter(written_dates(value, LEAP_YEAR)), None)
    if first is None or first.start:
        return False
    return bool(written_dates(value[: first.end])) or any(map(str.isalpha, value[: first.end]))


@cache
def _field(language: str) -> re.Pattern[str]:
    said = words(language)
    columns, owners = said.columns, said.owners
    labels = (*owners.labels, *owners.assigned, *columns.owner, *columns.due, *columns.state, *columns.rank)
    return re.compile(rf"{any_of(labels)}[*_]*\s*[:：].{{0,120}}|{any_of(owners.assigned)}\s.{{1,80}}")


@cache
def _state() -> re.Pattern[str]:
    states, columns = words().states, words().columns
    done = any_of(states.done)
    return re.compile(rf"(?:(?P<done>{done})|{any_of(columns.state)})\s*[:：]\s*(?P<value>\S.{{0,40}})")
