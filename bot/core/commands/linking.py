"""Commands that change which issue an item is followed in: `/link`, `/merge`, `/release`."""

from bot.core import limits
from bot.core.commands import arguments
from bot.core.commands.command import command
from bot.core.commands.context import (
    CommandContext,
    CommandResult,
    Role,
    SyncPlan,
    SyncRequest,
    UserError,
    draft_asking,
)
from bot.core.issues import marker
from bot.core.issues.body import continued
from bot.core.issues.matching.owned import Owned
from bot.core.issues.matching.wordings import word_digests
from bot.core.issues.phrases import place
from bot.core.items.meeting import wording_of
from bot.core.items.posts import issues_wanted
from bot.core.model.issues import Issue
from bot.core.model.plan import Change, Close, Edit
from bot.core.model.questions import IssueNumbered


@command(
    "/link #954",
    needs=Role.WRITE,
    help="follows the item in that issue, which a person opened: a tick closes that issue, and this one is closed as its "
    "duplicate; works on that issue too, with the number of Duly's",
)
def link(context: CommandContext) -> CommandResult:
    """Close Duly's issue; its marker keeps the number of the person's. Reopening it undoes that."""
    here, other = _pair(context)
    if isinstance(other, CommandResult):
        return other
    ours, its = context.owned(here), context.owned(other)
    if ours and its:
        raise UserError(f"#{other.number} is managed by Duly too: use `/merge #{other.number}`")
    if ours:
        return _linked(context, ours, other)
    if its:
        return _linked(context, its, here)
    raise UserError(f"neither this issue nor #{other.number} belongs to an item of the notes")


def _linked(context: CommandContext, ours: Owned, theirs: Issue) -> CommandResult:
    _check_managed(ours)
    if issues_wanted(context.config, theirs.labels, theirs.title):
        raise UserError(f"#{theirs.number} is the issue of a meeting, in which no item is followed")
    if ours.linked_to == theirs.number:
        return CommandResult()
    return CommandResult(changes=(_closed(context, ours, theirs.number, link=theirs.number),), sync=SyncRequest.AGAIN)


@command(
    "/merge [#12]",
    needs=Role.WRITE,
    help="declares this issue and that one the same work: this one is closed as a duplicate, and that one is done when "
    "the lines of both are ticked; without a number, a new line that may be this issue in other words becomes its line",
)
def merge(context: CommandContext) -> CommandResult:
    """Close this issue; its marker points to the other one, which gets its assignees. Reopening it undoes that."""
    if not context.invocation.rest:
        return _joined_line(context)
    here, other = _pair(context)
    if isinstance(other, CommandResult):
        return other
    ours, its = context.owned(here), context.owned(other)
    if not ours or not its:
        theirs = other.number if ours else here.number
        raise UserError(
            f"#{theirs} is not managed by Duly: use `/link` to follow an item in an issue that a person opened"
        )
    forward = its.merged_into or its.linked_to
    if forward:
        # Not followed silently: the commenter should see in which issue the work ends up.
        if forward == here.number:
            raise UserError(f"#{other.number} is merged into this issue already")
        raise UserError(f"#{other.number} is already followed in #{forward}: use `/{_verb(its)} #{forward}`")
    _check_managed(ours)
    _check_managed(its)
    if not other.open:
        raise UserError(f"#{other.number} is closed; reopen it first, or use `/merge #{here.number}` there")
    if ours.merged_into == other.number:
        return CommandResult()
    changes = (*_taken_over(here, other), _closed(context, ours, other.number, merged_into=other.number))
    return CommandResult(changes=changes, sync=SyncRequest.AGAIN)


def _joined_line(context: CommandContext) -> CommandResult:
    """The line of a possible pair becomes a line of this issue: its marker learns the words."""
    here = context.issue
    if (planned := context.planned) is None:
        return CommandResult(ask=frozenset({SyncPlan()}))
    ours = context.owned(here)
    pair = next((pair for pair in planned.plan.pairs if here.number in {pair.issue.number, *pair.twins}), None)
    if ours is None or pair is None:
        raise UserError("add the number of one issue, like `/merge #12`: no new line may be this issue in other words")
    _check_managed(ours)
    said = {one.fingerprint: word_digests(one) for one in map(wording_of, pair.item.lines)}
    why = f"/merge by {context.by}: {place(pair.item.newest)} is its line"
    body = marker.amended(here.body, wordings=ours.marker.wordings | said)
    return CommandResult(changes=(Edit(here.number, why, body=body),), sync=SyncRequest.AGAIN)


def _verb(issue: Owned) -> str:
    return "merge" if issue.merged_into else "link"


def _taken_over(here: Issue, other: Issue) -> tuple[Change, ...]:
    """The edit that gives the remaining issue the assignees of the other, up to GitHub's limit."""
    have = {login.casefold() for login in other.assignees}
    new = [login for login in here.assignees if login.casefold() not in have]
    assignees = (*other.assignees, *new)[: limits.ASSIGNEES]
    if assignees == other.assignees or not here.open:
        return ()
    return (Edit(other.number, f"takes over from #{here.number}", assignees=assignees),)


@command(
    "/release",
    needs=Role.WRITE,
    help="stops managing this issue: Duly never changes it again from the notes, and opens no other for its item",
)
def release(context: CommandContext) -> CommandResult:
    """The marker records it; the issue stays as it is."""
    issue = context.issue
    ours = context.owned(issue)
    if ours is None:
        raise UserError("this issue is not managed by Duly")
    reply = "Duly no longer manages this issue. It stays as it is, whatever the notes say."
    if ours.marker.released:
        return CommandResult(reply=reply)
    edit = Edit(issue.number, f"/release by {context.by}", body=marker.amended(issue.body, released=True))
    return CommandResult(changes=(edit,), reply=reply)


def _pair(context: CommandContext) -> tuple[Issue, Issue | CommandResult]:
    """The issue with the comment and the one in its argument, or a draft that asks for the latter."""
    here, number = context.issue, arguments.number(context)
    if draft := draft_asking(context, IssueNumbered(number)):
        return here, draft
    other = context.find(number)
    if other is None:
        raise UserError(f"#{number} is not an issue of this repository")
    return here, other


def _check_managed(owned: Owned) -> None:
    if owned.marker.released:
        raise UserError(f"Duly no longer manages #{owned.issue.number}")


def _closed(
    context: CommandContext, ours: Owned, number: int, *, link: int | None = None, merged_into: int | None = None
) -> Change:
    """Duly's issue closed as the duplicate of another; where it is closed already, only its marker changes.

    It counts as closed by Duly: the work is not done, so its line is not ticked.
    """
    why = f"/{context.invocation.name} by {context.by}: it continues in #{number}"
    applied = ours.marker.applied.model_copy(update={"open": False})
    fields = {"link": link, "merged_into": merged_into, "maybe": None, "lineless": False, "applied": applied}
    body = marker.retold(ours.issue.body, lambda part: continued(part, number), **fields)
    if ours.issue.open:
        return Close(ours.issue.number, "duplicate", why, body)
    return Edit(ours.issue.number, why, body=body)
