"""Whether a note says that a program wrote it: `Notes by Gemini`, `AI-generated content may be incorrect`.

Programs say so at the top or at the bottom, in a line of its own or at the end of the title. In lists, and within sentences,
people talk about such programs.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from bot.core.words import all_words
from bot.core.words.phrases import any_of, has_hint, hints

EDGE = 10
"""Lines with words at the top and at the bottom of a note in which it counts."""
LONGEST = 200
"""Characters of such a line."""
_SIGNS = re.compile(r"[*_`>#]+")
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")


@cache
def _says_so() -> re.Pattern[str]:
    said = all_words().machines
    front = rf"(?:{any_of(said.in_front)} ){{0,2}}"
    wrote = rf"{front}{any_of(said.wrote)} (?:the )?{any_of(said.tools)}|{any_of(said.wrote_first)} (?:the )?{any_of(said.tools)}"
    whole = rf"(?:^|[-–—|:(] )(?:{front}{any_of(said.alone)}|{wrote})(?=\s*(?:$|[.,;:!()|–—-]))"
    return re.compile(rf"{any_of(said.signature)}|{whole}")


def said_by_machine(lines: Sequence[str]) -> str:
    """The words by which the lines of a note say that a program wrote it; empty where they do not."""
    for line in _edges(lines):
        if len(line) <= LONGEST and not _BULLET.match(line) and (found := _says_so().search(_plain(line))):
            return found.group().strip(" -–—|:(")
    return ""


def _edges(lines: Sequence[str]) -> list[str]:
    """The first and the last lines with words; none where no word of them can say so."""
    top = list(islice(filter(str.strip, lines), EDGE))
    bottom = list(islice(filter(str.strip, reversed(lines)), EDGE))
    found = [*top, *bottom[::-1]]
    text = _plain("\n".join(found))
    alone, tools, wrote = _hints()
    return found if has_hint(text, alone) or (has_hint(text, tools) and has_hint(text, wrote)) else []


@cache
def _hints() -> tuple[tuple[str, ...], ...]:
    """Of what says so alone, of the names of programs, and of what they did."""
    said = all_words().machines
    return hints((*said.signature, *said.alone)), hints(said.tools), hints((*said.wrote, *said.wrote_first))


def _plain(line: str) -> str:
    return " ".join(_SIGNS.sub(" ", line).casefold().replace("’", "'").split())
