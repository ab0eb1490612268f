"""All commands in the order of `/help` and of the docs, and the decision of one invocation."""

from collections.abc import Mapping

from rapidfuzz.distance import OSA

from bot.core.commands import assignment, carrying, closing, info, linking
from bot.core.commands.command import Command, command
from bot.core.commands.context import CommandContext, CommandResult, Role, UserError
from bot.core.commands.grammar import Invocation

TYPO = 1
"""Letters wrong, missing, extra or swapped in a word that still counts as a mistyped command …"""
SHORTEST_TYPO = 4
"""… of at least this many letters: shorter words resemble too many others."""


@command("/help", needs=Role.READ, pulls=True, says="lists the commands")
def show_help(_context: CommandContext) -> CommandResult:
    """The table of commands."""
    rows = [f"| `{one.usage}` | {one.says} | {one.who} |" for one in COMMANDS.values()]
    end = "A command stands alone on a line, outside code and quotes; several may stand in one comment."
    return CommandResult(reply="\n".join(["| command | what it does | who may |", "|---|---|---|", *rows, "", end]))


COMMANDS: Mapping[str, Command] = {
    one.name: one
    for one in (
        closing.done,
        closing.drop,
        assignment.assign,
        assignment.unassign,
        assignment.subteam,
        linking.link,
        linking.merge,
        linking.release,
        carrying.carry,
        show_help,
        info.show_plan,
        info.sync,
        info.approve,
        info.actions,
    )
}
"""By name."""


def meant(said: Invocation) -> str | None:
    """The command that a line gives or nearly gives; None: it is none, perhaps a path."""
    if said.name in COMMANDS:
        return said.name
    if len(said.name) < SHORTEST_TYPO:
        return None
    near = [name for name in COMMANDS if len(name) >= SHORTEST_TYPO and OSA.distance(said.name, name) <= TYPO]
    return near[0] if near else None


def decide(context: CommandContext) -> CommandResult:
    """What a command comes to; UserError where it cannot be obeyed as it was said, or not from this person."""
    said = context.said
    found = COMMANDS.get(said.name)
    if found is None:
        raise UserError(f"there is no such command; perhaps you mean `/{meant(said)}`")
    if context.pull and not found.pulls:
        raise UserError("this works on issues only")
    if not _may(found, context):
        also = " or to be assigned to this issue" if found.assignees else ""
        raise UserError(f"it takes the {found.needs.name.lower()} role in this repository{also}")
    if said.rest and not found.words:
        raise UserError(f"write `{found.usage}` alone on its line")
    return found.decide(context)


def _may(found: Command, context: CommandContext) -> bool:
    if context.role >= found.needs:
        return True
    by = context.by.casefold()
    return found.assignees and any(by == login.casefold() for login in context.issue.assignees)
