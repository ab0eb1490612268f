"""Before the merge: a pull request that touches notes or the config shows on its head what a sync would do after it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.limits import NOTE as LARGEST
from bot.core.limits import PULL_NOTES as MANY
from bot.sandbox.github.state.records import CheckRun
from tests.support.contract import violations
from tests.support.duly import Stage, staged

CONFIG = "people: {Ada: ada}\n"
NOTE = "notes/2024-03-05.md"
BRANCH = "minutes"


def minutes(*lines: str) -> str:
    """A note whose action list is `lines`; the first of them stands on line 5."""
    return "# 2024-03-05 meeting\n\n## Action items\n\n" + "\n".join(lines) + "\n"


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, config=CONFIG) as made:
        yield made
        assert violations(made.sandbox) == []


async def proposed(stage: Stage, files: dict[str, str | None], *, branch: str = BRANCH) -> int:
    """A pull request with these files, once Duly has come to rest."""
    stage.repository.push(files, branch=branch, author="ada")
    pull = stage.repository.open_pull("Minutes", branch, by="ada").number
    await stage.rest()
    return pull


def shown(stage: Stage, branch: str = BRANCH) -> CheckRun | None:
    """The check run on the tip of a branch."""
    tip = stage.repository.state.refs[f"refs/heads/{branch}"]
    return next((run for run in stage.repository.checks if run.head_sha == tip), None)


async def test_a_new_note_shows_what_its_merge_would_open(stage: Stage) -> None:
    await proposed(stage, {NOTE: minutes("* [ ] (Ada) paint the wall", "* [ ] (Zoe) mend the pump")})
    run = shown(stage)
    assert run is not None
    assert (run.title, run.conclusion) == ("When merged: 2 to open", "neutral")
    assert "Nothing was written" in (run.summary or "")
    assert [(note.path, note.start_line) for note in run.annotations] == [(NOTE, 6)]
    assert "Zoe" in run.annotations[0].message
    # The pull request itself is number 1.
    assert [issue.number for issue in stage.repository.issues] == []


async def test_the_merge_does_what_the_preview_said(stage: Stage) -> None:
    pull = await proposed(stage, {NOTE: minutes("* [ ] (Ada) paint the wall")})
    stage.repository.merge_pull(pull)
    await stage.rest()
    assert [issue.title for issue in stage.repository.issues] == ["paint the wall"]


async def test_new_commits_get_a_preview_of_their_own(stage: Stage) -> None:
    await proposed(stage, {NOTE: minutes("* [ ] (Ada) paint the wall")})
    first = shown(stage)
    stage.repository.push({NOTE: minutes("* [x] (Ada) paint the wall")}, branch=BRANCH, author="ada")
    await stage.rest()
    second = shown(stage)
    assert first and second and first.head_sha != second.head_sha
    assert (first.title, second.title) == ("When merged: 1 to open", "When merged: nothing to do")


CHANGES = [
    pytest.param({NOTE: minutes("* [x] (Ada) paint the wall")}, "1 to close", id="a tick"),
    pytest.param({NOTE: None}, "nothing to do: no notes found", id="the note removed"),
    pytest.param(
        {NOTE: None, "archive/2024-03-05.md": minutes("* [ ] (Ada) paint the wall")}, "nothing to do", id="moved"
    ),
    pytest.param({".github/duly.yml": CONFIG + "labels: [todo]\n"}, "1 to edit", id="the config"),
]


@pytest.mark.parametrize(("files", "title"), CHANGES)
async def test_what_stands_already_is_compared(stage: Stage, files: dict[str, str | None], title: str) -> None:
    await stage.push({NOTE: minutes("* [ ] (Ada) paint the wall")})
    await proposed(stage, files)
    run = shown(stage)
    assert run is not None and run.title == f"When merged: {title}"


async def test_a_mistake_in_the_config_is_annotated_with_its_line(stage: Stage) -> None:
    await proposed(stage, {".github/duly.yml": "people: {Ada: ada}\nlables: [todo]\n"})
    run = shown(stage)
    assert run is not None
    assert run.conclusion == "failure"
    assert [(note.path, note.start_line) for note in run.annotations] == [(".github/duly.yml", 2)]


async def test_a_pull_request_that_adds_the_config_is_previewed_with_it(tmp_path: Path) -> None:
    async with staged(tmp_path, config=None) as stage:
        await stage.push({NOTE: minutes("* [ ] (Ada) paint the wall")})
        assert stage.repository.checks == []
        await proposed(stage, {".github/duly.yml": CONFIG})
        run = shown(stage)
        assert run is not None and run.title == "When merged: 1 to open"


SILENT: list[dict[str, str | None]] = [{"code.py": "x = 1\n"}, {"notes/picture.png": "x"}]


@pytest.mark.parametrize("files", SILENT, ids=["code", "a picture"])
async def test_what_touches_neither_notes_nor_config_gets_none(stage: Stage, files: dict[str, str | None]) -> None:
    await proposed(stage, files)
    assert shown(stage) is None


async def test_a_fork_is_previewed_too(stage: Stage) -> None:
    fork = stage.sandbox.fork(stage.repository, "guest")
    fork.push({NOTE: minutes("* [ ] (Ada) paint the wall")}, branch=BRANCH, author="guest")
    stage.repository.open_pull("Minutes", f"guest:{BRANCH}", by="guest")
    await stage.rest()
    tip = fork.state.refs[f"refs/heads/{BRANCH}"]
    assert [run.title for run in stage.repository.checks if run.head_sha == tip] == ["When merged: 1 to open"]


async def test_an_archive_that_moves_is_not_read(stage: Stage) -> None:
    await proposed(stage, {f"notes/2023-01-{day:02}.md": minutes("* [ ] old") for day in range(1, MANY + 2)})
    run = shown(stage)
    assert run is not None
    assert (run.title, f"more than {MANY}" in (run.summary or "")) == ("no preview", True)


async def test_a_large_note_is_measured_before_it_is_read(stage: Stage) -> None:
    await proposed(stage, {NOTE: minutes("* [ ] (Ada) paint the wall", "x" * LARGEST)})
    run = shown(stage)
    assert run is not None
    assert (run.title, run.conclusion) == ("no preview", "neutral")
    assert f"`{NOTE}` has more than 256 KB" in (run.summary or "")


async def test_plan_on_a_pull_request_is_that_of_its_merge(stage: Stage) -> None:
    pull = await proposed(stage, {NOTE: minutes("* [ ] (Ada) paint the wall")})
    stage.repository.comment(pull, "ada", "/plan")
    await stage.rest()
    said = [comment.body for comment in stage.repository.state.issues[pull].comments if comment.user.login != "ada"]
    assert len(said) == 1
    assert "**When this is merged, a sync would do: 1 to open**" in said[0]


async def test_plan_on_a_pull_request_that_is_too_large_says_so(stage: Stage) -> None:
    """It is not answered with the plan of the default branch instead."""
    pull = await proposed(stage, {NOTE: minutes("* [ ] (Ada) paint the wall", "x" * LARGEST)})
    stage.repository.comment(pull, "ada", "/plan")
    await stage.rest()
    said = [comment.body for comment in stage.repository.state.issues[pull].comments if comment.user.login != "ada"]
    assert len(said) == 1
    assert f"- `/plan`: `{NOTE}` has more than 256 KB for one meeting" in said[0]


async def test_a_redelivery_makes_no_second_check_run(stage: Stage) -> None:
    await proposed(stage, {NOTE: minutes("* [ ] (Ada) paint the wall")})
    count = len(stage.repository.checks)
    for attempt in list(stage.sandbox.world.hooks.attempts):
        stage.sandbox.world.hooks.again(attempt.id)
    await stage.rest()
    assert len(stage.repository.checks) == count
