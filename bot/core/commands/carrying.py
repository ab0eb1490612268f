"""`/carry`: on an issue, to talk about it at the next meeting; on a pull request, to carry the open items into its note."""

import re
from datetime import date

from bot.core.carry.next_note import CarryOptions
from bot.core.commands import arguments as words
from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, UserError, asking
from bot.core.issues.labels import creations
from bot.core.issues.policy import MAX_LABELS, NEXT_MEETING
from bot.core.model.plan import Edit
from bot.core.model.questions import LabelNames

_WISH = re.compile(r"(?P<how>commit|preview)?\s*(?:from\s+(?P<since>\S+?))?[.!]?", re.IGNORECASE)


@command(
    "/carry [how]",
    needs=Role.TRIAGE,
    pulls=True,
    says="on an issue: raises it at the next meeting; on the pull request of a note: carries the open items into it "
    "(`/carry commit`, `/carry preview`, `/carry from 2024-03-05`)",
)
def carry(context: CommandContext) -> CommandResult:
    """On a pull request the wish is read and left to whoever reads and writes there."""
    if context.pull:
        return CommandResult(carry=_wish(context))
    if context.said.rest:
        raise UserError("on an issue write `/carry` alone on its line: it stands in the next note's list then")
    if not context.issue.open:
        # It would get the label and never a line: only open issues are raised.
        raise UserError("this issue is closed; reopen it first if it is to be talked about")
    if draft := asking(context, LabelNames()):
        return draft
    issue = context.issue
    if NEXT_MEETING in {label.casefold() for label in issue.labels}:
        return CommandResult()
    if len(issue.labels) >= MAX_LABELS:
        raise UserError(f"this issue has {len(issue.labels)} labels, and GitHub takes no more")
    spelt = {label.casefold(): label for label in context.snapshot.label_names}
    labels = (*issue.labels, spelt.get(NEXT_MEETING, NEXT_MEETING))
    edit = Edit(issue.number, f"/carry by {context.by}", labels=labels)
    return CommandResult(changes=(*creations([edit], context.snapshot), edit))


def _wish(context: CommandContext) -> CarryOptions:
    found = _WISH.fullmatch(context.said.rest)
    if found is None:
        raise UserError("write `/carry`, `/carry commit`, `/carry preview` or `/carry from 2024-03-05`")
    return CarryOptions((found["how"] or "").lower(), _day(found["since"]) if found["since"] else None)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written) else "")
    except ValueError:
        raise UserError(f"{words.shown(written)} is no date like 2024-03-05") from None
