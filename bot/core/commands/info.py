"""Commands that ask for text or for a look, and change no issue."""

from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, SyncPlan, SyncRequest
from bot.core.reports import check_run
from bot.core.reports import open_items as digest


@command("/plan", needs=Role.READ, pulls=True, says="shows what a sync would do now, without doing it")
def show_plan(context: CommandContext) -> CommandResult:
    """The text of a check run, for a plan that is not carried out."""
    if (planned := context.planned) is None:
        return CommandResult(ask=frozenset({SyncPlan()}))
    plan, head = planned.plan, planned.snapshot.head
    summary = check_run.summary(plan, digest.unowned_section(plan, head))
    return CommandResult(reply=f"**A sync would do now: {check_run.headline(plan)}**\n\n{summary}")


@command("/sync", needs=Role.WRITE, pulls=True, says="looks at notes and issues again, now")
def sync(_context: CommandContext) -> CommandResult:
    """A sync as after a push."""
    return CommandResult(sync=SyncRequest.AGAIN)


@command("/approve", needs=Role.WRITE, pulls=True, says="lets what `max_new_issues` or `max_closes` holds go, once")
def approve(_context: CommandContext) -> CommandResult:
    """A sync without the brake."""
    return CommandResult(sync=SyncRequest.APPROVED)


@command(
    "/actions [@x]", needs=Role.READ, pulls=True, says="lists the open items of a person; alone, of whoever says it"
)
def actions(context: CommandContext) -> CommandResult:
    """What stands open for a login, or for a name as the notes write it."""
    if (planned := context.planned) is None:
        return CommandResult(ask=frozenset({SyncPlan()}))
    return CommandResult(reply=digest.actions(planned.plan, planned.snapshot.head, context.said.rest or context.by))
