"""Names of files and branches, and messages of servers, as text: a code span for Markdown, a line for a commit."""

import re

from bot.core.text.outgoing import cut, neutralise, redact

LONGEST = 300
"""Characters of a name that are shown."""

_TICKS = re.compile(r"`+")
_SAFE_PATH = re.compile(r"[\w/.+\- ]*(?::\d+)*")


def code(text: str) -> str:
    """`text` as one code span of Markdown: on one line, nothing private, without effect; it cannot end the span.

    A pipe would still end the cell of a table: see `cell`.
    """
    # Mentions and closing words are broken too: a span stops working where other text pairs up its backticks.
    shown = cut(neutralise(redact(text), "", markdown=False), LONGEST) or "?"
    fence = "`" * (1 + max(map(len, _TICKS.findall(shown)), default=0))
    space = " " if len(fence) > 1 else ""
    return f"{fence}{space}{shown}{space}{fence}"


def named(text: str) -> str:
    """A path, with or without its line, within a sentence: as it is where it cannot be Markdown, else as `code`."""
    return text if _SAFE_PATH.fullmatch(text) and redact(text) == text else code(text)


def in_commit(text: str, limit: int = LONGEST) -> str:
    """A name in the message of a commit: one line, nothing private, no mention, no closing word, no trailer."""
    return cut(neutralise(redact(text), "", markdown=False), limit)
