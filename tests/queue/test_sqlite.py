"""The file of the queue in SQLite: who may use it, what is in it, and what happens when it is broken."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.queue.job import QueueError, Unfinished
from bot.queue.sqlite.queue import SqliteQueue
from tests.support.jobs import Clock, job, restore
from tests.support.paths import ROOT


def change(path: Path, *statements: str) -> None:
    """Change a queue's file by hand."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


async def with_jobs(path: Path, count: int) -> Path:
    """A closed queue's file that holds `count` jobs."""
    queue = SqliteQueue(path)
    await queue.open()
    for n in range(count):
        await queue.put(job(n + 1))
    await queue.close()
    return path


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 3] = b"\xa5" * 4096 * 2
    path.write_bytes(content)


def nothing(_path: Path) -> None:
    """The row that shows that a file is not taken for broken by itself."""


def text(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough to be looked at" * 50)


def newer(path: Path) -> None:
    change(path, "PRAGMA user_version = 99")


def without_table(path: Path) -> None:
    change(path, "DROP TABLE job")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


BROKEN = [
    pytest.param(nothing, None, id="nothing"),
    pytest.param(text, "not a database", id="text"),
    pytest.param(truncated, "malformed", id="truncated"),
    pytest.param(scribbled, "", id="scribbled over"),
    pytest.param(newer, "newer Duly", id="a newer version"),
    pytest.param(without_table, "no such table", id="no table"),
]


@pytest.mark.parametrize(("damage", "why"), BROKEN)
async def test_a_broken_file_is_kept_and_a_new_one_begun(
    tmp_path: Path, damage: Callable[[Path], None], why: str | None
) -> None:
    path = await with_jobs(tmp_path / "duly.db", 2)
    damage(path)
    before = path.read_bytes()
    queue = SqliteQueue(path)
    with capture_logs() as logged:
        await queue.open()
    assert await queue.depth() == (2 if why is None else 0)
    assert await queue.put(job(9))
    await queue.close()
    kept = tmp_path / "duly.db.broken-1"
    assert [line["kept"] for line in logged] == ([] if why is None else [str(kept)])
    if why is not None:
        assert why in logged[0]["reason"]
        assert kept.read_bytes() == before


async def test_a_second_broken_file_does_not_replace_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        (tmp_path / "duly.db").write_bytes(b"no database" * 100)
        queue = SqliteQueue(tmp_path / "duly.db")
        await queue.open()
        await queue.close()
    assert names(tmp_path) == ["duly.db", "duly.db.broken-1", "duly.db.broken-2"]


async def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    change(path, "CREATE TABLE job (id)")
    before = path.read_bytes()
    with pytest.raises(QueueError, match="something else; set DATABASE_URL"):
        await SqliteQueue(path).open()
    assert path.read_bytes() == before


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueueError, match=r"there is no folder .*absent; make it"):
        await SqliteQueue(tmp_path / "absent" / "duly.db").open()


async def test_a_path_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueueError, match="Is a directory"):
        await SqliteQueue(tmp_path).open()


OPENS = """
import asyncio, sys
from pathlib import Path
from bot.queue.sqlite.queue import SqliteQueue
asyncio.run(SqliteQueue(Path(sys.argv[1])).open())
"""


async def test_a_second_process_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    queue = SqliteQueue(tmp_path / "duly.db")
    await queue.open()
    second = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", OPENS, str(tmp_path / "duly.db")],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert "is in use by another process: one server per file" in second.stderr
    assert await queue.put(job())
    await queue.close()


async def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    path = await with_jobs(tmp_path / "duly.db", 1)
    assert path.stat().st_mode & 0o077 == 0


UNREADABLE = [
    pytest.param("{", id="cut off"),
    pytest.param('{"work":{"kind":"dance"}}', id="unknown work"),
    pytest.param("[]", id="another shape"),
]


@pytest.mark.parametrize("text", UNREADABLE)
async def test_a_job_that_cannot_be_read_is_set_aside(tmp_path: Path, text: str) -> None:
    path = await with_jobs(tmp_path / "duly.db", 2)
    change(path, f"UPDATE job SET job = '{text}' WHERE id = 1")
    queue = SqliteQueue(path)
    await queue.open()
    with capture_logs() as logged:
        taken = await queue.take()
    assert (taken.job, await queue.depth()) == (job(2), 1)
    assert [line["event"] for line in logged] == ["a job that cannot be read is set aside"]
    await queue.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT id, job FROM unreadable").fetchall() == [(1, text)]


