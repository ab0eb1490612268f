"""Short stories of everything at once: pushes, kills in the middle of writes, faults of GitHub, deliveries that come late, and
people who write into issues, above the marker too. At the end nothing is lost, doubled or left to do.

The long form of these stories is `test_kill.py`. People write while no server runs, so that the end of a story is the same
every time: an edit in the instant between Duly's look and its write is out of anybody's reach.
"""

import asyncio
import random
import signal
from pathlib import Path

import pytest

from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.sandbox import Sandbox
from tests.support.community import SLOW, Community, at_rest, judge, push_on, redeliver
from tests.support.duly import CONFIG, NAME, PEOPLE
from tests.support.hands import Hands
from tests.support.server import Flight, Server

KILLS = 3
ISSUES = "/issues(/[0-9]+)?$"
UNCLEAR = [
    Fault(what=What.DROP, method="PATCH", path=ISSUES, acted=True, skip=1, each=4, times=3),
    Fault(what=What.DROP, method="POST", path=ISSUES, skip=2, each=5, times=2),
    Fault(what=What.ERROR, method="POST", path=ISSUES, acted=True, skip=1, each=5, times=2),
    Fault(what=What.CUT, method="GET", path=ISSUES, skip=3, each=6, times=3),
    Fault(what=What.SECONDARY, method="PATCH", path=ISSUES, skip=2, seconds=1),
]
"""Answers that are lost after and before the write was done, cut off, or ask for a pause."""


async def opened(hands: Hands) -> None:
    """Wait until there is an issue that people can write into."""
    async with asyncio.timeout(60):
        while not hands.issues():  # noqa: ASYNC110 it is another process that opens one
            await asyncio.sleep(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
async def test_pushes_kills_faults_and_edits_at_once(tmp_path: Path, seed: int) -> None:
    sandbox, flight, chance = Sandbox(), Flight(), random.Random(seed)
    sandbox.middlewares.insert(0, flight.middleware())
    async with sandbox.serve():
        repository = sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: "people: {Ada: ada}\n"})
        sandbox.faults.on(*UNCLEAR, *SLOW)
        server, community, hands = Server(sandbox, tmp_path), Community(repository, chance), Hands(repository, chance)
        for _ in range(KILLS):
            await server.start()
            await server.ready()
            redeliver(sandbox)
            pushing = asyncio.create_task(push_on(community, (0.1, 0.3)))
            await asyncio.sleep(1.0)
            await opened(hands)
            await flight.next_write()
            pushing.cancel()
            flight.cut += bool(flight.writes)
            assert await server.end(signal.SIGKILL) == -signal.SIGKILL, server.end_of_log()
            for _ in range(3):
                hands.act()
            community.act()
        await server.start()
        await server.ready()
        await at_rest(sandbox, repository, community.said)
        sandbox.faults.off()
        assert await server.end(signal.SIGTERM) == 0, server.end_of_log()
        assert hands.lost() == []
        assert len(hands.kept) >= KILLS
        await judge(sandbox, repository, community)
