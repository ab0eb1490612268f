"""What every queue does, whatever keeps its jobs."""

import asyncio
from dataclasses import replace

import pytest

from bot.queue.job import DEBOUNCE, TEXTS_KEPT, Job, Queue, QueueError, Sync, Taken, Unfinished, texts_of
from bot.queue.work import MeetingNews, RunCommands, Welcome, Work, WriteBack
from tests.queue.conftest import Make
from tests.support.jobs import Clock, job, obey, restore, tick_back

PATIENCE = 30.0
"""Seconds after which a test fails that does not come to its end."""


async def soon(queue: Queue) -> Taken:
    async with asyncio.timeout(PATIENCE):
        return await queue.take()


async def nothing_due(queue: Queue) -> bool:
    """Whether nothing is to be had now. Slowness can only hide a job, so this is for asserting that there is none."""
    taker = asyncio.create_task(queue.take())
    done, _ = await asyncio.wait({taker}, timeout=0.1)
    taker.cancel()
    await asyncio.gather(taker, return_exceptions=True)
    return not done


async def test_an_empty_queue_has_nothing(queue: Queue) -> None:
    assert await queue.depth() == 0
    assert await nothing_due(queue)


async def test_what_is_put_is_taken_whole_and_gone_when_done(queue: Queue) -> None:
    put = job(2**63 - 1, installation=2**63 - 1, work=restore(7, "“body”\x00\r\n"), delivery="72d3162e")
    assert await queue.put(put)
    assert not await queue.put(put)
    assert [*await queue.backlog()] == [one.kind for one in await queue.admin.jobs()] == ["restore"]
    taken = await soon(queue)
    assert (taken.job, taken.attempts) == (put, 0)
    assert await queue.depth() == 1
    await queue.done(taken)
    assert await queue.depth() == 0


async def test_the_backlog_counts_by_kind_what_waits_and_runs(queue: Queue, clock: Clock) -> None:
    await queue.put(job(1))
    await clock.leap(60)
    await queue.put(job(2))
    await queue.put(job(1, work=obey(1)))
    taken = await soon(queue)
    backlog = await queue.backlog()
    assert {kind: count for kind, (count, _) in backlog.items()} == {"sync": 2, "obey": 1}
    assert taken.job.work.kind == "obey"
    assert 60 <= backlog["sync"][1] < 120
    assert 0 <= backlog["obey"][1] < 60


async def test_a_taker_that_waits_is_woken_by_a_put(queue: Queue) -> None:
    taker = asyncio.create_task(queue.take())
    await asyncio.sleep(0)
    await queue.put(job())
    assert (await asyncio.wait_for(taker, PATIENCE)).job == job()


def repeat(comment: int, *, author: str = "eve", issue: int = 1, repeats: tuple[int, ...] = ()) -> RunCommands:
    """A command of which equal ones are run once."""
    return RunCommands(issue, comment, author, ("/plan",), folds=True, repeats=repeats)


FOLDS = [
    pytest.param([job(1)], 1, id="one"),
    pytest.param([job(1), job(1)], 1, id="two syncs of a repository"),
    pytest.param([job(1), job(1), job(1)], 1, id="three syncs of a repository"),
    pytest.param([job(1), job(2)], 2, id="two repositories"),
    pytest.param([job(1), job(1, work=restore(1))], 2, id="a sync and a restore"),
    pytest.param([job(1, work=restore(1)), job(1, work=restore(2))], 2, id="restores of two issues"),
    pytest.param([job(1, work=restore(1)), job(1, work=restore(1, "later"))], 1, id="restores of one issue"),
    pytest.param([job(1, work=tick_back(1)), job(1, work=tick_back(2))], 1, id="ticks of two issues"),
    pytest.param([job(1), job(1, installation=2)], 1, id="a repository that was transferred"),
    pytest.param([job(1), job(1, work=Sync(approved=True))], 2, id="a sync and an approved one"),
    pytest.param([job(1), job(1, work=Sync(notes_approved=True))], 2, id="a sync and one that approves notes"),
    pytest.param([job(1, work=Sync(approved=True))] * 2, 1, id="two approved ones"),
    pytest.param([job(1, work=obey(1)), job(1, work=obey(1))], 1, id="a comment delivered twice"),
    pytest.param([job(1, work=obey(1)), job(1, work=obey(2))], 2, id="two comments"),
    pytest.param([job(1, work=obey(1)), job(1, work=obey(1, "/help"))], 2, id="a comment and its edit"),
    pytest.param([job(1, work=repeat(1)), job(1, work=repeat(2))], 1, id="a command in two comments"),
    pytest.param([job(1, work=repeat(1)), job(1, work=repeat(2, author="Eve"))], 1, id="a login in other letters"),
    pytest.param([job(1, work=repeat(1)), job(1, work=repeat(1, author="bea"))], 2, id="a command of two people"),
    pytest.param([job(1, work=repeat(1)), job(1, work=repeat(1, issue=2))], 2, id="a command on two issues"),
    pytest.param([job(1, work=repeat(1)), job(2, work=repeat(2))], 2, id="a command in two repositories"),
]


