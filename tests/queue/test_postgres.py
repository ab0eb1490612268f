"""The queue in Postgres: many processes, one of which dies or is slow, and a database that goes away for a moment."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from urllib.parse import urlsplit

import psycopg
import pytest
from structlog.testing import capture_logs

from bot.queue.job import QueueError, Sync, Taken, Unfinished, Window
from bot.queue.postgres import manager as postgres_manager
from bot.queue.postgres import queue as postgres_queue
from bot.queue.postgres import worker as postgres_worker
from bot.queue.postgres.memory import TOO_OLD
from bot.queue.postgres.queue import PostgresQueue
from tests.queue.test_queue import PATIENCE, soon
from tests.support.chaos.proxy import Proxy, proxied
from tests.support.jobs import Clock, job, obey, restore, tick_back
from tests.support.postgres import DatabaseClock, database, postgres

__all__ = ["database", "postgres"]

Rows = list[tuple[object, ...]]


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[PostgresQueue]:
    """A queue of a process of its own."""
    queue = PostgresQueue(url)
    await queue.open()
    try:
        yield queue
    finally:
        await queue.close()


async def sql(url: str, statement: str) -> Rows:
    """What a statement gives."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        cursor = await connection.execute(statement.encode())
        return await cursor.fetchall() if cursor.description else []


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110 another process changes it
            await asyncio.sleep(0.05)


@pytest.fixture
async def clock(database: str) -> AsyncIterator[Clock]:
    clock = DatabaseClock(database)
    yield clock
    await clock.close()


# --- the tables


