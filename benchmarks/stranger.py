"""How long a push waits while a stranger comments: `python benchmarks/stranger.py [--comments 170] [--text /help]`.

`duly serve` works beside the sandbox over HTTP, with the pace of writes and the budgets that it has by default. A quarter of
the comments come before a push whose note has one new line, the others after it. Printed: the seconds from the push to its
issue, and the calls and writes of Duly's until then and until it rests.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.core.config.schema import PATH as CONFIG
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository
from tests.support.server import Server

DEFAULTS = {"DULY_WRITE_INTERVAL": "1.0", "COMMANDS": "20"}
NOTE = "# {day}\n\n## Action items\n\n* [ ] (Ada) {words}\n"
PATIENCE = 600.0
RESTS = 5.0
"""Seconds without a call after which Duly counts as idle."""


async def until_issues(repository: Repository, count: int) -> float:
    """The seconds until the repository has so many issues."""
    begun = time.monotonic()
    async with asyncio.timeout(PATIENCE):
        while len(repository.issues) < count:  # noqa: ASYNC110 another process opens them
            await asyncio.sleep(0.02)
    return time.monotonic() - begun


async def until_rest(sandbox: Sandbox) -> None:
    """Wait until no call has come for some seconds."""
    calls = -1
    while calls != len(sandbox.recorder.calls()):
        calls = len(sandbox.recorder.calls())
        await asyncio.sleep(RESTS)


def so_far(sandbox: Sandbox) -> str:
    """The calls of Duly's so far."""
    calls = sandbox.recorder.calls()
    writes = [path for method, path in calls if method != "GET" and "/access_tokens" not in path]
    return f"{len(calls)} calls, {len(writes)} of them writes, {sum('/reactions' in path for path in writes)} reactions"


async def measure(folder: Path, comments: int, text: str) -> None:
    """Print the figures."""
    sandbox = Sandbox()
    async with sandbox.serve():
        first = {
            CONFIG: "people: {Ada: ada}\n",
            "notes/2024-03-05.md": NOTE.format(day="2024-03-05", words="paint the wall"),
        }
        repository = sandbox.create_repository("harbour/notes", collaborators={"ada": "write"}, files=first)
        server = Server(sandbox, folder, environment=DEFAULTS)
        await server.start()
        await server.ready()
        await until_issues(repository, 1)
        await until_rest(sandbox)
        sandbox.recorder.clear()
        for number in range(comments):
            if number == comments // 4:
                news = {"notes/2024-03-12.md": NOTE.format(day="2024-03-12", words="call the insurance company")}
                repository.push(news, author="ada")
                waiting = asyncio.create_task(until_issues(repository, 2))
            repository.comment(1, "eve", text.format(number))
            await asyncio.sleep(0)
        print(f"{comments} comments; issue of the push after {await waiting:.1f} s: {so_far(sandbox)}")
        await until_rest(sandbox)
        print(f"at rest: {so_far(sandbox)}")
        await server.end(signal.SIGTERM)


def main() -> None:
    """Measure, in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=170)
    parser.add_argument("--text", default="/help")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder), asked.comments, asked.text))


if __name__ == "__main__":
    main()
