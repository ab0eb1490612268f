"""The queues that the tests of the port run on: every implementation passes the same ones."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.queue.job import Queue
from bot.queue.postgres.queue import PostgresQueue
from bot.queue.sqlite.queue import SqliteQueue
from tests.support.jobs import Clock
from tests.support.postgres import DatabaseClock, database, postgres

__all__ = ["clock", "concurrency", "database", "engine", "make", "postgres", "queue"]

Make = Callable[[], Queue]
"""A queue over the same stored jobs at each call, not opened yet."""


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def clock(engine: str, request: pytest.FixtureRequest) -> AsyncIterator[Clock]:
    if engine == "sqlite":
        yield Clock()
    else:
        clock = DatabaseClock(request.getfixturevalue("database"))
        yield clock
        await clock.close()


@pytest.fixture
def concurrency() -> int:
    """Lanes that a process of the Postgres queue works for at a time; a test may set another number."""
    return 16


@pytest.fixture
def make(engine: str, request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, concurrency: int) -> Make:
    if engine == "postgres":
        url = request.getfixturevalue("database")
        return lambda: PostgresQueue(url, concurrency=concurrency)
    return lambda: SqliteQueue(tmp_path / "duly.db", clock)


@pytest.fixture
async def queue(make: Make) -> AsyncIterator[Queue]:
    queue = make()
    await queue.open()
    yield queue
    await queue.close()
