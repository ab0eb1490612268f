"""The SQLite file behind the queue, used by one thread of one process.

Which jobs run is kept in memory only: after a crash every job in the file waits again.
"""

import contextlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

import structlog

from bot.queue.job import CLOCKS_DIFFER, DEBOUNCE, TEXTS_KEPT, Job, Taken, Unfinished, texts_of
from bot.queue.sqlite.admin import StoreAdmin
from bot.queue.sqlite.file import File, open_database
from bot.queue.sqlite.waiting import Waiting
from bot.queue.stored import Unreadable, dumped, loaded

T = TypeVar("T")

log = structlog.get_logger(__name__)

LONGEST_WAIT = 3600.0
"""Seconds. No job waits longer after a restart, whatever the clock said when it was put back."""

INHERITED = 60.0
"""Seconds after the opening of an older file in which every job counts as begun: whoever had the file before may have
written a moment ago."""

_SOONEST = "SELECT min(due) FROM job WHERE lane NOT IN (SELECT value FROM json_each(?))"
_SOONEST_UNPAUSED = f"{_SOONEST} AND NOT is_paused(job)"
_CLAIMABLE = (
    "SELECT id, key, job, attempts, lane FROM job WHERE due <= ? AND lane NOT IN (SELECT value FROM json_each(?))"
)
_ORDER = "ORDER BY rank, due, id LIMIT 1"
_NEXT = f"{_CLAIMABLE} {_ORDER}"
_NEXT_UNPAUSED = f"{_CLAIMABLE} AND NOT is_paused(job) {_ORDER}"

_SIZES = (32, 16, 8, 4, 2, 1)
"""Rows that are put in one statement. Each statement costs a change of threads; few forms of it stay prepared."""
_PUT = {
    size: f"""
    INSERT INTO job (id, key, lane, rank, due, since, due_set, job) VALUES {", ".join(["(?, ?, ?, ?, ?, ?, ?, ?)"] * size)}
    ON CONFLICT (id) DO UPDATE SET lane = excluded.lane, job = excluded.job,
    due = CASE WHEN patient THEN due ELSE MIN(due, excluded.due) END,
    attempts = CASE WHEN patient THEN attempts ELSE MIN(attempts, 1) END"""  # noqa: S608 a constant
    for size in _SIZES
}
_Row = tuple[int, str, int, int, float, float, float, str]
"""The values of a job that is put: id, key, lane, rank, due, since, due_set, JSON."""

Change = Job | Callable[[], object]
"""A job to put, or what makes another change."""


