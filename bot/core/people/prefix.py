"""The grammar of what stands before an item's words: owner tags, empty owner places and marker words.

`(JK) text`, `(MRB / ED) text`, `[name=X] text`, `@login: text`, `John K.: text`, `Eric to add …`, `TODO(name) text`,
`[Action - Lee] text`, and behind other words `… AI(DS) text`, `text TODO(name)`. Read on the visible text of the item's
first line. The first form that fits counts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.markdown.done_words import is_done
from bot.core.people import prefix_forms as forms
from bot.core.people.names import Known, Owner, is_placeholder, is_tagged_person, split_subject, split_tag
from bot.core.words import words

_PAREN = re.compile(r"\((?P<inside>[^()]{0,80})\)\s*+:?\s*+")
_BRACKET = re.compile(r"\[(?P<inside>[^\[\]]{1,80})\](?:\[\]|\(\))?\s*+:?\s*+")
_AT = re.compile(r"@([A-Za-z\d][A-Za-z\d-]{0,38})")
_COLON = re.compile(r"(?P<names>[^:\[\]]{1,60}?)\s*+:(?!//)\s++(?=\S)")
# `Jaime (@jaimergp)`, `Jaime (JRG)`
_ALIASED = re.compile(r"(?P<names>[^()]{1,40}?)\s?\((?P<tag>@?[A-Za-z\d-]{2,39})\)")
_NUMBER = re.compile(r"#?\d{1,3}[.:)]\s+(?=[^\W\d]|[(@\[])")
_ARROW = re.compile(r"(?:[-=]>|→|➡️?|👉)\s*+")
# `ACTION: Ann, please mow …`
_ADDRESS = re.compile(r"(?P<names>@?[^\W\d_][\w'’-]*),\s+(?=[a-z])")
_TRAILING_TAG = re.compile(r"\s[\[(](?P<inside>[^\[\]()]{1,60})[\])]\s*\.?$")
_FAR = 2000
"""Characters of a line in which a marker or a promise is looked for behind other words."""


@dataclass(frozen=True, slots=True)
class LinePrefix:
    """What stood before the words, and the words. `tagged`: the owner stood in parentheses or brackets."""

    text: str
    owners: tuple[Owner, ...] = ()
    placeholder: bool = False
    marker: str | None = None
    tagged: bool = False
    done: bool = False
    """The marker says so itself: `AI (done): …`."""


ReadHead = Callable[[str], LinePrefix]
"""`read_head` with what a note tells of its people and its habits."""


def read_label(text: str, known: Known) -> tuple[Owner, ...]:
    """The people whom a line like `Ann:` or `@ann` names, all of them known or written as logins; empty for any other line."""
    names = text.strip().rstrip(":").strip()
    tag = _PAREN.fullmatch(names) or _BRACKET.fullmatch(names)
    if tag:
        return split_tag(tag["inside"], known) or ()
    return split_subject(names, known, only_known=True) if len(names) <= 60 else ()


def read_head(text: str, known: Known = frozenset(), *, bare_ai: bool = False) -> LinePrefix:
    """Take marker words and owners off the front of `text`.

    `bare_ai`: the note uses `AI:` for its action items, so that `AI remove the label` is one too.
    """
    first = _numbered(text, known, bare_ai)
    if first.marker:
        return first
    # `[Lee] [Action - Victor] …`: who says it is not who does it.
    behind = _marked(first.text, known, bare_ai) if first.owners else first
    inner = behind if behind.marker else _inner(first.text, known)
    if inner.marker:
        owners = inner.owners if inner.owners and (inner.tagged or not first.tagged) else first.owners
        return LinePrefix(inner.text, owners, first.placeholder, inner.marker, first.tagged or inner.tagged, inner.done)
    return first


def read_tail(text: str) -> tuple[str, tuple[Owner, ...]]:
    """`text` without the names in brackets at its end, and these; whether they own the work is the community's habit."""
    found = _TRAILING_TAG.search(text[-120:]) or forms.trailing_logins().search(text[-240:])
    names = split_tag(found["inside"]) if found else None
    if not found or not names or not all(owner.at or owner.name[0].isupper() for owner in names):
        return text, ()
    return text[: -len(found.group())].rstrip(), names


