"""Words of respect and roles beside a name: `Frau Moor`, `田中さん`, `Treasurer Ann Lind`."""

import re
from functools import cache

from bot.core.people.context import Context
from bot.core.people.stop_words import stop_words
from bot.core.words import words
from bot.core.words.phrases import is_unspaced, literally


def without_honorific(name: str, language: str) -> str:
    """`田中さん` and `Frau Moor` without the word that shows respect."""
    found = _honorific(language).fullmatch(name)
    return (found["behind"] or found["before"]) if found else name


@cache
def _honorific(language: str) -> re.Pattern[str]:
    said = words(language).owners.honorifics
    behind = literally(each for each in said if is_unspaced(each))
    before = literally(each for each in said if not is_unspaced(each))
    return re.compile(rf"(?P<before>[^\W\d_]{{1,8}}?){behind}|(?i:{before})\s+(?P<behind>\S.*)")


def without_role(part: str, context: Context) -> str:
    """`Treasurer Ann Lind` as `Ann Lind`, where the note does not know the whole as a name."""
    said = part.split()
    roles = stop_words(context.language).roles
    at = next((at for at in (1, 0) if at + 1 < len(said) and said[at].casefold().strip(".") in roles), None)
    rest = " ".join(said[at + 1 :]) if at is not None else ""
    return rest if rest and rest[0].isupper() and not context.knows(part) else part
