"""What processes leave to each other in Postgres beside jobs: the pace of a lane, short texts, locks."""

from bot.queue.job import CLOCKS_DIFFER, TEXTS_KEPT, Window
from bot.queue.postgres.rows import Connections

# What another process is about to write or to delete is left to it: two that wait for each other would fail.
TOO_OLD = """DELETE FROM duly_memory WHERE name IN (
    SELECT name FROM duly_memory WHERE starts_with(name, 'post/') AND at < now() - %s * interval '1 second'
    FOR UPDATE SKIP LOCKED
)"""


class Memory:
    """Every method is one transaction."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def window(self, lane: int) -> Window:
        """What the last writes of a lane leave to the next."""
        # The server's clock may have been ahead when it was kept.
        query = """SELECT writes, quiet, greatest(0, extract(epoch FROM now() - paced))::float FROM duly_lane
            WHERE lane = %s"""
        async with self._connections() as connection:
            found = await (await connection.execute(query, (lane,))).fetchone()
        if found is None:
            return Window()
        writes, quiet, age = found
        return Window(tuple(writes), quiet).aged(age)

    async def hand_on(self, lane: int, window: Window) -> None:
        """Keep it for the next run of the lane, wherever that is."""
        query = "UPDATE duly_lane SET writes = %s, quiet = %s, paced = now() WHERE lane = %s"
        async with self._connections() as connection:
            await connection.execute(query, (list(window.ages), window.quiet, lane))

    async def recall(self, name: str) -> str:
        """What was remembered under a name; empty where nothing was."""
        async with self._connections() as connection:
            query = "SELECT value FROM duly_memory WHERE name = %s"
            found = await (await connection.execute(query, (name,))).fetchone()
        return str(found[0]) if found else ""

    async def remember(self, name: str, value: str) -> None:
        """Keep a short text, and delete texts that are too old."""
        query = """INSERT INTO duly_memory (name, value) VALUES (%s, %s)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = now()"""
        async with self._connections() as connection:
            await connection.execute(query, (name, value))
            await connection.execute(TOO_OLD, (TEXTS_KEPT,))

    async def try_lock(self, name: str, seconds: float) -> bool:
        """Lock a name; False where a process has locked it within so many seconds."""
        query = """INSERT INTO duly_memory AS last (name, value) VALUES (%s, '')
            ON CONFLICT (name) DO UPDATE SET at = now()
            WHERE NOT last.at BETWEEN now() - %s * interval '1 second' AND now() + %s * interval '1 second'
            RETURNING name"""
        async with self._connections() as connection:
            given = (_lock(name), seconds, CLOCKS_DIFFER)
            return await (await connection.execute(query, given)).fetchone() is not None

    async def unlock(self, name: str) -> None:
        """Let another process lock a name at once."""
        async with self._connections() as connection:
            await connection.execute("DELETE FROM duly_memory WHERE name = %s", (_lock(name),))


def _lock(name: str) -> str:
    return f"lock: {name}"
