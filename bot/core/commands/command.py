"""What a command is, and the decorator that makes one of the function that decides it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.commands.context import CommandContext, CommandResult, Role

Decide = Callable[[CommandContext], CommandResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command: `usage` as people write it, `says` what it does in one sentence, `needs` the lowest role."""

    usage: str
    says: str
    needs: Role
    decide: Decide
    assignees: bool
    """The issue's assignees may give it, whatever their role."""
    pulls: bool
    """It may be given on a pull request too."""

    @property
    def name(self) -> str:
        """The word after the slash."""
        return self.usage.removeprefix("/").partition(" ")[0]

    @property
    def words(self) -> bool:
        """It takes words after its name."""
        return " " in self.usage

    @property
    def who(self) -> str:
        """Who may give it, in words."""
        return self.needs.name.lower() + (", and the issue's assignees" if self.assignees else "")


def command(
    usage: str, *, needs: Role, says: str, assignees: bool = False, pulls: bool = False
) -> Callable[[Decide], Command]:
    """Make a `Command` of the function below; `registry.COMMANDS` lists it."""

    def made(decide: Decide) -> Command:
        return Command(usage=usage, says=says, needs=needs, decide=decide, assignees=assignees, pulls=pulls)

    return made
