"""The summary of a carry: what came along, what the issues changed, and what vanished."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.carry.issue_state import Live
from bot.core.issues.phrases import place
from bot.core.model.notes import Line
from bot.core.text.code import code
from bot.core.text.outgoing import cell, cut
from bot.core.text.plural import counted
from bot.core.text.shortened import bullets

_LONGEST = 100
"""Characters of an item's words in a list of what was done."""

_MOST = 50
"""Items of one kind that are named."""

_MOST_PLACES = 3
"""Notes that are named as those that the lines come from."""

_MOST_LOST = 10
"""The same for items that left the lists."""


@dataclass(frozen=True, slots=True)
class CarrySummary:
    """What was done, as words of items. `source` is the path of the note carried from; empty where there was none."""

    source: str = ""
    since: date | None = None
    """The date that was asked for, where no note is of it."""
    places: tuple[str, ...] = ()
    """The paths of the notes that the added lines come from."""
    added: int = 0
    there: int = 0
    ticked: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    graduated: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    """Ticked, with open lines below them."""
    raised: tuple[str, ...] = ()
    homeless: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    """What other lines seem to say, so that it was not added."""
    still: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()


def summary(told: CarrySummary) -> str:
    """Markdown for a comment; nothing private, and nobody is pinged by it."""
    if not told.source and told.since:
        return f"Nothing to carry: there is no earlier note of {told.since}."
    if not told.source:
        return "Nothing to carry: no earlier note has an action list."
    kinds: tuple[tuple[str, Sequence[str]], ...] = (
        ("No place found for them: is a code block or a comment left open in this note?", told.homeless),
        ("Not added, because other lines seemed to say them: copy them by hand", told.unsaid),
        ("Raised on GitHub", told.raised),
        ("Ticked, because the issue was closed", told.ticked),
        ("Dropped, because the issue was closed as not planned", told.dropped),
        ("Ticked, with open boxes below: they stay until these are ticked too", told.half),
        ("Open again, because the issue was reopened", told.reopened),
        ("Open for long, moved to the list for the issue tracker", told.graduated),
    )
    lost = (
        ("Still open, not in the last note: they came along once", told.still),
        ("No longer in the newest list, and not ticked: dropped on purpose?", told.vanished),
    )
    sections = [_section(title, rows, _MOST) for title, rows in kinds if rows]
    return "\n\n".join(
        [_headline(told), *sections, *(_section(title, rows, _MOST_LOST) for title, rows in lost if rows)]
    )


def _headline(told: CarrySummary) -> str:
    if not told.added and told.unsaid:
        return f"Nothing was added from {code(told.source)}."
    if not told.added and not told.there:
        return f"Nothing to carry: nothing is open in {code(told.source)}."
    there = f"; {told.there} stood there already" if told.there else ""
    if not told.added:
        return f"Nothing to add: all that is open in {code(told.source)} stands there already."
    return f"Carried {counted(told.added, 'line')} from {_named(told.places or (told.source,))}{there}."


def _named(paths: Sequence[str]) -> str:
    """Some notes, the first of them by name."""
    names = [code(path) for path in paths[:_MOST_PLACES]]
    if left := len(paths) - len(names):
        names.append(counted(left, "other note"))
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _section(title: str, rows: Sequence[str], most: int) -> str:
    return "\n".join([f"**{title}**", "", *bullets(rows, most)])


def words(said: str, number: int | None = None) -> str:
    """An item's words for the summary, with its issue."""
    return f"“{cell(cut(said, _LONGEST))}”" + (f" #{number}" if number is not None else "")


def titles(said: Iterable[str]) -> tuple[str, ...]:
    """Bullets for issues that people raised."""
    return tuple(map(words, said))


def gone(said: str, live: Live, line: Line) -> str:
    """The same with the place where it stood last, and the command that drops it where it has an issue."""
    told = f"{words(said, live.number)} (last in {cell(place(line))})"
    return f"{told}; to drop it, comment `/drop not in the notes any more` on #{live.number}" if live.issue else told
