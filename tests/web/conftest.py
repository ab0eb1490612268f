"""A server on loopback with a real queue."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.queue.sqlite.queue import SqliteQueue
from bot.settings import Limits, Settings
from bot.web.app import create_app
from bot.web.limits import LimitedRunner
from bot.web.readiness import Readiness
from tests.support.payloads import SECRET, Json


@dataclass(slots=True)
class Served:
    """A running server: `post` gives the status and the JSON answer."""

    url: str
    client: aiohttp.ClientSession
    queue: SqliteQueue
    readiness: Readiness

    async def post(self, body: bytes, sent: dict[str, str]) -> tuple[int, Json]:
        async with self.client.post(
            f"{self.url}/webhook", data=body, headers=sent, skip_auto_headers=["Content-Type"]
        ) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str) -> tuple[int, Json]:
        async with self.client.get(self.url + path) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    queue = SqliteQueue(tmp_path / "duly.db")
    await queue.open()
    readiness = Readiness()
    runner = LimitedRunner(
        create_app(queue, Settings(webhook_secret=SECRET), readiness), Limits(), shutdown_timeout=0.1
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as client:
        yield Served(f"http://127.0.0.1:{runner.addresses[0][1]}", client, queue, readiness)
    await runner.cleanup()
    await queue.close()
