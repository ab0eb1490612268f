"""Text of notes for GitHub: `copied` for bodies and comments, `cell` for tables, `title` for titles.

All remove what is private, then what would have an effect on GitHub.
"""

from bot.core.limits import TITLE
from bot.core.text.escape import neutralise
from bot.core.text.normalise import hard_tokens, normalise, words
from bot.core.text.redact import redact
from bot.core.text.unicode import BREAK

__all__ = ["cell", "copied", "cut", "hard_tokens", "neutralise", "normalise", "redact", "title", "words"]


def copied(text: str, repository: str) -> str:
    """`text` for an issue's body or a comment in the tracker `repository` (`owner/name`)."""
    return neutralise(redact(text), repository)


def cell(text: str) -> str:
    """Text of a note in a table of a report: no pipe, no ping, no private link."""
    return copied(text, "").replace("|", "\\|").replace("\n", " ")


def title(text: str, repository: str, limit: int = TITLE) -> str:
    """`text` for an issue's title: on one line, at most `limit` characters."""
    return cut(neutralise(redact(text), repository, markdown=False), limit)


def cut(text: str, limit: int = TITLE) -> str:
    """`text` on one line, cut at a word where it is longer than `limit` characters, with `…` at the end."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    room = max(limit - 1, 0)
    at = text.rfind(" ", 0, room + 1)
    # A word that fills most of the room, such as a URL, is cut inside: part of it is better than nothing.
    kept = text[:at] if at > room // 2 else text[:room]
    return (kept.rstrip(f" ,;:.-–({BREAK}") + "…")[:limit]
