"""The sandbox's clock: the real one, or one that a test moves."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Gives the time now, aware, in UTC."""


def real() -> datetime:
    """The time now."""
    return datetime.now(UTC)


class ManualClock:
    """A clock that changes only when it is moved."""

    def __init__(self, now: datetime = datetime(2024, 3, 1, 12, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Its time."""
        return self.now

    def move(self, by: timedelta) -> None:
        """Move it forward."""
        self.now += by
