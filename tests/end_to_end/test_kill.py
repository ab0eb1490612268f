"""kill -9 of the real server, at any moment, while people push: nothing acked is lost, nothing is done twice.

`DULY_KILLS` says how often (30), `DULY_SEED` repeats the order of a run; the moments themselves are the machine's.
"""

import asyncio
import os
import random
import signal
import socket
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox.github.faults import Fault
from bot.sandbox.github.sandbox import Sandbox
from tests.support.community import LAG, SLOW, Community, at_rest, judge, push_on, redeliver
from tests.support.duly import CONFIG, NAME, PEOPLE
from tests.support.paths import ROOT

KILLS = int(os.environ.get("DULY_KILLS", "30"))
SEED = int(os.environ.get("DULY_SEED", "0")) or random.randrange(1, 10**6)
START = 30.0
"""Seconds that a server may take to start, and to end."""


@dataclass(slots=True)
class Server:
    """`duly serve` on a port and a queue of its own, started and killed again and again."""

    sandbox: Sandbox
    folder: Path
    port: int = 0
    starts: int = 0
    process: Process | None = None

    def __post_init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        (self.folder / "app.pem").write_text(self.sandbox.app.private_key)
        self.sandbox.webhook_url = f"http://127.0.0.1:{self.port}/webhook"

    async def start(self) -> None:
        self.starts += 1
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", cwd=ROOT, env=self._environment(), stdout=log, stderr=log
            )

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
        }

    async def ready(self) -> None:
        """Wait until it takes deliveries."""
        assert self.process is not None
        async with asyncio.timeout(START), aiohttp.ClientSession() as session:
            while True:
                assert self.process.returncode is None, self.last_words()
                with suppress(aiohttp.ClientError):
                    async with session.get(f"http://127.0.0.1:{self.port}/readyz") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.02)

    async def end(self, how: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), START)

    def last_words(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-3000:]


async def kill_again_and_again(server: Server, community: Community, flight: "Flight", kills: int) -> None:
    chance = community.chance
    for _ in range(kills):
        await server.start()
        if chance.random() < 0.1:
            await asyncio.sleep(chance.uniform(0, 1))
        else:
            await server.ready()
            redeliver(server.sandbox)
            pushing = asyncio.create_task(push_on(community))
            await asyncio.sleep(chance.uniform(0, 1.2))
            if chance.random() < 0.5:
                await flight.next_write()
            pushing.cancel()
        flight.cut += bool(flight.writes)
        assert await server.end(signal.SIGKILL) == -signal.SIGKILL, server.last_words()


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


@pytest.mark.kill
@pytest.mark.parametrize("faults", [pytest.param([], id="lists are true"), pytest.param([LAG], id="lists lag")])
async def test_kill_9_at_any_moment(tmp_path: Path, faults: list[Fault]) -> None:
    print(f"DULY_SEED={SEED}")
    sandbox, flight = Sandbox(), Flight()
    sandbox.middlewares.insert(0, flight.middleware())
    async with sandbox.serve():
        repository = sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: "people: {Ada: ada}\n"})
        sandbox.faults.on(*SLOW, *faults)
        server, community = Server(sandbox, tmp_path), Community(repository, random.Random(SEED))
        await kill_again_and_again(server, community, flight, KILLS // 2)
        await server.start()
        await server.ready()
        redeliver(sandbox)
        await at_rest(sandbox, repository, community.said)
        sandbox.faults.off()
        assert await server.end(signal.SIGTERM) == 0, server.last_words()
        await judge(sandbox, repository, community)
        print(f"{flight.cut} of {KILLS // 2} kills cut off a write")