def read_promise(text: str) -> tuple[Owner, ...]:
    """Who says in the middle of `text` that they do it: `… and @login will move them`."""
    found = forms.promised().search(text[:_FAR])
    return (Owner(found["login"], at=True),) if found else ()


def _numbered(text: str, known: Known, bare_ai: bool) -> LinePrefix:
    """A number that people write in front hides no owner: `2: Ann: mow`; where there is none it is one of the words."""
    number = _NUMBER.match(text)
    head = _marked(text[number.end() :], known, bare_ai) if number else None
    return head if head and (head.owners or head.marker or head.placeholder) else _marked(text, known, bare_ai)


def _marked(text: str, known: Known, bare_ai: bool) -> LinePrefix:
    """Marker, then owners: those inside the marker, else those behind it."""
    arrow = _ARROW.match(text)
    found = (
        _word_for_work(text[arrow.end() :] if arrow else text)
        or _named_work(text, known)
        or (_bare_ai(text) if bare_ai else None)
    )
    if found and found.marker and found.marker.casefold() in known:
        found = None
    if found and found.owners:
        return found
    head = _owners(found.text if found else text, known, marked=found is not None)
    return replace(head, marker=found.marker, done=found.done) if found else head


def _word_for_work(text: str) -> LinePrefix | None:
    """`[Action - Lee] …`, `TODO: …`, `ACTION(SC): …`, `AI(DS) …`."""
    if found := forms.bracketed().match(text):
        return _behind(found, split_tag(found["names"] or ""))
    if (found := forms.todo().match(text)) and (found["colon"] or found["word"].isupper()):
        return _behind(found)
    if found := forms.marker().match(text):
        tag = (found["tag"] or "").strip(" ()")
        return replace(_behind(found, split_tag(tag)), done=is_done(tag))
    return None


def _named_work(text: str, known: Known) -> LinePrefix | None:
    """`AI(DS) …`, `ACTION @lee: …`, `Action item for Lee: …`, `Lee TODO: …`."""
    if (found := forms.tagged().match(text)) and (
        tagged := split_tag(found["tag"] or found["name"], known)
    ) is not None:
        return _behind(found, tagged)
    if found := forms.before_login().match(text):
        return _behind(found)
    if (found := forms.named().match(text)) and (names := split_subject(found["names"], known)):
        return _behind(found, names)
    found = forms.named_todo().match(text)
    if found and (found["name"][0].isupper() or found["name"] in known) and is_tagged_person(found["name"], known):
        return LinePrefix(text[found.end() :], (Owner(found["name"]),), marker="TODO", tagged=True)
    return None


def _bare_ai(text: str) -> LinePrefix | None:
    found = forms.bare_initials().match(text)
    return LinePrefix(text[found.end() :], marker=found["word"]) if found else None


def _behind(found: re.Match[str], owners: tuple[Owner, ...] | None = ()) -> LinePrefix:
    """What stands behind a word for work, with the owners inside it."""
    return LinePrefix(found.string[found.end() :], owners or (), marker=found["word"].strip(), tagged=bool(owners))


def _inner(text: str, known: Known) -> LinePrefix:
    """`… AI(DS) figure out …`, `… TODO(name)`: only with people in the parentheses, right behind the word."""
    found = forms.inner().match(text[:_FAR]) if "(" in text else None
    names = split_tag(found["tag"], known) if found else None
    if found is None or not names:
        return LinePrefix(text)
    return LinePrefix(found["after"] or found["before"].rstrip(" -–"), names, marker=found["word"], tagged=True)


