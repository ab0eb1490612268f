"""kill -9 of the real server, at any moment, while people push: nothing acked is lost, nothing is done twice.

`DULY_KILLS` says how often (30), `DULY_SEED` repeats the order of a run; the moments themselves are the machine's.
"""

import asyncio
import os
import random
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from structlog.testing import capture_logs

from bot.core.issues.marker import key_of
from bot.core.model.plan import Plan
from bot.github.client import GitHub
from bot.jobs.gather import gather
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.records import Comment
from bot.sandbox.github.state.repository import Repository
from tests.support.duly import CONFIG, NAME, PEOPLE, settings_of
from tests.support.paths import ROOT

KILLS = int(os.environ.get("DULY_KILLS", "30"))
SEED = int(os.environ.get("DULY_SEED", "0")) or random.randrange(1, 10**6)
REST = 180.0
"""Seconds until the last job must be done: one that failed three times before has waited 5 + 10 + 20 of them already."""
START = 30.0
"""Seconds that a server may take to start, and to end."""
FEW = 12
"""Open items at a time."""
SLOW = [
    Fault(what=What.SLOW, method=method, path="^/repos/", acted=True, seconds=0.05, times=None)
    for method in ("POST", "PATCH")
]
"""The write is done, and its answer is on the way: the moment in which a kill hurts most."""
LAG = Fault(what=What.LAG, method="GET", path="/(issues|comments)$", seconds=4.0, times=None)
"""Longer than a start takes: the next server does not see by lists what the killed one wrote."""


@dataclass(slots=True)
class Server:
    """`duly serve` on a port and a queue of its own, started and killed again and again."""

    sandbox: Sandbox
    folder: Path
    port: int = 0
    starts: int = 0
    process: Process | None = None

    def __post_init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        (self.folder / "app.pem").write_text(self.sandbox.app.private_key)
        self.sandbox.webhook_url = f"http://127.0.0.1:{self.port}/webhook"

    async def start(self) -> None:
        self.starts += 1
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", cwd=ROOT, env=self._environment(), stdout=log, stderr=log
            )

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "APP_ID": str(self.sandbox.app.id),
            "PRIVATE_KEY_PATH": str(self.folder / "app.pem"),
            "WEBHOOK_SECRET": self.sandbox.app.webhook_secret,
            "GITHUB_API_URL": self.sandbox.url,
            "DATABASE_URL": str(self.folder / "duly.db"),
            "PORT": str(self.port),
            "DULY_WRITE_INTERVAL": "0",
        }

    async def ready(self) -> None:
        """Wait until it takes deliveries."""
        assert self.process is not None
        async with asyncio.timeout(START), aiohttp.ClientSession() as session:
            while True:
                assert self.process.returncode is None, self.last_words()
                with suppress(aiohttp.ClientError):
                    async with session.get(f"http://127.0.0.1:{self.port}/readyz") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.02)

    async def end(self, how: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), START)

    def last_words(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-3000:]


@dataclass(slots=True)
class Line:
    """A line of the newest note; `linked` is the number of a person's issue in its sub-bullet."""

    words: str
    ticked: bool = False
    linked: int | None = None

    def __str__(self) -> str:
        link = f"\n    * https://github.com/{NAME}/issues/{self.linked}" if self.linked else ""
        return f"* [{'x' if self.ticked else ' '}] (Ada) {self.words}{link}"


@dataclass(slots=True)
class Community:
    """People who meet, and write and tick items; each `act` is one push."""

    repository: Repository
    chance: random.Random
    day: date = date(2024, 1, 1)
    lines: list[Line] = field(default_factory=list)
    items: int = 0
    said: list[Comment] = field(default_factory=list)
    """Comments with commands."""

    def act(self) -> None:
        if self.chance.random() < 0.2:
            self._say()
        open_lines = [line for line in self.lines if not line.ticked]
        if len(open_lines) < 2 or (len(open_lines) < FEW and self.chance.random() < 0.4):
            self._add()
        else:
            self.chance.choices((self._meet, self._edit, self._tick), (1, 4, 8))[0](self.chance.choice(open_lines))
        path = f"notes/{self.day}.md"
        self.repository.push({path: "## Action items\n\n" + "\n".join(map(str, self.lines)) + "\n"}, author="ada")

    def _say(self) -> None:
        """Some command in a comment on some issue."""
        ours = [issue for issue in self.repository.issues if issue.app and issue.state == "open"]
        if ours:
            words = self.chance.choice(("/assign @bea\n/help", "/unassign @bea\n/dnoe", "/carry\n/actions @ada"))
            self.said.append(self.repository.comment(self.chance.choice(ours).number, "ada", words))

    def _add(self) -> None:
        self.items += 1
        linked = None
        if self.chance.random() < 0.3:
            linked = self.repository.open_issue(f"Boat {self.items} leaks", by="bea").number
        self.lines.append(Line(f"paint boat {self.items} with green colour", linked=linked))

    def _tick(self, line: Line) -> None:
        line.ticked = True

    def _edit(self, line: Line) -> None:
        line.words += self.chance.choice((" twice", " slowly", " tomorrow"))

    def _meet(self, _line: Line) -> None:
        self.day += timedelta(days=7)
        self.lines = [Line(line.words, linked=line.linked) for line in self.lines if not line.ticked]