@pytest.mark.parametrize(("puts", "depth"), FOLDS)
async def test_equal_waiting_jobs_are_folded(queue: Queue, puts: list[Job], depth: int) -> None:
    kept = [await queue.put(one) for one in puts]
    assert kept.count(True) == await queue.depth() == depth


JOINED = [
    pytest.param(WriteBack((5,), commanded=(5,)), WriteBack((6,)), id="ticks, one of them commanded"),
    pytest.param(WriteBack((5,)), WriteBack((5, 7), commanded=(7,)), id="ticks of the same issue"),
    pytest.param(Welcome(((1, "o/a"), (2, "o/b"))), Welcome(((1, "o/a"), (3, "o/c"))), id="two installations"),
    pytest.param(repeat(11), repeat(2), id="a command in two comments"),
    pytest.param(repeat(11, repeats=(2, 7)), repeat(7, repeats=(9,)), id="a command in many comments"),
    pytest.param(repeat(2), repeat(2), id="a comment delivered twice"),
    pytest.param(
        MeetingNews(3, ("minutes",), edits=(("ada", "* [ ] paint\0"),)),
        MeetingNews(3, ("agenda",), edits=(("bea", "* [x] paint"),)),
        id="edits of a meeting",
    ),
    pytest.param(obey(2, "/drop\0"), obey(2, "/drop\0"), id="a comment delivered twice that folds with no other"),
]


@pytest.mark.parametrize(("first", "second"), JOINED)
async def test_what_is_put_over_an_equal_job_does_the_work_of_both(
    queue: Queue, clock: Clock, first: Work, second: Work
) -> None:
    await queue.put(job(1, work=first))
    await queue.put(job(1, work=second))
    await clock.leap(DEBOUNCE)
    assert (await soon(queue)).job == job(1, work=second).joined(job(1, work=first))


async def test_puts_at_the_same_time_are_folded_too(queue: Queue) -> None:
    kept = await asyncio.gather(*(queue.put(job(n % 5)) for n in range(50)))
    assert kept.count(True) == await queue.depth() == 5


async def test_of_jobs_put_together_each_has_its_own_outcome(queue: Queue) -> None:
    await queue.put(job(1))
    jobs = [job(1), job(2), job(3, installation=2**63), job(2), job(4, work=restore(1, "\ud800")), job(5)]
    kept = await queue.put_all(jobs)
    assert [type(one) is tuple for one in kept] == [True, True, False, True, False, True]
    assert [one for one in kept if isinstance(one, tuple)] == [(False,), (True,), (False,), (True,)]
    assert await queue.depth() == 3


async def test_of_folded_jobs_the_newest_wording_is_kept(queue: Queue) -> None:
    renamed = job(1, installation=9, name="new/name", delivery="second")
    await queue.put(job(1))
    await queue.put(renamed)
    assert (await soon(queue)).job == renamed


# --- jobs that gather


async def test_a_debounced_job_waits_for_more_and_does_the_work_of_all(queue: Queue, clock: Clock) -> None:
    await queue.put(job(1, work=tick_back(7)))
    await clock.leap(DEBOUNCE - 1)
    await queue.put(job(1, work=tick_back(3), delivery="second"))
    await queue.put(job(1, work=tick_back(7), delivery="third"))
    assert await nothing_due(queue)
    # The first one sets the time: a stream of them is not put off for ever.
    await clock.leap(1)
    assert (await soon(queue)).job == job(1, work=tick_back(3, 7), delivery="third")


