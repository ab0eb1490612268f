"""Lists outside the action lists in which all have boxes, and most boxes say what is to be done: `[ ] Write the tests`."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from bot.core.markdown.blocks import Form
from bot.core.markdown.deeds import has_own_deeds, says_deed
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import LONGEST_LABEL, meaning, plain
from bot.core.markdown.titles.list_kinds import is_bucket
from bot.core.notes.candidates.candidate import Candidate
from bot.core.text.most import are_most
from bot.core.words import ENGLISH, words
from bot.core.words.phrases import any_of

_FEWEST = 2
"""Boxes of such a list: a single one is a topic as often."""
# The title of a pull request begins with a deed too: `Fix the docs #1234`.
_REFERENCE = re.compile(r"#\d|/(?:pull|issues|merge_requests)/\d|\b(?:PR|MR)s?\s?\d")

_NAME = 2
"""Words of the name of a thing that begins as a deed does: `Build status`."""

_IN_FRONT = re.compile(r"(?P<sign>[*_]{1,3})[^*_]{1,40}(?P=sign):?\s+")
"""Who does it, in other letters: `_AL_ order tar`."""


def in_tasks(candidates: Sequence[Candidate], language: str) -> frozenset[int]:
    """Boxes at the top of lists most of whose boxes begin with a deed, where no heading or line above says what else they are.

    Where the words for deeds in a note's language are not known, it has no such list.
    """
    if language != ENGLISH and not has_own_deeds(language):
        return frozenset()
    lists: dict[Section, list[Candidate]] = defaultdict(list)
    for each in candidates:
        if _is_free(each):
            lists[each.section].append(each)
    return frozenset(
        each.index
        for section, boxes in lists.items()
        if len(boxes) >= _FEWEST and not _says_else(section, language)
        if are_most(sum(_says_what(box, language) for box in boxes), len(boxes))
        for each in boxes
    )


def _is_free(each: Candidate) -> bool:
    """Whether a candidate is a box at the top of a list that nothing announces."""
    block = each.block
    is_box = block.box is not None and block.form is Form.BULLET and block.parent is None
    return is_box and not (block.quoted or block.asks or each.left_out) and each.section.meaning is None


def _says_what(each: Candidate, language: str) -> bool:
    source = each.block.source
    said = each.prefix.text, source[found.end() :] if (found := _IN_FRONT.match(source)) else ""
    return any(_is_deed(text, language) for text in said) and not _REFERENCE.search(source)


def _is_deed(text: str, language: str) -> bool:
    """Whether a box begins with a deed and is not the name of a thing: `Update`, `Build status`."""
    first, *more = text[:80].casefold().split()[: _NAME + 1] or [""]
    may_be_name = not more or (len(more) < _NAME and first.strip("*_,.:") in words(language).deeds.or_names)
    return says_deed(text, language) and not may_be_name


def _says_else(section: Section, language: str) -> bool:
    """Whether a heading or line above announces topics, aims of the meeting, or a checklist."""
    titles = filter(None, (*section.headings, section.topic, section.label))
    return any(meaning(title) is not None or is_bucket(title) or _names_no_tasks(title, language) for title in titles)


def _names_no_tasks(title: str, language: str) -> bool:
    return bool(_no_tasks(language).search(plain(title[:LONGEST_LABEL])))


@cache
def _no_tasks(language: str) -> re.Pattern[str]:
    return re.compile(any_of(words(language).headings.no_tasks))
