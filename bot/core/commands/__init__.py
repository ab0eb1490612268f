"""Slash commands in comments: their grammar, the registry, and the decision of each.

Reading comments and writing replies is in `bot.jobs.comment_commands`.
"""

from bot.core.commands.context import CommandContext, CommandResult, Role, SyncRequest, UserError
from bot.core.commands.grammar import MOST, Invocation, new, read, spoken
from bot.core.commands.registry import COMMANDS, decide, meant

__all__ = [
    "COMMANDS",
    "MOST",
    "CommandContext",
    "CommandResult",
    "Invocation",
    "Role",
    "SyncRequest",
    "UserError",
    "decide",
    "meant",
    "new",
    "read",
    "spoken",
]
