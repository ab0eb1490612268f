"""Two issues with one key, as two servers may leave them: the line is reworded, and no third issue opens."""

from pathlib import Path

import pytest

from bot.sandbox.github.state import issues
from bot.sandbox.github.state.visit import Visit
from tests.support.community import plan_of
from tests.support.duly import Stage, staged

DAY = "2024-03-05"
OTHERS = ("* [ ] (Bea) order new rope for spring", "* [ ] (Ada) write down the crane accident")
LINE = "* [ ] (Ada) paint the harbour wall green"


async def with_twins(stage: Stage, *, comment: bool = False) -> None:
    """Three issues and a fourth with the body of the first; perhaps a person wrote in that one."""
    await stage.note(DAY, LINE, *OTHERS)
    first, world = stage.repository.issue(1), stage.sandbox.world
    visit = Visit(world, stage.repository.state, world.actor(stage.repository.state, stage.sandbox.bot_login))
    issues.create(visit, {"title": first.title, "body": first.body, "labels": ["action-item"]})
    if comment:
        stage.repository.comment(4, "bea", "I have the paint")
    await stage.rest()


def shown(stage: Stage) -> dict[int, tuple[str, str | None]]:
    return {issue.number: (issue.state, issue.state_reason) for issue in stage.repository.issues}


OPEN = ("open", None)
DUPLICATE = ("closed", "duplicate")
DONE = ("closed", "completed")


@pytest.mark.parametrize(
    ("comment", "fourth"),
    [pytest.param(False, DUPLICATE, id="untouched"), pytest.param(True, OPEN, id="a person wrote in it")],
)
async def test_a_reworded_line_opens_no_third_issue(tmp_path: Path, comment: bool, fourth: object) -> None:
    async with staged(tmp_path) as stage:
        await with_twins(stage, comment=comment)
        await stage.note(DAY, LINE + " and white", *OTHERS)
        assert shown(stage) == {1: OPEN, 2: OPEN, 3: OPEN, 4: fourth}
        assert stage.repository.issue(1).title == "paint the harbour wall green and white"
        assert (await plan_of(stage.sandbox, stage.repository.full_name)).changes == ()
        if comment:
            assert "#1 and #4 are one item: close one of them" in str(stage.repository.checks[-1].summary)
        await stage.tick(DAY, "harbour wall")
        assert shown(stage) == {1: DONE, 2: OPEN, 3: OPEN, 4: DONE if comment else DUPLICATE}
        assert (await plan_of(stage.sandbox, stage.repository.full_name)).changes == ()


@pytest.mark.parametrize(
    ("comment", "fourth"),
    [pytest.param(False, DUPLICATE, id="untouched"), pytest.param(True, OPEN, id="a person wrote in it")],
)
async def test_in_other_words_both_are_named_as_one_candidate(tmp_path: Path, comment: bool, fourth: object) -> None:
    async with staged(tmp_path) as stage:
        await with_twins(stage, comment=comment)
        await stage.note(DAY, "* [ ] (Ada) new colour for the quay", *OTHERS)
        run = stage.repository.checks[-1]
        assert run.conclusion == "neutral"
        assert "may be #1 “paint the harbour wall green” (the same work as #4) in other words" in str(run.summary)
        assert str(run.summary).count("comment `/merge #1` on the new issue") == 1
        assert all("Duly finds this line in no note any more" in str(stage.repository.issue(n).body) for n in (1, 4))
        stage.repository.comment(5, "ada", "/merge #1")
        await stage.rest()
        await stage.note(DAY, "* [ ] (Ada) new colour for the quay", *OTHERS, "* [ ] (Bea) count the buoys")
        assert shown(stage) == {1: OPEN, 2: OPEN, 3: OPEN, 4: fourth, 5: DUPLICATE, 6: OPEN}
        assert stage.repository.issue(1).title == "new colour for the quay"
        assert (await plan_of(stage.sandbox, stage.repository.full_name)).changes == ()
