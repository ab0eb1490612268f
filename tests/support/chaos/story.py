"""One story: communities at work, a fleet beside them, faults, and the checks at the end."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psycopg

from bot.sandbox.fleet.balancer import balancing
from bot.sandbox.fleet.postgres import ScratchPostgres
from bot.sandbox.fleet.processes import Fleet, end_of_log
from bot.sandbox.github.sandbox import Sandbox
from tests.support.chaos.faults import Faults, FaultyFleet
from tests.support.chaos.proxy import Proxy, proxied
from tests.support.chaos.verdict import Takeover, overlaps, takeovers
from tests.support.chaos.watch import Run, Watch, Write, runs
from tests.support.community import SLOW, Community, at_rest, judge, push_on
from tests.support.duly import CONFIG, PEOPLE

OWNERS = ("harbour", "harbour", "pier", "quay", "lighthouse", "dock")
"""Accounts of the repositories: two of them share an installation."""
PAUSES = (0.5, 2.5)
"""Seconds between two pushes to a repository."""
TAKEN_OVER = 45.0
"""Seconds in which a dead worker's lane goes on."""


@dataclass(slots=True)
class Stage:
    """A fleet before a sandbox. Without `postgres` it is one process on a file."""

    sandbox: Sandbox
    fleet: Fleet
    communities: list[Community]
    watch: Watch
    faulty: FaultyFleet
    postgres: ScratchPostgres | None = None


@dataclass(slots=True)
class StoryResult:
    """The figures of a story."""

    seed: int
    faults: dict[str, int]
    acknowledged: int
    runs: int
    writes: int
    takeovers: list[Takeover] = field(default_factory=list)
    overlaps: list[Write] = field(default_factory=list)
    left: int = 0
    """Jobs and lane jobs that are left in the database."""

    def __str__(self) -> str:
        """In one line."""
        seconds = sorted(one.seconds for one in self.takeovers)
        calm = [one.seconds for one in self.takeovers if not one.disturbed]
        took = f"p50 {seconds[len(seconds) // 2]:.1f} s, worst {seconds[-1]:.1f} s" if seconds else "none"
        undisturbed = f" (undisturbed: {len(calm)}, worst {max(calm):.1f} s)" if calm else ""
        faults = ", ".join(f"{count} {name}" for name, count in sorted(self.faults.items()))
        return (
            f"seed {self.seed}: {faults}; {self.acknowledged} acknowledged, lost 0; {self.runs} runs, {self.writes} writes, "
            f"overlaps {len(self.overlaps)}; takeovers {len(seconds)}: {took}{undisturbed}; left {self.left}"
        )


@asynccontextmanager
async def staged(
    folder: Path, seed: int, postgres: ScratchPostgres | None, workers: int = 3, webs: int = 2
) -> AsyncIterator[Stage]:
    """A fleet that takes deliveries, with its communities; stopped in the end."""
    sandbox = Sandbox()
    watch = Watch(
        lambda name: sandbox.installation(sandbox.repository(name)).id,
        lambda: [pid for member in fleet.members.values() for pid in member.pids[-1:]],
    )
    sandbox.middlewares.insert(0, watch.middleware())
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(sandbox.serve())
        proxy = await stack.enter_async_context(proxied(postgres.port)) if postgres else None
        fleet = Fleet(sandbox.app, api, _database(folder, proxy), folder, {"LOG_LEVEL": "debug"})
        stack.push_async_callback(fleet.stop)
        members = [*fleet.add("web", webs), *fleet.add("work", workers)] if postgres else fleet.add("both")
        for member in members:
            await fleet.start(member)
        for member in fleet.having("web", "both"):
            await fleet.ready(member)
        receiving = fleet.having("web", "both")
        sandbox.webhook_url = await stack.enter_async_context(balancing(lambda: [one.url for one in receiving]))
        chance = Random(seed)
        communities = [_community(sandbox, n, owner, chance) for n, owner in enumerate(OWNERS)]
        sandbox.faults.on(*SLOW)
        yield Stage(sandbox, fleet, communities, watch, FaultyFleet(fleet, chance, postgres, proxy), postgres)


def _database(folder: Path, proxy: Proxy | None) -> str:
    return f"postgresql://postgres@127.0.0.1:{proxy.port}/postgres" if proxy else str(folder / "duly.db")


def _community(sandbox: Sandbox, number: int, owner: str, chance: Random) -> Community:
    files = {CONFIG: "people: {Ada: ada}\n"}
    repository = sandbox.create_repository(f"{owner}/notes-{number}", collaborators=PEOPLE, files=files)
    return Community(repository, Random(chance.random()))


async def play(stage: Stage, seed: int, faults: Faults) -> StoryResult:
    """Inject faults while the communities work, and check the outcome once nothing is left to do.

    AssertionError where something is wrong.
    """
    acting = [asyncio.create_task(push_on(community, PAUSES)) for community in stage.communities]
    try:
        await stage.faulty.inject(faults)
    finally:
        for task in acting:
            task.cancel()
        await asyncio.gather(*acting, return_exceptions=True)
    for member in stage.fleet.having("web", "both"):
        await stage.fleet.ready(member)
    for community in stage.communities:
        await at_rest(stage.sandbox, community.repository, community.said)
    left = await _drained(stage)
    statuses = await stage.fleet.stop()
    assert set(statuses.values()) == {0}, {name: end_of_log(stage.fleet.members[name]) for name in statuses}
    stage.sandbox.faults.off()
    for community in stage.communities:
        await judge(stage.sandbox, community.repository, community)
    return _result(stage, seed, left)


async def _drained(stage: Stage) -> int:
    """Jobs and lane jobs that are left after a while; 0 is right."""
    if stage.postgres is None:
        return 0
    query = """SELECT (SELECT count(*) FROM duly_job) + count(*) FROM procrastinate_jobs
        WHERE task_name = 'lane' AND status IN ('todo', 'doing')"""
    end = time.monotonic() + 2 * TAKEN_OVER
    while True:
        async with await psycopg.AsyncConnection.connect(stage.postgres.url()) as connection:
            row = await (await connection.execute(query)).fetchone()
        left = int(row[0]) if row else 0
        if not left or time.monotonic() > end:
            return left
        await asyncio.sleep(0.5)


def _result(stage: Stage, seed: int, left: int) -> StoryResult:
    found: list[Run] = [run for member in stage.fleet.members.values() for run in runs(member)]
    attempts = stage.sandbox.world.hooks.attempts
    return StoryResult(
        seed,
        dict(stage.faulty.counts),
        acknowledged=sum(one.status_code == 202 and '"queued"' in one.answer for one in attempts),
        runs=len(found),
        writes=len(stage.watch.writes),
        takeovers=takeovers(found, stage.faulty.killed, stage.faulty.times),
        overlaps=overlaps(found, stage.watch.writes),
        left=left,
    )
