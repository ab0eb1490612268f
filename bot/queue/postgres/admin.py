"""The operator's side of the queue in Postgres."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any

from psycopg.rows import class_row

from bot.queue.admin import ListedJob
from bot.queue.postgres.rows import Connections

_LIST = """
SELECT id, lane, repository, coalesce(duly_kind(job), 'unreadable') AS kind,
    extract(epoch FROM now() - since)::float AS age,
    greatest(0, extract(epoch FROM due - now()))::float AS wait, attempts, why, run IS NOT NULL AS running,
    EXISTS (SELECT FROM duly_pause WHERE name IN (lower(repository), lower(split_part(repository, '/', 1)))) AS paused
FROM duly_job ORDER BY due, rank, id
"""
_RETRY = """
UPDATE duly_job SET due = now(), attempts = 0, patient = false WHERE id = ANY(%s) AND run IS NULL RETURNING id
"""
_DROP = "DELETE FROM duly_job WHERE id = ANY(%s) AND run IS NULL RETURNING id"


class PostgresAdmin:
    """The port of `admin.Admin`. `wake`: wakes the lanes that are due, after a change made some."""

    def __init__(self, connections: Connections, wake: Callable[[], Awaitable[None]]) -> None:
        self._connections = connections
        self._wake = wake

    async def jobs(self) -> Sequence[ListedJob]:
        """All jobs that wait or run, in all processes."""
        async with self._connections() as connection, connection.cursor(row_factory=class_row(ListedJob)) as cursor:
            return await (await cursor.execute(_LIST)).fetchall()

    async def retry(self, ids: Collection[int]) -> int:
        """Make jobs that wait due at once; how many."""
        found = await self._run(_RETRY, [*ids])
        await self._wake()
        return len(found)

    async def drop(self, ids: Collection[int]) -> int:
        """Delete jobs that wait; how many."""
        return len(await self._run(_DROP, [*ids]))

    async def paused(self) -> Sequence[str]:
        """What is paused."""
        return [name for (name,) in await self._run("SELECT name FROM duly_pause ORDER BY name")]

    async def pause(self, name: str) -> None:
        """Let the jobs of an account or repository wait, in all processes."""
        await self._run("INSERT INTO duly_pause VALUES (%s) ON CONFLICT DO NOTHING RETURNING name", name.lower())

    async def resume(self, name: str) -> bool:
        """End a pause; whether there was one."""
        ended = await self._run("DELETE FROM duly_pause WHERE name = %s RETURNING name", name.lower())
        await self._wake()
        return ended != []

    async def _run(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        async with self._connections() as connection:
            return await (await connection.execute(query.encode(), given)).fetchall()
