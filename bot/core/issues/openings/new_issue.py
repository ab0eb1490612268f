"""The new issue of an item, with the marker by which it is known again."""

from bot.core.issues import marker, phrases, reminder
from bot.core.issues.case import Case
from bot.core.issues.desired import assignment_of, desired_of
from bot.core.issues.marker import Marker
from bot.core.issues.matching.memory import remembered
from bot.core.issues.policy import desired_issue
from bot.core.issues.three_way import first_applied
from bot.core.model.plan import Open
from bot.core.model.questions import LabelNames, Questions


def new_issue(case: Case, after: int | None = None) -> tuple[Open, Questions]:
    """The issue to open, and what has to be asked before. `after` is the number of the closed one that it goes on from."""
    item = case.item
    by_notes = desired_issue(item, case.config, case.snapshot.head.full_name)
    assignment = assignment_of(case, by_notes, None)
    desired = desired_of(case, by_notes, assignment, after)
    fresh_marker = Marker(
        key=item.id if after is None else f"{item.id}.{after}",
        series=marker.digest(item.series),
        meeting=str(max(day.date for day in case.course if day.has_work)),
        plain=case.is_plain,
        after=after,
        waiting=assignment.waiting,
        # Whoever is assigned now has just been notified.
        reminded=reminder.is_long_carried(case),
        applied=first_applied(desired),
    ).model_copy(update=remembered(case))
    why = f"open in {phrases.place(item.newest)}" + (f", ticked before in #{after}" if after else "")
    body = marker.join(fresh_marker, desired.part, "\n")
    change = Open(fresh_marker.key, desired.title, body, desired.labels, desired.assignees, why)
    return change, assignment.ask | case.snapshot.answers.missing({LabelNames()})
