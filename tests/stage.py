"""The whole of Duly on loopback: a sandbox GitHub, the real server, queue and worker beside it, in one process."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.github.client import GitHub
from bot.queue.embedded import EmbeddedQueue
from bot.queue.worker import Worker
from bot.sandbox.repository import Repository
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings
from bot.sync import Syncer
from bot.web.server import create_app

CONFIG = ".github/duly.yml"
NAME = "harbour/notes"
PEOPLE = {"ada": "write", "bea": "write", "cyd": "triage"}
PATIENCE = 60.0
"""Seconds until a story that does not come to rest counts as failed."""


@dataclass(slots=True)
class Stage:
    """A repository whose webhooks reach a running Duly."""

    sandbox: Sandbox
    repository: Repository
    queue: EmbeddedQueue
    settings: Settings

    async def push(self, files: Mapping[str, str | None], *, author: str | None = "ada") -> str:
        """Push files (None deletes) and wait until Duly has come to rest; the commit."""
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
            await self.sandbox.settled()
            while await self.queue.depth():
                await asyncio.sleep(0.005)
                await self.sandbox.settled()

    def writes(self) -> int:
        """How many writes Duly has made so far, check runs included."""
        return len(self.repository.writes)


def settings_of(sandbox: Sandbox, api: str) -> Settings:
    """What the environment would say to a Duly beside `sandbox`."""
    return Settings(
        app_id=str(sandbox.app.id),
        private_key=sandbox.app.private_key,
        webhook_secret=sandbox.app.webhook_secret,
        github_api_url=api,
        write_interval=0,
    )


@asynccontextmanager
async def staged(
    folder: Path, *, config: str | None = "", sandbox: Sandbox | None = None, people: Mapping[str, str] = PEOPLE
) -> AsyncIterator[Stage]:
    """A stage with one repository; `config` is the text of its config file, None for none; `folder` holds the queue."""
    sandbox = sandbox or Sandbox()
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(sandbox.serve())
        first = {"README.md": "# Notes\n"} | ({} if config is None else {CONFIG: config})
        repository = sandbox.create_repository(NAME, collaborators=people, files=first)
        settings = settings_of(sandbox, api)
        queue = EmbeddedQueue(folder / "duly.db")
        await queue.open()
        stack.push_async_callback(queue.close)
        github = await stack.enter_async_context(GitHub(settings))
        worker = Worker(queue, Syncer(github, queue).perform)
        working = asyncio.create_task(worker.run())
        stack.push_async_callback(_ended, worker, working)
        runner = web.AppRunner(create_app(queue, settings), access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        sandbox.webhook_url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
        yield Stage(sandbox, repository, queue, settings)


async def _ended(worker: Worker, working: asyncio.Task[None]) -> None:
    await worker.stop(5)
    await working
