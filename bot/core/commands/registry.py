"""The commands by name: who may give them, where, and the function that decides. One decorated function each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.core.commands.context import Answer, Role, Scene, UserError
from bot.core.commands.grammar import Said

Decide = Callable[[Scene], Answer]

NEAR = 1
"""Letters wrong, missing, too many or swapped in a word that was meant for a command …"""
SHORTEST_NEAR = 4
"""… of at least so many letters: shorter words are near too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: `usage` as people write it, `needs` the role it takes, `says` what it does in one sentence."""

    name: str
    usage: str
    needs: Role
    says: str
    decide: Decide
    words: bool
    """It takes words after its name."""
    assignees: bool
    """Those assigned to the issue may give it, whatever their role."""
    pulls: bool
    """It may be given on a pull request too."""


_commands: dict[str, Command] = {}
COMMANDS: Mapping[str, Command] = _commands
"""By name, in the order of the README's table."""


def command(
    usage: str, *, needs: Role, says: str, assignees: bool = False, pulls: bool = False
) -> Callable[[Decide], Decide]:
    """Registers the function that decides a command. What stands after the name in `usage` says whether it takes words."""

    def registered(decide: Decide) -> Decide:
        name, _, words = usage.removeprefix("/").partition(" ")
        _commands[name] = Command(
            name=name,
            usage=usage,
            needs=needs,
            says=says,
            decide=decide,
            words=bool(words),
            assignees=assignees,
            pulls=pulls,
        )
        return decide

    return registered


def meant(said: Said) -> str | None:
    """The command that a line gives or nearly gives; None: it is none, perhaps a path."""
    if said.name in COMMANDS:
        return said.name
    if len(said.name) < SHORTEST_NEAR:
        return None
    near = [name for name in COMMANDS if len(name) >= SHORTEST_NEAR and OSA.distance(said.name, name) <= NEAR]
    return near[0] if near else None


def decide(scene: Scene) -> Answer:
    """What a command comes to; UserError where it cannot be obeyed as it was said, or not from this person."""
    said = scene.said
    found = COMMANDS.get(said.name)
    if found is None:
        raise UserError(f"there is no such command; perhaps you mean `/{meant(said)}`")
    if scene.pull and not found.pulls:
        raise UserError("this works on issues only")
    if not _may(found, scene):
        also = " or to be assigned to this issue" if found.assignees else ""
        raise UserError(f"it takes the {found.needs.name.lower()} role in this repository{also}")
    if said.rest and not found.words:
        raise UserError(f"write `{found.usage}` alone on its line")
    return found.decide(scene)


def _may(found: Command, scene: Scene) -> bool:
    if scene.role >= found.needs:
        return True
    by = scene.by.casefold()
    return found.assignees and any(by == login.casefold() for login in scene.issue.assignees)
