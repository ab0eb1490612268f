"""The queue of many machines: jobs in a table of Postgres, lanes handed to processes by procrastinate.

The table has what waits and until when. Procrastinate has which process works for which lane; it wakes it, and notices
when it dies.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

import psycopg
import structlog
from procrastinate import PsycopgConnector

from bot.queue.batches import Batches, Outcome, result
from bot.queue.hand_over import HandedOut, HandOver
from bot.queue.job import DEBOUNCE, Job, QueueError, Taken, Unfinished, Window
from bot.queue.lease import Lease
from bot.queue.postgres.admin import PostgresAdmin
from bot.queue.postgres.memory import Memory
from bot.queue.postgres.rows import Row, Rows
from bot.queue.postgres.schema import migrate
from bot.queue.postgres.turns import Turns
from bot.queue.postgres.wake_ups import WakeUps
from bot.queue.postgres.worker import Broken, LaneWorker

log = structlog.get_logger(__name__)

NETWORK = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    # Milliseconds. Without it a connection whose other end is gone hangs for minutes.
    "tcp_user_timeout": 10_000,
}
CONNECTIONS = 6
CLOSING = 8.0
"""Seconds in which all has to be settled when the queue is closed: while the database is away nothing is."""
TRIES = 3
"""How often a start tries to reach the database, a second apart: it may be restarting itself."""


class PostgresQueue:
    """The port of `job.Queue` on a Postgres database, for any number of processes."""

    def __init__(self, url: str, *, concurrency: int = 16, debounce: float = DEBOUNCE) -> None:
        """Nothing is touched before `open`. `concurrency`: how many wait in `take` at a time; `debounce`: see `job.DEBOUNCE`."""
        self._url = url
        self._connector = PsycopgConnector(conninfo=url, kwargs=NETWORK, min_size=1, max_size=CONNECTIONS, timeout=5)
        self._debounce = debounce
        self._rows = Rows(self._connections, uuid4().hex, debounce)
        self._memory = Memory(self._connections)
        self._worker = LaneWorker(self._connector, self, concurrency)
        self._hand_over = HandOver()
        self._puts = Batches[Job, bool](self._rows.put)
        self._wake_ups = WakeUps(self._worker)
        self._turns = Turns(self._rows, self._hand_over, self._worker)
        self._is_open = False

    async def open(self) -> None:
        """Make ready; raises QueueError where the database cannot be reached or used."""
        for tried in range(1, TRIES + 1):
            try:
                await self._connect()
                break
            except Broken as error:
                if tried == TRIES:
                    raise QueueError(f"the database in DATABASE_URL cannot be used: {error}") from error
            await asyncio.sleep(1)
        self._is_open = True

    async def _connect(self) -> None:
        async with await psycopg.AsyncConnection.connect(self._url, **NETWORK) as connection:  # type: ignore[arg-type]
            await migrate(connection)
        await self._connector.open_async()

    async def put(self, job: Job) -> bool:
        """Keep `job`; durable when this returns. False: folded into an equal one that waits."""
        return result(*await self.put_all([job]))

    async def put_all(self, jobs: Sequence[Job]) -> Sequence[Outcome[bool]]:
        """Keep `jobs` with one commit."""
        self._opened()
        kept = await self._puts.ask_all(jobs)
        self._wake_ups.soon(*{(job.lane, job.rank) for job in jobs if not job.debounced})
        for job in filter(lambda each: each.debounced, jobs):
            self._wake_ups.later(self._debounce, job)
        return kept

    async def take(self) -> Taken:
        """Wait for a due job whose lane is idle everywhere."""
        self._opened()
        self._worker.start()
        self._wake_ups.soon(*self._turns.turned_away())
        return await self._hand_over.take()

    async def done(self, taken: Taken) -> None:
        """Delete a finished job and free its lane."""
        await self._report_end(taken, self._rows.done)

    async def requeue(self, taken: Taken, end: Unfinished) -> None:
        """Let a job wait again, and free its lane."""
        await self._report_end(taken, lambda row: self._rows.requeue(row, end))
        self._wake_ups.later(end.after, taken.job)

    async def _report_end(self, taken: Taken, store: Callable[[Row], Awaitable[None]]) -> None:
        self._opened()
        out: HandedOut | None = self._hand_over.handed_out(taken)
        if out is not None:
            out.performed()
            await store(Row(taken.id, out.run, taken.job, taken.attempts))
            out.end()

    @property
    def admin(self) -> PostgresAdmin:
        """The operator's side of the queue."""
        self._opened()
        return PostgresAdmin(self._connections, self.wake_due)

    async def crowded(self, lane: int) -> bool:
        """Whether a due job waits for a lane that is at work."""
        self._opened()
        return await self._rows.next_rank(lane) is not None

    async def depth(self) -> int:
        """How many jobs wait or run, in all processes."""
        self._opened()
        return await self._rows.depth()

    async def backlog(self) -> Mapping[str, tuple[int, float]]:
        """Kind of work → how many jobs wait or run in all processes, and the seconds since the oldest was put."""
        self._opened()
        return await self._rows.backlog()

    async def forget(self, lane: int) -> int:
        """Delete what waits for a lane; how many jobs."""
        self._opened()
        return await self._rows.forget(lane)

    async def check(self) -> None:
        """Raise psycopg.Error where the database does not answer or takes no write."""
        self._opened()
        await self._memory.remember("check", "")

    async def recall(self, name: str) -> str:
        """What was remembered under a name, by any process."""
        self._opened()
        return await self._memory.recall(name)

    async def remember(self, name: str, value: str) -> None:
        """Keep a short text for all processes."""
        self._opened()
        await self._memory.remember(name, value)

    async def try_lock(self, name: str, seconds: float) -> bool:
        """Lock a name; False where a process has locked it within so many seconds."""
        self._opened()
        return await self._memory.try_lock(name, seconds)

    async def unlock(self, name: str) -> None:
        """Let another process lock a name at once."""
        self._opened()
        await self._memory.unlock(name)

    async def window(self, lane: int) -> Window:
        """What the last writes for a lane leave to its next job, wherever they were made."""
        self._opened()
        return await self._memory.window(lane)

    async def hand_on(self, lane: int, window: Window) -> None:
        """Keep that for the process that works for the lane next."""
        self._opened()
        await self._memory.hand_on(lane, window)

    def stop_taking(self) -> None:
        """Begin to stop: nothing more is handed out."""
        self._hand_over.stop()
        self._worker.stop()

    async def close(self) -> None:
        """Stop; other processes go on, and take over what is not done."""
        if not self._is_open:
            return
        self._is_open = False
        self._wake_ups.stop()
        self.stop_taking()
        self._hand_over.close(_not_open())
        ending = asyncio.create_task(self._wait_ended(), name="closing")
        _, late = await asyncio.wait({ending}, timeout=CLOSING)
        if late:
            log.warning("the database does not answer; other processes take over as from a dead one", seconds=CLOSING)
            ending.cancel()
            # What ends the tasks of the pool: they may lose a cancellation, and the process would wait for them for ever.
            await self._connector.pool.close(timeout=0)
        else:
            await ending

    async def _wait_ended(self) -> None:
        await self._worker.wait_ended()
        await self._puts.finish()
        await self._wake_ups.wait_ended()
        await self._connector.close_async()

    def _opened(self) -> None:
        if not self._is_open:
            raise _not_open()

    def _connections(self) -> AbstractAsyncContextManager[psycopg.AsyncConnection]:
        return self._connector.pool.connection()

    async def wake_due(self) -> None:
        """Wake the lanes that are due and have no job of procrastinate."""
        await self._rows.right_times()
        if due := await self._rows.due_lanes():
            await self._worker.wake(due)

    async def work(self, lane: int, rank: int, run: int, lease: Lease) -> None:
        """Hand out what is due in a lane, one job after the other, until none is left or the turn is over."""
        await self._turns.work(lane, rank, run, lease)


def _not_open() -> QueueError:
    return QueueError("the queue in Postgres is not open")
