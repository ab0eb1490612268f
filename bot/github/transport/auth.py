"""Who Duly is to GitHub: the App's key and JWT, the tokens of its installations, or a token given from outside."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Protocol

import jwt
import structlog
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse, hdrs
from cachetools import TLRUCache
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from yarl import URL

from bot.github.transport.rate_limit import said_at
from bot.settings import SettingsError

log = structlog.get_logger(__name__)

JWT_BACKDATED = 60
"""Seconds by which `iat` lies back, for clocks that differ."""
JWT_LIFE = 9 * 60
"""Seconds from now to `exp`; with the backdating that is GitHub's ten minutes at most."""
JWT_REUSED = 5 * 60
CLOCK_WRONG = 30.0
"""Seconds by which the machine's clock may differ from GitHub's."""
TOKEN_SPARE = 5 * 60
"""Seconds before its end at which an installation token (an hour long) is no longer used."""


class Auth(Protocol):
    """What goes into the `Authorization` header, and what to do when it is refused."""

    async def header(self) -> str:
        """The header's value."""

    def refused(self, header: str, answer: Mapping[str, str]) -> bool:
        """GitHub answered 401 to `header`; `answer` are the headers of that. True: the next one may be better."""


class Authorize:
    """Client middleware: credentials for the API's own origin and for no other, also after a redirect."""

    def __init__(self, auth: Auth, origin: URL) -> None:
        self._auth = auth
        self._origin = origin

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        """The answer; a 401 to a token that was kept is asked again with a new one."""
        if request.url.origin() != self._origin:
            request.headers.popall(hdrs.AUTHORIZATION, None)
            return await handler(request)
        header = request.headers[hdrs.AUTHORIZATION] = await self._auth.header()
        response = await handler(request)
        if response.status != 401 or not self._auth.refused(header, response.headers):
            return response
        request.headers[hdrs.AUTHORIZATION] = await self._auth.header()
        return await handler(request)


class TokenAuth:
    """A token given from outside: a person's, or an Action's."""

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    async def header(self) -> str:
        """The header's value."""
        return self._header

    def refused(self, header: str, answer: Mapping[str, str]) -> bool:
        """There is no other token to try."""
        return False


class GitHubTime:
    """GitHub's time: by the machine's clock and, where that is wrong, by the date of an answer."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._off = 0.0

    def now(self) -> float:
        """Seconds since 1970."""
        return self._now() + self._off

    def correct(self, answer: Mapping[str, str]) -> bool:
        """Take the date of an answer's headers; whether the time was wrong."""
        off = said_at(answer, self.now()) - self._now()
        wrong = abs(off - self._off) > CLOCK_WRONG
        if wrong:
            log.warning("this machine's clock is wrong; GitHub's time is used", seconds_ahead=round(-off))
            self._off = off
        return wrong


class AppAuth:
    """The App itself. Its key is loaded once: loading checks the primes, 30 ms each time."""

    def __init__(self, app_id: str, private_key: str, now: Callable[[], float] = time.time) -> None:
        self._app_id = app_id
        self._key = load_key(private_key)
        self.time = GitHubTime(now)
        self._jwt = ""
        self._made = 0.0

    async def header(self) -> str:
        """The header with a JWT that is used again for some minutes."""
        now = self.time.now()
        if not self._made <= now < self._made + JWT_REUSED:
            claims = {"iss": self._app_id, "iat": int(now) - JWT_BACKDATED, "exp": int(now) + JWT_LIFE}
            self._jwt = jwt.encode(claims, self._key, algorithm="RS256")
            self._made = now
        return f"Bearer {self._jwt}"

    def refused(self, header: str, answer: Mapping[str, str]) -> bool:
        """Another JWT of the same key is refused as well, unless this one had a wrong time."""
        wrong = self.time.correct(answer)
        if wrong:
            self._made = 0.0
        return wrong


@lru_cache(maxsize=8)
def load_key(pem: str) -> RSAPrivateKey:
    """The App's key from its PEM text. SettingsError, which never quotes it, if it is not an RSA key.

    Cached, because loading validates the key, which takes 30 ms.
    """
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError):
        raise SettingsError(
            "PRIVATE_KEY is not a private key in PEM form; it starts with '-----BEGIN RSA PRIVATE KEY-----' "
            "and comes as a file from the App's page on GitHub (PRIVATE_KEY_PATH may name that file)"
        ) from None
    if not isinstance(key, RSAPrivateKey):
        raise SettingsError("PRIVATE_KEY is no RSA key; GitHub Apps sign with the RSA key that GitHub made for them")
    return key


@dataclass(frozen=True, slots=True)
class Token:
    """An installation token. No assumption on its form or length."""

    text: str = field(repr=False)
    until: datetime


class Tokens:
    """The tokens of all installations: kept until shortly before their end, asked for once at a time each.

    `ask` gives a new token for an installation.
    """

    def __init__(self, ask: Callable[[int], Awaitable[Token]], now: Callable[[], float] = time.time) -> None:
        self._ask = ask
        self._kept: TLRUCache[int, Token] = TLRUCache(
            10_000, ttu=lambda _, token, __: token.until.timestamp() - TOKEN_SPARE, timer=now
        )
        self._asking: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def token(self, installation: int) -> Token:
        """The installation's token."""
        async with self._asking[installation]:
            token = self._kept.get(installation)
            if token is None:
                token = await self._ask(installation)
                self._kept[installation] = token
            return token

    def forget(self, installation: int, text: str) -> None:
        """Drop a token that was refused; a newer one that has taken its place stays."""
        token = self._kept.get(installation)
        if token is not None and token.text == text:
            del self._kept[installation]


class InstallationAuth:
    """One installation of the App."""

    def __init__(self, tokens: Tokens, installation: int) -> None:
        self._tokens = tokens
        self._installation = installation

    async def header(self) -> str:
        """The header with the installation's token."""
        return f"Bearer {(await self._tokens.token(self._installation)).text}"

    def refused(self, header: str, answer: Mapping[str, str]) -> bool:
        """Drop the token, so that the next header uses a new one."""
        self._tokens.forget(self._installation, header.removeprefix("Bearer "))
        return True
