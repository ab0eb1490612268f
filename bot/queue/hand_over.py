"""Where a lane that has a job meets somebody who waits for one, and learns how it ended."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterable
from enum import Enum, auto

from bot.queue.job import Taken

IDLE = 1.0
"""Seconds for which a lane waits for somebody to take its job."""
RELEASED = 10.0
"""Seconds in which a job has to be abandoned after its lease has ended."""

Taker = asyncio.Future[Taken]
"""Somebody who waits in `take`."""


class Unreported(Enum):
    """How far a job came whose end was not reported."""

    NOT_BEGUN = auto()
    """Its taker went away before beginning it."""
    CUT = auto()
    """The queue was closed."""


class HandedOut:
    """A job that was handed out, until its end is stored."""

    def __init__(self, taken: Taken, run: int) -> None:
        self.run = run
        """The run of the lane that holds it."""
        self._taken = taken
        self._performed = asyncio.Event()
        self._ended = asyncio.Event()
        self.unreported: Unreported | None = None

    def performed(self) -> None:
        """Nothing is done for it any more."""
        self._performed.set()

    def end(self, unreported: Unreported | None = None) -> None:
        """The end is stored; else `unreported` is how far the job came."""
        self.unreported = unreported
        self._performed.set()
        self._ended.set()

    async def wait(self) -> None:
        """Wait for the end. Where the waiting is cancelled the lease ends, and the performer has some seconds to end."""
        try:
            await self._ended.wait()
        except asyncio.CancelledError:
            self._taken.lease.end()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(RELEASED):
                    await self._performed.wait()
            raise


class HandOver:
    """Takers wait in a row; each job goes to the one who waits longest."""

    def __init__(self) -> None:
        self._takers: deque[Taker] = deque()
        self._changed = asyncio.Event()
        self._handed_out: dict[int, HandedOut] = {}
        self._closed = False

    async def take(self) -> Taken:
        """Wait for a job. Cancelling loses none."""
        taker: Taker = asyncio.get_running_loop().create_future()
        self._takers.append(taker)
        self._changed.set()
        try:
            return await taker
        except asyncio.CancelledError:
            if taker.done() and not taker.cancelled() and taker.exception() is None:
                self._give_up(taker.result())
            raise
        finally:
            with contextlib.suppress(ValueError):
                self._takers.remove(taker)

    def _give_up(self, taken: Taken) -> None:
        if job := self._handed_out.get(taken.id):
            job.end(Unreported.NOT_BEGUN)

    async def taker(self) -> Taker | None:
        """Who waits longest; None where nobody waits for a while, or all is about to stop."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(IDLE):
                while not self._closed:
                    if self._takers:
                        return self._takers.popleft()
                    self._changed.clear()
                    await self._changed.wait()
        return None

    def put_back(self, taker: Taker) -> None:
        """Let a taker wait on, in front of the others: there was no job."""
        if not taker.done():
            self._takers.appendleft(taker)
            self._changed.set()

    async def hand_out(self, taker: Taker, taken: Taken, run: int) -> Unreported | None:
        """Hand a job of a run to a taker and wait for its end. Where the end was not stored: how far it came."""
        job = self._handed_out[taken.id] = HandedOut(taken, run)
        try:
            if taker.done():
                job.end(Unreported.NOT_BEGUN)
            else:
                taker.set_result(taken)
            await job.wait()
        finally:
            del self._handed_out[taken.id]
        return job.unreported

    def handed_out(self, taken: Taken) -> HandedOut | None:
        """What was handed out as `taken`; None where that is over: another process may have it by now."""
        return self._handed_out.get(taken.id)

    def stop(self) -> None:
        """Hand out nothing more."""
        self._closed = True
        self._changed.set()

    def close(self, error: Exception) -> None:
        """Send takers away with an error, and wait for no end any more."""
        self.stop()
        _fail(self._takers, error)
        for job in self._handed_out.values():
            job.end(Unreported.CUT)


def _fail(takers: Iterable[Taker], error: Exception) -> None:
    for taker in takers:
        if not taker.done():
            taker.set_exception(error)
