"""The worker of procrastinate under the Postgres queue: which process works for which lane, and what happens when one dies.

A lane job carries no data. It means "look at this lane", and its `lock` lets one run at a time.
"""

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from typing import Protocol

import psycopg
import structlog
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job
from procrastinate.worker import Worker

from bot.queue.lease import Heartbeat, Lease
from bot.queue.postgres.manager import Manager

log = structlog.get_logger(__name__)

LEASE = 20.0
"""Seconds after the last heartbeat in which a job may still write: a write takes a while to arrive."""
BEAT = 5.0
"""Seconds between heartbeats."""
POLL = 2.0
"""Seconds between looks for lanes that no notification named."""
SWEEP = 2.5
"""Seconds between sweeps. Shorter than CONFIRMED, so that a process that has just begun need not wait longer than that."""
GRACE = 15.0
"""Seconds for running lanes when the worker stops. No heartbeat is sent then, so together with BEAT it stays below LEASE."""
NEVER = 1e9
RESTART = 1.0


Broken = (psycopg.OperationalError, ConnectorException)
"""What rises while the database does not answer."""


class Lanes(Protocol):
    """What the worker calls."""

    async def work(self, lane: int, rank: int, run: int, lease: Lease) -> None:
        """Perform what is due in a lane; it belongs to this run alone. `rank` is that of the wake-up."""

    async def wake_due(self) -> None:
        """Wake the lanes that are due and have no job of procrastinate."""

    async def try_lock(self, name: str, seconds: float) -> bool:
        """Lock a name; False where a process has locked it within so many seconds."""


class LaneWorker:
    """Announces lanes to procrastinate (`wake`), and works for them from `start` to `stop`."""

    def __init__(self, connector: PsycopgConnector, lanes: Lanes, concurrency: int) -> None:
        self.heartbeat = Heartbeat(LEASE)
        self.stopping = asyncio.Event()
        self._connector = connector
        self._lanes = lanes
        self._concurrency = concurrency
        # It logs when it is made, and several lines for every job.
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
        self._app = App(connector=connector)
        self._app.job_manager = self._manager = Manager(connector, self.heartbeat, self.stopping, self._interrupt)
        self._lane = self._app.task(name="lane", pass_context=True)(self._work)
        self._task: asyncio.Task[None] | None = None
        self._sweeping: asyncio.Task[None] | None = None
        self._running: Worker | None = None
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)

    def start(self) -> None:
        """Begin to work; nothing happens where it was begun or stopped already."""
        if self._task is None and not self.stopping.is_set():
            self._task = asyncio.create_task(self._run(), name="lane worker")
            self._sweeping = asyncio.create_task(self._keep_sweeping(), name="sweep")

    def stop(self) -> None:
        """Take no new lane. Those that run have some seconds to end."""
        self.stopping.set()
        self._interrupt()

    async def wait_ended(self) -> None:
        """Wait until all has ended after `stop`."""
        if self._task is not None and self._sweeping is not None:
            self._sweeping.cancel()
            await asyncio.gather(self._task, self._sweeping, return_exceptions=True)

    async def wake(self, lanes: Mapping[int, int]) -> None:
        """See to it that a worker looks at each lane (→ rank). What it is to find has to be committed before.

        In one transaction with the jobs themselves wake-ups are lost: against an equal lane job that another worker fetches
        before the commit.
        """
        wanted = {_queueing_lock(lane, rank): (lane, rank) for lane, rank in sorted(lanes.items())}
        async with self._connector.pool.connection() as connection:
            # Only a hint: the jobs themselves are safe, and the sweep finds them.
            await connection.execute("SET LOCAL synchronous_commit = off")
            there = "SELECT queueing_lock FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = ANY(%s)"
            for (found,) in await (await connection.execute(there, (list(wanted),))).fetchall():
                wanted.pop(found)
            await self._defer(connection, list(wanted.values()))

    async def _defer(self, connection: psycopg.AsyncConnection, lanes: Sequence[tuple[int, int]]) -> None:
        if not lanes:
            return
        jobs = [self._job(lane, rank) for lane, rank in lanes]
        try:
            async with connection.transaction():
                await self._manager.batch_defer_jobs_async(jobs, connection=connection)
        except AlreadyEnqueued:
            if len(lanes) > 1:
                for each in lanes:
                    await self._defer(connection, [each])

    def _job(self, lane: int, rank: int) -> Job:
        # One waiting lane job for each rank, so that commands overtake lanes that only have syncs.
        queueing_lock = _queueing_lock(lane, rank)
        configured = self._lane.configure(lock=f"lane/{lane}", queueing_lock=queueing_lock, priority=-rank)
        return configured.make_new_job(lane=lane)

    async def _work(self, context: JobContext, lane: int) -> None:
        assert context.job.id is not None
        beats = self.heartbeat.lease()
        # The cancellation of an aborted job may be lost, so its state is read as well.
        lease = Lease(lambda: beats.holds and not context.should_abort())
        await self._lanes.work(lane, -context.job.priority, context.job.id, lease)

    async def _keep_sweeping(self) -> None:
        # Not a periodic task of procrastinate: those stop where a clock is set back, and pile up where it is set ahead.
        while not self.stopping.is_set():
            try:
                # Each process does, so that the one that sweeps can judge at once.
                await self._manager.note_heartbeats()
                if await self._lanes.try_lock("sweep", SWEEP * 0.9):
                    await self._sweep()
            except Broken as error:
                log.debug("no sweep; the next one does its work", reason=str(error))
            except Exception:
                # A bug: while it lasts no lane is taken over.
                log.exception("no sweep; the next one does its work")
            await asyncio.sleep(SWEEP)

    async def _sweep(self) -> None:
        """Wake lanes that are due and have no lane job, also after the lane jobs of dead workers were ended."""
        await self._lanes.wake_due()
        ended = False
        for job in await self._manager.jobs_of_dead_workers():
            log.warning("the worker of a lane is dead; another one takes over", lane=job.lock)
            # Never tried again as it is: if the worker is only slow, its late end would free the lane under the next run.
            with contextlib.suppress(ConnectorException):
                await self._manager.end(job)
            ended = True
        await self._manager.delete_dead_workers()
        if ended:
            await self._lanes.wake_due()

    async def _run(self) -> None:
        """Work until stopped. The worker of procrastinate ends where the database stays away, so it is begun anew."""
        while not self.stopping.is_set():
            try:
                await self._manager.unregister_ended()
                if not self.stopping.is_set():
                    self._running = self._new_worker()
                    await self._running.run()  # type: ignore[no-untyped-call]
            except Exception as error:
                reason = str(error.__cause__ or error)  # procrastinate says only that there was an error
                log.warning("the database does not answer the worker; it begins anew", reason=reason)
            if not self.stopping.is_set():
                await asyncio.sleep(RESTART)

    def _new_worker(self) -> Worker:
        return Worker(
            self._app,
            concurrency=self._concurrency,
            fetch_job_polling_interval=POLL,
            abort_job_polling_interval=60.0,
            shutdown_graceful_timeout=GRACE,
            update_heartbeat_interval=BEAT,
            # Workers are forgotten by the sweep.
            stalled_worker_timeout=NEVER,
            delete_jobs="always",
            install_signal_handlers=False,
        )

    def _interrupt(self) -> None:
        # Not by cancelling its task: in Python 3.11 `asyncio.wait_for`, which psycopg uses, may swallow that.
        if self._running is not None:
            self._running.stop()  # type: ignore[no-untyped-call]


def _queueing_lock(lane: int, rank: int) -> str:
    return f"lane/{lane}/{rank}"
