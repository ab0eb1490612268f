"""Whether words name people: in a tag, in a table's cell, before a colon, at the front of a sentence."""

import re
from dataclasses import dataclass
from functools import cache

from bot.core.config.logins import END_OF_LOGIN, LOGIN, PLAIN_LOGIN
from bot.core.people.address import without_honorific, without_role
from bot.core.people.context import Context
from bot.core.people.stop_words import stop_words
from bot.core.words import ENGLISH, all_words, words
from bot.core.words.phrases import any_of, is_unspaced, literally

NOBODY_KNOWN = Context()

_WORD = r"[^\W\d_][\w.'’-]*"
NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}"
AT = rf"@{LOGIN}(?:/[A-Za-z\d][\w-]{{0,99}})?{END_OF_LOGIN}"
"""`@login` or `@org/team`"""
_AT = re.compile(AT)
_EACH_TEAM = re.compile(rf"(?<!\w)@{LOGIN}/[A-Za-z\d]")
_SLASH = "\0"
_NEXT_LOGIN = re.compile(r"(?<=\w)\s+(?=@)")
_LOGIN_BEHIND_LOGIN = re.compile(rf"({AT})\s+(?=@)")  # `(@ann @bob)`; `(Ann @ann)` is one person.
_INITIALS = re.compile(r"(?=\w{0,4}[A-Z])[A-Za-z]{1,4}")
# `CM JJ`: initials of two people.
_SEVERAL_INITIALS = re.compile(r"[A-Z]{2}(?: [A-Z]{2})+")
_PROPER = re.compile(r"[^\W\d_][\w'’-]*\.?(?: (?:[^\W\d_][\w'’-]*\.?|[A-Z]\.?)){0,3}")
_ONE_LOGIN = re.compile(PLAIN_LOGIN)
# `Q3`, `W37`, `P1`, `v2`, `J-1`: a letter and a number are a date, a rank or an id.
_LETTER_AND_NUMBER = re.compile(r"[A-Za-z]\d{1,5}|[A-Z]-\d{1,5}")
# `(A012 - Nicolas)`: an id in front of the owner.
_ID = re.compile(r"[A-Z]{1,4}-?\d{1,5}\s*[-–:]\s*")
# `[Ann Example (Oasis)]`: the body for which somebody speaks.
_AFFILIATION = re.compile(r"(?<=\w)\s+\([^()]{1,40}\)")
_MOST_OWNERS = 8
_MOST_SMALL = 2
"""Words in small letters, besides those like `van`, in a name as cells have it: `members of the board` names nobody."""


@cache
def joiners_of(language: str) -> tuple[str, ...]:
    """The words between two names, those of other languages too where they mean nothing else."""
    return tuple(dict.fromkeys((*words(language).owners.joiners, *all_words().owners.joiners)))


@cache
def join(language: str) -> str:
    """A regular expression for what stands between two names."""
    joiner = literally(joiners_of(language))
    return rf"(?:\s*(?:,\s*&\s|(?:,\s*|\s){joiner}\s|[,&+/;|、，；／＆・])\s*)"


@cache
def _split(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[,/;&+|、，；／＆・]|\b{literally(joiners_of(language))}\b)\s*")


@cache
def _companions(language: str) -> re.Pattern[str]:
    """`Ann with Bob`: between somebody and those who help."""
    return re.compile(rf"\s+{any_of(words(language).owners.companions, whole=False)}\s+")


@cache
def _label(language: str) -> re.Pattern[str]:
    """`Owner: …`, `assigned to …`"""
    owners = words(language).owners
    return re.compile(rf"{any_of((*owners.labels, *owners.assigned))}(?:\s*[:：=]\s*|\s+)")


@cache
def _proposal(language: str) -> re.Pattern[str]:
    """Kinds of proposals: `CEP`, `PEP`, `RFC`."""
    return re.compile(rf"(?:[A-Z]{{1,2}}EP|{literally(words(language).not_names.proposals)})S?")


@cache
def _remark(language: str) -> re.Pattern[str]:
    """What a small word in parentheses says of the work, not who does it: `(tentative)`, `(pending)`, `(optionally)`."""
    return re.compile(rf"(?=.{{6}})[a-z]+{literally(words(language).not_names.remark_endings)}")


@cache
def _deed(language: str) -> re.Pattern[str]:
    """What is done, not who does it: `Migration to …`, `Responses to …`."""
    return re.compile(rf"\w{{3,}}{literally(words(language).not_names.deed_endings)}")


