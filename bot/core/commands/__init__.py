"""Slash commands in comments: their grammar, the registry, and the decision of each.

Reading comments and writing replies is in `bot.jobs.comment_commands`.
"""

from bot.core.commands.context import CommandContext, CommandResult, Role, SyncRequest, UserError
from bot.core.commands.grammar import MAX_COMMANDS, Invocation, added, invocations
from bot.core.commands.registry import COMMANDS, command_lines, decide, intended, may_fold

__all__ = [
    "COMMANDS",
    "MAX_COMMANDS",
    "CommandContext",
    "CommandResult",
    "Invocation",
    "Role",
    "SyncRequest",
    "UserError",
    "added",
    "command_lines",
    "decide",
    "intended",
    "invocations",
    "may_fold",
]
