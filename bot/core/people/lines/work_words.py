"""Words for work in a line; those of other languages than English in front of it: `Aufgabe: …`, `Tâche (Ann) : …`, `Actiepunt Ann: …`."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.core.text.unicode import COLONS
from bot.core.words.lookup import Hit, hints_of_work, hits
from bot.core.words.sections import WORDS_FOR_WORK

# What stands before a colon and may announce work: short, or it is a sentence.
_LABEL = re.compile(r"[\s*_]*(?P<label>[^:：]{2,50}?)[\s*_]*[:：][\s*_]*(?=\S)")


@dataclass(frozen=True, slots=True)
class WordForWork:
    """The word, the names between it and the colon, and where the words of the line begin."""

    word: str
    names: str
    end: int


@cache
def hints_of_any_work(language: str) -> tuple[str, ...]:
    """Pieces of which each text with a word for work has one."""
    return (*COLONS, *hints_of_work(language))


@lru_cache(maxsize=4096)
def other_word_for_work(text: str, language: str) -> WordForWork | None:
    """The word for work that begins what stands before the first colon; `language` is the note's own."""
    label = _LABEL.match(text) if ":" in text or "：" in text else None
    found = hits("work", label["label"], language) if label else ()
    first = next((hit for hit in found if hit.start == 0 and hit.key in WORDS_FOR_WORK), None)
    if label is None or first is None:
        return None
    return WordForWork(*_split(label["label"], first), label.end())


def _split(label: str, first: Hit) -> tuple[str, str]:
    """The word for work and what stands behind it, without a number and parentheses."""
    if first.whole:
        return label, ""
    pieces = re.match(rf"(.{{{first.length}}})[\s(（]*#?\d{{0,3}}\s*(.*?)[)）]?$", label.strip())
    return (pieces[1], pieces[2].strip()) if pieces else (label, "")
