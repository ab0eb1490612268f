"""The grammar of what stands before an item's words: owner tags, empty owner places and marker words.

`(JK) text`, `(MRB / ED) text`, `[name=X] text`, `@login: text`, `John K.: text`, `Eric to add …`, `TODO(name) text`,
`[Action - Lee] text`, and behind other words `… AI(DS) text`, `text TODO(name)`. Read on the visible text of the item's
first line. The first form that fits counts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.markdown.done_words import is_done
from bot.core.people.names import JOIN, NAME, Known, Owner, is_placeholder, is_tagged_person, split_subject, split_tag

_PAREN = re.compile(r"\((?P<inside>[^()]{0,80})\)\s*+:?\s*+")
_BRACKET = re.compile(r"\[(?P<inside>[^\[\]]{1,80})\](?:\[\]|\(\))?\s*+:?\s*+")
_LOGINS = re.compile(
    r"(?:@[A-Za-z\d](?:[A-Za-z\d-]{0,38})(?:\[bot\])?(?:\s*(?:,|/|&|\+|and)?\s*(?=@)))*@[A-Za-z\d][A-Za-z\d-]{0,38}\b"
)
_AT = re.compile(r"@([A-Za-z\d][A-Za-z\d-]{0,38})")
_COLON = re.compile(r"(?P<names>[^:\[\]]{1,60}?)\s*+:(?!//)\s++(?=\S)")
# `Jaime (@jaimergp)`, `Jaime (JRG)`
_ALIASED = re.compile(r"(?P<names>[^()]{1,40}?)\s?\((?P<tag>@?[A-Za-z\d-]{2,39})\)")
_PROMISE = r"will|shall|is going to|offered to|volunteered to|agreed to|promised to"
_VERB = rf"(?:to|should|is to|are to|needs to|need to|has to|have to|plans to|{_PROMISE})"
_PROSE = re.compile(rf"(?P<names>\S+(?:\s+\S+){{0,6}}?)\s+(?P<verb>{_VERB})\s+(?P<next>\S+)")
_PROMISED = re.compile(rf"(?<![\w@])@(?P<login>[A-Za-z\d][A-Za-z\d-]{{0,38}})\s+(?:{_PROMISE})\s+[a-z]")
# Behind "to" these are no verb: "Back to the roots", "Gates to be built".
_NO_VERBS = frozenset({"be", "a", "an", "the", "this", "that", "our", "my", "your", "their", "its", "all"})
_WORK_BEFORE = re.compile(r"\b(?:next steps?|to-?do|actions?|action items?):\s*$", re.IGNORECASE)
_TODO = re.compile(r"(?P<word>TODOs?|FIXME|To[- ]?[Dd]o|to[- ]?do|ToDo)\b(?P<colon>\s*[:–-](?=\s|$))?\s*+")
# `AP:` and `Ai:` are speakers' initials.
_ACTION_WORD = r"action(?:[ -](?:item|point|step)s?)?|(?:follow[- ]?up|work) items?|follow[- ]?ups?|actions|next steps?"
_ACTION = re.compile(
    rf"(?P<word>{_ACTION_WORD}|(?-i:AI))(?: ?#?\d{{1,3}})?(?P<tag>\s*\([^()]{{1,60}}\))?\s*(?::|[–-](?=\s))\s*+",
    re.IGNORECASE,
)
# `AI (…)` with a blank is as often the subject and its explanation.
_TAGGED = re.compile(
    r"(?P<word>AI|(?:ACTION|Action)(?: [Ii]tem)?)(?: ?(?<!AI )\((?P<tag>[^()]{1,60})\)| ?\[(?P<name>[^\[\]]{1,60})\])\s*+:?\s*+"
)
_NAMED_ACTION = re.compile(
    rf"(?P<word>AI|ACTION|Action(?: [Ii]tem)?)\s+(?:for\s+)?(?P<names>@?{NAME}(?:{JOIN}@?{NAME}){{0,3}})\s*:\s+"
)
_BRACKET_ACTION = re.compile(
    r"[\[(](?P<word>action(?: item| point)?|(?-i:AI|TODO))\s*(?:[-–:]\s*(?P<names>[^\[\]()]{1,60}))?[\])]\s*+:?\s*+",
    re.IGNORECASE,
)
_NAMED_TODO = re.compile(r"(?P<name>[^\W\d_][\w.'’-]*(?: [A-Z]\.?)?) TODO\b(?!\():?\s*+")
_BEFORE_LOGIN = re.compile(r"(?P<word>AI|ACTION|Action(?: [Ii]tem)?)\s+(?=@\w)")
_NUMBER = re.compile(r"#?\d{1,3}[.:)]\s+(?=[^\W\d]|[(@\[])")
_ARROW = re.compile(r"(?:[-=]>|→|➡️?|👉)\s*+")
# `AI in packaging`, `AI is a subject`: the letters are what is spoken of. `AI is to land it` is an action item.
_BARE_AI = re.compile(
    r"AI (?:is to |to )?"
    r"(?!(?:in|for|and|or|as|at|by|from|of|with|vs|is|are|was|were|has|had|can|could|may|might|should|will|would)\b)(?=[a-z])"
)
_INNER = re.compile(
    r"(?P<before>\S.*?)\s+(?P<word>AI|ACTION|Action|TODO|FIXME)\((?P<tag>[^()]{1,60})\)\s*+:?\s*+(?P<after>.*)"
)
_DASH_PROMISE = re.compile(rf"(?P<verb>{_VERB})\s+(?P<next>\S+)")
# `ACTION: Ann, please mow …`
_ADDRESS = re.compile(r"(?P<names>@?[^\W\d_][\w'’-]*),\s+(?=[a-z])")
_DASH_NAME = re.compile(rf"(?P<names>{NAME}(?:{JOIN}{NAME}){{0,3}})\s+[–-]\s+")
_TRAILING_TAG = re.compile(r"\s[\[(](?P<inside>[^\[\]()]{1,60})[\])]\s*\.?$")
_TRAILING_LOGIN = re.compile(
    r"(?:\s[-–—]|[:;,]|(?<=\.))\s+(?P<inside>@[A-Za-z\d-]{1,39}(?:(?:\s*[,/&+]\s*|\s+(?:and\s+)?)@[A-Za-z\d-]{1,39}){0,5})\s*\.?$"
)
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
    found = _TRAILING_TAG.search(text[-120:]) or _TRAILING_LOGIN.search(text[-240:])
    names = split_tag(found["inside"]) if found else None
    if not found or not names or not all(owner.at or owner.name[0].isupper() for owner in names):
        return text, ()
    return text[: -len(found.group())].rstrip(), names


def read_promise(text: str) -> tuple[Owner, ...]:
    """Who says in the middle of `text` that they do it: `… and @login will move them`."""
    found = _PROMISED.search(text[:_FAR])
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
    if found := _BRACKET_ACTION.match(text):
        return _behind(found, split_tag(found["names"] or ""))
    if (found := _TODO.match(text)) and (found["colon"] or found["word"].startswith("TODO")):
        return _behind(found)
    if found := _ACTION.match(text):
        tag = (found["tag"] or "").strip(" ()")
        return replace(_behind(found, split_tag(tag)), done=is_done(tag))
    return None


def _named_work(text: str, known: Known) -> LinePrefix | None:
    """`AI(DS) …`, `ACTION @lee: …`, `Action item for Lee: …`, `Lee TODO: …`."""
    if (found := _TAGGED.match(text)) and (tagged := split_tag(found["tag"] or found["name"], known)) is not None:
        return _behind(found, tagged)
    if found := _BEFORE_LOGIN.match(text):
        return _behind(found)
    if (found := _NAMED_ACTION.match(text)) and (names := split_subject(found["names"], known)):
        return _behind(found, names)
    found = _NAMED_TODO.match(text)
    if found and (found["name"][0].isupper() or found["name"] in known) and is_tagged_person(found["name"], known):
        return LinePrefix(text[found.end() :], (Owner(found["name"]),), marker="TODO", tagged=True)
    return None


def _bare_ai(text: str) -> LinePrefix | None:
    found = _BARE_AI.match(text)
    return LinePrefix(text[found.end() :], marker="AI") if found else None


def _behind(found: re.Match[str], owners: tuple[Owner, ...] | None = ()) -> LinePrefix:
    """What stands behind a word for work, with the owners inside it."""
    return LinePrefix(found.string[found.end() :], owners or (), marker=found["word"].strip(), tagged=bool(owners))


def _inner(text: str, known: Known) -> LinePrefix:
    """`… AI(DS) figure out …`, `… TODO(name)`: only with people in the parentheses, right behind the word."""
    found = _INNER.match(text[:_FAR])
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
    found = _LOGINS.match(text)
    if found is None:
        return None
    names = tuple(Owner(name, at=True) for name in _AT.findall(found.group()))
    rest = text[found.end() :]
    prose = re.match(rf"\s+{_VERB}\s", rest)
    return LinePrefix(text if prose else rest.lstrip(" :,–-"), names)


def _before_colon(text: str, known: Known, _marked: bool) -> LinePrefix | None:
    found = _COLON.match(text)
    if found is None:
        return None
    if is_placeholder(found["names"]):
        return LinePrefix(text[found.end() :], placeholder=True)
    names = _subject(found["names"], known)
    return LinePrefix(text[found.end() :], names) if names else None


def _before_dash(text: str, known: Known, marked: bool) -> LinePrefix | None:
    """Behind a marker or before `to mow` any name may stand before a dash, elsewhere only a known one."""
    found = _DASH_NAME.match(text)
    promised = found and _DASH_PROMISE.match(text, found.end())
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
        found = _PROSE.match(text, start)
        if found is None or not _is_verb(found["verb"], found["next"]):
            continue
        logins = marked or bool(_WORK_BEFORE.search(text[:start].rstrip()))
        if names := _subject(found["names"], known, logins=logins):
            return LinePrefix(text, names)
    return None


def _is_verb(before: str, word: str) -> bool:
    """Whether `word` is what the owner does, behind "to" or "will"."""
    return word[:1].islower() and word != "be" and (before != "to" or word not in _NO_VERBS)


def _subject(names: str, known: Known, *, logins: bool = False) -> tuple[Owner, ...]:
    """The owners in front of a colon or verb, each once: of `Jaime (@jaimergp)` the login, of `Jaime (JRG)` the name."""
    aliased = _ALIASED.fullmatch(names)
    if aliased is None:
        return () if "(" in names else split_subject(names, known, logins=logins)
    owners, alias = split_subject(aliased["names"], known), split_tag(aliased["tag"], known)
    if not owners or not alias:
        return ()
    return alias if alias[0].at else owners
