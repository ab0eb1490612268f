"""The scratch Postgres: it stops with its process, or at the next start where the process was killed."""

import subprocess
import sys
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


@pytest.mark.slow
def test_a_start_stops_the_server_of_a_killed_process_and_no_other(bin: Path) -> None:
    living = ScratchPostgres(bin)
    living.start()
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(bin)], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    folder, port = child.stdout.readline().split()
    assert answers(int(port))
    child.kill()
    child.communicate()
    assert answers(int(port)), "the server outlives its process"

    next_one = ScratchPostgres(bin)
    next_one.start()
    try:
        assert not answers(int(port))
        assert not Path(folder).exists()
        assert answers(living.port)
    finally:
        next_one.stop()
        living.stop()
    assert not living.folder.exists()
