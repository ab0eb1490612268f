"""The pull request that `/carry` opens for a protected branch, when the pull request that it is for is closed."""

from pathlib import Path

import pytest

from bot.sandbox.github.faults import Fault, What
from tests.support.contract import violations
from tests.support.duly import Hurry, Stage, staged

DAY = "2024-03-19"


async def proposed(stage: Stage) -> tuple[int, int]:
    """The pull request of a note into whose branch nobody may push, and the one of `/carry`."""
    await stage.note("2024-03-05", "* [ ] (Ada) paint the harbour wall green")
    stage.repository.push({f"notes/{DAY}.md": "# Meeting\n\n## Action items\n"}, branch="next", author="ada")
    first = stage.repository.open_pull("The next note", "next", by="ada").number
    stage.repository.protect("next")
    stage.repository.comment(first, "ada", "/carry")
    await stage.rest()
    (second,) = (pull.number for pull in stage.pulls if pull.number != first)
    return first, second


@pytest.mark.parametrize("skip", [None, 0, 2, 4, 6], ids=lambda skip: f"a fault after {skip} calls")
async def test_it_is_closed_with_the_first_one(tmp_path: Path, skip: int | None) -> None:
    async with staged(tmp_path, config="people: {Ada: ada}\n", hurry=Hurry()) as stage:
        first, second = await proposed(stage)
        assert stage.repository.issue(second).state == "open"
        if skip is not None:
            stage.sandbox.faults.on(Fault(skip=skip, what=What.DROP, acted=True))
        stage.repository.close_issue(first, by="ada")
        await stage.rest()
        assert stage.repository.issue(second).state == "closed"
        assert stage.sandbox.faults.struck == (skip is not None)
        assert f"refs/heads/duly/carry-{first}" not in stage.repository.state.refs
        assert violations(stage.sandbox) == []


async def test_a_close_that_no_delivery_told_is_found(tmp_path: Path) -> None:
    """The hourly catch-up ends it, and leaves the one whose pull request is open."""
    async with staged(tmp_path, config="people: {Ada: ada}\n", hurry=Hurry()) as stage:
        first, second = await proposed(stage)
        branch, hooks = f"refs/heads/duly/carry-{first}", stage.sandbox.world.hooks
        await stage.look()
        assert stage.repository.issue(second).state == "open" and branch in stage.repository.state.refs
        there, hooks.url = hooks.url, None
        stage.repository.close_issue(first, by="ada")
        await stage.sandbox.settled()
        hooks.url = there
        await stage.look()
        assert stage.repository.issue(second).state == "closed" and branch not in stage.repository.state.refs
        writes = stage.writes()
        await stage.look()
        assert stage.writes() == writes
        assert violations(stage.sandbox) == []
