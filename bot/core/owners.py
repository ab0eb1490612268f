"""The grammar of what stands before an item's words: owner tags, empty owner places and marker words.

`(JK) text`, `(MRB / ED) text`, `[name=X] text`, `@login: text`, `John K.: text`, `Eric to add …`, `TODO(name) text`,
`[Action - Lee] text`. Read on the visible text of the item's first line.
"""

import re
from dataclasses import dataclass

from bot.core.vocabulary import NOT_NAMES, PLACEHOLDERS, SUBJECTS_THAT_ARE_NOBODY, TRADE_INITIALS

_WORD = r"[^\W\d_][\w.'’-]*"
_NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}"
_JOIN = r"(?:\s*(?:,\s*and|,\s*&|[,&+/;|]|and)\s*)"
_SPLIT = re.compile(r"\s*(?:,|/|;|&|\+|\||\band\b)\s*")
_PAREN = re.compile(r"\((?P<inside>[^()]{0,80})\)\s*+:?\s*+")
_BRACKET = re.compile(r"\[(?P<inside>[^\[\]]{1,80})\](?:\[\]|\(\))?\s*+:?\s*+")
_LOGINS = re.compile(
    r"(?:@[A-Za-z\d](?:[A-Za-z\d-]{0,38})(?:\[bot\])?(?:\s*(?:,|/|&|\+|and)?\s*(?=@)))*@[A-Za-z\d][A-Za-z\d-]{0,38}\b"
)
_AT = re.compile(r"@([A-Za-z\d][A-Za-z\d-]{0,38})")
_COLON = re.compile(r"(?P<names>[^:()\[\]]{1,60}?)\s*+:(?!//)\s++(?=\S)")
_PROSE_VERB = r"(?:to|will|should|shall|is to|are to|needs to|need to|has to|have to|is going to|offered to|volunteered to|agreed to|promised to|plans to)"
_PROSE = re.compile(rf"(?P<names>\S+(?:\s+\S+){{0,6}}?)\s+(?P<verb>{_PROSE_VERB})\s+(?P<next>[^\s]+)")
_TODO = re.compile(r"(?P<word>TODOs?|FIXME|To[- ]?[Dd]o|to[- ]?do|ToDo)\b(?P<colon>\s*[:–-](?=\s|$))?\s*+")
# `AP:` and `Ai:` are speakers' initials.
_ACTION = re.compile(
    r"(?P<word>action(?:[ -](?:item|point|step)s?)?|(?:follow[- ]?up|work) items?|follow[- ]?ups?|actions|next steps?|(?-i:AI))"
    r"(?: ?#?\d{1,3})?(?P<tag>\s*\([^()]{1,60}\))?\s*(?::|[–-](?=\s))\s*+",
    re.IGNORECASE,
)
_TAGGED = re.compile(r"(?P<word>AI|ACTION|Action)(?P<tag>\s?\([^()]{1,60}\))\s*+")
_BRACKET_ACTION = re.compile(
    r"\[(?P<word>action(?: item| point)?)\s*(?:[-–:]\s*(?P<names>[^\[\]]{1,60}))?\]\s*+:?\s*+", re.IGNORECASE
)
_NAMED_TODO = re.compile(rf"(?P<name>{_WORD}(?: [A-Z]\.?)?) TODO\b:?\s*+")
_DASH_NAME = re.compile(rf"(?P<names>{_NAME}(?:{_JOIN}{_NAME}){{0,3}})\s+[–-]\s+")
_INITIALS = re.compile(r"(?=\w{0,4}[A-Z])[A-Za-z]{1,4}")
_PROPER = re.compile(r"[^\W\d_][\w'’-]*\.?(?: (?:[^\W\d_][\w'’-]*\.?|[A-Z]\.?)){0,3}")
_LOGIN = re.compile(r"[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}")
# What a small word in parentheses says of the work, not who does it: `(tentative)`, `(pending)`, `(optionally)`.
_REMARK = re.compile(r"(?=.{6})[a-z]+(?:ed|ing|able|ible|ive|ly|ous|ful|less|tion|ment|ness|ary|ory)")
_ID = re.compile(r"[A-Z]{1,4}-?\d{1,5}\s*[-–:]\s*")


