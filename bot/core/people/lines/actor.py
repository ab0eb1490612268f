"""Who stands in front of what they do, with neither a colon nor a verb for a promise between them: `Ann and Bob coordinate the move`."""

import re

from bot.core.people.context import Context
from bot.core.people.lines.verbs import is_order
from bot.core.people.names import split_subject
from bot.core.people.owner import Owner
from bot.core.people.persons import is_full_name
from bot.core.people.stop_words import stop_words
from bot.core.words import words

# `Erin`, `McLeod`
_SLASHED = re.compile(r"[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ][\w'’-]*")
_MOST_SLASHED = 4
_EMPHASIS = re.compile(r"(?P<mark>\*{1,2}|_{1,2})(?=\S)(?P<inside>[^*_\n]{1,60}?)(?P=mark)\s+(?=\S)")
_INITIALS = re.compile(r"[A-Z]{2,4}")


def read_actor(text: str, context: Context) -> tuple[Owner, ...]:
    """The note's people at the front of what they are to do: `Ann and Bob coordinate the move`."""
    front = text[:120].split()[:8]
    for at in range(1, len(front)):
        if _may_be_deed(front[at], context) and (
            names := split_subject(" ".join(front[:at]), context, only_known=True)
        ):
            return names
    return ()


def read_doer(text: str, context: Context) -> tuple[Owner, ...]:
    """One of the note's people, marked as who does something in a language without blanks between words: `李雷负责…`, `田中さんが…`."""
    owners = words(context.language).owners
    if not (owners.doer_before or owners.doer_behind):
        return ()
    said = text.removeprefix(next((each for each in owners.doer_before if text.startswith(each)), ""))
    name = max((each for each in context.known if each and said.casefold().startswith(each)), key=len, default="")
    rest = said[len(name) :]
    title = next((each for each in owners.honorifics if rest.startswith(each)), "")
    is_marked = said != text or rest.removeprefix(title).startswith(owners.doer_behind or ("\0",))
    return (Owner(said[: len(name)]),) if name and is_marked else ()


def read_given_name(text: str, context: Context) -> tuple[Owner, ...]:
    """A given name that is no other word, at the front of what somebody is to do: `Erin open an issue`, `Erin Moor Send the form`."""
    front = text[:120].split(maxsplit=3)
    if len(front) > 2 and context.is_given(front[0]):
        if _may_be_deed(front[1], context):
            return (Owner(front[0]),)
        name = " ".join(front[:2])
        if len(front) > 3 and is_full_name(name, context) and _is_told(front[2], context):
            return (Owner(name),)
    return ()


def read_slashed(text: str, context: Context) -> tuple[Owner, ...]:
    """Names in front with a slash between, one of them a given name or one that the note knows: `Erin/Bijan mend the fence`."""
    front, _, rest = text[:120].partition(" ")
    parts = front.split("/")
    if not rest or not 1 < len(parts) <= _MOST_SLASHED or not all(map(_SLASHED.fullmatch, parts)):
        return ()
    is_somebody = any(context.knows(part) or context.is_given(part) for part in parts)
    return split_subject(front, context) if is_somebody else ()


def read_emphasised(text: str, source: str, context: Context) -> tuple[tuple[Owner, ...], str]:
    """Initials, or the note's people, that stand out in front of what they are to do, and the words behind: `_EVD, ARR_ Mow`."""
    found = _EMPHASIS.match(source)
    inside = found["inside"].strip() if found else ""
    rest = text.removeprefix(inside).strip()
    if not inside or rest == text or not rest:
        return (), text
    owners = split_subject(inside, context)
    is_sure = all(context.knows(owner.name) or _INITIALS.fullmatch(owner.name) for owner in owners)
    return (owners, rest) if is_sure else ((), text)


def _is_told(word: str, context: Context) -> bool:
    """Whether `word` is what somebody is to do, also with a capital: `Send`."""
    return _may_be_deed(word, context) or is_order(word, context)


def _may_be_deed(word: str, context: Context) -> bool:
    """Whether `word` is what somebody is to do, and no report of what they did or said."""
    owners, stops = words(context.language).owners, stop_words(context.language)
    plain = word[:1].islower() and word.isalpha() and word not in stops.function_words and word not in stops.particles
    return plain and word not in owners.telling and not word.endswith(owners.past_endings or ("\0",))
