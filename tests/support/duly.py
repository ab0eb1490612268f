"""All of Duly on loopback in one process: a sandbox, and the real server, queue and worker beside it."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.github.client import GitHub, Waits
from bot.github.transport.rate_limit import Time
from bot.jobs.budget import Budget
from bot.jobs.dispatch import Dispatcher
from bot.queue.batches import Outcome
from bot.queue.job import CatchUp, Job, Taken, Unfinished
from bot.queue.sqlite.queue import SqliteQueue
from bot.queue.worker import Worker
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.records import Issue
from bot.sandbox.github.state.repository import Repository
from bot.settings import Settings
from bot.web.app import create_app

CONFIG = ".github/duly.yml"
NAME = "harbour/notes"
PEOPLE = {"ada": "write", "bea": "write", "cyd": "triage"}
WAITS = Waits()
PATIENCE = 60.0
"""Seconds after which a test fails in which jobs are still left."""


async def rested(sandbox: Sandbox, empty: Callable[[], Awaitable[object]]) -> None:
    """Wait until every webhook was taken and no job is left. `empty` waits for the latter."""
    await sandbox.settled()
    taken = -1
    # The write of a last job may send a webhook while the queue is asked, which is empty until that one is taken.
    while taken < len(sandbox.deliveries):
        taken = len(sandbox.deliveries)
        await empty()
        await sandbox.settled()


@dataclass(slots=True)
class Hurry:
    """A clock that skips every pause, for the sandbox, for Duly and for the queue."""

    leapt: float = 0.0
    pauses: list[tuple[float, str]] = field(default_factory=list)
    """Seconds and reason of each pause that a job was put back for; those of a step back too."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.leapt

    def utc(self) -> datetime:
        """The same as a datetime, for the sandbox."""
        return datetime.fromtimestamp(self.now(), UTC)

    @property
    def time(self) -> Time:
        """The same clock, for Duly's client."""
        return Time(self.now, self.now, self.sleep)

    async def sleep(self, seconds: float) -> None:
        """Skip the time."""
        self.leapt += seconds
        await asyncio.sleep(0)

    @web.middleware
    async def a_write_a_second(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """For the sandbox: each write takes a second."""
        self.leapt += request.method in {"PATCH", "POST"}
        return await handler(request)


class WatchedQueue(SqliteQueue):
    """The real queue, with an event for changes, so that tests need not poll."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time, debounce: float = 0) -> None:
        super().__init__(path, clock, debounce)
        self._changed = asyncio.Event()

    async def empty(self) -> None:
        """Wait until no job waits or runs."""
        await self.until(self._is_empty)

    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        """Wait for a change of the queue after which something holds."""
        while True:
            self._changed.clear()
            if await holds():
                return
            await self._changed.wait()

    async def _is_empty(self) -> bool:
        return not await self.depth()

    async def put_all(self, jobs: Sequence[Job]) -> Sequence[Outcome[bool]]:
        """Keep `jobs`."""
        kept = await super().put_all(jobs)
        self._changed.set()
        return kept

    async def done(self, taken: Taken) -> None:
        """Forget a finished job."""
        await super().done(taken)
        self._changed.set()

    async def requeue(self, taken: Taken, end: Unfinished) -> None:
        """Put a job back."""
        await super().requeue(taken, end)
        self._changed.set()


class HurriedQueue(WatchedQueue):
    """A queue with its pauses skipped."""

    def __init__(self, path: Path, hurry: Hurry) -> None:
        super().__init__(path, hurry.now)
        self._hurry = hurry

    async def requeue(self, taken: Taken, end: Unfinished) -> None:
        """Put a job back. It is due at once."""
        self._hurry.pauses.append((end.after, end.why))
        self._hurry.leapt += end.after
        await super().requeue(taken, replace(end, after=0))


@dataclass(slots=True)
class Stage:
    """A repository whose webhooks reach a running Duly."""

    sandbox: Sandbox
    repository: Repository
    queue: WatchedQueue
    settings: Settings
    board: bool = False
    """Each config that is pushed here asks for a board, where it does not name one."""

    async def push(self, files: Mapping[str, str | None], *, author: str | None = "ada") -> str:
        """Push files (None deletes) and wait until Duly has no job left; the commit."""
        if self.board:
            files = {path: with_board(text) if path == CONFIG else text for path, text in files.items()}
        commit = self.repository.push(files, author=author)
        await self.rest()
        return commit

    async def note(self, day: str, *lines: str) -> str:
        """Push the note of a meeting whose action list is `lines`."""
        text = f"# {day} meeting\n\n## Action items\n\n" + "\n".join(lines) + "\n"
        return await self.push({f"notes/{day}.md": text})

    async def tick(self, day: str, words: str, *, done: bool = True) -> str:
        """Tick (or untick) the box of the line with these words, and push."""
        path = f"notes/{day}.md"
        before, after = ("[ ]", "[x]") if done else ("[x]", "[ ]")
        text = self.repository.read(path) or ""
        lines = [line.replace(before, after, 1) if words in line else line for line in text.splitlines(keepends=True)]
        assert "".join(lines) != text, f"no box to change in a line with {words!r}"
        return await self.push({path: "".join(lines)})

    async def rest(self) -> None:
        """Wait until every webhook is delivered and no job is left."""
        async with asyncio.timeout(PATIENCE):
            await rested(self.sandbox, self.queue.empty)

    async def jobs(self) -> int:
        """How many jobs wait or run."""
        return await self.queue.depth()

    async def look(self) -> None:
        """An hour passes: Duly looks for what no delivery brought."""
        place = self.repository
        job = Job(
            installation=self.sandbox.installation(place).id,
            repository=place.id,
            full_name=place.full_name,
            branch="main",
            work=CatchUp(),
            why="an hour has passed",
        )
        await self.queue.put(job)
        await self.rest()

    @property
    def pulls(self) -> list[Issue]:
        """The pull requests, also those that are closed."""
        return [issue for issue in self.repository.state.issues.values() if issue.pull]

    def writes(self) -> int:
        """The number of writes that Duly has made, check runs included."""
        return len(self.repository.writes)


def with_board(config: str | None) -> str | None:
    """A config that asks for a board, where it does not name one."""
    if config is None or re.search("^board:", config, re.MULTILINE):
        return config
    return f"{config.rstrip()}\nboard: true\n".lstrip()


def settings_of(sandbox: Sandbox, api: str) -> Settings:
    """The settings of a Duly beside `sandbox`."""
    return Settings(
        app_id=str(sandbox.app.id),
        private_key=sandbox.app.private_key,
        webhook_secret=sandbox.app.webhook_secret,
        github_api_url=api,
        write_interval=0,
    )


@asynccontextmanager
async def staged(
    folder: Path,
    *,
    config: str | None = "",
    sandbox: Sandbox | None = None,
    people: Mapping[str, str] = PEOPLE,
    hurry: Hurry | None = None,
    waits: Waits = WAITS,
    debounce: float = 0,
    board: bool = False,
) -> AsyncIterator[Stage]:
    """A stage with one repository. `config` is the text of its config file, None for none; `folder` holds the queue.

    With `hurry` pauses are skipped by its clock. `waits` is Duly's patience, `debounce` as in `SqliteQueue`, `board` as in
    `Stage`.
    """
    config = with_board(config) if board else config
    sandbox = sandbox or (Sandbox(clock=hurry.utc) if hurry else Sandbox())
    async with sandbox.serve():
        first = {"README.md": "# Notes\n"} | ({} if config is None else {CONFIG: config})
        repository = sandbox.create_repository(NAME, collaborators=people, files=first)
        async with beside(sandbox, folder, hurry, waits, debounce=debounce) as queue:
            yield Stage(sandbox, repository, queue, settings_of(sandbox, sandbox.url), board)


@asynccontextmanager
async def beside(
    sandbox: Sandbox,
    folder: Path,
    hurry: Hurry | None = None,
    waits: Waits = WAITS,
    *,
    grace: float = 5,
    debounce: float = 0,
) -> AsyncIterator[WatchedQueue]:
    """Duly beside a served sandbox: its server, queue and worker. `grace` as in `Worker.stop`."""
    settings = settings_of(sandbox, sandbox.url)
    queue = HurriedQueue(folder / "duly.db", hurry) if hurry else WatchedQueue(folder / "duly.db", debounce=debounce)
    async with AsyncExitStack() as stack:
        await queue.open()
        stack.push_async_callback(queue.close)
        github = GitHub(settings, waits=waits, time=hurry.time if hurry else Time())
        await stack.enter_async_context(github)
        budget = Budget(now=hurry.now) if hurry else Budget()
        worker = Worker(queue, Dispatcher(github, queue, budget).perform)
        working = asyncio.create_task(worker.run())
        stack.push_async_callback(_ended, worker, working, grace)
        runner = web.AppRunner(create_app(queue, settings), access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        sandbox.webhook_url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
        yield queue


async def _ended(worker: Worker, working: asyncio.Task[None], grace: float) -> None:
    await worker.stop(grace)
    await working
