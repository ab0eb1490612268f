"""What procrastinate asks of the database, with the times of heartbeats noted and the ends of jobs reported for sure."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from bot.queue.job import CLOCKS_DIFFER
from bot.queue.lease import Heart

STALLED = 30.0
"""Seconds without a heartbeat after which a worker counts as dead and its lanes are taken over."""
CONFIRMED = 7.5
"""Seconds, by the clock of this process, for which the heartbeat of a dead worker has stayed the same. By the database's clock
all workers seem dead when it was set ahead, until their next beat."""
PRUNED = 3600.0
"""Seconds after which the row of a dead worker is deleted."""
TELLING = 20
"""How often the end of a lane job is reported before the worker gives up, half a second apart."""
_RIGHT_HEARTBEATS = """
UPDATE procrastinate_workers SET last_heartbeat = now() WHERE last_heartbeat > now() + %(slack)s * interval '1 second'
"""
"""Of a time when the server's clock was ahead: who died then would seem to live until that time comes."""
_HEARTBEATS = "SELECT id, last_heartbeat FROM procrastinate_workers"
_FORGET = """
DELETE FROM procrastinate_workers WHERE last_heartbeat < now() - %(seconds)s * interval '1 second'
    AND NOT EXISTS (SELECT FROM procrastinate_jobs WHERE worker_id = procrastinate_workers.id AND status = 'doing')
"""


class Manager(JobManager):
    """Procrastinate's access to its tables, for one worker after the other."""

    def __init__(self, connector: PsycopgConnector, heart: Heart, give_up: Callable[[], None]) -> None:
        super().__init__(connector)
        self._heart = heart
        self._give_up = give_up
        self._worker_id: int | None = None
        self._seen: dict[tuple[int, datetime], float] = {}
        """Workers and their heartbeats → when this process saw the heartbeat first."""

    async def register_worker(self) -> int:
        """The id of a new worker."""
        sent = self._heart.now()
        self._worker_id = await super().register_worker()
        self._heart.beat(sent)
        return self._worker_id

    async def update_heartbeat(self, worker_id: int) -> None:
        """Write the worker's heartbeat."""
        sent = self._heart.now()
        await super().update_heartbeat(worker_id)
        self._heart.beat(sent)

    async def unregister_ended(self) -> None:
        """Delete the row of the last worker, which has ended, so that its lanes can be taken over at once."""
        if self._worker_id is not None:
            await self.unregister_worker(self._worker_id)
            self._worker_id = None

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Report the end of a job until it is stored; after some seconds the worker ends.

        A connection that breaks here would leave the job running under a live worker: the lane would never move again.
        """
        for _ in range(TELLING):
            if await _is_stored(super().finish_job(job, status, delete_job)):
                return
            await asyncio.sleep(0.5)
        self._give_up()

    async def see_heartbeats(self) -> None:
        """Note which heartbeats are new since the last time."""
        now, before = self._heart.now(), self._seen
        rows = await self.connector.execute_query_all_async(_HEARTBEATS)
        beats = {(row["id"], row["last_heartbeat"]) for row in rows}
        self._seen = {beat: before.get(beat, now) for beat in beats}

    async def left_by_the_dead(self) -> Sequence[Job]:
        """The jobs of workers that beat no more, and of those that were forgotten."""
        await self.connector.execute_query_async(_RIGHT_HEARTBEATS, slack=CLOCKS_DIFFER)
        stalled = await self.get_stalled_jobs(seconds_since_heartbeat=STALLED)
        if not stalled:
            return ()
        await self.see_heartbeats()
        latest = self._heart.now() - CONFIRMED
        silent = {worker for (worker, _), since in self._seen.items() if since <= latest}
        return [job for job in stalled if job.worker_id is None or job.worker_id in silent]

    async def forget_dead(self) -> None:
        """Delete the rows of workers that have been dead for long. A worker that still runs registers anew."""
        await self.connector.execute_query_async(_FORGET, seconds=PRUNED)

    async def end(self, job: Job) -> None:
        """End the job of a dead worker; raises ConnectorException where it ended by itself."""
        await super().finish_job(job, Status.FAILED, delete_job=True)


async def _is_stored(report: Awaitable[None]) -> bool:
    """Whether the end of a job is stored now, or was stored by an earlier report."""
    try:
        await report
    except ConnectorException as error:
        # An earlier report was stored although its answer was lost, or another worker took over.
        return "not found" in str(error.__cause__)
    return True
