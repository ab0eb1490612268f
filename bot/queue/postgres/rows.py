"""The jobs in Postgres: one table, with due times, attempts and folding. Who performs them is decided in `worker`."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Any, Protocol

import psycopg
import structlog
from psycopg import AsyncConnection

from bot.queue.batches import Outcome
from bot.queue.job import CLOCKS_DIFFER, DEBOUNCE, Job, Unfinished, texts_of
from bot.queue.stored import Unreadable, dumped, loaded

log = structlog.get_logger(__name__)

UNSURE = "interval '60 seconds'"
"""How long lists may lag behind what another process wrote."""
AT_ONCE = 1000
"""Lanes that are woken in one go."""

_NEW = """
INSERT INTO duly_job (lane, key, rank, due, repository, job)
SELECT lane, key, rank, now() + after * interval '1 second', repository, job
FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::float[], %s::text[], %s::json[])
    AS new (lane, key, rank, after, repository, job)
ORDER BY key  -- always in the same order, or two processes would wait for each other
ON CONFLICT (key) WHERE run IS NULL
"""
_PUT = f"""
{_NEW} DO UPDATE SET
    lane = excluded.lane, repository = excluded.repository, job = excluded.job,
    due = CASE WHEN duly_job.patient THEN duly_job.due ELSE least(duly_job.due, excluded.due) END,
    attempts = CASE WHEN duly_job.patient THEN duly_job.attempts ELSE least(duly_job.attempts, 1) END
RETURNING key, xmax = 0
"""
_PUT_FIRST = f"{_NEW} DO NOTHING RETURNING key, true"
_WAITS = "SELECT id, job::text FROM duly_job WHERE key = %s AND run IS NULL FOR UPDATE"
_JOIN = """
UPDATE duly_job SET lane = %s, repository = %s, job = %s,
    due = CASE WHEN patient THEN due ELSE least(due, now() + %s * interval '1 second') END,
    attempts = CASE WHEN patient THEN attempts ELSE least(attempts, 1) END
WHERE id = %s
"""
_CLAIM = f"""
WITH claimed AS (
    UPDATE duly_job SET run = %(run)s
    WHERE id = (SELECT id FROM duly_due WHERE lane = %(lane)s ORDER BY rank, due, id LIMIT 1) AND run IS NULL
    RETURNING id, attempts, begun, job::text AS job
), lane AS (
    INSERT INTO duly_lane AS last (lane, process) SELECT %(lane)s, %(process)s FROM claimed
    ON CONFLICT (lane) DO UPDATE SET
        unsure = CASE WHEN last.process <> excluded.process AND last.active > now() - {UNSURE}
            THEN now() + {UNSURE} ELSE least(last.unsure, now() + {UNSURE}) END,
        process = excluded.process, active = now()
    RETURNING unsure > now() AS unsure
)
SELECT claimed.id, claimed.attempts, claimed.begun OR lane.unsure, claimed.job FROM claimed, lane
"""  # noqa: S608 a constant
_DONE = """
WITH done AS (DELETE FROM duly_job WHERE id = %(id)s AND run = %(run)s RETURNING lane)
UPDATE duly_lane SET active = now() FROM done WHERE duly_lane.lane = done.lane
"""
_REQUEUE = """
UPDATE duly_job SET run = NULL, lane = %s, repository = %s, job = %s, due = now() + %s * interval '1 second',
    due_set = now(), attempts = %s, patient = %s, begun = %s, why = %s
WHERE id = %s
"""
_RIGHT_TIMES = f"""
UPDATE duly_job SET due = now(), due_set = now(), since = least(since, now())
WHERE run IS NULL AND due_set > now() + interval '{CLOCKS_DIFFER} seconds'
"""  # noqa: S608 a constant
_ACTIVE = "UPDATE duly_lane SET active = now() WHERE lane = %s"
_DUE_LANES = f"""
SELECT lane, min(rank) FROM (
    SELECT lane, rank FROM duly_due UNION ALL SELECT lane, rank FROM duly_job WHERE run IS NOT NULL
) AS waits WHERE NOT EXISTS (
    SELECT FROM procrastinate_jobs WHERE lock = 'lane/' || lane AND status IN ('todo', 'doing')
) GROUP BY lane LIMIT {AT_ONCE}
"""  # noqa: S608 a constant


class Connections(Protocol):
    """Gives connections; the transaction of each is committed at the end of its context."""

    def __call__(self) -> AbstractAsyncContextManager[AsyncConnection]: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A job that a run has claimed."""

    id: int
    run: int
    job: Job
    attempts: int


