"""A command, and the decorator that turns its decision into one."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.commands.context import CommandContext, CommandResult, Role

Decide = Callable[[CommandContext], CommandResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command: `usage` as people write it, `help` what it does, `needs` the lowest role."""

    usage: str
    help: str
    needs: Role
    decide: Decide
    assignees: bool
    """The issue's assignees may give it with any role."""
    pulls: bool
    """It works on pull requests too."""
    folds: bool
    """It changes no issue: equal ones that one person gives in several comments while the first one waits are run once."""

    @property
    def name(self) -> str:
        """The word after the slash."""
        return self.usage.removeprefix("/").partition(" ")[0]

    @property
    def takes_arguments(self) -> bool:
        """Text may follow its name."""
        return " " in self.usage

    @property
    def who(self) -> str:
        """Who may give it, in words."""
        return self.needs.name.lower() + (", and the issue's assignees" if self.assignees else "")


def command(  # noqa: PLR0913 - the facts of a command
    usage: str, *, needs: Role, help: str, assignees: bool = False, pulls: bool = False, folds: bool = False
) -> Callable[[Decide], Command]:
    """Make a `Command` of the function below; `registry.COMMANDS` lists it."""

    def made(decide: Decide) -> Command:
        return Command(
            usage=usage,
            help=help,
            needs=needs,
            decide=decide,
            assignees=assignees,
            pulls=pulls,
            folds=folds,
        )

    return made
