"""GitHub for one process: the account that Duly has there, and the repositories it works in."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Self

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from cachetools import LRUCache
from yarl import URL

from bot.core import limits
from bot.github.errors import GitHubError, NoLongerInstalled, Refused, Unreachable
from bot.github.git.files import Store
from bot.github.installations import AppApi, Identity, facts_of, installed_repositories
from bot.github.payloads.accounts import AccessToken, Installation, RepositoryFacts, User
from bot.github.transport.api import Api, RepositoryRef, Wire
from bot.github.transport.auth import AppAuth, Auth, Authorize, InstallationAuth, Token, TokenAuth, Tokens
from bot.github.transport.bounds import BoundedResponse, PublicResolver
from bot.github.transport.etags import Etags
from bot.github.transport.guard import Guard, MayWrite, always
from bot.github.transport.measured import Measured
from bot.github.transport.rate_limit import PATIENCE, SYSTEM_TIME, Pace, Time
from bot.github.transport.retry import READ_PAUSES, Retry, Whole
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from bot.github.repository import Repository

API_VERSION = "2022-11-28"
__all__ = ["GitHub", "GitHubError", "Waits"]

CONNECT = 10.0
"""Seconds to reach the server."""
_FULL_NAME = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long GitHub may take: `answer` seconds for one answer; `patience` for a pause it asks for, before RateLimited."""

    answer: float = 30.0
    patience: float = PATIENCE


