"""Group commit: what is asked for at about the same time is done in one go."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice
from typing import Generic, TypeVar

A = TypeVar("A")
R = TypeVar("R")

PAUSE = 0.001
FEW = 16
"""A batch waits PAUSE seconds for more requests where the one before had more than twice as many, and not more than FEW. Callers
that were answered come back one by one, and each would get a commit of its own. Where there are many, enough of them come back while
a commit is under way."""

Outcome = tuple[R] | Exception
"""What came of one request: the result in a tuple, or the error that rises where it was asked for."""


def result(outcome: Outcome[R]) -> R:
    """The result of a request; raises its error."""
    if isinstance(outcome, Exception):
        raise outcome
    return outcome[0]


def _count(groups: Sequence[tuple[Sequence[A], object]]) -> int:
    return sum(len(requests) for requests, _ in groups)


class Batches(Generic[A, R]):
    """Hands requests to `commit` in batches, one batch at a time. While one is under way the next one fills."""

    def __init__(
        self, commit: Callable[[Sequence[A]], Awaitable[Sequence[Outcome[R]]]], most: int = 500, pause: float = PAUSE
    ) -> None:
        """`commit` returns an outcome for each request, in order. `most`: requests in a batch; `pause` as PAUSE."""
        self._commit = commit
        self._most = most
        self._pause = pause
        self._last = 0
        """Requests in the last batch."""
        self._asked: list[tuple[Sequence[A], asyncio.Future[Sequence[Outcome[R]]]]] = []
        self._running: asyncio.Task[None] | None = None

    async def ask(self, request: A) -> R:
        """The result for one request. The request is done also where the caller is cancelled."""
        return result(*await self.ask_all([request]))

    async def ask_all(self, requests: Sequence[A]) -> Sequence[Outcome[R]]:
        """What came of each request. They are done in one batch, however many they are."""
        answer: asyncio.Future[Sequence[Outcome[R]]] = asyncio.get_running_loop().create_future()
        self._asked.append((requests, answer))
        if self._running is None:
            # The task starts in the next round of the loop, so that requests of this one share its first batch.
            self._running = asyncio.create_task(self._run())
        return await answer

    async def finish(self) -> None:
        """Wait until all that was asked is done."""
        while self._running is not None:
            await asyncio.shield(self._running)

    async def _run(self) -> None:
        try:
            while self._asked:
                if 2 * _count(self._asked) < self._last <= FEW:
                    await asyncio.sleep(self._pause)
                groups = self._next_groups()
                self._last = _count(groups)
                outcomes = iter(await self._outcomes([request for requests, _ in groups for request in requests]))
                for requests, answer in groups:
                    theirs = list(islice(outcomes, len(requests)))
                    if not answer.done():
                        answer.set_result(theirs)
        finally:
            self._running = None

    def _next_groups(self) -> Sequence[tuple[Sequence[A], asyncio.Future[Sequence[Outcome[R]]]]]:
        """Take the first groups, one at least, of which there are not too many requests."""
        total, end = 0, 0
        for requests, _ in self._asked:
            total += len(requests)
            if end and total > self._most:
                break
            end += 1
        groups, self._asked = self._asked[:end], self._asked[end:]
        return groups

    async def _outcomes(self, batch: Sequence[A]) -> Sequence[Outcome[R]]:
        try:
            return await self._commit(batch)
        except Exception as error:
            return [error] * len(batch)
