"""`duly serve`: the server and its worker in one process."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import click

from bot.cli.environment import read_settings
from bot.github.client import GitHub
from bot.jobs.dispatch import Syncer
from bot.queue.job import Queue
from bot.queue.worker import Perform
from bot.web.app import run


@click.command("serve")
def command() -> None:
    """Receive webhooks and do the work, in one process. Its settings come from the environment (see docs/operating.md)."""
    settings = read_settings()

    @asynccontextmanager
    async def performing(queue: Queue) -> AsyncIterator[Perform]:
        async with GitHub(settings) as github:
            yield Syncer(github, queue).perform

    sys.exit(run(settings, performing))
