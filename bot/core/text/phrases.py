"""Phrases of a config or a word list, found in text."""

import re
from functools import lru_cache


def phrase_in(text: str, phrases: tuple[str, ...]) -> str | None:
    """The first of `phrases` that is in `text` as a whole word, without regard to case: `docker` does not match `dockerhub`."""
    found = _pattern(phrases).search(text) if phrases else None
    return found.group() if found else None


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
