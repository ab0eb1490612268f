"""Who wrote what and when, seen from the sandbox, and when each process worked for a lane, by its log."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox.fleet.processes import Member


@dataclass(frozen=True, slots=True)
class Write:
    """A write that the sandbox received."""

    at: float
    lane: int
    pid: int
    what: str


@dataclass(frozen=True, slots=True)
class Run:
    """A process had a job of a lane. `end` None: its end was never logged."""

    lane: int
    pid: int
    begin: float
    end: float | None


class Watch:
    """Sees the writes to repositories. `lane_of` gives the installation of a repository's name."""

    def __init__(self, lane_of: Callable[[str], int], pids: Callable[[], Sequence[int]]) -> None:
        self.writes: list[Write] = []
        self._lane_of = lane_of
        self._pids = pids
        self._owners: dict[int, int] = {}
        """The process behind a port, as it was when it was seen first."""

    def middleware(self) -> Middleware:
        """Notes each write before it is done."""

        @web.middleware
        async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.method != "GET" and request.path.startswith("/repos/"):
                at, name = time.time(), "/".join(request.path.split("/")[2:4])
                self.writes.append(
                    Write(at, self._lane_of(name), self._pid(request), f"{request.method} {request.path}")
                )
            return await handler(request)

        return note

    def _pid(self, request: web.Request) -> int:
        assert request.transport is not None
        port = request.transport.get_extra_info("peername")[1]
        if self._owners.get(port) not in self._pids():
            self._owners[port] = next((pid for pid in self._pids() if port in _ports(pid)), 0)
        return self._owners[port]


def _ports(pid: int) -> Iterator[int]:
    """The local ports of a process's connections."""
    try:
        sockets = {_inode(link) for link in Path(f"/proc/{pid}/fd").iterdir()}
        table = Path(f"/proc/{pid}/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return
    for line in table:
        fields = line.split()
        if fields[9] in sockets:
            yield int(fields[1].partition(":")[2], 16)


def _inode(link: Path) -> str:
    try:
        return str(link.readlink()).removeprefix("socket:[").removesuffix("]")
    except OSError:
        return ""


def runs(member: Member) -> Iterator[Run]:
    """The jobs that the processes of a member had."""
    for pid, log in zip(member.pids, member.logs, strict=True):
        yield from _runs(pid, log)


def _runs(pid: int, log: Path) -> Iterator[Run]:
    begun: dict[int, float] = {}
    for line in _lines(log):
        lane, at = line.get("lane"), line.get("timestamp", "")
        if not isinstance(lane, int):
            continue
        if line.get("event") == "job begun":
            begun[lane] = _seconds(at)
        elif line.get("event") == "job ended" and lane in begun:
            yield Run(lane, pid, begun.pop(lane), _seconds(at))
    for lane, begin in begun.items():
        yield Run(lane, pid, begin, None)


def _lines(log: Path) -> Iterator[dict[str, object]]:
    for text in log.read_text(errors="replace").splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue  # cut off by a kill
        if isinstance(line, dict):
            yield line


def _seconds(timestamp: object) -> float:
    return datetime.fromisoformat(str(timestamp)).timestamp()
