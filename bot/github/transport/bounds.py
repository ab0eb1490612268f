"""Bounds of what an answer may be and where it may lead: its size, its pages, and the hosts of redirects."""

import socket
from ipaddress import ip_address

from aiohttp import ClientHandlerType, ClientRequest, ClientResponse
from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from bot.github.errors import BadAnswer, OtherRepository

ANSWER = 64 * 2**20
"""Bytes of one answer after unpacking."""
PAGES = 1000
"""Pages of one list: GitHub gives up to 100 entries on each."""


class TooLarge(BadAnswer):
    """An answer has more bytes than are read."""


class BoundedResponse(ClientResponse):
    """A response of which at most `most` bytes are read, counted after unpacking."""

    most = ANSWER

    async def read(self) -> bytes:
        """The body; TooLarge, and the connection is closed, where it has more bytes."""
        if self._body is None:
            self._body = await self._bounded()
        return await super().read()

    async def _bounded(self) -> bytes:
        pieces: list[bytes] = []
        size = 0
        try:
            async for piece in self.content.iter_any():
                size += len(piece)
                if size > self.most:
                    raise TooLarge(f"{self.method} {self.url.path}: has more than {self.most:,} bytes")
                pieces.append(piece)
        except BaseException:
            self.close()
            raise
        return b"".join(pieces)


class AtMost:
    """Innermost client middleware: bounds the answer before anything reads it."""

    def __init__(self, most: int) -> None:
        self._most = most

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        """The answer, not read yet."""
        response = await handler(request)
        assert isinstance(response, BoundedResponse)
        response.most = self._most
        return response


def check_elsewhere(target: URL, api: URL) -> None:
    """Raise OtherRepository where a download must not be taken from `target`, a server other than the API's.

    It must be as encrypted as the API, and must not be a private address of another host. Names are checked by
    `PublicResolver`, when they are resolved.
    """
    if target.scheme not in ("https", api.scheme):
        raise OtherRepository(f"the API leads to {target.origin()}, which is not encrypted; nothing was asked there")
    if not related(target.host or "", api.host or "") and not is_public(target.host or ""):
        raise OtherRepository(f"the API leads to {target.origin()}, a private address; nothing was asked there")


def related(host: str, api: str) -> bool:
    """Whether `host` is the API's host or a name below its domain, as `codeload.github.example` of an Enterprise Server."""
    domain = api.removeprefix("api.")
    return host in (api, domain) or host.endswith(f".{domain}")


def is_public(host: str) -> bool:
    """Whether a host may be on the public internet: a name, or a public address."""
    try:
        return ip_address(host).is_global
    except ValueError:
        return host != "localhost" and not host.endswith(".localhost")


class PublicResolver(ThreadedResolver):
    """Resolves the API's host and names below its domain to any address, all others to public addresses only."""

    def __init__(self, api: str) -> None:
        super().__init__()
        self._api = api

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses; OSError where a name of another host has none that is public."""
        found = await super().resolve(host, port, family)
        if related(host, self._api):
            return found
        public = [one for one in found if is_public(one["host"])]
        if not public:
            raise OSError(f"{host} has private addresses only")
        return public
