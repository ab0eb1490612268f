"""The busiest minutes of the day in `day.py` on Postgres: `python benchmarks/rush.py [--minutes 10] [--workers 2] [--times 1]`.

Postgres has times of its own, so these minutes take as long as they say. One process puts the jobs when they are due, others
perform them as `duly work` does, and sleep instead of asking GitHub. One job in a hundred fails once. `--times 2`: twice as
many installations. Printed: what was put and done, how long jobs waited from put to begun, transactions, and the CPU of each
process.
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.day import FAILING, SECONDS, Arrival, arrivals, print_waits
from bot.queue.job import Unfinished
from bot.queue.postgres.queue import PostgresQueue
from bot.queue.worker import back_off
from bot.sandbox.fleet.postgres import ScratchPostgres, programs

NOON = 12
"""The hour in which most pushes come. Its looks begin with it."""
PLACES = 16
"""How many jobs one process performs at a time."""


Times = dict[str, list[float]]
"""Key of a job → seconds of the machine's monotonic clock, which all processes share."""


def minutes_of(minutes: int, times: float, random: Random) -> list[Arrival]:
    """What arrives in the first minutes after noon, in seconds since then."""
    begin, end = NOON * 3600, NOON * 3600 + minutes * 60
    day = arrivals(int(10_000 * times), 24, random)
    return [(at - begin, job) for at, job in day if begin <= at < end]


async def put_all(queue: PostgresQueue, coming: Sequence[Arrival]) -> Times:
    """Put each job when its second comes; when each key was put. A job that is folded into a waiting one does not count."""
    put: Times = {}
    begun = time.monotonic()
    for at, job in coming:
        await asyncio.sleep(max(0.0, begun + at - time.monotonic()))
        if await queue.put(job):
            put.setdefault(job.key, []).append(time.monotonic())
    return put


async def perform(queue: PostgresQueue, random: Random) -> None:
    """Take and end jobs until the process is stopped; each line on stdout is a job that began."""
    while True:
        taken = await queue.take()
        print(json.dumps([taken.job.key, taken.job.work.kind, time.monotonic(), taken.attempts]), flush=True)
        await asyncio.sleep(SECONDS[taken.job.work.kind])
        if taken.attempts == 0 and random.random() < FAILING:
            await queue.requeue(taken, Unfinished(back_off(0), "GitHub failed", failed=True))
        else:
            await queue.done(taken)


async def work(url: str, seed: int) -> None:
    """One process of the fleet, until its stdin closes."""
    queue = PostgresQueue(url, concurrency=PLACES)
    await queue.open()
    random = Random(seed)  # noqa: S311 no secret
    tasks = [asyncio.create_task(perform(queue, random)) for _ in range(PLACES)]
    await asyncio.to_thread(sys.stdin.read)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await queue.close()


@contextmanager
def fleet(url: str, workers: int, log: Path) -> Iterator[None]:
    """So many processes that work, which write what they begin into files in `log`."""
    command = [sys.executable, __file__, "--work", url]
    started = []
    for number in range(workers):
        with (log / f"{number}.jsonl").open("w", encoding="utf-8") as out:
            started.append(subprocess.Popen([*command, "--seed", str(number)], stdin=subprocess.PIPE, stdout=out))
    try:
        yield
    finally:
        for process in started:
            process.communicate()


async def rush(url: str, coming: Sequence[Arrival], workers: int, log: Path) -> Times:
    """Put all, and wait until nothing is left; see `put_all`."""
    queue = PostgresQueue(url)
    await queue.open()
    with fleet(url, workers, log):
        put = await put_all(queue, coming)
        while await queue.depth():  # noqa: ASYNC110 other processes change it
            await asyncio.sleep(0.5)
    await queue.close()
    return put


def print_all(put: Times, log: Path) -> None:
    """Print what was put and begun, and how long it waited; AssertionError where a job was lost."""
    lines = [json.loads(line) for file in sorted(log.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    again = sum(attempts > 0 for *_, attempts in lines)
    waited: dict[str, list[float]] = {}
    for key, kind, at, attempts in sorted(lines, key=lambda line: float(line[2])):
        if attempts == 0:
            waited.setdefault(kind, []).append(at - put[key].pop(0))
    assert not any(put.values()), "a job was lost"
    print(f"{len(lines) - again} jobs put and done, {again} failed once")
    print_waits(waited)


def transactions(url: str) -> int:
    """How many transactions the database has committed."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT sum(xact_commit) FROM pg_stat_database").fetchone()
    return int(row[0]) if row else 0


def main() -> None:
    """Run the minutes, and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--times", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--work", metavar="URL", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        asyncio.run(work(given.work, given.seed))
        return
    coming = minutes_of(given.minutes, given.times, Random(given.seed))  # noqa: S311 no secret
    bin = programs()
    assert bin, "there is no Postgres on this machine: install Debian's postgresql"
    server = ScratchPostgres(bin, durable=True)
    server.start()
    try:
        with tempfile.TemporaryDirectory(prefix="duly-rush-") as folder:
            begun = time.monotonic()
            put = asyncio.run(rush(server.url(), coming, given.workers, Path(folder)))
            took = time.monotonic() - begun
            print_all(put, Path(folder))
        print(f"{took:.0f} s, {transactions(server.url()) / took:.0f} transactions a second")
    finally:
        server.stop()
    for who, name in ((resource.RUSAGE_SELF, "the process that puts"), (resource.RUSAGE_CHILDREN, "those that work")):
        used = resource.getrusage(who)
        print(f"{name}: {(used.ru_utime + used.ru_stime) / took:.1%} of a core")


if __name__ == "__main__":
    main()
