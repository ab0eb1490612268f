"""Places in the notes as text and as links, and the comments that Duly writes on issues."""

from collections.abc import Iterable
from urllib.parse import quote

from bot.core.model.issues import Head
from bot.core.model.notes import Item, Line
from bot.core.text.code import is_public, named


def reminder(item: Item, owners: Iterable[str], head: Head) -> str:
    """The one comment that asks after an item which is carried and carried."""
    names = " ".join(f"@{login}" for login in owners)
    since = f"{item.carried} meetings since {item.first.note_date}"
    return f"{names}: this was carried through {since}, last in [the notes]({permalink(item.newest, head)}). Is it still to be done?"


def ticked(line: Line, head: Head, *, closing: bool) -> str:
    """The comment on a person's issue whose item was ticked in the notes."""
    end = "so it is closed with it." if closing else "if this issue is done too, please close it."
    return f"Ticked in the [notes of {line.note_date}]({permalink(line, head)}); {end}"


def permalink(line: Line, head: Head) -> str:
    """The line at the commit that was read, or its post; `plain=1` shows Markdown as lines. A path with a secret is not copied."""
    if line.permalink:
        return line.permalink
    return at_commit(line.path, head, line.number)


def at_commit(path: str, head: Head, number: int | None = None) -> str:
    """A file, or a line of it, at the commit that was read."""
    if not is_public(path):
        return f"{head.url}/tree/{head.commit}"
    return f"{head.url}/blob/{head.commit}/{quote(path)}" + (f"?plain=1#L{number}" if number else "")


def place(line: Line) -> str:
    """`path:line`, for reasons."""
    return named(f"{line.path}:{line.number}")