def _owners(text: str, known: Known, *, marked: bool) -> LinePrefix:
    """The owners at the front of `text`, in the first form that fits."""
    for form in (_in_brackets, _at_logins, _before_colon, _before_dash, _before_comma, _in_prose):
        head = form(text, known, marked)
        if head is not None:
            return head
    return LinePrefix(text)


def _in_brackets(text: str, known: Known, _marked: bool) -> LinePrefix | None:
    found = _PAREN.match(text) or _BRACKET.match(text)
    names = split_tag(found["inside"], known) if found else None
    if found is None or names is None:
        return None
    rest = text[found.end() :]
    return LinePrefix(rest.removeprefix("- "), names, placeholder=not names, tagged=True)


def _at_logins(text: str, _known: Known, _marked: bool) -> LinePrefix | None:
    found = forms.logins().match(text)
    if found is None:
        return None
    names = tuple(Owner(name, at=True) for name in _AT.findall(found.group()))
    rest = text[found.end() :]
    prose = forms.verb_first().match(rest.lstrip()) if rest[:1].isspace() else None
    return LinePrefix(text if prose else rest.lstrip(" :,–-"), names)


def _before_colon(text: str, known: Known, _marked: bool) -> LinePrefix | None:
    found = _COLON.match(text)
    if found is None:
        alone = split_subject(text.rstrip(": "), known, only_known=True) if text.rstrip().endswith(":") else ()
        return LinePrefix("", alone) if alone else None
    if is_placeholder(found["names"]):
        return LinePrefix(text[found.end() :], placeholder=True)
    names = _subject(found["names"], known)
    return LinePrefix(text[found.end() :], names) if names else None


def _before_dash(text: str, known: Known, marked: bool) -> LinePrefix | None:
    """Behind a marker or before `to mow` any name may stand before a dash, elsewhere only a known one."""
    found = forms.before_dash().match(text)
    promised = found and forms.verb_first().match(text, found.end())
    only_known = not marked and not (promised and _is_verb(promised["verb"], promised["next"]))
    names = split_subject(found["names"], known, only_known=only_known) if found else ()
    return LinePrefix(text[found.end() :], names) if found and names else None


def _before_comma(text: str, known: Known, marked: bool) -> LinePrefix | None:
    """`Ann, please mow`: behind a marker one name, spoken to; the words stay as they are."""
    found = _ADDRESS.match(text) if marked else None
    names = split_subject(found["names"], known) if found else ()
    return LinePrefix(text, names) if names else None


def _in_prose(text: str, known: Known, marked: bool) -> LinePrefix | None:
    """`Eric to add …`, also behind a prefix that ends in a colon; the words stay as they are."""
    prefix = text.find(": ") + 2
    for start in (0, prefix) if prefix > 1 else (0,):
        found = forms.prose().match(text, start)
        if found is None or not _is_verb(found["verb"], found["next"]):
            continue
        logins = marked or bool(forms.work_before().search(text[:start].rstrip()))
        if names := _subject(found["names"], known, logins=logins):
            return LinePrefix(text, names)
    return None


def _is_verb(before: str, word: str) -> bool:
    """Whether `word` is what the owner does, behind "to" or "will"."""
    owners = words().owners
    return (
        word[:1].islower()
        and word not in owners.never_verbs
        and (before not in owners.to or word not in owners.not_verbs)
    )


def _subject(names: str, known: Known, *, logins: bool = False) -> tuple[Owner, ...]:
    """The owners in front of a colon or verb, each once: of `Jaime (@jaimergp)` the login, of `Jaime (JRG)` the name."""
    aliased = _ALIASED.fullmatch(names)
    if aliased is None:
        return () if "(" in names else split_subject(names, known, logins=logins)
    owners, alias = split_subject(aliased["names"], known), split_tag(aliased["tag"], known)
    if not owners or not alias:
        return ()
    return alias if alias[0].at else owners
