"""What an operator does with every queue: list, retry, drop, pause, resume."""

import asyncio

from bot.queue.job import Job, Queue, Sync, Unfinished
from tests.queue.conftest import Make
from tests.queue.test_queue import nothing_due, soon
from tests.support.jobs import Clock, job, obey


async def fail(queue: Queue, put: Job, why: str, after: float = 600) -> None:
    """Let a job wait after a failed try."""
    await queue.put(put)
    await queue.requeue(await soon(queue), Unfinished(after, why, failed=True))


async def test_jobs_are_listed_with_what_they_wait_for(queue: Queue, clock: Clock) -> None:
    await fail(queue, job(1, name="Octo/Notes"), "HTTP 500")
    await clock.leap(60)
    await queue.put(job(2, installation=2, work=obey(9)))
    taken = await soon(queue)
    first, second = await queue.admin.jobs()
    assert (first.repository, first.kind, first.running, first.attempts) == ("octo/notes-2", "obey", True, 0)
    assert (second.repository, second.kind, second.running, second.attempts) == ("Octo/Notes", "sync", False, 1)
    assert (second.why, second.lane, second.paused) == ("HTTP 500", 1, False)
    assert 60 <= second.age < 120
    assert 480 < second.wait <= 540
    await queue.done(taken)


async def test_a_retried_job_is_due_at_once_and_its_back_off_begins_anew(queue: Queue) -> None:
    await fail(queue, job(1), "HTTP 500")
    assert await nothing_due(queue)
    taker = asyncio.create_task(soon(queue))
    await asyncio.sleep(0.05)
    (listed,) = await queue.admin.jobs()
    assert await queue.admin.retry([listed.id]) == 1
    assert (await taker).attempts == 0


async def test_only_what_waits_is_dropped_or_retried(queue: Queue) -> None:
    await fail(queue, job(1), "HTTP 500")
    await queue.put(job(2, installation=2))
    running = await soon(queue)
    ids = [listed.id for listed in await queue.admin.jobs()]
    assert await queue.admin.retry([running.id]) == 0
    assert await queue.admin.drop([*ids, 999]) == 1
    assert await queue.depth() == 1
    await queue.done(running)
    assert await queue.depth() == 0


async def test_a_paused_repository_waits_and_others_of_its_lane_do_not(queue: Queue) -> None:
    await queue.admin.pause("Octo/Notes-1")
    await queue.put(job(1))
    await queue.put(job(2))
    taken = await soon(queue)
    assert taken.job.full_name == "octo/notes-2"
    assert not await queue.crowded(taken.job.lane)
    await queue.done(taken)
    assert await nothing_due(queue)
    assert [(one.repository, one.paused) for one in await queue.admin.jobs()] == [("octo/notes-1", True)]


async def test_a_resumed_account_goes_on(queue: Queue) -> None:
    await queue.admin.pause("octo")
    await queue.put(job(1))
    assert await nothing_due(queue)
    taker = asyncio.create_task(soon(queue))
    await asyncio.sleep(0.05)
    assert await queue.admin.paused() == ["octo"]
    assert await queue.admin.resume("OCTO")
    assert (await taker).job.work == Sync()
    assert not await queue.admin.resume("octo")


async def test_a_pause_lasts_over_a_restart(make: Make) -> None:
    first = make()
    await first.open()
    await first.admin.pause("octo")
    await first.admin.pause("octo")
    await first.put(job(1))
    await first.close()
    second = make()
    await second.open()
    assert await second.admin.paused() == ["octo"]
    assert await nothing_due(second)
    await second.close()
