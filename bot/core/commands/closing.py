"""Commands that close an issue."""

from bot.core.commands import arguments
from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, SyncPlan, UserError
from bot.core.issues import marker
from bot.core.issues.closers import bot_that_closed, unknown
from bot.core.items.series.notes import read_notes
from bot.core.model.issues import Issue
from bot.core.model.plan import Close, Edit, Reopen
from bot.core.text.code import code


@command(
    "/done",
    needs=Role.WRITE,
    assignees=True,
    help="closes this issue as completed; its line is ticked when it is next carried",
)
def done(context: CommandContext) -> CommandResult:
    """Close the issue like a person: the notes do not reopen it. One that a person completed stays as it is."""
    if draft := _draft_about_rights(context):
        return draft
    close = Close(context.number, "completed", f"/done by {context.by}")
    return CommandResult(changes=(close,)) if context.issue.open else _done_already(context, close)


def _done_already(context: CommandContext, close: Close) -> CommandResult:
    """A closed issue stays as it is, unless a bot closed it: that decides nothing until a person says that the work is done."""
    issue, owned = context.issue, context.owned(context.issue)
    if ask := unknown(context.snapshot, issue):
        return CommandResult(ask=ask)
    if bot := bot_that_closed(context.snapshot, issue, owned.marker if owned else None):
        reopen = Reopen(issue.number, f"closed by {bot}; {close.why}")
        reply = (
            f"{code(bot)} had closed this issue, and a bot's close decides nothing. By your word the work is done: the issue is "
            "closed as completed, and its line is ticked when it is next carried."
        )
        return CommandResult(changes=(reopen, close), reply=reply)
    if issue.state_reason in {"not_planned", "duplicate"}:
        raise UserError("this issue is closed as not planned; reopen it first to complete it")
    return CommandResult()


@command(
    "/drop why",
    needs=Role.WRITE,
    help="closes this issue as not planned and keeps the reason for the notes; `/drop vanished` does so for every open "
    "issue whose line left the notes without a tick",
)
def drop(context: CommandContext) -> CommandResult:
    """Close the issue like a person. The marker keeps the reason; a later reason replaces it."""
    if not context.invocation.rest:
        raise UserError(
            "add a reason, like `/drop the vendor does it`, or write `/drop vanished` for all that left the notes"
        )
    if context.invocation.rest.casefold() == "vanished":
        return _drop_vanished(context)
    issue, reason = context.issue, arguments.reason(context)
    owned = context.owned(issue)
    body = marker.amended(issue.body, dropped=reason) if owned and owned.marker.dropped != reason else None
    why = f"/drop by {context.by}"
    if issue.open:
        return CommandResult(changes=(Close(issue.number, "not_planned", why, body),))
    if issue.state_reason != "not_planned":
        raise UserError("this issue is closed already; reopen it first to drop it")
    return CommandResult(changes=(Edit(issue.number, why, body=body),) if body else ())


def _draft_about_rights(context: CommandContext) -> CommandResult | None:
    """None where the commenter may close the issue; the draft that asks; UserError where they may not.

    Duly assigns whom the notes name, and a login there may be a stranger's. So an assignee without triage may close it only if
    a person made the assignment, or if `people` or an attendee block has the login.
    """
    by, owned = context.by.casefold(), context.owned(context.issue)
    by_duly = owned is not None and by in {login.casefold() for login in owned.marker.applied.assignees}
    people = {person.login.casefold() for persons in context.config.people.values() for person in persons}
    if context.role >= Role.TRIAGE or not by_duly or by in people:
        return None
    if (planned := context.planned) is None:
        return CommandResult(ask=frozenset({SyncPlan()}))
    notes = read_notes(planned.snapshot.notes, context.config).values()
    attendees = {each.login.casefold() for series in notes for note in series for each in note.attendees if each.login}
    if by in attendees:
        return None
    raise UserError(
        "only a name in the notes assigned you; ask somebody with the triage role to assign you, or to add you to `people` in "
        "the config"
    )


def _drop_vanished(context: CommandContext) -> CommandResult:
    """Close every open issue whose item vanished; UserError where there are more than `max_closes`."""
    if (planned := context.planned) is None:
        return CommandResult(ask=frozenset({SyncPlan()}))
    vanished = {tracked.issue for tracked in planned.plan.items if tracked.item.vanished}
    gone = [
        issue
        for issue in planned.snapshot.issues
        if issue.number in vanished and issue.open and _is_managed(context, issue)
    ]
    if not gone:
        return CommandResult(reply="Nothing to drop: no line of an open issue left the notes without a tick.")
    numbers = ", ".join(f"#{issue.number}" for issue in gone)
    limit = context.config.max_closes
    if len(gone) > limit:
        raise UserError(
            f"held: {len(gone)} issues are more than `max_closes: {limit}` allows ({numbers}). "
            f"If that is right, set `max_closes: {len(gone)}` in {code(planned.snapshot.config_path)} and repeat the command; you can change it back afterwards"
        )
    why = f"vanished from the notes; /drop vanished by {context.by}"
    changes = (
        Close(issue.number, "not_planned", why, marker.amended(issue.body, dropped="vanished from the notes"))
        for issue in gone
    )
    return CommandResult(
        changes=tuple(changes), reply=f"Dropped, because their lines left the notes without a tick: {numbers}."
    )


def _is_managed(context: CommandContext, issue: Issue) -> bool:
    """Whether Duly wrote the issue and did not release it."""
    owned = context.owned(issue)
    return owned is not None and not owned.marker.released
