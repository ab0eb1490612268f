"""The scratch Postgres: it stops with its process, or at the next start where the process was killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from bot.sandbox.fleet.postgres import ScratchPostgres
from tests.support.postgres import found_programs

CHILD = """
import sys, time
from pathlib import Path
from bot.sandbox.fleet.postgres import ScratchPostgres
server = ScratchPostgres(Path(sys.argv[1]))
server.start()
print(server.folder, server.port, flush=True)
time.sleep(600)
"""


@pytest.fixture
def bin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The programs of Postgres; scratch servers have their folders in a folder of the test's own."""
    # Not `tmp_path`, which only its owner may enter: where that is root, Postgres runs as somebody else.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setattr("tempfile.tempdir", folder)
        monkeypatch.setenv("TMPDIR", folder)
        yield found_programs()


def answers(port: int) -> bool:
    try:
        psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def left_by_a_killed_process(bin: Path) -> tuple[Path, int]:
    """The folder and the port of a server that outlives the process that started it."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(bin)], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    folder, port = child.stdout.readline().split()
    child.kill()
    child.communicate()
    assert answers(int(port)), "the server outlives its process"
    return Path(folder), int(port)


@pytest.mark.slow
def test_a_start_stops_the_server_of_a_killed_process_and_no_other(bin: Path) -> None:
    living = ScratchPostgres(bin)
    living.start()
    folder, port = left_by_a_killed_process(bin)

    next_one = ScratchPostgres(bin)
    next_one.start()
    try:
        assert not answers(port)
        assert not folder.exists()
        assert answers(living.port)
    finally:
        next_one.stop()
        living.stop()
    assert not living.folder.exists()


@pytest.mark.slow
def test_a_start_deletes_the_folder_of_a_server_that_was_killed_too(bin: Path) -> None:
    folder, port = left_by_a_killed_process(bin)
    process = int((folder / "data" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
    os.kill(process, signal.SIGKILL)
    while answers(port):
        time.sleep(0.1)

    server = ScratchPostgres(bin)
    server.start()
    try:
        assert answers(server.port)
        assert not folder.exists()
    finally:
        server.stop()
