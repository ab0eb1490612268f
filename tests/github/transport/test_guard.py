"""No write once the job may belong to another process."""

import pytest

from bot.core.model.plan import Edit
from bot.github.client import GitHub
from bot.github.errors import LeaseLost
from bot.settings import Settings
from tests.support.scripted_github import BASE, TOKEN, ScriptedGitHub, issue


async def test_nothing_is_written_without_a_lease_and_everything_is_read(stage: ScriptedGitHub) -> None:
    stage.on("PATCH", f"{BASE}/issues/1", issue(1))
    stage.on("GET", f"{BASE}/issues/1", issue(1))
    stage.on("GET", "/user", {"login": "duly-person"})
    holds = True
    settings = Settings(github_token=TOKEN, write_interval=0.0, github_api_url=stage.url)
    async with GitHub(settings, may_write=lambda: holds) as github:
        repository = await github.repository("owner/notes", id=1, branch="main")
        await repository.apply(Edit(1, why="test", title="x"))
        holds = False
        with pytest.raises(LeaseLost):
            await repository.apply(Edit(1, why="test", title="y"))
        assert await repository.issue(1) is not None
    assert len(stage.asked("PATCH")) == 1
