"""Who closed an issue: people and Duly decide with it, another bot does not."""

from bot.core.issues.marker import Marker
from bot.core.limits import BOT
from bot.core.model.issues import Issue
from bot.core.model.questions import NO_QUESTIONS, ClosedBy, Questions
from bot.core.model.snapshot import Snapshot


def unknown(snapshot: Snapshot, issue: Issue) -> Questions:
    """The questions that find who closed a closed issue: lists of issues do not have it."""
    if issue.closed_by or issue.closed_at is None:
        return NO_QUESTIONS
    return snapshot.answers.missing({ClosedBy(issue.number, issue.closed_at)})


def bot_that_closed(snapshot: Snapshot, issue: Issue, marker: Marker | None = None) -> str:
    """The login of the bot that closed an issue and decides nothing by it; empty where somebody else did.

    `marker` is that of an issue of Duly's. The workflow that marks issues as stale may run under the login that Duly has as an
    Action. It closes as not planned; Duly closes an open item's issue so only by `/drop`, which the marker records.
    """
    if issue.open:
        return ""
    closer = _closer_of(snapshot, issue)
    dropped = marker is not None and bool(marker.dropped)
    if not closer.endswith(BOT) or (dropped and issue.state_reason == "not_planned"):
        return ""
    trusted = snapshot.config.trusted_writers if snapshot.config else frozenset()
    own = closer.casefold() in {snapshot.writer.casefold(), *trusted}
    return "" if own and issue.state_reason != "not_planned" else closer


def _closer_of(snapshot: Snapshot, issue: Issue) -> str:
    """The login that closed an issue; empty where nobody is known."""
    if issue.closed_by or issue.closed_at is None:
        return issue.closed_by
    return snapshot.answers.get(ClosedBy(issue.number, issue.closed_at)) or ""
