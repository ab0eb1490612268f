"""Boxes under boxes as sub-issues, on the whole of Duly: put under each other once, whatever goes wrong on the way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.state.issues import MAX_CHILDREN
from tests.support.duly import Hurry, Stage, staged

DAY = "2024-03-05"
CONFIG = "people: {Ada: ada, Bea: bea}\nchildren: sub-issues\n"
WALL = [
    "* [ ] (Ada) paint the harbour wall green",
    "    * [ ] (Bea) choose a shade of green",
    "    * [ ] buy some brushes",
]


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, config=CONFIG, hurry=Hurry()) as made:
        yield made


def family(stage: Stage) -> dict[int, int]:
    """Sub-issue → the issue it stands under."""
    return {issue.number: issue.parent.number for issue in stage.repository.issues if issue.parent}


async def again(stage: Stage) -> list[tuple[str, str]]:
    """What Duly writes, but for its check run, when a note changes by a blank line."""
    since = stage.writes()
    path = f"notes/{DAY}.md"
    await stage.push({path: (stage.repository.read(path) or "") + "\n"})
    return [write for write in stage.repository.writes[since:] if "check-runs" not in write[1]]


async def test_each_box_is_a_sub_issue_and_closes_by_its_tick(stage: Stage) -> None:
    await stage.note(DAY, *WALL)
    assert family(stage) == {2: 1, 3: 1}
    assert stage.repository.checks[-1].title == "3 opened, 2 edited"
    assert await again(stage) == []
    await stage.tick(DAY, "brushes")
    assert [issue.state for issue in stage.repository.issues] == ["open", "open", "closed"]


async def test_whom_a_person_takes_out_stays_out(stage: Stage) -> None:
    await stage.note(DAY, *WALL)
    stage.repository.take_out(2, by="bea")
    await stage.note("2024-03-12", *WALL)
    assert family(stage) == {3: 1}
    assert await again(stage) == []


FAULTS = [
    pytest.param(Fault(what=What.CUT, method="POST", path="/sub_issues$"), id="done, and the answer is lost"),
    pytest.param(Fault(what=What.DROP, method="POST", path="/sub_issues$"), id="not done"),
    pytest.param(Fault(what=What.ERROR, method="PATCH", path="/issues/2$", times=4), id="done and not remembered"),
    pytest.param(Fault(what=What.SECONDARY, method="POST", path="/sub_issues$", seconds=600), id="too fast for GitHub"),
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_whatever_goes_wrong_it_is_put_there_once(stage: Stage, fault: Fault) -> None:
    stage.sandbox.faults.on(fault)
    await stage.note(DAY, *WALL)
    assert stage.sandbox.faults.struck
    assert family(stage) == {2: 1, 3: 1}
    assert len(stage.repository.issues) == 3
    assert await again(stage) == []


async def test_what_finds_no_room_is_reported_and_not_tried_again(stage: Stage) -> None:
    await stage.note(DAY, WALL[0])
    theirs = [stage.repository.open_issue(f"Brush no. {n}", by="bea").number for n in range(MAX_CHILDREN)]
    for number in theirs:
        stage.repository.put_under(number, 1, by="bea")
    await stage.note(DAY, *WALL[:2])
    new = stage.repository.issues[-1]
    assert (new.title, new.state, new.parent) == (
        "paint the harbour wall green: choose a shade of green",
        "open",
        None,
    )
    said = [run.summary or "" for run in stage.repository.checks]
    assert sum("GitHub refused" in one and "sub-issues" in one for one in said) == 1
    assert await again(stage) == []


async def test_a_change_of_mind_opens_nothing_twice(stage: Stage) -> None:
    await stage.note(DAY, *WALL)
    for children in ("list", "sub-issues"):
        await stage.push({".github/duly.yml": CONFIG.replace("sub-issues", children)})
        assert len(stage.repository.issues) == 3
        assert family(stage) == {2: 1, 3: 1}
        assert await again(stage) == []
