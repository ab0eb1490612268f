"""A clock that was set ahead and then right again stops no job, no turn and no write for longer than it would have waited."""

import asyncio
from datetime import timedelta

import psycopg
import pytest

from bot.queue.job import DEBOUNCE, Unfinished, Window
from bot.queue.postgres import manager as postgres_manager
from bot.queue.postgres import worker as postgres_worker
from bot.queue.postgres.queue import PostgresQueue
from tests.queue.conftest import Make
from tests.queue.test_queue import PATIENCE, nothing_due, soon
from tests.support.jobs import Clock, job, tick_back
from tests.support.postgres import DatabaseClock, database, postgres

__all__ = ["database", "postgres"]

AHEAD = [
    pytest.param(timedelta(minutes=1), id="a minute"),
    pytest.param(timedelta(hours=2), id="two hours"),
    pytest.param(timedelta(days=4000), id="years"),
]


@pytest.mark.parametrize("ahead", AHEAD)
@pytest.mark.parametrize("failed", [True, False], ids=["failed", "stepped back"])
async def test_what_was_put_back_while_it_was_ahead_is_due(
    make: Make, clock: Clock, ahead: timedelta, failed: bool
) -> None:
    queue = make()
    await queue.open()
    await queue.put(job(1))
    await queue.requeue(await soon(queue), Unfinished(30, "why", failed=failed))
    await queue.put(job(2, installation=2, work=tick_back(1)))
    await queue.close()
    await clock.leap(-ahead.total_seconds())
    queue = make()
    await queue.open()
    assert {(await soon(queue)).job.repository for _ in range(2)} == {1, 2}
    assert all(seconds >= 0 for _, seconds in (await queue.backlog()).values())
    await queue.close()


async def test_a_small_difference_of_clocks_ends_no_wait(make: Make, clock: Clock) -> None:
    queue = make()
    await queue.open()
    await queue.put(job(1))
    await queue.requeue(await soon(queue), Unfinished(30, "why", failed=True))
    await queue.close()
    await clock.leap(-3)
    queue = make()
    await queue.open()
    assert await nothing_due(queue)
    await clock.leap(33)
    assert (await soon(queue)).attempts == 1
    await queue.close()


async def test_what_waits_while_the_clock_is_set_ahead_is_due_early_and_done_once(make: Make, clock: Clock) -> None:
    queue = make()
    await queue.open()
    await queue.put(job(1, work=tick_back(1)))
    await clock.leap(7200)
    await queue.done(await soon(queue))
    await clock.leap(-7200)
    assert await queue.depth() == 0
    await queue.put(job(1, work=tick_back(2)))
    await clock.leap(DEBOUNCE)
    assert (await soon(queue)).job == job(1, work=tick_back(2))
    await queue.close()


# --- Postgres, whose clock is another machine's and steps under a running process


async def test_a_running_process_sees_that_the_clock_was_set_back(database: str) -> None:
    queue, clock = PostgresQueue(database), DatabaseClock(database)
    await queue.open()
    await queue.put(job(1))
    await queue.requeue(await soon(queue), Unfinished(30, "why", failed=True))
    await clock.leap(-7200)
    assert (await soon(queue)).attempts == 1
    await queue.close()
    await clock.close()


async def test_the_pace_and_turns_are_not_kept_for_hours(database: str) -> None:
    queue, clock = PostgresQueue(database), DatabaseClock(database)
    await queue.open()
    await queue.put(job(1))
    await soon(queue)
    await queue.hand_on(1, Window((30.0, 5.0), quiet=20.0))
    assert await queue.try_lock("look", 3600)
    assert not await queue.try_lock("look", 3600)
    await clock.leap(-7200)
    assert await queue.window(1) == Window((30.0, 5.0), quiet=20.0)
    assert await queue.try_lock("look", 3600)
    await queue.close()
    await clock.close()


BEATS = "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat + %s::interval"


async def move_heartbeats(url: str, by: timedelta) -> None:
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(BEATS, (by,))


async def lane_runs(url: str) -> list[tuple[int]]:
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        rows = await connection.execute("SELECT id FROM procrastinate_jobs WHERE lock = 'lane/1' AND status = 'doing'")
        return await rows.fetchall()


async def test_where_the_clock_is_set_ahead_no_live_worker_loses_its_lane(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_worker, "BEAT", 0.1)
    monkeypatch.setattr(postgres_manager, "CONFIRMED", 1.0)
    holder, other = PostgresQueue(database), PostgresQueue(database)
    await holder.open()
    await other.open()
    await holder.put(job(1))
    taken = await soon(holder)
    await holder.put(job(2))
    taking = asyncio.create_task(other.take())
    await asyncio.sleep(0.3)
    runs = await lane_runs(database)
    await move_heartbeats(database, timedelta(hours=-2))
    await other._worker._sweep()
    assert len(runs) == 1
    assert await lane_runs(database) == runs
    assert not taking.done()
    await holder.done(taken)
    taking.cancel()
    await asyncio.gather(taking, return_exceptions=True)
    await holder.close()
    await other.close()


async def test_a_worker_that_died_while_the_clock_was_ahead_is_taken_over(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_manager, "STALLED", 1.0)
    monkeypatch.setattr(postgres_manager, "CONFIRMED", 0.2)
    monkeypatch.setattr(postgres_worker, "SWEEP", 0.2)
    queue = PostgresQueue(database)
    await queue.open()
    await queue.put(job(1))
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as connection:
        await connection.execute("DELETE FROM procrastinate_jobs")
        await connection.execute(
            """WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() + interval '2 h') RETURNING id),
            run AS (INSERT INTO procrastinate_jobs (queue_name, task_name, lock, status, worker_id, args)
                SELECT 'default', 'lane', 'lane/1', 'doing', id, '{"lane": 1}' FROM dead RETURNING id)
            UPDATE duly_job SET run = run.id FROM run"""
        )
    async with asyncio.timeout(PATIENCE):
        assert (await queue.take()).attempts == 1
    await queue.close()