class Rows:
    """Every method is one transaction. `process` identifies a process among those on one database."""

    def __init__(self, connections: Connections, process: str, debounce: float = DEBOUNCE) -> None:
        self._connections = connections
        self._process = process
        self._debounce = debounce

    async def put(self, jobs: Sequence[Job]) -> Sequence[Outcome[bool]]:
        """Keep jobs; for each whether it is new. A job that cannot be kept spoils no other."""
        try:
            return await self._put(jobs)
        except psycopg.OperationalError as error:
            if not isinstance(error, psycopg.errors.DeadlockDetected):
                raise
            return await self.put(jobs)
        except Exception as error:
            return [error] if len(jobs) == 1 else [one for job in jobs for one in await self.put([job])]

    async def _put(self, jobs: Sequence[Job]) -> Sequence[Outcome[bool]]:
        folded: dict[str, Job] = {}
        for job in jobs:
            # One statement may touch a row once only.
            folded[job.key] = job.joined(folded[job.key]) if job.key in folded else job
        async with self._connections() as connection:
            new = await self._insert(connection, _PUT, [job for job in folded.values() if not job.joins])
            new |= await self._join(connection, {key: job for key, job in folded.items() if job.joins})
        # Only the first of equal jobs in the batch may be new.
        return [(new.pop(job.key, False),) for job in jobs]

    async def _insert(self, connection: AsyncConnection, query: str, jobs: Sequence[Job]) -> dict[str, bool]:
        if not jobs:
            return {}
        columns = zip(*map(self._columns, jobs), strict=True)
        return dict(await (await connection.execute(query.encode(), [list(column) for column in columns])).fetchall())

    async def _join(self, connection: AsyncConnection, jobs: dict[str, Job]) -> dict[str, bool]:
        """Keep jobs whose equal ones have work of their own."""
        new: dict[str, bool] = {}
        while left := {key: job for key, job in jobs.items() if key not in new}:
            new |= await self._insert(connection, _PUT_FIRST, [*left.values()])
            for key, job in sorted(left.items()):
                # An equal one that was there may be claimed by now; then this one is put in the next round.
                if key not in new and (found := await (await connection.execute(_WAITS, (key,))).fetchone()):
                    after = self._debounce * job.debounced
                    joined = _joined(dumped(job), found[1])
                    await connection.execute(_JOIN, (job.lane, job.full_name, joined, after, found[0]))
                    new[key] = False
        return new

    def _columns(self, job: Job) -> tuple[object, ...]:
        return job.lane, job.key, job.rank, self._debounce * job.debounced, job.full_name, dumped(job)

    async def claim(self, lane: int, run: int) -> Row | None:
        """The next due job of a lane, held by `run` from now on; None: there is none."""
        while True:
            given = {"lane": lane, "run": run, "process": self._process}
            async with self._connections() as connection:
                found = await (await connection.execute(_CLAIM, given)).fetchone()
                if found is None:
                    return None
                id_, attempts, begun, text = found
                try:
                    return Row(id_, run, replace(loaded(text), begun=begun), attempts)
                except Unreadable as unreadable:
                    await _set_aside(connection, id_, str(unreadable))

    async def done(self, row: Row) -> None:
        """Delete a job that its run still holds."""
        async with self._connections() as connection:
            await connection.execute(_DONE, {"id": row.id, "run": row.run})

    async def requeue(self, row: Row, end: Unfinished) -> None:
        """Let a job wait that its run still holds; an equal one that waits already is folded into it."""
        while True:
            try:
                async with self._connections() as connection:
                    return await _put_back(connection, row, end)
            except psycopg.errors.UniqueViolation:
                continue  # an equal one was put between its two statements

    async def orphans(self, lane: int, run: int) -> Sequence[Row]:
        """The jobs of a lane that are held by other runs than `run`. It has the lane now, so those are over."""
        query = "SELECT id, run, job::text, attempts FROM duly_job WHERE lane = %s AND run <> %s"
        async with self._connections() as connection:
            found = await (await connection.execute(query, (lane, run))).fetchall()
            rows = []
            for id_, held_by, text, attempts in found:
                try:
                    rows.append(Row(id_, held_by, loaded(text), attempts))
                except Unreadable as unreadable:
                    await _set_aside(connection, id_, str(unreadable))
            if rows:
                # The last writes of the dead run may not be visible yet.
                await connection.execute(_ACTIVE, (lane,))
            return rows

    async def due_lanes(self) -> dict[int, int]:
        """Lane → rank of what is due, or was left by a dead run, in lanes that have no job of procrastinate."""
        return dict(await self._fetch(_DUE_LANES))

    async def right_times(self) -> None:
        """Let nothing wait for the time that the server's clock showed while it was ahead."""
        async with self._connections() as connection:
            await connection.execute(_RIGHT_TIMES)

    async def next_rank(self, lane: int) -> int | None:
        """The rank of a lane's next due job; None: it has none."""
        ((rank,),) = await self._fetch("SELECT min(rank) FROM duly_due WHERE lane = %s", lane)
        return None if rank is None else int(rank)

    async def forget(self, lane: int) -> int:
        """Delete what waits for a lane, its texts, and what is known of it where nothing runs; how many jobs."""
        async with self._connections() as connection:
            gone = await connection.execute("DELETE FROM duly_job WHERE lane = %s AND run IS NULL", (lane,))
            unused = "DELETE FROM duly_lane WHERE lane = %s AND NOT EXISTS (SELECT FROM duly_job WHERE lane = %s)"
            await connection.execute(unused, (lane, lane))
            await connection.execute("DELETE FROM duly_memory WHERE starts_with(name, %s)", (texts_of(lane),))
            return gone.rowcount

    async def depth(self) -> int:
        """How many jobs wait or run."""
        ((count,),) = await self._fetch("SELECT count(*) FROM duly_job")
        return int(count)

    async def backlog(self) -> dict[str, tuple[int, float]]:
        """Kind of work → how many jobs wait or run, and the seconds since the oldest of them was put."""
        query = """SELECT coalesce(duly_kind(job), 'unreadable'), count(*),
            extract(epoch FROM now() - min(since))::float FROM duly_job GROUP BY 1"""
        return {kind: (count, oldest) for kind, count, oldest in await self._fetch(query)}

    async def _fetch(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        async with self._connections() as connection:
            return await (await connection.execute(query.encode(), given)).fetchall()


async def _put_back(connection: AsyncConnection, row: Row, end: Unfinished) -> None:
    held = "SELECT lane, repository, job::text FROM duly_job WHERE id = %s AND run = %s FOR UPDATE"
    mine = await (await connection.execute(held, (row.id, row.run))).fetchone()
    if mine is None:
        return  # another process has taken it over
    lane, repository, text = mine
    after, attempts = max(0.0, end.after), row.attempts + end.failed
    if twin := await _take_twin(connection, row.job.key):
        lane, repository, text = twin[0], twin[1], _joined(twin[2], text)
        # News since the job was claimed: the cause may be gone, so it is due at once.
        after, attempts = (0.0, min(attempts, 1)) if end.failed else (after, attempts)
    patient = not end.failed and end.after > 0
    changed = (lane, repository, text, after, attempts, patient, end.begun, end.why)
    await connection.execute(_REQUEUE, (*changed, row.id))
    await connection.execute(_ACTIVE, (lane,))


async def _take_twin(connection: AsyncConnection, key: str) -> tuple[int, str, str] | None:
    """Lane, repository and JSON of the equal job that waits, which is gone afterwards."""
    query = "DELETE FROM duly_job WHERE key = %s AND run IS NULL RETURNING lane, repository, job::text"
    found: tuple[int, str, str] | None = await (await connection.execute(query, (key,))).fetchone()
    return found


def _joined(newer: str, older: str) -> str:
    try:
        return dumped(loaded(newer).joined(loaded(older)))
    except Unreadable:
        return newer


async def _set_aside(connection: AsyncConnection, id_: int, why: str) -> None:
    log.error("a job that cannot be read is set aside", job=id_, reason=why)
    move = "INSERT INTO duly_unreadable SELECT id, job, %s FROM duly_job WHERE id = %s"
    await connection.execute(move, (why, id_))
    await connection.execute("DELETE FROM duly_job WHERE id = %s", (id_,))


def soonest(lanes: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Lane → the lowest of its ranks."""
    found: dict[int, int] = {}
    for lane, rank in lanes:
        found[lane] = min(rank, found.get(lane, rank))
    return found
