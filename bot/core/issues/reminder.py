"""One reminder for work that is carried from meeting to meeting, where the config asks for it."""

from dataclasses import replace

from bot.core.issues import marker, phrases
from bot.core.issues.case import Case
from bot.core.issues.matching.owned import Owned
from bot.core.model.plan import Change, Comment, Edit

KEY = "reminder"


def with_reminder(case: Case, ours: Owned, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes of an open issue, and its reminder where it is due: a comment, and the marker that records it.

    The comment goes first; it is never written twice, so a crash between the two loses nothing.
    """
    if not _due(case, ours):
        return changes
    item, issue = case.item, ours.issue
    why = f"carried {item.carried} times, in {phrases.place(item.newest)}"
    text = phrases.reminder(item, issue.assignees, case.snapshot.head)
    comment = Comment(issue.number, KEY, f"{marker.comment_marker(KEY)}\n{text}", why)
    edit = next((change for change in changes if isinstance(change, Edit) and change.body), None)
    body = marker.amended(edit.body if edit and edit.body else issue.body, reminded=True)
    if edit is None:
        return (*changes, comment, Edit(issue.number, why, body=body))
    return (comment, *(replace(edit, body=body) if change is edit else change for change in changes))


def _due(case: Case, ours: Owned) -> bool:
    if case.reminders_held or ours.marker.reminded or ours.issue.locked:
        return False
    return is_long_carried(case) and bool(ours.issue.assignees)


def is_long_carried(case: Case) -> bool:
    """Whether an item was carried as often as the config asks for."""
    return case.config.remind_after is not None and case.item.carried >= case.config.remind_after
