"""The lease of a job: how long this process may write for it, before another one may have taken it over."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Counts also while the machine sleeps, where the system has such a clock."""


def now() -> float:
    """Seconds on a clock that only goes forward."""
    return time.clock_gettime(CLOCK)


class Lease:
    """Once it has ended it never holds again."""

    def __init__(self, fresh: Callable[[], bool] = lambda: True) -> None:
        """`fresh`: whether a heartbeat of this process was stored lately."""
        self._fresh = fresh
        self._ended = False
        self._on_end: Callable[[], object] | None = None

    @property
    def holds(self) -> bool:
        """Whether no other process can have begun the job."""
        self._ended = self._ended or not self._fresh()
        return not self._ended

    def end(self) -> None:
        """End it now, and interrupt what is done under it."""
        self._ended = True
        if self._on_end is not None:
            self._on_end()

    @contextmanager
    def working(self, on_end: Callable[[], object]) -> Iterator[None]:
        """What runs in this context runs under the lease; `on_end` is called where it is ended meanwhile."""
        token = _CURRENT.set(self)
        self._on_end = on_end
        try:
            yield
        finally:
            self._on_end = None
            _CURRENT.reset(token)


_CURRENT: ContextVar[Lease | None] = ContextVar("lease", default=None)


def may_write() -> bool:
    """Whether the job that is under way here still has its lease; True where there is none."""
    lease = _CURRENT.get()
    return lease is None or lease.holds


class Heartbeat:
    """When the last heartbeat of this process was stored. A gap of `lasts` seconds ends the leases of all jobs then under way."""

    def __init__(self, lasts: float, clock: Callable[[], float] = now) -> None:
        self._lasts = lasts
        self._clock = clock
        self._last = clock()
        self._gaps = 0

    def now(self) -> float:
        """Seconds on the clock by which heartbeats are measured."""
        return self._clock()

    def record(self, sent: float) -> None:
        """Note that a heartbeat was stored; `sent` is the time before it was sent."""
        # Although heartbeats go on after a freeze, what was begun before it may have been taken over.
        self._gaps += sent - self._last >= self._lasts
        self._last = sent

    def fresh(self) -> bool:
        """Whether the last heartbeat is young enough."""
        return self._clock() - self._last < self._lasts

    def lease(self) -> Lease:
        """A lease for what begins now."""
        gaps = self._gaps
        return Lease(lambda: gaps == self._gaps and self.fresh())
