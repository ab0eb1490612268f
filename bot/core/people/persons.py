"""Whether a word, or a few, may be a person: in a tag, as the subject of a sentence; and which stand for nobody."""

import re
from functools import cache

from bot.core.config.logins import is_plain_login
from bot.core.people.address import without_honorific
from bot.core.people.context import NOBODY_KNOWN, Context
from bot.core.people.name_forms import AT
from bot.core.people.owner import Owner
from bot.core.people.stop_words import stop_words
from bot.core.words import ENGLISH, words
from bot.core.words.phrases import is_unspaced, literally

_AT = re.compile(AT)
_INITIALS = re.compile(r"(?=\w{0,4}[A-Z])[A-Za-z]{1,4}")
_PROPER = re.compile(r"[^\W\d_][\w'’-]*\.?(?: (?:[^\W\d_][\w'’-]*\.?|[A-Z]\.?)){0,3}")
# `Q3`, `W37`, `P1`, `v2`, `J-1`: a letter and a number are a date, a rank or an id.
_LETTER_AND_NUMBER = re.compile(r"[A-Za-z]\d{1,5}|[A-Z]-\d{1,5}")

_LONGEST_ADDRESSED = 4
"""Letters of a whole name in Chinese or Japanese, as most have."""


def is_placeholder(text: str, context: Context = NOBODY_KNOWN) -> bool:
    """Whether `text` says that there is no owner yet."""
    return text.strip(" ?!._-–").casefold() in stop_words(context.language).nobody


def is_everybody(name: str, context: Context = NOBODY_KNOWN) -> bool:
    """Whether `name` stands for nobody in particular: `everyone`, `all members`."""
    return not context.knows(name) and stop_words(context.language).everybody.issuperset(name.casefold().split())


def names_nobody(part: str, context: Context) -> bool:
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


def is_named_subject(part: str, context: Context, only_known: bool, logins: bool) -> bool:
    """Whether a part of a sentence's subject names somebody: a login, a name that the note knows, or one by its form.

    `only_known` leaves out names by their form; `logins` counts a word in small letters as a login.
    """
    if part.startswith("@"):
        return bool(_AT.fullmatch(part))
    initials = part.isupper() and len(part) > 1
    if part.casefold() in stop_words(context.language).function_words and not initials:
        return False
    if context.knows(part) or context.is_called(part) or _is_addressed(part, context):
        return True
    if only_known or (part.casefold().split()[0] in stop_words(context.language).not_subjects and not initials):
        return False
    if logins and not part.isupper() and len(part) > 2 and is_plain_login(part):
        return not (_remark(context.language).fullmatch(part) or context.is_thing(part))
    return _is_proper_subject(part, context)


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


def _is_addressed(part: str, context: Context) -> bool:
    """Whether a word of a script without capitals is a name by the respect it shows: `田中さん`, not `邀请戴文标老师`."""
    name = without_honorific(part, context.language) if is_unspaced(part) else part
    return name != part and len(name) <= _LONGEST_ADDRESSED


def _is_proper_subject(part: str, context: Context) -> bool:
    """Whether an unknown word or words with capitals may be a person: no number, no abbreviation of a thing, no deed."""
    parts = part.split()
    # English deeds may be given names beside a surname: `Clement Lee`.
    first = part if context.language == ENGLISH else parts[0]
    if len(parts) > 3 or any(letter.isdigit() for letter in part) or _deed(context.language).fullmatch(first):
        return False
    if part.isupper() and len(part.rstrip(".")) > (4 if context.language == ENGLISH else 3):
        return False
    # Other languages have no list of common words, and some write all nouns with a capital.
    if context.language != ENGLISH and len(parts) == 1 and not part.isupper():
        return False
    is_name = is_tagged_person(part, context) and any(letter.isupper() for letter in part)
    return is_name and not _names_thing(parts, context)


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
        return not _remark(context.language).fullmatch(bare) and bool(is_plain_login(bare) or _PROPER.fullmatch(bare))
    stops = stop_words(context.language)
    inner = all(part[0].isupper() or part.casefold() in stops.particles for part in parts[1:-1])
    # `Release Meeting. Ann` is the end of a sentence and a name.
    inner = inner and not any(part.endswith(".") and len(part) > 3 for part in parts[:-1])
    small = stops.function_words - stops.particles
    plain = small.isdisjoint(part.casefold() for part in parts[1:])
    return plain and inner and bool(_PROPER.fullmatch(bare)) and parts[0][0].isupper() and parts[-1][0].isupper()


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
