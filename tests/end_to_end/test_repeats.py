"""Commands that one person repeats in several comments while they wait: one answer, and a receipt for each comment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.github.state.records import Comment
from tests.end_to_end.test_commands import BADLY, CONFIG, DAY, LINES, PEOPLE, START, WELL, receipt, replies, states
from tests.support.duly import NAME, Hurry, Stage, staged


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """#1 of ada, #2 of bea, #3 of nobody; #4 is a person's."""
    async with staged(tmp_path, config=CONFIG, people=PEOPLE, hurry=Hurry()) as made:
        await made.note(DAY, *LINES)
        made.repository.open_issue("The wall is grey", by="dot")
        await made.rest()
        yield made


@asynccontextmanager
async def waiting(stage: Stage) -> AsyncIterator[None]:
    """What is said within waits, and is run at the end."""
    await stage.queue.admin.pause(NAME)
    yield
    await stage.sandbox.settled()
    await stage.queue.admin.resume(NAME)
    await stage.rest()


async def said(stage: Stage, by: str, *texts: str, on: int = 1) -> list[Comment]:
    """Comments that wait together and are run."""
    async with waiting(stage):
        return [stage.repository.comment(on, by, text) for text in texts]


REPEATED = [
    pytest.param("ada", "/plan", WELL, 1, id="a plan"),
    pytest.param("ada", "/help", WELL, 1, id="help"),
    pytest.param("ada", "/actions\n/help", WELL, 1, id="two commands"),
    pytest.param("ada", "/dnoe", BADLY, 1, id="a mistyped command"),
    pytest.param("cyd", "/sync", BADLY, 1, id="without the right"),
    pytest.param("eve", "/help", WELL, 0, id="a stranger"),
    pytest.param("bea", "/subteam docs", WELL, 0, id="a command that changes something"),
]


@pytest.mark.parametrize(("by", "text", "ends", "answers"), REPEATED)
async def test_equal_commands_have_one_answer_and_each_comment_its_receipt(
    stage: Stage, by: str, text: str, ends: list[str], answers: int
) -> None:
    comments = await said(stage, by, *[text] * 4)
    assert [receipt(comment)[-1] for comment in comments] == [ends[-1]] * 4
    assert len(replies(stage)) == answers


async def test_repeats_are_one_job(stage: Stage) -> None:
    before = len(stage.repository.writes)
    await stage.queue.admin.pause(NAME)
    for _ in range(20):
        stage.repository.comment(1, "ada", "/help")
    await stage.sandbox.settled()
    assert await stage.queue.depth() == 1
    await stage.queue.admin.resume(NAME)
    await stage.rest()
    # The first comment gets two reactions, each other one, and there is one answer.
    assert len(stage.repository.writes) - before == 22


async def test_what_changes_something_is_run_in_the_order_in_which_it_was_said(stage: Stage) -> None:
    comments = await said(
        stage, "bea", "/assign @cyd", "/unassign @cyd", "/assign @cyd", "/unassign @ada", "/assign @ada"
    )
    assert states(stage) == ["#1 open @cyd @ada ['action-item']", *START[1:]]
    assert [receipt(comment) for comment in comments] == [WELL] * 5


KEPT_APART = [
    pytest.param([(1, "ada", "/help"), (2, "ada", "/help")], [1, 1], id="two issues"),
    pytest.param([(1, "ada", "/help"), (1, "bea", "/help")], [2, 0], id="two people"),
    pytest.param([(1, "ada", "/help"), (1, "ada", "/help\n/actions")], [2, 0], id="other commands"),
]


@pytest.mark.parametrize(("given", "answers"), KEPT_APART)
async def test_what_is_no_repeat_has_its_own_answer(
    stage: Stage, given: list[tuple[int, str, str]], answers: list[int]
) -> None:
    async with waiting(stage):
        for on, by, text in given:
            stage.repository.comment(on, by, text)
    assert [len(replies(stage, on)) for on in (1, 2)] == answers


async def test_a_repeat_that_was_deleted_or_edited_takes_nothing_from_the_others(stage: Stage) -> None:
    async with waiting(stage):
        comments = [stage.repository.comment(1, "ada", "/help\n/actions") for _ in range(4)]
        stage.repository.delete_comment(1, comments[-1], by="ada")
        stage.repository.edit_comment(1, comments[0], "/actions")
        stage.repository.edit_comment(1, comments[1], "Never mind.")
    assert [receipt(comment) for comment in comments[:3]] == [WELL, [], WELL]
    answers = replies(stage)
    assert len(answers) == 2
    assert ["lists the commands" in answer for answer in answers].count(True) == 1


async def test_repeats_above_the_budget_wait_for_their_receipt(tmp_path: Path) -> None:
    hurry = Hurry()
    async with staged(tmp_path, config=CONFIG, people=PEOPLE, hurry=hurry) as stage:
        await stage.note(DAY, *LINES)
        comments = await said(stage, "eve", *["/help"] * 25)
    assert [receipt(comment)[-1] for comment in comments] == ["rocket"] * 25
    assert [why for _, why in hurry.pauses if why] == ["eve has given many commands"] * 2
