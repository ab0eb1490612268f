"""A server on loopback that answers as scripted and records the requests."""

import asyncio
import hashlib
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import formatdate

from aiohttp import web
from aiohttp.test_utils import TestServer
from multidict import CIMultiDict

from bot.github.client import GitHub, Waits
from bot.github.repository import Repository
from bot.github.transport.rate_limit import Time
from bot.settings import Settings

START = datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp()
BASE = "/repos/owner/notes"
WAITS = Waits()
TOKEN = "ghp_of_a_person"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. `drop`: the connection is closed without an answer; `cut`: in the middle of it; `wait`: seconds before it."""

    body: object = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False
    cut: bool = False
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Call:
    """A request."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: object

    @property
    def authorization(self) -> str:
        return self.headers.get("authorization", "")


class Clock:
    """A clock that advances only in `sleep`."""

    def __init__(self) -> None:
        self.time = START
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def as_time(self) -> Time:
        return Time(self.now, self.now, self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


class ScriptedGitHub:
    """Answers by method and path, in the order given; the last one repeats. Every GET has an ETag, as on GitHub."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.clock = Clock()
        self.writers = 0
        """The maximum number of simultaneous writes."""
        self._writing = 0
        self._answers: defaultdict[tuple[str, str], list[Answer]] = defaultdict(list)
        self.server = TestServer(self._app())

    @property
    def url(self) -> str:
        return str(self.server.make_url("/")).rstrip("/")

    def on(self, method: str, path: str, *answers: Answer | object) -> None:
        """Script the answers to `method path`; a plain value is a 200 (201 for POST) with it as JSON."""
        created = 201 if method == "POST" else 200
        told = [one if isinstance(one, Answer) else Answer(one, status=created) for one in answers]
        self._answers[method, path] = told

    def asked(self, method: str = "", path: str = "") -> list[Call]:
        """The requests so far, of one method or path."""
        return [call for call in self.calls if method in {"", call.method} and path in {"", call.path}]

    def lines(self) -> list[str]:
        """The requests so far as `GET /path`."""
        return [f"{call.method} {call.path}" for call in self.calls]

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/{path:.*}", self._answer)
        return app

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        raw = await request.text()
        body = json.loads(raw) if raw else None
        self.calls.append(
            Call(request.method, request.rel_url.raw_path, request.query_string, CIMultiDict(request.headers), body)
        )
        told = self._answers.get((request.method, request.rel_url.raw_path))
        if not told:
            return web.json_response({"message": "Not Found"}, status=404)
        answer = told.pop(0) if len(told) > 1 else told[0]
        self._writing += request.method != "GET"
        self.writers = max(self.writers, self._writing)
        await asyncio.sleep(answer.wait)
        self._writing -= request.method != "GET"
        if answer.cut:
            return await _half(request)
        if answer.drop and request.transport:
            request.transport.abort()
        return _response(request, answer, formatdate(self.clock.now(), usegmt=True))


async def _half(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"content-type": "application/json", "content-length": "1000"})
    await response.prepare(request)
    await response.write(b'{"number": 1')
    if request.transport:
        request.transport.abort()
    return response


def _response(request: web.Request, answer: Answer, date: str) -> web.Response:
    body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
    headers = CIMultiDict({"content-type": "application/json; charset=utf-8", "date": date, **answer.headers})
    if request.method == "GET" and answer.status == 200:
        headers["etag"] = f'"{hashlib.sha256(body).hexdigest()}"'
        if request.headers.get("if-none-match") == headers["etag"]:
            return web.Response(status=304, headers={"etag": headers["etag"]})
    if answer.status in {204, 304}:
        return web.Response(status=answer.status)
    return web.Response(status=answer.status, headers=headers, body=body)


@asynccontextmanager
async def at(stage: ScriptedGitHub, waits: Waits = WAITS, **settings: object) -> AsyncIterator[GitHub]:
    """Duly's client for the scripted server: with a person's token and no pace, unless `settings` say otherwise."""
    told: dict[str, object] = {"github_token": TOKEN, "write_interval": 0.0, "github_api_url": stage.url, **settings}
    made = Settings(**told)  # type: ignore[arg-type]
    async with GitHub(made, time=stage.clock.as_time(), waits=waits) as github:
        yield github


@asynccontextmanager
async def repository_at(stage: ScriptedGitHub, waits: Waits = WAITS, **settings: object) -> AsyncIterator[Repository]:
    """The repository owner/notes (id 7, branch main) on the scripted server."""
    stage.on("GET", "/user", {"login": "duly-person"})
    async with at(stage, waits, **settings) as github:
        yield await github.repository("owner/notes", id=7, branch="main")


def issue(number: int, **fields: object) -> dict[str, object]:
    """An issue as GitHub returns it."""
    return {
        "number": number,
        "title": f"Issue {number}",
        "body": "",
        "state": "open",
        "state_reason": None,
        "labels": [],
        "assignees": [],
        "user": {"login": "duly-person"},
        "locked": False,
        "comments": 0,
        "html_url": f"https://github.com/owner/notes/issues/{number}",
        "updated_at": "2026-03-01T12:00:00Z",
        **fields,
    }


def marked(key: str) -> str:
    """A body with the marker for `key`."""
    return f'<!-- duly:1 {{"key":"{key}"}} -->\ntext'
