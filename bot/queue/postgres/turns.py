"""A lane's turn: its jobs are handed out one after the other, while this process holds the lane."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from bot.queue.hand_over import HandOver, Taker, Unreported
from bot.queue.job import Taken, Unfinished
from bot.queue.lease import Lease
from bot.queue.postgres.manager import STALLED
from bot.queue.postgres.rows import Row, Rows
from bot.queue.postgres.worker import Broken, LaneWorker
from bot.queue.worker import back_off

T = TypeVar("T")

TURN = 20.0
"""Seconds after which a lane lets others go first."""
RETRY = 0.5


class Turns:
    """Hands out the jobs of lanes."""

    def __init__(self, rows: Rows, hand_over: HandOver, worker: LaneWorker) -> None:
        self._rows = rows
        self._hand_over = hand_over
        self._worker = worker
        self._turned_away: set[tuple[int, int]] = set()

    def turned_away(self) -> frozenset[tuple[int, int]]:
        """The lanes, with ranks, whose jobs nobody took in time; each is named once."""
        lanes = frozenset(self._turned_away)
        self._turned_away.clear()
        return lanes

    async def work(self, lane: int, rank: int, run: int, lease: Lease) -> None:
        """Hand out what is due in a lane, one job after the other, until none is left or the turn is over."""
        until = time.monotonic() + TURN
        await self._take_over(lane, run, lease)
        while lease.holds and time.monotonic() < until:
            taker = await self._hand_over.taker()
            if taker is not None:
                if not await self._hand_out(lane, run, lease, taker):
                    return
            elif self._worker.stopping.is_set():
                break
            else:
                # All are at work here. The next one who takes a job wakes the lane, or the sweep does.
                self._turned_away.add((lane, rank))
                return
        # For another process, or for this one after others had their turn.
        if (left := await self._answered(partial(self._rows.next_rank, lane), lease)) is not None:
            await self._worker.wake({lane: left})

    async def _hand_out(self, lane: int, run: int, lease: Lease, taker: Taker) -> bool:
        """Give the next job of a lane to `taker`, and wait for its end; False: none is due."""
        row: Row | None = None
        try:
            row = await self._answered(partial(self._rows.claim, lane, run), lease)
        finally:
            if row is None:
                self._hand_over.put_back(taker)
        if row is None:
            return False
        taken = Taken(row.id, row.job, row.attempts, Lease(lambda: lease.holds))
        if unreported := await self._hand_over.hand_out(taker, taken, run):
            begun = row.job.begun or unreported is Unreported.CUT
            end = Unfinished(0.0, "the server stopped" if begun else "", failed=False, cut=begun)
            await self._answered(partial(self._rows.requeue, row, end), lease)
        return True

    async def _take_over(self, lane: int, run: int, lease: Lease) -> None:
        """Let the jobs wait again that a dead run of this lane has left."""
        for row in await self._answered(partial(self._rows.orphans, lane, run), lease):
            # One that kills its worker each time has a pause between; the time until that was noticed is a part of it.
            after = max(0.0, back_off(row.attempts) - STALLED)
            end = Unfinished(after, "its worker died", failed=True)
            await self._answered(partial(self._rows.requeue, row, end), lease)

    async def _answered(self, call: Callable[[], Awaitable[T]], lease: Lease) -> T:
        """What the database answers; asked again while it does not, and the lease holds."""
        while True:
            try:
                return await call()
            except Broken:
                if not lease.holds:
                    raise
            await asyncio.sleep(RETRY)
