"""Whom words name: in a tag, in a table's cell, before a colon, at the front of a sentence."""

import re
from functools import cache

from bot.core.config.logins import LOGIN
from bot.core.people.address import without_honorific, without_role
from bot.core.people.context import NOBODY_KNOWN, Context
from bot.core.people.name_forms import AT, joiners_of
from bot.core.people.owner import Owner
from bot.core.people.persons import is_everybody, is_named_subject, is_placeholder, is_tagged_person, names_nobody
from bot.core.people.stop_words import stop_words
from bot.core.words import words
from bot.core.words.phrases import any_of, literally

_AT = re.compile(AT)
_EACH_TEAM = re.compile(rf"(?<!\w)@{LOGIN}/[A-Za-z\d]")
_SLASH = "\0"
_NEXT_LOGIN = re.compile(r"(?<=\w)\s+(?=@)")
_LOGIN_BEHIND_LOGIN = re.compile(rf"({AT})\s+(?=@)")  # `(@ann @bob)`; `(Ann @ann)` is one person.
# `CM JJ`: initials of two people.
_SEVERAL_INITIALS = re.compile(r"[A-Z]{2}(?: [A-Z]{2})+")
# `(A012 - Nicolas)`: an id in front of the owner.
_ID = re.compile(r"[A-Z]{1,4}-?\d{1,5}\s*[-–:]\s*")
# `[Ann Example (Oasis)]`: the body for which somebody speaks.
_AFFILIATION = re.compile(r"(?<=\w)\s+\([^()]{1,40}\)")
_MOST_OWNERS = 8
_MOST_SMALL = 2
"""Words in small letters, besides those like `van`, in a name as cells have it: `members of the board` names nobody."""


def split_tag(inside: str, context: Context = NOBODY_KNOWN) -> tuple[Owner, ...] | None:
    """The owners that a tag's inside names; None where it is no tag of owners, empty where it is an empty place."""
    inside = _ID.sub("", inside.strip().removeprefix("name=").strip(), count=1)
    if is_placeholder(inside, context) or inside.casefold().rstrip(" ?") in stop_words(context.language).places:
        return ()
    if not inside.isalnum():
        label = _label(context.language).match(inside)
        inside = _AFFILIATION.sub("", inside[label.end() :] if label else inside)
        inside = _LOGIN_BEHIND_LOGIN.sub(r"\1, ", inside) if "@" in inside else inside
    parts = _parts(inside, context)
    named = [part for part in parts if not (_adds_nothing(part, context) or _is_asked(part, context))]
    if not named or len(parts) > _MOST_OWNERS or not all(is_tagged_person(part, context) for part in named):
        return None
    return _owners(named)


def split_cell(cell: str, context: Context = NOBODY_KNOWN) -> tuple[Owner, ...]:
    """The names in a table's cell for owners, as written.

    Where the cell has sentences only logins and known people count: `@ann to do before June`, `Ann, define the goals`.
    """
    parts = [part.strip(" *_[]") for part in _parts(_NEXT_LOGIN.sub(",", cell), context)]
    if any(_is_sentence(part, context) for part in parts):
        parts = [found.group() if (found := _AT.match(part)) else part for part in parts]
        parts = [part for part in parts if _AT.fullmatch(part) or context.knows(part)]
    return _owners([part for part in parts if not _is_no_name(part, context)][:_MOST_OWNERS])


def split_subject(names: str, context: Context, *, only_known: bool = False, logins: bool = False) -> tuple[Owner, ...]:
    """The owners that a sentence's subject names; empty where it is none.

    A word in small letters counts as a login where `logins` says so, or beside another name that is written like one.
    """
    names = names.strip().strip("*_")
    if only_known and not context.may_know(names):
        return ()
    helped = _companions(context.language).search(names)
    if helped:
        names = f"{names[: helped.start()]}, {names[helped.end() :]}"
    parts = [part for part in _parts(names, context) if not _adds_nothing(part, context)]
    only_known, logins = only_known or helped is not None, logins or len(parts) > 1
    if not 0 < len(parts) <= _MOST_OWNERS:
        return ()
    return _owners(parts) if all(is_named_subject(part, context, only_known, logins) for part in parts) else ()


