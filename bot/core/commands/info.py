"""Commands that ask for text or for a look, and change no issue."""

from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, SyncRequest
from bot.core.reports import check_run
from bot.core.reports import open_items as digest


@command("/plan", needs=Role.READ, pulls=True, says="shows what a sync would do now, without doing it")
def show_plan(scene: CommandContext) -> CommandResult:
    """The text of a check run, for a plan that is not carried out."""
    if scene.plan is None:
        return CommandResult(whole=True)
    title = check_run.headline(scene.plan)
    return CommandResult(
        words=f"**A sync would do now: {title}**\n\n{check_run.summary(scene.plan, digest.unowned_section(scene.plan, scene.snapshot.head))}"
    )


@command("/sync", needs=Role.WRITE, pulls=True, says="looks at notes and issues again, now")
def sync(_scene: CommandContext) -> CommandResult:
    """A sync as after a push."""
    return CommandResult(look=SyncRequest.AGAIN)


@command("/approve", needs=Role.WRITE, pulls=True, says="lets what `max_new_issues` or `max_closes` holds go, once")
def approve(_scene: CommandContext) -> CommandResult:
    """A sync without the brake."""
    return CommandResult(look=SyncRequest.APPROVED)


@command(
    "/actions [@x]", needs=Role.READ, pulls=True, says="lists the open items of a person; alone, of whoever says it"
)
def actions(scene: CommandContext) -> CommandResult:
    """What stands open for a login, or for a name as the notes write it."""
    if scene.plan is None:
        return CommandResult(whole=True)
    return CommandResult(words=digest.actions(scene.plan, scene.snapshot.head, scene.said.rest or scene.by))
