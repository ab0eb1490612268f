"""Commands about who does an issue: its assignees and its sub-team. The next sync leaves them, for people win."""

from bot.core.commands import arguments as words
from bot.core.commands.command import command
from bot.core.commands.context import CommandContext, CommandResult, Role, UserError, asking
from bot.core.config.schema import Subteam
from bot.core.issues.labels import creations
from bot.core.issues.policy import MAX_ASSIGNEES, NEEDS_OWNER
from bot.core.model.issues import Ask, Waiting
from bot.core.model.plan import Edit


@command("/assign [@x]", needs=Role.TRIAGE, says="assigns this issue to these people; alone, to whoever says it")
def assign(scene: CommandContext) -> CommandResult:
    """Adds assignees. Whoever GitHub lets nobody assign is an error, and then nobody is assigned."""
    issue = scene.issue
    have = {login.casefold() for login in issue.assignees}
    new = [login for login in words.logins(scene) if login.casefold() not in have]
    if draft := asking(scene, Ask(logins=frozenset(login.lower() for login in new))):
        return draft
    # Whoever has commented on an issue may be assigned to it, although not to others.
    doubtful = [login for login in new if login.lower() in scene.snapshot.unassignable]
    places = {login: Waiting(issue.number, login.lower()) for login in doubtful}
    if draft := asking(scene, Ask(waiting=frozenset(places.values()))):
        return draft
    strangers = [login for login in doubtful if places[login] not in scene.snapshot.welcome]
    if strangers:
        raise UserError(
            f"GitHub does not let {_names(strangers)} be assigned: only those who have access to this repository, "
            "or have commented on this issue, can be"
        )
    if len(issue.assignees) + len(new) > MAX_ASSIGNEES:
        raise UserError(f"an issue has at most {MAX_ASSIGNEES} assignees")
    return _assigned(scene, (*issue.assignees, *new))


@command("/unassign [@x]", needs=Role.TRIAGE, says="takes these people off this issue; alone, whoever says it")
def unassign(scene: CommandContext) -> CommandResult:
    """Takes assignees away; who is not assigned stays so."""
    gone = {login.casefold() for login in words.logins(scene)}
    return _assigned(scene, tuple(login for login in scene.issue.assignees if login.casefold() not in gone))


def _assigned(scene: CommandContext, assignees: tuple[str, ...]) -> CommandResult:
    """The edit that gives an issue its assignees, and takes the label off that asked for one."""
    issue = scene.issue
    labels = tuple(label for label in issue.labels if label.casefold() != NEEDS_OWNER)
    relabelled = labels if assignees and labels != issue.labels else None
    if assignees == issue.assignees and relabelled is None:
        return CommandResult()
    why = f"/{scene.said.name} by {scene.by}"
    return CommandResult(changes=(Edit(issue.number, why, assignees=assignees, labels=relabelled),))


def _names(logins: list[str]) -> str:
    return ", ".join(words.shown(login) for login in logins)


@command("/subteam name", needs=Role.TRIAGE, says="puts the label of this sub-team on the issue, instead of another's")
def subteam(scene: CommandContext) -> CommandResult:
    """Swaps the labels of the config's sub-teams; the name is a sub-team's or its label."""
    teams = scene.config.subteams
    chosen = _chosen(teams, scene.said.rest.rstrip(".,;:!?").casefold())
    if draft := asking(scene, Ask(labels=True)):
        return draft
    issue = scene.issue
    others = {team.label.casefold() for team in teams} - {chosen.label.casefold()}
    labels = tuple(label for label in issue.labels if label.casefold() not in others)
    if chosen.label.casefold() not in {label.casefold() for label in labels}:
        spelt = {label.casefold(): label for label in scene.snapshot.labels or ()}
        labels = (*labels, spelt.get(chosen.label.casefold(), chosen.label))
    if labels == issue.labels:
        return CommandResult()
    edit = Edit(issue.number, f"/subteam by {scene.by}", labels=labels)
    return CommandResult(changes=(*creations([edit], scene.snapshot), edit))


def _chosen(teams: tuple[Subteam, ...], name: str) -> Subteam:
    found = next((team for team in teams if name in {team.name.casefold(), team.label.casefold()}), None)
    if found:
        return found
    if not teams:
        raise UserError("this repository's config has no `subteams`")
    known = ", ".join(words.shown(team.name) for team in teams)
    raise UserError(f"{words.shown(name)} is no sub-team here; there are {known}" if name else f"say which: {known}")
