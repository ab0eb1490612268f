"""Slash commands in comments: their grammar, the registry, and the decision of each."""

# Each of these modules puts its commands into the registry, in the order of the README's table.
from bot.core.commands import closing as closing
from bot.core.commands import owning as owning
from bot.core.commands import pairing as pairing
from bot.core.commands import raising as raising
from bot.core.commands import showing as showing
from bot.core.commands.grammar import MOST, Said, new, read, spoken
from bot.core.commands.registry import COMMANDS, decide, meant
from bot.core.commands.scene import Answer, Look, Role, Scene, UserError

__all__ = [
    "COMMANDS",
    "MOST",
    "Answer",
    "Look",
    "Role",
    "Said",
    "Scene",
    "UserError",
    "decide",
    "meant",
    "new",
    "read",
    "spoken",
]
