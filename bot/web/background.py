"""What the server does beside its queue: it asks GitHub who it is, and catches up every hour on what no delivery brought."""

import asyncio
from typing import Protocol

import structlog

from bot.queue.job import Job
from bot.web.readiness import Readiness

log = structlog.get_logger(__name__)

EVERY = 3600.0
"""Seconds from one catch-up to the next."""
SOON = 60.0
"""Seconds after which what failed is tried again."""


class Duties(Protocol):
    """What a server does on GitHub."""

    async def perform(self, job: Job) -> None:
        """Do one job; see `bot.queue.worker.Perform`."""

    async def identify(self) -> str:
        """Why GitHub will not take the credentials, whenever it is asked; empty where it does, or does not answer."""

    async def catch_up(self) -> None:
        """Queue what no delivery brought."""


async def keep_catching_up(duties: Duties, readiness: Readiness, every: float = EVERY, soon: float = SOON) -> None:
    """Identify and catch up, every hour, until cancelled. `readiness` gets what is wrong with the credentials."""
    while True:
        well = False
        try:
            readiness.credentials_problem = await duties.identify()
            if not readiness.credentials_problem:
                await duties.catch_up()
                well = True
        except Exception as error:
            # It is no job: where it fails, the next one does its work.
            log.warning("the hourly catch-up failed", reason=f"{type(error).__name__}: {error}")
        await asyncio.sleep(every if well else soon)
