"""Owners in front of a line, behind its word for work if it has one."""

import re
from collections.abc import Iterator

from bot.core.people.context import Context
from bot.core.people.lines import prefix_forms as forms
from bot.core.people.lines.line_prefix import LinePrefix
from bot.core.people.lines.mentions import mentioned_in_front
from bot.core.people.lines.subject import asks, is_known_or_given, is_named_behind, owners_of_subject
from bot.core.people.lines.verbs import is_order, is_verb
from bot.core.people.name_forms import AT
from bot.core.people.names import split_subject, split_tag
from bot.core.people.owner import Owner
from bot.core.people.persons import is_everybody, is_full_name, is_placeholder

PAREN = re.compile(r"[(（](?P<inside>[^()（）]{0,80})[)）]\s*+[:：]?\s*+")
BRACKET = re.compile(r"[\[【{](?P<inside>[^\[\]【】{}]{1,80})[\]】}](?:\[\]|\(\))?\s*+[:：]?\s*+")
_EACH_AT = re.compile(AT)
# Scripts without blanks between words have none behind a colon either.
_COLON = re.compile(r"(?P<names>[^:：\[\]]{1,60}?)\s*+(?::(?!//)(?:\s++|(?=[^\x00-\x7f]))|：\s*+)(?=\S)")
# `ACTION: Ann, please mow …`
_ADDRESS = re.compile(r"(?P<names>@?[^\W\d_][\w'’-]*),\s+(?=[a-z])")
_TOPIC = 40
"""Characters of a topic in front of a comma."""


def owners_in_front(text: str, context: Context, *, marked: bool) -> LinePrefix:
    """The owners at the front of `text`, in the first form that fits."""
    if text[:1] == "@" and (mentions := forms.full_names(context.language).match(text)):
        text, marked = mentions.group().replace("@", "") + text[mentions.end() :], True
    for form in (_in_brackets, _at_logins, _before_colon, before_dash, _before_comma, _in_prose):
        prefix = form(text, context, marked)
        if prefix is not None:
            return prefix
    return LinePrefix(text)


def _in_brackets(text: str, context: Context, _marked: bool) -> LinePrefix | None:
    found = PAREN.match(text) or BRACKET.match(text) if text[:1] in "([（【{" else None
    names = split_tag(found["inside"], context) if found else None
    if found is None or names is None:
        return None
    rest = text[found.end() :]
    return LinePrefix(rest.removeprefix("- "), names, placeholder=not names, tagged=True)


def _at_logins(text: str, context: Context, _marked: bool) -> LinePrefix | None:
    """`@login: …`, `@ann and @bob …`; the name of a team stays one of the words."""
    found = forms.logins(context.language).match(text) if text[:1] == "@" else None
    if found is None:
        said, mentioned = mentioned_in_front(text, context)
        return LinePrefix(said, mentioned) if mentioned else None
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


def before_dash(text: str, context: Context, marked: bool) -> LinePrefix | None:
    """Behind a marker or before `to mow` any name may stand before a dash, elsewhere only a known, a given or a full one."""
    found = forms.before_dash(context.language).match(text) if "-" in text or "–" in text or "—" in text else None
    promised = found and forms.verb_first(context.language).match(text, found.end())
    is_promise = promised and is_verb(promised, context)
    is_name = found and (is_full_name(found["names"], context) or _has_given_name(found["names"], context))
    only_known = not (marked or is_promise or is_name)
    names = split_subject(found["names"], context, only_known=only_known) if found else ()
    return (
        LinePrefix(text[found.end() :], names)
        if found and names and not is_named_behind(text[found.end() :], names, context)
        else None
    )


def _has_given_name(names: str, context: Context) -> bool:
    """Whether one of several names is a given name, or begins with one: `Erin, Bijan`."""
    return any(context.is_given(word) for word in names.replace(",", " ").replace("/", " ").split())


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
