"""The tables in Postgres: procrastinate's and Duly's, made and changed at start by one process at a time."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager

from bot.queue.job import QueueError

LOCK = 0x44554C59
"""The advisory lock under which tables are changed: DULY in ASCII."""
_LEDGER = "CREATE TABLE IF NOT EXISTS duly_migration (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"


async def migrate(connection: psycopg.AsyncConnection) -> None:
    """Apply what is missing, in the transaction that is under way. Raises QueueError where the tables are somebody else's."""
    await connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    await connection.execute(_LEDGER)
    applied = {name for (name,) in await (await connection.execute("SELECT name FROM duly_migration")).fetchall()}
    if not applied:
        await _first(connection)
        applied = set(_theirs())
    for name, sql in (_theirs() | _ours()).items():
        if name not in applied:
            await connection.execute(sql.encode())
            await _applied(connection, name)


async def _first(connection: psycopg.AsyncConnection) -> None:
    """The schema of procrastinate as it is today. Its migrations lead there from older ones, so they count as applied."""
    there = await (await connection.execute("SELECT to_regclass('procrastinate_jobs')")).fetchone()
    if there != (None,):
        raise QueueError("the database in DATABASE_URL is used by another program (procrastinate): give Duly its own")
    await connection.execute(SchemaManager.get_schema().encode())
    for name in _theirs():
        await _applied(connection, name)


async def _applied(connection: psycopg.AsyncConnection, name: str) -> None:
    await connection.execute("INSERT INTO duly_migration (name) VALUES (%s)", (name,))


def _theirs() -> dict[str, str]:
    return dict(_files("procrastinate", Path(SchemaManager.get_migrations_path())))


def _ours() -> dict[str, str]:
    return dict(_files("duly", Path(str(resources.files("bot.queue.postgres") / "migrations"))))


def _files(owner: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each migration, in order."""
    for file in sorted(folder.glob("*.sql")):
        yield f"{owner}/{file.name}", file.read_text(encoding="utf-8")
