"""kill -9 of the real server, at any moment, while people push: nothing acked is lost, nothing is done twice.

`DULY_KILLS` says how often (30), `DULY_SEED` repeats the order of a run; the moments themselves are the machine's.
"""

import asyncio
import os
import random
import signal
from pathlib import Path

import pytest

from bot.sandbox.github.faults import Fault
from bot.sandbox.github.sandbox import Sandbox
from tests.support.community import LAG, SLOW, Community, at_rest, judge, push_on, redeliver
from tests.support.duly import CONFIG, NAME, PEOPLE
from tests.support.server import Flight, Server

KILLS = int(os.environ.get("DULY_KILLS", "30"))
SEED = int(os.environ.get("DULY_SEED", "0")) or random.randrange(1, 10**6)


async def kill_again_and_again(server: Server, community: Community, flight: Flight, kills: int) -> None:
    chance = community.chance
    for _ in range(kills):
        await server.start()
        if chance.random() < 0.1:
            await asyncio.sleep(chance.uniform(0, 1))
        else:
            await server.ready()
            redeliver(server.sandbox)
            pushing = asyncio.create_task(push_on(community))
            await asyncio.sleep(chance.uniform(0, 1.2))
            if chance.random() < 0.5:
                await flight.next_write()
            pushing.cancel()
        flight.cut += bool(flight.writes)
        assert await server.end(signal.SIGKILL) == -signal.SIGKILL, server.end_of_log()


@pytest.mark.kill
@pytest.mark.parametrize("faults", [pytest.param([], id="lists are true"), pytest.param([LAG], id="lists lag")])
async def test_kill_9_at_any_moment(tmp_path: Path, faults: list[Fault]) -> None:
    print(f"DULY_SEED={SEED}")
    sandbox, flight = Sandbox(), Flight()
    sandbox.middlewares.insert(0, flight.middleware())
    async with sandbox.serve():
        repository = sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: "people: {Ada: ada}\n"})
        sandbox.faults.on(*SLOW, *faults)
        server, community = Server(sandbox, tmp_path), Community(repository, random.Random(SEED))
        await kill_again_and_again(server, community, flight, KILLS // 2)
        await server.start()
        await server.ready()
        redeliver(sandbox)
        await at_rest(sandbox, repository, community.said)
        sandbox.faults.off()
        assert await server.end(signal.SIGTERM) == 0, server.end_of_log()
        await judge(sandbox, repository, community)
        print(f"{flight.cut} of {KILLS // 2} kills cut off a write")
