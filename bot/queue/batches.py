"""Group commit: what is asked for at about the same time is done in one go."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

A = TypeVar("A")
R = TypeVar("R")

Outcome = tuple[R] | Exception
"""What came of one request: the result in a tuple, or the error that rises where it was asked for."""


class Batches(Generic[A, R]):
    """Hands requests to `commit` in batches, one batch at a time. While one is under way the next one fills."""

    def __init__(self, commit: Callable[[Sequence[A]], Awaitable[Sequence[Outcome[R]]]], most: int = 500) -> None:
        """`commit` returns an outcome for each request, in order. `most`: requests in a batch."""
        self._commit = commit
        self._most = most
        self._asked: list[tuple[A, asyncio.Future[R]]] = []
        self._running: asyncio.Task[None] | None = None

    async def ask(self, request: A) -> R:
        """The result for one request. Whoever asks may be cancelled; the request is done all the same."""
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._asked.append((request, answer))
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
                batch, self._asked = self._asked[: self._most], self._asked[self._most :]
                for (_, answer), outcome in zip(batch, await self._outcomes(batch), strict=True):
                    _tell(answer, outcome)
        finally:
            self._running = None

    async def _outcomes(self, batch: Sequence[tuple[A, asyncio.Future[R]]]) -> Sequence[Outcome[R]]:
        try:
            return await self._commit([request for request, _ in batch])
        except Exception as error:
            return [error for _ in batch]


def _tell(answer: asyncio.Future[R], outcome: Outcome[R]) -> None:
    if answer.done():
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome[0])