async def test_what_came_while_it_ran_and_failed_is_done_with_it(queue: Queue, clock: Clock) -> None:
    await queue.put(job(1, work=tick_back(7)))
    await clock.leap(DEBOUNCE)
    taken = await soon(queue)
    await queue.put(job(1, work=tick_back(3)))
    await queue.requeue(taken, Unfinished(10, "no answer", failed=True))
    await clock.leap(10)
    assert (await soon(queue)).job.work == tick_back(3, 7)
    assert await queue.depth() == 1


async def test_a_running_job_absorbs_nothing(queue: Queue) -> None:
    await queue.put(job(1))
    running = await soon(queue)
    assert await queue.put(job(1, delivery="after the debounce"))
    await queue.done(running)
    assert (await soon(queue)).job.delivery == "after the debounce"


LANES = [
    pytest.param(job(1), job(2), False, id="two repositories of an installation"),
    pytest.param(job(1), job(1, work=restore(1)), False, id="two kinds of work in a repository"),
    pytest.param(job(1), job(2, installation=2), True, id="two installations"),
    pytest.param(job(1, installation=0), job(2, installation=0), True, id="two repositories with a token"),
    pytest.param(
        job(1, installation=0), job(1, installation=0, work=restore(1)), False, id="one repository with a token"
    ),
    pytest.param(job(1, installation=0), job(2, installation=1), True, id="a token's repository and an installation"),
]


@pytest.mark.parametrize(("first", "second", "together"), LANES)
async def test_one_job_of_a_lane_at_a_time(queue: Queue, first: Job, second: Job, together: bool) -> None:
    await queue.put(first)
    running = await soon(queue)
    await queue.put(second)
    if not together:
        assert await nothing_due(queue)
        await queue.done(running)
    assert (await soon(queue)).job == second


# Lanes that are worked for at the same time may overtake each other by an answer of the database.
@pytest.mark.parametrize("concurrency", [1])
async def test_the_oldest_due_goes_first(queue: Queue, clock: Clock) -> None:
    for n in (3, 1, 2):
        await queue.put(job(n, installation=n))
        await clock.leap(1)
    order = []
    for _ in range(3):
        taken = await soon(queue)
        order.append(taken.job.repository)
        await queue.done(taken)
    assert order == [3, 1, 2]


async def test_a_lost_marker_comes_back_before_older_syncs(queue: Queue, clock: Clock) -> None:
    await queue.put(job(1))
    await clock.leap(1)
    await queue.put(job(1, work=restore(4)))
    assert (await soon(queue)).job.work == restore(4)


async def test_commands_go_before_syncs_and_after_lost_markers(queue: Queue, clock: Clock) -> None:
    for work in (Sync(), obey(1), restore(4)):
        await queue.put(job(1, work=work))
        await clock.leap(1)
    order = []
    for _ in range(3):
        taken = await soon(queue)
        order.append(taken.job.work.kind)
        await queue.done(taken)
    assert order == ["restore", "obey", "sync"]


@pytest.mark.parametrize(
    ("failed", "attempts"), [pytest.param(False, 0, id="stepped back"), pytest.param(True, 1, id="failed")]
)
async def test_put_back_it_waits_its_time(queue: Queue, clock: Clock, failed: bool, attempts: int) -> None:
    await queue.put(job(1))
    await queue.requeue(await soon(queue), Unfinished(30, "why", failed=failed))
    assert await nothing_due(queue)
    await clock.leap(29)
    assert await nothing_due(queue)
    await clock.leap(1)
    assert (await soon(queue)).attempts == attempts


async def test_who_steps_back_lets_others_of_the_installation_go(queue: Queue, clock: Clock) -> None:
    await queue.put(job(1))
    await queue.put(job(2))
    first = await soon(queue)
    await clock.leap(1)
    await queue.requeue(first, Unfinished(0.0, "twenty writes done", failed=False))
    await clock.leap(1)
    await queue.put(job(3))
    order = []
    for _ in range(3):
        taken = await soon(queue)
        order.append(taken.job.repository)
        await queue.done(taken)
    assert order == [2, 1, 3]


