"""Meetings that stand in issues, by real HTTP: read, reworded, ticked, and mixed with files."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.contract import delivery_violations, violations
from tests.support.duly import Stage, staged

CONFIG = 'meetings: {issues: {label: agenda, title: "WG meeting {date}"}}\npeople: {Ada: ada, Bea: bea}\n'
WALL = "* [ ] (Ada) paint the harbour wall green"
ROPE = "* [ ] (Bea) order the rope for spring"
CRANE = "* [ ] (Ada) mend the crane"


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, config=CONFIG) as made:
        made.repository.push({"notes/2024-02-06.md": body(CRANE)}, author="ada")
        await made.rest()
        yield made


def body(*lines: str) -> str:
    return "## Agenda\n\n* the lamp\n\n## Action items\n\n" + "\n".join(lines) + "\n"


async def meet(stage: Stage, day: str, *lines: str, by: str = "bea") -> int:
    """Open the issue of a meeting."""
    text = body(*lines).replace("\n", "\r\n")
    made = stage.repository.open_issue(f"WG meeting {day}", text, by=by, labels=("Agenda",), assignees=("ada", "bea"))
    await stage.rest()
    return made.number


async def edit(stage: Stage, number: int, old: str, new: str) -> None:
    text = stage.repository.issue(number).body or ""
    assert old in text
    stage.repository.edit_issue(number, by="bea", body=text.replace(old, new))
    await stage.rest()


def items(stage: Stage) -> dict[str, str]:
    """The issues of items: title to state."""
    return {issue.title: issue.state for issue in stage.repository.issues if "duly:" in (issue.body or "")}


async def test_the_lines_of_a_meetings_issue_open_issues_and_ticks_close_them(stage: Stage) -> None:
    number = await meet(stage, "2024-02-13", CRANE, WALL)
    assert items(stage) == {"mend the crane": "open", "paint the harbour wall green": "open"}
    made = stage.repository.issue(number + 1)
    assert [who.login for who in made.assignees] == ["ada"]
    assert f"/issues/{number})" in (made.body or "")
    writes = stage.writes()
    await edit(stage, number, "* the lamp", "* the lamp in the hall")
    assert [path for _, path in stage.repository.writes[writes:] if "check-runs" not in path] == []
    await edit(stage, number, "[ ] (Ada) paint", "[x] (Ada) paint")
    assert items(stage) == {"mend the crane": "open", "paint the harbour wall green": "closed"}
    await edit(stage, number, "[x] (Ada) paint", "[ ] (Ada) paint")
    assert items(stage)["paint the harbour wall green"] == "open"
    meeting = stage.repository.issue(number)
    assert (meeting.state, [label.name for label in meeting.labels]) == ("open", ["Agenda"])
    assert [who.login for who in meeting.assignees] == ["ada", "bea"]
    assert not [path for _, path in stage.repository.writes if path.endswith(f"/issues/{number}")]
    assert violations(stage.sandbox) == delivery_violations(stage.sandbox) == []


async def test_a_line_that_is_reworded_keeps_its_issue(stage: Stage) -> None:
    number = await meet(stage, "2024-02-13", CRANE, WALL, ROPE)
    await edit(stage, number, "order the rope for spring", "order new ropes for the spring")
    assert items(stage) == {
        "mend the crane": "open",
        "paint the harbour wall green": "open",
        "order new ropes for the spring": "open",
    }


async def test_the_minutes_file_of_the_day_leads_once_it_holds_work(stage: Stage) -> None:
    number = await meet(stage, "2024-02-13", CRANE, WALL)
    await edit(stage, number, "[ ] (Ada) mend", "[x] (Ada) mend")
    await stage.push({"notes/2024-02-13.md": "# Minutes\n\nThe lamp was dim.\n"})
    assert items(stage) == {"mend the crane": "closed", "paint the harbour wall green": "open"}
    await stage.push({"notes/2024-02-13.md": body(WALL.replace("[ ]", "[x]"), ROPE)})
    assert items(stage) == {
        "mend the crane": "closed",
        "paint the harbour wall green": "closed",
        "order the rope for spring": "open",
    }
    assert "1 in issues or agendas of meetings whose minutes say what is open" in (
        stage.repository.checks[-1].summary or ""
    )


NOT_READ = [
    pytest.param("WG meeting 2024-02-13", ("lamp",), id="another label"),
    pytest.param("Discuss the wall, 2024-02-13", ("agenda",), id="another title"),
    pytest.param("WG meeting YYYY-MM-DD", ("agenda",), id="no date"),
]


@pytest.mark.parametrize(("title", "labels"), NOT_READ)
async def test_other_issues_are_no_meetings(stage: Stage, title: str, labels: tuple[str, ...]) -> None:
    number = stage.repository.open_issue(title, body(WALL), by="bea", labels=labels).number
    await stage.push({"notes/2024-02-20.md": body(CRANE, ROPE)})
    assert items(stage) == {"mend the crane": "open", "order the rope for spring": "open"}
    named = f"1 with the label of one, but with another title, without a date, or by an author without the triage role (#{number})"
    assert (named in (stage.repository.checks[-1].summary or "")) == ("agenda" in labels)


async def test_an_issue_becomes_a_meeting_with_its_label_and_is_none_without(stage: Stage) -> None:
    number = stage.repository.open_issue("WG meeting 2024-02-13", body(WALL), by="bea").number
    await stage.rest()
    assert items(stage) == {"mend the crane": "open"}
    stage.repository.edit_issue(number, by="bea", labels=["agenda"])
    await stage.rest()
    assert items(stage) == {"mend the crane": "open", "paint the harbour wall green": "open"}
    stage.repository.delete_issue(number, by="ada")
    await stage.rest()
    assert "has no line in the notes any more" in (stage.repository.checks[-1].summary or "")
    assert items(stage) == {"mend the crane": "open", "paint the harbour wall green": "open"}


async def test_an_edit_of_an_issue_costs_nothing_where_no_meetings_are_configured(tmp_path: Path) -> None:
    async with staged(tmp_path, config="") as stage:
        await stage.note("2024-02-06", CRANE)
        number = stage.repository.open_issue("WG meeting 2024-02-13", body(WALL), by="bea", labels=("agenda",)).number
        calls = len(stage.sandbox.recorder)
        await edit(stage, number, "[ ]", "[x]")
        stage.repository.comment(number, "bea", "See you.")
        await stage.rest()
        assert len(stage.sandbox.recorder) == calls


async def test_comments_of_people_who_may_write_are_notes(tmp_path: Path) -> None:
    async with staged(tmp_path, config="meetings: {issues: {label: agenda, comments: true}}\n") as stage:
        await stage.push({"README.md": "# The notes\n"})
        number = stage.repository.open_issue("WG meeting 2024-02-13", body(), by="bea", labels=("agenda",)).number
        stage.repository.comment(number, "ada", body(WALL))
        stage.repository.comment(number, "cyd", body(ROPE))
        await stage.rest()
        assert items(stage) == {"paint the harbour wall green": "open"}
        opened = next(issue for issue in stage.repository.issues if "duly:" in (issue.body or ""))
        assert f"/issues/{number}#issuecomment-" in (opened.body or "")


async def test_no_item_is_followed_in_the_issue_of_a_meeting(stage: Stage) -> None:
    number = await meet(stage, "2024-02-13", CRANE, f"{WALL}, moved to #2")
    assert number == 2
    assert items(stage) == {"mend the crane": "open", "paint the harbour wall green, moved to #2": "open"}
    stage.repository.comment(1, "bea", "/link #2")
    await stage.rest()
    assert "is the issue of a meeting" in stage.repository.issue(1).comments[-1].body
    assert stage.repository.issue(1).state == "open"


async def test_a_stranger_leads_no_meeting_whatever_labels_a_template_gives(stage: Stage) -> None:
    text = body(CRANE.replace("[ ]", "[x]"), WALL)
    number = stage.repository.open_issue("WG meeting 2024-02-13", text, by="eve").number
    stage.repository.edit_issue(number, by="bea", labels=["agenda"])
    await stage.push({"README.md": "# The notes\n"})
    assert items(stage) == {"mend the crane": "open"}
    assert f"by an author without the triage role (#{number})" in (stage.repository.checks[-1].summary or "")


async def test_of_a_long_talk_the_newest_comments_are_read(tmp_path: Path) -> None:
    config = "meetings: {issues: {label: agenda, comments: true}}\npeople: {Ada: ada}\n"
    async with staged(tmp_path, config=config) as stage:
        await stage.push({"README.md": "# The notes\n"})
        number = stage.repository.open_issue("Meeting 2024-02-13", "See you.", by="bea", labels=("agenda",)).number
        await stage.rest()
        hooks = stage.sandbox.world.hooks
        there, hooks.url = hooks.url, None  # a sync for each would say the same
        for count in range(420):
            stage.repository.comment(number, f"sailor{count % 60}", f"I said {count}.")
        await stage.sandbox.settled()
        hooks.url = there
        stage.repository.comment(number, "ada", "## Action items\n\n* [ ] (Ada) paint the wall\n")
        await stage.rest()
        stage.sandbox.recorder.clear()
        await stage.push({"README.md": "# The notes of the harbour\n"})
        calls = [path for _, path in stage.sandbox.recorder.calls("GET")]
        assert sum("/comments" in path for path in calls) <= 3
        assert sum("/permission" in path for path in calls) <= 50
        assert [issue.title for issue in stage.repository.issues][1:] == ["paint the wall"]
        summary = (stage.repository.checks[-1].summary or "").replace("\u200b", "")
        assert "its oldest 200 comments were not read: write what is to be done into the text of the issue" in summary
        assert "comments by 11 of its 61 authors were not read" in summary
        assert violations(stage.sandbox) == []
