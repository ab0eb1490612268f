"""Between a sandbox and Duly: every webhook is delivered twice and out of order, as a bad day at GitHub may have it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

import aiohttp
from aiohttp import web

from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.server import listening

NOT_KEPT = frozenset({"host", "content-length", "connection"})
"""Headers that belong to one connection."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A webhook as it was sent."""

    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class PostOffice:
    """Takes webhooks for Duly and delivers what came meanwhile in any order, and each once more at some later time."""

    target: str
    random: Random
    session: aiohttp.ClientSession
    waiting: list[Letter] = field(default_factory=list)
    again: list[Letter] = field(default_factory=list)
    """Delivered once; their second copies are mixed with what comes later."""
    all: list[Letter] = field(default_factory=list)
    delivered: int = 0

    async def take(self, request: web.Request) -> web.Response:
        """Keep a webhook for later."""
        headers = {name: value for name, value in request.headers.items() if name.lower() not in NOT_KEPT}
        letter = Letter(headers, await request.read())
        self.waiting.append(letter)
        self.all.append(letter)
        return web.Response(status=202)

    async def release(self) -> None:
        """Deliver what waits, and half of the second copies, in any order."""
        self.random.shuffle(self.again)
        late = len(self.again) // 2
        batch, self.again = [*self.waiting, *self.again[:late]], [*self.again[late:], *self.waiting]
        self.waiting = []
        await self.deliver(batch)

    async def deliver(self, letters: list[Letter]) -> None:
        """Deliver these in any order."""
        for letter in self.random.sample(letters, len(letters)):
            async with self.session.post(self.target, data=letter.body, headers=letter.headers) as answer:
                assert answer.status == 202, await answer.text()
            self.delivered += 1


@asynccontextmanager
async def post_office(target: str, seed: int) -> AsyncIterator[tuple[PostOffice, str]]:
    """The office, open until left, and its address."""
    async with aiohttp.ClientSession() as session:
        office = PostOffice(target, Random(seed), session)
        application = web.Application(client_max_size=2**25)
        application.router.add_post("/webhook", office.take)
        async with listening(application, "127.0.0.1", 0) as address:
            yield office, f"{address}/webhook"


class Running(Protocol):
    """A Duly beside a sandbox."""

    @property
    def sandbox(self) -> Sandbox:
        """The sandbox."""

    async def jobs(self) -> int:
        """How many jobs wait or run."""


async def rest(stage: Running, office: PostOffice | None) -> None:
    """Wait until only second copies of webhooks are undelivered, and no job is left."""
    while True:
        await stage.sandbox.settled()
        taken = len(stage.sandbox.deliveries)
        if office and office.waiting:
            await office.release()
        elif await stage.jobs():
            await asyncio.sleep(0.005)
        else:
            await stage.sandbox.settled()
            if taken == len(stage.sandbox.deliveries):  # no last job sent one meanwhile
                return
