"""An item whose issue is a person's: that one is never edited."""

from dataclasses import replace

from bot.core.issues import marker, phrases
from bot.core.issues.case import Case, Decision
from bot.core.issues.closed import closed_by_bot
from bot.core.issues.closers import bot_that_closed
from bot.core.model.issues import Issue
from bot.core.model.notes import State
from bot.core.model.plan import Change, Close, Comment, Tracked
from bot.core.model.questions import CommentKeys, IssueNumbered


def decide_linked(case: Case, number: int, *, may_close: bool) -> Decision:
    """A person's issue is never edited; a tick closes it only by leave, else one comment reports it."""
    item = case.item
    if not case.fresh:
        # Nothing is decided about it, so nothing is asked: years of notes name many issues.
        return Decision(Tracked(item, number, "linked"))
    issue = case.snapshot.known_issues.get(number)
    if issue is None:
        return Decision(Tracked(item, number, "linked"), ask=frozenset({IssueNumbered(number)}))
    tracked = Tracked(item, number, "linked" if issue.open else "linked; closed on GitHub", live=issue)
    if item.state is State.OPEN or not issue.open:
        bot = bot_that_closed(case.snapshot, issue) if item.state is State.OPEN else ""
        problems = (closed_by_bot(case.item.newest, number, bot),) if bot else ()
        return Decision(replace(tracked, closed_by=bot), problems=problems)
    return _ticked(case, issue, tracked, may_close)


def _ticked(case: Case, issue: Issue, tracked: Tracked, may_close: bool) -> Decision:
    if issue.locked:
        return _locked(case, issue, tracked, may_close)
    comments = CommentKeys(issue.number)
    keys = case.snapshot.answers.get(comments)
    if keys is None:
        return Decision(tracked, ask=frozenset({comments}))
    key = f"ticked.{case.item.id}.{case.item.newest.note_date}"
    if key in keys:
        return Decision(tracked)
    return Decision(tracked, _report_tick(case, issue.number, key, may_close))


def _locked(case: Case, issue: Issue, tracked: Tracked, may_close: bool) -> Decision:
    """Duly may not comment there. A close leaves no trace but the reason of a person's reopen, which then stays."""
    if not may_close or issue.state_reason == "reopened":
        return Decision(replace(tracked, note="linked; locked, so its tick is reported here only"))
    return Decision(tracked, (Close(issue.number, "completed", f"ticked in {phrases.place(case.item.newest)}"),))


def _report_tick(case: Case, number: int, key: str, may_close: bool) -> tuple[Change, ...]:
    line = case.item.newest
    why = f"ticked in {phrases.place(line)}"
    body = f"{marker.comment_marker(key)}\n{phrases.ticked(line, case.snapshot.head, closing=may_close)}"
    comment = Comment(number, key, body, why)
    # Close first: with the comment first and the close lost, nothing would show that it is still to be done.
    return (Close(number, "completed", why), comment) if may_close else (comment,)
