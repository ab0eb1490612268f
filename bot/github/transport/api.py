"""gidgethub over aiohttp for one identity: typed answers, redirects by GitHub's rules, ETags."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

import aiohttp
import structlog
from aiohttp import ClientMiddlewareType, ClientSession
from gidgethub import GitHubBroken, HTTPException
from gidgethub.aiohttp import GitHubAPI
from gidgethub.sansio import create_headers, decipher_response, format_url
from yarl import URL

import bot
from bot.github.errors import BadAnswer, OtherRepository, Refused, Unanswered, Unreachable
from bot.github.payloads.accounts import RepositoryFacts
from bot.github.payloads.parse import parsed
from bot.github.transport.bounds import ANSWER, PAGES, AtMost, TooLarge, check_elsewhere
from bot.github.transport.etags import Etags, keepable
from bot.github.transport.rate_limit import READS, Pace, Time

log = structlog.get_logger(__name__)

T = TypeVar("T")
Variables = Mapping[str, str]
Answer = tuple[int, Mapping[str, str], bytes]

ACCEPT = "application/vnd.github+json"
AGENT = f"duly/{bot.__version__}"
MISSING = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
REDIRECTS = frozenset({301, 302, 307, 308})
RESENT = frozenset({301, 307, 308})
"""Redirects after which a write is sent again as it was; a 302 only ever means "read there"."""
LONGEST_WAY = 5
"""Redirects in a row."""
_BY_ID = re.compile(r"/repositories/(\d+)(?=/|$)")
_BY_NAME = re.compile(r"^.*?/repos/[^/]+/[^/]+")


@dataclass(frozen=True, slots=True)
class Wire:
    """What the calls of one identity share: the session, the API's address, the middlewares, the kept answers, the clock."""

    session: ClientSession
    base: str
    identity: str
    middlewares: Sequence[ClientMiddlewareType]
    etags: Etags
    time: Time
    pace: Pace


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a call goes: the bytes of an answer that are read, and whether a redirect may lead to another server."""

    most: int = ANSWER
    elsewhere: bool = False


@dataclass(slots=True)
class RepositoryRef:
    """A repository by its name and default branch. Both change on GitHub while the id stays, so this value is not frozen."""

    full_name: str
    branch: str
    """The default branch."""
    private: bool = True
    """Also where nobody said."""

    @property
    def base(self) -> str:
        """Its address below the API's."""
        return f"/repos/{self.full_name}"


