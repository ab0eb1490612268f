"""The operator's side of the queue in SQLite."""

import json
import sqlite3
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from typing import Protocol, TypeVar

from bot.queue.admin import ListedJob, is_paused
from bot.queue.stored import Unreadable, loaded

T = TypeVar("T")

_LIST = "SELECT id, lane, due, since, attempts, why, job FROM job ORDER BY due, rank, id"


class StoreAdmin:
    """On the store's connection, in its thread. `running`: the ids of jobs that a worker holds."""

    def __init__(self, db: sqlite3.Connection, running: Container[int], clock: Callable[[], float]) -> None:
        self._db = db
        self._running = running
        self._clock = clock
        self.paused: frozenset[str] = frozenset()
        """Accounts and repositories in lower case."""
        self.reload()
        db.create_function("is_paused", 1, self._is_paused)

    def reload(self) -> None:
        """Read what is paused."""
        self.paused = frozenset(name for (name,) in self._db.execute("SELECT name FROM pause"))

    def jobs(self) -> list[ListedJob]:
        """All jobs, in the order in which they are due."""
        return list(self._listed())

    def retry(self, ids: Collection[int]) -> int:
        """Make waiting jobs due at once. Within `commit`."""
        waiting = self._waiting(ids)
        change = "UPDATE job SET due = ?, attempts = 0, patient = 0 WHERE id = ?"
        self._db.executemany(change, ((self._clock(), id_) for id_ in waiting))
        return len(waiting)

    def drop(self, ids: Collection[int]) -> int:
        """Delete waiting jobs; how many. Within `commit`."""
        waiting = self._waiting(ids)
        self._db.executemany("DELETE FROM job WHERE id = ?", ((id_,) for id_ in waiting))
        return len(waiting)

    def pause(self, name: str) -> None:
        """Let the jobs of an account or repository wait. Within `commit`."""
        self._db.execute("INSERT OR IGNORE INTO pause VALUES (?)", (name.lower(),))

    def resume(self, name: str) -> bool:
        """End a pause; whether there was one. Within `commit`."""
        return self._db.execute("DELETE FROM pause WHERE name = ?", (name.lower(),)).rowcount > 0

    def _waiting(self, ids: Collection[int]) -> list[int]:
        found = self._db.execute(
            "SELECT id FROM job WHERE id IN (SELECT value FROM json_each(?))", (json.dumps([*ids]),)
        )
        return [id_ for (id_,) in found if id_ not in self._running]

    def _listed(self) -> Iterator[ListedJob]:
        now = self._clock()
        for id_, lane, due, since, attempts, why, text in self._db.execute(_LIST):
            repository, kind = _named(text)
            yield ListedJob(
                id=id_,
                lane=lane,
                repository=repository,
                kind=kind,
                age=max(0.0, now - since),
                wait=max(0.0, due - now),
                attempts=attempts,
                why=why,
                running=id_ in self._running,
                paused=is_paused(repository, self.paused),
            )

    def _is_paused(self, text: str) -> bool:
        """In SQL: whether a job has to wait. One that cannot be read has not: it is set aside when it is claimed."""
        return is_paused(_named(text)[0], self.paused)


def _named(text: str) -> tuple[str, str]:
    """Repository and kind of work of a stored job."""
    try:
        job = loaded(text)
    except Unreadable:
        return "", "unreadable"
    return job.full_name, job.work.kind


class Operated(Protocol):
    """What the operator's side needs of a queue in SQLite."""

    async def read(self, look: Callable[[StoreAdmin], T]) -> T:
        """What `look` finds in the store."""

    async def change(self, make: Callable[[StoreAdmin], T]) -> T:
        """What `make` returns, once its change is durable."""


class SqliteAdmin:
    """The port of `admin.Admin` on a queue in SQLite."""

    def __init__(self, queue: Operated) -> None:
        self._queue = queue

    async def jobs(self) -> Sequence[ListedJob]:
        """All jobs that wait or run."""
        return await self._queue.read(StoreAdmin.jobs)

    async def retry(self, ids: Collection[int]) -> int:
        """Make jobs that wait due at once; how many."""
        return await self._queue.change(lambda admin: admin.retry(ids))

    async def drop(self, ids: Collection[int]) -> int:
        """Delete jobs that wait; how many."""
        return await self._queue.change(lambda admin: admin.drop(ids))

    async def paused(self) -> Sequence[str]:
        """What is paused."""
        return sorted(await self._queue.read(lambda admin: admin.paused))

    async def pause(self, name: str) -> None:
        """Let the jobs of an account or repository wait."""
        await self._queue.change(lambda admin: admin.pause(name))

    async def resume(self, name: str) -> bool:
        """End a pause; whether there was one."""
        return await self._queue.change(lambda admin: admin.resume(name))
