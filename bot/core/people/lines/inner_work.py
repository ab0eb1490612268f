"""A word for work behind other words, in capitals or behind a sign: `… (TODO: Ann)`, `… > todo Ann`, `It leaks. TODO: Ann mends it.`"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.core import limits
from bot.core.people.context import Context
from bot.core.people.lines.line_prefix import LinePrefix
from bot.core.people.lines.prefix import read_prefix
from bot.core.people.names import split_subject, split_tag
from bot.core.people.owner import Owner
from bot.core.people.persons import is_everybody
from bot.core.people.stop_words import stop_words
from bot.core.words import words
from bot.core.words.phrases import any_of, expanded, shouted

_MOST_LETTERS = 3
"""Of somebody's initials."""


def read_inner_work(text: str, context: Context) -> LinePrefix | None:
    """What a word for work behind other words says: who does it, or what is to be done; None where there is none."""
    if not (may_have_inner_work(text, context.language) or may_have_tag(text)):
        return None
    if found := _in_tag(context.language).search(text[: limits.LINE]):
        prefix = read_prefix(found["said"], context)
        return _who(found, context) or (replace(prefix, marker=found["word"]) if prefix.owners else None)
    if found := _alone_in_tag(context.language).search(text[: limits.LINE]):
        # `Documentation (TODO)` is a topic.
        prefix = read_prefix(text[: found.start()], context)
        return replace(prefix, marker=found["word"]) if prefix.owners else None
    found = _in_sentence(context.language).search(text[: limits.LINE])
    if not found:
        return None
    if who := _who(found, context):
        return who
    prefix = read_prefix(found["said"], context)
    is_sure = prefix.owners or (found["colon"] and not found["word"].islower())
    return replace(prefix, marker=found["word"]) if is_sure and prefix.text.strip() else None


def may_have_inner_work(text: str, language: str) -> bool:
    """Whether a word for work may stand in `text`, visible or as Markdown: most lines have none."""
    return any(map(text.__contains__, first_words(language)))


def may_have_tag(line: str) -> bool:
    """Whether a word for work in any letters may stand in parentheses at the end of a line: `… (Actie: Ann)`."""
    return ":" in line and line.rstrip("*_ .").endswith((")", "]"))


def _who(found: re.Match[str], context: Context) -> LinePrefix | None:
    """The words in front of the word for work, where only owners, or everybody, stand behind it."""
    said = found["said"].strip(" .!")
    owners = split_tag(said, context) if "sentence" not in found.groupdict() else split_subject(said, context)
    if owners and not _says_who(found["word"], owners, context):
        return None
    if not owners and (said.casefold() in words().nothing.alone or not is_everybody(said, context)):
        return None
    text = found.string[: found.start()].rstrip(" -–")
    return LinePrefix(text, owners or (), marker=found["word"], tagged=True) if text else None


def _says_who(word: str, owners: Sequence[Owner], context: Context) -> bool:
    """Whether a word for work is one without doubt, or somebody behind it is: not `(action: Climate)`. Behind a capital letters are
    somebody's: `(Action: AE)`, not `(AI: ML)`.
    """
    is_short = word in initials()
    if word.isupper() and not is_short:
        return True
    is_title = word[:1].isupper() and not is_short
    return any(_is_certain(each, context) or (is_title and _are_letters(each.name, context)) for each in owners)


def _are_letters(name: str, context: Context) -> bool:
    """Whether a name may be somebody's initials: `AE`, no common abbreviation."""
    return name.isupper() and 1 < len(name) <= _MOST_LETTERS and name not in stop_words(context.language).capitals


@cache
def initials() -> tuple[str, ...]:
    """Those of words for work: `AI`, `AP`."""
    return (*words().work.initials, *words().work.initials_named)


def _is_certain(owner: Owner, context: Context) -> bool:
    """Whether a name says without a word for work in capitals that it is one: not `(action: Climate)`."""
    return owner.at or context.knows(owner.name) or context.is_given(owner.name.split()[0])


@cache
def first_words(language: str) -> tuple[str, ...]:
    """With what a word for work in capitals begins, and `todo`: without any of them a text has none."""
    work = words(language).work
    said = [text for phrase in (*work.todo, *work.action, *work.action_item) for text in expanded(phrase)]
    return (*dict.fromkeys(text.replace("-", " ").split(" ")[0].upper() for text in said), *_small(language))


@cache
def _small(language: str) -> tuple[str, ...]:
    """The words for work that mean nothing else in small letters: `todo`."""
    said = (text.replace("-", "") for phrase in words(language).work.todo for text in expanded(phrase))
    return tuple(text for text in said if text.isascii() and text.isalpha())


@cache
def _in_tag(language: str) -> re.Pattern[str]:
    """`… (TODO: Ann)`, `… (TODO Ann: ask)`, and in any letters before a colon: `… (Actie: Ann)`, `… [AI: Ann]`."""
    work = words(language).work
    some = (*work.todo, *work.action, *work.action_item)
    word = rf"(?:{shouted(some)}(?=\s)|(?:{any_of((*some, *work.actions))}|{shouted(initials())})(?=\s*[:：]))"
    return re.compile(rf"(?<=\S)\s*[(\[]\s*(?P<word>{word})\s*[:：]?\s*(?P<said>[^()\[\]]{{1,60}})[)\]]\s*[.。]?$")


@cache
def _alone_in_tag(language: str) -> re.Pattern[str]:
    """`Ann to mow (ACTION)`"""
    work = words(language).work
    word = shouted((*work.todo, *work.action, *work.action_item))
    return re.compile(rf"(?<=\S)\s*[(\[]\s*(?P<word>{word})\s*[)\]]\s*[.。]?$")


@cache
def _in_sentence(language: str) -> re.Pattern[str]:
    """`… → TODO Ann`, `… > todo Ann`, `…. TODO: mend it`, `blocked: ACTION: Ann to ask`, `it leaks - TODO - mend it`"""
    work = words(language).work
    word = rf"(?:{shouted((*work.todo, *work.action, *work.action_item))}|{any_of(_small(language))})"
    before = r"(?:\s(?:-{0,2}>|→|=>|[-–—])|[.!?。:,;])\s+"
    return re.compile(
        rf"{before}(?P<word>{word})(?:\s*(?P<colon>[:：]|[-–—](?=\s))\s*|\s+)(?P<said>(?P<sentence>\S.*))$"
    )
