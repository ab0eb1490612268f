"""`/carry` on the issue of the next meeting: into its body, or into one comment where a program writes the body."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.github.state.records import Comment
from tests.support.contract import delivery_violations, violations
from tests.support.duly import PEOPLE, Stage, staged

CONFIG = "meetings: {issues: {label: agenda}}\npeople: {Ada: ada, Bea: bea}\nwrite_back: true\n"
LINES = (
    "* [ ] (Ada) paint the harbour wall green",
    "* [ ] (@bea) order the rope for spring",
    "* [x] (Ada) mend the crane",
)
NOTE = "# 2024-02-06\n\n## Action items\n\n" + "\n".join(LINES) + "\n"
AGENDA = "## Agenda\r\n\r\n* the lamp\r\n\r\n## Action items\r\n\r\n## Notes\r\n\r\nSee you.\r\n"
FILLED = AGENDA.replace(
    "## Action items\r\n\r\n",
    "## Action items\r\n\r\n* [ ] (Ada) paint the harbour wall green #1\r\n* [ ] (@\u200bbea) order the rope for spring #2\r\n\r\n",
)


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, config=CONFIG, people=PEOPLE | {"agenda[bot]": "write"}) as made:
        await made.push({"notes/2024-02-06.md": NOTE})
        yield made


async def meet(stage: Stage, title: str = "Meeting 2024-02-13", text: str = AGENDA, by: str = "ada") -> int:
    number = stage.repository.open_issue(title, text, by=by, labels=("agenda",)).number
    await stage.rest()
    return number


async def say(stage: Stage, number: int, words: str, by: str = "bea") -> str:
    """Comment; Duly's answer, empty where there is none."""
    known = len(talk(stage, number))
    stage.repository.comment(number, by, words)
    await stage.rest()
    new = [one.body for one in talk(stage, number)[known:] if "duly:comment reply" in one.body]
    return new[0] if new else ""


def talk(stage: Stage, number: int) -> list[Comment]:
    return stage.repository.issue(number).comments


async def test_the_open_items_come_into_the_body(stage: Stage) -> None:
    number = await meet(stage)
    reply = await say(stage, number, "/carry")
    assert "Carried into the text of this issue." in reply
    assert stage.repository.issue(number).body == FILLED
    assert "stays as it is" in await say(stage, number, "/carry")
    assert stage.repository.issue(number).body == FILLED
    titles = [issue.title for issue in stage.repository.issues]
    assert titles == ["paint the harbour wall green", "order the rope for spring", "Meeting 2024-02-13"]
    assert violations(stage.sandbox) == delivery_violations(stage.sandbox) == []


async def test_what_was_carried_is_ticked_there(stage: Stage) -> None:
    number = await meet(stage)
    await say(stage, number, "/carry")
    stage.repository.close_issue(1, by="bea")
    await stage.rest()
    assert stage.repository.issue(number).body == FILLED.replace("[ ] (Ada) paint", "[x] (Ada) paint")
    text = (stage.repository.issue(number).body or "").replace("[ ] (@\u200bbea)", "[x] (@\u200bbea)")
    stage.repository.edit_issue(number, by="bea", body=text)
    await stage.rest()
    assert stage.repository.issue(2).state == "closed"
    assert stage.repository.read("notes/2024-02-06.md") == NOTE


async def test_the_items_of_a_meetings_issue_come_into_the_next_one_and_into_a_file(stage: Stage) -> None:
    await say(stage, number := await meet(stage), "/carry")
    text = FILLED.replace("[ ] (Ada) paint", "[x] (Ada) paint").replace(
        "## Notes", "* [ ] (Ada) oil the gate\r\n\r\n## Notes"
    )
    stage.repository.edit_issue(number, by="bea", body=text)
    await stage.rest()
    later = await meet(stage, "Meeting 2024-02-20")
    await say(stage, later, "/carry")
    body = stage.repository.issue(later).body or ""
    assert [line for line in body.splitlines() if "[ ]" in line] == [
        "* [ ] (@\u200bbea) order the rope for spring #2",
        "* [ ] (Ada) oil the gate #4",
    ]
    stage.repository.push({"notes/2024-02-27.md": AGENDA.replace("\r\n", "\n")}, author="ada", branch="next")
    pull = stage.repository.open_pull("Notes", "next", by="ada").number
    await say(stage, pull, "/carry")
    note = stage.repository.read("notes/2024-02-27.md", "next") or ""
    assert [line.partition(" [#")[0] for line in note.splitlines() if "[ ]" in line] == [
        "* [ ] (@\u200bbea) order the rope for spring",
        "* [ ] (Ada) oil the gate",
    ]


async def test_where_a_program_writes_the_body_one_comment_gets_the_items(stage: Stage) -> None:
    number = await meet(stage, by="agenda[bot]")
    assert "Carried into a comment" in await say(stage, number, "/carry")
    (own,) = [one for one in talk(stage, number) if "duly:comment carried" in one.body]
    assert "* [ ] (Ada) paint the harbour wall green #1" in own.body
    assert "@bea" not in own.body
    stage.repository.edit_issue(number, by="agenda[bot]", body=AGENDA + "\r\nWritten anew.\r\n")
    await stage.rest()
    await stage.push({"notes/2024-02-06.md": NOTE + "* [ ] (Ada) oil the gate\n"})
    await say(stage, number, "/carry")
    (own,) = [one for one in talk(stage, number) if "duly:comment carried" in one.body]
    assert "* [ ] (Ada) oil the gate #4" in own.body
    assert stage.repository.issue(number).body == AGENDA + "\r\nWritten anew.\r\n"
    stage.repository.edit_comment(number, own, own.body.replace("[ ] (Ada) paint", "[x] (Ada) paint"), by="bea")
    await stage.rest()
    assert stage.repository.issue(1).state == "closed"
    stage.repository.close_issue(2, by="bea")
    await stage.rest()
    assert "* [x] (@\u200bbea) order" in own.body


ANSWERS = [
    pytest.param("Meeting 2024-02-13", "/carry", "cyd", "paste the block", id="no right to write"),
    pytest.param("Meeting 2024-02-13", "/carry preview", "bea", "nothing was written", id="a preview"),
    pytest.param("Weekly talk", "/carry", "bea", "the date of the meeting is not in this issue", id="no date"),
    pytest.param("Meeting 2024-02-13", "/done", "bea", "this is the issue of a meeting", id="another command"),
]


@pytest.mark.parametrize(("title", "command", "by", "answer"), ANSWERS)
async def test_answers(stage: Stage, title: str, command: str, by: str, answer: str) -> None:
    number = await meet(stage, title)
    assert answer in await say(stage, number, command, by)
    meeting = stage.repository.issue(number)
    assert (meeting.body, meeting.state, [label.name for label in meeting.labels]) == (AGENDA, "open", ["agenda"])