async def test_the_tables_are_made_once_by_processes_that_start_together(database: str) -> None:
    await sql(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    queues = [PostgresQueue(database) for _ in range(4)]
    await asyncio.gather(*(queue.open() for queue in queues))
    assert await queues[0].put(job())
    assert await queues[3].depth() == 1
    for queue in queues:
        await queue.close()
    applied = await sql(database, "SELECT count(*), count(DISTINCT name) FROM duly_migration")
    assert applied[0][0] == applied[0][1]


async def test_a_migration_that_is_missing_is_applied(database: str) -> None:
    async with opened(database):
        await sql(database, "DROP INDEX duly_lane_of; DELETE FROM duly_migration WHERE name LIKE 'duly/%'")
        await sql(database, "DROP TABLE duly_job, duly_unreadable, duly_lane, duly_memory, duly_pause CASCADE")
        await sql(database, "DROP FUNCTION duly_joined, duly_kind")
    async with opened(database) as queue:
        assert await queue.put(job())


async def test_the_tables_of_another_program_are_left_alone(database: str) -> None:
    await sql(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE procrastinate_jobs (id int)")
    with pytest.raises(QueueError, match="used by another program"):
        await PostgresQueue(database).open()
    assert await sql(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [
        ("procrastinate_jobs",)
    ]
    await sql(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")


UNREACHABLE = [
    pytest.param("postgresql://duly:hunter2@127.0.0.1:1/duly", id="no server"),
    pytest.param("postgresql://duly:hunter2@127.0.0.1:port/duly", id="no address"),
]


@pytest.mark.parametrize("url", UNREACHABLE)
async def test_a_database_that_cannot_be_reached_is_reported_without_its_password(url: str) -> None:
    with pytest.raises(QueueError, match="the database in DATABASE_URL cannot be used") as raised:
        await PostgresQueue(url).open()
    assert "hunter2" not in str(raised.value)


# --- one job, many processes


async def test_what_one_process_puts_another_takes(database: str) -> None:
    async with opened(database) as web, opened(database) as worker:
        taking = asyncio.create_task(soon(worker))
        await web.put(job())
        assert (await taking).job == job()


async def test_a_lane_is_worked_on_by_one_process_at_a_time(database: str) -> None:
    async with opened(database) as first, opened(database) as second:
        takers = [asyncio.create_task(queue.take()) for queue in (first, second) for _ in range(2)]
        for number in range(4):
            await first.put(job(number + 1))
        done, waiting = await asyncio.wait(takers, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        late, waiting = await asyncio.wait(waiting, timeout=1.5)
        assert (len(done), len(late)) == (1, 0)
        for taker in waiting:
            taker.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def test_puts_of_many_processes_are_folded(database: str) -> None:
    async with opened(database) as first, opened(database) as second:
        kept = await asyncio.gather(*(queue.put(job(n % 5)) for n in range(50) for queue in (first, second)))
        assert kept.count(True) == await first.depth() == 5


async def test_a_put_that_fails_spoils_no_other(database: str) -> None:
    async with opened(database) as queue:
        ended = await asyncio.gather(
            queue.put(job(1)),
            queue.put(job(2, installation=2**63)),
            queue.put(job(3, work=restore(1, "\ud800"))),
            queue.put(job(4)),
            return_exceptions=True,
        )
        assert [end if isinstance(end, bool) else type(end).__name__ for end in ended] == [
            True,
            "NumericValueOutOfRange",
            "PydanticSerializationError",
            True,
        ]


async def test_ticks_of_two_processes_are_done_in_one_go(database: str, clock: Clock) -> None:
    async with opened(database) as first, opened(database) as second:
        await first.put(job(1, work=tick_back(9, 7)))
        await second.put(job(1, work=tick_back(3, 7), delivery="later"))
        await clock.leap(10)
        assert (await soon(first)).job == job(1, work=tick_back(3, 7, 9), delivery="later")


# --- a process that dies


@pytest.fixture(autouse=True)
def soon_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_manager, "CONFIRMED", 0.3)


@pytest.fixture
def often_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only for tests of what the sweep finds: where it comes often it hides a wake-up that is missing."""
    monkeypatch.setattr(postgres_worker, "SWEEP", 0.2)


LEFT = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '31 s') RETURNING id"
"""A worker that was killed half a minute ago."""


async def left_by_a_dead_worker(url: str, attempts: int = 0) -> None:
    """Give the job that waits to a worker that was killed in its middle."""
    ((worker,),) = await sql(url, LEFT)
    await sql(url, "DELETE FROM procrastinate_jobs")
    ((run,),) = await sql(
        url,
        f"""INSERT INTO procrastinate_jobs (queue_name, task_name, lock, status, worker_id, args)
        VALUES ('default', 'lane', 'lane/1', 'doing', {worker}, '{{"lane": 1}}') RETURNING id""",
    )
    await sql(url, f"UPDATE duly_job SET run = {run}, attempts = {attempts}")
    await sql(url, "INSERT INTO duly_lane (lane, process, active) VALUES (1, 'dead', now() - interval '1 h')")


@pytest.mark.usefixtures("often_swept")
async def test_the_lane_of_a_dead_worker_is_taken_over(database: str) -> None:
    async with opened(database) as queue:
        await queue.put(job(1))
        await left_by_a_dead_worker(database)
        taken = await soon(queue)
        assert (taken.job, taken.attempts, taken.job.begun) == (job(1), 1, True)


@pytest.mark.usefixtures("often_swept")
async def test_after_a_takeover_other_jobs_of_the_lane_may_have_been_begun_too(database: str) -> None:
    async with opened(database) as queue:
        await queue.put(job(1))
        await left_by_a_dead_worker(database)
        await queue.put(job(2, work=restore(4)))
        first = await soon(queue)
        assert (first.job.work, first.job.begun) == (restore(4), True)
        await queue.done(first)
        second = await soon(queue)
        await queue.put(job(3))
        await queue.done(second)
        # Another repository of the installation, of which the dead worker may have written as well.
        assert (await soon(queue)).job.begun


@pytest.mark.usefixtures("often_swept")
async def test_a_job_that_kills_its_worker_again_waits(database: str) -> None:
    """The time until the death was noticed is a part of the 80 seconds."""
    async with opened(database) as queue:
        await queue.put(job(1))
        await left_by_a_dead_worker(database, attempts=4)
        taking = asyncio.create_task(queue.take())

        async def waits() -> bool:
            return await sql(database, "SELECT attempts, due > now() + interval '39 s' FROM duly_job") == [(5, True)]

        await until(waits)
        taking.cancel()
        await asyncio.gather(taking, return_exceptions=True)


@pytest.mark.usefixtures("often_swept")
async def test_a_job_that_was_cut_off_a_second_time_goes_on_at_once(database: str) -> None:
    async with opened(database) as queue:
        await queue.put(job(1))
        await left_by_a_dead_worker(database, attempts=2)
        assert (await soon(queue)).attempts == 3


@pytest.mark.usefixtures("often_swept")
async def test_what_was_put_meanwhile_is_folded_into_what_a_dead_worker_left(database: str) -> None:
    async with opened(database) as queue:
        await queue.put(job(1))
        await left_by_a_dead_worker(database)
        assert await queue.put(job(1, delivery="news"))
        taken = await soon(queue)
        assert (taken.job.delivery, await queue.depth()) == ("news", 1)


BEGUN = [
    pytest.param(30, True, id="just before"),
    pytest.param(90, False, id="a while ago"),
]


@pytest.mark.parametrize(("seconds", "begun"), BEGUN)
async def test_after_another_process_lists_may_lag(database: str, clock: Clock, seconds: float, begun: bool) -> None:
    async with opened(database) as first, opened(database) as second:
        await first.put(job(1))
        await first.done(await soon(first))
        first.stop_taking()
        await clock.leap(seconds)
        await second.put(job(2))
        assert (await soon(second)).job.begun is begun


async def test_jobs_after_a_write_of_the_same_process_are_not_begun(database: str) -> None:
    async with opened(database) as queue:
        for number in (1, 2):
            await queue.put(job(number))
            taken = await soon(queue)
            assert not taken.job.begun
            await queue.done(taken)


async def test_the_end_of_a_job_that_was_taken_over_changes_nothing(database: str) -> None:
    async with opened(database) as slow:
        await slow.put(job(1))
        taken = await soon(slow)
        await sql(database, "UPDATE duly_job SET run = 4711")
        await slow.done(taken)
        assert await sql(database, "SELECT run FROM duly_job") == [(4711,)]


async def test_the_end_of_a_job_that_was_taken_over_puts_nothing_back(database: str) -> None:
    async with opened(database) as slow:
        await slow.put(job(1))
        taken = await soon(slow)
        await sql(database, "UPDATE duly_job SET run = 4711")
        await slow.requeue(taken, Unfinished(0, "why", failed=True))
        assert await sql(database, "SELECT run, attempts FROM duly_job") == [(4711, 0)]


# --- wake-ups


async def test_a_wake_up_that_was_lost_is_made_up_for(database: str) -> None:
    async with opened(database) as queue:
        taking = asyncio.create_task(soon(queue))
        await sql(
            database,
            """INSERT INTO duly_job (lane, key, rank, due, repository, job) VALUES (1, '1/sync', 2, now(), 'octo/notes-1',
            '{"installation": 1, "repository": 1, "full_name": "octo/notes-1", "branch": "main", "work": {"kind": "sync"}}')""",
        )
        assert (await taking).job.work == Sync()


async def test_a_lane_is_woken_after_its_job_was_committed(database: str) -> None:
    async with opened(database) as queue:
        await sql(
            database,
            """CREATE TABLE seen (committed bool); CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO seen SELECT EXISTS (SELECT FROM duly_job WHERE lane = split_part(new.lock, '/', 2)::bigint
                AND xmin::text <> (txid_current() % 4294967296)::text);
            RETURN new; END $$;
            CREATE TRIGGER look BEFORE INSERT ON procrastinate_jobs FOR EACH ROW WHEN (new.task_name = 'lane')
            EXECUTE FUNCTION look()""",
        )
        try:
            await queue.put(job(1))

            async def seen() -> bool:
                return await sql(database, "SELECT committed FROM seen") != []

            await until(seen)
            assert await sql(database, "SELECT committed FROM seen") == [(True,)]
        finally:
            await sql(database, "DROP FUNCTION look CASCADE; DROP TABLE seen")


async def test_many_puts_leave_one_wake_up_for_each_rank(database: str) -> None:
    async with opened(database) as queue:
        for number in range(5):
            await queue.put(job(number + 1))
            await queue.put(job(number + 1, work=obey(number)))

        async def told() -> bool:
            query = "SELECT queueing_lock, priority FROM procrastinate_jobs ORDER BY id"
            return set(await sql(database, query)) == {("lane/1/2", -2), ("lane/1/1", -1)}

        await until(told)


async def test_commands_overtake_other_lanes_that_only_have_syncs(database: str) -> None:
    async with opened(database) as queue:
        for number in (1, 2, 3):
            await queue.put(job(number, installation=number))
        await queue.put(job(4, installation=4, work=obey(1)))
        # Lanes are woken after the commit, so a put may return before its lane is on the list.
        async with asyncio.timeout(PATIENCE):
            while len(await sql(database, "SELECT id FROM procrastinate_jobs WHERE task_name = 'lane'")) < 4:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert (await soon(queue)).job.work == obey(1)


# --- a worker that is slow, and a database that goes away


async def test_a_lane_job_whose_end_is_not_stored_is_reported_again(database: str) -> None:
    async with opened(database) as queue:
        await sql(
            database,
            """CREATE SEQUENCE once; CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('once') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF;
            RETURN old; END $$;
            CREATE TRIGGER cut BEFORE DELETE ON procrastinate_jobs FOR EACH ROW WHEN (old.task_name = 'lane')
            EXECUTE FUNCTION cut()""",
        )
        try:
            for number in (1, 2):
                await queue.put(job(number))
                await queue.done(await soon(queue))

            async def ended() -> bool:
                return await sql(database, "SELECT id FROM procrastinate_jobs WHERE task_name = 'lane'") == []

            await until(ended)
            assert await sql(database, "SELECT last_value > 1 FROM once") == [(True,)]
        finally:
            await sql(database, "DROP FUNCTION cut CASCADE; DROP SEQUENCE once")


def port_of(database: str) -> int:
    port = urlsplit(database).port
    assert port is not None
    return port


async def working_through(proxy: Proxy, database: str) -> PostgresQueue:
    """A queue that has a job at work, and reaches its database through a proxy."""
    queue = PostgresQueue(database.replace(f":{port_of(database)}/", f":{proxy.port}/"))
    await queue.open()
    await queue.put(job(1))
    await soon(queue)
    return queue


async def test_closing_ends_while_the_database_is_away(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it was doing is taken over, as from a dead process."""
    monkeypatch.setattr(postgres_queue, "CLOSING", 1.0)
    async with proxied(port_of(database)) as proxy:
        queue = await working_through(proxy, database)
    proxy.cut(Random(1), 1.0)
    with capture_logs() as logged:
        async with asyncio.timeout(PATIENCE / 2):
            await queue.close()
    assert any("does not answer; other processes take over" in line["event"] for line in logged)
    async with opened(database) as other:
        assert await other.depth() == 1


def of_the_pool() -> set[asyncio.Task[object]]:
    """The tasks of psycopg's pool that are under way."""
    return {task for task in asyncio.all_tasks() if task.get_name().startswith("pool-")}


async def test_closing_ends_the_pool_while_the_database_is_frozen(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process waits for its tasks at the end, and those of the pool lost the one cancellation that they get there."""
    monkeypatch.setattr(postgres_queue, "CLOSING", 1.0)
    async with proxied(port_of(database)) as proxy:
        queue = await working_through(proxy, database)
        proxy.freeze()
        async with asyncio.timeout(PATIENCE / 2):
            await queue.close()
        if pool := of_the_pool():
            await asyncio.wait(pool, timeout=PATIENCE)
        assert of_the_pool() == set()
        proxy.cut(Random(1), 1.0)


CUT = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@asynccontextmanager
async def cut_while_fetching(url: str) -> AsyncIterator[psycopg.AsyncConnection]:
    """Cut every connection while the worker waits for the answer to a fetch; gives one that sees the tables before the cut."""
    waits = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%procrastinate_fetch_job%'"
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute("LOCK TABLE procrastinate_jobs IN ACCESS EXCLUSIVE MODE")
        await until(lambda: _some(url, waits))
        yield connection
        await connection.execute(CUT)


async def _some(url: str, query: str) -> bool:
    return await sql(url, query) != []


async def test_work_goes_on_after_every_connection_was_cut(database: str) -> None:
    """And the job that was under way is not begun anew, also where the worker's own query was cut."""
    async with opened(database) as queue:
        await queue.put(job(1))
        first = await soon(queue)
        async with cut_while_fetching(database):
            pass
        await queue.put(job(2, installation=2))
        second = await soon(queue)
        assert (second.job, first.lease.holds) == (job(2, installation=2), True)
        await queue.done(second)
        await queue.done(first)
        assert await queue.depth() == 0


@pytest.mark.usefixtures("often_swept")
async def test_a_lane_whose_fetch_got_no_answer_is_fetched_again(database: str) -> None:
    async with opened(database) as queue:
        await queue.put(job(1))
        first = await soon(queue)
        async with cut_while_fetching(database) as connection:
            await connection.execute(
                """INSERT INTO procrastinate_jobs (queue_name, task_name, lock, status, worker_id, args)
                SELECT 'default', 'lane', 'lane/2', 'doing', max(id), '{"lane": 2}' FROM procrastinate_workers"""
            )
        await queue.put(job(2, installation=2))
        second = await soon(queue)
        assert (second.job, first.lease.holds) == (job(2, installation=2), True)
        await queue.done(second)
        await queue.done(first)


async def test_the_log_says_why_a_worker_begins_anew(database: str) -> None:
    async with opened(database) as queue:
        await sql(database, "ALTER TABLE procrastinate_workers RENAME TO away")
        with capture_logs() as logged:
            taking = asyncio.create_task(soon(queue))

            async def told() -> bool:
                return any(
                    "begins anew" in line["event"] and "procrastinate_workers" in line["reason"] for line in logged
                )

            await until(told)
        await sql(database, "ALTER TABLE away RENAME TO procrastinate_workers")
        await queue.put(job(1))
        await queue.done(await taking)


async def test_the_lease_of_a_job_ends_with_its_heart(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(database) as queue:
        await queue.put(job(1))
        taken = await soon(queue)
        assert taken.lease.holds
        heartbeat = queue._worker.heartbeat
        heartbeat.record(heartbeat.now() - postgres_worker.LEASE)
        assert not taken.lease.holds
        heartbeat.record(heartbeat.now())
        # Another process may have had the lane meanwhile.
        assert not taken.lease.holds


async def test_a_lane_that_is_cut_off_ends_the_lease_before_another_begins(database: str) -> None:
    async with opened(database) as queue:
        await queue.put(job(1))
        taken = await soon(queue)
        interrupted = asyncio.Event()
        with taken.lease.working(on_end=interrupted.set):
            for task in asyncio.all_tasks():
                if task.get_name().startswith("process job lane"):
                    task.cancel()
            async with asyncio.timeout(PATIENCE):
                await interrupted.wait()
        assert await sql(database, "SELECT status FROM procrastinate_jobs WHERE task_name = 'lane'") == [("doing",)]
        await queue.requeue(taken, Unfinished(0, "its lease was lost", failed=True))
        assert (await soon(queue)).attempts == 1


async def test_a_stopped_worker_hands_its_lane_to_another(database: str) -> None:
    async with opened(database) as first, opened(database) as second:
        await first.put(job(1))
        taken = await soon(first)
        await first.put(job(2))
        first.stop_taking()
        await first.requeue(taken, Unfinished(0, "the server stopped", failed=False, cut=True))
        again = [await soon(second)]
        await second.done(again[0])
        again.append(await soon(second))
        first_try = {(one.job.repository, one.attempts): one.job.begun for one in again}
        # All of it, since the other process worked for the installation until just now.
        assert first_try == {(1, 0): True, (2, 0): True}


# --- what cannot be read, and what is handed on to the next job


UNREADABLE = ['{"work":{"kind":"dance"}}', "[]"]


@pytest.mark.parametrize("text", UNREADABLE)
async def test_a_job_that_cannot_be_read_is_set_aside(database: str, text: str) -> None:
    async with opened(database) as queue:
        await queue.put(job(1))
        await sql(database, f"UPDATE duly_job SET job = '{text}'")
        await queue.put(job(2))
        with capture_logs() as logged:
            assert (await soon(queue)).job == job(2)
        assert "a job that cannot be read is set aside" in [line["event"] for line in logged]
        assert await sql(database, "SELECT job::text FROM duly_unreadable") == [(text,)]


async def test_the_pace_of_a_lane_is_handed_on(database: str, clock: Clock) -> None:
    async with opened(database) as first, opened(database) as second:
        assert await first.window(1) == Window()
        await first.put(job(1))
        await first.done(await soon(first))
        await first.hand_on(1, Window((3599.0, 61.0, 0.5), 30.0))
        await sql(database, "UPDATE duly_lane SET paced = paced - interval '10 s'")
        window = await second.window(1)
        assert len(window.ages) == 2 and window.ages[0] - window.ages[1] == pytest.approx(60.5)
        assert window.ages[1] >= 10.5 and window.quiet <= 20


async def test_texts_that_are_too_old_are_found_without_reading_all_names(database: str) -> None:
    async with opened(database):
        await sql(
            database, "INSERT INTO duly_memory SELECT 'told ' || n, repeat('x', 99) FROM generate_series(1, 9999) n"
        )
        await sql(database, "ANALYZE duly_memory")
        plan = str(await sql(database, f"EXPLAIN {TOO_OLD}".replace("%s", "1")))
    assert "duly_memory_texts" in plan
    assert "Seq Scan" not in plan


async def test_one_process_has_the_turn(database: str) -> None:
    async with opened(database) as first, opened(database) as second:
        turns = await asyncio.gather(*(queue.try_lock("look", 3600) for queue in (first, second)))
        assert sorted(turns) == [False, True]
        await sql(database, "UPDATE duly_memory SET at = at - interval '1 h 1 s'")
        assert await second.try_lock("look", 3600)
        assert not await first.try_lock("look", 3600)


async def test_a_turn_that_was_given_back_goes_to_another_process(database: str) -> None:
    async with opened(database) as first, opened(database) as second:
        assert await first.try_lock("look", 3600)
        await first.unlock("look")
        assert await second.try_lock("look", 3600)


async def test_a_settled_taker_does_not_free_anothers_job(database: str) -> None:
    async with opened(database) as queue:
        await queue.put(job(1))
        taken = await soon(queue)
        await queue.done(taken)
        await queue.put(job(1))
        newer = await soon(queue)
        await queue.done(replace(taken, job=newer.job))
        assert isinstance(newer, Taken)
        assert await queue.depth() == 1
