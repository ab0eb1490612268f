"""`/carry`: raises an issue at the next meeting, or carries the open items into the note of a pull request."""

import re
from dataclasses import replace
from datetime import date

from bot.core import limits
from bot.core.carry.next_note import CarryOptions
from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, UserError, draft_asking
from bot.core.issues.labels import creations
from bot.core.issues.policy import NEXT_MEETING
from bot.core.model.plan import Edit
from bot.core.model.questions import LabelNames
from bot.core.text.code import code

_OPTIONS = re.compile(r"(?P<how>commit|preview)?\s*(?:from\s+(?P<since>\S+?))?[.!]?", re.IGNORECASE)


@command(
    "/carry [how]",
    needs=Role.TRIAGE,
    pulls=True,
    help="on an issue: raises it at the next meeting; on the pull request of a note, or the issue of a meeting: carries the "
    "open items into it "
    "(`/carry commit`, `/carry preview`, `/carry from 2024-03-05`)",
)
def carry(context: CommandContext) -> CommandResult:
    """On a pull request or the issue of a meeting only the options are read: the job reads and writes the texts."""
    if context.pull or context.is_meeting:
        options = _options(context)
        return CommandResult(carry=options if context.role >= Role.WRITE else replace(options, how="paste"))
    if context.invocation.rest:
        raise UserError("on an issue, write `/carry` alone on its line: then the next note lists the issue")
    if not context.issue.open:
        # Only open issues are raised: this one would get the label, but no line.
        raise UserError("this issue is closed; reopen it first to raise it")
    if draft := draft_asking(context, LabelNames()):
        return draft
    issue = context.issue
    if NEXT_MEETING in {label.casefold() for label in issue.labels}:
        return CommandResult()
    if len(issue.labels) >= limits.LABELS:
        raise UserError(f"this issue has {len(issue.labels)} labels, the most that GitHub allows")
    spelt = {label.casefold(): label for label in context.snapshot.label_names}
    labels = (*issue.labels, spelt.get(NEXT_MEETING, NEXT_MEETING))
    edit = Edit(issue.number, f"/carry by {context.by}", labels=labels)
    return CommandResult(changes=(*creations([edit], context.snapshot), edit))


def _options(context: CommandContext) -> CarryOptions:
    found = _OPTIONS.fullmatch(context.invocation.rest)
    if found is None:
        raise UserError("write `/carry`, `/carry commit`, `/carry preview` or `/carry from 2024-03-05`")
    return CarryOptions((found["how"] or "").lower(), _day(found["since"]) if found["since"] else None)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written) else "")
    except ValueError:
        raise UserError(f"{code(written)} is not a date like 2024-03-05") from None
