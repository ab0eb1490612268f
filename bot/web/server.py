"""The processes of a server: they receive deliveries, work on jobs, or both, until they are stopped."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack

import structlog
from aiohttp import web

from bot.logs.redaction import redactor
from bot.logs.setup import set_up as set_up_logs
from bot.queue.job import Queue, QueueError
from bot.queue.opening import queue_of
from bot.queue.worker import Worker
from bot.settings import BOTH, Role, Settings, SettingsError
from bot.web.app import create_app, create_metrics_app
from bot.web.background import Duties, keep_catching_up
from bot.web.control import controlled
from bot.web.limits import LimitedRunner
from bot.web.listen import listen, listen_for_metrics
from bot.web.readiness import Readiness

log = structlog.get_logger(__name__)

GRACE = 8.0
"""Seconds that running jobs have when the server stops; containers are killed after 10."""

Performing = Callable[[Settings, Queue], AbstractAsyncContextManager[Duties]]
"""Makes what does the work on GitHub, and closes it when the server stops."""


def run(settings: Settings, performing: Performing, role: Role = BOTH, *, grace: float = GRACE) -> int:
    """Run a process with logs on stdout; the exit status: 0, or 1 with the reason on stderr where it cannot start."""
    set_up_logs(settings.log_level, sys.stdout, settings.secrets)
    try:
        asyncio.run(serve(settings, performing, role, grace=grace))
    except (SettingsError, QueueError) as error:
        print(f"duly: {redactor(settings.secrets)(str(error))}", file=sys.stderr)
        return 1
    return 0


async def serve(settings: Settings, performing: Performing, role: Role = BOTH, *, grace: float = GRACE) -> None:
    """Run a process until SIGTERM or SIGINT, then stop without losing a job.

    Raises SettingsError or QueueError, with nothing started, where the settings or the queue do not allow it.
    """
    stop = _stop_signal()
    if not settings.postgres_url:
        settings.queue_path()  # raises what is wrong with it before an App is made
    settings = await _with_app(settings, role, stop)
    if stop.is_set():
        return
    settings.check_server(role)
    queue = queue_of(settings)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(queue.close)
        await queue.open()
        if not settings.postgres_url:
            await stack.enter_async_context(controlled(queue.admin, settings.queue_path()))
        duties = await stack.enter_async_context(performing(settings, queue)) if role.works else None
        worker = Worker(queue, duties.perform) if duties else None
        readiness, runner = Readiness("starting"), None
        if role.receives:
            runner = LimitedRunner(create_app(queue, settings, readiness), settings.limits, shutdown_timeout=grace)
            stack.push_async_callback(runner.cleanup)
            await listen(runner, settings)
        if settings.metrics_port:
            measured = web.AppRunner(create_metrics_app(queue), access_log=None)
            stack.push_async_callback(measured.cleanup)
            await listen_for_metrics(measured, settings)
        freeze_imports()
        readiness.not_ready_reason = ""
        if duties:
            catching_up = asyncio.create_task(keep_catching_up(duties, readiness))
            stack.callback(catching_up.cancel)
        await _until_stopped(stop, readiness, worker, runner, grace)


def freeze_imports() -> None:
    """Exclude imported objects from garbage collection: they stay, and scanning them delays each delivery."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


async def _until_stopped(
    stop: asyncio.Event, readiness: Readiness, worker: Worker | None, runner: web.AppRunner | None, grace: float
) -> None:
    """Work until stopped; then answer open requests, accept no new ones, and let the jobs end."""
    working = asyncio.create_task(worker.run()) if worker else None
    await _wait_for_stop(stop, working)
    readiness.not_ready_reason = "stopping"
    log.info("stopping", seconds=grace)
    await _stop(worker, runner, grace)
    if working:
        await working  # where the worker itself broke, the process ends with its error
    log.info("stopped")


async def _with_app(settings: Settings, role: Role, stop: asyncio.Event) -> Settings:
    """The settings with the App that the set-up page made, where a process that receives webhooks has no credentials."""
    if not (role.receives and settings.needs_set_up):
        return settings
    from bot.web.setup import set_up  # noqa: PLC0415 once in the life of a server

    made = await set_up(settings, stop)
    if made is None:
        return settings
    settings = settings.with_app(made)
    set_up_logs(settings.log_level, sys.stdout, settings.secrets)
    return settings


async def _wait_for_stop(stop: asyncio.Event, working: "asyncio.Task[None] | None") -> None:
    """Wait for the signal, or until the worker ends by itself, which it should not."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({stopping, working} if working else {stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()


async def _stop(worker: Worker | None, runner: web.AppRunner | None, grace: float) -> None:
    """Answer what is under way, take nothing new, and let the jobs end."""
    async with asyncio.TaskGroup() as group:
        if runner:
            group.create_task(runner.cleanup())
        if worker:
            group.create_task(worker.stop(grace))


def _stop_signal() -> asyncio.Event:
    """Set at the first SIGTERM or SIGINT; a second one ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stopping() -> None:
        stop.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping)
    return stop
