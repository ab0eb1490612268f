"""Names of files and branches, and messages of servers, as text: a code span for Markdown, a line for a commit."""

import re
from functools import lru_cache

from bot.core.text.outgoing import cut, neutralise, redact

_LONGEST = 300
"""Characters of a name that are shown."""

_TICKS = re.compile(r"`+")
_PLAIN = re.compile(r"(?:[^\W_]|(?<=[^\W_])_(?=[^\W_])|[/.+\- ])*(?::\d+)*")


@lru_cache(maxsize=1024)
def code(text: str) -> str:
    """`text` as one code span of Markdown: on one line, nothing private, without effect; it cannot end the span.

    A pipe would still end the cell of a table: see `cell`.
    """
    # Mentions and closing words are broken too: a span stops working where other text pairs up its backticks.
    shown = cut(neutralise(redact(text), "", markdown=False), _LONGEST) or "?"
    fence = "`" * (1 + max(map(len, _TICKS.findall(shown)), default=0))
    space = " " if len(fence) > 1 else ""
    return f"{fence}{space}{shown}{space}{fence}"


@lru_cache(maxsize=4096)
def named(text: str) -> str:
    """A path, with or without its line, for text that is neutralised later: as it is where it has no markup, else as `code`."""
    return text if _PLAIN.fullmatch(text) and is_public(text) else code(text)


@lru_cache(maxsize=4096)
def is_public(path: str) -> bool:
    """Whether nothing in a path is private, so that a link may contain it."""
    return redact(path) == path


def in_commit(text: str) -> str:
    """A name in the message of a commit: one line, nothing private, no mention, no closing word, no trailer."""
    return cut(neutralise(redact(text), "", markdown=False), _LONGEST)