def _is_sentence(part: str, context: Context) -> bool:
    """Whether a part has too many words in small letters for a name: `define the goals for growth`."""
    particles = stop_words(context.language).particles
    small = (word for word in part.split() if word[:1].islower() and word not in particles)
    return sum(1 for _ in small) > _MOST_SMALL and not context.knows(part)


def _is_no_name(part: str, context: Context) -> bool:
    """Whether a part of a cell is an empty place (`[Name]`, `─`), everybody, a thing's word such as `Notes`, or points elsewhere:
    `See above`.
    """
    first, *more = part.casefold().split() or [""]
    stops = stop_words(context.language)
    things = stops.function_words if more else stops.not_names
    is_thing = first in things or part.casefold() in stops.places
    is_sign = not any(map(str.isalpha, part))
    return is_sign or (is_thing and not context.knows(part)) or names_nobody(_AFFILIATION.sub("", part), context)


def _adds_nothing(part: str, context: Context) -> bool:
    """Whether a part beside names is none: `(AB, ???)`, `(AB and others)`, `(AB, 2021-03-10)`, `(AB, the docs team)`."""
    group = " " in part and not context.knows(part) and is_everybody(part.rsplit(maxsplit=1)[-1], context)
    return group or names_nobody(part, context) or not any(map(str.isalpha, part))


def _is_asked(part: str, context: Context) -> bool:
    """Whether a part says whom somebody asks or tells: `(AB, cc Ann)`."""
    first, _, more = part.partition(" ")
    return (
        bool(more) and first.casefold().rstrip(":") in words(context.language).owners.asking and not context.knows(part)
    )


def _parts(names: str, context: Context) -> list[str]:
    if names.isalnum() and names not in joiners_of(context.language):
        # Mostly it is a single word.
        return _people_of(names, context)
    whole = _EACH_TEAM.sub(lambda team: team[0].replace("/", _SLASH), names) if "@" in names else names
    split = (part.strip().replace(_SLASH, "/") for part in _split(context.language).split(whole))
    found = [part if part.startswith("@") else part.rstrip("-–— ") for part in split if part.strip("-–— ")]
    return [each for part in found for each in _people_of(part, context)]


def _people_of(part: str, context: Context) -> list[str]:
    """`田中さん` as `田中`, where the note knows the name so, `Frau Moor` as `Moor` and `Chair Ann` as `Ann`; `CM JJ` are two people."""
    if part.isascii() and len(part.split()) < 2:
        return [part]
    part = without_role(part, context)
    name = without_honorific(part, context.language)
    part = name if context.knows(name) and not context.knows(part) else part
    several = _SEVERAL_INITIALS.fullmatch(part) and not context.knows(part)
    return part.split() if several and stop_words(context.language).capitals.isdisjoint(part.split()) else [part]


def _owners(parts: list[str]) -> tuple[Owner, ...]:
    return tuple(Owner(part.lstrip("@"), part.startswith("@")) for part in parts)


@cache
def _split(language: str) -> re.Pattern[str]:
    return re.compile(rf"[,/;&+|、，；／＆・]|\b{literally(joiners_of(language))}\b")


@cache
def _companions(language: str) -> re.Pattern[str]:
    """`Ann with Bob`: between somebody and those who help."""
    return re.compile(rf"\s+{any_of(words(language).owners.companions, whole=False)}\s+")


@cache
def _label(language: str) -> re.Pattern[str]:
    """`Owner: …`, `assigned to …`"""
    owners = words(language).owners
    return re.compile(rf"{any_of((*owners.labels, *owners.assigned))}(?:\s*[:：=]\s*|\s+)")
