"""The check run after a push: what it names, and the button that applies what is held."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.reports.approve_button import APPROVE
from bot.sandbox.github.state.records import CheckRun
from tests.support.contract import delivery_violations, violations
from tests.support.duly import CONFIG, Stage, staged

DAY = "2024-03-05"
THREE = ("* [ ] (Ada) paint the wall", "* [ ] mend the pump", "* [ ] oil the lock")


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, config="people: {Ada: ada}\nmax_new_issues: 2\n") as made:
        yield made
        assert violations(made.sandbox) == []
        assert delivery_violations(made.sandbox) == []


def newest(stage: Stage) -> CheckRun:
    return stage.repository.checks[-1]


async def pressed(stage: Stage, by: str, run: CheckRun | None = None) -> None:
    stage.repository.press(run or newest(stage), APPROVE.identifier, by=by)
    await stage.rest()


async def test_what_is_held_is_named_and_has_a_button(stage: Stage) -> None:
    await stage.note(DAY, *THREE)
    run = newest(stage)
    assert (run.conclusion, run.actions) == ("neutral", ((APPROVE.label, APPROVE.description, APPROVE.identifier),))
    assert "### Held\n- open “paint the wall”\n- open “mend the pump”" in (run.summary or "")


async def test_the_button_releases_it(stage: Stage) -> None:
    await stage.note(DAY, *THREE)
    await pressed(stage, "ada")
    assert len(stage.repository.issues) == 3
    run = newest(stage)
    assert (run.title, run.actions) == ("3 opened", ())
    assert f"[#1]({stage.sandbox.url}/harbour/notes/issues/1) “paint the wall”, assigned to ada" in (run.summary or "")


@pytest.mark.parametrize("login", ["cyd", "stranger"])
async def test_without_the_role_nothing_is_done_and_the_check_run_says_so(stage: Stage, login: str) -> None:
    await stage.note(DAY, *THREE)
    await pressed(stage, login)
    assert stage.repository.issues == []
    run = newest(stage)
    assert (run.summary or "").startswith(f"> [!NOTE]\n> {login} pressed “Approve”, which needs the write role")
    assert run.actions


async def test_the_button_of_an_old_commit_releases_nothing(stage: Stage) -> None:
    await stage.note(DAY, *THREE)
    old = newest(stage)
    await stage.note(DAY, *THREE, "* [ ] order the rope")
    await pressed(stage, "ada", old)
    assert stage.repository.issues == []
    run = newest(stage)
    assert (run.summary or "").startswith("> [!NOTE]\n> ada pressed “Approve” on an older commit")
    assert run.head_sha == stage.repository.head
    assert run.actions


async def test_the_sections_of_a_sync(stage: Stage) -> None:
    await stage.push({CONFIG: "people: {Ada: ada}\n"})
    await stage.note(DAY, *THREE, "* [ ] feed the gulls")
    assert "### Opened\n" in (newest(stage).summary or "")
    lines = ["* [x] mend the pump", "* [ ] (Ada) paint the whole wall", "* [ ] oil the lock", "* rig the mast"]
    await stage.note("2024-03-12", *lines)
    said = newest(stage).summary or ""
    issue = f"{stage.sandbox.url}/harbour/notes/issues/"
    assert f"### Closed\n- [#2]({issue}2) “mend the pump” as completed: " in said
    assert f"### Reworded\n- [#1]({issue}1) “paint the wall” → “paint the whole wall”: " in said
    _, _, gone = said.partition("### Left the notes without a tick\n")
    assert gone.startswith(f"- [#4]({issue}4) “feed the gulls” (last in [notes/{DAY}.md:8](")
    assert "```\n/drop\n```" in gone
    assert f"| oil the lock | [#3]({issue}3) | {DAY} | 1 |" in said
    assert "### Shown only: no box\n- “rig the mast”" in said
    assert "### Unowned\n" in said
    assert newest(stage).conclusion == "neutral", "whether the gulls are fed a person knows"


async def test_a_line_whose_issue_was_closed_may_go_without_a_word(stage: Stage) -> None:
    await stage.push({CONFIG: "people: {Ada: ada}\n"})
    await stage.note(DAY, *THREE)
    stage.repository.close_issue(2, by="bea")
    await stage.rest()
    await stage.note("2024-03-12", THREE[0])
    _, _, gone = (newest(stage).summary or "").partition("### Left the notes without a tick\n")
    assert "oil the lock" in gone and "mend the pump" not in gone


async def test_where_nothing_needs_a_person_it_is_a_success(stage: Stage) -> None:
    await stage.note(DAY, "* [ ] (Ada) paint the wall")
    assert newest(stage).conclusion == "success"
