"""The forms of what stands behind an item's words, as regular expressions made of the word files.

Each is compiled once for each language.
"""

import re
from functools import cache

from bot.core.people.name_forms import AT, LOGIN_OR_NAME, join, joined
from bot.core.words import words
from bot.core.words.phrases import any_of, hints

_SIGN = r"(?:\s(?:[-–—]{1,3}|[-=]>|<[-=]|→|⇒|←|⇐|➡️?|⬅️?|👉|\|)\s*|(?<=[.!?])\s+|(?<=[。！？]))"
_COMMA = r"[:;,：；，]\s*"
_ARROW_OR_DASH = r"(?:[-–—]|[-=]>|→)"


def _people(language: str, more: str = "{0,5}") -> str:
    """Names or logins, the first and as many `more`, as the group `inside`."""
    return rf"(?P<inside>{joined(LOGIN_OR_NAME, language, more)})"


@cache
def logins(language: str) -> re.Pattern[str]:
    """`… - @ann, @bob`, `… the page @ann`"""
    login = rf"{AT}(?:(?:{join(language)}|\s+){AT}){{0,5}}"
    return re.compile(rf"(?:(?P<sign>{_SIGN}|{_COMMA})|\s+)(?P<inside>{login})\s*[.。]?$")


@cache
def names(language: str) -> re.Pattern[str]:
    """`… - Ann`, `… → Ann and Bob`"""
    return re.compile(rf"{_SIGN}{_people(language)}\s*[.。]?$")


@cache
def label(language: str) -> re.Pattern[str]:
    """`… Owner: Ann`, `… assigned to Ann`"""
    owners = words(language).owners
    label = rf"(?:{any_of(owners.labels)}\s*[:：=]|{any_of(owners.assigned)}\s*[:：]?)"
    return re.compile(rf"[\s.;,、，；。|(（–—→⇒>-]+{label}\s*{_people(language)}\s*[)）]?[.。]?$")


@cache
def field(language: str, more: str) -> re.Pattern[str]:
    """`… (Owner: Ann, due: June)`, `… - Owner: Ann - due June`: a label with another field behind it.

    `more` says how many names besides the first one are taken.
    """
    owners = words(language).owners
    label = any_of((*owners.labels, *owners.assigned))
    before = rf"(?:[\[(（【,;:|，；：]\s*|[.。]\s+|\s{_ARROW_OR_DASH}\s+)"
    behind = rf"\s*(?=[,;|，；)）\]】]|\s{_ARROW_OR_DASH}\s)"
    return re.compile(rf"{before}{label}\s*[:：=]\s*{_people(language, more)}{behind}")


@cache
def label_hints(language: str) -> tuple[str, ...]:
    """Pieces of which each text with a label has one."""
    owners = words(language).owners
    return hints((*owners.labels, *owners.assigned))


@cache
def owner_line(language: str) -> re.Pattern[str]:
    """A line that says nothing else: `Owner: Ann`."""
    owners = words(language).owners
    label = any_of((*owners.labels, *owners.assigned))
    return re.compile(rf"(?:{label}\s*[:：]|{any_of(owners.assigned)}\s)\s*(?P<inside>\S.{{0,120}})")


@cache
def introduced(language: str) -> re.Pattern[str]:
    """`on Ann - due June`"""
    return re.compile(rf"{any_of(words(language).work.introducing)}\s+(?=\S)")


@cache
def until(language: str) -> re.Pattern[str]:
    """`Ann, by the next meeting`: until when, behind who does it."""
    return re.compile(rf"\s*[,;]\s*{any_of(words(language).dates.due)}\s.*")


@cache
def inner(language: str) -> re.Pattern[str]:
    """`… - Ann - due in June`: the names between two dashes."""
    return re.compile(rf"\s[-–—]{{1,2}}\s+{_people(language)}(?=\s[-–—]{{1,2}}\s)")
