"""Many kills, restarts and cuts: `python benchmarks/chaos.py [--engine postgres|sqlite] [--stories 3] [--seconds 120] [--kills 50] …`.

Each story is judged as in `tests/queue/test_chaos.py`, of which this is the long form; one line for each, and a sum.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from dataclasses import fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.sandbox.fleet.postgres import ScratchPostgres, programs
from tests.support.chaos.faults import Faults
from tests.support.chaos.story import StoryResult, play, staged


async def story(engine: str, seed: int, faults: Faults, workers: int, webs: int) -> StoryResult:
    """One story on a database of its own."""
    bin = programs()
    server = ScratchPostgres(bin, durable=True) if engine == "postgres" and bin else None
    if server:
        server.start()
    try:
        with tempfile.TemporaryDirectory(prefix="duly-chaos-") as folder:
            async with staged(Path(folder), seed, server, workers, webs) as stage:
                return await play(stage, seed, faults)
    finally:
        if server:
            server.stop()


def main() -> None:
    """Run the stories, and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("postgres", "sqlite"), default="postgres")
    parser.add_argument("--stories", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--webs", type=int, default=2)
    default = Faults(seconds=120, kills=50, restarts=3, cuts=10, freezes=2, terms=5)
    for field in fields(Faults):
        parser.add_argument(
            f"--{field.name}", type=float if field.name == "seconds" else int, default=getattr(default, field.name)
        )
    given = parser.parse_args()
    faults = Faults(**{field.name: getattr(given, field.name) for field in fields(Faults)})
    total, overlaps, left = Counter[str](), 0, 0
    for number in range(given.stories):
        result = asyncio.run(story(given.engine, given.seed + number, faults, given.workers, given.webs))
        print(result, flush=True)
        total.update(result.faults)
        total["acknowledged"] += result.acknowledged
        overlaps, left = overlaps + len(result.overlaps), left + result.left
    print(
        f"{given.engine}: {dict(total)}; lost 0, second issues 0, second comments 0, overlaps {overlaps}, left {left}"
    )
    sys.exit(1 if overlaps or left else 0)


if __name__ == "__main__":
    main()
