"""A server to be stopped and killed: `python -m tests.web.child SECONDS ROLE`; each of its jobs takes that long."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.queue.job import Job, Queue
from bot.queue.postgres import manager as postgres_manager
from bot.settings import BOTH, Role, Settings
from bot.web.server import run

log = structlog.get_logger(__name__)


class Slow:
    """Jobs that take a while, and no GitHub."""

    async def perform(self, job: Job) -> None:
        log.info("begun", name=job.full_name)
        await asyncio.sleep(float(sys.argv[1]))
        log.info("done", name=job.full_name)

    async def identify(self) -> str:
        return ""

    async def catch_up(self) -> None:
        log.info("looked")


@asynccontextmanager
async def performing(_settings: Settings, _queue: Queue) -> AsyncIterator[Slow]:
    yield Slow()
    log.info("closed")


ROLES = {"both": BOTH, "receive": Role(works=False), "work": Role(receives=False)}


if __name__ == "__main__":
    # Seconds until a dead worker is taken for dead, of those that no test can skip by the database's clock.
    postgres_manager.CONFIRMED = 1.0
    sys.exit(run(Settings.from_environment(os.environ), performing, ROLES[sys.argv[2]], grace=0.3))
