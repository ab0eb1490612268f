"""A Postgres for tests: the server in PGURL, else a scratch server of this process. Each test gets its database empty."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bot.queue.postgres.queue import PostgresQueue
from bot.sandbox.fleet.postgres import ScratchPostgres, programs
from tests.support.jobs import Clock

TABLES = "duly_job, duly_unreadable, duly_lane, duly_memory, duly_pause, procrastinate_jobs, procrastinate_workers"
"""What a test may leave behind."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a database server, without a database's name."""
    if given := os.environ.get("PGURL"):
        yield given.rstrip("/")
        return
    server = ScratchPostgres(found_programs())
    server.start()
    yield server.url("").rstrip("/")
    server.stop()


def found_programs() -> Path:
    """Where the programs of Postgres are; skips the test where they are not, and fails it in CI."""
    if found := programs():
        return found
    reason = "there is no Postgres on this machine: set PGURL, or install Debian's postgresql"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def database(postgres: str) -> Iterator[str]:
    """The address of an empty database of this test's own."""
    name = f"duly_test_{os.getpid()}"
    url = f"{postgres}/{name}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        there = connection.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchone()
        if there is None:
            connection.execute(f"CREATE DATABASE {name}")
    _empty(url)
    yield url


def _empty(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT to_regclass('duly_job')").fetchone() != (None,):
            connection.execute(f"TRUNCATE {TABLES} RESTART IDENTITY CASCADE")


TIMES = (
    ("duly_job", "due", "since", "due_set"),
    ("duly_lane", "active", "unsure", "paced"),
    ("duly_memory", "at"),
)


class DatabaseClock(Clock):
    """Lets time pass in a database: what is due later moves nearer. A negative time: its clock is set back."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._sweeper: PostgresQueue | None = None

    async def leap(self, seconds: float) -> None:
        """Let time pass, and the sweep see it."""
        async with await psycopg.AsyncConnection.connect(self._url) as connection:
            passed = (f"{seconds} s",)
            for table, *columns in TIMES:
                moved = ", ".join(f"{column} = {column} - %s::interval" for column in columns)
                await connection.execute(f"UPDATE {table} SET {moved}".encode(), passed * len(columns))
        if self._sweeper is None:
            self._sweeper = PostgresQueue(self._url)
            await self._sweeper.open()
        await self._sweeper.wake_due()

    async def close(self) -> None:
        """Let go of the database."""
        if self._sweeper is not None:
            await self._sweeper.close()
