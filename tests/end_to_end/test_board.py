"""The board over HTTP: one issue that shows what stands open, written on news only, and what ends it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.issues.board import marker as board
from bot.core.reports.board import FAREWELL
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.state.records import Issue
from tests.support.contract import delivery_violations, violations
from tests.support.duly import CONFIG, PEOPLE, Stage, staged

DAY, NEXT = "2024-03-05", "2024-03-19"
WALL, PUMP, LOCK = "* [ ] (Ada) paint the wall", "* [ ] (Zed) mend the pump", "* [ ] oil the lock"
STALE = "stale[bot]"


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    config = "people: {Ada: ada}\nsubteams: {docs: docs}\n"
    async with staged(tmp_path, config=config, people=PEOPLE | {STALE: "triage"}, board=True) as made:
        yield made
        assert violations(made.sandbox) == []
        assert delivery_violations(made.sandbox) == []


def boards(stage: Stage) -> list[Issue]:
    return [issue for issue in stage.repository.issues if board.read(issue.body or "")]


def text(stage: Stage) -> str:
    (one,) = boards(stage)
    return one.body or ""


def section(stage: Stage, heading: str) -> str:
    """What stands below a heading of the board."""
    return text(stage).partition(f"### {heading}\n")[2].partition("\n### ")[0]


def writes(stage: Stage) -> list[str]:
    """The writes since the last look, without the check runs."""
    said = [f"{method} {path.partition('/notes')[2]}" for method, path in stage.repository.writes]
    stage.repository.writes.clear()
    return [one for one in said if "check-runs" not in one]


async def test_it_shows_all_that_stands_open(stage: Stage) -> None:
    await stage.note(DAY, WALL, PUMP, LOCK)
    (issue,) = boards(stage)
    assert (issue.number, issue.state, [label.name for label in issue.labels]) == (4, "open", [board.LABEL])
    assert stage.repository.state.pinned == [4]
    said = text(stage)
    assert said.splitlines()[1].startswith("> Duly keeps this list and writes it anew after each change")
    assert "**3 open items** are followed in issues." in said
    url = f"{stage.sandbox.url}/harbour/notes"
    assert f"- [#1]({url}/./issues/1) “paint the wall”: ada; since {DAY}" not in said
    assert (
        f"- [#1]({url}/./issues/1) “paint the wall”: ada, since {DAY}; in [{DAY}]({url}/blob/main/notes/{DAY}.md)"
        in said
    )
    assert "### Open for up to 30 days (3)" in said
    assert "```yaml\npeople:\n  Zed: their-login\n```" in section(stage, "Unknown names")
    assert "“oil the lock”" in section(stage, "Without an owner")
    assert "| ada | 1 | 2024-03-05 |" in section(stage, "By owner")
    assert "| no sub-team | 3 |" in section(stage, "By sub-team")
    assert "@" not in said


async def test_it_is_written_on_news_only(stage: Stage) -> None:
    await stage.note(DAY, WALL, PUMP)
    writes(stage)
    await stage.note(DAY, WALL, PUMP, "", "See you.")
    await stage.push({"notes/about.md": "# About\n"})
    assert writes(stage) == []
    await stage.tick(DAY, "mend the pump")
    assert writes(stage) == ["PATCH /issues/2", "PATCH /issues/3"]
    assert "**1 open item** is followed in issues." in text(stage)


async def test_without_open_items_there_is_none(stage: Stage) -> None:
    await stage.note(DAY, "* [x] (Ada) paint the wall")
    assert stage.repository.issues == []


async def test_what_people_do_on_github_shows(stage: Stage) -> None:
    await stage.note(DAY, WALL, PUMP)
    stage.repository.close_issue(2, by="ada")
    await stage.rest()
    assert "mend the pump" not in text(stage)
    stage.repository.comment(1, "ada", "/assign @bea")
    await stage.rest()
    assert "“paint the wall”: ada, bea, since" in text(stage)


async def test_it_is_no_item(stage: Stage) -> None:
    await stage.note(DAY, WALL)
    await stage.note(NEXT, WALL, "* [ ] (Ada) rig the mast, tracked in #2", "* [ ] look at the board", "    * #2")
    assert len(boards(stage)) == 1
    assert [issue.title for issue in stage.repository.issues if not board.read(issue.body or "")] == [
        "paint the wall",
        "rig the mast, tracked in #2",
        "look at the board",
    ]
    await stage.tick(NEXT, "look at the board")
    await stage.tick(NEXT, "rig the mast")
    assert boards(stage)[0].state == "open"


@pytest.mark.parametrize("command", ["/done", "/drop no need", "/carry", "/assign @bea", "/link #1", "/release"])
async def test_commands_on_it_for_an_item_are_refused(stage: Stage, command: str) -> None:
    await stage.note(DAY, WALL)
    stage.repository.comment(2, "ada", command)
    await stage.rest()
    issue = boards(stage)[0]
    assert (issue.state, issue.assignees, [label.name for label in issue.labels]) == ("open", [], [board.LABEL])
    assert "this is the board, which belongs to no item" in issue.comments[-1].body


async def test_what_vanished_can_be_dropped_from_it(stage: Stage) -> None:
    await stage.note(DAY, WALL, PUMP)
    await stage.note(NEXT, WALL)
    left = section(stage, "Left the notes without a tick")
    assert f"“mend the pump”, last in [{DAY}]" in left
    assert "```\n/drop vanished\n```" in left
    stage.repository.comment(3, "ada", "/drop vanished")
    await stage.rest()
    assert stage.repository.issue(2).state_reason == "not_planned"
    assert "mend the pump" not in text(stage)


async def test_what_is_held_can_be_released_from_it(stage: Stage) -> None:
    await stage.push({CONFIG: "max_new_issues: 1\n"})
    await stage.note(DAY, WALL, PUMP)
    held = section(stage, "Held")
    assert "- to open: “paint the wall”\n- to open: “mend the pump”" in held
    assert "```\n/approve\n```" in held
    stage.repository.comment(1, "ada", "/approve")
    await stage.rest()
    assert len(stage.repository.issues) == 3
    assert "### Held" not in text(stage)


async def test_a_possible_duplicate_has_its_command(stage: Stage) -> None:
    await stage.note(DAY, "* [ ] (Ada) paint the long harbour wall green")
    await stage.note(NEXT, "* [ ] (Ada) paint the short harbour pier green")
    assert "may be [#1](" in section(stage, "Possible duplicates")
    assert "comment `/merge #1` on [#3](" in section(stage, "Possible duplicates")
    stage.repository.comment(3, "ada", "/merge #1")
    await stage.rest()
    assert "### Possible duplicates" not in text(stage)


@pytest.mark.parametrize("how", ["deleted", "moved"])
async def test_a_deleted_issue_does_not_come_back(stage: Stage, how: str) -> None:
    await stage.note(DAY, WALL, PUMP)
    if how == "deleted":
        stage.repository.delete_issue(2, by="ada")
    else:
        other = stage.sandbox.create_repository("harbour/boats", collaborators=PEOPLE, installed=False)
        stage.repository.transfer_issue(2, other, by="ada")
    await stage.note(NEXT, WALL, PUMP)
    await stage.note("2024-04-02", WALL, PUMP)
    assert [issue.number for issue in stage.repository.issues] == [1, 3]
    assert "- [ ] “mend the pump” (#\u200b2) <!-- duly:box 2 -->" in section(stage, "Deleted or moved")
    assert "1 whose issue was deleted or moved" in (stage.repository.checks[-1].summary or "")
    # The way back: a person ticks the box.
    body = text(stage).replace("- [ ] “mend", "- [x] “mend")
    stage.repository.edit_issue(3, by="ada", body=body)
    await stage.rest()
    assert [issue.title for issue in stage.repository.issues] == ["paint the wall", board.TITLE, "mend the pump"]
    assert "### Deleted or moved" not in text(stage)


async def test_after_the_only_issue_was_deleted_the_work_goes_on(stage: Stage) -> None:
    await stage.note(DAY, WALL)
    stage.repository.delete_issue(1, by="ada")
    await stage.note(DAY, WALL, PUMP)
    assert [issue.title for issue in stage.repository.issues] == [board.TITLE, "mend the pump"]


async def test_what_people_write_in_it_is_written_over_and_their_title_stays(stage: Stage) -> None:
    await stage.note(DAY, WALL)
    before = text(stage)
    stage.repository.edit_issue(2, by="ada", body="my own words", title="Our board")
    await stage.rest()
    issue = stage.repository.issue(2)
    assert (issue.body, issue.title) == (before, "Our board")
    assert len(stage.repository.issues) == 2


async def test_a_person_closes_it_for_good(stage: Stage) -> None:
    await stage.note(DAY, WALL)
    stage.repository.close_issue(2, by="cyd")
    await stage.rest()
    issue = stage.repository.issue(2)
    assert [comment.body.partition("\n")[2] for comment in issue.comments] == [FAREWELL]
    assert "> This board was closed, so it is not kept any more." in (issue.body or "")
    writes(stage)
    await stage.note(NEXT, WALL, PUMP)
    assert writes(stage) == ["POST /issues"]
    assert issue.state == "closed"
    stage.repository.reopen_issue(2, by="cyd")
    await stage.rest()
    assert "“mend the pump”" in text(stage)
    stage.repository.close_issue(2, by="cyd")
    await stage.rest()
    assert len(issue.comments) == 1, "the way back was said"


async def test_a_bot_does_not_close_it(stage: Stage) -> None:
    await stage.note(DAY, WALL)
    stage.repository.close_issue(2, by=STALE, reason="not_planned")
    await stage.rest()
    issue = stage.repository.issue(2)
    assert (issue.state, issue.comments) == ("closed", []), "there is no news"
    await stage.note(DAY, WALL, PUMP)
    assert issue.state == "open"


async def test_the_config_ends_it_and_has_it_back(stage: Stage) -> None:
    await stage.note(DAY, WALL)
    await stage.push({CONFIG: "board: false\n"})
    issue = stage.repository.issue(2)
    assert (issue.state, issue.state_reason, issue.comments) == ("closed", "not_planned", [])
    assert "> The config does not ask for a board any more." in (issue.body or "")
    await stage.note(NEXT, WALL, PUMP)
    await stage.push({CONFIG: ""})
    assert (issue.state, len(boards(stage))) == ("open", 1)
    assert "“mend the pump”" in text(stage)


async def test_where_the_config_does_not_name_it_there_is_none(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.note(DAY, WALL)
        assert [issue.title for issue in stage.repository.issues] == ["paint the wall"]


async def test_a_second_one_is_closed_as_a_duplicate(stage: Stage) -> None:
    await stage.note(DAY, WALL)
    writer = stage.sandbox.bot_login
    twin = stage.repository.open_issue("another", by="ada", body=text(stage))
    twin.user, twin.app = boards(stage)[0].user, boards(stage)[0].app
    assert twin.user.login == writer
    await stage.note(DAY, WALL, PUMP)
    assert (stage.repository.issue(2).state, twin.state, twin.state_reason) == ("open", "closed", "duplicate")
    writes(stage)
    await stage.note(DAY, WALL, PUMP, "", "See you.")
    assert writes(stage) == []


async def test_where_it_may_not_be_pinned_nothing_is_said(stage: Stage) -> None:
    for title in ("welcome", "rules", "news"):
        stage.repository.pin_issue(stage.repository.open_issue(title, by="ada").number, by="ada")
    await stage.note(DAY, WALL)
    assert stage.repository.state.pinned == [1, 2, 3]
    (issue,) = boards(stage)
    assert issue.comments == []
    assert stage.repository.checks[-1].conclusion == "success"


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault(what=What.ERROR, method="POST", path="/graphql$", status=404, times=None), id="no GraphQL"),
        pytest.param(
            Fault(what=What.ERROR, method="POST", path="/graphql$", status=502, times=1), id="GraphQL is down"
        ),
        pytest.param(
            Fault(what=What.DROP, method="POST", path="/graphql$", acted=True, times=1), id="the answer is lost"
        ),
        pytest.param(Fault(what=What.DROP, method="POST", path="/issues$", acted=True, times=None), id="lost creates"),
        pytest.param(Fault(what=What.LAG, method="GET", path="/issues$", seconds=30, times=None), id="lists lag"),
    ],
)
async def test_it_is_opened_once_whatever_fails(stage: Stage, fault: Fault) -> None:
    stage.sandbox.faults.on(fault)
    stage.repository.push({f"notes/{DAY}.md": f"# {DAY}\n\n## Action items\n\n{WALL}\n"}, author="ada")
    await stage.rest()
    hooks = stage.sandbox.world.hooks
    assert hooks.again(next(one.id for one in reversed(hooks.attempts) if one.event == "push"))
    await stage.rest()
    stage.sandbox.faults.off()
    assert len(boards(stage)) == 1
    await stage.note(DAY, WALL, PUMP)
    assert len(boards(stage)) == 1
    assert len(stage.repository.issues) == 3