async def push_on(community: Community) -> None:
    while True:
        community.act()
        await asyncio.sleep(community.chance.uniform(0.02, 0.2))


def redeliver(sandbox: Sandbox) -> int:
    """Ask again for every delivery that no server took, as an operator would; how many."""
    newest = {attempt.guid: attempt for attempt in sandbox.world.hooks.attempts}
    failed = [attempt for attempt in newest.values() if attempt.status != "OK"]
    for attempt in failed:
        sandbox.world.hooks.again(attempt.id)
    return len(failed)


async def at_rest(sandbox: Sandbox, repository: Repository, said: Sequence[Comment]) -> None:
    """Wait until every delivery was taken, the newest commit has its check run, and every command its receipt."""
    async with asyncio.timeout(REST):
        await sandbox.settled()
        while redeliver(sandbox):
            await sandbox.settled()
        while repository.head not in {run.head_sha for run in repository.checks}:  # noqa: ASYNC110 watched from outside
            await asyncio.sleep(0.05)
        while any(len(comment.reactions) < 2 for comment in said):  # noqa: ASYNC110 watched from outside
            await asyncio.sleep(0.05)


async def kill_again_and_again(server: Server, community: Community, flight: "Flight", kills: int) -> None:
    chance = community.chance
    for _ in range(kills):
        await server.start()
        if chance.random() < 0.1:
            await asyncio.sleep(chance.uniform(0, 1))
        else:
            await server.ready()
            redeliver(server.sandbox)
            pushing = asyncio.create_task(push_on(community))
            await asyncio.sleep(chance.uniform(0, 1.2))
            if chance.random() < 0.5:
                await flight.next_write()
            pushing.cancel()
        flight.cut += bool(flight.writes)
        assert await server.end(signal.SIGKILL) == -signal.SIGKILL, server.last_words()


@dataclass(slots=True)
class Flight:
    """Writes of Duly's that are under way, and how many kills found some."""

    writes: int = 0
    cut: int = 0
    _begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def next_write(self) -> None:
        """Wait until one is under way, but not for long."""
        self._begun.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._begun.wait(), 1.0)

    def middleware(self) -> Middleware:
        @web.middleware
        async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
            self.writes += request.method != "GET"
            if self.writes:
                self._begun.set()
            try:
                return await handler(request)
            finally:
                self.writes -= request.method != "GET"

        return count


@pytest.mark.kill
@pytest.mark.parametrize("faults", [pytest.param([], id="lists are true"), pytest.param([LAG], id="lists lag")])
async def test_kill_9_at_any_moment(tmp_path: Path, faults: list[Fault]) -> None:
    print(f"DULY_SEED={SEED}")
    sandbox, flight = Sandbox(), Flight()
    sandbox.middlewares.insert(0, flight.middleware())
    async with sandbox.serve():
        repository = sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: "people: {Ada: ada}\n"})
        sandbox.faults.on(*SLOW, *faults)
        server, community = Server(sandbox, tmp_path), Community(repository, random.Random(SEED))
        await kill_again_and_again(server, community, flight, KILLS // 2)
        await server.start()
        await server.ready()
        redeliver(sandbox)
        await at_rest(sandbox, repository, community.said)
        sandbox.faults.off()
        assert await server.end(signal.SIGTERM) == 0, server.last_words()
        await judge(sandbox, repository, community)
        print(f"{flight.cut} of {KILLS // 2} kills cut off a write")


async def plan_of(sandbox: Sandbox) -> Plan:
    """What one more sync would do."""
    async with GitHub(settings_of(sandbox, sandbox.url)) as github:
        return (await gather(await github.repository(NAME)))[1]


async def judge(sandbox: Sandbox, repository: Repository, community: Community) -> None:
    """Everything is there, once, and there is nothing left to do."""
    ours = [issue for issue in repository.issues if issue.user.login == sandbox.bot_login]
    keys = Counter(key_of(issue.body or "") for issue in ours)
    assert [key for key, count in keys.items() if count > 1] == []
    assert [issue.number for issue in ours if issue.state_reason == "duplicate"] == []
    comments = Counter(
        (issue.number, comment.body.partition("\n")[0])
        for issue in repository.issues
        for comment in issue.comments
        if comment.app
    )
    assert [key for key, count in comments.items() if count > 1] == []
    replies = sum(comment.body.startswith("<!-- duly:comment reply.") for issue in ours for comment in issue.comments)
    assert replies == len(community.said), "each had one answer"
    with capture_logs():
        plan = await plan_of(sandbox)
    assert plan.changes == ()
    still_open = [line for line in community.lines if not line.ticked and line.linked is None]
    assert len([issue for issue in ours if issue.state == "open"]) >= len(still_open)
    print(
        f"{community.items} items, {len(ours)} issues, {comments.total()} comments, {replies} answers, {len(repository.checks)} check runs"
    )
