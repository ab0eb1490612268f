"""The processes of a fleet: started, waited for, signalled and started again."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.sandbox.github.app import AppSpec
from bot.sandbox.started import free_port, is_ready

START = 60.0
"""Seconds that a process may take to start, and to end."""
COMMANDS = {"web": ("serve", "--no-work"), "work": ("work",), "both": ("serve",)}

Role = Literal["web", "work", "both"]


@dataclass(slots=True)
class Member:
    """A place in the fleet. Its process may be killed and started again; its port stays."""

    name: str
    role: Role
    port: int
    folder: Path
    process: Process | None = None
    pids: list[int] = field(default_factory=list)
    """The ids of all processes that had this name; each has a log of its own."""
    frozen: bool = False
    """It is stopped for a while (SIGSTOP)."""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def logs(self) -> list[Path]:
        """The logs of its processes, oldest first."""
        return [self.folder / f"{self.name}.{number}.log" for number in range(1, len(self.pids) + 1)]

    @property
    def running(self) -> Process:
        """The process; it has to be started."""
        assert self.process is not None
        return self.process


class Fleet:
    """Processes on one database, before one GitHub. `folder` gets their logs and the App's key."""

    def __init__(
        self, app: AppSpec, api: str, database_url: str, folder: Path, changed: Mapping[str, str] | None = None
    ) -> None:
        """`changed`: variables of the environment beside the usual ones."""
        key = folder / "app.pem"
        key.write_text(app.private_key)
        self._folder = folder
        self._environment = {
            "PATH": os.environ["PATH"],
            "APP_ID": str(app.id),
            "PRIVATE_KEY_PATH": str(key),
            "WEBHOOK_SECRET": app.webhook_secret,
            "GITHUB_API_URL": api,
            "DATABASE_URL": database_url,
            "DULY_WRITE_INTERVAL": "0",
            # Here one person gives the commands of many; those above the budget would wait for ten minutes.
            "COMMANDS": "1000",
            "PYTHONUNBUFFERED": "1",
            **(changed or {}),
        }
        self.members: dict[str, Member] = {}

    def having(self, *roles: Role) -> list[Member]:
        """The members of some roles."""
        return [member for member in self.members.values() if member.role in roles]

    def add(self, role: Role, count: int = 1) -> list[Member]:
        """New members, not started yet."""
        made = []
        for _ in range(count):
            name = f"{role}-{1 + len(self.having(role))}"
            member = self.members[name] = Member(name, role, free_port(), self._folder)
            made.append(member)
        return made

    async def start(self, member: Member) -> None:
        """Start its process, which may take a while to be ready."""
        with (member.folder / f"{member.name}.{len(member.pids) + 1}.log").open("ab") as log:
            member.process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", *COMMANDS[member.role]),
                env=self._environment | {"PORT": str(member.port)},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        member.pids.append(member.process.pid)

    async def ready(self, member: Member) -> None:
        """Wait until it takes deliveries. RuntimeError with the end of its log where it ended instead."""
        if not await is_ready(member.url, member.running, START):
            raise RuntimeError(f"{member.name} did not start\n{end_of_log(member)}")

    async def stop(self) -> dict[str, int]:
        """Tell all to stop, and wait for it: name → exit status. One that does not end is killed."""
        alive = [member for member in self.members.values() if member.process and member.process.returncode is None]
        for member in alive:
            member.running.send_signal(signal.SIGTERM)
        return dict(zip((one.name for one in alive), await asyncio.gather(*map(_ended, alive)), strict=True))


async def _ended(member: Member) -> int:
    try:
        return await asyncio.wait_for(member.running.wait(), START)
    except TimeoutError:
        member.running.kill()
        return await member.running.wait()


def end_of_log(member: Member) -> str:
    """The end of its newest log."""
    return member.logs[-1].read_text(errors="replace")[-3000:]
