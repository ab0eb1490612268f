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
from tests.support.chaos.blows import Blows
from tests.support.chaos.story import Told, play, staged


async def story(engine: str, seed: int, blows: Blows, workers: int, webs: int) -> Told:
    """One story on a database of its own."""
    bin = programs()
    server = ScratchPostgres(bin, durable=True) if engine == "postgres" and bin else None
    if server:
        server.start()
    try:
        with tempfile.TemporaryDirectory(prefix="duly-chaos-") as folder:
            async with staged(Path(folder), seed, server, workers, webs) as stage:
                return await play(stage, seed, blows)
    finally:
        if server:
            server.stop()


def main() -> None:
    """Play the stories."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("postgres", "sqlite"), default="postgres")
    parser.add_argument("--stories", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--webs", type=int, default=2)
    default = Blows(seconds=120, kills=50, restarts=3, cuts=10, freezes=2, terms=5)
    for field in fields(Blows):
        parser.add_argument(
            f"--{field.name}", type=float if field.name == "seconds" else int, default=getattr(default, field.name)
        )
    given = parser.parse_args()
    blows = Blows(**{field.name: getattr(given, field.name) for field in fields(Blows)})
    total, overlaps, left = Counter[str](), 0, 0
    for number in range(given.stories):
        told = asyncio.run(story(given.engine, given.seed + number, blows, given.workers, given.webs))
        print(told, flush=True)
        total.update(told.blows)
        total["acknowledged"] += told.acknowledged
        overlaps, left = overlaps + len(told.overlaps), left + told.left
    print(
        f"{given.engine}: {dict(total)}; lost 0, second issues 0, second comments 0, overlaps {overlaps}, left {left}"
    )
    sys.exit(1 if overlaps or left else 0)


if __name__ == "__main__":
    main()
