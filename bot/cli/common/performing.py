"""What a worker works with: the client for GitHub, closed when the worker stops."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.github.client import GitHub
from bot.jobs.duties import Duties
from bot.queue.job import Queue
from bot.queue.lease import may_write
from bot.settings import Settings


@asynccontextmanager
async def performing(settings: Settings, queue: Queue) -> AsyncIterator[Duties]:
    """Does the work on GitHub for a queue. Nothing is written for a job whose lease is lost."""
    async with GitHub(settings, may_write=may_write) as github:
        yield Duties(settings, github, queue)
