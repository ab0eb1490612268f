"""All commands in the order of `/help` and of the docs, and the decision of one invocation."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA

from bot.core.commands import assignment, carrying, closing, info, linking
from bot.core.commands.command import Command, command
from bot.core.commands.context import CommandContext, CommandResult, Role, UserError
from bot.core.commands.grammar import MAX_COMMANDS, Invocation

_MAX_TYPOS = 1
"""Letters that may be wrong, missing, extra or swapped in a mistyped command."""
_MIN_LETTERS = 4
"""Letters of a word that may be a mistyped command. A shorter word has to be its beginning: others resemble paths (`/lan`)."""


@command("/help", needs=Role.READ, pulls=True, folds=True, help="lists the commands")
def show_help(_context: CommandContext) -> CommandResult:
    """The table of commands."""
    rows = [f"| `{one.usage}` | {one.help} | {one.who} |" for one in COMMANDS.values()]
    end = "Write each command alone on a line, outside code and quotes. A comment may have several."
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


def intended(invocation: Invocation) -> str | None:
    """The name of the command, also where it is mistyped; None where it is no command, perhaps a path."""
    word = invocation.name
    if word in COMMANDS:
        return word
    near = (name for name in COMMANDS if OSA.distance(word, name) <= _MAX_TYPOS)
    return next((name for name in near if len(word) >= _MIN_LETTERS or name.startswith(word)), None)


def command_lines(invocations: Iterable[Invocation]) -> tuple[str, ...]:
    """The lines that give a command, mistyped ones too. Where there are too many, one more than allowed shows it."""
    return tuple(str(each) for each in invocations if intended(each))[: MAX_COMMANDS + 1]


def may_fold(lines: Sequence[str]) -> bool:
    """Whether equal lines in several comments may be run as one; mistyped commands only get an answer."""
    names = [Invocation.from_line(line).name for line in lines]
    return all(COMMANDS[name].folds for name in names if name in COMMANDS)


def decide(context: CommandContext) -> CommandResult:
    """The result of a command; UserError where it is given wrongly, or by a person who may not give it."""
    invocation = context.invocation
    found = COMMANDS.get(invocation.name)
    if found is None:
        raise UserError(f"there is no such command; try `/{intended(invocation)}`")
    if context.pull and not found.pulls:
        raise UserError("this works on issues only")
    if context.is_meeting and not found.pulls:
        raise UserError("this is the issue of a meeting, which Duly leaves alone: give it on the issue of a line")
    if not _is_allowed(found, context):
        also = " or an assignment to this issue" if found.assignees else ""
        raise UserError(f"it needs the {found.needs.name.lower()} role in this repository{also}")
    if invocation.rest and not found.takes_arguments:
        raise UserError(f"write `{found.usage}` alone on its line")
    return found.decide(context)


def _is_allowed(found: Command, context: CommandContext) -> bool:
    if context.role >= found.needs:
        return True
    by = context.by.casefold()
    return found.assignees and any(by == login.casefold() for login in context.issue.assignees)
