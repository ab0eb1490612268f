"""Bullets without a box that only announce what stands below them: work, what is done, or who does it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from bot.core.markdown.blocks import Block
from bot.core.markdown.deeds import says_deed
from bot.core.markdown.inline import Look, see
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import may_say, meaning
from bot.core.markdown.titles.labels import is_label
from bot.core.markdown.titles.list_kinds import is_review, names_results
from bot.core.markdown.titles.vocabulary import Meaning, Vocabulary
from bot.core.notes.candidates.candidate import LISTED
from bot.core.notes.candidates.reviews import is_told_of
from bot.core.people.context import Context
from bot.core.people.lines.line_prefix import LinePrefix, ReadPrefix
from bot.core.people.lines.prefix import read_label, read_prefix
from bot.core.people.lines.subject import read_member
from bot.core.people.names import split_subject
from bot.core.people.owner import Owner
from bot.core.people.persons import is_everybody
from bot.core.people.stop_words import stop_words
from bot.core.text.unicode import COLONS
from bot.core.words import words
from bot.core.words.phrases import any_of

_PART = r"(?:[^\W\d_a-z][\w.'’-]*|@[\w-]+|[a-zà-ÿ]{2,3}(?=\s))"
_NAMES = re.compile(rf"{_PART}(?: {_PART}){{0,3}}(?:\s+\([^()]{{1,60}}\)|,\s[^,]{{1,40}})?\W*")
"""A name, and for whom it speaks: `Ann van Lind (Mill)`."""
_ROLE = re.compile(r"\s\([a-z][^()@]{1,30}\)$")
"""What somebody does, behind the name: `Ann (frontend)`."""
_LONGEST_NAME = 60


def labels_among(blocks: Sequence[Block], look: Look, vocabulary: Vocabulary) -> frozenset[int]:
    """Those that announce work."""
    first = {index: " ".join(look(index).lines[:1]) for index in _with_something_below(blocks)}
    return frozenset(
        index
        for index, text in first.items()
        if is_label(text, vocabulary)
        and not is_review(text)
        # `Homework` is as often what a topic is about.
        and (text.rstrip().endswith(COLONS) or not names_results(text))
        and not (_says_work(text, vocabulary) and is_told_of(index, blocks))
    )


def _says_work(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line says behind a word for work what is to be done: `ACTION on Ann to mow:`."""
    found = read_prefix(text)
    return bool(found.marker) and bool(found.owners or says_deed(found.text, vocabulary.language))


def finished_among(blocks: Sequence[Block], look: Look, vocabulary: Vocabulary) -> frozenset[int]:
    """Those that announce what is done: `Done:`."""
    below = _with_something_below(blocks)
    titles = {index: look(index).text for index in below}
    may_say_so = (index for index, title in titles.items() if may_say(title, vocabulary, Meaning.DONE))
    return frozenset(index for index in may_say_so if meaning(titles[index], vocabulary) is Meaning.DONE)


def led_among(
    blocks: Sequence[Block], sections: Sequence[Section], labels: Collection[int], look: Look, context: Context
) -> dict[int, tuple[Owner, ...]]:
    """Those of an action list, or below a label, that only name who does what stands below them: `Ann:`, `@ann`, `Group member Ann`."""
    below = _with_something_below(blocks)
    listed = (index for index in below if sections[index].meaning in LISTED or blocks[index].parent in labels)
    found = {index: _leads(" ".join(look(index).lines[:1]), blocks[index].source, context) for index in listed}
    return {index: owners for index, owners in found.items() if owners is not None}


def _leads(text: str, source: str, context: Context) -> tuple[Owner, ...] | None:
    """Whom a line names and says nothing else; empty where that is nobody in particular: `All`."""
    name = _ROLE.sub("", text).strip(" :：")
    if found := read_label(name, context):
        return found
    if is_everybody(name, context):
        return ()
    member = read_member(text, source, context)
    return member if member is not None else _given(name, context)


def _given(text: str, context: Context) -> tuple[Owner, ...] | None:
    """Somebody of whom nothing but a name is known, which begins with a given name that is no other word: `Erin Example`."""
    first = text[:_LONGEST_NAME].partition(" ")[0].casefold()
    stops = stop_words(context.language)
    if first not in stops.given or stops.is_common(first) or not _NAMES.fullmatch(text):
        return None
    return split_subject(text, context) or None


def read_bold(source: str, prefix_of: ReadPrefix) -> LinePrefix | None:
    """A line that a bold word for work begins, with its words right behind it: `**Action for next meeting** Ann to mow`."""
    found = _bold().match(source) if source.startswith(("**", "__")) else None
    return replace(prefix_of(see([found["rest"]], {}).text), marker=found["word"]) if found else None


@cache
def _bold() -> re.Pattern[str]:
    work, until = words().work, words().headings.until
    word = any_of((*work.action, *work.actions, *work.action_item, *work.todo))
    return re.compile(rf"(\*\*|__)(?P<word>{word})(?: {any_of(until)})?\1\s+(?P<rest>[^\W_].*)")


def _with_something_below(blocks: Sequence[Block]) -> set[int]:
    return {block.parent for block in blocks if block.parent is not None and blocks[block.parent].box is None}