class GitHub:
    """Use as an async context manager. With App credentials the App does the work, else GITHUB_TOKEN.

    Raises SettingsError at once where there are no credentials or the key is none.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        time: Time = SYSTEM_TIME,
        waits: Waits = Waits(),
        may_write: MayWrite = always,
    ) -> None:
        """`may_write`: asked just before each write; LeaseLost where it says no."""
        self._settings = settings
        self._time = time
        self._waits = waits
        self._may_write = may_write
        self._own: Auth = own_auth(settings, time.now)
        self._is_app = isinstance(self._own, AppAuth)
        self._tokens = Tokens(self._new_token, self._own.time.now if isinstance(self._own, AppAuth) else time.now)
        self._etags = Etags()
        self._store = Store()
        self._wires: dict[int, Wire] = {}
        self._repositories: LRUCache[tuple[int, int], Repository] = LRUCache(1000)
        self._writer = ""
        self._asking = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Open the session."""
        self._session = ClientSession(
            connector=TCPConnector(resolver=PublicResolver(URL(self._settings.github_api_url).host or "")),
            response_class=BoundedResponse,
            headers={"X-GitHub-Api-Version": API_VERSION},
            cookie_jar=DummyCookieJar(),
            # No total time, which would include the waits between calls; Whole limits each answer.
            timeout=ClientTimeout(total=None, sock_connect=CONNECT),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the session."""
        await self._session.close()

    async def writer(self) -> str:
        """The login that Duly writes as: `slug[bot]` of the App, or the token's. Asked once."""
        async with self._asking:
            if not self._writer:
                self._writer = (await self.identity()).login
            return self._writer

    async def repository(
        self, full_name: str, *, installation: int = 0, id: int | None = None, branch: str = "", private: bool = True
    ) -> "Repository":
        """The repository `owner/name`; no call is made where installation, id and branch are known, and `private` counts then.

        Raises Unreachable where it is not there, or the App is not installed in it.
        """
        if not _FULL_NAME.fullmatch(full_name):
            raise Unreachable(f"{full_name!r} is no repository; write OWNER/NAME")
        if self._is_app and not installation:
            installation = await self._installation_of(full_name)
        api = Api(self._wire(installation), id)
        if id is None or not branch:
            facts = await facts_of(api, full_name)
            full_name, id, branch, private = facts.full_name, facts.id, facts.default_branch, facts.private
            api = Api(self._wire(installation), id)
        return self._kept(api, (installation, id), RepositoryRef(full_name, branch, private))

    async def repository_of(self, installation: int, facts: RepositoryFacts) -> "Repository":
        """The repository with these facts, in an installation. No call is made."""
        return await self.repository(
            facts.full_name,
            installation=installation,
            id=facts.id,
            branch=facts.default_branch,
            private=facts.private,
        )

    def now(self) -> datetime:
        """The time of this process's clock, in UTC."""
        return datetime.fromtimestamp(self._time.now(), UTC)

    def pace(self, installation: int) -> Pace:
        """The pace of one installation's writes; 0 is the token's."""
        return self._wire(installation).pace

    def _kept(self, api: Api, key: tuple[int, int], repo: RepositoryRef) -> "Repository":
        """The repository as it was used before, under the name it has now."""
        from bot.github.repository import Repository  # noqa: PLC0415 with all that reads notes: a server may never need it

        repository = self._repositories.get(key)
        if repository is None:
            web = web_address(self._settings.github_api_url)
            repository = Repository(api, repo, web=web, writer=self.writer, store=self._store)
            self._repositories[key] = repository
        known = repository.ref
        known.full_name, known.branch, known.private = repo.full_name, repo.branch, repo.private
        return repository

    @property
    def app(self) -> AppApi | None:
        """The calls of the App itself; None where a token does the work."""
        return AppApi(Api(self._wire(0))) if self._is_app else None

    async def identity(self) -> Identity:
        """Who Duly is to GitHub, asked now. Unreachable, Refused or BadAnswer where the credentials or the address are wrong."""
        if self.app:
            return await self.app.identity()
        return Identity(await self._token_login())

    async def installed_repositories(self, installation: int) -> tuple[RepositoryFacts, ...]:
        """The repositories of an installation, without those that are archived or disabled."""
        return await installed_repositories(Api(self._wire(installation)))

    async def _token_login(self) -> str:
        try:
            return (await Api(self._wire(0)).get(User, "/user")).login
        except Refused as refused:
            if refused.status == HTTPStatus.FORBIDDEN:
                # An Action's token may not ask for its own login.
                return limits.ACTION
            raise

    async def _installation_of(self, full_name: str) -> int:
        found = await Api(self._wire(0)).find(Installation, f"/repos/{full_name}/installation")
        if found is None:
            raise Unreachable(f"the App is not installed in {full_name}, or there is no such repository")
        return found.id

    async def _new_token(self, installation: int) -> Token:
        url = f"/app/installations/{installation}/access_tokens"
        pauses = list(READ_PAUSES)
        while True:
            try:
                answer = await Api(self._wire(0)).send(AccessToken, "POST", url, {})
                return Token(answer.token, answer.expires_at)
            except Refused as refused:
                gone = refused.status == HTTPStatus.NOT_FOUND
                if not gone or not pauses:
                    # Never a plain 404: the call that needs the token would take it for its own.
                    error = NoLongerInstalled if gone else Unreachable
                    raise error(f"no token for installation {installation}: {refused}") from refused
            # A 404 ends the jobs of an installation, so it counts only after it was repeated.
            await self._time.sleep(pauses.pop(0))

    def _wire(self, installation: int) -> Wire:
        """What calls for an installation go through; 0 is the App itself, or the token."""
        if installation not in self._wires:
            self._wires[installation] = self._new_wire(installation)
        return self._wires[installation]

    def _new_wire(self, installation: int) -> Wire:
        base = self._settings.github_api_url
        auth = InstallationAuth(self._tokens, installation) if installation else self._own
        # The App itself only asks for tokens, which the pace does not limit.
        paced = bool(installation) or not self._is_app
        interval = self._settings.write_interval if paced else 0.0
        pace = Pace(interval, self._time, self._waits.patience, serial=paced)
        middlewares = (
            pace,
            Retry(self._time.sleep),
            Authorize(auth, URL(base).origin()),
            Guard(self._may_write),
            Measured(str(installation)),
            Whole(self._waits.answer),
        )
        return Wire(self._session, base, str(installation), middlewares, self._etags, self._time, pace)


def own_auth(settings: Settings, now: Callable[[], float]) -> Auth:
    """The App where its id and key are there, else the token; SettingsError where there is neither."""
    if settings.app_id and settings.private_key:
        return AppAuth(settings.app_id, settings.private_key, now)
    if settings.github_token:
        return TokenAuth(settings.github_token)
    if settings.app_id:
        raise SettingsError("APP_ID is set, but neither PRIVATE_KEY nor PRIVATE_KEY_PATH is")
    raise SettingsError("no credentials: set APP_ID and PRIVATE_KEY (or PRIVATE_KEY_PATH), or GITHUB_TOKEN")


def web_address(api: str) -> str:
    """Where people see what the API at `api` holds: `https://github.com` for `https://api.github.com`."""
    url = URL(api)
    if (url.host or "").startswith("api."):
        return str(url.origin().with_host((url.host or "").removeprefix("api.")))
    return str(url.origin())
