"""How many API calls each kind of event costs: `python benchmarks/calls.py`.

Duly and the sandbox run in one process, over HTTP. Printed: the calls of each case, by method and subject. `tests/test_calls.py`
holds most of them to a number.
"""

import asyncio
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import structlog

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.github.client import GitHub
from bot.jobs.hourly import queue_catch_ups
from bot.sandbox import Sandbox
from tests.support.duly import PEOPLE, Hurry, Stage, staged

DAY, NEXT = "2020-08-19", "2020-08-26"
POSTS = [f"inspect mooring post number {number} for rust" for number in range(8)]


def lines(owner: str, *, ticked: int = 0) -> list[str]:
    """Eight lines of one owner."""
    return [f"* [{'x' if number < ticked else ' '}] ({owner}) {words}" for number, words in enumerate(POSTS)]


async def cases(stage: Stage) -> AsyncIterator[str]:
    """Do one thing after the other; what was done."""
    repository = stage.repository
    await stage.push({"setup.cfg": "[notes]\n"})
    yield "a push that touches no note"
    await stage.note(DAY, *lines("JK"))
    yield "a push with 8 new lines"
    hooks = stage.sandbox.world.hooks
    hooks.again(next(one.id for one in reversed(hooks.attempts) if one.event == "push"))
    await stage.rest()
    yield "the same push again"
    await stage.note(DAY, *lines("JK"), "", "See you.")
    yield "a note touched, nothing to do"
    await stage.note(DAY, *lines("JK", ticked=1), "", "See you.")
    yield "a tick"
    await stage.note(DAY, *lines("MRB", ticked=1), "", "See you.")
    yield "another owner of 7 lines, at one write a second"
    await stage.note(NEXT, *lines("MRB", ticked=1))
    yield "the next meeting, with 7 open lines"
    for text, count in (("/help", 1), ("/help", 5), ("/plan", 1), ("/assign @cyd", 1), ("/done", 1)):
        await stage.queue.admin.pause(repository.full_name)
        for _ in range(count):
            repository.comment(2, "ada", text)
        await stage.sandbox.settled()
        await stage.queue.admin.resume(repository.full_name)
        await stage.rest()
        yield f"`{text}`" + (f", {count} times while it waits" if count > 1 else "")
    for how in ("the first catch-up", "an hourly catch-up without news"):
        async with GitHub(stage.settings) as github:
            await queue_catch_ups(github, stage.queue)
        await stage.rest()
        yield how


async def count(say: Callable[[str, dict[str, int]], Awaitable[None]]) -> None:
    """Print each case with its calls."""
    hurry = Hurry()
    sandbox = Sandbox(clock=hurry.utc)
    sandbox.middlewares.append(hurry.a_write_a_second)
    people = PEOPLE | {"jk": "write"}
    with tempfile.TemporaryDirectory() as folder:
        config = "people: {JK: ada, MRB: bea}\n"
        async with staged(Path(folder), config=config, people=people, sandbox=sandbox, hurry=hurry) as stage:
            await stage.push({"README.md": "# The notes\n"})
            sandbox.recorder.clear()
            async for case in cases(stage):
                found = Counter(_subject(method, path) for method, path in sandbox.recorder.calls())
                sandbox.recorder.clear()
                await say(case, found)


def _subject(method: str, path: str) -> str:
    parts = path.split("?", maxsplit=1)[0].split("/")
    if parts[1] != "repos":
        return f"{method} {'/'.join(parts[1:3])}"
    one = parts[4] == "issues" and len(parts) == 6 and parts[5].isdigit()
    return f"{method} {'reactions' if parts[-1] == 'reactions' else 'issue' if one and method == 'GET' else parts[4]}"


async def _print(case: str, found: dict[str, int]) -> None:
    said = ", ".join(f"{number} {subject}" for subject, number in sorted(found.items()))
    print(f"{sum(found.values()):4}  {case}: {said or 'none'}")


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    asyncio.run(count(_print))
