"""The queue for `duly queue`, `pause` and `resume`: opened by this process, or reached through the server that has it open."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TypeVar

import click

from bot.cli.common.environment import read_settings
from bot.queue.admin import Admin
from bot.queue.job import QueueError, QueueInUse
from bot.queue.opening import queue_of
from bot.settings import Settings, SettingsError
from bot.web.control import reached

T = TypeVar("T")

_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?", re.ASCII)


def with_queue(act: Callable[[Admin], Awaitable[T]]) -> T:
    """What `act` returns on the queue that the settings name. What is wrong ends the subcommand."""
    try:
        return asyncio.run(_with_queue(read_settings(), act))
    except (QueueError, SettingsError) as error:
        raise click.ClickException(str(error)) from error


def repository_or_account(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    """Checks an argument `OWNER[/REPO]`."""
    if not _NAME.fullmatch(name):
        raise click.BadParameter(f"{name!r} is no account and no repository; write OWNER or OWNER/REPO")
    return name


async def _with_queue(settings: Settings, act: Callable[[Admin], Awaitable[T]]) -> T:
    async with _admin(settings) as admin:
        return await act(admin)


@asynccontextmanager
async def _admin(settings: Settings) -> AsyncIterator[Admin]:
    if not settings.postgres_url and not settings.queue_path().exists():
        raise QueueError(
            f"there is no queue at {settings.queue_path()}; run this in the folder of the server, or with its DATABASE_URL"
        )
    queue = queue_of(settings)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(queue.close)
        try:
            await queue.open()
        except QueueInUse:
            yield await stack.enter_async_context(reached(settings.queue_path()))
        else:
            yield queue.admin
