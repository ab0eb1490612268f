"""An open item whose issue was closed on GitHub, not by a tick: who closed it, and whether the notes list it again since."""

from dataclasses import replace
from datetime import date

from bot.core.config.problem import Problem
from bot.core.issues import phrases
from bot.core.issues.case import Case, Decision
from bot.core.issues.closers import bot_that_closed, unknown
from bot.core.issues.marker import Marker
from bot.core.issues.matching.owned import Owned
from bot.core.issues.openings.new_issue import new_issue
from bot.core.model.issues import Issue
from bot.core.model.notes import Line, State
from bot.core.model.plan import Tracked


def is_closed_on_github(case: Case, ours: Owned) -> bool:
    """Whether the notes list the item open, and its issue was closed by somebody else than a sync."""
    return case.item.state is State.OPEN and not ours.issue.open and ours.marker.applied.open


def decide_closed(case: Case, ours: Owned) -> Decision:
    """A person's close stays, and is named where the notes list the item again without a box; a bot's decides nothing."""
    issue = ours.issue
    tracked = Tracked(case.item, issue.number, "closed on GitHub", live=issue)
    if not case.fresh:
        return Decision(tracked)
    if ask := unknown(case.snapshot, issue):
        return Decision(tracked, ask=ask)
    if bot := bot_that_closed(case.snapshot, issue, ours.marker):
        return Decision(
            replace(tracked, note=f"closed by {bot}", closed_by=bot),
            problems=(closed_by_bot(case.item.newest, issue.number, bot),),
        )
    return _listed_again(case, ours, tracked) if _is_listed_again(case, issue) else Decision(tracked)


def closed_by_bot(line: Line, number: int, bot: str) -> Problem:
    """What is said of the line of an issue that a bot closed."""
    mark = "tick this box" if line.checkbox else "take this line out"
    return Problem(
        line.path,
        line.number,
        f"#{number} was closed by {bot}. A bot's close decides nothing, so this line stays open: reopen #{number}, or "
        f"{mark} if the work is done, or comment `/drop why` on #{number}",
    )


def _is_listed_again(case: Case, issue: Issue) -> bool:
    """Whether a meeting after the close lists it, in lines that have no box to tick."""
    day = case.item.newest.note_date
    boxless = not any(line.checkbox for line in case.item.deciding)
    return boxless and issue.closed_at is not None and day is not None and day > issue.closed_at.date()


def _listed_again(case: Case, ours: Owned, tracked: Tracked) -> Decision:
    line, issue = case.item.newest, ours.issue
    closed = _short(issue.closed_at.date(), line.note_date) if issue.closed_at and line.note_date else ""
    said = f"listed again on {line.note_date}, #{issue.number} was closed on {closed}"
    if case.config.closed_again == "open" and case.opens and _may_go_on(ours.marker):
        opened, ask = new_issue(case, after=issue.number)
        fresh = replace(tracked, issue=None, live=None, note=said)
        return Decision(fresh, (replace(opened, why=f"{said}, in {phrases.place(line)}"),), ask)
    way = (
        f"reopen #{issue.number} if it is still to be done, or take the line out; "
        "`closed_again: open` in the config opens a new issue"
    )
    problem = Problem(line.path, line.number, f"{said}: {way}")
    return Decision(replace(tracked, note=said), problems=(problem,))


def _may_go_on(marker: Marker) -> bool:
    """Whether nobody dropped the work by `/drop`."""
    return not marker.dropped


def _short(day: date, beside: date) -> str:
    """A day, without its year where the day beside has the same."""
    return f"{day:%m-%d}" if day.year == beside.year else str(day)
