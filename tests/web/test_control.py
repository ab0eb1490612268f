"""The socket of a running server, over which an operator sees its queue."""

import asyncio
import stat
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner
from structlog.testing import capture_logs

from bot.cli.pause import command as pause
from bot.cli.queue import command as queue_command
from bot.cli.resume import command as resume
from bot.queue.job import QueueError
from bot.queue.sqlite.queue import SqliteQueue
from bot.web.control import controlled, reached, socket_of
from tests.support.jobs import job


async def test_a_server_answers_on_its_socket(tmp_path: Path) -> None:
    path = tmp_path / "duly.db"
    queue = SqliteQueue(path)
    await queue.open()
    await queue.put(job(1, name="octo/notes"))
    async with controlled(queue.admin, path), reached(path) as admin:
        assert stat.S_IMODE(socket_of(path).stat().st_mode) == 0o600
        assert (await admin.jobs())[0].repository == "octo/notes"
        await admin.pause("octo")
        assert (await admin.paused(), (await admin.jobs())[0].paused) == (["octo"], True)
        assert [await admin.resume("octo"), await admin.resume("octo")] == [True, False]
        ids = [listed.id for listed in await admin.jobs()]
        assert (await admin.retry(ids), await admin.drop(ids), await queue.depth()) == (1, 1, 0)
    assert not socket_of(path).exists()
    await queue.close()


async def test_without_a_socket_the_error_says_so(tmp_path: Path) -> None:
    async with reached(tmp_path / "duly.db") as admin:
        with pytest.raises(QueueError, match="did not answer on its socket"):
            await admin.jobs()


async def test_a_path_too_long_for_a_socket_is_said_and_the_server_works(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 120)
    folder.mkdir()
    queue = SqliteQueue(folder / "duly.db")
    await queue.open()
    with capture_logs() as logs:
        async with controlled(queue.admin, folder / "duly.db"):
            assert await queue.put(job())
    assert [line["event"] for line in logs] == ["`duly queue` cannot reach this server"]
    await queue.close()


async def filled(path: Path) -> None:
    queue = SqliteQueue(path)
    await queue.open()
    await queue.put(job(1, name="octo/notes"))
    await queue.put(job(2, name="octo/other"))
    await queue.close()


async def told(command: Command, *arguments: str) -> tuple[int, str]:
    """Exit status and output of a subcommand; it runs a loop of its own, so in a thread."""
    done = await asyncio.to_thread(CliRunner().invoke, command, arguments)
    return done.exit_code, done.output


async def test_the_subcommands_on_a_file_that_no_server_has_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(tmp_path / "duly.db")
    monkeypatch.chdir(tmp_path)
    status, shown = await told(queue_command)
    assert (status, "octo/notes" in shown, "2 jobs, 0 running" in shown) == (0, True, True)
    assert await told(pause, "octo/notes") == (0, "octo/notes is paused; `duly resume octo/notes` ends it\n")
    assert "octo/notes is paused; `duly resume` ends it" in (await told(queue_command))[1]
    assert await told(resume, "octo/notes") == (0, "octo/notes is resumed\n")
    assert await told(queue_command, "drop", "octo/other") == (0, "1 job deleted\n")
    assert await told(queue_command, "retry", "1") == (0, "1 job due now\n")
    for command, arguments, said in (
        (resume, ["octo"], "octo is not paused"),
        (queue_command, ["drop", "999"], "no job of '999' is in the queue"),
        (pause, ["a/b/c"], "is no account and no repository"),
    ):
        status, shown = await told(command, *arguments)
        assert status != 0
        assert said in shown


def test_where_there_is_no_queue_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(queue_command)
    assert (done.exit_code, "there is no queue at duly.db" in done.output) == (1, True)
    assert list(tmp_path.iterdir()) == []
