"""A word for work in capitals behind other words: `… (TODO: Ann)`, `… → TODO Ann`, `It leaks. TODO: Ann mends it.`"""

import re
from dataclasses import replace
from functools import cache

from bot.core.people.context import Context
from bot.core.people.names import is_everybody, split_subject, split_tag
from bot.core.people.prefix import LinePrefix, read_head
from bot.core.words import words
from bot.core.words.phrases import expanded, shouted

_FAR = 2000


def read_inner_work(text: str, context: Context) -> LinePrefix | None:
    """What a word for work behind other words says: who does it, or what is to be done; None where there is none."""
    if not may_have_inner_work(text, context.language):
        return None
    if found := _in_tag(context.language).search(text[:_FAR]):
        return _who(found, context)
    if found := _alone_in_tag(context.language).search(text[:_FAR]):
        # `Documentation (TODO)` is a topic.
        head = read_head(text[: found.start()], context)
        return replace(head, marker=found["word"]) if head.owners else None
    found = _in_sentence(context.language).search(text[:_FAR])
    if not found:
        return None
    if who := _who(found, context):
        return who
    head = read_head(found["said"], context)
    is_sure = found["colon"] or head.owners
    return replace(head, marker=found["word"]) if is_sure and head.text.strip() else None


def may_have_inner_work(text: str, language: str) -> bool:
    """Whether a word for work in capitals stands in `text`, visible or as Markdown: most lines have none."""
    return any(map(text.__contains__, in_capitals(language)))


def _who(found: re.Match[str], context: Context) -> LinePrefix | None:
    """The words in front of the word for work, where only owners, or everybody, stand behind it."""
    said = found["said"].strip(" .!")
    owners = split_tag(said, context) if "sentence" not in found.groupdict() else split_subject(said, context)
    if not owners and not is_everybody(said, context):
        return None
    text = found.string[: found.start()].rstrip(" -–")
    return LinePrefix(text, owners or (), marker=found["word"], tagged=True) if text else None


@cache
def in_capitals(language: str) -> tuple[str, ...]:
    """With what a word for work in capitals begins: without any of them a text has none."""
    work = words(language).work
    said = (text for phrase in (*work.todo, *work.action, *work.action_item) for text in expanded(phrase))
    return tuple(dict.fromkeys(text.replace("-", " ").split(" ")[0].upper() for text in said))


@cache
def _in_tag(language: str) -> re.Pattern[str]:
    """`… (TODO: Ann)`"""
    return re.compile(rf"(?<=\S)\s*[(\[]\s*{_word(language)}(?P<said>[^()\[\]]{{1,60}})[)\]]\s*[.。]?$")


@cache
def _alone_in_tag(language: str) -> re.Pattern[str]:
    """`Ann to mow (ACTION)`"""
    work = words(language).work
    word = shouted((*work.todo, *work.action, *work.action_item))
    return re.compile(rf"(?<=\S)\s*[(\[]\s*(?P<word>{word})\s*[)\]]\s*[.。]?$")


@cache
def _in_sentence(language: str) -> re.Pattern[str]:
    """`… → TODO Ann`, `…. TODO: mend it`, `blocked: ACTION: Ann to ask`"""
    return re.compile(rf"(?:\s(?:-{{1,2}}>|→|=>)|[.!?。:])\s+{_word(language)}(?P<said>(?P<sentence>\S.*))$")


def _word(language: str) -> str:
    work = words(language).work
    word = shouted((*work.todo, *work.action, *work.action_item))
    return rf"(?P<word>{word})(?:\s*(?P<colon>[:：])\s*|\s+)"
