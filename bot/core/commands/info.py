"""Commands that reply with text or request a sync."""

from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, SyncPlan, SyncRequest
from bot.core.reports import check_run, open_items
from bot.core.reports.changes import View


@command(
    "/plan",
    needs=Role.READ,
    pulls=True,
    folds=True,
    help="shows what a sync would do now, on a pull request after its merge, without doing it",
)
def show_plan(context: CommandContext) -> CommandResult:
    """The text of a check run, for a plan that is not applied."""
    if (planned := context.planned) is None:
        return CommandResult(ask=frozenset({SyncPlan()}))
    plan, head = planned.plan, planned.snapshot.head
    summary = check_run.summary(plan, View(head, in_comment=True))
    # On a pull request that changes notes the plan is that of its head, which is not the tip of the default branch.
    merged = context.pull and head.commit != context.snapshot.head.commit
    when = "When this is merged, a sync would do" if merged else "A sync would do now"
    return CommandResult(reply=f"**{when}: {check_run.headline(plan)}**\n\n{summary}")


@command("/sync", needs=Role.WRITE, pulls=True, folds=True, help="syncs now, as after a push")
def sync(_context: CommandContext) -> CommandResult:
    """A sync as after a push."""
    return CommandResult(sync=SyncRequest.AGAIN)


@command(
    "/approve",
    needs=Role.TRIAGE,
    pulls=True,
    folds=True,
    help="applies, once, what is held: see the check run; below the write role only what a program wrote",
)
def approve(context: CommandContext) -> CommandResult:
    """A sync that holds nothing back; below the write role only what a program wrote is released."""
    if context.role >= Role.WRITE:
        return CommandResult(sync=SyncRequest.APPROVED)
    reply = "A sync opens what is held because a program wrote it. The rest of what is held needs the write role in this repository."
    return CommandResult(sync=SyncRequest.NOTES_APPROVED, reply=reply)


@command(
    "/actions [@x]",
    needs=Role.READ,
    pulls=True,
    folds=True,
    help="lists the open items of a person; without a name, of the commenter",
)
def actions(context: CommandContext) -> CommandResult:
    """The open items of a login, or of a name as the notes write it."""
    if (planned := context.planned) is None:
        return CommandResult(ask=frozenset({SyncPlan()}))
    return CommandResult(
        reply=open_items.actions(planned.plan, planned.snapshot.head, context.invocation.rest or context.by)
    )
