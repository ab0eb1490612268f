"""Files with the notes of many meetings, larger than a single note may be: preview, merge, `/carry`, and what strangers may send."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.carry.next_note import CarryOptions
from bot.core.commands import UserError
from bot.core.limits import FILE, NOTE, PULL_BYTES
from bot.github.client import GitHub
from bot.jobs.carry import carry_pull
from bot.sandbox.github.state.records import CheckRun
from tests.support.contract import violations
from tests.support.duly import NAME, Stage, staged

PATH = "minutes.md"
BRANCH = "meeting"
TALK = "We talked about the harbour wall, the rope and the paint for a while.\n"
NEWEST = date(2024, 3, 5)


def rolling(size: int, *lines: str, day: date = NEWEST) -> str:
    """A file of at least `size` bytes: the newest meeting with `lines`, then older ones of a week each without work."""
    text = f"# Minutes\n\n## {day}\n\n### Action items\n\n" + "".join(f"{line}\n" for line in lines)
    while len(text) < size:
        day -= timedelta(days=7)
        text += f"\n## {day}\n\n" + TALK * 60
    return text


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, config="people: {Ada: ada}\n") as made:
        yield made
        assert violations(made.sandbox) == []


async def proposed(stage: Stage, files: dict[str, str | None]) -> tuple[int, CheckRun | None]:
    """A pull request with these files, and the check run on its tip."""
    stage.repository.push(files, branch=BRANCH, author="ada")
    pull = stage.repository.open_pull("Minutes", BRANCH, by="ada").number
    await stage.rest()
    tip = stage.repository.state.refs[f"refs/heads/{BRANCH}"]
    return pull, next((run for run in stage.repository.checks if run.head_sha == tip), None)


async def carried(stage: Stage, pull: int) -> str:
    """What `/carry` answers."""
    async with GitHub(stage.settings) as github:
        return await carry_pull(await github.repository(NAME), pull, CarryOptions())


async def test_a_section_is_previewed_and_filled(stage: Stage) -> None:
    before = rolling(NOTE + 50_000, "* [ ] (Ada) paint the wall")
    await stage.push({PATH: before})
    assert [issue.title for issue in stage.repository.issues] == ["paint the wall"]
    top = "# Minutes\n\n## 2024-03-12\n\n### Action items\n\n* [ ] (Ada) order the rope\n\n"
    pull, run = await proposed(stage, {PATH: before.replace("# Minutes\n\n", top, 1)})
    assert run is not None
    assert run.title == "When merged: 1 to open"
    assert (await carried(stage, pull)).startswith(f"Carried into `{PATH}`")
    text = stage.repository.read(PATH, BRANCH) or ""
    assert "paint the wall" in text.split("## 2024-03-05")[0]
    assert text.split("## 2024-03-05")[1] == before.split("## 2024-03-05")[1]


LARGE = [
    pytest.param({PATH: rolling(FILE + 1, "* [ ] (Ada) paint")}, "1 MB in all", id="more than a file may have"),
    pytest.param({PATH: "# Minutes of 2024-03-05\n\n" + TALK * (NOTE // len(TALK) + 1)}, "256 KB for one meeting", id="one meeting"),
    pytest.param(
        {f"team-{nth}/minutes.md": rolling(FILE - 9_000) for nth in range(PULL_BYTES // FILE + 2)},
        "1 MB in all",
        id="more than all notes of a pull request may have",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "said"), LARGE)
async def test_what_is_too_large_is_named(stage: Stage, files: dict[str, str | None], said: str) -> None:
    pull, run = await proposed(stage, files)
    assert run is not None
    assert run.title == "no preview"
    assert said in (run.summary or "")
    with pytest.raises(UserError, match=said):
        await carried(stage, pull)


async def test_a_section_that_is_too_large_is_a_problem_of_its_own(stage: Stage) -> None:
    text = rolling(NOTE, "* [ ] (Ada) paint the wall") + f"\n## 2010-01-05\n\n{TALK * (NOTE // len(TALK) + 1)}"
    _, run = await proposed(stage, {PATH: text})
    assert run is not None
    assert run.title == "When merged: 1 to open"
    assert "a note may have 256 KB" in (run.summary or "")
