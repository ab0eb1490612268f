"""kill -9: whatever was acked is there afterwards, and what was forgotten stays forgotten."""

import asyncio
import random
import subprocess
import sys
from pathlib import Path

from bot.queue.job import Taken
from bot.queue.sqlite.queue import SqliteQueue
from tests.support.paths import ROOT

KILLS = 6


def killed_child(path: Path, first: int, lines: int) -> str:
    """The output of a child that is killed after it said `lines` lines (and a bit more)."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.queue.child", str(path), str(first)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child:
        said = [child.stdout.readline() for _ in range(lines)]
        child.kill()
        said.append(child.stdout.read())
    return "".join(said)


def numbers(output: str, word: str) -> set[int]:
    # The last line may be cut off; a whole one ends with a line end.
    lines = output[: output.rfind("\n") + 1].splitlines()
    return {int(line.split()[1]) for line in lines if line.startswith(word)}


async def all_in(path: Path) -> list[Taken]:
    """Every job in the file, by taking and forgetting them all."""
    queue = SqliteQueue(path)
    await queue.open()
    found = []
    while await queue.depth():
        taken = await queue.take()
        found.append(taken)
        await queue.done(taken)
    await queue.close()
    return found


async def test_what_was_acked_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "duly.db"
    chance = random.Random(20200826)
    acked, ending = set[int](), set[int]()
    for kill in range(KILLS):
        output = await asyncio.to_thread(killed_child, path, 1 + kill * 1_000_000, chance.randint(1, 150))
        acked |= numbers(output, "acked")
        ending |= numbers(output, "ending")
    found = [taken.job.repository for taken in await all_in(path)]
    assert len(acked) >= KILLS
    assert acked - ending <= set(found)
    assert len(found) == len(set(found))
