"""How much memory a server takes over many deliveries: `python benchmarks/memory.py [--deliveries 100000] [--repositories 200]`.

`duly serve` works beside the sandbox: each repository has a config and a note, each delivery is a signed push that queues a
sync, and the syncs are done as they come. Printed: the memory of the server (VmRSS) after every tenth of the deliveries.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.core.config.schema import PATH as CONFIG
from bot.sandbox.github.sandbox import Sandbox
from tests.support.payloads import signature
from tests.support.server import Server

SENDERS = 16
NOTE = "# 2024-03-05\n\n## Action items\n\n* [ ] (Ada) paint the harbour wall green\n* [ ] order the rope\n"


def payloads(sandbox: Sandbox, count: int) -> Iterator[bytes]:
    """A push to each of so many repositories, made in the sandbox."""
    for number in range(count):
        files = {CONFIG: "", "notes/2024-03-05.md": NOTE}
        made = sandbox.create_repository(f"harbour/n{number}", files=files)
        yield json.dumps(
            {
                "ref": "refs/heads/main",
                "before": "0" * 40,
                "after": made.head,
                "commits": [{"id": made.head, "added": [], "removed": [], "modified": ["notes/2024-03-05.md"]}],
                "repository": {"id": made.id, "full_name": made.full_name, "default_branch": "main", "private": False},
                "installation": {"id": sandbox.installation(made).id},
            }
        ).encode()


def resident(process: int) -> float:
    """The memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


async def deliver(session: aiohttp.ClientSession, url: str, secret: str, bodies: list[bytes], share: int) -> None:
    """So many deliveries, one after the other."""
    for number in range(share):
        body = bodies[number % len(bodies)]
        sent = {
            "Content-Type": "application/json",
            "X-GitHub-Event": "push",
            "X-GitHub-Delivery": os.urandom(8).hex(),
            "X-Hub-Signature-256": signature(body, secret),
        }
        async with session.post(url, data=body, headers=sent) as answer:
            assert answer.status == 202, await answer.text()


async def main(deliveries: int, repositories: int) -> None:
    """Print the memory after each tenth."""
    sandbox = Sandbox()
    async with sandbox.serve(), aiohttp.ClientSession() as session:
        with tempfile.TemporaryDirectory() as folder:
            server = Server(sandbox, Path(folder))
            sandbox.webhook_url = ""
            bodies = list(payloads(sandbox, repositories))
            await server.start()
            await server.ready()
            assert server.process is not None
            print(f"ready: {resident(server.process.pid):.1f} MB", flush=True)
            url, begun = f"http://127.0.0.1:{server.port}/webhook", time.monotonic()
            for tenth in range(1, 11):
                share = deliveries // 10 // SENDERS
                await asyncio.gather(
                    *(
                        deliver(session, url, sandbox.app.webhook_secret, bodies[n:] + bodies[:n], share)
                        for n in range(SENDERS)
                    )
                )
                seconds = time.monotonic() - begun
                sent = tenth * share * SENDERS
                print(f"{sent:>8} deliveries, {seconds:6.1f} s: {resident(server.process.pid):.1f} MB", flush=True)
            await server.end(signal.SIGTERM)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--deliveries", type=int, default=100_000)
    parser.add_argument("--repositories", type=int, default=200)
    given = parser.parse_args()
    asyncio.run(main(given.deliveries, given.repositories))
