"""Commands about who does an issue: its assignees and its sub-team. The next sync leaves them, for people win."""

from bot.core.commands import arguments as words
from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, UserError, asking
from bot.core.config.schema import Subteam
from bot.core.issues.labels import creations
from bot.core.issues.policy import MAX_ASSIGNEES, NEEDS_OWNER
from bot.core.model.plan import Edit
from bot.core.model.questions import Assignable, AssignableTo, LabelNames


@command("/assign [@x]", needs=Role.TRIAGE, says="assigns this issue to these people; alone, to whoever says it")
def assign(context: CommandContext) -> CommandResult:
    """Adds assignees. Whoever GitHub lets nobody assign is an error, and then nobody is assigned."""
    issue = context.issue
    have = {login.casefold() for login in issue.assignees}
    new = [login for login in words.logins(context) if login.casefold() not in have]
    if draft := asking(context, *(Assignable(login.lower()) for login in new)):
        return draft
    # Whoever has commented on an issue may be assigned to it, although not to others.
    answers = context.snapshot.answers
    here = {
        login: AssignableTo(issue.number, login.lower()) for login in new if not answers.get(Assignable(login.lower()))
    }
    if draft := asking(context, *here.values()):
        return draft
    strangers = [login for login, question in here.items() if not answers.get(question)]
    if strangers:
        raise UserError(
            f"GitHub does not let {_names(strangers)} be assigned: only those who have access to this repository, "
            "or have commented on this issue, can be"
        )
    if len(issue.assignees) + len(new) > MAX_ASSIGNEES:
        raise UserError(f"an issue has at most {MAX_ASSIGNEES} assignees")
    return _assigned(context, (*issue.assignees, *new))


@command("/unassign [@x]", needs=Role.TRIAGE, says="takes these people off this issue; alone, whoever says it")
def unassign(context: CommandContext) -> CommandResult:
    """Takes assignees away; who is not assigned stays so."""
    gone = {login.casefold() for login in words.logins(context)}
    return _assigned(context, tuple(login for login in context.issue.assignees if login.casefold() not in gone))


def _assigned(context: CommandContext, assignees: tuple[str, ...]) -> CommandResult:
    """The edit that gives an issue its assignees, and takes the label off that asked for one."""
    issue = context.issue
    labels = tuple(label for label in issue.labels if label.casefold() != NEEDS_OWNER)
    relabelled = labels if assignees and labels != issue.labels else None
    if assignees == issue.assignees and relabelled is None:
        return CommandResult()
    why = f"/{context.said.name} by {context.by}"
    return CommandResult(changes=(Edit(issue.number, why, assignees=assignees, labels=relabelled),))


def _names(logins: list[str]) -> str:
    return ", ".join(words.shown(login) for login in logins)


@command("/subteam name", needs=Role.TRIAGE, says="puts the label of this sub-team on the issue, instead of another's")
def subteam(context: CommandContext) -> CommandResult:
    """Swaps the labels of the config's sub-teams; the name is a sub-team's or its label."""
    teams = context.config.subteams
    chosen = _chosen(teams, context.said.rest.rstrip(".,;:!?").casefold())
    if draft := asking(context, LabelNames()):
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
    known = ", ".join(words.shown(team.name) for team in teams)
    raise UserError(f"{words.shown(name)} is no sub-team here; there are {known}" if name else f"say which: {known}")
