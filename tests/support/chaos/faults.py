"""Faults of processes, connections and Postgres, and a fleet in which they happen."""

import asyncio
import signal
import time
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from random import Random

from bot.sandbox.fleet.postgres import ScratchPostgres
from bot.sandbox.fleet.processes import Fleet, Member
from tests.support.chaos.proxy import Proxy

FROZEN = 38.0
"""Seconds for which a process is stopped: longer than the lease, and than its death takes to be noticed."""


@dataclass(frozen=True, slots=True)
class Faults:
    """How often each happens within so many seconds."""

    seconds: float
    kills: int = 0
    restarts: int = 0
    cuts: int = 0
    freezes: int = 0
    terms: int = 0


@dataclass(slots=True)
class FaultyFleet:
    """Injects faults into a fleet, and records when."""

    fleet: Fleet
    chance: Random
    postgres: ScratchPostgres | None = None
    proxy: Proxy | None = None
    killed: dict[int, float] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _terminated: list[Process] = field(default_factory=list)
    """Processes that got a signal to stop."""
    _later: set[asyncio.Task[None]] = field(default_factory=set)

    async def inject(self, faults: Faults) -> None:
        """All faults, at random times."""
        begun = time.monotonic()
        for at, fault in self._schedule(faults):
            await asyncio.sleep(max(0.0, begun + at - time.monotonic()))
            await self.supervise()
            self.times.append(time.time())
            self.counts[fault.__name__] += 1
            await fault()
        await asyncio.sleep(max(0.0, begun + faults.seconds - time.monotonic()))
        await asyncio.gather(*self._later, *(process.wait() for process in self._terminated))
        await self.supervise()

    async def supervise(self) -> None:
        """Start again what got a signal to stop, or ended by itself because the database was away when it began."""
        for member in self.fleet.members.values():
            if member.running.returncode is not None:
                await self.fleet.start(member)

    def _schedule(self, faults: Faults) -> list[tuple[float, Callable[[], Awaitable[None]]]]:
        last = max(1.0, faults.seconds - 1)
        random = [
            (self.chance.uniform(0.5, last), fault)
            for fault, count in ((self.kill, faults.kills), (self.cut, faults.cuts), (self.term, faults.terms))
            for _ in range(count)
        ]
        spread = [
            (last * (number + 0.4) / count, fault)
            for fault, count in ((self.restart, faults.restarts), (self.freeze, faults.freezes))
            for number in range(count)
        ]
        return sorted(random + spread, key=lambda pair: pair[0])

    async def kill(self) -> None:
        """kill -9, of a worker mostly, and start another process in its place."""
        working = self._alive("work", "both")
        member = self._any(working if self.chance.random() < 0.8 else self._alive("web") or working)
        if member is not None:
            member.running.send_signal(signal.SIGKILL)
            self.killed[member.running.pid] = time.time()
            await member.running.wait()
            await self.fleet.start(member)

    async def term(self) -> None:
        """Tell a worker to stop. Another one is started in its place before the next fault."""
        member = self._any(self._alive("work", "both"))
        if member is not None:
            member.running.send_signal(signal.SIGTERM)
            self._terminated.append(member.running)

    async def freeze(self) -> None:
        """Stop a worker where it is, and let it go on when others have taken over."""
        member = self._any(self._alive("work"))
        if member is not None:
            member.running.send_signal(signal.SIGSTOP)
            member.frozen = True
            self._soon(self._thawed(member))

    async def _thawed(self, member: Member) -> None:
        await asyncio.sleep(FROZEN)
        member.running.send_signal(signal.SIGCONT)
        member.frozen = False

    async def restart(self) -> None:
        """Restart Postgres at once, as after a crash."""
        if self.postgres is not None:
            await asyncio.to_thread(self.postgres.restart)

    async def cut(self) -> None:
        """Break half of the connections to the database."""
        if self.proxy is not None:
            self.proxy.cut(self.chance, 0.5)

    def _alive(self, *roles: str) -> list[Member]:
        """Members that run and are not about to stop."""
        return [
            member
            for member in self.fleet.members.values()
            if member.role in roles and member.process and member.process.returncode is None and not member.frozen
        ]

    def _any(self, members: list[Member]) -> Member | None:
        return self.chance.choice(members) if members else None

    def _soon(self, what: Coroutine[None, None, None]) -> None:
        self._later.add(asyncio.create_task(what))
