"""`auto_merge`: GitHub merges the standing pull request as soon as it may, where the repository allows that."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.jobs.meetings.standing_words import BY_PEOPLE, STOPPED, WILL_MERGE
from bot.sandbox.github.faults import Fault, What
from tests.support.contract import delivery_violations, violations
from tests.support.duly import Stage, staged

DAY = "2024-03-05"
LINES = ["* [ ] (Ada) paint the harbour wall green", "* [ ] (Bea) order the rope"]
CONFIG = "people: {Ada: ada, Bea: bea}\nwrite_back: true\nauto_merge: true\n"


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A protected default branch, whose pull requests wait for a review."""
    async with staged(tmp_path, config=CONFIG) as made:
        await made.note(DAY, *LINES)
        made.repository.protect("main")
        made.repository.state.auto_merges = made.repository.state.needs_review = True
        yield made
        assert violations(made.sandbox) == []
        assert delivery_violations(made.sandbox) == []


async def close(stage: Stage, number: int) -> None:
    stage.repository.close_issue(number, by="bea")
    await stage.rest()


def method(stage: Stage) -> str:
    (pull,) = stage.pulls
    assert pull.pull is not None
    return pull.pull.auto_merge[1] if pull.pull.auto_merge else ""


async def test_it_is_merged_after_the_review(stage: Stage) -> None:
    await close(stage, 1)
    (pull,) = stage.pulls
    assert (pull.state, method(stage)) == ("open", "merge") and WILL_MERGE in (pull.body or "")
    since = stage.writes()
    await stage.look()
    assert stage.writes() == since, "a second look writes nothing"
    await close(stage, 2)
    assert (pull.state, method(stage)) == ("open", "merge")
    stage.repository.approve_pull(pull.number, by="ada")
    await stage.rest()
    assert (stage.repository.read(f"notes/{DAY}.md") or "").count("* [x]") == 2
    await stage.look()
    assert len(stage.pulls) == 1 and pull.state == "closed"


async def test_it_is_merged_at_once_where_nothing_stands_against_it(stage: Stage) -> None:
    stage.repository.state.needs_review = False
    await close(stage, 1)
    (pull,) = stage.pulls
    assert pull.state == "closed" and "* [x] (Ada)" in (stage.repository.read(f"notes/{DAY}.md") or "")
    await stage.look()
    assert len(stage.pulls) == 1


async def test_the_method_is_one_that_the_repository_allows(stage: Stage) -> None:
    stage.repository.state.merge_methods = ("rebase",)
    await close(stage, 1)
    assert method(stage) == "rebase"


@pytest.mark.parametrize("review", [pytest.param(True, id="a review"), pytest.param(False, id="none")])
async def test_where_the_repository_does_not_allow_it_the_text_says_so(stage: Stage, review: bool) -> None:
    stage.repository.state.auto_merges, stage.repository.state.needs_review = False, review
    await close(stage, 1)
    (pull,) = stage.pulls
    assert pull.state == "open"
    assert "GitHub answered: `Auto merge is not allowed for this repository`" in (pull.body or "")
    since = [write for write in stage.repository.writes if not write[1].endswith("/graphql")]
    await stage.look()
    assert [write for write in stage.repository.writes if not write[1].endswith("/graphql")] == since


async def test_where_a_person_switches_it_off_it_stays_off(stage: Stage) -> None:
    await close(stage, 1)
    (pull,) = stage.pulls
    stage.repository.stop_auto_merge(pull.number, by="ada")
    await close(stage, 2)
    assert method(stage) == "" and STOPPED in (pull.body or "")
    await stage.look()
    assert method(stage) == "" and STOPPED in (pull.body or "")


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault(what=What.DROP, method="POST", path="/graphql", acted=True), id="its answer is lost"),
        pytest.param(Fault(what=What.ERROR, method="POST", path="/graphql", status=502), id="GraphQL is down"),
        pytest.param(Fault(what=What.DROP, method="PATCH", path="/pulls/", acted=True), id="the text"),
    ],
)
async def test_it_is_on_in_the_end_whatever_fails(stage: Stage, fault: Fault) -> None:
    stage.sandbox.faults.on(fault)
    await close(stage, 1)
    await stage.look()
    (pull,) = stage.pulls
    assert method(stage) == "merge" and WILL_MERGE in (pull.body or "")


async def test_a_lost_answer_to_a_merge_merges_once(stage: Stage) -> None:
    stage.repository.state.needs_review = False
    stage.sandbox.faults.on(Fault(what=What.DROP, method="PUT", path="/merge$", acted=True))
    await close(stage, 1)
    (pull,) = stage.pulls
    assert pull.state == "closed"


async def test_it_is_not_switched_on_for_commits_of_people(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG.replace("auto_merge: true\n", "")) as stage:
        await stage.note(DAY, *LINES)
        stage.repository.protect("main")
        stage.repository.state.auto_merges = True
        await close(stage, 1)
        stage.repository.push({"notes/more.txt": "Bea was late.\n"}, branch="duly/ticks", author="bea")
        stage.repository.protect("main", on=False)
        (path,) = [path for path in stage.repository.files() if path.endswith("duly.yml")]
        await stage.push({path: (stage.repository.read(path) or "") + "auto_merge: true\n"})
        stage.repository.protect("main")
        await close(stage, 2)
        (pull,) = stage.pulls
        assert (pull.state, method(stage)) == ("open", "") and BY_PEOPLE in (pull.body or "")
