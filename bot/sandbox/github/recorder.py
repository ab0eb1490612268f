"""A record of all API calls, in the form that validators of GitHub's API description read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

API = "https://api.github.com"
"""Replaces the sandbox's own address in `url`."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer. A body is a JSON value, text, or None."""

    method: str
    url: str
    request_headers: dict[str, str]
    request_body: object
    status: int
    response_headers: dict[str, str]
    response_body: object

    def as_json(self) -> dict[str, object]:
        """The exchange as one line of the file."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def path(self) -> str:
        """The path with its query."""
        return self.url.removeprefix(API)


class Recorder:
    """Records exchanges, newest last. Tests `clear` it between steps."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []

    def __len__(self) -> int:
        """The number of exchanges."""
        return len(self.exchanges)

    def clear(self) -> None:
        """Remove all exchanges."""
        self.exchanges.clear()

    def calls(self, method: str = "") -> list[tuple[str, str]]:
        """Method and path of each exchange, of one method only if given."""
        return [(one.method, one.path) for one in self.exchanges if method in ("", one.method)]

    def write(self, path: Path) -> None:
        """One JSON object a line."""
        write_lines(path, (one.as_json() for one in self.exchanges))

    def middleware(self) -> Middleware:
        """The middleware that records; it must be the outermost."""

        @web.middleware
        async def listen(request: web.Request, handler: Handler) -> web.StreamResponse:
            body = await request.read()
            response = await handler(request)
            # Routes of extensions have names, those of the API have none.
            if not request.path.startswith("/sandbox/") and request.match_info.route.name is None:
                self.exchanges.append(_exchange(request, body, response))
            return response

        return listen


def write_lines(path: Path, rows: Iterable[dict[str, object]]) -> None:
    """JSON lines into a file."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _exchange(request: web.Request, body: bytes, response: web.StreamResponse) -> Exchange:
    sent = response.body if isinstance(response, web.Response) else None
    return Exchange(
        method=request.method,
        url=API + request.raw_path,
        request_headers=dict(request.headers),
        request_body=_read(body),
        status=response.status,
        response_headers=dict(response.headers),
        response_body=_read(sent if isinstance(sent, bytes) else b""),
    )


def _read(body: bytes) -> object:
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