@dataclass(frozen=True, slots=True)
class Owner:
    """A name as written, without parentheses and `@`; `at`: it was written `@login` or `@org/team`."""

    name: str
    at: bool = False

    @property
    def team(self) -> bool:
        """Whether it is a team of an organisation."""
        return self.at and "/" in self.name


def split_tag(inside: str, context: Context = NOBODY_KNOWN) -> tuple[Owner, ...] | None:
    """The owners that a tag's inside names; None where it is no tag of owners, empty where it is an empty place."""
    inside = _ID.sub("", inside.strip().removeprefix("name=").strip(), count=1)
    if is_placeholder(inside, context) or inside.casefold().rstrip(" ?") in stop_words(context.language).places:
        return ()
    if label := _label(context.language).match(inside):
        inside = inside[label.end() :]
    parts = _parts(_LOGIN_BEHIND_LOGIN.sub(r"\1, ", _AFFILIATION.sub("", inside)), context)
    named = [part for part in parts if not _adds_nothing(part, context)]
    if not named or len(parts) > _MOST_OWNERS or not all(is_tagged_person(part, context) for part in named):
        return None
    return _owners(named)


def split_cell(cell: str, context: Context = NOBODY_KNOWN) -> tuple[Owner, ...]:
    """The names in a table's cell for owners, as written.

    Where the cell has sentences only logins and known people count: `@ann to do before June`, `Ann, define the goals`.
    """
    parts = [part.strip(" *_") for part in _parts(_NEXT_LOGIN.sub(",", cell), context)]
    if any(_is_sentence(part, context) for part in parts):
        parts = [found.group() if (found := _AT.match(part)) else part for part in parts]
        parts = [part for part in parts if _AT.fullmatch(part) or context.knows(part)]
    return _owners([part for part in parts if not _is_no_name(part, context)][:_MOST_OWNERS])


def _is_sentence(part: str, context: Context) -> bool:
    """Whether a part has too many words in small letters for a name: `define the goals for growth`."""
    particles = stop_words(context.language).particles
    small = (word for word in part.split() if word[:1].islower() and word not in particles)
    return sum(1 for _ in small) > _MOST_SMALL and not context.knows(part)


def _is_no_name(part: str, context: Context) -> bool:
    """Whether a part of a cell is an empty place, everybody, a thing's word such as `Notes`, or points elsewhere: `See above`."""
    first, *more = part.casefold().split() or [""]
    things = stop_words(context.language).function_words if more else stop_words(context.language).not_names
    return (first in things and not context.knows(part)) or _names_nobody(_AFFILIATION.sub("", part), context)


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
    return _owners(parts) if all(_is_subject(part, context, only_known, logins) for part in parts) else ()


def is_full_name(name: str, context: Context) -> bool:
    """Whether a name that nobody bears has two or three words, and none of them is a thing's: `Ann Example`."""
    parts = name.split()
    return 1 < len(parts) <= 3 and all(part[0].isupper() for part in parts) and _is_proper_subject(name, context)


def may_be_stranger(owner: Owner, context: Context) -> bool:
    """Whether a name that nobody bears is one by its form: a login, a given name, a full name, in English any word of no thing.

    `POC` and, in German, `Ansatz` are as often things.
    """
    name, first = owner.name, owner.name.split()[0]
    if owner.at or context.knows(name) or is_full_name(name, context):
        return True
    plain = context.language == ENGLISH and not name.isupper() and not any(map(context.is_thing, first.split("-")))
    return plain or (first[:1].isupper() and first.casefold() in stop_words(context.language).given)


def is_placeholder(text: str, context: Context = NOBODY_KNOWN) -> bool:
    """Whether `text` says that there is no owner yet."""
    return text.strip(" ?!._-–").casefold() in stop_words(context.language).nobody


def is_everybody(name: str, context: Context = NOBODY_KNOWN) -> bool:
    """Whether `name` stands for nobody in particular: `everyone`, `all members`."""
    return not context.knows(name) and stop_words(context.language).everybody.issuperset(name.casefold().split())


def _adds_nothing(part: str, context: Context) -> bool:
    """Whether a part beside names is none: `(AB, ???)`, `(AB and others)`, `(AB, 2021-03-10)`, `(AB, the docs team)`."""
    group = " " in part and not context.knows(part) and is_everybody(part.rsplit(maxsplit=1)[-1], context)
    return group or _names_nobody(part, context) or not any(map(str.isalpha, part))


