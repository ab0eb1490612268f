"""People whom `@` names in a script that no login has: `@张三 写文档`, `문서 작성 @민수`."""

import re

from bot.core.people.address import without_honorific
from bot.core.people.context import Context
from bot.core.people.owner import Owner
from bot.core.people.persons import is_everybody
from bot.core.words.phrases import is_unspaced

_NAME = r"@[^\W\d_a-zA-Z]{2,15}"
_BETWEEN = r"(?:\s*[,，、/&]\s*|\s+)"
_SEVERAL = rf"{_NAME}(?:{_BETWEEN}{_NAME}){{0,5}}"
_FRONT = re.compile(rf"(?P<names>{_SEVERAL})(?:\s*[:：]\s*|\s+)(?=\S)")
_END = re.compile(rf"(?<=\S)(?:\s*[-–—→|]\s*|\s+)(?P<names>{_SEVERAL})\s*[.。]?$")
_EACH = re.compile(_NAME)
_LONGEST_UNSPACED = 5
"""Characters of a name in a script without blanks: in a longer text the words follow without one."""


def mentioned_in_front(text: str, context: Context) -> tuple[str, tuple[Owner, ...]]:
    """`text` without such names in front, and these."""
    found = _FRONT.match(text) if text[:1] == "@" else None
    owners = _people(found, context)
    return (text[found.end() :], owners) if found and owners else (text, ())


def mentioned_at_end(text: str, context: Context) -> tuple[str, tuple[Owner, ...]]:
    """`text` without such names at its end, and these."""
    found = _END.search(text) if "@" in text and not text.isascii() else None
    owners = _people(found, context)
    return (text[: found.start()], owners) if found and owners else (text, ())


def _people(found: re.Match[str] | None, context: Context) -> tuple[Owner, ...]:
    names = [name[1:] for name in _EACH.findall(found["names"])] if found else []
    if any((is_unspaced(name) and len(name) > _LONGEST_UNSPACED) or is_everybody(name, context) for name in names):
        return ()
    return tuple(Owner(without_honorific(name, context.language)) for name in names)
