"""The port: what a job is, and what every queue does with it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sync:
    """Look at the repository again: gather, decide, apply."""


@dataclass(frozen=True, slots=True)
class Restore:
    """A person's edit took the marker out of an issue's body: `before` is the body as it was."""

    issue: int
    before: str


Work = Sync | Restore


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work for one repository of one installation, on behalf of one or more deliveries.

    `installation` is 0 where a token, not the App, does the work. `why` and `delivery` are for the log.
    """

    installation: int
    repository: int
    full_name: str
    branch: str
    work: Work
    delivery: str = ""
    why: str = ""

    @property
    def key(self) -> str:
        """Equal jobs have equal keys: of several that wait, one is kept."""
        match self.work:
            case Sync():
                return f"{self.repository}/sync"
            case Restore(issue=issue):
                return f"{self.repository}/restore/{issue}"


@dataclass(frozen=True, slots=True)
class Taken:
    """A job that a worker holds. `attempts` counts earlier tries that failed."""

    id: int
    job: Job
    attempts: int


class StepBack(Exception):
    """Raised by work that lets others go first: it is not done, and nothing went wrong. `after` in seconds."""

    def __init__(self, after: float, why: str) -> None:
        super().__init__(why)
        self.after = after
        self.why = why


class Queue(Protocol):
    """Durable first-in first-out work, one job per installation at a time."""

    async def put(self, job: Job) -> bool:
        """Keep `job`; durable when this returns. False: an equal one waits already and does the work of both."""

    async def take(self) -> Taken:
        """Wait for a due job whose installation is idle; it stays in the queue until `done`."""

    async def done(self, taken: Taken) -> None:
        """Forget a finished job and free its installation."""

    async def again(self, taken: Taken, after: float, why: str, *, failed: bool) -> None:
        """Put a job back for `after` seconds from now; `failed` counts as an attempt, a step back does not."""

    async def depth(self) -> int:
        """How many jobs wait or run."""

    async def close(self) -> None:
        """Stop; what is not done stays for the next start."""
