"""Whether words name people: in a tag, in a table's cell, before a colon, at the front of a sentence."""

import re
from dataclasses import dataclass
from functools import cache

from bot.core.people.stop_words import stop_words
from bot.core.words import words
from bot.core.words.phrases import any_of, literally

Known = frozenset[str]
"""Names of the note's people, in lower case."""

LOGIN = r"[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}"
_WORD = r"[^\W\d_][\w.'’-]*"
NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}"
_LOGIN = re.compile(LOGIN)
_NEXT_LOGIN = re.compile(r"(?<=\w)\s+(?=@)")
_INITIALS = re.compile(r"(?=\w{0,4}[A-Z])[A-Za-z]{1,4}")
_PROPER = re.compile(r"[^\W\d_][\w'’-]*\.?(?: (?:[^\W\d_][\w'’-]*\.?|[A-Z]\.?)){0,3}")
# `Q3`, `W37`, `P1`, `v2`: a letter and a number are a date, a rank or an id.
_LETTER_AND_NUMBER = re.compile(r"[A-Za-z]\d{1,5}")
# `(A012 - Nicolas)`: an id in front of the owner.
_ID = re.compile(r"[A-Z]{1,4}-?\d{1,5}\s*[-–:]\s*")
_MOST_OWNERS = 8


@cache
def join() -> str:
    """A regular expression for what stands between two names."""
    joiner = literally(words().owners.joiners)
    return rf"(?:\s*(?:,\s*(?:{joiner}|&)\s|[,&+/;|]|\s{joiner}\s)\s*)"


@cache
def _split() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[,/;&+|]|{any_of(words().owners.joiners)})\s*")


@cache
def _proposal() -> re.Pattern[str]:
    """Kinds of proposals: `CEP`, `PEP`, `RFC`."""
    return re.compile(rf"(?:[A-Z]{{1,2}}EP|{literally(words().not_names.proposals)})S?")


@cache
def _remark() -> re.Pattern[str]:
    """What a small word in parentheses says of the work, not who does it: `(tentative)`, `(pending)`, `(optionally)`."""
    return re.compile(rf"(?=.{{6}})[a-z]+{literally(words().not_names.remark_endings)}")


@cache
def _deed() -> re.Pattern[str]:
    """What is done, not who does it: `Migration to …`, `Responses to …`."""
    return re.compile(rf"\w{{3,}}{literally(words().not_names.deed_endings)}")


@dataclass(frozen=True, slots=True)
class Owner:
    """A name as written, without parentheses and `@`; `at` tells that it was written `@login`."""

    name: str
    at: bool = False


def split_tag(inside: str, known: Known = frozenset()) -> tuple[Owner, ...] | None:
    """The owners that a tag's inside names; None where it is no tag of owners, empty where it is an empty place."""
    inside = _ID.sub("", inside.strip().removeprefix("name=").strip(), count=1)
    if is_placeholder(inside) or inside.casefold() in stop_words().places:
        return ()
    parts = _parts(inside)
    named = [part for part in parts if not _adds_nothing(part, known)]
    if not named or len(parts) > _MOST_OWNERS or not all(is_tagged_person(part, known) for part in named):
        return None
    return _owners(named)


def split_cell(cell: str) -> tuple[Owner, ...]:
    """The names in a table's cell for owners, as written."""
    parts = (part.strip(" *_") for part in _parts(_NEXT_LOGIN.sub(",", cell)))
    return _owners([part for part in parts if not is_placeholder(part)][:_MOST_OWNERS])


def split_subject(names: str, known: Known, *, only_known: bool = False, logins: bool = False) -> tuple[Owner, ...]:
    """The owners that a sentence's subject names; empty where it is none.

    A word in small letters counts as a login where `logins` says so, or beside another name that is written like one.
    """
    parts = [part for part in _parts(names.strip().strip("*_")) if not _adds_nothing(part, known)]
    logins = logins or len(parts) > 1
    if not 0 < len(parts) <= _MOST_OWNERS or not all(_is_subject(part, known, only_known, logins) for part in parts):
        return ()
    return _owners(parts)


def is_placeholder(text: str) -> bool:
    """Whether `text` says that there is no owner yet."""
    return text.strip(" ?!._-–").casefold() in stop_words().nobody


def _adds_nothing(part: str, known: Known) -> bool:
    """Whether a part beside names is none: `(AB, ???)`, `(AB and others)`, `(AB, 2021-03-10)`."""
    return (
        is_placeholder(part)
        or (part.casefold() in stop_words().everybody and part.casefold() not in known)
        or not any(map(str.isalpha, part))
    )


def is_tagged_person(part: str, known: Known = frozenset()) -> bool:
    """Whether a tag's part may be a name, initials or a login rather than a remark."""
    bare = part.rstrip("?").strip()
    if bare.startswith("@"):
        return bool(_LOGIN.fullmatch(bare[1:]))
    if bare.casefold() in known:
        return True
    parts = bare.casefold().replace(".", "").split()
    if not parts or len(parts) > 4 or len(bare) < 2 or _LETTER_AND_NUMBER.fullmatch(bare):
        return False
    if _INITIALS.fullmatch(bare.rstrip(".")) and bare.isupper():
        return bare not in stop_words().capitals and not _proposal().fullmatch(bare)
    if not stop_words().not_names.isdisjoint((" ".join(parts), parts[0])):
        return False
    return _has_form_of_name(bare)


def _is_subject(part: str, known: Known, only_known: bool, logins: bool) -> bool:
    if part.startswith("@"):
        return bool(_LOGIN.fullmatch(part[1:]))
    if part.casefold().rstrip(".") in known:
        return True
    initials = part.isupper() and len(part) > 1
    if only_known or (part.casefold().split()[0] in stop_words().not_subjects and not initials):
        return False
    if logins and not part.isupper() and len(part) > 2 and _LOGIN.fullmatch(part):
        return not _remark().fullmatch(part)
    return _is_proper_subject(part)


def _is_proper_subject(part: str) -> bool:
    """Whether an unknown word or words with capitals may be a person: no number, no abbreviation of a thing, no deed."""
    if len(part.split()) > 3 or any(letter.isdigit() for letter in part) or _deed().fullmatch(part):
        return False
    if part.isupper() and len(part.rstrip(".")) > 4:
        return False
    return is_tagged_person(part) and any(letter.isupper() for letter in part)


def _has_form_of_name(bare: str) -> bool:
    parts = bare.split()
    if len(parts) == 1:
        return not _remark().fullmatch(bare) and bool(_LOGIN.fullmatch(bare) or _PROPER.fullmatch(bare))
    inner = not stop_words().function_words.isdisjoint(part.casefold() for part in parts[1:])
    return not inner and bool(_PROPER.fullmatch(bare)) and parts[0][0].isupper() and parts[-1][0].isupper()


def _parts(names: str) -> list[str]:
    return [part.strip() for part in _split().split(names) if part.strip()]


def _owners(parts: list[str]) -> tuple[Owner, ...]:
    return tuple(Owner(part.lstrip("@"), part.startswith("@")) for part in parts)
