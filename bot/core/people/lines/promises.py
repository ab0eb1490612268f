"""Who says that they do something, in front of it or behind other words: `Ann will mow it`, `…. Ann to mow it`."""

import re
from functools import cache

from bot.core import limits
from bot.core.people.context import NOBODY_KNOWN, Context
from bot.core.people.lines.prefix_forms import prose, verb_starts
from bot.core.people.lines.subject import asks
from bot.core.people.lines.verbs import is_verb
from bot.core.people.name_forms import BEHIND_AT, NAME, joined
from bot.core.people.names import split_subject
from bot.core.people.owner import Owner
from bot.core.words import words
from bot.core.words.phrases import literally


def read_promise(text: str, context: Context = NOBODY_KNOWN) -> tuple[Owner, ...]:
    """Who says in the middle of `text` that they do it: `… and @login will move them`, `…. Ann will move them`."""
    if verb_starts(context.language).isdisjoint(text[: limits.LINE].split()) or not context.may_know(text):
        return ()
    for found in _promise(context.language).finditer(text[: limits.LINE]):
        if found["login"]:
            return (Owner(found["login"], at=True),)
        if found["comma"] is not None and asks(text[: found.start("comma")], context):
            continue
        if names := split_subject(found["names"], context, only_known=True):
            return names
    return ()


def begins_with_promise(text: str, owner: Owner, context: Context) -> bool:
    """Whether `text` begins with its owner and a verb for what they are to do: `Ann to mow`, `Ann will mow`."""
    found = prose(context.language).match(text) if text.lstrip("@").startswith(owner.name) else None
    return found is not None and is_verb(found, context)


def names_a_doer(text: str, context: Context) -> bool:
    """Whether one of the note's people is said to do something, wherever it stands: `… agreed that Ann will write it`."""
    if not (any(map(text.__contains__, words(context.language).owners.promises)) and context.may_know(text)):
        return False
    for found in _doer(context.language).finditer(text[: limits.LINE]):
        said = found["name"].split()
        if any(context.knows(" ".join(said[at:])) for at in range(len(said))):
            return True
    return False


@cache
def _doer(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@])(?P<name>{NAME})\s+{literally(words(language).owners.promises)}\s")


@cache
def _promise(language: str) -> re.Pattern[str]:
    """`… and @login will add …`, `…. Ann to add …`"""
    owners = words(language).owners
    will, to = literally(owners.promises), literally((*owners.promises, *owners.to))
    login = rf"(?<=@)(?<![\w@]@)(?P<login>{BEHIND_AT})\s+{will}"
    before = r"(?:(?:(?<=[.;!?–—])|(?<=\s-)|(?P<comma>(?<=,)))\s+|(?<=\())"
    names = rf"{before}(?P<names>{joined(NAME, language, '{0,3}?')})\s+{to}"
    # The sign comes first, so that it is found without a look at each place of the text.
    return re.compile(rf"[@.;!?–—,(-](?:{login}|{names})\s+[a-z]")
