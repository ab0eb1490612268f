"""The socket over which `duly queue` speaks to a running server whose queue is a file: only one process may open that.

The socket stands beside the file and is open to the same user alone.
"""

import os
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import aiohttp
import structlog
from aiohttp import web
from pydantic import TypeAdapter

from bot.queue.admin import Admin, ListedJob
from bot.queue.job import QueueError

log = structlog.get_logger(__name__)

LONGEST_PATH = 100
"""Bytes. Systems allow a little more for the path of a socket."""
ANSWER = 30.0
"""Seconds for the server to answer."""
_LISTED = TypeAdapter(list[ListedJob])
_NAMES = TypeAdapter(list[str])
_IDS = TypeAdapter(list[int])
ADMIN = web.AppKey[Admin]("admin")


def socket_of(queue_path: Path) -> Path:
    """Where the socket of a queue's file stands."""
    return queue_path.with_name(f"{queue_path.name}.control")


@asynccontextmanager
async def controlled(admin: Admin, queue_path: Path) -> AsyncIterator[None]:
    """Listen on the socket. Where that is impossible the server works without it, and the log says why."""
    path = socket_of(queue_path)
    runner = web.AppRunner(_app(admin), access_log=None)
    await runner.setup()
    try:
        await _listen(runner, path)
    except OSError as error:
        log.warning("`duly queue` cannot reach this server", socket=str(path), reason=str(error))
    try:
        yield
    finally:
        await runner.cleanup()
        with suppress(OSError):
            path.unlink(missing_ok=True)


async def _listen(runner: web.AppRunner, path: Path) -> None:
    _make_way(path)
    mask = os.umask(0o177)
    try:
        await web.UnixSite(runner, str(path)).start()
    finally:
        os.umask(mask)


def _make_way(path: Path) -> None:
    """Remove a socket that a killed process left; OSError where none can stand there."""
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise OSError(f"its path is longer than {LONGEST_PATH} bytes; start the server in the folder of the queue")
    # The process that left it has ended: this one holds the queue's file.
    path.unlink(missing_ok=True)


def _app(admin: Admin) -> web.Application:
    app = web.Application()
    app[ADMIN] = admin
    app.router.add_get("/jobs", _jobs)
    app.router.add_post("/retry", _retry)
    app.router.add_post("/drop", _drop)
    app.router.add_get("/paused", _paused)
    app.router.add_post("/pause", _pause)
    app.router.add_post("/resume", _resume)
    return app


async def _jobs(request: web.Request) -> web.Response:
    return web.json_response([asdict(job) for job in await request.app[ADMIN].jobs()])


async def _retry(request: web.Request) -> web.Response:
    return web.json_response(await request.app[ADMIN].retry(_IDS.validate_json(await request.read())))


async def _drop(request: web.Request) -> web.Response:
    return web.json_response(await request.app[ADMIN].drop(_IDS.validate_json(await request.read())))


async def _paused(request: web.Request) -> web.Response:
    return web.json_response(list(await request.app[ADMIN].paused()))


async def _pause(request: web.Request) -> web.Response:
    await request.app[ADMIN].pause(await request.text())
    return web.json_response(None)


async def _resume(request: web.Request) -> web.Response:
    return web.json_response(await request.app[ADMIN].resume(await request.text()))


class RemoteAdmin:
    """The port of `admin.Admin` on the queue of a running server."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def jobs(self) -> Sequence[ListedJob]:
        """All jobs that wait or run."""
        return _LISTED.validate_json(await self._ask("GET", "jobs"))

    async def retry(self, ids: Collection[int]) -> int:
        """Make jobs that wait due at once; how many."""
        return int(await self._ask("POST", "retry", _IDS.dump_json([*ids])))

    async def drop(self, ids: Collection[int]) -> int:
        """Delete jobs that wait; how many."""
        return int(await self._ask("POST", "drop", _IDS.dump_json([*ids])))

    async def paused(self) -> Sequence[str]:
        """What is paused."""
        return _NAMES.validate_json(await self._ask("GET", "paused"))

    async def pause(self, name: str) -> None:
        """Let the jobs of an account or repository wait."""
        await self._ask("POST", "pause", name.encode())

    async def resume(self, name: str) -> bool:
        """End a pause; whether there was one."""
        return await self._ask("POST", "resume", name.encode()) == b"true"

    async def _ask(self, method: str, what: str, body: bytes | None = None) -> bytes:
        try:
            # The host of an address on a socket has no meaning.
            async with self._session.request(method, f"http://duly/{what}", data=body) as answer:
                answer.raise_for_status()
                return await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise QueueError(f"the server did not answer on its socket: {error}; see its log") from error


def reached(queue_path: Path) -> AbstractAsyncContextManager[RemoteAdmin]:
    """The queue of the server that has the file at `queue_path` open."""
    return _reached(socket_of(queue_path))


@asynccontextmanager
async def _reached(path: Path) -> AsyncIterator[RemoteAdmin]:
    connector = aiohttp.UnixConnector(str(path))
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=ANSWER)) as session:
        yield RemoteAdmin(session)
