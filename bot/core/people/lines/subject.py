"""Who stands in front of a colon, a verb or a list, with what else is said of them: `Ann (lead)`, `Group member Ann`."""

import re
from collections.abc import Sequence
from functools import cache

from bot.core.people.context import Context
from bot.core.people.name_forms import AT
from bot.core.people.names import split_subject, split_tag
from bot.core.people.owner import Owner
from bot.core.people.persons import is_everybody
from bot.core.people.stop_words import stop_words
from bot.core.words import ENGLISH, words
from bot.core.words.phrases import any_of

# `Jaime (@jaimergp)`, `Jaime (JRG)`, `Jaime (lead)`
_ALIAS = re.compile(r"\s?\((?P<alias>[^()]{1,40})\)")
_WITH_LOGIN = re.compile(rf"[^()@,/&+;|]{{1,40}}?\s?\((?P<login>{AT})\)")
_ROLE = re.compile(r"[a-z][a-z -]{1,30}")
_INITIALS = re.compile(r"[A-Z]{2,4}")
_NAME = 2
"""Words of a name that stands alone."""


def owners_of_subject(names: str, context: Context, *, logins: bool = False) -> tuple[Owner, ...]:
    """The owners in front of a colon or verb, each once: the login of `Jaime (@jaimergp)`, the name of `Jaime (JRG)`."""
    names = _helped(context.language).sub(r" \1", names) if "(" in names else names
    if "(" not in names:
        return split_subject(names, context, logins=logins and context.language == ENGLISH)
    bare = _WITH_LOGIN.sub(r"\g<login>", names)
    aliases = _ALIAS.findall(bare)
    known = all(_ROLE.fullmatch(alias) or split_tag(alias, context) for alias in aliases)
    bare = _ALIAS.sub("", bare)
    if not known or "(" in bare:
        return ()
    # `Architect (Ann): …`: a role and who has it. In `Jaime (JRG)` the name comes first.
    behind = split_subject(aliases[0], context, only_known=True) if len(aliases) == 1 else ()
    if behind and not _INITIALS.fullmatch(aliases[0]) and not split_subject(bare, context, only_known=True):
        return behind
    return owners_of_subject(bare, context) or behind


def is_known_or_given(owner: Owner, context: Context) -> bool:
    """Whether an owner is known, a login, or begins with a given name: `Grace: Ann` asks Grace for something about Ann."""
    first = owner.name.casefold().replace("-", " ").split(" ")[0]
    return owner.at or context.knows(owner.name) or first in stop_words(context.language).given


def is_named_behind(behind: str, owners: Sequence[Owner], context: Context) -> bool:
    """Whether strangers in front are none since only a name stands `behind` them: `Garden Mockups - Cam`, `Keeper: Dennis`."""
    if any(owner.at or context.knows(owner.name) for owner in owners) or len(behind.split()) > _NAME:
        return False
    return bool(split_subject(behind.strip(" ."), context))


def asks(before: str, context: Context) -> bool:
    """Whether somebody is asked or helps in front of a comma, so that who follows may do so too: `ask Ann, Bob to come`."""
    owners = words(context.language).owners
    asking = {*owners.asking, *owners.companions}
    return any(word in asking for word in before.casefold().replace(",", " ").split())


def read_member(text: str, source: str, context: Context) -> tuple[Owner, ...] | None:
    """Whom a line names that says nothing else, empty for nobody in particular; None for any other line.

    `source` is its Markdown: a name in small letters counts where it stands in a code span.
    """
    found = _member(context.language).fullmatch(text.strip(" :："))
    if not found:
        return None
    who = found["who"]
    if len(who) == 1 or is_everybody(who, context):
        return ()
    is_marked = f"`{who}`" in source or who[0].isupper() or who[0] == "@" or context.knows(who)
    return split_tag(who, context) if is_marked else None


@cache
def _helped(language: str) -> re.Pattern[str]:
    """`Ann (with Bob)`"""
    return re.compile(rf"\s\(({any_of(words(language).owners.companions, whole=False)}\s[^()]{{1,60}})\)")


@cache
def _member(language: str) -> re.Pattern[str]:
    return re.compile(rf"{any_of(words(language).owners.members)}(?:\s*[:：-]\s*|\s+)(?P<who>\S.{{0,40}})")
