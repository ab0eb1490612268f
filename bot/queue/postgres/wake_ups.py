"""Wake-ups of lanes: after the commit of a job, many at a time. The sweep finds what they miss."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.queue.batches import Batches
from bot.queue.job import Job
from bot.queue.postgres.rows import soonest
from bot.queue.postgres.worker import LaneWorker

log = structlog.get_logger(__name__)

SOON = 60.0
"""Seconds. A due time that is nearer gets a timer of its own and need not wait for the sweep."""


class WakeUps:
    """Wakes lanes until it is stopped."""

    def __init__(self, worker: LaneWorker) -> None:
        self._worker = worker
        self._wakes = Batches[tuple[int, int], None](self._wake_all)
        self._waking: set[asyncio.Task[None]] = set()
        self._stopped = False

    def later(self, after: float, job: Job) -> None:
        """Wake the lane of a job that is due in `after` seconds; one that is due later is left to the sweep."""
        if after <= 0:
            self.soon((job.lane, job.rank))
        elif after < SOON:
            asyncio.get_running_loop().call_later(after, self.soon, (job.lane, job.rank))

    def soon(self, *lanes: tuple[int, int]) -> None:
        """Wake lanes, each with its rank."""
        if lanes and not self._stopped:
            task = asyncio.create_task(self._wake(lanes))
            self._waking.add(task)
            task.add_done_callback(self._waking.discard)

    async def _wake(self, lanes: Sequence[tuple[int, int]]) -> None:
        for outcome in await self._wakes.ask_all(lanes):
            if isinstance(outcome, Exception):
                log.debug("no wake-up; the sweep finds the lane", reason=str(outcome))

    async def _wake_all(self, lanes: Sequence[tuple[int, int]]) -> list[tuple[None]]:
        await self._worker.wake(soonest(lanes))
        return [(None,)] * len(lanes)

    def stop(self) -> None:
        """Wake no more."""
        self._stopped = True

    async def wait_ended(self) -> None:
        """Wait for those that were begun."""
        await asyncio.gather(*self._waking, return_exceptions=True)
