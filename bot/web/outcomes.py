"""What a delivery asks for."""

from dataclasses import dataclass

from bot.queue.job import Job


@dataclass(frozen=True, slots=True)
class Ignored:
    """A delivery that asks for no work, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Leave:
    """The App was uninstalled or suspended somewhere: what waits for the installation is not to be done any more."""

    installation: int
    why: str
    delivery: str = ""
    """For the log."""


Translated = Job | Ignored | Leave
