"""Reminders and the list of what nobody owns, on the whole of Duly."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.sandbox.github.faults import Fault, What
from tests.support.duly import Hurry, Stage, staged

PEOPLE = "people: {Ada: ada, Bea: bea}\n"
WALL = "* [ ] (Ada) paint the harbour wall green"
DAYS = [f"2024-03-{day:02}" for day in (5, 12, 19, 26)]


def said(stage: Stage, number: int = 1) -> list[str]:
    """What Duly commented on an issue, without the hidden line."""
    return [
        comment.body.split("\n", 1)[1]
        for comment in stage.repository.issue(number).comments
        if comment.user.login.endswith("[bot]")
    ]


def nothing(_stage: Stage) -> None:
    """Nobody does anything."""


def lock(stage: Stage) -> None:
    stage.repository.lock_issue(1, by="ada")


def unassign(stage: Stage) -> None:
    stage.repository.edit_issue(1, by="ada", assignees=[])


def hand_over(stage: Stage) -> None:
    stage.repository.edit_issue(1, by="ada", assignees=["bea"])


def close(stage: Stage) -> None:
    stage.repository.close_issue(1, by="ada")


@pytest.mark.parametrize(
    ("config", "deed", "reminded"),
    [
        pytest.param("", nothing, [], id="off where the config says nothing"),
        pytest.param("remind_after: off\n", nothing, [], id="switched off"),
        pytest.param("remind_after: 9\n", nothing, [], id="not carried so often"),
        pytest.param("remind_after: 2\n", nothing, ["@ada"], id="carried, and carried on"),
        pytest.param("remind_after: 2\n", hand_over, ["@bea"], id="whoever has it now"),
        pytest.param("remind_after: 2\n", unassign, [], id="nobody has it"),
        pytest.param("remind_after: 2\n", lock, [], id="a locked issue"),
        pytest.param("remind_after: 2\n", close, [], id="a closed issue"),
    ],
)
async def test_whom_it_reminds(tmp_path: Path, config: str, deed: Callable[[Stage], None], reminded: list[str]) -> None:
    async with staged(tmp_path, config=PEOPLE + config) as stage:
        await stage.note(DAYS[0], WALL)
        deed(stage)
        for day in DAYS[1:]:
            await stage.note(day, WALL)
        assert [text.split(":")[0] for text in said(stage)] == reminded
        since = stage.writes()
        await stage.push({"notes/2024-03-26.md": (stage.repository.read("notes/2024-03-26.md") or "") + "\n"})
        assert [path for _, path in stage.repository.writes[since:] if "check-runs" not in path] == []


async def test_after_a_lost_answer_there_is_one_reminder(tmp_path: Path) -> None:
    async with staged(tmp_path, config=PEOPLE + "remind_after: 1\n", hurry=Hurry()) as stage:
        await stage.note(DAYS[0], WALL)
        stage.sandbox.faults.on(Fault(what=What.CUT, method="POST", path="/comments$"))
        stage.sandbox.faults.on(Fault(what=What.ERROR, method="PATCH", path="/issues/1$", times=4))
        await stage.note(DAYS[1], WALL)
        assert stage.sandbox.faults.struck
        assert len(said(stage)) == 1


async def test_the_check_run_names_unowned_items(tmp_path: Path) -> None:
    async with staged(tmp_path, config=PEOPLE) as stage:
        commit = await stage.note(DAYS[0], WALL, "* [ ] find a new crane", "* [x] sweep the pier")
        summary = stage.repository.checks[-1].summary or ""
        section = summary.partition("### Unowned\n")[2].partition("\n### ")[0]
        assert f"/blob/{commit}/notes/2024-03-05.md?plain=1#L6" in section
        assert "find a new crane" in section and "harbour wall" not in section and "pier" not in section
        stage.repository.edit_issue(2, by="ada", assignees=["bea"])
        await stage.note(DAYS[1], "* [ ] find a new crane")
        assert "### Unowned" not in (stage.repository.checks[-1].summary or "")
