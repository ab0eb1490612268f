"""Procrastinate's access to its tables: notes the times of heartbeats, and reports the ends of jobs until they are stored."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import psycopg
import structlog
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager, NotificationCallback

from bot.queue.job import CLOCKS_DIFFER
from bot.queue.lease import Heartbeat

log = structlog.get_logger(__name__)

STALLED = 30.0
"""Seconds without a heartbeat after which a worker counts as dead and its lanes are taken over."""
CONFIRMED = 7.5
"""Seconds, by the clock of this process, for which the heartbeat of a dead worker has stayed the same. By the database's clock
all workers seem dead when it was set ahead, until their next heartbeat."""
PRUNED = 3600.0
"""Seconds after which the row of a dead worker is deleted."""
UNSURE = 60.0
"""Seconds after a lost answer in which the database may still carry out what was asked."""
REPORTS = 20
"""How often the end of a lane job is reported before the worker gives up, half a second apart."""
_END_LOST = """
DELETE FROM procrastinate_jobs WHERE worker_id = %(worker)s AND status = 'doing' AND NOT id = ANY(%(running)s)
"""
_RIGHT_HEARTBEATS = """
UPDATE procrastinate_workers SET last_heartbeat = now() WHERE last_heartbeat > now() + %(slack)s * interval '1 second'
"""
"""Heartbeats from a time when the server's clock was ahead: a worker that died then would count as alive until that time comes."""
_HEARTBEATS = "SELECT id, last_heartbeat FROM procrastinate_workers"
_FORGET = """
DELETE FROM procrastinate_workers WHERE last_heartbeat < now() - %(seconds)s * interval '1 second'
    AND NOT EXISTS (SELECT FROM procrastinate_jobs WHERE worker_id = procrastinate_workers.id AND status = 'doing')
"""


class Manager(JobManager):
    """The job manager of one process, for one worker after the other."""

    def __init__(
        self, connector: PsycopgConnector, heartbeat: Heartbeat, stopping: asyncio.Event, give_up: Callable[[], None]
    ) -> None:
        super().__init__(connector)
        self._heartbeat = heartbeat
        self._stopping = stopping
        self._give_up = give_up
        self._worker_id: int | None = None
        self._running: set[int] = set()
        """The lane jobs that this worker fetched and has not ended."""
        self._unsure_until = 0.0
        """Until then lane jobs may be this worker's that it does not know of: the answer to a fetch was lost."""
        self._seen: dict[tuple[int, datetime], float] = {}
        """Workers and their heartbeats → when this process saw the heartbeat first."""

    async def register_worker(self) -> int:
        """The id of a new worker."""
        sent = self._heartbeat.now()
        self._worker_id = await super().register_worker()
        self._running, self._unsure_until = set(), 0.0
        self._heartbeat.record(sent)
        return self._worker_id

    async def update_heartbeat(self, worker_id: int) -> None:
        """Write the worker's heartbeat."""
        sent = self._heartbeat.now()
        with self._tolerate_outage():
            await super().update_heartbeat(worker_id)
            self._heartbeat.record(sent)

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """The next lane job; None where there is none, and where the database does not answer: the worker asks again soon."""
        job: Job | None = None
        with self._tolerate_outage():
            if self._heartbeat.now() < self._unsure_until:
                await self.connector.execute_query_async(_END_LOST, worker=worker_id, running=sorted(self._running))
            job = await super().fetch_job(queues, worker_id)
        if job is not None and job.id is not None:
            self._running.add(job.id)
        return job

    async def listen_for_jobs(
        self, *, on_notification: NotificationCallback, queues: Iterable[str] | None = None
    ) -> None:
        """Listen for new jobs, also after the database was away."""
        while True:
            with self._tolerate_outage():
                await super().listen_for_jobs(on_notification=on_notification, queues=queues)
            await asyncio.sleep(1)

    @contextmanager
    def _tolerate_outage(self) -> Iterator[None]:
        """Log a lost answer of the database instead of raising it, as long as the last heartbeat is young: what runs goes on.

        Where an exception leaves here the worker ends, and with it, after some seconds, all of its lanes.
        """
        try:
            yield
        except ConnectorException as error:
            if not isinstance(error.__cause__, psycopg.OperationalError) or not self._heartbeat.fresh():
                raise
            now = self._heartbeat.now()
            if now >= self._unsure_until:
                log.warning("the database does not answer the worker; it asks again", reason=str(error.__cause__))
            self._unsure_until = now + UNSURE

    async def unregister_ended(self) -> None:
        """Delete the row of the last worker, which has ended, so that its lanes can be taken over at once."""
        if self._worker_id is not None:
            await self.unregister_worker(self._worker_id)
            self._worker_id = None

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Report the end of a job until it is stored; after some seconds the worker ends. A worker that stops reports it once.

        A connection that breaks here would leave the job running under a live worker: the lane would never move again.
        """
        for _ in range(REPORTS):
            if await _is_stored(super().finish_job(job, status, delete_job)):
                self._running.discard(job.id or 0)
                return
            if self._stopping.is_set():
                break
            await asyncio.sleep(0.5)
        log.warning(
            "the end of a lane's job was not stored; the worker ends, and the lane is taken over", lane=job.lock
        )
        self._give_up()

    async def note_heartbeats(self) -> None:
        """Note which heartbeats are new since the last time."""
        now, before = self._heartbeat.now(), self._seen
        rows = await self.connector.execute_query_all_async(_HEARTBEATS)
        beats = {(row["id"], row["last_heartbeat"]) for row in rows}
        self._seen = {beat: before.get(beat, now) for beat in beats}

    async def jobs_of_dead_workers(self) -> Sequence[Job]:
        """The jobs of workers that beat no more, and of those that were forgotten."""
        await self.connector.execute_query_async(_RIGHT_HEARTBEATS, slack=CLOCKS_DIFFER)
        stalled = await self.get_stalled_jobs(seconds_since_heartbeat=STALLED)
        if not stalled:
            return ()
        await self.note_heartbeats()
        latest = self._heartbeat.now() - CONFIRMED
        silent = {worker for (worker, _), since in self._seen.items() if since <= latest}
        return [job for job in stalled if job.worker_id is None or job.worker_id in silent]

    async def delete_dead_workers(self) -> None:
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
