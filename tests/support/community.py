"""A simulated community on the sandbox: people who meet, write, tick and comment, and checks of the result."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from structlog.testing import capture_logs

from bot.core.issues.marker import key_of
from bot.core.model.plan import Plan
from bot.github.client import GitHub
from bot.jobs.gather import gather
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.records import Comment
from bot.sandbox.github.state.repository import Repository
from tests.support.duly import settings_of

REST = 180.0
"""Seconds until the last job must be done: one that failed three times before has waited 5 + 10 + 20 of them already."""
FEW = 12
"""Open items at a time."""
SLOW = [
    Fault(what=What.SLOW, method=method, path="^/repos/", acted=True, seconds=0.05, times=None)
    for method in ("POST", "PATCH")
]
"""The write is done, and its answer is on the way: the worst moment for a kill."""
LAG = Fault(what=What.LAG, method="GET", path="/(issues|comments)$", seconds=4.0, times=None)
"""Longer than a start takes: the next server does not see by lists what the killed one wrote."""


@dataclass(slots=True)
class Line:
    """A line of the newest note; `linked` is the number of a person's issue in its sub-bullet."""

    repository: str
    words: str
    ticked: bool = False
    linked: int | None = None

    def __str__(self) -> str:
        link = f"\n    * https://github.com/{self.repository}/issues/{self.linked}" if self.linked else ""
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
        self.lines.append(Line(self.repository.full_name, f"paint boat {self.items} with green colour", linked=linked))

    def _tick(self, line: Line) -> None:
        line.ticked = True

    def _edit(self, line: Line) -> None:
        line.words += self.chance.choice((" twice", " slowly", " tomorrow"))

    def _meet(self, _line: Line) -> None:
        self.day += timedelta(days=7)
        self.lines = [Line(line.repository, line.words, linked=line.linked) for line in self.lines if not line.ticked]


async def push_on(community: Community, pauses: tuple[float, float] = (0.02, 0.2)) -> None:
    """Act again and again, with pauses of so many seconds, until cancelled."""
    while True:
        community.act()
        await asyncio.sleep(community.chance.uniform(*pauses))


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


async def plan_of(sandbox: Sandbox, full_name: str) -> Plan:
    """What one more sync would do."""
    async with GitHub(settings_of(sandbox, sandbox.url)) as github:
        return (await gather(await github.repository(full_name)))[1]


async def judge(sandbox: Sandbox, repository: Repository, community: Community) -> None:
    """Everything exists exactly once, and a further sync plans nothing."""
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
        plan = await plan_of(sandbox, repository.full_name)
    assert plan.changes == ()
    still_open = [line for line in community.lines if not line.ticked and line.linked is None]
    assert len([issue for issue in ours if issue.state == "open"]) >= len(still_open)
    print(
        f"{community.items} items, {len(ours)} issues, {comments.total()} comments, {replies} answers, {len(repository.checks)} check runs"
    )
