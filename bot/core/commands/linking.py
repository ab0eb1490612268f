"""Commands that say which issue an item's work is followed in: `/link`, `/merge`, `/release`."""

from bot.core.commands import arguments as words
from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, SyncRequest, UserError, asking
from bot.core.issues import marker
from bot.core.issues.match import Owned
from bot.core.issues.policy import MAX_ASSIGNEES
from bot.core.model.issues import Issue
from bot.core.model.plan import Change, Close, Edit
from bot.core.model.questions import IssueNumbered


@command(
    "/link #954",
    needs=Role.WRITE,
    says="from now on the item is followed in that issue of a person's: a tick closes that one, and this one is closed as "
    "its duplicate; said there with Duly's number it means the same",
)
def link(context: CommandContext) -> CommandResult:
    """Duly's issue is closed, and its marker remembers the person's. Reopening it undoes that."""
    here, other = _pair(context)
    if isinstance(other, CommandResult):
        return other
    ours, its = context.ours(here), context.ours(other)
    if ours and its:
        raise UserError(f"#{other.number} is Duly's too: say `/merge #{other.number}`")
    if ours:
        return _linked(context, ours, other)
    if its:
        return _linked(context, its, here)
    raise UserError(f"neither this issue nor #{other.number} stands for an item of the notes")


def _linked(context: CommandContext, ours: Owned, theirs: Issue) -> CommandResult:
    _hold_on(ours)
    if ours.linked_to == theirs.number:
        return CommandResult()
    return CommandResult(changes=(_closed(context, ours, theirs.number, link=theirs.number),), sync=SyncRequest.AGAIN)


@command(
    "/merge #12",
    needs=Role.WRITE,
    says="this issue and that one are the same work: this one is closed as its duplicate, and that one is done when the "
    "lines of both are ticked",
)
def merge(context: CommandContext) -> CommandResult:
    """The marker of the issue that closes forwards to the other one, which takes its assignees. Reopening it undoes that."""
    here, other = _pair(context)
    if isinstance(other, CommandResult):
        return other
    ours, its = context.ours(here), context.ours(other)
    if not ours or not its:
        theirs = other.number if ours else here.number
        raise UserError(f"#{theirs} is not Duly's: to follow an item in an issue of a person's say `/link`")
    forward = its.merged_into or its.linked_to
    if forward:
        # Followed by hand, so that nobody is surprised by where the work ends up.
        if forward == here.number:
            raise UserError(f"#{other.number} is merged into this issue already")
        raise UserError(f"#{other.number} is followed in #{forward} by now: say `/{_verb(its)} #{forward}`")
    _hold_on(ours)
    _hold_on(its)
    if not other.open:
        raise UserError(f"#{other.number} is closed; reopen it first, or say `/merge #{here.number}` there")
    if ours.merged_into == other.number:
        return CommandResult()
    changes = (*_taken_over(here, other), _closed(context, ours, other.number, merged_into=other.number))
    return CommandResult(changes=changes, sync=SyncRequest.AGAIN)


def _verb(issue: Owned) -> str:
    return "merge" if issue.merged_into else "link"


def _taken_over(here: Issue, other: Issue) -> tuple[Change, ...]:
    """The survivor's edit that gives it the assignees of the other, as far as there is room."""
    have = {login.casefold() for login in other.assignees}
    new = [login for login in here.assignees if login.casefold() not in have]
    assignees = (*other.assignees, *new)[:MAX_ASSIGNEES]
    if assignees == other.assignees or not here.open:
        return ()
    return (Edit(other.number, f"takes over from #{here.number}", assignees=assignees),)


@command(
    "/release",
    needs=Role.WRITE,
    says="Duly lets go of this issue: it is never changed from the notes again, and its item gets no other",
)
def release(context: CommandContext) -> CommandResult:
    """The marker remembers it; the issue stays as it is."""
    issue = context.issue
    ours = context.ours(issue)
    if ours is None:
        raise UserError("this issue is not Duly's, so nothing holds it")
    words_of_it = "Duly lets go of this issue. It stays as people have it, whatever the notes say."
    if ours.marker.released:
        return CommandResult(reply=words_of_it)
    edit = Edit(issue.number, f"/release by {context.by}", body=marker.amended(issue.body, released=True))
    return CommandResult(changes=(edit,), reply=words_of_it)


def _pair(context: CommandContext) -> tuple[Issue, Issue | CommandResult]:
    """The issue of the comment and the one it names; in the place of the second a draft where that is not known yet."""
    here, number = context.issue, words.number(context)
    if draft := asking(context, IssueNumbered(number)):
        return here, draft
    other = context.find(number)
    if other is None:
        raise UserError(f"#{number} is no issue of this repository")
    return here, other


def _hold_on(ours: Owned) -> None:
    if ours.marker.released:
        raise UserError(f"Duly has let go of #{ours.issue.number}")


def _closed(
    context: CommandContext, ours: Owned, number: int, *, link: int | None = None, merged_into: int | None = None
) -> Change:
    """Duly's issue closed as the duplicate of another; where it is closed already, its marker alone.

    It counts as closed by Duly: the work is not done, so nothing is ticked after it.
    """
    why = f"/{context.said.name} by {context.by}: it goes on in #{number}"
    applied = ours.marker.applied.model_copy(update={"open": False})
    body = marker.amended(ours.issue.body, link=link, merged_into=merged_into, applied=applied)
    if ours.issue.open:
        return Close(ours.issue.number, "duplicate", why, body)
    return Edit(ours.issue.number, why, body=body)
