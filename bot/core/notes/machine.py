"""Whether a note says that a program wrote it: `Notes by Gemini`, `AI-generated content may be incorrect`.

Programs say so at the top or at the bottom, in a line of its own and not in a list: there people talk about such programs.
"""

import re
from collections.abc import Sequence
from functools import cache

from bot.core.words import all_words
from bot.core.words.phrases import any_of

EDGE = 10
"""Lines with words at the top and at the bottom of a note in which it counts."""
LONGEST = 200
"""Characters of such a line."""
_SIGNS = re.compile(r"[*_`>#]+")
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")


@cache
def _says_so() -> re.Pattern[str]:
    said = all_words().machines
    wrote = rf"(?:{any_of(said.wrote)}|^{any_of(said.wrote_first)})"
    return re.compile(rf"{any_of(said.alone)}|{wrote} (?:the )?{any_of(said.tools)}")


def said_by_machine(lines: Sequence[str]) -> str:
    """The words by which the lines of a note say that a program wrote it; empty where they do not."""
    filled = [line for line in lines if line.strip()]
    for line in (*filled[:EDGE], *filled[max(EDGE, len(filled) - EDGE) :]):
        if len(line) <= LONGEST and not _BULLET.match(line) and (found := _says_so().search(_plain(line))):
            return " ".join(found.group().split())
    return ""


def _plain(line: str) -> str:
    return " ".join(_SIGNS.sub(" ", line).casefold().replace("’", "'").split())
