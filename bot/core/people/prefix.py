"""The grammar of what stands before an item's words: owner tags, empty owner places and marker words.

`(JK) text`, `(MRB / ED) text`, `[name=X] text`, `@login: text`, `John K.: text`, `Eric to add …`, `TODO(name) text`,
`[Action - Lee] text`, and behind other words `… AI(DS) text`, `text TODO(name)`. Read on the visible text of the item's
first line. The first form that fits counts.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.core.markdown.done_words import is_done
from bot.core.people import prefix_forms as forms
from bot.core.people.context import Context
from bot.core.people.deeds import is_order, is_verb
from bot.core.people.names import (
    AT,
    NOBODY_KNOWN,
    Owner,
    is_everybody,
    is_full_name,
    is_placeholder,
    is_tagged_person,
    split_subject,
    split_tag,
)
from bot.core.people.subject import asks, is_known_or_given, names_who, owners_of_subject
from bot.core.people.work_words import other_word_for_work
from bot.core.words.lookup import may_name_work

_PAREN = re.compile(r"[(（](?P<inside>[^()（）]{0,80})[)）]\s*+[:：]?\s*+")
_BRACKET = re.compile(r"[\[【{](?P<inside>[^\[\]【】{}]{1,80})[\]】}](?:\[\]|\(\))?\s*+[:：]?\s*+")
_EACH_AT = re.compile(AT)
# Scripts without blanks between words have none behind a colon either.
_COLON = re.compile(r"(?P<names>[^:：\[\]]{1,60}?)\s*+(?::(?!//)(?:\s++|(?=[^\x00-\x7f]))|：\s*+)(?=\S)")
# `2: Ann: mow`, `2024.05.15-3 [Ann] mow`
_NUMBER = re.compile(r"#?\d{1,3}[.:)]\s+(?=[^\W\d]|[(@\[])|\d[\d./-]{2,14}\d:?\s+(?=\[)")
_ARROW = re.compile(r"(?:[-=]>|→|➡️?|👉)\s*+")
# `ACTION: Ann, please mow …`
_ADDRESS = re.compile(r"(?P<names>@?[^\W\d_][\w'’-]*),\s+(?=[a-z])")
_TOPIC = 40
"""Characters of a topic in front of a comma."""
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

    @property
    def says(self) -> bool:
        """Whether anything stood before the words."""
        return bool(self.owners or self.placeholder or self.marker)


ReadHead = Callable[[str], LinePrefix]
"""`read_head` with the people and the habits of a note."""


def read_label(text: str, context: Context) -> tuple[Owner, ...]:
    """The people whom a line like `Ann:` or `@ann` names, all of them known or written as logins; empty for any other line."""
    names = text.strip().rstrip(":：").strip()
    tag = _PAREN.fullmatch(names) or _BRACKET.fullmatch(names)
    if tag:
        return split_tag(tag["inside"], context) or ()
    return split_subject(names, context, only_known=True) if len(names) <= 60 else ()


def read_head(text: str, context: Context = NOBODY_KNOWN) -> LinePrefix:
    """Take marker words and owners off the front of `text`."""
    first = _numbered(text, context)
    if first.marker:
        return first
    # `[Lee] [Action - Victor] …`: who says it is not who does it.
    is_behind = first.owners and _word_in_front(first.text, context, bare_ai=False)
    inner = _marked(first.text, context) if is_behind else _inner(first.text, context)
    if inner.marker:
        owners = inner.owners if inner.owners and (inner.tagged or not first.tagged) else first.owners
        return LinePrefix(inner.text, owners, first.placeholder, inner.marker, first.tagged or inner.tagged, inner.done)
    return first


def is_promise(text: str, owner: Owner, context: Context) -> bool:
    """Whether `text` begins with its owner and a verb for what they are to do: `Ann to mow`, `Ann will mow`."""
    found = forms.prose(context.language).match(text) if text.lstrip("@").startswith(owner.name) else None
    return found is not None and is_verb(found, context)


def read_dash(text: str, context: Context) -> LinePrefix:
    """`text` without names that nobody bears before a dash, and these; whether they own the work is the note's habit."""
    return _before_dash(text, context, marked=True) or LinePrefix(text)


def _numbered(text: str, context: Context) -> LinePrefix:
    """A number or mark in front hides no owner: `2: Ann: mow`, `P1: Ann: mow`; where there is none it is one of the words."""
    number = _NUMBER.match(text) if text[:1] == "#" or text[:1].isdigit() else None
    front = number or forms.mark(context.language).match(text)
    if front and front.end():
        head = _marked(text[front.end() :], context)
        if head.says:
            return head
    return _marked(text, context)


