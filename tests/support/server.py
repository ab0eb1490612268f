"""`duly serve` as a process that is killed and started again, and the writes that a kill cuts off."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository
from bot.sandbox.started import is_ready
from tests.support.duly import CONFIG, NAME, PEOPLE, rested
from tests.support.process import Background, begin

START = 30.0
"""Seconds that a server may take to start, and to end."""


@dataclass(slots=True)
class Server:
    """`duly serve` on a port and a queue of its own, started and killed again and again."""

    sandbox: Sandbox
    folder: Path
    port: int = 0
    starts: int = 0
    process: Background | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    """Settings that differ from those of tests."""

    def __post_init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        (self.folder / "app.pem").write_text(self.sandbox.app.private_key)
        self.sandbox.webhook_url = f"http://127.0.0.1:{self.port}/webhook"

    async def start(self) -> None:
        self.starts += 1
        with (self.folder / "log").open("ab") as log:
            self.process = begin("bot", "serve", env=self._environment(), log=log)

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "APP_ID": str(self.sandbox.app.id),
            "PRIVATE_KEY_PATH": str(self.folder / "app.pem"),
            "WEBHOOK_SECRET": self.sandbox.app.webhook_secret,
            "GITHUB_API_URL": self.sandbox.url,
            "DATABASE_URL": str(self.folder / "duly.db"),
            "PORT": str(self.port),
            "DULY_WRITE_INTERVAL": "0",
            # Closes that a test makes at once still come together; people take seconds.
            "DULY_DEBOUNCE": "0.2",
            # One person gives commands faster than people do; those above the budget would wait for ten minutes.
            "COMMANDS": "1000",
            **self.environment,
        }

    async def ready(self) -> None:
        """Wait until it takes deliveries."""
        assert self.process is not None
        assert await is_ready(f"http://127.0.0.1:{self.port}", self.process, START), self.end_of_log()

    async def end(self, how: signal.Signals) -> int:
        assert self.process is not None
        return await self.process.end(how, START)

    async def idle(self) -> None:
        """Wait until every webhook was taken and no job is left."""
        async with asyncio.timeout(START * 2):
            await rested(self.sandbox, self._empty)

    async def _empty(self) -> None:
        while await self.jobs():  # noqa: ASYNC110 another process
            await asyncio.sleep(0.05)

    async def jobs(self) -> int:
        """How many jobs wait or run."""
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}/metrics") as answer:
            said = await answer.text()
        return int(sum(float(row.split()[-1]) for row in said.splitlines() if row.startswith("duly_queue_jobs")))

    def end_of_log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-3000:]


@dataclass(slots=True)
class Served:
    """A repository whose webhooks reach `duly serve`, a process of its own."""

    sandbox: Sandbox
    repository: Repository
    server: Server

    async def jobs(self) -> int:
        """How many jobs wait or run."""
        return await self.server.jobs()


@asynccontextmanager
async def served(folder: Path, *, config: str, people: Mapping[str, str] = PEOPLE) -> AsyncIterator[Served]:
    """`duly serve` beside a repository with a config. It ends well."""
    sandbox = Sandbox()
    async with sandbox.serve():
        repository = sandbox.create_repository(NAME, collaborators=people, files={CONFIG: config})
        server = Server(sandbox, folder)
        await server.start()
        try:
            await server.ready()
            yield Served(sandbox, repository, server)
            assert await server.end(signal.SIGTERM) == 0, server.end_of_log()
        finally:
            if server.process and server.process.returncode is None:
                await server.end(signal.SIGKILL)


@dataclass(slots=True)
class Flight:
    """Writes of Duly's that are under way, and how many kills found some."""

    writes: int = 0
    cut: int = 0
    _begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def next_write(self) -> None:
        """Wait until one is under way, but not for long."""
        self._begun.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._begun.wait(), 1.0)

    def middleware(self) -> Middleware:
        @web.middleware
        async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
            self.writes += request.method != "GET"
            if self.writes:
                self._begun.set()
            try:
                return await handler(request)
            finally:
                self.writes -= request.method != "GET"

        return count


@dataclass(slots=True)
class Cut:
    """Holds the answer to one write of Duly's, so that a kill comes just before it is done, or just after."""

    nth: int
    """Which write, counted from 1; 0: none."""
    done: bool
    """Whether GitHub does it before the kill."""
    said: list[str] = field(default_factory=list)
    """Every write, as method and path."""
    armed: bool = True
    """Writes count."""
    held: asyncio.Event = field(default_factory=asyncio.Event)
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(self, server: Server) -> None:
        """Wait until the write is held. If it does not come, say what came, and the end of the server's log."""
        try:
            await asyncio.wait_for(self.held.wait(), START)
        except TimeoutError:
            raise AssertionError(f"no write {self.nth} after {self.said}\n{server.end_of_log()}") from None

    def release(self) -> None:
        """Let the write end. Its answer is lost."""
        self._over.set()

    def middleware(self) -> Middleware:
        @web.middleware
        async def hold(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self.armed or request.method == "GET" or request.path.endswith("/access_tokens"):
                return await handler(request)
            self.said.append(f"{request.method} {request.path}")
            if len(self.said) != self.nth:
                return await handler(request)
            answer = await handler(request) if self.done else web.Response(status=502)
            self.held.set()
            await self._over.wait()
            return answer

        return hold
