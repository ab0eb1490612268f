"""Trying again: reads by themselves, writes only after a look at whether they were done."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import TypeVar

import aiohttp
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse

from bot.github.errors import Unanswered
from bot.github.transport.rate_limit import READS

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]

READ_PAUSES = (0.5, 2.0)
"""Seconds before the second and the third try of a read."""
WRITE_PAUSES = (1.0, 4.0)
"""Seconds before the looks after an unclear write: what lists show lags a little."""


class Retry:
    """Client middleware: a read is tried three times, anything where the connection was never made as well."""

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        """The first answer that is none of the broken ones, or the last try's."""
        for pause in READ_PAUSES:
            try:
                response = await handler(request)
                if response.status < HTTPStatus.INTERNAL_SERVER_ERROR or not repeatable(request):
                    return response
            except (aiohttp.ClientError, TimeoutError) as error:
                # Where no connection came about, no server can have acted.
                if not repeatable(request) and not isinstance(error, aiohttp.ClientConnectorError):
                    raise
            await self._sleep(pause)
        return await handler(request)


def repeatable(request: ClientRequest) -> bool:
    """Whether doing it twice is as good as once: reads, and asking for a token."""
    return request.method in READS or request.url.path.endswith("/access_tokens")


class Whole:
    """Innermost client middleware: the whole answer within `seconds`, so that those outside see a drop in its middle."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        """The answer with its body read; TimeoutError where it takes too long."""
        try:
            async with asyncio.timeout(self._seconds):
                response = await handler(request)
                await response.read()
                return response
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
            # Under these two names aiohttp would try again by itself, without Retry and Pace.
            raise aiohttp.ClientConnectionError(str(error)) from error


async def sure(write: Callable[[], Awaitable[T]], look: Callable[[], Awaitable[T | None]], sleep: Sleep) -> T:
    """What `write` gives; after an unclear answer what `look` finds of it, and only where it finds nothing, write again."""
    for pause in WRITE_PAUSES:
        try:
            return await write()
        except Unanswered:
            await sleep(pause)
        if (found := await look()) is not None:
            return found
    return await write()
