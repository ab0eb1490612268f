"""Notes and issue states → the block "Check in on previous action items" of the next note."""

from dataclasses import dataclass
from datetime import date

from bot.core.model import Issue, Item, NoteFile, Snapshot


@dataclass(frozen=True, slots=True)
class Wish:
    """What `/carry` asks for on a pull request: `how` is "" (commit where that lasts), `commit` or `preview`.

    `since` is the date of the note to carry from; None: the newest one with an action list.
    """

    how: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """The next note with the block in it, the block alone, and what to tell people of it."""

    text: str
    block: str
    summary: str
    """Markdown: what was carried, ticked, dropped, graduated, and what vanished ("dropped on purpose?")."""
    vanished: tuple[Item, ...] = ()


def carry(
    snapshot: Snapshot, target: NoteFile, *, since: date | None = None, raised: tuple[Issue, ...] = ()
) -> Carried:
    """`target` (the next note as it stands, may be empty) with the open items of the notes in `snapshot` carried into it.

    `raised` are issues that people want to talk about at the next meeting. A second run over the outcome changes no byte.
    """
    raise NotImplementedError(f"{target.path} {since} {len(raised)} {len(snapshot.notes)}")
