"""How long a delivery waits for its 202: `python benchmarks/webhook.py [COUNT]`.

Signed pushes over HTTP on loopback to a server with the embedded queue (each answer stands for a job that is on disk),
for several numbers of deliveries at a time. Client and server share one process, so the figures err on the high side.
"""

import asyncio
import hashlib
import hmac
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.logs import set_up
from bot.queue.sqlite import EmbeddedQueue
from bot.settings import Settings
from bot.web.app import create_app

SECRET = "benchmark"  # noqa: S105 of this page only
AT_A_TIME = (1, 8, 64)


def push(number: int) -> bytes:
    """A push of ten commits to repository `number`; about 4 KB."""
    commit = {"id": "c" * 40, "message": "notes " * 20, "added": [], "removed": [], "modified": ["notes/2020-08-26.md"]}
    return json.dumps(
        {
            "ref": "refs/heads/main",
            "after": "a" * 40,
            "commits": [commit] * 10,
            "repository": {"id": number, "full_name": f"octo/n{number}", "default_branch": "main"},
            "installation": {"id": number},
        }
    ).encode()


def headers(body: bytes) -> dict[str, str]:
    """The headers of a signed delivery."""
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-GitHub-Event": "push",
        "X-GitHub-Delivery": "d",
        "X-Hub-Signature-256": f"sha256={signature}",
    }


async def deliver(client: aiohttp.ClientSession, url: str, numbers: list[int], seconds: list[float]) -> None:
    """Deliver one push after the other until `numbers` is empty, noting how long each took."""
    while numbers:
        body = push(numbers.pop())
        started = time.perf_counter()
        async with client.post(url, data=body, headers=headers(body)) as answer:
            await answer.read()
            assert answer.status == 202
        seconds.append(time.perf_counter() - started)


async def measure(url: str, first: int, count: int, at_a_time: int) -> None:
    """Print a row of figures for `count` deliveries, `at_a_time` under way."""
    numbers, seconds = list(range(first, first + count)), list[float]()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
        started = time.perf_counter()
        await asyncio.gather(*(deliver(client, url, numbers, seconds) for _ in range(at_a_time)))
        took = time.perf_counter() - started
    cuts = [1000 * cut for cut in statistics.quantiles(seconds, n=100)]
    print(
        f"{at_a_time:9} {cuts[49]:8.1f} {cuts[94]:8.1f} {cuts[98]:8.1f} {1000 * max(seconds):8.1f} {count / took:9.0f}"
    )


async def main(count: int) -> None:
    """Serve from a folder that is thrown away, and print the table."""
    set_up("error", sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        queue = EmbeddedQueue(Path(folder) / "duly.db")
        await queue.open()
        runner = web.AppRunner(create_app(queue, Settings(webhook_secret=SECRET)), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(f"{'at a time':>9} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8} {'max ms':>8} {'per s':>9}")
        for row, at_a_time in enumerate(AT_A_TIME):
            url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
            await measure(url, 1 + row * count, count, at_a_time)
        await runner.cleanup()
        await queue.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