_TRAILING_TAG = re.compile(r"\s[\[(](?P<inside>[^\[\]()]{1,60})[\])]\s*\.?$")
_TRAILING_LOGIN = re.compile(
    r"(?:\s[-–—]|[.:;,])\s+(?P<inside>@[A-Za-z\d-]{1,39}(?:(?:\s*[,/&+]\s*|\s+(?:and\s+)?)@[A-Za-z\d-]{1,39}){0,5})\s*\.?$"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """A name as written, without parentheses and `@`; `at` tells that it was written `@login`."""

    name: str
    at: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What stood before the words, and the words. `tagged`: the owner stood in parentheses or brackets."""

    text: str
    owners: tuple[Owner, ...] = ()
    placeholder: bool = False
    marker: str | None = None
    tagged: bool = False


def read_head(text: str, known: frozenset[str] = frozenset()) -> Head:
    """Take marker words and owners off the front of `text`; `known` holds names of people in lower case."""
    first = _marked(text, known)
    if first.marker or not first.owners:
        return first
    # `[Lee] [Action - Victor] …`: who says it is not who does it.
    inner = _marked(first.text, known)
    if inner.marker:
        owners = inner.owners if inner.owners and (inner.tagged or not first.tagged) else first.owners
        return Head(inner.text, owners, first.placeholder, inner.marker, first.tagged)
    return first


def _marked(text: str, known: frozenset[str]) -> Head:
    """Marker, then owners: those inside the marker, else those behind it."""
    marker, rest, owners = _marker(text)
    if marker and marker.casefold() in known:
        marker, rest, owners = None, text, ()
    if owners:
        return Head(rest, owners, marker=marker, tagged=True)
    head = (_before_dash(rest, known, strict=False) if marker else None) or _owners(rest, known)
    return Head(head.text, head.owners, head.placeholder, marker, head.tagged)


def read_tail(text: str) -> tuple[str, tuple[Owner, ...]]:
    """`text` without the names in brackets at its end, and these; whether they own the work is the community's habit."""
    found = _TRAILING_TAG.search(text[-120:]) or _TRAILING_LOGIN.search(text[-240:])
    names = split_names(found["inside"]) if found else None
    if not found or not names or not all(owner.at or owner.name[0].isupper() for owner in names):
        return text, ()
    return text[: -len(found.group())].rstrip(" ."), names


def split_names(inside: str, known: frozenset[str] = frozenset()) -> tuple[Owner, ...] | None:
    """The owners that a tag's inside names; None where it is no tag of owners, empty where it is an empty place."""
    inside = _ID.sub("", inside.strip().removeprefix("name=").strip(), count=1)
    if inside.strip(" ?!._-–").casefold() in PLACEHOLDERS:
        return ()
    parts = [part.strip() for part in _SPLIT.split(inside) if part.strip()]
    if not parts or len(parts) > 8 or not all(looks_like_person(part, known) for part in parts):
        return None
    return tuple(Owner(part.lstrip("@"), part.startswith("@")) for part in parts)


def split_cell(cell: str) -> tuple[Owner, ...]:
    """The names in a table's cell for owners, as written."""
    parts = [part.strip(" *_") for part in _SPLIT.split(cell) if part.strip(" *_")]
    named = [part for part in parts if part.strip("?!.-–").casefold() not in PLACEHOLDERS]
    return tuple(Owner(part.lstrip("@"), part.startswith("@")) for part in named[:8])


def looks_like_person(part: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a tag's part may be a name, initials or a login rather than a remark."""
    bare = part.rstrip("?").strip()
    if bare.startswith("@") or bare.casefold() in known:
        return bare.casefold() in known or bool(_LOGIN.fullmatch(bare[1:]))
    if _INITIALS.fullmatch(bare.rstrip(".")) and bare.isupper():
        return bare not in TRADE_INITIALS
    words = bare.casefold().replace(".", "").split()
    if not words or bare.casefold() in NOT_NAMES or words[0] in NOT_NAMES or len(words) > 4:
        return False
    return bool(_INITIALS.fullmatch(bare.rstrip("."))) or _has_form_of_name(bare)


def _has_form_of_name(bare: str) -> bool:
    words = bare.split()
    if len(words) == 1:
        return not _REMARK.fullmatch(bare) and bool(_LOGIN.fullmatch(bare) or _PROPER.fullmatch(bare))
    return bool(_PROPER.fullmatch(bare)) and words[0][0].isupper() and words[-1][0].isupper()


def _marker(text: str) -> tuple[str | None, str, tuple[Owner, ...]]:
    """The marker word at the front, the rest, and owners that stand inside the marker."""
    if found := _BRACKET_ACTION.match(text):
        return found["word"], text[found.end() :], split_names(found["names"] or "") or ()
    if (found := _TODO.match(text)) and (found["colon"] or found["word"].startswith("TODO")):
        return found["word"], text[found.end() :], ()
    if found := _ACTION.match(text) or _TAGGED.match(text):
        inside = (found["tag"] or "").strip(" ()")
        return found["word"], text[found.end() :], split_names(inside) or () if inside else ()
    if (found := _NAMED_TODO.match(text)) and looks_like_person(found["name"]):
        return "TODO", text[found.end() :], (Owner(found["name"]),)
    return None, text, ()


def _owners(text: str, known: frozenset[str]) -> Head:
    """The owners at the front of `text`, in the first form that fits."""
    for form in (_in_brackets, _at_logins, _before_colon, _before_dash, _in_prose):
        head = form(text, known)
        if head is not None:
            return head
    return Head(text)


def _in_brackets(text: str, known: frozenset[str]) -> Head | None:
    found = _PAREN.match(text) or _BRACKET.match(text)
    names = split_names(found["inside"], known) if found else None
    if found is None or names is None:
        return None
    rest = text[found.end() :]
    return Head(rest.removeprefix("- "), names, placeholder=not names, tagged=True)


def _at_logins(text: str, _known: frozenset[str]) -> Head | None:
    found = _LOGINS.match(text)
    if found is None:
        return None
    names = tuple(Owner(name, at=True) for name in _AT.findall(found.group()))
    rest = text[found.end() :]
    prose = re.match(rf"\s+{_PROSE_VERB}\s", rest)
    return Head(text if prose else rest.lstrip(" :,–-"), names)


def _before_colon(text: str, known: frozenset[str]) -> Head | None:
    found = _COLON.match(text)
    names = _people(found["names"], known) if found else ()
    return Head(text[found.end() :], names) if found and names else None


def _before_dash(text: str, known: frozenset[str], *, strict: bool = True) -> Head | None:
    """Behind a marker any name may stand before a dash, elsewhere only a known one."""
    found = _DASH_NAME.match(text)
    names = _people(found["names"], known, strict=strict) if found else ()
    return Head(text[found.end() :], names) if found and names else None


def _in_prose(text: str, known: frozenset[str]) -> Head | None:
    """`Eric to add …`, also behind a prefix that ends in a colon; the words stay as they are."""
    for start in (0, text.find(": ") + 2):
        found = _PROSE.match(text, start) if start != 1 else None
        names = _people(found["names"], known, prose=True) if found else ()
        if found and names and found["next"][:1].islower() and found["next"] != "be":
            return Head(text, names)
    return None


def _people(names: str, known: frozenset[str], *, strict: bool = False, prose: bool = False) -> tuple[Owner, ...]:
    """`names` as owners where each is known or has the form of a name; empty where one is not."""
    parts = [part.strip() for part in _SPLIT.split(names.strip().strip("*_")) if part.strip()]
    several = len(parts) > 1
    fits = 0 < len(parts) <= 4 and all(_is_person(part, known, strict, several and prose) for part in parts)
    return tuple(Owner(part.lstrip("@"), part.startswith("@")) for part in parts) if fits else ()


def _is_person(part: str, known: frozenset[str], strict: bool, several: bool) -> bool:
    if part.startswith("@"):
        return bool(_LOGIN.fullmatch(part[1:]))
    if part.casefold().rstrip(".") in known:
        return True
    nobody = part.casefold().split()[0] in SUBJECTS_THAT_ARE_NOBODY and not (part.isupper() and len(part) > 1)
    if strict or nobody or len(part.split()) > 3 or any(letter.isdigit() for letter in part):
        return False
    if several and _LOGIN.fullmatch(part) and part.casefold() not in NOT_NAMES:
        return True
    return looks_like_person(part) and any(letter.isupper() for letter in part)
