"""Slash commands in comments: their grammar, the registry, and the decision of each."""

# Each of these modules puts its commands into the registry, in the order of the README's table.
from bot.core.commands import assignment as owning
from bot.core.commands import carrying as raising
from bot.core.commands import closing
from bot.core.commands import info as showing
from bot.core.commands import linking as pairing
from bot.core.commands.context import Answer, Look, Role, Scene, UserError
from bot.core.commands.grammar import MOST, Said, new, read, spoken
from bot.core.commands.registry import COMMANDS, decide, meant

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
