"""Ticks for a default branch that is protected: one pull request, kept current, closed when nothing is left."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.jobs.meetings.standing_words import WITHDRAWN
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.state.records import Issue
from tests.support.contract import violations
from tests.support.duly import Hurry, Stage, staged

DAY = "2024-03-05"
PATH = f"notes/{DAY}.md"
BRANCH = "duly/ticks"
LINES = ["* [ ] (Ada) paint the harbour wall green", "* [ ] (Bea) order the rope", "* [ ] (Ada) mend the crane"]


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    config = "people: {Ada: ada, Bea: bea}\nwrite_back: true\n"
    async with staged(tmp_path, config=config, hurry=Hurry()) as made:
        await made.note(DAY, *LINES)
        made.repository.protect("main")
        yield made
        assert violations(made.sandbox) == []


async def close(stage: Stage, *numbers: int) -> None:
    for number in numbers:
        stage.repository.close_issue(number, by="bea")
        await stage.rest()


def pulls(stage: Stage, state: str = "") -> list[Issue]:
    return [one for one in stage.pulls if state in ("", one.state)]


def boxes(stage: Stage, branch: str | None = None) -> str:
    text = stage.repository.read(PATH, branch) or ""
    return " ".join(line[2:5] for line in text.splitlines() if line.startswith("* ["))


async def test_one_pull_request_holds_all_ticks_until_its_merge(stage: Stage) -> None:
    await close(stage, 1)
    (pull,) = pulls(stage)
    assert (pull.title, boxes(stage), boxes(stage, BRANCH)) == (
        "Tick what was closed on GitHub",
        "[ ] [ ] [ ]",
        "[x] [ ] [ ]",
    )
    await close(stage, 2)
    assert boxes(stage, BRANCH) == "[x] [x] [ ]" and pulls(stage) == [pull]
    assert "- #2, line 6 of" in (pull.body or "")
    since = stage.writes()
    await stage.look()
    assert stage.writes() == since, "a second look writes nothing"
    stage.repository.merge_pull(pull.number, by="ada")
    await stage.rest()
    assert boxes(stage) == "[x] [x] [ ]"
    await stage.look()
    assert len(pulls(stage)) == 1 and stage.repository.issue(1).state == "closed"


async def test_it_follows_the_default_branch(stage: Stage) -> None:
    """New lines of the note are not taken back: its one commit is made anew on top of them."""
    await close(stage, 1)
    stage.repository.protect("main", on=False)
    text = stage.repository.read(PATH) or ""
    await stage.push({PATH: text + "* [ ] (Bea) count the lamps\n"})
    stage.repository.protect("main")
    await stage.look()
    assert boxes(stage, BRANCH) == "[x] [ ] [ ] [ ]" and len(pulls(stage)) == 1


async def test_a_box_whose_issue_is_open_again_leaves_it(stage: Stage) -> None:
    await close(stage, 1, 2)
    stage.repository.reopen_issue(1, by="bea")
    await stage.look()
    assert boxes(stage, BRANCH) == "[ ] [x] [ ]" and len(pulls(stage)) == 1


async def test_a_done_by_command_stays_in_it(stage: Stage) -> None:
    stage.repository.comment(1, "bea", "/done")
    await stage.rest()
    await close(stage, 2)
    await stage.look()
    assert boxes(stage, BRANCH) == "[x] [x] [ ]"


async def test_it_is_closed_when_nothing_is_left(stage: Stage) -> None:
    await close(stage, 1)
    stage.repository.reopen_issue(1, by="bea")
    await stage.look()
    assert [(one.state, one.body) for one in pulls(stage)] == [("closed", WITHDRAWN)]
    await close(stage, 2)
    assert len(pulls(stage, "open")) == 1 and boxes(stage, BRANCH) == "[ ] [x] [ ]"


async def test_it_is_opened_again_for_the_same_boxes_where_duly_closed_it(stage: Stage) -> None:
    """Also where Duly may not delete the branch."""
    stage.sandbox.faults.on(Fault(what=What.ERROR, method="DELETE", path="/git/refs/", status=422, times=9))
    await close(stage, 1)
    stage.repository.reopen_issue(1, by="bea")
    await stage.look()
    assert [one.state for one in pulls(stage)] == ["closed"] and boxes(stage, BRANCH) == "[x] [ ] [ ]"
    await close(stage, 1)
    assert len(pulls(stage, "open")) == 1


async def test_a_newer_list_ends_it(stage: Stage) -> None:
    await close(stage, 1)
    stage.repository.protect("main", on=False)
    await stage.note("2024-03-19", *LINES[1:])
    stage.repository.protect("main")
    await stage.look()
    assert [(one.state, one.body) for one in pulls(stage)] == [("closed", WITHDRAWN)]


async def test_carrying_takes_it_for_no_meeting_that_is_not_merged(stage: Stage) -> None:
    await close(stage, 1)
    stage.repository.push({"notes/2024-03-19.md": "# 2024-03-19\n\n## Action items\n"}, branch="next", author="bea")
    number = stage.repository.open_pull("The next note", "next", by="bea").number
    await stage.rest()
    stage.repository.comment(number, "bea", "/carry")
    await stage.rest()
    reply = stage.repository.issue(number).comments[-1].body
    assert reply.splitlines()[1].startswith("Carried into") and "not merged" not in reply


async def test_who_closes_it_is_not_asked_again_about_these(stage: Stage) -> None:
    await close(stage, 1)
    stage.repository.close_issue(pulls(stage)[0].number, by="ada")
    await stage.look()
    assert pulls(stage, "open") == []
    assert stage.repository.checks[-1].title == "1 box is left to set by hand"
    await close(stage, 2)
    assert len(pulls(stage, "open")) == 1


async def test_a_closed_one_says_no_to_its_own_boxes_only(stage: Stage) -> None:
    """Also where the first try for the others makes the branch, and no pull request."""
    await close(stage, 1)
    stage.repository.close_issue(pulls(stage)[0].number, by="ada")
    stage.sandbox.faults.on(Fault(what=What.ERROR, method="POST", path="/pulls$", times=5))
    await close(stage, 2)
    await stage.look()
    assert len(pulls(stage, "open")) == 1 and boxes(stage, BRANCH) == "[x] [x] [ ]"


async def test_commits_of_people_stay(stage: Stage) -> None:
    await close(stage, 1)
    text = stage.repository.read(PATH, BRANCH) or ""
    stage.repository.push({PATH: text + "\nBea was late.\n"}, branch=BRANCH, author="bea")
    await close(stage, 2)
    assert "Bea was late." in (stage.repository.read(PATH, BRANCH) or "")
    assert boxes(stage, BRANCH) == "[x] [x] [ ]" and len(pulls(stage)) == 1
    (pull,) = pulls(stage)
    assert "- #1, line" in (pull.body or "") and "- #2, line" in (pull.body or "")
    for number in (1, 2):
        stage.repository.reopen_issue(number, by="bea")
        await stage.rest()
    assert pull.state == "open" and "Bea was late." in (stage.repository.read(PATH, BRANCH) or "")
    since = stage.writes()
    await stage.look()
    assert [path for _, path in stage.repository.writes[since:] if "check-runs" not in path] == []


async def test_commits_of_people_stay_where_the_pull_request_is_closed(stage: Stage) -> None:
    await close(stage, 1)
    text = stage.repository.read(PATH, BRANCH) or ""
    stage.repository.push({PATH: text + "\nBea was late.\n"}, branch=BRANCH, author="bea")
    stage.repository.close_issue(pulls(stage)[0].number, by="ada")
    await stage.look()
    assert pulls(stage, "open") == []
    assert stage.repository.checks[-1].title == "1 box is left to set by hand"
    await close(stage, 2)
    assert "Bea was late." in (stage.repository.read(PATH, BRANCH) or "")
    assert boxes(stage, BRANCH) == "[x] [x] [ ]" and len(pulls(stage, "open")) == 1


async def test_a_branch_that_was_merged_with_commits_of_people_is_made_anew(stage: Stage) -> None:
    await close(stage, 1)
    text = stage.repository.read(PATH, BRANCH) or ""
    stage.repository.push({PATH: text + "\nBea was late.\n"}, branch=BRANCH, author="bea")
    stage.repository.merge_pull(pulls(stage)[0].number, by="ada")
    await stage.rest()
    await close(stage, 2)
    assert boxes(stage, BRANCH) == "[x] [x] [ ]" and len(pulls(stage, "open")) == 1
    assert "Bea was late." in (stage.repository.read(PATH, BRANCH) or "")


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault(what=What.DROP, method="POST", path="/git/refs", acted=True), id="branch"),
        pytest.param(Fault(what=What.DROP, method="POST", path="/git/commits", acted=True), id="commit"),
        pytest.param(Fault(what=What.DROP, method="POST", path="/pulls", acted=True), id="pull request"),
        pytest.param(Fault(what=What.ERROR, method="POST", path="/pulls$", times=5), id="no pull request at first"),
    ],
)
async def test_it_is_opened_once_whatever_fails(stage: Stage, fault: Fault) -> None:
    stage.sandbox.faults.on(fault)
    await close(stage, 1)
    await stage.look()
    assert len(pulls(stage, "open")) == 1 and len(pulls(stage)) == 1
    assert boxes(stage, BRANCH) == "[x] [ ] [ ]"
