"""What a durable acknowledgement costs beside a bare handler: `python benchmarks/intake.py [--rounds 3] [--seconds 6] [--engine sqlite|postgres]`.

wrk (on another core) delivers 200 signed pushes of 7.6 kB that all queue, with 64 and with 8 connections, to Duly's web
application with INFO logs to a file, and in turn to a bare aiohttp handler that only checks the signature. Each server has
one core to itself. Printed: deliveries a second, the ratio, p99, and CPU for each acknowledgement.
"""

import argparse
import asyncio
import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
from aiohttp import web

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.logs.setup import set_up
from bot.queue.opening import queue_of
from bot.sandbox.fleet.postgres import ScratchPostgres, programs
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.limits import LimitedRunner
from bot.web.server import freeze_imports

SECRET = "the secret of this benchmark"  # noqa: S105 of this page only
PUSHES = 200
TICKS = os.sysconf("SC_CLK_TCK")


def push(number: int) -> bytes:
    """A push of nine commits to repository `number`; 7.6 kB."""
    commit = {
        "id": "c" * 40,
        "message": "notes " * 100,
        "added": [],
        "removed": [],
        "modified": ["notes/2020-08-26.md"],
    }
    return json.dumps(
        {
            "ref": "refs/heads/main",
            "before": "b" * 40,
            "after": "a" * 40,
            "commits": [commit | {"author": {"name": "Ada", "email": "ada@example.org"}}] * 9,
            "repository": {"id": number, "full_name": f"octo/n{number}", "default_branch": "main"},
            "installation": {"id": number},
        }
    ).encode()


def signature(body: bytes) -> str:
    """The value of the signature's header."""
    return "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


def script(folder: Path) -> Path:
    """A script for wrk that sends the pushes in turn."""
    requests = []
    for number in range(1, PUSHES + 1):
        body = push(number)
        (folder / f"push-{number}").write_bytes(body)
        requests.append(signature(body))
    lines = [
        f"signatures = {{{', '.join(map(json.dumps, requests))}}}",
        "bodies = {}",
        f'for i = 1, {PUSHES} do local f = io.open("{folder}/push-" .. i, "rb"); bodies[i] = f:read("*a"); f:close() end',
        "turn = 0",
        "function request()",
        f"  turn = turn % {PUSHES} + 1",
        '  return wrk.format("POST", "/webhook", {["Content-Type"] = "application/json", ["X-GitHub-Event"] = "push",'
        ' ["X-GitHub-Delivery"] = "72d3162e-cc78-11e3-81ab-4c9367dc0958", ["X-Hub-Signature-256"] = signatures[turn]},'
        " bodies[turn])",
        "end",
    ]
    path = folder / "pushes.lua"
    path.write_text("\n".join(lines))
    return path


async def bare(request: web.Request) -> web.Response:
    """Check the signature, and nothing else."""
    body = await request.read()
    expected = "sha256=" + hmac.digest(SECRET.encode(), body, "sha256").hex()
    good = hmac.compare_digest(expected, request.headers.get("X-Hub-Signature-256", ""))
    return web.Response(status=202 if good else 401)


async def serve(kind: str, port: int, database: str, log: str) -> None:
    """A server of this benchmark, in a process of its own."""
    settings = Settings(webhook_secret=SECRET, database_url=database)
    if kind == "bare":
        app = web.Application()
        app.router.add_post("/webhook", bare)
        runner: web.AppRunner = web.AppRunner(app, access_log=None)
    else:
        set_up("info", Path(log).open("a", encoding="utf-8"), settings.secrets)  # noqa: SIM115 for as long as it lives
        queue = queue_of(settings)
        await queue.open()
        runner = LimitedRunner(create_app(queue, settings), settings.limits)
        freeze_imports()
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


def cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def up(port: int) -> None:
    """Wait until a server takes a delivery. The first one takes longer: Duly imports what it reads deliveries with."""
    body = push(1)
    headers = {
        "Content-Type": "application/json",
        "X-GitHub-Event": "push",
        "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0957",
        "X-Hub-Signature-256": signature(body),
    }
    async with aiohttp.ClientSession() as client:
        while True:
            try:
                begun = time.monotonic()
                async with client.post(f"http://127.0.0.1:{port}/webhook", data=body, headers=headers) as answer:
                    assert answer.status == 202, await answer.text()
                print(f"port {port}: first delivery taken in {time.monotonic() - begun:.2f} s", flush=True)
                return
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)


def measure(pid: int, port: int, connections: int, seconds: int, lua: Path) -> tuple[float, float, float]:
    """Deliveries a second, p99 in ms, and microseconds of CPU for each."""
    before, begun = cpu(pid), time.monotonic()
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(lua)]
    out = subprocess.run([*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in out, out
    used, took = cpu(pid) - before, time.monotonic() - begun
    count = int(re.search(r"(\d+) requests in", out)[1])  # type: ignore[index]
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", out).groups()  # type: ignore[union-attr]
    return count / took, float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit], 1e6 * used / count


def main() -> None:
    """Measure in alternating rounds, and print each and the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--engine", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--serve", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        kind, port, database, log = given.serve
        asyncio.run(serve(kind, int(port), database, log))
        return
    with tempfile.TemporaryDirectory(prefix="duly-intake-") as name:
        folder, postgres = Path(name), None
        database = str(folder / "duly.db")
        if given.engine == "postgres":
            bin = programs()
            assert bin is not None, "no Postgres on this machine"
            postgres = ScratchPostgres(bin, durable=True)
            postgres.start()
            database = postgres.url()
        try:
            compare(folder, database, given.rounds, given.seconds)
        finally:
            if postgres:
                postgres.stop()


def compare(folder: Path, database: str, rounds: int, seconds: int) -> None:
    """The bare handler and Duly in turn."""
    lua = script(folder)
    servers = {}
    for port, kind in ((18461, "bare"), (18462, "duly")):
        command = [sys.executable, __file__, "--serve", kind, str(port), database, str(folder / "log")]
        servers[kind] = (subprocess.Popen(["taskset", "-c", "0", *command], cwd=ROOT), port)
        asyncio.run(up(port))
    try:
        for connections in (64, 8):
            ratios = []
            for _ in range(rounds):
                rate, p99, micro = {}, {}, {}
                for kind, (process, port) in servers.items():
                    rate[kind], p99[kind], micro[kind] = measure(process.pid, port, connections, seconds, lua)
                ratios.append(rate["duly"] / rate["bare"])
                print(
                    f"{connections:2} connections: bare {rate['bare']:6.0f}/s p99 {p99['bare']:5.1f} ms {micro['bare']:4.0f} µs"
                    f" · duly {rate['duly']:6.0f}/s p99 {p99['duly']:5.1f} ms {micro['duly']:4.0f} µs"
                    f" · ratio {ratios[-1]:.2f}, p99 {p99['duly'] / p99['bare']:.1f} times, CPU {micro['bare'] / micro['duly']:.2f}",
                    flush=True,
                )
            print(f"{connections:2} connections: median ratio {sorted(ratios)[len(ratios) // 2]:.2f}")
    finally:
        for process, _ in servers.values():
            process.terminate()


if __name__ == "__main__":
    main()
