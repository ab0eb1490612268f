"""`/carry` while a call fails: for each call and each failure there is one block, one answer and one receipt."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.state.records import Comment
from tests.support.duly import Hurry, Stage, staged

CONFIG = "notes: [notes/*.md]\npeople: {Ada: ada, Bea: bea}\nnumbers: plain\n"
LINES = ("* [ ] (Ada) paint the harbour wall green #1", "* [ ] (Bea) order the rope for spring #2")
TEMPLATE = "# Meeting\n\n## Action items\n"
MOST = 60
"""Calls of one `/carry`, and more."""


async def carried(stage: Stage, day: str, fault: Fault | None = None) -> tuple[int, Comment, int]:
    """A pull request for a note of its own, `/carry` on it under a fault: its number, the comment, the fault's strikes.

    Then it is closed: while it is open, its note counts as that of an earlier meeting.
    """
    stage.repository.push({f"notes/{day}.md": TEMPLATE}, branch=day, author="ada")
    number = stage.repository.open_pull(f"Notes of {day}", day, by="ada").number
    await stage.rest()
    if fault:
        stage.sandbox.faults.on(fault)
    comment = stage.repository.comment(number, "ada", "/carry")
    await stage.rest()
    struck = stage.sandbox.faults.struck
    stage.sandbox.faults.off()
    stage.repository.close_issue(number, by="ada")
    await stage.rest()
    return number, comment, struck


@pytest.mark.sampled(6)
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"what": What.ERROR}, id="a broken answer, nothing done"),
        pytest.param({"what": What.ERROR, "acted": True}, id="a broken answer to what was done"),
        pytest.param({"what": What.DROP, "acted": True}, id="no answer to what was done"),
        pytest.param({"what": What.CUT}, id="half of an answer"),
        pytest.param({"what": What.SECONDARY, "seconds": 5.0}, id="too many calls"),
        pytest.param({"what": What.EXPIRED}, id="the token has run out"),
    ],
)
async def test_whichever_call_fails_the_block_is_committed_once(tmp_path: Path, fault: dict[str, object]) -> None:
    async with staged(tmp_path, config=CONFIG, hurry=Hurry()) as stage:
        await stage.note("2024-03-05", *(line.rpartition(" #")[0] for line in LINES))
        day = date(2024, 3, 19)
        for skip in range(MOST):
            day += timedelta(days=14)
            number, comment, struck = await carried(stage, str(day), Fault(skip=skip, **fault))  # type: ignore[arg-type]
            text = stage.repository.read(f"notes/{day}.md", str(day)) or ""
            assert [text.count(line) for line in LINES] == [1, 1], skip
            said = [one for one in stage.repository.issue(number).comments if one.user.login == stage.sandbox.bot_login]
            assert len(said) == 1, skip
            assert [one.content for one in comment.reactions] == ["eyes", "rocket"], skip
            if not struck:
                break
        assert skip > 10
        assert not struck
        assert len(stage.repository.issues) == len(LINES)
