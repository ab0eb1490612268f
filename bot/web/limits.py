"""Limits of the HTTP server against strangers: connections, slow request heads, and bodies held in memory.

aiohttp has no timeout for request heads and no limit of connections, and it ignores unknown arguments.
So the tests look at a running server.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage

from bot.settings import Limits
from bot.web.signature import Refusal

KEEPALIVE = 75.0
"""Seconds for which an idle connection stays open."""
LINGERING = 2.0
"""Seconds in which the rest of a refused body is read, so that its sender sees the answer."""


class BodyBudget:
    """Counts the bytes of all bodies that are being received."""

    def __init__(self, total: int) -> None:
        self._free = total

    @contextmanager
    def reserve(self, size: int) -> Iterator[None]:
        """Hold `size` bytes while a body is received and handled; raises Refusal 503 where they are not free."""
        if size > self._free:
            raise Refusal(503, "too many large deliveries at once; deliver it again later")
        self._free -= size
        try:
            yield
        finally:
            self._free += size


class _Connection(web.RequestHandler):
    """A connection that is closed where it is one too many, or where the head of a request does not arrive in time."""

    __slots__ = ("_deadline", "_limits")

    def __init__(self, server: "_Server", limits: Limits, **settings: Any) -> None:
        super().__init__(server, **settings)
        self._limits = limits
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        assert self._manager is not None
        if len(self._manager.connections) > self._limits.connections:
            self.force_close()
            return
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        # Between two requests of a connection no deadline runs; the first byte of the next head starts it.
        if self._deadline is None and self._current_request is None:
            self._expect_head()
        super().data_received(data)

    def connection_lost(self, exc: BaseException | None) -> None:
        self.head_complete()
        super().connection_lost(exc)

    def head_complete(self) -> None:
        """Stop the deadline: the head of a request was read."""
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _expect_head(self) -> None:
        self._deadline = self._loop.call_later(self._limits.head_seconds, self.force_close)


class _Server(web.Server):
    """Makes a `_Connection` for each connection, and stops its deadline once a request is read."""

    def __init__(self, inner: web.Server, limits: Limits, **settings: Any) -> None:
        super().__init__(inner.request_handler, request_factory=self._read)
        self._inner = inner
        self._limits = limits
        self._settings = settings

    def __call__(self) -> web.RequestHandler:
        return _Connection(self, self._limits, loop=self._loop, **self._settings)

    def _read(
        self,
        message: RawRequestMessage,
        payload: StreamReader,
        protocol: web.RequestHandler,
        writer: AbstractStreamWriter,
        task: "asyncio.Task[None]",
    ) -> web.BaseRequest:
        assert isinstance(protocol, _Connection)
        protocol.head_complete()
        return self._inner.request_factory(message, payload, protocol, writer, task)


class LimitedRunner(web.AppRunner):
    """Runs an application within `Limits`. Request bodies stay as they were sent: nothing is unpacked."""

    __slots__ = ("_limits",)

    def __init__(self, app: web.Application, limits: Limits, *, shutdown_timeout: float = 60.0) -> None:
        super().__init__(app, shutdown_timeout=shutdown_timeout)
        self._limits = limits

    async def _make_server(self) -> web.Server:
        return _Server(
            await super()._make_server(),
            self._limits,
            # What happened to a delivery is logged where it is known; aiohttp's own log would repeat it with less.
            access_log=None,
            auto_decompress=False,
            keepalive_timeout=KEEPALIVE,
            lingering_time=LINGERING,
        )