async def test_a_job_of_a_later_version_with_more_fields_is_read(tmp_path: Path) -> None:
    path = await with_jobs(tmp_path / "duly.db", 1)
    change(path, """UPDATE job SET job = json_set(job, '$.colour', 'red')""")
    queue = SqliteQueue(path)
    await queue.open()
    assert (await queue.take()).job == job(1)
    await queue.close()


async def test_puts_at_the_same_time_share_a_commit(tmp_path: Path) -> None:
    queue = SqliteQueue(tmp_path / "duly.db")
    await queue.open()
    before = commits(tmp_path / "duly.db-wal")
    await asyncio.gather(*(queue.put(job(n + 1)) for n in range(100)))
    assert await queue.depth() == 100
    assert 1 <= commits(tmp_path / "duly.db-wal") - before <= 5
    await queue.close()


def commits(log: Path) -> int:
    """How many transactions stand in a write-ahead log: each ends with a frame that holds the size of the database."""
    content = log.read_bytes()
    frame = 24 + int.from_bytes(content[8:12], "big")
    return sum(content[start + 4 : start + 8] != bytes(4) for start in range(32, len(content), frame))


async def test_a_put_that_fails_spoils_no_other(tmp_path: Path) -> None:
    queue = SqliteQueue(tmp_path / "duly.db")
    await queue.open()
    ended = await asyncio.gather(
        queue.put(job(1)),
        queue.put(job(2, installation=2**63)),
        queue.put(job(3, work=restore(1, "\ud800"))),
        queue.put(job(4)),
        return_exceptions=True,
    )
    assert [end if isinstance(end, bool) else type(end).__name__ for end in ended] == [
        True,
        "OverflowError",
        "PydanticSerializationError",
        True,
    ]
    assert await queue.depth() == 2
    await queue.close()


async def test_a_clock_that_was_set_back_holds_no_job_for_long(tmp_path: Path) -> None:
    clock = Clock()
    queue = SqliteQueue(tmp_path / "duly.db", clock)
    await queue.open()
    await queue.put(job())
    await queue.close()
    clock.now -= 30 * 86_400
    queue = SqliteQueue(tmp_path / "duly.db", clock)
    await queue.open()
    clock.now += 3600
    assert (await asyncio.wait_for(queue.take(), 5)).job == job()
    await queue.close()


Before = Callable[[SqliteQueue, Clock], Awaitable[SqliteQueue]]


async def no_more(queue: SqliteQueue, _clock: Clock) -> SqliteQueue:
    return queue


async def a_failure(queue: SqliteQueue, _clock: Clock) -> SqliteQueue:
    await queue.requeue(await queue.take(), Unfinished(0, "dropped", failed=True))
    return queue


async def a_limit(queue: SqliteQueue, clock: Clock) -> SqliteQueue:
    await queue.requeue(await queue.take(), Unfinished(30, "a limit", failed=False))
    clock.now += 30
    return queue


async def a_step_back(queue: SqliteQueue, _clock: Clock) -> SqliteQueue:
    await queue.requeue(await queue.take(), Unfinished(0, "others wait", failed=False))
    return queue


async def a_step_back_after_a_failure(queue: SqliteQueue, clock: Clock) -> SqliteQueue:
    return await a_step_back(await a_failure(queue, clock), clock)


async def restarted(queue: SqliteQueue, clock: Clock) -> SqliteQueue:
    await queue.close()
    again = SqliteQueue(queue._path, clock)
    await again.open()
    return again


async def a_restart(queue: SqliteQueue, clock: Clock) -> SqliteQueue:
    await queue.take()
    queue = await restarted(queue, clock)
    clock.now += 3600
    return queue


async def another_job_and_a_restart(queue: SqliteQueue, clock: Clock) -> SqliteQueue:
    await queue.done(await queue.take())
    queue = await restarted(queue, clock)
    await queue.put(job(1))
    return queue


async def an_old_restart(queue: SqliteQueue, clock: Clock) -> SqliteQueue:
    queue = await another_job_and_a_restart(queue, clock)
    clock.now += 3600
    return queue


