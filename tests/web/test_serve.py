"""`serve` as a process of its own: started, stopped, killed, refused."""

import json
import os
import signal
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.support import process
from tests.support.payloads import SECRET, Json, as_bytes, headers, push, repository
from tests.support.postgres import database, postgres

__all__ = ["database", "postgres"]

PEM = "-----BEGIN RSA PRIVATE KEY-----\\nbm90IGEga2V5\\n-----END RSA PRIVATE KEY-----"


def environment(folder: Path, **changed: str) -> dict[str, str]:
    """The environment of a server that listens on any port and keeps its queue in `folder`."""
    of_ours = {
        "APP_ID": "1",
        "PRIVATE_KEY": PEM,
        "WEBHOOK_SECRET": SECRET,
        "DATABASE_URL": str(folder / "duly.db"),
        "PORT": "0",
    }
    return {"PATH": os.environ["PATH"]} | of_ours | changed


@dataclass(slots=True)
class Server:
    """A server's process. Its log is read line by line."""

    process: process.Running
    port: int = 0

    def said(self, event: str) -> Json:
        """The next log line of `event`; those before it are passed over."""
        for text in self.process.stdout:
            line: Json = json.loads(text)
            if line["event"] == event:
                return line
        raise AssertionError(f"the server ended without saying {event!r}")

    def push(self, number: int) -> int:
        """The status of the answer to a push to repository `number`, of an installation of its own."""
        body = as_bytes(
            push(repository=repository(id=number, full_name=f"octo/n{number}"), installation={"id": number})
        )
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/webhook", body, headers(body))
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)


@contextmanager
def running(folder: Path, seconds: str, role: str = "both", **changed: str) -> Iterator[Server]:
    with process.running("tests.web.child", seconds, role, env=environment(folder, **changed)) as started:
        # Reading its log would wait for ever for a server that hangs.
        watchdog = threading.Timer(120, started.process.kill)
        watchdog.start()
        server = Server(started)
        try:
            if role != "work":
                port = server.said("listening")["port"]
                assert isinstance(port, int)
                server.port = port
            yield server
        finally:
            watchdog.cancel()


def test_a_push_is_processed_and_the_server_stops_at_a_signal(tmp_path: Path) -> None:
    with running(tmp_path, "0") as server:
        assert server.push(1) == 202
        assert server.said("done")["name"] == "octo/n1"
        assert server.process.end() == 0
        server.said("closed")


def test_what_runs_ends_when_there_is_time(tmp_path: Path) -> None:
    with running(tmp_path, "0.1") as server:
        server.push(1)
        server.said("begun")
        assert server.process.end() == 0
        server.said("done")
        server.said("stopped")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_what_is_cut_off_is_done_by_the_next_server(tmp_path: Path, how: signal.Signals) -> None:
    with running(tmp_path, "60") as server:
        for number in (1, 2, 3, 4, 5, 6):
            assert server.push(number) == 202
        server.said("begun")
        assert server.process.end(how) == (-how if how is signal.SIGKILL else 0)
    with running(tmp_path, "0") as server:
        assert {server.said("done")["name"] for _ in range(6)} == {f"octo/n{number}" for number in range(1, 7)}


REFUSED = [
    pytest.param({"WEBHOOK_SECRET": ""}, "the server needs WEBHOOK_SECRET", id="no secret"),
    pytest.param({"APP_ID": "", "PRIVATE_KEY": ""}, "the server needs APP_ID with PRIVATE_KEY", id="no credentials"),
    pytest.param({"PRIVATE_KEY": ""}, "the server needs PRIVATE_KEY", id="no key"),
    pytest.param({"DATABASE_URL": "/absent/duly.db"}, "there is no folder /absent", id="no folder"),
    pytest.param(
        {"DATABASE_URL": "postgresql://u:hunter2@127.0.0.1:1/d"}, "DATABASE_URL cannot be used", id="no Postgres there"
    ),
    pytest.param({"PORT": "taken"}, "cannot listen on HOST 127.0.0.1", id="port taken"),
]


def refused(env: dict[str, str]) -> str:
    """What a server that does not start says on stderr."""
    ended = process.run("tests.web.child", "0", "both", env=env)
    assert ended.code == 1
    assert ended.error.startswith("duly: ")
    assert "Traceback" not in ended.error
    assert "hunter2" not in ended.error
    return ended.error


@pytest.mark.parametrize(("changed", "why"), REFUSED)
def test_a_server_that_cannot_start_says_why(tmp_path: Path, changed: dict[str, str], why: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        given = {name: value.replace("taken", str(taken.getsockname()[1])) for name, value in changed.items()}
        assert why in refused(environment(tmp_path, **given))


def test_a_second_server_on_the_same_file_is_refused(tmp_path: Path) -> None:
    with running(tmp_path, "0") as server:
        assert "in use by another process" in refused(environment(tmp_path))
        assert server.push(1) == 202


def test_one_process_receives_what_another_works_on(tmp_path: Path, database: str) -> None:
    with (
        running(tmp_path, "0", "receive", DATABASE_URL=database) as web,
        running(tmp_path, "0", "work", DATABASE_URL=database) as worker,
    ):
        for number in (1, 2, 3):
            assert web.push(number) == 202
        assert {worker.said("done")["name"] for _ in range(3)} == {"octo/n1", "octo/n2", "octo/n3"}
        assert web.process.end() == worker.process.end() == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_another_worker_takes_over_what_a_stopped_one_left(tmp_path: Path, database: str, how: signal.Signals) -> None:
    with running(tmp_path, "0", "receive", DATABASE_URL=database) as web:
        with running(tmp_path, "60", "work", DATABASE_URL=database) as worker:
            for number in (1, 2, 3):
                assert web.push(number) == 202
            worker.said("begun")
            assert worker.process.end(how) == (-how if how is signal.SIGKILL else 0)
        # A killed worker counts as dead after 30 s without a heartbeat. So much time passes at once.
        with psycopg.connect(database) as connection:
            connection.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '30 s'")
        with running(tmp_path, "0", "work", DATABASE_URL=database) as worker:
            assert {worker.said("done")["name"] for _ in range(3)} == {"octo/n1", "octo/n2", "octo/n3"}