class Store:
    """The jobs in one file. Every method belongs to the thread that opened it."""

    def __init__(self, path: Path, clock: Callable[[], float], debounce: float = DEBOUNCE) -> None:
        """Open or make the file at `path`; raises QueueError where it cannot be used. `debounce`: see `job.DEBOUNCE`."""
        self._clock = clock
        self._debounce = debounce
        self._begun_until = clock() + INHERITED if path.exists() else 0.0
        self._db = open_database(path)
        self._file = File(path)
        self._running: dict[int, int] = {}
        """The lane of each job that a worker holds, by id."""
        self._freed: set[int] = set()
        """Jobs given back in the transaction that is under way."""
        self._tried = {id_ for (id_,) in self._db.execute("SELECT id FROM job")}
        """Jobs that somebody may have begun."""
        self._waiting = Waiting(self._db, self._running, self._freed)
        # The file never gives an id again, also where its job is gone.
        ((self._last_id,),) = self._db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'job'")
        self.admin = StoreAdmin(self._db, self._running, clock)
        with self._db:
            self._right_times(clock())

    def _right_times(self, now: float) -> None:
        """Let nothing wait for the time that the clock of an earlier process showed, if it was ahead of today's."""
        self._db.execute("UPDATE job SET due = ?, due_set = ? WHERE due_set > ?", (now, now, now + CLOCKS_DIFFER))
        self._db.execute("UPDATE job SET since = ? WHERE since > ?", (now, now))
        # Older versions did not keep `due_set`.
        latest = now + LONGEST_WAIT
        self._db.execute("UPDATE job SET due = ? WHERE due > ?", (latest, latest))

    def close(self) -> None:
        """Fold the write-ahead log into the file, and close it."""
        self._db.close()
        self._file.close()

    def commit(self, changes: Iterable[Change]) -> list[object]:
        """Make `changes` in one durable transaction, and what came of each; where this raises, none of them happened.

        Of a job: whether it is new; it was folded into an equal one that waits otherwise.
        """
        self._file.check()
        made: list[object] = []
        jobs: list[Job] = []
        with self._transaction():
            for change in changes:
                if isinstance(change, Job):
                    jobs.append(change)
                    continue
                made += self._put(jobs)
                jobs = []
                made.append(change())
            made += self._put(jobs)
        for taken in self._freed:
            self._running.pop(taken, None)
        self._freed.clear()
        return made

    def _put(self, jobs: Sequence[Job]) -> Iterator[bool]:
        now = self._clock()
        rows: dict[int, _Row] = {}
        for job in jobs:
            key = job.key
            id_ = twin = self._waiting.row(key)
            if id_ is None:
                self._last_id = id_ = self._last_id + 1
                self._waiting.add(key, id_)
            elif job.joins:
                # Its equal may be among these rows.
                self._write(rows.values())
                rows.clear()
                job = self._joined(job, id_)  # noqa: PLW2901
            rows[id_] = (id_, key, job.lane, job.rank, now + self._debounce * job.debounced, now, now, dumped(job))
            yield twin is None
        self._write(rows.values())

    def _write(self, rows: Collection[_Row]) -> None:
        left = [*rows]
        for size in _SIZES:
            while len(left) >= size:
                self._db.execute(_PUT[size], [*chain.from_iterable(left[:size])])
                del left[:size]

    def forget(self, lane: int) -> int:
        """Delete what waits for a lane, and its texts; how many jobs. Within `commit`."""
        found = self._db.execute("SELECT id, key FROM job WHERE lane = ?", (lane,)).fetchall()
        waiting = {id_: key for id_, key in found if id_ not in self._running}
        self._db.executemany("DELETE FROM job WHERE id = ?", ((id_,) for id_ in waiting))
        self._waiting.refresh(waiting.values())
        self._tried.difference_update(waiting)
        self._db.execute("DELETE FROM memory WHERE name GLOB ?", (f"{texts_of(lane)}*",))
        return len(waiting)

    def change(self, make: Callable[[StoreAdmin], T]) -> T:
        """Let an operator change something; what `make` returns. Within `commit`."""
        made = make(self.admin)
        self._waiting.reload()
        return made

    def beat(self) -> None:
        """Write something small: it fails where a job could not be kept either. Within `commit`."""
        self.remember("beat", str(self._clock()))

    def recall(self, name: str) -> str:
        """What was remembered under a name; empty where nothing was."""
        row = self._db.execute("SELECT value FROM memory WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def remember(self, name: str, value: str) -> None:
        """Keep a short text, and delete texts that are too old. Within `commit`."""
        now = self._clock()
        self._db.execute("INSERT OR REPLACE INTO memory (name, value, at) VALUES (?, ?, ?)", (name, value, now))
        self._db.execute("DELETE FROM memory WHERE name GLOB 'post/*' AND at < ?", (now - TEXTS_KEPT,))

    def done(self, taken: Taken) -> None:
        """Delete a job. Within `commit`."""
        self._db.execute("DELETE FROM job WHERE id = ?", (taken.id,))
        self._freed.add(taken.id)
        self._tried.discard(taken.id)

    def requeue(self, taken: Taken, end: Unfinished) -> None:
        """Let a job wait again; an equal one put meanwhile is folded into it. Within `commit`."""
        attempts = taken.attempts + end.failed
        now = self._clock()
        due = now + max(0.0, end.after)
        twin = self._waiting.row(taken.job.key)
        if twin is not None:
            self._fold(taken, twin)
            # News since the job was taken: the cause may be gone, so it is due at once.
            due, attempts = (now, min(attempts, 1)) if end.failed else (due, attempts)
        self._db.execute(
            "UPDATE job SET due = ?, due_set = ?, attempts = ?, patient = ?, why = ? WHERE id = ?",
            (due, now, attempts, not end.failed and end.after > 0, end.why, taken.id),
        )
        self._freed.add(taken.id)
        self._waiting.refresh([taken.job.key])
        (self._tried.add if end.begun else self._tried.discard)(taken.id)

    def claim(self) -> Taken | float | None:
        """The next due job whose lane is idle; else the seconds until one is due; else None. Outside `commit`."""
        while (row := self._next()) is not None:
            id_, key, text, attempts, lane = row
            try:
                job = loaded(text)
            except Unreadable as unreadable:
                self._set_aside(id_, key, str(unreadable))
                continue
            self._running[id_] = lane
            self._waiting.refresh([key])
            begun = id_ in self._tried or self._clock() < self._begun_until
            return Taken(id_, replace(job, begun=begun), attempts)
        return self._pause()

    def give_up(self, taken: Taken) -> None:
        """Undo a claim whose taker was cancelled. Outside `commit`."""
        self._running.pop(taken.id, None)
        self._waiting.refresh([taken.job.key])

    def crowded(self, lane: int) -> bool:
        """Whether a due job waits for a lane that is at work."""
        rows = self._db.execute(
            "SELECT id FROM job WHERE lane = ? AND due <= ? AND NOT is_paused(job)", (lane, self._clock())
        )
        return any(id_ not in self._running for (id_,) in rows)

    def depth(self) -> int:
        """How many jobs wait or run."""
        return int(self._db.execute("SELECT count(*) FROM job").fetchone()[0])

    def backlog(self) -> dict[str, tuple[int, float]]:
        """Kind of work → how many jobs wait or run, and the seconds since the oldest of them was put."""
        found = self._db.execute(
            """SELECT CASE WHEN json_valid(job) THEN json_extract(job, '$.work.kind') ELSE 'unreadable' END AS kind,
            count(*), min(since) FROM job GROUP BY kind"""
        )
        return {kind: (count, self._clock() - since) for kind, count, since in found}

    def _next(self) -> tuple[int, str, str, int, int] | None:
        query = _NEXT_UNPAUSED if self.admin.paused else _NEXT
        row: tuple[int, str, str, int, int] | None = self._db.execute(query, (self._clock(), self._busy())).fetchone()
        return row

    def _pause(self) -> float | None:
        """Seconds until a job of an idle lane is due; None: none waits."""
        query = _SOONEST_UNPAUSED if self.admin.paused else _SOONEST
        (due,) = self._db.execute(query, (self._busy(),)).fetchone()
        return None if due is None else max(0.0, due - self._clock())

    def _busy(self) -> str:
        return json.dumps(list(self._running.values()))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._waiting.begin()
        try:
            with self._db:  # commits, or rolls back what it raises
                self._db.execute("BEGIN IMMEDIATE")
                yield
        except BaseException:
            self._freed.clear()
            self._waiting.rolled_back()
            raise

    def _fold(self, taken: Taken, twin: int) -> None:
        """Put the wording of a newer equal job, with the work of both, in the place of the one that was taken."""
        lane, text = self._db.execute("SELECT lane, job FROM job WHERE id = ?", (twin,)).fetchone()
        with contextlib.suppress(Unreadable):
            text = dumped(loaded(text).joined(taken.job))
        self._db.execute("UPDATE job SET lane = ?, job = ? WHERE id = ?", (lane, text, taken.id))
        self._db.execute("DELETE FROM job WHERE id = ?", (twin,))

    def _joined(self, job: Job, twin: int) -> Job:
        """A job with the work of an equal one that waits."""
        (text,) = self._db.execute("SELECT job FROM job WHERE id = ?", (twin,)).fetchone()
        with contextlib.suppress(Unreadable):
            return job.joined(loaded(text))
        return job

    def _set_aside(self, id_: int, key: str, why: str) -> None:
        log.error("a job that cannot be read is set aside", job=id_, reason=why)
        with self._transaction():
            self._db.execute("INSERT INTO unreadable SELECT id, job, ? FROM job WHERE id = ?", (why, id_))
            self._db.execute("DELETE FROM job WHERE id = ?", (id_,))
            self._waiting.refresh([key])