def _names_nobody(part: str, context: Context) -> bool:
    """Whether a part is an empty place or everybody."""
    return is_placeholder(part, context) or is_everybody(part.removeprefix("@"), context)


def is_tagged_person(part: str, context: Context = NOBODY_KNOWN) -> bool:
    """Whether a tag's part may be a name, initials or a login rather than a remark."""
    bare = part.rstrip("?").strip()
    if bare.startswith("@"):
        return bool(_AT.fullmatch(bare))
    if context.knows(bare) or _is_addressed(bare, context):
        return True
    stops = stop_words(context.language)
    parts = bare.casefold().replace(".", "").split()
    trade = bare.isupper() and not stops.capitals.isdisjoint(bare.split())
    # In a script without capitals a name looks like any other word.
    if trade or not parts or len(parts) > 4 or len(bare) < 2 or is_unspaced(bare) or _LETTER_AND_NUMBER.fullmatch(bare):
        return False
    if _INITIALS.fullmatch(bare.rstrip(".")) and bare.isupper():
        return not _proposal(context.language).fullmatch(bare)
    if not stops.not_names.isdisjoint((" ".join(parts), parts[0])) or parts[-1] in stops.roles:
        return False
    return _has_form_of_name(bare, context)


def _is_addressed(part: str, context: Context) -> bool:
    """Whether a word of a script without capitals is a name by the respect it shows: `田中さん`."""
    return is_unspaced(part) and without_honorific(part, context.language) != part


def _is_subject(part: str, context: Context, only_known: bool, logins: bool) -> bool:
    if part.startswith("@"):
        return bool(_AT.fullmatch(part))
    initials = part.isupper() and len(part) > 1
    if part.casefold() in stop_words(context.language).function_words and not initials:
        return False
    if context.knows(part) or context.is_called(part) or _is_addressed(part, context):
        return True
    if only_known or (part.casefold().split()[0] in stop_words(context.language).not_subjects and not initials):
        return False
    if logins and not part.isupper() and len(part) > 2 and _ONE_LOGIN.fullmatch(part):
        return not (_remark(context.language).fullmatch(part) or context.is_thing(part))
    return _is_proper_subject(part, context)


def _is_proper_subject(part: str, context: Context) -> bool:
    """Whether an unknown word or words with capitals may be a person: no number, no abbreviation of a thing, no deed."""
    parts = part.split()
    # English deeds may be given names beside a surname: `Clement Lee`.
    first = part if context.language == ENGLISH else parts[0]
    if len(parts) > 3 or any(letter.isdigit() for letter in part) or _deed(context.language).fullmatch(first):
        return False
    if part.isupper() and len(part.rstrip(".")) > (4 if context.language == ENGLISH else 3):
        return False
    if _names_thing(parts, context):
        return False
    # Other languages have no list of common words, and some write all nouns with a capital.
    if context.language != ENGLISH and len(parts) == 1 and not part.isupper():
        return False
    return is_tagged_person(part, context) and any(letter.isupper() for letter in part)


def _names_thing(parts: list[str], context: Context) -> bool:
    """Whether a word of `parts` is a thing's: `Timeline`, `the ALPN`. Other initials and a surname may be words too."""
    first, *others = [part for part in parts if not part.isupper()] or [""]
    surnames = stop_words(context.language).surnames
    inner = [part for part in others if part.casefold() not in surnames]
    short = any(part.isupper() and len(part) > 2 and context.has_article(part.casefold()) for part in parts)
    return short or (bool(first) and context.is_thing(first)) or any(map(context.is_thing, inner))


def _has_form_of_name(bare: str, context: Context) -> bool:
    parts = bare.split()
    if len(parts) == 1:
        return not _remark(context.language).fullmatch(bare) and bool(
            _ONE_LOGIN.fullmatch(bare) or _PROPER.fullmatch(bare)
        )
    stops = stop_words(context.language)
    inner = all(part[0].isupper() or part.casefold() in stops.particles for part in parts[1:-1])
    # `Release Meeting. Ann` is the end of a sentence and a name.
    inner = inner and not any(part.endswith(".") and len(part) > 3 for part in parts[:-1])
    small = stops.function_words - stops.particles
    plain = small.isdisjoint(part.casefold() for part in parts[1:])
    return plain and inner and bool(_PROPER.fullmatch(bare)) and parts[0][0].isupper() and parts[-1][0].isupper()


def _parts(names: str, context: Context) -> list[str]:
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
