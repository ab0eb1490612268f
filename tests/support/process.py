"""Duly as a process of its own, without the second that its imports take.

One process imports Duly and forks a child for each command. A child is a real process: it has its own environment, working
directory, signals, output and exit code, and runs what `python -m MODULE` runs. That `python -m` starts it too is tested once,
in tests/cli/test_cli.py. All children of one run hash alike (`PYTHONHASHSEED` has no effect on them): where the order of a set
might matter, start a process of its own, as the fleet of `tests.support.chaos` and tests/cli/test_cli.py do.
"""

import asyncio
import multiprocessing
import os
import random
import runpy
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tests.support.paths import ROOT

LIMIT = 120.0
"""Seconds after which a process is killed, so that a test fails and does not hang."""

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        *("tests.support.process", "tests.support.warmed"),
        *("bot.cli.action", "bot.cli.carry", "bot.cli.doctor", "bot.cli.serve", "bot.cli.sync", "bot.sandbox.demo.run"),
        # What a server loads with its first delivery and its first job.
        *("bot.web.events", "bot.queue.sqlite.queue", "bot.jobs.dispatch", "bot.github.repository", "wcmatch.glob"),
    ]
)


@dataclass(frozen=True, slots=True)
class Done:
    """The exit code and output of a process."""

    code: int
    out: str
    error: str


@dataclass(frozen=True, slots=True)
class Running:
    """A process that runs; `stdout` is read while it does."""

    process: ForkServerProcess
    stdout: IO[str]

    def wait(self, seconds: float = LIMIT) -> int:
        """The exit code when it has ended, negative for a signal."""
        self.process.join(seconds)
        assert self.process.exitcode is not None, f"the process did not end within {seconds} s"
        return self.process.exitcode

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send it a signal; the exit code."""
        assert self.process.pid is not None
        os.kill(self.process.pid, how)
        return self.wait(20)


@dataclass(frozen=True, slots=True)
class Background:
    """A process that runs while the event loop does, and is killed at any moment."""

    process: ForkServerProcess

    @property
    def pid(self) -> int:
        """The id of the process."""
        assert self.process.pid is not None
        return self.process.pid

    @property
    def returncode(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        return self.process.exitcode

    async def end(self, how: signal.Signals, seconds: float) -> int:
        """Send it a signal where it still runs; the exit code."""
        if self.process.exitcode is None:
            os.kill(self.pid, how)
        await asyncio.to_thread(self.process.join, seconds)
        assert self.process.exitcode is not None, f"the process did not end within {seconds} s"
        return self.process.exitcode


def begin(module: str, *arguments: str, cwd: Path = ROOT, env: Mapping[str, str], log: IO[bytes]) -> Background:
    """Start `python -m MODULE ARGUMENTS`, which writes to `log`. It is killed at the end of the tests at the latest."""
    return Background(_started(module, arguments, cwd, env, (log.fileno(), log.fileno())))


def run(module: str, *arguments: str, cwd: Path = ROOT, env: Mapping[str, str]) -> Done:
    """Run `python -m MODULE ARGUMENTS` to its end."""
    with TemporaryFile() as out, TemporaryFile() as error:
        process = _started(module, arguments, cwd, env, (out.fileno(), error.fileno()))
        process.join(LIMIT)
        _kill(process)
        assert process.exitcode is not None
        out.seek(0)
        error.seek(0)
        return Done(process.exitcode, out.read().decode(), error.read().decode())


async def run_beside(module: str, *arguments: str, cwd: Path = ROOT, env: Mapping[str, str]) -> Done:
    """Like `run`, while the event loop serves what the process asks for."""
    return await asyncio.to_thread(run, module, *arguments, cwd=cwd, env=env)


@contextmanager
def running(module: str, *arguments: str, cwd: Path = ROOT, env: Mapping[str, str]) -> Iterator[Running]:
    """`python -m MODULE ARGUMENTS`, killed at the end where it still runs. Its stderr is that of the tests."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as stdout:
        process = _started(module, arguments, cwd, env, (writing, 2))
        os.close(writing)
        try:
            yield Running(process, stdout)
        finally:
            _kill(process)


def _started(
    module: str, arguments: tuple[str, ...], cwd: Path, env: Mapping[str, str], output: tuple[int, int]
) -> ForkServerProcess:
    # A descriptor reaches the child only as part of a connection.
    connections = tuple(Connection(os.dup(each), readable=False) for each in output)
    process = _CONTEXT.Process(target=_child, args=(module, arguments, str(cwd), dict(env), connections), daemon=True)
    process.start()
    for each in connections:
        each.close()
    return process


def _kill(process: ForkServerProcess) -> None:
    if process.exitcode is None:
        process.kill()
        process.join()


def _child(
    module: str,
    arguments: tuple[str, ...],
    cwd: str,
    env: Mapping[str, str],
    output: "tuple[Connection[object, object], Connection[object, object]]",
) -> None:
    for number, connection in enumerate(output, 1):
        os.dup2(connection.fileno(), number)
        connection.close()
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    random.seed()
    sys.argv[1:] = arguments
    runpy.run_module(module, run_name="__main__", alter_sys=True)
