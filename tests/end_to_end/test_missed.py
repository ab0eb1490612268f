"""What no delivery brought is found: after downtime, after a refusal of ours, after a delivery that was taken and lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.github.client import GitHub
from bot.jobs.dispatch import Dispatcher
from bot.jobs.hourly import queue_catch_ups
from bot.queue.job import CatchUp, Job, Sync
from bot.queue.sqlite.queue import SqliteQueue
from bot.sandbox import Repository
from bot.sandbox.github.state.records import Comment, Reaction
from bot.settings import Settings
from tests.support.contract import violations
from tests.support.duly import NAME, Hurry, Stage, staged

DAY = "2024-03-05"
CONFIG = "people: {Ada: ada, Bea: bea}\n"
LINES = ("* [ ] (Ada) paint the harbour wall green", "* [ ] (Bea) order new rope for spring")
NOWHERE = "http://127.0.0.1:9/webhook"
"""Where nothing listens: deliveries fail."""


@asynccontextmanager
async def away(stage: Stage, url: str | None) -> AsyncIterator[Repository]:
    """While deliveries go to `url`; None: none is made, so GitHub lists no failure."""
    hooks = stage.sandbox.world.hooks
    await stage.rest()
    there, hooks.url = hooks.url, url
    yield stage.repository
    await stage.sandbox.settled()
    hooks.url = there


async def look(stage: Stage) -> None:
    """One look, as at the start of a server."""
    async with GitHub(stage.settings) as github:
        await queue_catch_ups(github, stage.queue)
    await stage.rest()


def reactions(comment: Comment) -> set[str]:
    return {each.content for each in comment.reactions}


@pytest.mark.parametrize("url", [NOWHERE, None], ids=["deliveries failed", "no delivery at all"])
async def test_a_push_a_command_and_a_close_are_found(tmp_path: Path, url: str | None) -> None:
    async with staged(tmp_path, config=CONFIG + "write_back: true\n") as stage:
        await stage.note(DAY, *LINES)
        async with away(stage, url) as repository:
            text = repository.read(f"notes/{DAY}.md") or ""
            repository.push({f"notes/{DAY}.md": text + "* [ ] (Ada) call the insurance company\n"}, author="ada")
            asked = repository.comment(2, "bea", "/assign @ada")
            repository.close_issue(1, by="ada")
        await look(stage)
        issues = stage.repository.issues
        assert [issue.title for issue in issues][2:] == ["call the insurance company"]
        assert reactions(asked) == {"eyes", "rocket"}
        assert "ada" in {user.login for user in issues[1].assignees}
        assert "* [x] (Ada) paint" in (stage.repository.read(f"notes/{DAY}.md") or "")
        assert violations(stage.sandbox) == []


async def test_a_second_look_finds_nothing_and_writes_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.note(DAY, *LINES)
        async with away(stage, NOWHERE) as repository:
            repository.comment(1, "ada", "/done")
        await look(stage)
        writes = stage.writes()
        stage.sandbox.recorder.clear()
        await look(stage)
        assert stage.writes() == writes
        assert not [path for method, path in stage.sandbox.recorder.calls() if path.endswith("/attempts")]


@pytest.mark.parametrize(
    ("body", "by", "lock", "run"),
    [
        pytest.param("/done", "ada", False, True, id="a command"),
        pytest.param("/dnoe", "ada", False, True, id="a mistyped one gets its answer"),
        pytest.param("I have a brush.", "ada", False, False, id="no command"),
        pytest.param("/done", "duly[bot]", False, False, id="by Duly"),
        pytest.param("/done", "ada", True, False, id="in a locked conversation, where no receipt can be given"),
    ],
)
async def test_which_comments_are_found(tmp_path: Path, body: str, by: str, lock: bool, run: bool) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.note(DAY, *LINES)
        async with away(stage, None) as repository:
            comment = repository.comment(1, by, body)
            if lock:
                repository.lock_issue(1, by="ada")
        await look(stage)
        assert bool(reactions(comment)) is run


async def test_a_strangers_missed_command_gets_a_reaction_and_no_reply(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.note(DAY, *LINES)
        async with away(stage, None) as repository:
            comment = repository.comment(1, "eve", "/help")
        await look(stage)
        assert reactions(comment) == {"eyes", "rocket"}
        assert [one.user.login for one in stage.repository.issue(1).comments] == ["eve"]


async def test_a_strangers_reaction_hides_no_missed_command(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.note(DAY, *LINES)
        async with away(stage, None) as repository:
            comment = repository.comment(1, "ada", "/done")
            eve = stage.sandbox.world.account("eve")
            comment.reactions.append(Reaction(1, eve, "rocket", stage.sandbox.world.now()))
        await look(stage)
        assert stage.repository.issue(1).state == "closed"


async def test_a_look_while_the_clock_was_ahead_hides_nothing_from_the_next(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.note(DAY, *LINES)
        async with away(stage, NOWHERE) as repository:
            text = repository.read(f"notes/{DAY}.md") or ""
            repository.push({f"notes/{DAY}.md": text + "* [ ] (Ada) call the insurance company\n"}, author="ada")
            repository.comment(1, "ada", "/done")
        ahead = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
        for name in ("deliveries seen", f"comments seen {stage.repository.id}"):
            await stage.queue.remember(name, ahead)
        await look(stage)
        assert stage.repository.issue(1).state == "closed"
        assert len(stage.repository.issues) == 3
        assert [path for method, path in stage.sandbox.recorder.calls() if path.endswith("/attempts")]


async def test_a_command_that_was_run_is_not_run_again(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.note(DAY, *LINES)
        stage.repository.comment(1, "ada", "/done")
        await stage.rest()
        stage.repository.reopen_issue(1, by="ada")
        await look(stage)
        assert stage.repository.issue(1).state == "open"


async def test_a_repository_without_a_config_costs_one_call(tmp_path: Path) -> None:
    async with staged(tmp_path, config=None) as stage:
        stage.repository.push({f"notes/{DAY}.md": "# x\n\n## Action items\n\n* [ ] paint the wall\n"}, author="ada")
        await stage.rest()
        stage.sandbox.recorder.clear()
        await look(stage)
        called = [path.split("?")[0] for _, path in stage.sandbox.recorder.calls() if path.startswith("/repos/")]
        assert called == ["/repos/harbour/notes/contents/.github"]
        assert stage.repository.issues == []


async def test_a_suspended_installation_is_left_out(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.rest()
        stage.sandbox.suspend(stage.repository)
        async with GitHub(stage.settings) as github:
            await queue_catch_ups(github, stage.queue)
        assert await stage.queue.depth() == 0


async def test_a_repository_that_is_gone_ends_its_jobs(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG, hurry=Hurry()) as stage:
        await stage.note(DAY, *LINES)
        stage.repository.push(
            {f"notes/{DAY}.md": "# x\n\n## Action items\n\n* [x] (Ada) paint the harbour wall green\n"}
        )
        stage.sandbox.uninstall(stage.repository)
        await stage.rest()
        assert await stage.queue.depth() == 0


async def test_a_token_looks_at_what_it_has_worked_in(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        settings = Settings(
            github_token=stage.sandbox.person("ada"), github_api_url=stage.settings.github_api_url, write_interval=0
        )
        queue = SqliteQueue(tmp_path / "token.db")
        await queue.open()
        repository = stage.repository
        async with GitHub(settings) as github:
            await queue_catch_ups(github, queue)
            assert await queue.depth() == 0, "it knows of none"
            job = Job(installation=0, repository=repository.id, full_name=NAME, branch="main", work=Sync())
            await Dispatcher(github, queue).perform(job)
            await queue_catch_ups(github, queue)
        assert (await queue.take()).job.work == CatchUp()
        await queue.close()


async def test_a_stranger_gets_a_reaction_at_most(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.note(DAY, *LINES)
        stage.sandbox.world.account("eve")
        asked = stage.repository.comment(1, "eve", "/help")
        await stage.rest()
        assert "rocket" in reactions(asked) or "confused" in reactions(asked)
        assert len(stage.repository.issue(1).comments) == 1
