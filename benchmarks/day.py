"""A day of many installations through the queue in SQLite: `python benchmarks/day.py [--installations 10000] [--hours 24]`.

The queue and its file are real, the clock is not: seconds pass as soon as nothing is left to do in them. Jobs sleep instead of
asking GitHub. Each installation has one repository, two pushes a day, most of them in ten hours of work, a command every other
day, and a look each hour; one job in a hundred fails once. Printed: what was put and done, the longest queue, how long jobs
waited from due to begun, and what a job costs this process.
"""

import argparse
import heapq
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.queue.job import CatchUp, Job, RunCommands, Sync, Taken, Unfinished, Work
from bot.queue.sqlite.store import Store
from bot.queue.worker import back_off

SECONDS = {"sync": 4.0, "obey": 3.0, "catch-up": 1.5}
"""How long a job of each kind takes: the calls that it makes, at a third of a second each."""
FAILING = 0.01


Arrival = tuple[float, Job]
"""A job, and the second of the day in which it is put."""


def arrivals(installations: int, hours: int, random: Random) -> list[Arrival]:
    """The jobs of the day in the order of their seconds."""
    length = hours * 3600
    asked: list[tuple[float, int, Work]] = []
    for number in range(1, installations + 1):
        for kind, rate in ((Sync(), 2.0), (RunCommands(1, number, "ada", ("/done",)), 0.5)):
            for _ in range(_count(rate * hours / 24, random)):
                at = random.gauss(0.5, 0.15) if random.random() < 0.9 else random.random()
                asked.append((min(max(at, 0.0), 1.0) * length, number, kind))
        # A look spreads its repositories over twenty minutes.
        spread = 1200 * number / installations
        asked += ((hour * 3600 + spread, number, CatchUp()) for hour in range(hours))
    return [
        (at, Job(installation=number, repository=number, full_name=f"o/n{number}", branch="main", work=work))
        for at, number, work in sorted(asked, key=lambda one: one[:2])
    ]


def _count(mean: float, random: Random) -> int:
    return int(mean) + (random.random() < mean % 1)


@dataclass
class Day:
    """What happens, second by second."""

    arrivals: list[Arrival]
    workers: int
    random: Random
    now: float = 1_700_000_000.0
    ends: list[tuple[float, int, Taken]] = field(default_factory=list)
    busy: set[int] = field(default_factory=set)
    due: dict[str, float] = field(default_factory=dict)
    waits: dict[str, list[float]] = field(default_factory=dict)
    deepest: int = 0
    put: int = 0
    done: int = 0
    failed: int = 0

    def run(self, store: Store) -> None:
        """Run the day, and go on until nothing waits."""
        arrivals = self.arrivals[::-1]
        begun = self.now
        while arrivals or self.ends or store.depth():
            jobs = []
            while arrivals and begun + arrivals[-1][0] <= self.now:
                jobs.append(arrivals.pop()[1])
            ended = []
            while self.ends and self.ends[0][0] <= self.now:
                ended.append(heapq.heappop(self.ends)[2])
            if jobs or ended:
                self._commit(store, jobs, ended)
            self._begin(store)
            self.now += 1.0
        print(f"{(self.now - begun) / 3600:.1f} hours lived through")

    def _commit(self, store: Store, jobs: list[Job], ended: list[Taken]) -> None:
        for taken in ended:
            self.busy.remove(taken.job.lane)
        failing = [taken for taken in ended if taken.attempts == 0 and self.random.random() < FAILING]
        changes = [
            partial(store.requeue, taken, Unfinished(back_off(0), "GitHub failed", failed=True))
            if taken in failing
            else partial(store.done, taken)
            for taken in ended
        ]
        new = store.commit([*changes, *jobs])[len(ended) :]
        self.put += sum(map(bool, new))
        self.failed += len(failing)
        self.done += len(ended) - len(failing)
        self.due |= {job.key: self.now for job, is_new in zip(jobs, new, strict=True) if is_new}
        self.due |= {taken.job.key: self.now + back_off(0) for taken in failing}
        self.deepest = max(self.deepest, store.depth())

    def _begin(self, store: Store) -> None:
        while len(self.ends) < self.workers and isinstance(taken := store.claim(), Taken):
            assert taken.job.lane not in self.busy, "two jobs of an installation at once"
            self.busy.add(taken.job.lane)
            kind = taken.job.work.kind
            self.waits.setdefault(kind, []).append(self.now - self.due.pop(taken.job.key, self.now))
            heapq.heappush(self.ends, (self.now + SECONDS[kind], taken.id, taken))


def print_waits(waited: dict[str, list[float]]) -> None:
    """Print how long jobs of each kind waited, in seconds."""
    for kind, waits in sorted(waited.items()):
        waits.sort()
        middle, late = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
        print(
            f"{kind:9} {len(waits):7} begun; waited {middle:.1f} s (middle), {late:.1f} s (99 %), {waits[-1]:.1f} s (most)"
        )


def main() -> None:
    """Run a day, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--installations", type=int, default=10_000)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--workers", type=int, default=16)
    given = parser.parse_args()
    random = Random(14)  # noqa: S311 no secret
    day = Day(arrivals(given.installations, given.hours, random), given.workers, random)
    with tempfile.TemporaryDirectory(prefix="duly-day-") as folder:
        store = Store(Path(folder) / "duly.db", lambda: day.now)
        begun, wall = time.process_time(), time.monotonic()
        day.run(store)
        used, took = time.process_time() - begun, time.monotonic() - wall
        assert day.put == day.done, "a job was lost"
        store.close()
    print(f"{day.put} jobs put, {day.done} done, {day.failed} failed once; at most {day.deepest} waited or ran")
    print_waits(day.waits)
    print(f"{took:.0f} s, {1e6 * used / day.done:.0f} µs of CPU for each job")


if __name__ == "__main__":
    main()
