"""A process to be killed: puts jobs and does some of them, and says on stdout what was acked and what was begun to be forgotten.

`python -m tests.queue.child FILE FIRST` numbers its jobs from FIRST.
"""

import asyncio
import sys
from pathlib import Path

from bot.queue.sqlite.queue import SqliteQueue
from tests.support.jobs import job, restore


def say(*words: object) -> None:
    print(*words, flush=True)


async def put_all(queue: SqliteQueue, first: int, lane: int) -> None:
    for number in range(first + lane, first + 1_000_000, 8):
        await queue.put(job(number, installation=1 + number % 3, work=restore(number)))
        say("acked", number)


async def forget_some(queue: SqliteQueue) -> None:
    while True:
        taken = await queue.take()
        say("ending", taken.job.repository)
        await queue.done(taken)
        await asyncio.sleep(0.002)


async def main(path: str, first: str) -> None:
    queue = SqliteQueue(Path(path))
    await queue.open()
    async with asyncio.TaskGroup() as group:
        for lane in range(8):
            group.create_task(put_all(queue, int(first), lane))
        group.create_task(forget_some(queue))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
