"""The worker on a real queue: what becomes of a job, however its work ends."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

import pytest
from structlog.contextvars import get_contextvars
from structlog.testing import capture_logs

from bot.queue.admin import Admin
from bot.queue.batches import Outcome
from bot.queue.job import Job, Queue, StepBack, Taken, Unfinished, Window
from bot.queue.worker import Perform, Worker, back_off
from tests.queue.conftest import Make
from tests.support.jobs import Clock, job

PATIENCE = 30.0
"""Seconds after which a test fails that does not come to its end."""
Act = Callable[[], Awaitable[None]]


@asynccontextmanager
async def working(queue: Queue, perform: Perform, *, grace: float = 5, limit: float = 60) -> AsyncIterator[Worker]:
    """A worker at work, stopped in the end."""
    worker = Worker(queue, perform, limit=limit, retry=0.01)
    run = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        await worker.stop(grace)
        await asyncio.wait_for(run, PATIENCE)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 the test watches from outside
            await asyncio.sleep(0.005)


async def empty(queue: Queue) -> None:
    async with asyncio.timeout(PATIENCE):
        while await queue.depth():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def put_back(queue: Queue) -> None:
    """Wait until a job that failed is stored as one that waits."""
    async with asyncio.timeout(PATIENCE):
        while not any(one.attempts and not one.running for one in await queue.admin.jobs()):  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def next_job(queue: Queue, make: Make) -> Taken:
    """The job that the next process takes."""
    await queue.close()
    another = make()
    await another.open()
    try:
        return await asyncio.wait_for(another.take(), PATIENCE)
    finally:
        await another.close()


class Performed:
    """Performs jobs and remembers them; `acts` are what happens at the first, second … job, after that nothing."""

    def __init__(self, *acts: Act) -> None:
        self.jobs: list[Job] = []
        self.ended: list[Job] = []
        self._acts = list(acts)

    async def __call__(self, job: Job) -> None:
        self.jobs.append(job)
        if self._acts:
            await self._acts.pop(0)()
        self.ended.append(job)


async def fine() -> None: ...


async def fail() -> None:
    raise ValueError("a bug")


async def step_back() -> None:
    raise StepBack(30, "twenty writes done")


async def cancelled_within() -> None:
    raise asyncio.CancelledError


async def hang() -> None:
    await asyncio.Event().wait()


ENDS = [
    pytest.param(fine, None, id="done"),
    pytest.param(step_back, (30, 0), id="stepped back"),
    pytest.param(fail, (5, 1), id="a bug"),
    pytest.param(cancelled_within, (5, 1), id="cancelled from within"),
    pytest.param(hang, (5, 1), id="hangs"),
]


@pytest.mark.parametrize(("act", "again"), ENDS)
async def test_how_a_job_ends(
    queue: Queue, make: Make, clock: Clock, act: Act, again: tuple[float, int] | None
) -> None:
    perform = Performed(act)
    await queue.put(job(1))
    async with working(queue, perform, limit=0.1 if act is hang else 60):
        await until(lambda: bool(perform.jobs))
        # Another installation's job is done whatever became of the first one.
        await queue.put(job(2, installation=2))
        await until(lambda: job(2, installation=2) in perform.ended)
    assert await queue.depth() == (again is not None)
    if again is not None:
        after, attempts = again
        await clock.leap(after)
        assert await next_job(queue, make) == Taken(1, job(1), attempts)


async def test_what_failed_is_tried_again_when_its_time_has_come(queue: Queue, clock: Clock) -> None:
    tries: list[Job] = []

    async def perform(one: Job) -> None:
        if one == job(1):
            tries.append(one)
            if len(tries) < 3:
                await fail()

    await queue.put(job(1))
    async with working(queue, perform), asyncio.timeout(PATIENCE):
        while len(tries) < 3:
            await clock.leap(back_off(10))
            # Another job makes the worker look at the clock again.
            await queue.put(job(9, installation=9))
            await asyncio.sleep(0.005)
        await empty(queue)
    assert len(tries) == 3


PAUSES = [(0, 5), (1, 10), (2, 20), (9, 2560), (10, 3600), (10_000, 3600)]


@pytest.mark.parametrize(("attempts", "seconds"), PAUSES)
def test_back_off_doubles_up_to_an_hour(attempts: int, seconds: float) -> None:
    assert back_off(attempts) == seconds


async def test_a_failure_is_logged_with_its_delivery(queue: Queue) -> None:
    seen: list[dict[str, object]] = []

    async def perform(_job: Job) -> None:
        seen.append(get_contextvars())
        raise ValueError("a bug")

    await queue.put(job(3, delivery="72d3162e"))
    with capture_logs() as logged:
        async with working(queue, perform):
            await until(lambda: bool(seen))
    assert seen == [{"delivery": "72d3162e", "repository": "octo/notes-3", "work": "sync", "attempt": 1}]
    shown = [(line["event"], line["log_level"]) for line in logged if line["log_level"] != "debug"]
    assert shown == [("failed; tried again later", "error")]


async def test_installations_are_worked_on_side_by_side(queue: Queue) -> None:
    together = asyncio.Barrier(4)

    async def perform(_job: Job) -> None:
        async with asyncio.timeout(PATIENCE):
            await together.wait()

    for n in range(4):
        await queue.put(job(n + 1, installation=n + 1))
    async with working(queue, perform):
        await empty(queue)
    assert not together.broken


async def test_stopping_lets_a_running_job_end(queue: Queue) -> None:
    go = asyncio.Event()
    perform = Performed(lambda: _wait(go))
    await queue.put(job(1))
    async with working(queue, perform) as worker:
        await until(lambda: bool(perform.jobs))
        stopping = asyncio.create_task(worker.stop(5))
        await asyncio.sleep(0)
        await queue.put(job(2, installation=2))
        go.set()
        await stopping
    assert perform.ended == [job(1)]
    assert await queue.depth() == 1


async def _wait(event: asyncio.Event) -> None:
    await event.wait()


async def test_what_does_not_end_in_time_stays_for_the_next_start(make: Make) -> None:
    queue = make()
    await queue.open()
    perform = Performed(hang)
    await queue.put(job(1))
    async with working(queue, perform, grace=0.01):
        await until(lambda: bool(perform.jobs))
    await queue.close()
    queue = make()
    await queue.open()
    assert await asyncio.wait_for(queue.take(), PATIENCE) == Taken(1, job(1), 0)
    await queue.close()


async def test_a_worker_that_is_cancelled_hands_its_job_back(queue: Queue, make: Make) -> None:
    perform = Performed(hang)
    await queue.put(job(1))
    run = asyncio.create_task(Worker(queue, perform).run())
    await until(lambda: bool(perform.jobs))
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)
    assert await next_job(queue, make) == Taken(1, job(1), 0)


class Around(Queue):
    """A queue between the worker and the real one."""

    def __init__(self, of: Queue) -> None:
        self._of = of

    async def open(self) -> None:
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError

    async def put(self, job: Job) -> bool:
        return await self._of.put(job)

    async def put_all(self, jobs: Sequence[Job]) -> Sequence[Outcome[bool]]:
        return await self._of.put_all(jobs)

    async def crowded(self, lane: int) -> bool:
        return await self._of.crowded(lane)

    @property
    def admin(self) -> Admin:
        return self._of.admin

    async def depth(self) -> int:
        return await self._of.depth()

    async def backlog(self) -> Mapping[str, tuple[int, float]]:
        return await self._of.backlog()

    async def forget(self, lane: int) -> int:
        return await self._of.forget(lane)

    async def check(self) -> None:
        await self._of.check()

    async def recall(self, name: str) -> str:
        return await self._of.recall(name)

    async def remember(self, name: str, value: str) -> None:
        await self._of.remember(name, value)

    async def try_lock(self, name: str, seconds: float) -> bool:
        return await self._of.try_lock(name, seconds)

    async def unlock(self, name: str) -> None:
        await self._of.unlock(name)

    async def window(self, lane: int) -> Window:
        return await self._of.window(lane)

    async def hand_on(self, lane: int, window: Window) -> None:
        await self._of.hand_on(lane, window)

    async def take(self) -> Taken:
        return await self._of.take()

    async def done(self, taken: Taken) -> None:
        await self._of.done(taken)

    async def requeue(self, taken: Taken, end: Unfinished) -> None:
        await self._of.requeue(taken, end)

    def stop_taking(self) -> None:
        self._of.stop_taking()


class Ailing(Around):
    """A queue whose every call fails the first time."""

    def __init__(self, of: Queue) -> None:
        super().__init__(of)
        self.failed: set[str] = set()

    def _first(self, call: str) -> None:
        if call not in self.failed:
            self.failed.add(call)
            raise OSError("disk full")

    async def take(self) -> Taken:
        self._first("take")
        return await super().take()

    async def done(self, taken: Taken) -> None:
        self._first("done")
        await super().done(taken)

    async def requeue(self, taken: Taken, end: Unfinished) -> None:
        self._first("requeue")
        await super().requeue(taken, end)


async def test_a_queue_that_fails_is_asked_again(queue: Queue, clock: Clock) -> None:
    ailing = Ailing(queue)
    perform = Performed(fail)
    await queue.put(job(1))
    async with working(ailing, perform):
        await until(lambda: "requeue" in ailing.failed)
        await put_back(queue)
        await clock.leap(5)
        await queue.put(job(1))
        await empty(queue)
    assert ailing.failed == {"take", "done", "requeue"}
    assert perform.jobs[:2] == [job(1), job(1)]


class Mute(Around):
    """A queue that never answers how a job ended."""

    def __init__(self, of: Queue) -> None:
        super().__init__(of)
        self.told = asyncio.Event()

    async def done(self, taken: Taken) -> None:
        self.told.set()
        await asyncio.Event().wait()


async def test_a_stop_while_an_end_is_reported_to_the_queue_is_no_error(queue: Queue) -> None:
    mute = Mute(queue)
    await queue.put(job(1))
    async with working(mute, Performed(fine), grace=0.01):
        await asyncio.wait_for(mute.told.wait(), PATIENCE)
    assert await queue.depth() == 1
