"""The queues that the tests of the port run on: every implementation passes the same ones."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.queue.job import Queue
from bot.queue.sqlite import EmbeddedQueue
from tests.support.jobs import Clock

Make = Callable[[], Queue]
"""A queue over the same stored jobs at each call, not opened yet."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["embedded"])
def make(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Make:
    makers: dict[str, Make] = {"embedded": lambda: EmbeddedQueue(tmp_path / "duly.db", clock)}
    return makers[request.param]


@pytest.fixture
async def queue(make: Make) -> AsyncIterator[Queue]:
    queue = make()
    await queue.open()
    yield queue
    await queue.close()
