"""The message before a meeting: what is open by owner, what was closed since the last one, and what nobody owns."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.config.rhythm import Rhythm
from bot.core.issues.marker import comment_marker
from bot.core.items.meeting import said_in
from bot.core.items.traced import traced
from bot.core.model.issues import Head
from bot.core.model.plan import Comment, Plan, Tracked
from bot.core.model.snapshot import Snapshot
from bot.core.reports.open_items import OpenItem, open_items, row, unowned
from bot.core.reports.starts import Start, start_of
from bot.core.text.code import code
from bot.core.text.escape import without_backlink
from bot.core.text.outgoing import cell
from bot.core.text.plural import counted
from bot.core.text.shortened import bullets, whole_lines

_MOST = 60
"""Items that one part of the message names; the others are counted."""
_LONGEST = 60_000


_RENAMED = 7
"""Days within which two messages in one issue would be of one meeting, which people moved."""

Paced = Callable[[str], Rhythm | None]
"""The rhythm of a series; None where `next` in the config is not about it."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting that is near: its day and series, the issue or pull request in which its message goes, and when it begins."""

    day: date
    series: str
    number: int
    start: Start

    @property
    def names(self) -> tuple[str, str]:
        """What is remembered of it: the meeting, and the place of the message."""
        return f"{self.day} {self.series}", f"#{self.number} {self.day}"

    def was_sent(self, known: Iterable[str]) -> bool:
        """Whether a message was written: by these names for this meeting, or in the same place for one of nearly this day."""
        return any(name == self.names[0] or self._is_here(name) for name in known)

    def _is_here(self, name: str) -> bool:
        place, _, day = name.partition(" ")
        return place == f"#{self.number}" and abs(date.fromisoformat(day) - self.day).days <= _RENAMED


def coming(snapshot: Snapshot, now: datetime, paced: Paced) -> tuple[Coming, ...]:
    """The meetings that have an open issue and are near, the next one first; none where no message is wanted."""
    config = snapshot.config
    if config is None or not config.meetings.digest:
        return ()
    posts = {note.path: note.post for note in snapshot.notes if note.post and note.post.open and not note.post.comment}
    found = [
        Coming(meeting.date, series, post.number, start_of(meeting.date, post.title, meeting.text, paced(series)))
        for series, some in traced(snapshot.notes, config).meetings.items()
        for meeting in some
        if meeting.date and (post := posts.get(meeting.path))
    ]
    near = [each for each in found if each.start.is_near(now, config.meetings.digest)]
    return tuple(sorted(near, key=lambda each: (each.day, each.number)))


def message(meeting: Coming, snapshot: Snapshot, plan: Plan, note: int | None = None) -> Comment | None:
    """The comment; None where nothing is open and nothing was closed. It mentions nobody.

    `note` is the pull request in which Duly prepares the note of the meeting, where the message goes elsewhere.
    """
    assert snapshot.config is not None
    course = traced(snapshot.notes, snapshot.config).courses.get(meeting.series, ())
    since = max((day.date for day in course if day.date < meeting.day), default=None)
    items = [one for one in open_items(plan) if one.item.series == meeting.series]
    closed = [one for one in plan.items if one.item.series == meeting.series and _is_closed_since(one, since)]
    if not items and not closed:
        return None
    free = unowned(items)
    counts = [f"{counted(len(items), 'open item')}, {len(free)} without an owner"]
    counts += [f"{len(closed)} closed since {since}"] if since else []
    parts = [
        f"**Before the meeting of {meeting.day}**{meeting.start.said}: {', '.join(counts)}.",
        *([f"Its note is prepared in #{note}."] if note else []),
        *_by_owner(items, free, snapshot.head),
    ]
    parts += _part("Nobody owns", [row(one, snapshot.head) for one in free])
    parts += _part(f"Closed since {since}", [_closed(one) for one in closed])
    key = f"digest.{meeting.day}"
    text = whole_lines("\n\n".join(parts), _LONGEST)
    return Comment(meeting.number, key, f"{comment_marker(key)}\n{text}", f"the meeting of {meeting.day} is near")


def _by_owner(items: Iterable[OpenItem], free: Sequence[OpenItem], head: Head) -> Iterator[str]:
    by_owner: dict[str, list[str]] = defaultdict(list)
    for one in items:
        if one not in free:
            names = [code(login) for login in sorted(one.logins)] or [cell(name) for name in sorted(one.names)]
            by_owner[", ".join(names) or "In the issue of another item"].append(row(one, head))
    for owner in sorted(by_owner, key=str.casefold):
        yield from _part(owner, by_owner[owner])


def _part(title: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield "\n".join([f"**{title}**", "", *bullets(list(rows), _MOST)])


def _is_closed_since(one: Tracked, since: date | None) -> bool:
    live = one.live
    return bool(
        since and live and not live.open and not one.closed_by and live.closed_at and live.closed_at.date() >= since
    )


def _closed(one: Tracked) -> str:
    issue = one.live
    assert issue is not None
    return f"[#{issue.number}]({without_backlink(issue.url)}) {cell(said_in(one.item.newest))}"
