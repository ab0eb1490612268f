"""The open items of a person, and those without an owner, as Markdown without mentions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.issues.phrases import permalink, place
from bot.core.issues.policy import owner_line
from bot.core.items.meeting import said_in
from bot.core.model.issues import Head, Issue
from bot.core.model.notes import Item, State
from bot.core.model.plan import Plan, Tracked
from bot.core.text.escape import without_backlink
from bot.core.text.outgoing import cell
from bot.core.text.plural import counted
from bot.core.text.shortened import bullets

MAX_ROWS = 100
"""Items that one list names. The others are counted: a comment has room for 65,536 characters."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An open item, its issue or that of the item above it, and its owners."""

    item: Item
    issue: Issue | None
    logins: frozenset[str]
    """In lower case: the assignees of its issue; without an issue, those of its line."""
    names: frozenset[str]
    """In lower case: owners as the notes write them."""
    closed_by: str = ""
    """The bot that closed its issue, as in `Tracked`."""

    @property
    def owned(self) -> bool:
        """It has an owner in the notes or on GitHub."""
        return bool(self.logins or self.names)


def open_items(plan: Plan) -> tuple[OpenItem, ...]:
    """Every open item with an open issue, and every one without an issue that did not vanish; oldest first.

    An item whose issue a person closed is done, one whose issue a bot closed is not, and the lists of years ago are no work.
    """
    issues = {tracked.item.id: tracked.live for tracked in plan.items}
    found = [_open_item(tracked, issues) for tracked in plan.items if tracked.item.state is State.OPEN]
    current = [one for one in found if (one.issue.open or one.closed_by if one.issue else not one.item.vanished)]
    return tuple(sorted(current, key=lambda one: (str(one.item.first.note_date), one.item.first.number)))


def _open_item(tracked: Tracked, issues: dict[str, Issue | None]) -> OpenItem:
    line = owner_line(tracked.item)
    above = issues.get(tracked.above.id) if tracked.above else None
    # People win: the notes do not count where there is an issue. A box below another item has no assignees of its own.
    logins = tracked.live.assignees if tracked.live else line.assignees
    return OpenItem(
        tracked.item,
        tracked.live or above,
        frozenset(login.lower() for login in logins),
        frozenset(name.casefold() for name in line.owners),
        tracked.closed_by,
    )


def owned_by(items: Iterable[OpenItem], who: str) -> tuple[OpenItem, ...]:
    """The items of `who`: a login, with or without `@`, or a name as the notes write it."""
    name = who.strip().removeprefix("@").casefold()
    return tuple(one for one in items if name in one.logins or name in one.names)


def unowned(items: Iterable[OpenItem]) -> tuple[OpenItem, ...]:
    """The items without an owner. A box below an owned item has its owner; what is only shown needs none."""
    return tuple(
        one for one in items if not one.owned and not one.item.only_shown and not (one.issue and one.issue.assignees)
    )


def actions(plan: Plan, head: Head, who: str) -> str:
    """The open items of `who` as a Markdown list: number, age and the line in the notes."""
    found = owned_by(open_items(plan), who)
    name = cell(who.strip().removeprefix("@"))
    if not found:
        return f"No open item of {name} in the notes."
    return "\n".join([f"{counted(len(found), 'open item')} of {name}:", "", *_rows(found, head)])


def unowned_section(plan: Plan, head: Head) -> str:
    """The open items without an owner, for a check run, and how to set one; empty where there are none."""
    found = unowned(open_items(plan))
    if not found:
        return ""
    advice = "To set an owner, write the name in front of the text, `* [ ] (Ada) …`, or assign the issue."
    return "\n".join(["### Unowned", *_rows(found, head), "", advice])


def _rows(found: Sequence[OpenItem], head: Head) -> Iterable[str]:
    return bullets([row(one, head) for one in found], MAX_ROWS)


def row(one: OpenItem, head: Head) -> str:
    """Number, words, age and place of an item."""
    item, newest = one.item, one.item.newest
    number = f"{_link(one.issue)} " if one.issue else ""
    carried = f", carried {counted(item.carried, 'time')}" if item.carried else ""
    closed = f", its issue closed by {one.closed_by}" if one.closed_by else ""
    since = f"since {item.first.note_date}{carried}{closed}"
    return f"{number}{cell(said_in(newest))} ({since}; [{cell(place(newest))}]({permalink(newest, head)}))"


def _link(issue: Issue) -> str:
    """A link to an issue without a backlink there: a list of twenty would be mentioned in twenty issues."""
    url = without_backlink(issue.url)
    return f"[#{issue.number}]({url})" if url != issue.url else f"`#{issue.number}`"