class Api(GitHubAPI):
    """Calls as one identity. `repository`: the id that an address has to keep when it leads elsewhere; None: any.

    What GitHub refuses rises as Refused, what did not arrive as Unanswered, what cannot be read as BadAnswer.
    """

    def __init__(self, wire: Wire, repository: int | None = None) -> None:
        super().__init__(wire.session, AGENT, base_url=wire.base)
        self._wire = wire
        self.time = wire.time
        self._origin = URL(wire.base).origin()
        self.repository = repository
        self.moved = False
        """A call was redirected: the repository has another name by now."""

    async def until_free(self) -> None:
        """Wait until the pace lets a write go out. Raises RateLimited where that takes too long."""
        await self._wire.pace.until_free()

    async def get(self, shape: type[T], url: str, variables: Variables | None = None) -> T:
        """What stands at `url`."""
        return (await self.page(shape, url, variables))[0]

    async def find(self, shape: type[T], url: str, variables: Variables | None = None) -> T | None:
        """What stands at `url`; None for 404 and 410."""
        try:
            return await self.get(shape, url, variables)
        except Refused as refused:
            if refused.status in MISSING:
                return None
            raise

    async def page(self, shape: type[T], url: str, variables: Variables | None = None) -> tuple[T, str | None]:
        """What stands at `url` and the address of the next page, as GitHub's `Link` gives it."""
        with _named("GET", url):
            answer, more, _ = await self._make_request("GET", url, variables or {}, b"", ACCEPT)
            self._check_origin(url, more)
            return parsed(shape, answer, f"GET {url}"), more

    async def pages(self, shape: type[T], url: str, variables: Variables | None = None) -> list[T]:
        """What stands on all pages of a list."""
        found: list[T] = []
        read: set[str] = set()
        more: str | None = url
        while more:
            if more in read or len(read) == PAGES:
                raise BadAnswer(f"GET {url}: its pages do not end")
            read.add(more)
            page, more = await self.page(list[shape], more, variables)  # type: ignore[valid-type]
            found += page
        return found

    async def small(self, shape: type[T], url: str, most: int) -> T:
        """What stands at `url`, where the answer has at most `most` bytes; TooLarge before more is read."""
        address = format_url(url, {}, base_url=self.base_url)
        with _named("GET", url):
            status, headers, body = await self._follow(
                "GET", address, create_headers(AGENT, accept=ACCEPT), reach=Reach(most)
            )
            answer, _, _ = decipher_response(status, headers, body)
            return parsed(shape, answer, f"GET {url}")

    async def send(
        self, shape: type[T], method: str, url: str, payload: object, variables: Variables | None = None
    ) -> T:
        """Write, and what came back."""
        with _named(method, url):
            answer, _, _ = await self._make_request(method, url, variables or {}, payload, ACCEPT)
            return parsed(shape, answer, f"{method} {url}")

    async def remove(self, url: str) -> None:
        """Take away what stands at `url`; nothing happens where it is gone already."""
        try:
            with _named("DELETE", url):
                await self._make_request("DELETE", url, {}, b"", ACCEPT)
        except Refused as refused:
            if refused.status not in MISSING:
                raise

    async def there(self, url: str, variables: Variables | None = None) -> bool:
        """Whether `url` answers at all; False for 404 and 410."""
        try:
            await self.page(object, url, variables)
        except Refused as refused:
            if refused.status in MISSING:
                return False
            raise
        return True

    async def download(self, url: str) -> bytes | None:
        """The bytes at `url`, also where it leads to another server; None for anything but 200, and for too many bytes."""
        address = format_url(url, {}, base_url=self.base_url)
        try:
            with _named("GET", url):
                headers = create_headers(AGENT, accept=ACCEPT)
                status, _, body = await self._follow("GET", address, headers, reach=Reach(elsewhere=True))
        except (Unanswered, TooLarge, OtherRepository):
            return None
        return body if status == HTTPStatus.OK else None

    async def _request(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        return await self._follow(method, url, headers, body)

    async def _follow(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"", reach: Reach = Reach()
    ) -> Answer:
        """The answer at the end of the redirects. aiohttp's own following turns POST into GET."""
        for _ in range(LONGEST_WAY):
            status, answered, content = await self._exchange(method, url, headers, body, reach.most)
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                # Before gidgethub reads the body: what stands in front of GitHub then sends anything under any name.
                raise GitHubBroken(_known(status))
            if status not in REDIRECTS or "location" not in answered:
                return status, answered, content
            url = await self._target(method, url, status, answered["location"], elsewhere=reach.elsewhere)
        raise OtherRepository(f"{method} {url}: more than {LONGEST_WAY} redirects in a row")

    async def _exchange(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, most: int = ANSWER
    ) -> Answer:
        key = (self._wire.identity, url, headers["accept"])
        kept = self._wire.etags.get(key) if keepable(method, url) else None
        if kept:
            headers = {**headers, "if-none-match": kept.etag}
        async with self._wire.session.request(
            method,
            URL(url, encoded=True),
            headers=headers,
            data=body,
            allow_redirects=False,
            middlewares=(*self._wire.middlewares, AtMost(most)),
        ) as response:
            content = await response.read()
        # Without the query: a download's address holds a token there.
        log.debug("github call", method=method, path=URL(url).path, status=response.status)
        if kept and response.status == HTTPStatus.NOT_MODIFIED:
            return HTTPStatus.OK, kept.headers, kept.body
        if response.status == HTTPStatus.OK and keepable(method, url):
            self._wire.etags.keep(key, response.headers, content)
        return response.status, response.headers, content

    async def _target(self, method: str, url: str, status: int, location: str, *, elsewhere: bool) -> str:
        """Where a redirect leads, if it may be followed; else OtherRepository."""
        target = _joined(url, location)
        away = target.origin() != self._origin
        if away and elsewhere:
            check_elsewhere(target, self._origin)
        elif away or (method not in READS and status not in RESENT):
            raise OtherRepository(f"{method} {url}: led to {target.origin()} by a {status}; nothing was sent there")
        elif self.repository is not None:
            await self._check_repository(method, target)
        return str(target)

    def _check_origin(self, url: str, more: str | None) -> None:
        """Raise OtherRepository where the next page of a list is on another server."""
        if more is not None and (target := _joined(self.base_url, more)).origin() != self._origin:
            raise OtherRepository(f"GET {url}: its next page is at {target.origin()}; nothing was asked there")

    async def _check_repository(self, method: str, target: URL) -> None:
        """Raise OtherRepository where `target` belongs to another repository than the expected one."""
        if named := _BY_ID.search(target.path):
            found = int(named.group(1))
        elif named := _BY_NAME.match(target.path):
            found = await self._id_at(str(target.with_path(named.group(), encoded=True)))
        elif method in READS:
            return
        else:
            found = 0
        if found != self.repository:
            raise OtherRepository(f"{method} {target.path}: is repository {found}, not {self.repository}")
        self.moved = True

    async def _id_at(self, url: str) -> int:
        status, _, body = await self._exchange("GET", url, create_headers(AGENT, accept=ACCEPT), b"")
        if status != HTTPStatus.OK:
            return 0
        with _named("GET", url):
            return parsed(RepositoryFacts, json.loads(body), f"GET {url}").id


def _joined(url: str, location: str) -> URL:
    """The address that a redirect or a `Link` names; OtherRepository where it is no web address."""
    try:
        target = URL(url).join(URL(location, encoded=True))
        target.origin()
    except ValueError:
        raise OtherRepository(f"{url}: leads to an address that is none") from None
    return target


def _known(status: int) -> HTTPStatus:
    """The status, or a plain 500 for those that only some proxies use (520 and so on)."""
    try:
        return HTTPStatus(status)
    except ValueError:
        return HTTPStatus.INTERNAL_SERVER_ERROR


@contextmanager
def _named(method: str, url: str) -> Iterator[None]:
    """Name the call in what goes wrong with it, in the words of `bot.github.errors`."""
    try:
        yield
    except (GitHubBroken, aiohttp.ClientError, TimeoutError) as error:
        raise Unanswered(f"{method} {url}: {error or 'timed out'}") from error
    except HTTPException as error:
        if error.status_code == HTTPStatus.UNAUTHORIZED:
            raise Unreachable(f"{method} {url}: GitHub refuses the credentials ({error})") from error
        said = f"{method} {url}: HTTP {error.status_code} {error}"
        raise Refused(said, error.status_code, getattr(error, "errors", ()), str(error)) from error
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"{method} {url}: no JSON ({error})") from error
