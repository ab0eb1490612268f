"""kill -9 of the real server at each of its writes, before and after it is done: what it had begun is whole afterwards."""

import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.issues.board import marker as board
from bot.core.onboarding.asking import BRANCH, CLOSED, TITLE
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository
from tests.support.community import LAG, redeliver
from tests.support.duly import CONFIG, NAME, PEOPLE
from tests.support.server import Cut, Server

DAY = "2024-03-05"
NOTE = f"# {DAY} meeting\n\n## Action items\n\n* [ ] (Ada) paint the wall\n* [ ] (Ada) mend the pump\n"
NOTES = {f"notes/2024-0{month}-05.md": NOTE.replace(DAY, f"2024-0{month}-05") for month in (1, 2, 3)}

Begin = Callable[[Sandbox, Repository], None]


async def killed_at(
    folder: Path,
    cut: Cut,
    make: Callable[[Sandbox], Repository],
    begin: Begin,
    *,
    lag: bool = False,
    first: Begin | None = None,
) -> Repository:
    """The repository after a server was killed at the write that `cut` names, and another one did the rest. Webhooks come twice.

    The writes that follow from `first` do not count.
    """
    sandbox = Sandbox()
    sandbox.middlewares.insert(0, cut.middleware())
    async with sandbox.serve():
        repository, server = make(sandbox), Server(sandbox, folder)
        if lag:
            sandbox.faults.on(LAG)
        await server.start()
        await server.ready()
        if first:
            cut.armed = False
            first(sandbox, repository)
            await server.idle()
            cut.armed = True
        begin(sandbox, repository)
        if cut.nth:
            await cut.reached(server)
            assert await server.end(signal.SIGKILL) == -signal.SIGKILL, server.end_of_log()
            cut.release()
            await server.start()
            await server.ready()
            redeliver(sandbox)
        await server.idle()
        for attempt in list(sandbox.world.hooks.attempts):
            sandbox.world.hooks.again(attempt.id)
        await server.idle()
        assert await server.end(signal.SIGTERM) == 0, server.end_of_log()
    return repository


def kept(writes: int) -> list[object]:
    """Each write of a story, killed before it is done and after."""
    return [
        pytest.param(nth, done, id=f"{'after' if done else 'before'} write {nth}")
        for nth in range(1, writes + 1)
        for done in (False, True)
    ]


def with_config(sandbox: Sandbox) -> Repository:
    return sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: "people: {Ada: ada}\nboard: true\n"})


def pushed(_: Sandbox, repository: Repository) -> None:
    repository.push({f"notes/{DAY}.md": NOTE}, author="ada")


FIRST_SYNC = [
    "POST labels",
    "POST issues",
    "POST issues",
    "POST check-runs",
    "POST labels",
    "POST issues",
    "POST graphql",
]


LISTS = pytest.mark.parametrize("lag", [pytest.param(False, id="lists are true"), pytest.param(True, id="lists lag")])


def named(cut: Cut) -> list[str]:
    return [f"{one.split()[0]} {one.rpartition('/')[2]}" for one in cut.said]


@pytest.mark.kill
@LISTS
@pytest.mark.parametrize(("nth", "done"), [pytest.param(0, False, id="no kill"), *kept(len(FIRST_SYNC))])
async def test_the_board_is_opened_once(tmp_path: Path, nth: int, done: bool, lag: bool) -> None:
    cut = Cut(nth, done)
    repository = await killed_at(tmp_path, cut, with_config, pushed, lag=lag)
    if not nth:
        assert named(cut) == FIRST_SYNC
    titles = Counter(issue.title for issue in repository.issues)
    assert titles == {"paint the wall": 1, "mend the pump": 1, board.TITLE: 1}
    (one,) = (issue for issue in repository.issues if board.read(issue.body or ""))
    assert "**2 open items** are followed in issues." in (one.body or "")
    assert one.state == "open"


def without_config(sandbox: Sandbox) -> Repository:
    return sandbox.create_repository(NAME, collaborators=PEOPLE, files=NOTES, installed=False)


def installed(sandbox: Sandbox, repository: Repository) -> None:
    sandbox.install(repository)


PROPOSED = ["POST refs", "PUT duly.yml", "POST pulls", "POST check-runs"]


@pytest.mark.kill
@LISTS
@pytest.mark.parametrize(("nth", "done"), [pytest.param(0, False, id="no kill"), *kept(len(PROPOSED))])
async def test_one_pull_request_is_opened(tmp_path: Path, nth: int, done: bool, lag: bool) -> None:
    cut = Cut(nth, done)
    repository = await killed_at(tmp_path, cut, without_config, installed, lag=lag)
    if not nth:
        assert named(cut) == PROPOSED
    pulls = [issue for issue in repository.state.issues.values() if issue.pull]
    assert [(pull.title, pull.state, pull.comments) for pull in pulls] == [(TITLE, "open", [])]
    assert repository.issues == []
    assert "## Your last year, replayed" in (pulls[0].body or "")
    assert repository.files(BRANCH) == sorted([*NOTES, CONFIG])
    assert repository.files() == sorted(NOTES)


@pytest.mark.kill
@pytest.mark.parametrize(("nth", "done"), kept(1))
async def test_the_way_back_is_said_once(tmp_path: Path, nth: int, done: bool) -> None:
    cut = Cut(len(PROPOSED) + nth, done)
    sandbox = Sandbox()
    sandbox.middlewares.insert(0, cut.middleware())
    async with sandbox.serve():
        repository, server = without_config(sandbox), Server(sandbox, tmp_path)
        await server.start()
        await server.ready()
        sandbox.install(repository)
        await server.idle()
        repository.close_issue(1, by="ada")
        await cut.reached(server)
        assert await server.end(signal.SIGKILL) == -signal.SIGKILL, server.end_of_log()
        cut.release()
        await server.start()
        await server.ready()
        redeliver(sandbox)
        await server.idle()
        assert await server.end(signal.SIGTERM) == 0, server.end_of_log()
    pull = repository.issue(1)
    assert [comment.body.partition("\n")[0] for comment in pull.comments] == [f"<!-- duly:comment {CLOSED} -->"]
    assert pull.state == "closed"
