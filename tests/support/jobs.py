"""Builders of jobs, and a clock that moves only when a test sets it."""

from dataclasses import dataclass

from bot.queue.job import Job, Restore, RunCommands, Sync, Taken, Work, WriteBack


def job(
    repository: int = 1, *, installation: int = 1, work: Work | None = None, delivery: str = "d", name: str = ""
) -> Job:
    """A job of `octo/notes-<repository>`, of `installation`; a sync unless `work` says otherwise."""
    return Job(
        installation=installation,
        repository=repository,
        full_name=name or f"octo/notes-{repository}",
        branch="main",
        work=work or Sync(),
        delivery=delivery,
        why="a push",
    )


def obey(comment: int, *commands: str) -> RunCommands:
    return RunCommands(1, comment, "cj", commands or ("/done",))


def restore(issue: int, before: str = "<!-- duly -->") -> Restore:
    return Restore(issue, before)


def tick_back(*issues: int) -> WriteBack:
    return WriteBack(issues)


@dataclass(slots=True)
class Clock:
    """Seconds since the epoch, as a test sets them."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    async def leap(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def keys(taken: list[Taken]) -> list[str]:
    return [one.job.key for one in taken]
