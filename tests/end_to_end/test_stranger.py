"""A stranger who comments all the time delays no push and no command of a member."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from bot.sandbox.github.state.records import Comment
from tests.end_to_end.test_commands import CONFIG, DAY, LINES, NEXT, PEOPLE, receipt, replies
from tests.support.duly import PATIENCE, Stage, staged

COMMENTS = 170
NOTE = f"# {NEXT} meeting\n\n## Action items\n\n* [ ] (Ada) call the insurance company\n"


def flood(stage: Stage, first: int, last: int, text: str = "/help") -> list[Comment]:
    """The stranger's comments from one number to the other."""
    return [stage.repository.comment(1, "eve", text.format(n)) for n in range(first, last)]


def writes_for_comments(stage: Stage) -> int:
    """The writes that commands caused so far: reactions and replies."""
    return sum("/comments" in path for _, path in stage.repository.writes)


FLOODS = [
    pytest.param("/help", 1, id="the same command"),
    pytest.param("/actions @login{}", COMMENTS, id="a new command each time"),
    pytest.param("/done", COMMENTS, id="a command without the right"),
]


@pytest.mark.parametrize(("text", "jobs"), FLOODS)
async def test_a_push_is_served_while_a_stranger_comments(tmp_path: Path, text: str, jobs: int) -> None:
    """Over HTTP: 170 comments come, a push and a member's command among them."""
    async with staged(tmp_path, config=CONFIG, people=PEOPLE) as stage:
        await stage.note(DAY, *LINES)
        before, calls = writes_for_comments(stage), len(stage.sandbox.recorder.calls())
        said = flood(stage, 0, 40, text)
        stage.repository.push({f"notes/{NEXT}.md": NOTE}, author="ada")
        asked = stage.repository.comment(2, "cyd", "/assign @ada")
        said += flood(stage, 40, COMMENTS, text)
        await stage.sandbox.settled()
        async with asyncio.timeout(PATIENCE):
            await stage.queue.until(partial(only_above_the_budget, stage))
        assert "call the insurance company" in {issue.title for issue in stage.repository.issues}
        assert receipt(asked) == ["eyes", "rocket"]
        # Ten commands are within the budget, each with two reactions at most; cyd's has two as well.
        assert writes_for_comments(stage) - before <= 2 * 10 + 2
        assert sum(bool(receipt(comment)) for comment in said) == 10
        assert replies(stage) == []
        assert await stage.queue.depth() == min(jobs, COMMENTS - 10)
        assert len(stage.sandbox.recorder.calls()) - calls < 120
        titles = [issue.title for issue in stage.repository.issues]
        assert len(titles) == len(set(titles))


async def only_above_the_budget(stage: Stage) -> bool:
    """Whether nothing is left but what the stranger may not ask for yet."""
    return all(one.why.startswith("eve has given many commands") for one in await stage.queue.admin.jobs())
