"""An actor in a repository: the context of every operation."""

from dataclasses import dataclass

from bot.sandbox.github.shapes import Json
from bot.sandbox.github.state.records import RepositoryState
from bot.sandbox.github.state.world import Actor, World


@dataclass(frozen=True, slots=True)
class Visit:
    """The actor, the repository and the world that an operation takes place in."""

    world: World
    repo: RepositoryState
    actor: Actor

    @property
    def base(self) -> str:
        """The address of the API."""
        return self.world.base

    def notify(self, event: str, payload: Json) -> None:
        """Send the App a webhook about what the actor did."""
        self.world.notify(self.repo, event, self.actor.user, payload)

    def note(self, what: str, issue: int | None = None, **words: str) -> None:
        """Add what the actor did to the log of events."""
        self.world.note(self.repo, what, self.actor.user, issue, **words)
