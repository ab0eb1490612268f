"""Who owes what: the open items of a person, and those of nobody, as Markdown that mentions nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.issues.phrases import cell, permalink, place
from bot.core.issues.policy import owner_line
from bot.core.items.meeting import said_in
from bot.core.model.issues import Head, Issue
from bot.core.model.notes import Item, State
from bot.core.model.plan import Plan, Tracked
from bot.core.text.escape import without_backlink
from bot.core.text.plural import counted
from bot.core.text.shortened import bullets

MOST = 100
"""Items that one list names; a longer one is counted: nobody reads on, and a comment has room for 65,536 characters."""


@dataclass(frozen=True, slots=True)
class Owed:
    """An open item, the issue it stands in (its own, or that of the item above it), and whose it is."""

    item: Item
    issue: Issue | None
    logins: frozenset[str]
    """In lower case: the assignees of its issue, where it has none those of its line."""
    names: frozenset[str]
    """In lower case: owners as the notes write them."""

    @property
    def owned(self) -> bool:
        """Somebody is named for it, in the notes or on GitHub."""
        return bool(self.logins or self.names)


def owed(plan: Plan) -> tuple[Owed, ...]:
    """Every open item, oldest first: what stands in an open issue, or without one in the newest list of its series.

    What a person closed on GitHub is done with, and the dead lists of years ago are nobody's work.
    """
    issues = {tracked.item.id: tracked.live for tracked in plan.items}
    found = [_owed(tracked, issues) for tracked in plan.items if tracked.item.state is State.OPEN]
    standing = [one for one in found if (one.issue.open if one.issue else not one.item.vanished)]
    return tuple(sorted(standing, key=lambda one: (str(one.item.first.note_date), one.item.first.number)))


def _owed(tracked: Tracked, issues: dict[str, Issue | None]) -> Owed:
    line = owner_line(tracked.item)
    above = issues.get(tracked.above.id) if tracked.above else None
    # People win: whom a person took off the issue owes it no more. A box below another item has no assignees of its own.
    logins = tracked.live.assignees if tracked.live else line.assignees
    return Owed(
        tracked.item,
        tracked.live or above,
        frozenset(login.lower() for login in logins),
        frozenset(name.casefold() for name in line.owners),
    )


def of(everything: Iterable[Owed], who: str) -> tuple[Owed, ...]:
    """What `who` owes: a login (with or without `@`) or a name as the notes write it."""
    name = who.strip().removeprefix("@").casefold()
    return tuple(one for one in everything if name in one.logins or name in one.names)


def unowned(everything: Iterable[Owed]) -> tuple[Owed, ...]:
    """What nobody is named for. A box below an owned item is its owner's, and what is only shown is nobody's to name."""
    return tuple(
        one for one in everything if not one.owned and not one.item.reported and not (one.issue and one.issue.assignees)
    )


def actions(plan: Plan, head: Head, who: str) -> str:
    """The open items of `who` as a Markdown list: number, age and the line in the notes."""
    found = of(owed(plan), who)
    name = cell(who.strip().removeprefix("@"))
    if not found:
        return f"No open item of {name} in the notes."
    return "\n".join([f"{counted(len(found), 'open item')} of {name}:", "", *_rows(found, head)])


def unowned_section(plan: Plan, head: Head) -> str:
    """The open items that nobody owns, for a check run, and how to name an owner; empty where there are none."""
    found = unowned(owed(plan))
    if not found:
        return ""
    way = "Write the owner in front of the words, `* [ ] (Ada) …`, or assign the issue."
    return "\n".join(["### Open, and nobody's", *_rows(found, head), "", way])


def _rows(found: Sequence[Owed], head: Head) -> Iterable[str]:
    return bullets([_row(one, head) for one in found], MOST)


def _row(one: Owed, head: Head) -> str:
    item, newest = one.item, one.item.newest
    number = f"{_quiet(one.issue)} " if one.issue else ""
    carried = f", carried {counted(item.carried, 'time')}" if item.carried else ""
    since = f"since {item.first.note_date}{carried}"
    return f"{number}{cell(said_in(newest))} ({since}; [{cell(place(newest))}]({permalink(newest, head)}))"


def _quiet(issue: Issue) -> str:
    """A link to an issue that leaves no trace there: a list of twenty would be told of in twenty issues."""
    url = without_backlink(issue.url)
    return f"[#{issue.number}]({url})" if url != issue.url else f"`#{issue.number}`"