BEGUN = [
    pytest.param(no_more, False, id="a first try"),
    pytest.param(a_failure, True, id="it failed"),
    pytest.param(a_limit, True, id="it met a limit"),
    pytest.param(a_step_back, False, id="it let others go first"),
    pytest.param(a_step_back_after_a_failure, False, id="it failed and had all answers"),
    pytest.param(a_restart, True, id="it was left over by another process"),
    pytest.param(another_job_and_a_restart, True, id="another process ended just before"),
    pytest.param(an_old_restart, False, id="another process ended long ago"),
]


@pytest.mark.parametrize(("before", "begun"), BEGUN)
async def test_a_job_shows_whether_it_may_have_been_begun(tmp_path: Path, before: Before, begun: bool) -> None:
    clock = Clock()
    queue = SqliteQueue(tmp_path / "duly.db", clock)
    await queue.open()
    await queue.put(job(1))
    queue = await before(queue, clock)
    assert (await queue.take()).job.begun is begun
    await queue.close()


def deleted(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    other = path.with_name("other.db")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def overwritten(path: Path) -> None:
    path.write_bytes(b"x" * path.stat().st_size)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [deleted, replaced, overwritten, emptied])
async def test_a_file_that_is_no_longer_there_takes_no_job(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / "duly.db"
    queue = SqliteQueue(path)
    await queue.open()
    await queue.check()
    spoil(path)
    with pytest.raises(QueueError, match="start the server again"):
        await queue.check()
    with pytest.raises(QueueError, match="start the server again"):
        await queue.put(job(1))


async def test_a_file_that_was_overwritten_beside_its_whole_log_is_repaired(tmp_path: Path) -> None:
    path = tmp_path / "duly.db"
    killed_with_a_job(path)
    overwritten(path)
    queue = SqliteQueue(path)
    await queue.open()
    await queue.check()
    await queue.close()


def killed_with_a_job(path: Path) -> None:
    """A process keeps a job and ends without closing the file."""
    script = (
        "import asyncio, os, sys; from tests.queue.test_sqlite import kept; asyncio.run(kept(sys.argv[1])); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, check=True)


async def kept(path: str) -> None:
    """A job in the log of a file that is not closed."""
    queue = SqliteQueue(Path(path))
    await queue.open()
    await queue.put(job(1))


async def test_what_is_remembered_outlives_the_process(tmp_path: Path) -> None:
    path = await with_jobs(tmp_path / "duly.db", 1)
    for value in ("one", "two"):
        queue = SqliteQueue(path)
        await queue.open()
        assert await queue.recall("word") == ("" if value == "one" else "one")
        await queue.remember("word", value)
        await queue.close()


async def test_a_file_from_before_there_was_a_memory_is_used(tmp_path: Path) -> None:
    path = await with_jobs(tmp_path / "duly.db", 1)
    change(path, "DROP TABLE memory")
    queue = SqliteQueue(path)
    await queue.open()
    assert (await queue.depth(), await queue.recall("word")) == (1, "")
    await queue.close()


async def test_texts_from_before_they_had_an_age_are_kept(tmp_path: Path) -> None:
    path = await with_jobs(tmp_path / "duly.db", 1)
    for statement in (
        "DROP INDEX memory_texts",
        "ALTER TABLE memory DROP COLUMN at",
        "INSERT INTO memory (name, value) VALUES ('post/1/7/1', 'minutes')",
    ):
        change(path, statement)
    queue = SqliteQueue(path)
    await queue.open()
    await queue.check()
    assert await queue.recall("post/1/7/1") == "minutes"
    await queue.close()


async def test_a_file_that_was_checked_is_still_locked(tmp_path: Path) -> None:
    path = tmp_path / "duly.db"
    queue = SqliteQueue(path)
    await queue.open()
    await queue.check()
    assert "in use by another process" in opened_by_another(path)
    await queue.close()


def opened_by_another(path: Path) -> str:
    """What another process says that opens the file."""
    script = (
        "import asyncio, pathlib, sys; from bot.queue.sqlite.queue import SqliteQueue; "
        "asyncio.run(SqliteQueue(pathlib.Path(sys.argv[1])).open())"
    )
    command = [sys.executable, "-c", script, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stderr
