"""The worker takes jobs, performs them, and keeps those that fail."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from bot import metrics
from bot.metrics import JobOutcome
from bot.queue.job import Failed, Job, Queue, QueueError, StepBack, Taken, Unfinished
from bot.queue.lease import Lease

log = structlog.get_logger(__name__)

Perform = Callable[[Job], Awaitable[None]]
"""Does the work of a job; raises StepBack to let others go first. It may be run again for the same job."""

FIRST_PAUSE = 5.0
LONGEST_PAUSE = 3600.0
LONGEST_JOB = 1800.0
"""Seconds after which a job counts as failed: one that hangs would block its installation."""


class Worker:
    """Up to `concurrency` jobs at a time, from `queue`, done by `perform`."""

    def __init__(
        self, queue: Queue, perform: Perform, *, concurrency: int = 16, limit: float = LONGEST_JOB, retry: float = 1.0
    ) -> None:
        """Jobs that hang take their places, so there are many. `limit`: seconds that a job may take; `retry`: the pause in seconds before a queue that fails is asked again."""
        self._queue = queue
        self._perform = perform
        self._concurrency = concurrency
        self._limit = limit
        self._retry = retry
        self._stopping = asyncio.Event()
        self._idle: set[asyncio.Task[None]] = set()
        self._loops: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Work until `stop` was called, and all that ran has ended or was handed back."""
        self._loops = {asyncio.create_task(self._work(), name=f"worker-{n}") for n in range(self._concurrency)}
        try:
            await asyncio.gather(*self._loops)
        finally:
            await _end(self._loops)

    async def stop(self, grace: float) -> None:
        """Take nothing more; what runs has `grace` seconds to end, then it is handed back to the queue."""
        self._stopping.set()
        self._queue.stop_taking()
        for task in self._idle:
            task.cancel()
        if self._loops:
            _, late = await asyncio.wait(self._loops, timeout=grace)
            await _end(late)

    async def _work(self) -> None:
        try:
            while not self._stopping.is_set():
                taken = await self._take()
                if taken is not None:
                    await self._process(taken)
        except asyncio.CancelledError:
            # The grace period ended while the end of a job was being reported. In either case the job is not lost.
            if not self._stopping.is_set():
                raise

    async def _take(self) -> Taken | None:
        """The next job; None when stopping, or after a pause when the queue failed."""
        task = asyncio.current_task()
        assert task is not None
        self._idle.add(task)
        try:
            return await self._queue.take()
        except asyncio.CancelledError:
            if not self._stopping.is_set():
                raise
            task.uncancel()
            return None
        except Exception:
            log.exception("the queue gave no job; asked again soon")
            await self._rest()
            return None
        finally:
            self._idle.discard(task)

    async def _process(self, taken: Taken) -> None:
        job = taken.job
        with structlog.contextvars.bound_contextvars(
            delivery=job.delivery, repository=job.full_name, work=job.work.kind, attempt=taken.attempts + 1
        ):
            log.debug("job begun", lane=job.lane)
            begun = time.monotonic()
            try:
                end = await self._attempt(taken)
            except asyncio.CancelledError:
                _measure(taken, JobOutcome.CUT, begun)
                log.info("stopped before its end; the job stays in the queue")
                log.debug("job ended", lane=job.lane)
                await self._report_end(taken, Unfinished(0, "the server stopped", failed=False, cut=True))
                if not self._stopping.is_set():
                    raise
                return
            log.debug("job ended", lane=job.lane)
            _measure(taken, _outcome(end), begun)
            await self._report_end(taken, end)

    async def _attempt(self, taken: Taken) -> Unfinished | None:
        """Have one job performed; None: it is done."""
        pause = back_off(taken.attempts)
        try:
            async with asyncio.timeout(self._limit) as limit:
                with taken.lease.working(on_end=partial(limit.reschedule, 0.0)):
                    await self._perform(taken.job)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            log.error("cancelled from within; tried again later", seconds=pause)
            return Unfinished(pause, "cancelled from within", failed=True)
        except Exception as error:
            return _ended_by(error, taken.lease, pause)
        return None

    async def _report_end(self, taken: Taken, end: Unfinished | None) -> None:
        """Report the end of a job to the queue until it is stored: a job that is never settled blocks its lane."""
        while True:
            try:
                if end is None:
                    return await self._queue.done(taken)
                return await self._queue.requeue(taken, end)
            except QueueError:
                return None  # closed: the job waits again at the next start
            except Exception:
                log.exception("the end of a job was not stored; reported again soon")
                await self._rest()
            if self._stopping.is_set():
                return None

    async def _rest(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._retry):
                await self._stopping.wait()


def _outcome(end: Unfinished | None) -> JobOutcome:
    if end is None:
        return JobOutcome.DONE
    return JobOutcome.FAILED if end.failed else JobOutcome.STEPPED_BACK


def _measure(taken: Taken, outcome: JobOutcome, begun: float) -> None:
    kind = taken.job.work.kind
    metrics.JOB_SECONDS.labels(kind, outcome).observe(time.monotonic() - begun)
    if outcome is JobOutcome.DONE:
        metrics.JOB_ATTEMPTS.labels(kind).observe(taken.attempts + 1)


def _ended_by(error: Exception, lease: Lease, pause: float) -> Unfinished:
    """How a job ends that raised `error`. `pause`: seconds to wait after a failure."""
    if not lease.holds:
        log.warning("the lease was lost; the job begins anew, here or in another process", reason=str(error))
        return Unfinished(0, "its lease was lost", failed=True)
    match error:
        case StepBack():
            log.info("stepped back", seconds=error.after, reason=error.why)
            return Unfinished(error.after, error.why, failed=False)
        case Failed():
            log.error("failed; tried again later", seconds=pause, reason=str(error))
            return Unfinished(pause, str(error), failed=True)
    # The one place where a bug ends: the job is kept, the others go on.
    log.error("failed; tried again later", seconds=pause, exc_info=error)
    return Unfinished(pause, f"{type(error).__name__}: {error}", failed=True)


def back_off(attempts: int) -> float:
    """Seconds to wait after a failure that `attempts` failures went before: 5, 10, 20 … at most an hour."""
    return min(FIRST_PAUSE * 2.0 ** min(attempts, 20), LONGEST_PAUSE)


async def _end(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
