"""Whether a note says that a program wrote it: `Notes by Gemini`, `AI-generated content may be incorrect`.

Programs say so at the top or at the bottom, in a line of its own or at the end of the title. In lists, and within sentences,
people talk about such programs.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from bot.core.words import all_words
from bot.core.words.phrases import any_of, folded, is_unspaced, telling_words, words_in

_EDGE = 10
"""Lines with words at the top and at the bottom of a note in which it counts."""
_LONGEST = 200
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
    for line in filter(_may_say_so, _edges(lines)):
        if len(line) <= _LONGEST and not _BULLET.match(line) and (found := _says_so().search(_plain(line))):
            return found.group().strip(" -–—|:(")
    return ""


def _edges(lines: Sequence[str]) -> list[str]:
    """The first and the last lines with words; none where no word of them can say so."""
    top = list(islice(filter(str.strip, lines), _EDGE))
    bottom = list(islice(filter(str.strip, reversed(lines)), _EDGE))
    found = [*top, *bottom[::-1]]
    return found if _may_say_so("\n".join(found)) else []


def _may_say_so(text: str) -> bool:
    """Whether words stand in `text` of which one stands in each phrase that says so: most notes have none."""
    said = words_in(folded(text))
    alone, tools, wrote = _telling()
    together = not (tools.isdisjoint(said) or wrote.isdisjoint(said))
    return together or not alone.isdisjoint(said) or is_unspaced(text)


@cache
def _telling() -> tuple[frozenset[str], ...]:
    """Words of what says so alone, of the names of programs, and of what these did."""
    said = all_words().machines
    return tuple(map(telling_words, ((*said.signature, *said.alone), said.tools, (*said.wrote, *said.wrote_first))))


def _plain(line: str) -> str:
    return " ".join(_SIGNS.sub(" ", line).casefold().replace("’", "'").split())
