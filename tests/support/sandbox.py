"""A served sandbox with a client for its API and a receiver of its webhooks."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import aiohttp
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from bot.sandbox import AppSpec, ManualClock, Repository, Sandbox
from bot.sandbox.demo.bot_log import BotLog
from bot.sandbox.demo.page import site
from bot.sandbox.github.server import listening

VERSION = "2022-11-28"
PEOPLE = {"ada": "admin", "max": "maintain", "will": "write", "tria": "triage", "rea": "read"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: the body as JSON or text; None if it is empty."""

    status: int
    headers: Mapping[str, str]
    body: Any


@dataclass(slots=True)
class SandboxClient:
    """A sandbox, its client, and the webhooks that it sent. Calling it leaves out the repository: `/issues` is that of `repo`."""

    sandbox: Sandbox
    clock: ManualClock
    repo: Repository
    session: aiohttp.ClientSession
    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answer: int = 202
    token: str = ""
    bot_log: BotLog = field(kw_only=True)

    async def call(self, method: str, path: str, body: object = None, **headers: str | None) -> Reply:
        """Any call. Headers by name with `_` for `-`; None omits one. Bytes are sent as they are, everything else as JSON."""
        given = {
            "Authorization": f"Bearer {self.token}",
            "Accept": "application/vnd.github+json",
            "User-Agent": "tests",
            "X-GitHub-Api-Version": VERSION,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        sent = {name: value for name, value in given.items() if value is not None}
        payload: dict[str, Any] = {"data": body} if isinstance(body, bytes) else {} if body is None else {"json": body}
        url = path if path.startswith("http") else self.sandbox.url + path
        skip = ("User-Agent",) if "User-Agent" not in sent else ()
        async with self.session.request(
            method, url, headers=sent, allow_redirects=False, skip_auto_headers=skip, **payload
        ) as response:
            raw = await response.text()
            body = await response.json() if response.content_type == "application/json" and raw else raw or None
            return Reply(response.status, response.headers, body)

    async def __call__(self, method: str, path: str, body: object = None, **headers: str | None) -> Reply:
        """A call below the repository, as the App's installation unless `Authorization` says otherwise."""
        return await self.call(method, f"/repos/{self.repo.full_name}{path}", body, **headers)

    def jwt(self, **claims: object) -> str:
        """The App's JWT; `claims` override the valid ones."""
        now = int(self.clock().timestamp())
        good = {"iat": now - 60, "exp": now + 540, "iss": str(self.sandbox.app.id)}
        return jwt.encode({**good, **claims}, _key(self.sandbox.app.private_key), algorithm="RS256")

    async def as_app(self, method: str, path: str, body: object = None) -> Reply:
        """A call with the JWT."""
        return await self.call(method, path, body, Authorization=f"Bearer {self.jwt()}")

    async def log_in(self, **body: object) -> Reply:
        """Get an installation token, and use it from now on."""
        number = self.sandbox.installation(self.repo).id
        reply = await self.as_app("POST", f"/app/installations/{number}/access_tokens", body or None)
        self.token = reply.body["token"] if reply.status == 201 else self.token
        return reply

    def person(self, login: str) -> str:
        """An `Authorization` header with a person's token."""
        return f"token {self.sandbox.person(login)}"

    async def events(self) -> list[str]:
        """The webhooks since the last call, as `event.action`. Waits until all are delivered."""
        await self.sandbox.settled()
        names = [".".join(filter(None, (event, payload.get("action")))) for event, payload in self.heard]
        self.heard.clear()
        return names


@cache
def _key(pem: str) -> RSAPrivateKey:
    """The key, loaded once, because that takes 30 ms."""
    key = load_pem_private_key(pem.encode(), password=None)
    assert isinstance(key, RSAPrivateKey)
    return key


@asynccontextmanager
async def sandbox_client(spec: AppSpec | None = None) -> AsyncIterator[SandboxClient]:
    """A client of a sandbox with the repository `harbour/notes`, which has one note. The client is the App's installation."""
    clock = ManualClock()
    sandbox = Sandbox(spec or AppSpec(), clock)
    bot_log = site.attach(sandbox)
    async with aiohttp.ClientSession() as session:
        heard: list[tuple[str, dict[str, Any]]] = []

        async def hear(request: web.Request) -> web.Response:
            heard.append((request.headers["X-GitHub-Event"], await request.json()))
            return web.Response(status=it.answer)

        ear = web.Application()
        ear.router.add_post("/webhook", hear)
        async with listening(ear, "127.0.0.1", 0) as address, sandbox.serve():
            sandbox.webhook_url = f"{address}/webhook"
            repo = sandbox.create_repository(
                "harbour/notes",
                collaborators=PEOPLE,
                files={"2024-03-01.md": "# Harbour\n\n* [ ] (AB) oil the crane\n"},
            )
            it = SandboxClient(sandbox, clock, repo, session, heard, bot_log=bot_log)
            await it.log_in()
            await it.events()
            sandbox.recorder.clear()
            yield it