def _marked(text: str, context: Context) -> LinePrefix:
    """Marker, then owners: those inside the marker, else those behind it."""
    found = _word_in_front(text, context, bare_ai=context.bare_ai)
    if found and found.owners:
        return found
    head = _owners(found.text if found else text, context, marked=found is not None)
    return replace(head, marker=found.marker, done=found.done) if found else head


def _word_in_front(text: str, context: Context, *, bare_ai: bool) -> LinePrefix | None:
    """A word for work that nobody of the note is called by, with the owners inside it."""
    arrow = _ARROW.match(text)
    bare = text[arrow.end() :] if arrow else text
    if may_name_work(text, context.language):
        initials = _bare_ai(text, context) if bare_ai else None
        found = _word_for_work(bare, context) or _named_work(text, context) or initials
    else:
        found = _in_other_language(bare, context)
    return None if found and found.marker and context.knows(found.marker) else found


def _word_for_work(text: str, context: Context) -> LinePrefix | None:
    """`[Action - Lee] …`, `TODO: …`, `ACTION(SC): …`, `AI(DS) …`, `#action …`."""
    language = context.language
    if found := forms.bracketed(language).match(text):
        return _behind(found, split_tag(found["names"] or "", context))
    if (found := forms.todo(language).match(text)) and (found["colon"] or found["word"].isupper()):
        return _behind(found)
    if found := forms.marker(language).match(text):
        tag = (found["tag"] or "").strip(" ()")
        return replace(_behind(found, split_tag(tag, context)), done=is_done(tag))
    if text.startswith("#") and (found := forms.hashed(language).match(text)):
        return _behind(found)
    return _in_other_language(text, context)


def _in_other_language(text: str, context: Context) -> LinePrefix | None:
    """`Aufgabe: …`, `Tâche (Ann) : …`, `Actiepunt Ann: …`."""
    found = other_word_for_work(text, context.language)
    owners = split_tag(found.names, context) if found and found.names else ()
    if found is None or owners is None:
        return None
    return LinePrefix(text[found.end :], owners, marker=found.word, tagged=bool(owners))


def _named_work(text: str, context: Context) -> LinePrefix | None:
    """`AI(DS) …`, `ACTION @lee: …`, `Action item for Lee: …`, `Lee TODO: …`."""
    language = context.language
    if found := forms.tagged(language).match(text):
        tag = split_tag(found["tag"] or found["name"], context)
        if tag is not None:
            return _behind(found, tag)
    if found := forms.before_login(language).match(text):
        return _behind(found)
    found = forms.named(language).match(text)
    names = split_subject(found["names"], context) if found else ()
    if found and names and not names_who(text[found.end() :], names, context):
        head = _behind(found, names)
        return replace(head, text=text[found.start("names") :], tagged=False) if found["prose"] else head
    if (found := forms.named_item(language).match(text)) and (
        names := split_subject(found["names"], context, only_known=True)
    ):
        return replace(_behind(found, names), tagged=False)
    found = forms.named_todo(language).match(text)
    name = found["name"] if found else ""
    is_name = (
        context.knows(name) or context.is_given(name) or (name[:1].isupper() and found and found["word"].isupper())
    )
    if found and is_name and is_tagged_person(name, context):
        return LinePrefix(text[found.end() :], (Owner(name),), marker=found["word"], tagged=True)
    return None


def _bare_ai(text: str, context: Context) -> LinePrefix | None:
    found = forms.bare_initials(context.language).match(text)
    return LinePrefix(text[found.end() :], marker=found["word"]) if found else None


def _behind(found: re.Match[str], owners: tuple[Owner, ...] | None = ()) -> LinePrefix:
    """What stands behind a word for work, with the owners inside it."""
    return LinePrefix(found.string[found.end() :], owners or (), marker=found["word"].strip(), tagged=bool(owners))


def _inner(text: str, context: Context) -> LinePrefix:
    """`… AI(DS) figure out …`, `… TODO(name)`: only with people in the parentheses, right behind the word."""
    is_possible = "(" in text and may_name_work(text, context.language)
    found = forms.inner(context.language).match(text[:_FAR]) if is_possible else None
    names = split_tag(found["tag"], context) if found else None
    if found is None or not names:
        return LinePrefix(text)
    return LinePrefix(found["after"] or found["before"].rstrip(" -–"), names, marker=found["word"], tagged=True)


