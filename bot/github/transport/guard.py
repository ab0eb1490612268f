"""No write once another process may work for the same installation."""

from collections.abc import Callable

from aiohttp import ClientHandlerType, ClientRequest, ClientResponse

from bot.github.errors import LeaseLost
from bot.github.transport.rate_limit import READS

MayWrite = Callable[[], bool]
"""Whether the job that is under way may still write."""


def always() -> bool:
    """Where one process does all the work."""
    return True


class Guard:
    """Client middleware: asks just before each write, after all waiting for the pace and for tokens."""

    def __init__(self, may_write: MayWrite) -> None:
        self._may_write = may_write

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        """The answer; raises LeaseLost, with nothing sent, where the job may not write any more."""
        if request.method not in READS and not self._may_write():
            raise LeaseLost(f"{request.method} {request.url.path} was not sent: another process may have taken the job")
        return await handler(request)
