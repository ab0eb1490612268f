"""The one door for text that leaves the notes, and what makes two wordings one.

`copied` for a body, `title` for a title: both take out what is private, then what would act on GitHub.
"""

from bot.core.limits import TITLE
from bot.core.text.escape import neutralise
from bot.core.text.normalise import hard_tokens, normalise, words
from bot.core.text.redact import redact
from bot.core.text.unicode import BREAK

__all__ = ["copied", "cut", "hard_tokens", "neutralise", "normalise", "redact", "title", "words"]


def copied(text: str, repository: str) -> str:
    """`text` as it may stand in an issue's body or comment in the tracker `repository` (`owner/name`)."""
    return neutralise(redact(text), repository)


def title(text: str, repository: str, limit: int = TITLE) -> str:
    """`text` as it may stand in an issue's title: on one line, at most `limit` characters."""
    return cut(neutralise(redact(text), repository, markdown=False), limit)


def cut(text: str, limit: int = TITLE) -> str:
    """`text` on one line; where it is longer than `limit` characters, cut at a word, with `…` for the rest."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    room = max(limit - 1, 0)
    at = text.rfind(" ", 0, room + 1)
    # A single word that fills most of the room is a URL or the like: a part of it says more than nothing.
    kept = text[:at] if at > room // 2 else text[:room]
    return (kept.rstrip(f" ,;:.-–({BREAK}") + "…")[:limit]
