"""Commands that set the assignees and the sub-team of an issue. The next sync keeps them, as any change by a person."""

from bot.core import limits
from bot.core.commands import arguments
from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, UserError, draft_asking
from bot.core.config.schema import Subteam
from bot.core.issues.labels import creations
from bot.core.issues.policy import NEEDS_OWNER
from bot.core.model.plan import Edit
from bot.core.model.questions import Assignable, AssignableTo, LabelNames
from bot.core.text.code import code


@command("/assign [@x]", needs=Role.TRIAGE, help="assigns these people; without a name, the commenter")
def assign(context: CommandContext) -> CommandResult:
    """Add assignees. Where GitHub cannot assign one of them, none is assigned."""
    issue = context.issue
    have = {login.casefold() for login in issue.assignees}
    new = [login for login in arguments.logins(context) if login.casefold() not in have]
    if draft := draft_asking(context, *(Assignable(login.lower()) for login in new)):
        return draft
    # A person without access may be assigned to an issue on which they commented.
    answers = context.snapshot.answers
    here = {
        login: AssignableTo(issue.number, login.lower()) for login in new if not answers.get(Assignable(login.lower()))
    }
    if draft := draft_asking(context, *here.values()):
        return draft
    strangers = [login for login, question in here.items() if not answers.get(question)]
    if strangers:
        raise UserError(
            f"GitHub cannot assign {_names(strangers)}: assignees need access to this repository or a comment on this issue"
        )
    if len(issue.assignees) + len(new) > limits.ASSIGNEES:
        raise UserError(f"an issue has at most {limits.ASSIGNEES} assignees")
    return _assigned(context, (*issue.assignees, *new))


@command(
    "/unassign [@x]", needs=Role.TRIAGE, assignees=True, help="removes these assignees; without a name, the commenter"
)
def unassign(context: CommandContext) -> CommandResult:
    """Remove assignees. People who are not assigned are no mistake."""
    gone = {login.casefold() for login in arguments.logins(context)}
    if context.role < Role.TRIAGE and gone != {context.by.casefold()}:
        raise UserError("without the triage role you can remove only yourself")
    return _assigned(context, tuple(login for login in context.issue.assignees if login.casefold() not in gone))


def _assigned(context: CommandContext, assignees: tuple[str, ...]) -> CommandResult:
    """The edit that sets the assignees, and removes the label that asked for one."""
    issue = context.issue
    labels = tuple(label for label in issue.labels if label.casefold() != NEEDS_OWNER)
    relabelled = labels if assignees and labels != issue.labels else None
    if assignees == issue.assignees and relabelled is None:
        return CommandResult()
    why = f"/{context.invocation.name} by {context.by}"
    return CommandResult(changes=(Edit(issue.number, why, assignees=assignees, labels=relabelled),))


def _names(logins: list[str]) -> str:
    return ", ".join(code(login) for login in logins)


@command("/subteam name", needs=Role.TRIAGE, help="sets the label of this sub-team and removes those of others")
def subteam(context: CommandContext) -> CommandResult:
    """Replace the labels of sub-teams. The argument is the name of a sub-team or its label."""
    teams = context.config.subteams
    chosen = _chosen(teams, context.invocation.rest.rstrip(".,;:!?").casefold())
    if draft := draft_asking(context, LabelNames()):
        return draft
    issue = context.issue
    others = {team.label.casefold() for team in teams} - {chosen.label.casefold()}
    labels = tuple(label for label in issue.labels if label.casefold() not in others)
    if chosen.label.casefold() not in {label.casefold() for label in labels}:
        spelt = {label.casefold(): label for label in context.snapshot.label_names}
        labels = (*labels, spelt.get(chosen.label.casefold(), chosen.label))
    if labels == issue.labels:
        return CommandResult()
    edit = Edit(issue.number, f"/subteam by {context.by}", labels=labels)
    return CommandResult(changes=(*creations([edit], context.snapshot), edit))


def _chosen(teams: tuple[Subteam, ...], name: str) -> Subteam:
    found = next((team for team in teams if name in {team.name.casefold(), team.label.casefold()}), None)
    if found:
        return found
    if not teams:
        raise UserError("this repository's config has no `subteams`")
    known = ", ".join(code(team.name) for team in teams)
    raise UserError(f"{code(name)} is not a sub-team here; there are {known}" if name else f"add one of {known}")
