"""A fleet with faults, in short. `benchmarks/chaos.py` is the long form."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.fleet.postgres import ScratchPostgres
from tests.support.chaos.faults import Faults
from tests.support.chaos.story import TAKEN_OVER, play, staged
from tests.support.postgres import found_programs

SEED = int(os.environ.get("DULY_SEED", "0")) or random.randrange(1, 10**6)
FLEET = Faults(seconds=60, kills=10, restarts=1, cuts=3, freezes=1, terms=2)
SINGLE = Faults(seconds=30, kills=8, terms=2)


@pytest.fixture
def durable() -> Iterator[ScratchPostgres]:
    """A server that may be restarted."""
    server = ScratchPostgres(found_programs(), durable=True)
    server.start()
    yield server
    server.stop()


@pytest.mark.kill
async def test_a_fleet_loses_nothing_and_does_nothing_twice(tmp_path: Path, durable: ScratchPostgres) -> None:
    print(f"DULY_SEED={SEED}")
    async with staged(tmp_path, SEED, durable) as stage:
        result = await play(stage, SEED, FLEET)
    print(result)
    assert (result.overlaps, result.left) == ([], 0)
    assert [one for one in result.takeovers if not one.disturbed and one.seconds > TAKEN_OVER] == []


@pytest.mark.kill
async def test_a_single_server_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    print(f"DULY_SEED={SEED}")
    async with staged(tmp_path, SEED, None) as stage:
        result = await play(stage, SEED, SINGLE)
    print(result)
    assert result.overlaps == []