@pytest.mark.parametrize("failed", [pytest.param(False, id="stepped back"), pytest.param(True, id="failed")])
@pytest.mark.parametrize("while_running", [False, True], ids=["while it waits", "while it runs"])
async def test_news_hurry_what_failed_and_not_what_stepped_back(
    queue: Queue, clock: Clock, failed: bool, while_running: bool
) -> None:
    await queue.put(job(1))
    taken = replace(await soon(queue), attempts=2)
    if while_running:
        await queue.put(job(1, delivery="news"))
    await queue.requeue(taken, Unfinished(30, "why", failed=failed))
    if not while_running:
        await queue.put(job(1, delivery="news"))
    assert await queue.depth() == 1
    if not failed:
        assert await nothing_due(queue)
        await clock.leap(30)
    again = await soon(queue)
    # After a failure the back-off begins anew: a burst of pushes must not end in a pause of an hour.
    assert (again.job.delivery, again.attempts) == ("news", 1 if failed else 2)


async def test_a_cancelled_taker_loses_no_job(queue: Queue) -> None:
    for n in range(20):
        await queue.put(job(1, work=restore(n + 1)))
        taker = asyncio.create_task(queue.take())
        for _ in range(n % 4):
            await asyncio.sleep(0)
        taker.cancel()
        ended = (await asyncio.gather(taker, return_exceptions=True))[0]
        taken = ended if isinstance(ended, Taken) else await soon(queue)
        await queue.done(taken)
    assert await queue.depth() == 0


async def test_everything_waits_again_after_a_restart(make: Make) -> None:
    queue = make()
    await queue.open()
    for n in (1, 2):
        await queue.put(job(n, installation=n))
    await soon(queue)
    await queue.close()
    queue = make()
    await queue.open()
    # Two installations, so where several processes work either may be the first.
    assert {(await soon(queue)).job.repository for _ in range(2)} == {1, 2}
    await queue.close()


async def test_what_waits_for_an_installation_is_forgotten(queue: Queue) -> None:
    await queue.put(job(1))
    running = await soon(queue)
    await queue.put(job(2))
    await queue.put(job(3))
    await queue.put(job(4, installation=2))
    assert await queue.forget(1) == 2
    await queue.done(running)
    assert await queue.depth() == 1
    assert (await soon(queue)).job.repository == 4
    assert await queue.forget(9) == 0


async def test_short_texts_are_remembered(make: Make) -> None:
    for number in range(3):
        queue = make()
        await queue.open()
        await queue.check()
        assert await queue.recall("count") == ("" if number == 0 else str(number - 1))
        await queue.remember("count", str(number))
        assert await queue.recall("count") == str(number)
        await queue.close()


async def test_texts_of_an_installation_are_forgotten_with_it(queue: Queue) -> None:
    names = [f"{texts_of(lane)}7/1" for lane in (1, 11, -1)]
    for name in (*names, "told"):
        await queue.remember(name, "minutes")
    await queue.forget(1)
    assert [await queue.recall(name) for name in (*names, "told")] == ["", "minutes", "minutes", "minutes"]


async def test_texts_are_forgotten_with_age(queue: Queue, clock: Clock) -> None:
    old, new = (f"{texts_of(1)}7/{number}" for number in (1, 2))
    await queue.remember(old, "minutes")
    await queue.remember("told", "yes")
    await clock.leap(TEXTS_KEPT / 2)
    await queue.remember(new, "minutes")
    assert await queue.recall(old) == "minutes"
    await clock.leap(TEXTS_KEPT / 2 + 60)
    await queue.check()
    assert [await queue.recall(name) for name in (old, new, "told")] == ["", "minutes", "yes"]


async def test_a_closed_queue_says_so(make: Make) -> None:
    queue = make()
    with pytest.raises(QueueError, match="is not open"):
        await queue.put(job())
    await queue.open()
    taker = asyncio.create_task(queue.take())
    await queue.depth()
    await queue.close()
    for call in (taker, queue.take(), queue.put(job()), queue.depth()):
        with pytest.raises(QueueError, match="is not open"):
            await call
