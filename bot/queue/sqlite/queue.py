"""The queue of a single server: a SQLite file and one thread that writes it."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from bot.queue.batches import Batches, Outcome, result
from bot.queue.job import DEBOUNCE, Job, QueueError, Taken, Unfinished, Window
from bot.queue.sqlite.admin import SqliteAdmin, StoreAdmin
from bot.queue.sqlite.store import Change, Store

T = TypeVar("T")

LONGEST_SLEEP = 60.0
"""Seconds after which a waiting worker looks again even without news: the clock may have been set."""


def steady_clock() -> Callable[[], float]:
    """Seconds since 1970 that go on evenly: where somebody sets the machine's clock back, no job waits for that long."""
    offset = time.time() - time.monotonic()
    return lambda: offset + time.monotonic()


class SqliteQueue:
    """The port of `job.Queue` on one file.

    Changes that arrive while a commit is under way are committed together (group commit): under load one sync of the
    disk serves many deliveries.
    """

    def __init__(self, path: Path, clock: Callable[[], float] | None = None, debounce: float = DEBOUNCE) -> None:
        """A queue in the file at `path`; nothing is touched before `open`. `clock` gives seconds since the epoch.

        `debounce`: see `job.DEBOUNCE`.
        """
        self._path = path
        self._clock = clock or steady_clock()
        self._debounce = debounce
        self._store: Store | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="queue")
        self._changes = Batches[Change, object](self._commit_all)
        self._committed: Store | None = None
        """The store that changes go to, also while the queue is closed."""
        self._waiting: dict[asyncio.Event, None] = {}
        """Those who wait for a job, in the order in which they came."""

    async def open(self) -> None:
        """Make ready; raises QueueError where the file is in use or cannot be written."""
        self._store = await self._in_thread(lambda: Store(self._path, self._clock, self._debounce))
        self._committed = self._store

    async def put(self, job: Job) -> bool:
        """Keep `job`; durable when this returns. False: folded into an equal one that waits."""
        return result(*await self.put_all([job]))

    async def put_all(self, jobs: Sequence[Job]) -> Sequence[Outcome[bool]]:
        """Keep `jobs` with one commit."""
        self._opened()
        kept = await self._changes.ask_all(jobs)
        for _ in jobs:
            self._wake_one()
        return cast("Sequence[Outcome[bool]]", kept)

    async def take(self) -> Taken:
        """Wait for a due job whose lane is idle."""
        news = asyncio.Event()
        self._waiting[news] = None
        try:
            while True:
                news.clear()
                found = await self._claim()
                if isinstance(found, Taken):
                    return found
                await _wait(news, found)
        finally:
            del self._waiting[news]
            # Another taker has to look when the next job is due, and at what this one was woken for and did not take.
            self._wake_one()

    async def done(self, taken: Taken) -> None:
        """Delete a finished job and free its lane."""
        store = self._opened()
        await self._commit(lambda: store.done(taken))
        self._wake_one()

    async def requeue(self, taken: Taken, end: Unfinished) -> None:
        """Let a job wait again, and free its lane."""
        store = self._opened()
        await self._commit(lambda: store.requeue(taken, end))
        self._wake_one()

    @property
    def admin(self) -> SqliteAdmin:
        """The operator's side of the queue."""
        return SqliteAdmin(self)

    async def read(self, look: Callable[[StoreAdmin], T]) -> T:
        """What `look` finds in the store."""
        store = self._opened()
        return await self._in_thread(lambda: look(store.admin))

    async def change(self, make: Callable[[StoreAdmin], T]) -> T:
        """What `make` returns, once its change is durable; takers that wait for a job look again."""
        store = self._opened()
        made = await self._commit(lambda: store.change(make))
        await self._in_thread(store.admin.reload)
        for news in self._waiting:
            news.set()
        return made

    async def crowded(self, lane: int) -> bool:
        """Whether a due job waits for a lane that is at work."""
        store = self._opened()
        return await self._in_thread(lambda: store.crowded(lane))

    async def depth(self) -> int:
        """How many jobs wait or run."""
        return await self._in_thread(self._opened().depth)

    async def backlog(self) -> Mapping[str, tuple[int, float]]:
        """Kind of work → how many jobs wait or run, and the seconds since the oldest of them was put."""
        return await self._in_thread(self._opened().backlog)

    async def forget(self, lane: int) -> int:
        """Delete what waits for a lane; how many jobs."""
        store = self._opened()
        return await self._commit(lambda: store.forget(lane))

    async def check(self) -> None:
        """Raise QueueError or sqlite3.Error where the file is gone, replaced or broken, or takes no write."""
        store = self._opened()
        await self._commit(store.beat)

    async def recall(self, name: str) -> str:
        """What was remembered under a name."""
        store = self._opened()
        return await self._in_thread(lambda: store.recall(name))

    async def remember(self, name: str, value: str) -> None:
        """Keep a short text across restarts."""
        store = self._opened()
        await self._commit(lambda: store.remember(name, value))

    async def try_lock(self, name: str, seconds: float) -> bool:
        """True: there is no other process."""
        return True

    async def unlock(self, name: str) -> None:
        """Nothing is locked."""

    async def window(self, lane: int) -> Window:
        """Nothing: this process makes all writes, so its pace covers them."""
        return Window()

    async def hand_on(self, lane: int, window: Window) -> None:
        """Nobody else writes for a lane."""

    def stop_taking(self) -> None:
        """Nothing to do: who takes is cancelled."""

    async def close(self) -> None:
        """Finish what was asked and close the file; what is not done stays for the next start."""
        store, self._store = self._store, None
        for news in self._waiting:
            news.set()
        await self._changes.finish()
        if store is not None:
            await self._in_thread(store.close)
        self._thread.shutdown()

    def _opened(self) -> Store:
        if self._store is None:
            raise QueueError(f"the queue in {self._path} is not open")
        return self._store

    async def _claim(self) -> Taken | float | None:
        store = self._opened()
        claim = asyncio.ensure_future(self._in_thread(store.claim))
        try:
            return await asyncio.shield(claim)
        except asyncio.CancelledError:
            claim.add_done_callback(lambda ended: self._give_up(store, ended))
            raise

    def _give_up(self, store: Store, claim: asyncio.Future[Taken | float | None]) -> None:
        """Free a job that was claimed for somebody who no longer waits."""
        if claim.cancelled() or claim.exception() is not None:
            return
        taken = claim.result()
        if isinstance(taken, Taken) and self._store is not None:
            self._thread.submit(store.give_up, taken)
            self._wake_one()

    async def _commit(self, change: Callable[[], T]) -> T:
        made: list[T] = []
        await self._changes.ask(lambda: made.__setitem__(slice(None), [change()]))
        return made[0]

    async def _commit_all(self, batch: Sequence[Change]) -> Sequence[Outcome[object]]:
        assert self._committed is not None
        return await self._in_thread(partial(_commit, self._committed, batch))

    async def _in_thread(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def _wake_one(self) -> None:
        """Wake one of those that wait, as there may be a job: each change makes one due at most."""
        for news in self._waiting:
            if not news.is_set():
                return news.set()
        return None


def _commit(store: Store, batch: Sequence[Change]) -> Sequence[Outcome[object]]:
    """Commit a batch; where that fails, each change by itself, so that a bad one spoils no other."""
    try:
        return [(made,) for made in store.commit(batch)]
    except Exception as error:
        return [error] if len(batch) == 1 else [one for change in batch for one in _commit(store, [change])]


async def _wait(news: asyncio.Event, seconds: float | None) -> None:
    pause = LONGEST_SLEEP if seconds is None else min(seconds, LONGEST_SLEEP)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(pause):
            await news.wait()
