"""A load balancer in front of the processes that receive webhooks."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.sandbox.github.server import listening

PER_CONNECTION = frozenset({"host", "content-length", "connection", "keep-alive", "transfer-encoding"})
"""Headers that are not passed on."""
MAX_BODY = 32 * 2**20


@asynccontextmanager
async def balancing(targets: Callable[[], Sequence[str]]) -> AsyncIterator[str]:
    """A balancer over the addresses that `targets` gives for each request. Yields the address of its webhook.

    They take turns. One that refuses the connection is passed over; one that dies with a request makes it a 502.
    """
    turn = 0

    async def passed_on(request: web.Request) -> web.Response:
        nonlocal turn
        turn += 1
        body, addresses = await request.read(), list(targets())
        headers = {name: value for name, value in request.headers.items() if name.lower() not in PER_CONNECTION}
        for number in range(len(addresses)):
            address = addresses[(turn + number) % len(addresses)]
            try:
                async with session.post(f"{address}{request.path}", data=body, headers=headers) as answer:
                    return web.Response(status=answer.status, body=await answer.read())
            except aiohttp.ClientConnectorError:
                continue
            except aiohttp.ClientError:
                return web.Response(status=502)
        return web.Response(status=503)

    application = web.Application(client_max_size=MAX_BODY)
    application.router.add_post("/{path:.*}", passed_on)
    async with aiohttp.ClientSession() as session, listening(application, "127.0.0.1", 0) as address:
        yield f"{address}/webhook"
