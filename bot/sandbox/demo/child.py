"""The bot as a child process: starting it, reading its log, stopping it."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.sandbox.demo.bot_log import Line
from bot.sandbox.github.app import AppSpec
from bot.sandbox.started import free_port, is_ready

SERVE = (sys.executable, "-m", "bot", "serve")

START = 30.0
"""Seconds that the bot may take to start, and to stop."""


class BotFailed(RuntimeError):
    """The bot did not start, or it ended unexpectedly. The text holds the end of its output."""


@dataclass(slots=True)
class Bot:
    """A running bot. `synced` holds the commits that it has synced."""

    process: asyncio.subprocess.Process
    url: str
    errors: Path
    synced: set[str] = field(default_factory=set)
    ending: bool = False
    """It is being stopped; further log lines are not passed on."""
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def listen(self, on_line: Callable[[Line], None]) -> None:
        """Read its log to the end and pass each line to `on_line`."""
        assert self.process.stdout is not None
        async for raw in self.process.stdout:
            line = _line(raw)
            if not self.ending:
                on_line(line)
            async with self._news:
                if line.get("event") == "synced":
                    self.synced.add(str(line.get("commit")))
                self._news.notify_all()
        # Its output ends shortly before the process does. Waiters must see the exit status.
        await self.process.wait()
        async with self._news:
            self._news.notify_all()

    async def done_with(self, commit: str, patience: float = 300) -> None:
        """Wait until the bot has synced a commit. BotFailed if it ends, or after `patience` seconds."""
        async with self._news:
            try:
                async with asyncio.timeout(patience):
                    await self._news.wait_for(lambda: commit in self.synced or self.process.returncode is not None)
            except TimeoutError:
                raise BotFailed(
                    f"the bot had not synced {commit[:7]} after {patience:.0f} s\n{self.end_of_log()}"
                ) from None
        if commit not in self.synced:
            raise BotFailed(f"the bot ended with {self.process.returncode}\n{self.end_of_log()}")

    async def ready(self) -> None:
        """Wait until it answers `/readyz` with 200. BotFailed if it does not."""
        if not await is_ready(self.url, self.process, START):
            raise BotFailed(f"the bot did not start\n{self.end_of_log()}")

    def end_of_log(self) -> str:
        """The end of its stderr."""
        return self.errors.read_text(errors="replace")[-2000:]


@asynccontextmanager
async def running(
    app: AppSpec, api: str, on_line: Callable[[Line], None], command: Sequence[str] = SERVE
) -> AsyncIterator[Bot]:
    """Run the bot until the context ends. Yields it when it is ready."""
    with TemporaryDirectory(prefix="duly-") as folder:
        home, port = Path(folder), free_port()
        key = home / "app.pem"
        key.touch(mode=0o600)
        key.write_text(app.private_key)
        with (home / "stderr").open("wb") as errors:
            process = await asyncio.create_subprocess_exec(
                *command,
                env=_environment(app, api, home, port),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                limit=2**24,
                # Ctrl-C in the terminal is for the demo, which then stops the bot.
                start_new_session=True,
            )
        bot = Bot(process, f"http://127.0.0.1:{port}", home / "stderr")
        listening = asyncio.create_task(bot.listen(on_line))
        try:
            await bot.ready()
            yield bot
        finally:
            bot.ending = True
            await _end(process)
            await listening


def _environment(app: AppSpec, api: str, home: Path, port: int) -> dict[str, str]:
    # Real credentials in the environment must not reach this bot.
    kept = {name: value for name, value in os.environ.items() if name not in ("GITHUB_TOKEN", "PRIVATE_KEY")}
    return kept | {
        "APP_ID": str(app.id),
        "PRIVATE_KEY_PATH": str(home / "app.pem"),
        "WEBHOOK_SECRET": app.webhook_secret,
        "GITHUB_API_URL": api,
        "DATABASE_URL": f"sqlite:///{home / 'duly.db'}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "LOG_LEVEL": "info",
        "DULY_WRITE_INTERVAL": "0",
        # Here one person gives the commands of many; those above the budget would wait for ten minutes.
        "COMMANDS": "1000",
        "PYTHONUNBUFFERED": "1",
    }


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(START):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _line(raw: bytes) -> Line:
    try:
        line = json.loads(raw)
    except ValueError:
        line = None
    return line if isinstance(line, dict) else {"event": "said", "text": raw.decode(errors="replace").rstrip()}
