"""What an operator does with a queue: look at its jobs, retry or drop them, pause and resume repositories."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedJob:
    """A job as an operator sees it. Times in seconds."""

    id: int
    lane: int
    """The installation; negative: the repository, where a token does the work."""
    repository: str
    kind: str
    """The kind of work; `unreadable` where this version has no such kind."""
    age: float
    """Since it was queued."""
    wait: float
    """Until it is due; 0: now."""
    attempts: int
    """Tries that failed."""
    why: str
    """Why it waits: the last failure, or what it stepped back for. Empty before the first try."""
    running: bool
    paused: bool


class Admin(Protocol):
    """The operator's side of a queue that is open. Every method raises QueueError where it is not."""

    async def jobs(self) -> Sequence[ListedJob]:
        """All jobs that wait or run, in the order in which they are due."""

    async def retry(self, ids: Collection[int]) -> int:
        """Make jobs that wait due at once, with no failed tries; how many."""

    async def drop(self, ids: Collection[int]) -> int:
        """Delete jobs that wait; how many. One that runs goes on."""

    async def paused(self) -> Sequence[str]:
        """The accounts and repositories that are paused, in lower case."""

    async def pause(self, name: str) -> None:
        """Let the jobs of an account or of `owner/repo` wait until it is resumed. One that runs goes on."""

    async def resume(self, name: str) -> bool:
        """End a pause; False: there was none of that name."""


def is_paused(repository: str, names: Collection[str]) -> bool:
    """Whether a repository or its account is among `names`, which are in lower case."""
    name = repository.lower()
    return name in names or name.partition("/")[0] in names
