"""One call of the API: the request as a route gets it, the answer, and the registry of routes."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import ceil
from typing import TypeVar
from urllib.parse import urlencode

from bot.sandbox.github.auth import Caller
from bot.sandbox.github.errors import Refused, invalid, moved, not_found
from bot.sandbox.github.fields import Body
from bot.sandbox.github.state.records import Issue, RepositoryState
from bot.sandbox.github.state.visit import Visit
from bot.sandbox.github.state.world import Actor, World

T = TypeVar("T")
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a body: JSON where `media` says so, else text; None for none."""

    status: int = 200
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    media: str = JSON

    def raw(self) -> bytes:
        """The bytes of the body."""
        if self.body is None:
            return b""
        if isinstance(self.body, bytes):
            return self.body
        text = json.dumps(self.body, ensure_ascii=False) if self.media == JSON else str(self.body)
        return text.encode()


@dataclass(slots=True, kw_only=True)
class Call:
    """A request whose headers, credentials and body were checked."""

    world: World
    method: str
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    accept: str
    sent: object = None
    """The body as JSON; None where it is empty."""
    caller: Caller
    found: RepositoryState | None = None

    @property
    def base(self) -> str:
        """The address of the API."""
        return self.world.base

    @property
    def repo(self) -> RepositoryState:
        """The repository in the path. Only for routes that have one."""
        assert self.found is not None
        return self.found

    @property
    def body(self) -> Body:
        """The body as an object; 400 for anything else."""
        if self.sent is None:
            return {}
        if not isinstance(self.sent, Mapping):
            raise Refused(400, "Body should be a JSON object")
        return self.sent

    @property
    def actor(self) -> Actor:
        """The actor on the repository; 401 for an anonymous visitor."""
        token = self.caller.token
        if token:
            return Actor(self.world.app.bot, "write", self.world.app)
        if self.caller.user is None:
            raise Refused(401, "Requires authentication")
        return Actor(self.caller.user, self.repo.role(self.caller.user.login))

    @property
    def visit(self) -> Visit:
        """The actor at the repository."""
        return Visit(self.world, self.repo, self.actor)

    def issue(self) -> Issue:
        """The issue of `{number}`: 410 for a deleted one, 301 for a transferred one."""
        number = self.number("number")
        if number in self.repo.moved:
            repository, there = self.repo.moved[number]
            raise moved(301 if self.method == "GET" else 307, f"{self.base}/repositories/{repository}/issues/{there}")
        if number in self.repo.deleted:
            raise Refused(410, "This issue was deleted")
        issue = self.repo.issues.get(number)
        if issue is None:
            raise not_found()
        return issue

    def number(self, name: str) -> int:
        """A number in the path; 404 if it is not a number."""
        text = self.params[name]
        if not text.isascii() or not text.isdigit():
            raise not_found()
        return int(text)

    def choice(self, name: str, default: str, allowed: Iterable[str]) -> str:
        """A query parameter with fixed values; 422 for another one."""
        value = self.query.get(name, default)
        if value not in allowed:
            raise invalid("Query", name, value=value)
        return value

    def time(self, name: str) -> datetime | None:
        """A query parameter with a time; 422 if it is not one."""
        value = self.query.get(name)
        try:
            return datetime.fromisoformat(value).astimezone(UTC) if value else None
        except ValueError:
            raise invalid("Query", name, value=value) from None

    @property
    def page_size(self) -> int:
        """`per_page`: 30 unless asked otherwise, 100 at most."""
        return min(max(_whole(self.query.get("per_page"), 30), 1), 100)

    def paged(self, items: Sequence[T], shape: Callable[[T], object], wrap: str = "") -> Answer:
        """One page of `items` with its `Link`; in an object with `total_count` if `wrap` names the list."""
        size = self.page_size
        page = max(_whole(self.query.get("page"), 1), 1)
        shown = [shape(item) for item in items[(page - 1) * size : page * size]]
        link = self._link(page, max(ceil(len(items) / size), 1))
        body: object = {"total_count": len(items), wrap: shown} if wrap else shown
        return Answer(200, body, {"Link": link} if link else {})

    def _link(self, page: int, last: int) -> str:
        pages = {"prev": page - 1, "next": page + 1, "last": last, "first": 1}
        if page == 1:
            del pages["prev"], pages["first"]
        if page >= last:
            del pages["next"], pages["last"]
        return ", ".join(f'<{self._page(number)}>; rel="{rel}"' for rel, number in pages.items())

    def _page(self, number: int) -> str:
        # GitHub's own links name the repository by its id.
        path = self.path
        if self.found is not None and path.startswith("/repos/"):
            path = f"/repositories/{self.found.id}/" + path.split("/", 4)[4]
        return f"{self.base}{path}?{urlencode({**self.query, 'page': str(number)})}"


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else default


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path template, the permission it `needs`, and the function that answers."""

    method: str
    path: str
    needs: str
    answer: Callable[[Call], Answer]


@dataclass(slots=True)
class Routes:
    """The routes of one module."""

    all: list[Route] = field(default_factory=list)

    def __call__(
        self, method: str, path: str, needs: str = ""
    ) -> Callable[[Callable[[Call], Answer]], Callable[[Call], Answer]]:
        """Register the function below; `needs` is `permission:level`, `app` (the JWT) or empty (anyone)."""

        def register(answer: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
            self.all.append(Route(method, path, needs, answer))
            return answer

        return register


def empty(status: int = 204) -> Answer:
    """An answer without a body."""
    return Answer(status)
