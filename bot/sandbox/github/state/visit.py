"""Someone at a repository: what every rule needs to know of a call."""

from dataclasses import dataclass

from bot.sandbox.github.shapes import Json
from bot.sandbox.github.state.records import RepositoryState
from bot.sandbox.github.state.world import Actor, World


@dataclass(frozen=True, slots=True)
class Visit:
    """`actor` acts on `repo`."""

    world: World
    repo: RepositoryState
    actor: Actor

    @property
    def base(self) -> str:
        """The address of the API."""
        return self.world.base

    def tell(self, event: str, payload: Json) -> None:
        """Send the App a webhook of what the actor did."""
        self.world.tell(self.repo, event, self.actor.user, payload)

    def note(self, what: str, issue: int | None = None, **words: str) -> None:
        """Write down what the actor did, for those who watch."""
        self.world.note(self.repo, what, self.actor.user, issue, **words)
