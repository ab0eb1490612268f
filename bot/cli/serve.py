"""`duly serve`: the server and its worker in one process."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import click

from bot.cli.environment import read_settings
from bot.github.client import GitHub
from bot.jobs.duties import Duties
from bot.queue.job import Queue
from bot.settings import Settings
from bot.web.app import run


@click.command("serve")
def command() -> None:
    """Receive webhooks and do the work, in one process. Its settings come from the environment (see docs/operating.md)."""
    sys.exit(run(read_settings(), _performing))


@asynccontextmanager
async def _performing(settings: Settings, queue: Queue) -> AsyncIterator[Duties]:
    async with GitHub(settings) as github:
        yield Duties(settings, github, queue)
