"""Which lines of a paragraph begin with something of their own: work, a label, what stands below a label."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from bot.core.markdown.deadlines import LONGEST_ANNOUNCEMENT, is_deadline
from bot.core.markdown.deeds import says_deed
from bot.core.text.unicode import COLONS
from bot.core.words import ENGLISH, words
from bot.core.words.lookup import ANY, whole_hits
from bot.core.words.phrases import any_of, capitalised, shouted

_ACTION = frozenset({"action", "action_alone"})
_NAMED = re.compile(r"[*_]{0,3}[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}\s?(?::[*_]{0,3}\s|：)\s*\S")
_HARD_BREAKS = ("  ", "\\", "<br>", "<br/>", "<br />")
_ENDS = (".", "!", ";", ")", "]")
_NARROWEST = 60
"""Characters to which nobody wraps text: a shorter line ends on purpose."""


def announces(bare: str, *, bare_ai: bool) -> bool:
    """Whether a wrapped line starts work of its own."""
    return bool(_marked().match(bare) or _labelled().fullmatch(bare) or (bare_ai and _bare_initials().match(bare)))


def is_label_alone(line: str) -> bool:
    """Whether a line is nothing but a word for work, or until when, in bold or with a colon: what follows is no part of it."""
    said = line.strip()
    if not said.endswith((*COLONS, "**", "__")) or len(said) > LONGEST_ANNOUNCEMENT:
        return False
    return bool(_label_alone().fullmatch(said)) or _is_other_label(said)


def is_bare_label(line: str) -> bool:
    """Whether a line is nothing but such a word, with a capital: `Action items`."""
    return bool(_bare_label().fullmatch(line.strip()))


def is_label_line(lines: Sequence[str]) -> bool:
    """Whether such a line is all of a paragraph."""
    return len(lines) == 1 and is_label_alone(lines[0])


@lru_cache(maxsize=4096)
def _is_other_label(said: str) -> bool:
    """Whether all of a label is a word for work in another language than English, or says until when what follows is to be done."""
    plain = said.strip("*_ ").rstrip(":：").strip("*_ ")
    found = {hit.key for hit in whole_hits("headings", plain, ANY) if hit.exact}
    return (bool(found) and found <= _ACTION) or (said.endswith(COLONS) and is_deadline(plain, ENGLISH))


def names_who(line: str) -> bool:
    """Whether a line begins with a short name and a colon: `Ann: mow`."""
    return bool(_NAMED.match(line.strip()))


def breaks(line: str) -> bool:
    """Whether a line ends with a hard break."""
    return line.endswith(_HARD_BREAKS)


def begins_anew(line: str) -> bool:
    """Whether a line of a paragraph begins with a deed, a login or a promise: `Mow the lawn`, `@ann`, `Ann to mow`."""
    is_capital = line[:1].isupper()
    return line[:1] == "@" or (is_capital and (says_deed(line, ENGLISH) or bool(_promised().match(line))))


def goes_apart(line: str, above: Sequence[str]) -> bool:
    """Whether a line says something else than those above it in its paragraph, of which the first begins anew as it does.

    The last one ends a sentence, or had room for the first word of this one.
    """
    if not (begins_anew(line) and begins_anew(above[0])):
        return False
    last, width = above[-1].rstrip(), max(*map(len, above), _NARROWEST)
    return last.endswith(_ENDS) or len(last) + len(line.partition(" ")[0]) < width


@cache
def _promised() -> re.Pattern[str]:
    """`Ann to mow`, `Ann Miller will mow`"""
    owners = words().owners
    return re.compile(rf"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)? {any_of((*owners.to, *owners.promises))} [a-z]")


# A wrapped line that starts with a word for work, or is a label of its own, does not end the sentence above it.
@cache
def _marked() -> re.Pattern[str]:
    work = words().work
    colon = rf"{capitalised(work.markers)}\s?(?:\d{{1,2}})?[*_]{{0,2}}\s?[:(–-]"
    named = rf"{capitalised(work.named)} (?:{any_of(work.introducing)} )?@?[A-Z][\w.-]{{0,38}}:"
    todo = rf"{capitalised(work.todo)}[*_]{{0,2}}\s?:"
    return re.compile(rf"[*_\[]{{0,3}}(?:{shouted((*work.action, *work.todo))}|{colon}|{todo}|{named})")


@cache
def _labelled() -> re.Pattern[str]:
    work = words().work
    return re.compile(rf"[*_]{{0,2}}{any_of((*work.markers, *work.todo))}[*_]{{0,2}}:[*_]{{0,2}}")


def _labels() -> tuple[str, ...]:
    work = words().work
    return (*work.action_item, *work.actions, *work.action, *work.next_step, *work.todo)


@cache
def _bare_label() -> re.Pattern[str]:
    """`Action items`, `TODO`"""
    return re.compile(rf"{capitalised(_labels())}")


@cache
def _label_alone() -> re.Pattern[str]:
    """`**Action item**`, `Actions:`: a line that is nothing but a word for work, in bold or with a colon."""
    said = any_of(_labels())
    return re.compile(rf"(?:\*\*|__){said}:?(?:\*\*|__):?|{said}:", re.IGNORECASE)


@cache
def _bare_initials() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words().work.initials)} [a-z]")
