"""Commands end to end: a comment by real HTTP, what came of it on the issue, the receipt, the reply."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.sandbox.state import Comment
from tests.stage import Stage, staged

CONFIG = """\
people: {Ada: ada, Bea: bea, Cyd: cyd}
subteams: {docs: team/docs, piers: team/piers}
"""
PEOPLE = {"ada": "write", "bea": "write", "cyd": "triage", "dot": "read"}
DAY = "2024-03-05"
WALL, PUMP, ROOF = "paint the harbour wall green", "mend the old pump of pier two", "find slates for the roof"


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Three issues: #1 of ada, #2 of bea, #3 of nobody."""
    async with staged(tmp_path, config=CONFIG, people=PEOPLE) as made:
        await made.note(DAY, f"* [ ] (Ada) {WALL}", f"* [ ] (Bea) {PUMP}", f"* [ ] (???) {ROOF}")
        yield made


async def say(stage: Stage, by: str, *lines: str, on: int = 1) -> Comment:
    """A comment, when Duly has come to rest."""
    made = stage.repository.comment(on, by, "\n".join(lines))
    await stage.rest()
    return made


def receipt(comment: Comment) -> list[str]:
    """The reactions to a comment."""
    return [one.content for one in comment.reactions]


def replies(stage: Stage, on: int = 1) -> list[str]:
    """Duly's comments on an issue, without their hidden line."""
    return [
        one.body.partition("\n")[2]
        for one in stage.repository.issue(on).comments
        if one.user.login == stage.sandbox.bot_login
    ]


async def test_done(stage: Stage) -> None:
    made = await say(stage, "bea", "That was quick.", "/done")
    issue = stage.repository.issue(1)
    assert (issue.state, issue.state_reason) == ("closed", "completed")
    assert (receipt(made), replies(stage)) == (["eyes", "rocket"], [])


async def test_help(stage: Stage) -> None:
    made = await say(stage, "dot", "/help")
    assert receipt(made) == ["eyes", "rocket"]
    assert "| `/done` |" in replies(stage)[0]


async def test_assign(stage: Stage) -> None:
    await say(stage, "cyd", "/assign", on=3)
    issue = stage.repository.issue(3)
    assert [who.login for who in issue.assignees] == ["cyd"]
    assert [label.name for label in issue.labels] == ["action-item"]