def _owners(text: str, context: Context, *, marked: bool) -> LinePrefix:
    """The owners at the front of `text`, in the first form that fits."""
    if text[:1] == "@" and (mentions := forms.full_names(context.language).match(text)):
        text, marked = mentions.group().replace("@", "") + text[mentions.end() :], True
    for form in (_in_brackets, _at_logins, _before_colon, _before_dash, _before_comma, _in_prose):
        head = form(text, context, marked)
        if head is not None:
            return head
    return LinePrefix(text)


def _in_brackets(text: str, context: Context, _marked: bool) -> LinePrefix | None:
    found = _PAREN.match(text) or _BRACKET.match(text) if text[:1] in "([（【{" else None
    names = split_tag(found["inside"], context) if found else None
    if found is None or names is None:
        return None
    rest = text[found.end() :]
    return LinePrefix(rest.removeprefix("- "), names, placeholder=not names, tagged=True)


def _at_logins(text: str, context: Context, _marked: bool) -> LinePrefix | None:
    """`@login: …`, `@ann and @bob …`; the name of a team stays one of the words."""
    found = forms.logins(context.language).match(text) if text[:1] == "@" else None
    if found is None:
        return None
    names = tuple(Owner(name[1:], at=True) for name in _EACH_AT.findall(found.group()))
    names = tuple(owner for owner in names if not is_everybody(owner.name, context))
    rest = text[found.end() :]
    prose = forms.verb_first(context.language).match(rest.lstrip()) if rest[:1].isspace() else None
    stays = prose or not names or any(owner.team for owner in names)
    return LinePrefix(text if stays else rest.lstrip(" :：,–—-"), names)


def _before_colon(text: str, context: Context, _marked: bool) -> LinePrefix | None:
    if ":" not in text and "：" not in text:
        return None
    found = _COLON.match(text)
    if found is None:
        alone = split_subject(text.rstrip(": "), context, only_known=True) if text.rstrip().endswith(":") else ()
        return LinePrefix("", alone) if alone else None
    if is_placeholder(found["names"], context):
        return LinePrefix(text[found.end() :], placeholder=True)
    names = owners_of_subject(found["names"], context)
    if names and not any(is_known_or_given(owner, context) for owner in names):
        # `Battle: Ann` says who does it behind the colon.
        behind = split_subject(text[found.end() :].strip(" ."), context, only_known=True)
        return LinePrefix(found["names"], behind) if behind else LinePrefix(text[found.end() :], names)
    return LinePrefix(text[found.end() :], names) if names else None


def _before_dash(text: str, context: Context, marked: bool) -> LinePrefix | None:
    """Behind a marker or before `to mow` any name may stand before a dash, elsewhere only a known or a full one."""
    found = forms.before_dash(context.language).match(text) if "-" in text or "–" in text or "—" in text else None
    promised = found and forms.verb_first(context.language).match(text, found.end())
    is_promise = promised and is_verb(promised, context)
    only_known = not marked and not is_promise and not (found and is_full_name(found["names"], context))
    names = split_subject(found["names"], context, only_known=only_known) if found else ()
    return (
        LinePrefix(text[found.end() :], names)
        if found and names and not names_who(text[found.end() :], names, context)
        else None
    )


def _before_comma(text: str, context: Context, marked: bool) -> LinePrefix | None:
    """`Ann, please mow`: behind a marker one name, spoken to; the words stay as they are."""
    found = _ADDRESS.match(text) if marked else None
    names = split_subject(found["names"], context) if found else ()
    return LinePrefix(text, names) if names else None


def _in_prose(text: str, context: Context, marked: bool) -> LinePrefix | None:
    """`Eric to add …`, also behind a prefix that ends in a colon; the words stay as they are."""
    if forms.verb_starts(context.language).isdisjoint(text.split()):
        return None
    for start in _starts(text, context, marked=marked):
        found = forms.prose(context.language).match(text, start)
        if found is None or not (is_verb(found, context) or (marked and is_order(found["next"], context))):
            continue
        logins = marked or bool(forms.work_before(context.language).search(text[:start].rstrip()))
        if names := owners_of_subject(found["names"], context, logins=logins):
            return LinePrefix(text, names)
    return None


def _starts(text: str, context: Context, *, marked: bool) -> Iterator[int]:
    """Where a subject may begin: in front, behind a colon, and of marked work behind a comma: `Plants, Ann to water them`."""
    yield 0
    if (colon := text.find(": ")) >= 0:
        yield colon + 2
    comma = text.find(", ", 0, _TOPIC) if marked else -1
    if comma >= 0 and not asks(text[:comma], context):
        yield comma + 2
