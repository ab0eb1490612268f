"""Who stands in front of a colon or a verb, with what parentheses and numbers say of them: `Ann (lead)`, `Editor (Ann)`, `Ann 2`."""

import re

from bot.core.people.context import Context
from bot.core.people.names import AT, Owner, split_subject, split_tag
from bot.core.words import ENGLISH, words

# `Jaime (@jaimergp)`, `Jaime (JRG)`, `Jaime (lead)`
_ALIAS = re.compile(r"\s?\((?P<alias>[^()]{1,40})\)")
_WITH_LOGIN = re.compile(rf"[^()@,/&+;|]{{1,40}}?\s?\((?P<login>{AT})\)")
_ROLE = re.compile(r"[a-z][a-z -]{1,30}")
_INITIALS = re.compile(r"[A-Z]{2,4}")
# `Ann 2: mow`: Ann's second item.
_NTH = re.compile(r"\s\d{1,2}$")


def owners_of_subject(names: str, context: Context, *, logins: bool = False) -> tuple[Owner, ...]:
    """The owners in front of a colon or verb, each once: of `Jaime (@jaimergp)` the login, of `Jaime (JRG)` the name."""
    if "(" not in names:
        nth = _NTH.search(names)
        if nth and (found := split_subject(names[: nth.start()], context, only_known=True)):
            return found
        return split_subject(names, context, logins=logins and context.language == ENGLISH)
    bare = _WITH_LOGIN.sub(r"\g<login>", names)
    aliases = _ALIAS.findall(bare)
    known = all(_ROLE.fullmatch(alias) or split_tag(alias, context) for alias in aliases)
    bare = _ALIAS.sub("", bare)
    if not known or "(" in bare:
        return ()
    # `Architect (Ann): …`: a role and who has it. Of `Jaime (JRG)` the name comes first.
    behind = split_subject(aliases[0], context, only_known=True) if len(aliases) == 1 else ()
    if behind and not _INITIALS.fullmatch(aliases[0]) and not split_subject(bare, context, only_known=True):
        return behind
    return owners_of_subject(bare, context) or behind


def asks(before: str, context: Context) -> bool:
    """Whether somebody is asked in front of a comma, so that who follows may be asked too: `ask Ann, Bob to come`."""
    asking = words(context.language).owners.asking
    return any(word in asking for word in before.casefold().replace(",", " ").split())
