"""Sentences in which somebody says, or is said, to do something: `Ann will write to the mill`, `Ann: I'll write to it`."""

import re
from functools import cache

from bot.core import limits
from bot.core.people.context import Context
from bot.core.people.lines import prefix_forms as forms
from bot.core.people.lines.line_prefix import ReadPrefix
from bot.core.people.lines.promises import names_a_doer, read_promise
from bot.core.people.lines.subject import owners_of_subject
from bot.core.people.lines.verbs import is_verb
from bot.core.people.owner import Owner
from bot.core.people.stop_words import stop_words
from bot.core.words import ENGLISH, words
from bot.core.words.lines import Lines
from bot.core.words.phrases import literally

_FRONT = 80
"""Characters at the front of it in which `Ann to …` begins."""
_LONGEST_NAMES = 160
"""Characters in which names end that somebody is called by, and then says something."""
_MOST_NAMES = 5
"""Words in front of the verb."""
_LONGEST_INITIALS = 2
_SIGNS = frozenset("-–—")
# What stands behind names in front of what they say; a tag and a login begin with theirs.
_NAMES_END = re.compile(r"[:：)\]）】@–—-]")
# The blank comes first, so that it is found without a look at each place of the text.
_ENDS = re.compile(r"\s(?<=[.!;]\s)\s*")
_END_SIGNS = (".", "!", ";")
# `JupyterHub`, `iOS`: the name of a thing.
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")


def may_promise(sources: Lines, language: str) -> frozenset[int]:
    """Which pieces of Markdown may say a promise: most have no word for one."""
    begin = sources.having(_in_front(language), within=_FRONT)
    capital = (number for number in begin if not sources.lines[number][0].islower())
    return sources.having(_anywhere(language)).union(capital)


def promises(text: str, prefix_of: ReadPrefix, context: Context) -> bool:
    """Whether `text` says what one of the note's people, or somebody with the form of a name, is to do."""
    text = text[: limits.LINE]
    first, *later = _sentences(text)
    if _begins_with_promise(first, context) or _says(text, prefix_of, context):
        return True
    at_login = any(_begins_with_promise(each, context) for each in later if each[:1] == "@")
    return at_login or bool(read_promise(text, context)) or names_a_doer(text, context)


def _says(text: str, prefix_of: ReadPrefix, context: Context) -> bool:
    """Whether somebody stands in front and promises what follows: `Ann: will mow`, `[Ann] To mow`, `Ann: I agree. I'll mow`."""
    if not _NAMES_END.search(text, 0, _LONGEST_NAMES) or not _said(context.language).search(text):
        return False
    found = prefix_of(text)
    if not found.owners or found.marker or found.text == text:
        return False
    said = _sentences(found.text)
    begins = _begins(context.language).match(said[0])
    # Behind a colon `To get this right` is what somebody says.
    is_order = begins and (found.tagged or not begins["to"] or begins["to"].islower()) and not said[0].endswith("?")
    return bool(is_order) or any(map(_own(context.language).match, said))


def _sentences(text: str) -> list[str]:
    return _ENDS.split(text) if any(map(text.__contains__, _END_SIGNS)) else [text]


def _begins_with_promise(text: str, context: Context) -> bool:
    """Whether `text` begins with somebody and a promise. A verb of duty such as "should" is none."""
    front = text.split(maxsplit=_MOST_NAMES + 1)[: _MOST_NAMES + 1]
    if forms.verb_starts(context.language).isdisjoint(front[1:]) or not _may_name(front[0], context):
        return False
    if text.rstrip().endswith("?"):
        return False
    found = forms.prose(context.language).match(text)
    if not found or found["verb"] in words(context.language).owners.verbs or not is_verb(found, context):
        return False
    names = found["names"].split()
    if len(names) > _MOST_NAMES or not _SIGNS.isdisjoint(names):
        return False
    owners = owners_of_subject(found["names"], context)
    is_deed = found["next"].casefold() not in words(context.language).owners.of_things
    return bool(owners) and all(
        owner.at or context.knows(owner.name) or (is_deed and _may_be_person(owner, context)) for owner in owners
    )


def _may_name(word: str, context: Context) -> bool:
    """Whether a word at the front may be the first of a name."""
    if word[0].islower():
        return context.may_know(word)
    return word.casefold() not in stop_words(context.language).function_words or context.may_know(word)


def _may_be_person(owner: Owner, context: Context) -> bool:
    """Whether a name that nobody of the note bears may be a person's rather than that of a thing or a firm."""
    if context.language != ENGLISH:
        return context.is_called(owner.name)
    name = owner.name
    is_short = not name.isupper() or len(name) <= _LONGEST_INITIALS
    return name[:1].isupper() and is_short and not _INNER_CAPITAL.search(name)


@cache
def _anywhere(language: str) -> tuple[str, ...]:
    owners = words(language).owners
    said = (f"{each} ".casefold() for each in (*owners.promises, *owners.own_promises))
    return tuple(dict.fromkeys((" @", *said)))


@cache
def _in_front(language: str) -> tuple[str, ...]:
    return tuple(f" {each} " for each in words(language).owners.to)


@cache
def _said(language: str) -> re.Pattern[str]:
    """Behind a name: `: will …`, `] To …`, `. I'll …`"""
    owners = words(language).owners
    verb = literally((*owners.to, *owners.promises, *owners.own_promises))
    return re.compile(rf"[\W\d_]\s+{verb}\s", re.IGNORECASE)


@cache
def _begins(language: str) -> re.Pattern[str]:
    """`will mow`, `To mow`. `To give an example, …` is talk."""
    owners = words(language).owners
    talk = rf"(?![^.,]{{0,40}},|.*\s{literally(words(language).nothing.stating)}\s)"
    verb = rf"(?:(?P<to>{literally(owners.to)})|{literally(owners.promises)})"
    return re.compile(rf"(?i:{verb})\s+(?!(?i:{literally(owners.never_verbs)})\s){talk}[^\W\d_A-Z]")


@cache
def _own(language: str) -> re.Pattern[str]:
    """`I'll mow`. `I'll say that …` is talk."""
    owners = words(language).owners
    talk = literally(owners.telling)
    return re.compile(rf"{literally(owners.own_promises)}\s+(?!{talk}\b)[^\W\d_]", re.IGNORECASE)
