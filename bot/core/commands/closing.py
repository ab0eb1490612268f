"""Commands that end an issue's work or begin it anew."""

from bot.core.commands import arguments as words
from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, SyncPlan, UserError
from bot.core.issues import marker
from bot.core.model.issues import Issue
from bot.core.model.plan import Close, Edit


@command(
    "/done",
    needs=Role.WRITE,
    assignees=True,
    says="closes this issue as completed; its line is ticked when it is next carried",
)
def done(context: CommandContext) -> CommandResult:
    """A close as a person's: what the notes say does not open it again. On one closed as completed nothing is done."""
    if not context.issue.open:
        if context.issue.state_reason in {"not_planned", "duplicate"}:
            raise UserError("this issue is closed as not done; reopen it first if it was done after all")
        return CommandResult()
    return CommandResult(changes=(Close(context.number, "completed", f"/done by {context.by}"),))


@command(
    "/drop why",
    needs=Role.WRITE,
    says="closes this issue as not planned, and keeps the reason for the notes; `/drop vanished` does so with every open "
    "issue whose line left the notes without a tick",
)
def drop(context: CommandContext) -> CommandResult:
    """A person's close; the marker keeps the reason. A reason given later takes the place of the first."""
    if not context.said.rest:
        raise UserError("say why, like `/drop the vendor does it`, or `/drop vanished` for all that left the notes")
    if context.said.rest.casefold() == "vanished":
        return _drop_vanished(context)
    issue, why = context.issue, words.reason(context)
    ours = context.ours(issue)
    body = marker.amended(issue.body, dropped=why) if ours and ours.marker.dropped != why else None
    said = f"/drop by {context.by}"
    if issue.open:
        return CommandResult(changes=(Close(issue.number, "not_planned", said, body),))
    if issue.state_reason != "not_planned":
        raise UserError("this issue is closed already; reopen it first if it was not done after all")
    return CommandResult(changes=(Edit(issue.number, said, body=body),) if body else ())


def _drop_vanished(context: CommandContext) -> CommandResult:
    """Closes every open issue of Duly's whose item vanished; held where there are more than the brake lets through."""
    if (planned := context.planned) is None:
        return CommandResult(ask=frozenset({SyncPlan()}))
    named = {tracked.issue for tracked in planned.plan.items if tracked.item.vanished}
    gone = [
        issue for issue in planned.snapshot.issues if issue.number in named and issue.open and _is_held(context, issue)
    ]
    if not gone:
        return CommandResult(reply="Nothing to drop: no open issue's line has left the notes without a tick.")
    numbers = ", ".join(f"#{issue.number}" for issue in gone)
    most = context.config.max_closes
    if len(gone) > most:
        raise UserError(
            f"held: {len(gone)} issues are more than `max_closes: {most}` allows ({numbers}). "
            f"If that is right, set `max_closes: {len(gone)}` in `{planned.snapshot.config_path}` and say it again; it can go back afterwards"
        )
    why = f"vanished from the notes; /drop vanished by {context.by}"
    changes = (
        Close(issue.number, "not_planned", why, marker.amended(issue.body, dropped="vanished from the notes"))
        for issue in gone
    )
    return CommandResult(changes=tuple(changes), reply=f"Dropped what left the notes without a tick: {numbers}.")


def _is_held(context: CommandContext, issue: Issue) -> bool:
    """Whether it is Duly's, and was not let go."""
    ours = context.ours(issue)
    return ours is not None and not ours.marker.released
