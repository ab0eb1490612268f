"""Boxes in issues of meetings follow what happens to the issues of their lines, one at a time, and nothing of people's is lost."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.queue.job import texts_of
from bot.sandbox import Sandbox
from tests.support.community import redeliver
from tests.support.contract import delivery_violations, violations
from tests.support.duly import NAME, PEOPLE, Stage, beside, staged

CONFIG = "meetings: {issues: {label: agenda, comments: true}}\npeople: {Ada: ada, Bea: bea}\nwrite_back: true\n"
LINES = (
    "* [ ] (Ada) paint the harbour wall green",
    "* [ ] (Bea) order the rope for spring",
    "* [ ] (Ada) mend the crane",
)
TEXT = "\r\n".join(["## Action items", "", *LINES, "", "See you.  "])


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(
        tmp_path, config=CONFIG, people=PEOPLE | {"agenda[bot]": "write", "harbour-bot": "write"}
    ) as made:
        await made.push({"README.md": "# The notes\n"})
        yield made


async def meet(stage: Stage, text: str = TEXT, by: str = "bea") -> int:
    number = stage.repository.open_issue("Meeting 2024-02-13", text, by=by, labels=("agenda",)).number
    await stage.rest()
    return number


async def close(stage: Stage, *numbers: int, reason: str = "completed") -> None:
    for number in numbers:
        stage.repository.close_issue(number, by="bea", reason=reason)
    await stage.rest()


def bodies(stage: Stage) -> list[tuple[str, str]]:
    """Duly's writes to the issue of the meeting."""
    return [write for write in stage.repository.writes if write[1].endswith("/issues/1")]


async def test_a_close_ticks_and_a_reopen_unticks(stage: Stage) -> None:
    await meet(stage)
    await close(stage, 2)
    await close(stage, 3, reason="not_planned")
    assert stage.repository.issue(1).body == TEXT.replace("[ ] (Ada) paint", "[x] (Ada) paint").replace(
        "[ ] (Bea)", "[~] (Bea)"
    )
    stage.repository.reopen_issue(2, by="ada")
    stage.repository.reopen_issue(3, by="ada")
    await stage.rest()
    assert stage.repository.issue(1).body == TEXT
    assert [issue.state for issue in stage.repository.issues] == ["open"] * 4
    assert bodies(stage) == [("PATCH", f"/repos/{NAME}/issues/1")] * 4
    assert violations(stage.sandbox) == delivery_violations(stage.sandbox) == []


async def test_our_own_ticks_plan_nothing(stage: Stage) -> None:
    await meet(stage)
    await close(stage, 2, 3, 4)
    writes = stage.writes()
    await stage.push({"README.md": "# The notes of the harbour\n"})
    assert [path for _, path in stage.repository.writes[writes:] if "check-runs" not in path] == []
    assert [issue.state for issue in stage.repository.issues] == ["open", "closed", "closed", "closed"]


Act = Callable[[str], str]
MEANWHILE = [
    pytest.param(lambda text: f"{text}\r\nThe lamp is dim.", "The lamp is dim.", id="a line at the end"),
    pytest.param(lambda text: text.replace("* [ ] (Bea)", "* [x] (Bea)"), "* [x] (Bea)", id="another tick"),
    pytest.param(
        lambda text: text.replace("* [ ] (Ada) mend", "* [ ] (Zoe) oil the gate\r\n* [ ] (Ada) mend"),
        "* [ ] (Zoe) oil the gate\r\n* [ ] (Ada) mend",
        id="a line in the list",
    ),
    pytest.param(lambda text: text.replace("wall green", "wall blue"), "wall blue", id="the same line"),
]


@asynccontextmanager
async def interrupted(folder: Path, method: str, act: Callable[[Sandbox], Awaitable[None]]) -> AsyncIterator[Stage]:
    """The box of a line is set; `act` comes in once, right after Duly's read of the body (GET) or right before its write (PATCH)."""
    sandbox, armed = Sandbox(), False

    @web.middleware
    async def interrupt(request: web.Request, handler: Handler) -> web.StreamResponse:
        nonlocal armed
        if not (armed and request.method == method and request.path.endswith("/issues/1")):
            return await handler(request)
        armed = False
        answer = await handler(request) if method == "GET" else None
        await act(sandbox)
        return answer or await handler(request)

    sandbox.middlewares.append(interrupt)
    async with staged(folder, config=CONFIG, sandbox=sandbox) as stage:
        await stage.push({"README.md": "# The notes\n"})
        await meet(stage)
        armed = True
        await close(stage, 2)
        assert not armed
        yield stage


@pytest.mark.parametrize(
    "method", [pytest.param("PATCH", id="before the write"), pytest.param("GET", id="after the read")]
)
@pytest.mark.parametrize(("edit", "kept"), MEANWHILE)
async def test_what_people_write_between_the_read_and_the_write_stays(
    tmp_path: Path, edit: Act, kept: str, method: str
) -> None:
    async def somebody_edits(sandbox: Sandbox) -> None:
        repository = sandbox.repository(NAME)
        repository.edit_issue(1, by="bea", body=edit(repository.issue(1).body or ""))

    async with interrupted(tmp_path, method, somebody_edits) as stage:
        body = stage.repository.issue(1).body or ""
        assert kept in body
        assert body.count("* [") == edit(TEXT).count("* [")
        if "blue" not in kept:
            assert "* [x] (Ada) paint" in body
        assert stage.repository.issue(2).state == "closed"


async def test_a_replaced_edit_comes_back_by_another_process(tmp_path: Path) -> None:
    """The process that wrote over it ends before it hears of that."""

    async def the_last_edit(sandbox: Sandbox) -> None:
        repository = sandbox.repository(NAME)
        repository.edit_issue(1, by="bea", body=f"{repository.issue(1).body}\r\nThe lamp is dim.")
        # From here on nothing reaches this process.
        await sandbox.settled()
        sandbox.webhook_url = "http://127.0.0.1:9/webhook"

    async with interrupted(tmp_path, "PATCH", the_last_edit) as stage:
        sandbox = stage.sandbox
        assert "The lamp is dim." not in (stage.repository.issue(1).body or "")
        await stage.queue.close()
        async with beside(sandbox, tmp_path) as queue:
            redeliver(sandbox)
            await sandbox.settled()
            while await queue.depth():
                await queue.empty()
                await sandbox.settled()
            body = stage.repository.issue(1).body or ""
            assert body == TEXT.replace("[ ] (Ada) paint", "[x] (Ada) paint") + "\r\nThe lamp is dim."


async def test_the_remembered_text_goes_with_the_installation(stage: Stage) -> None:
    await meet(stage)
    await close(stage, 2)
    installation = stage.sandbox.installation(stage.repository).id
    name = f"{texts_of(installation)}{stage.repository.state.id}/1"
    assert "mend the crane" in await stage.queue.recall(name)
    await stage.queue.forget(installation)
    assert await stage.queue.recall(name) == ""


@pytest.mark.parametrize("by", ["agenda[bot]", "harbour-bot"])
async def test_the_body_of_a_program_is_left_to_people(stage: Stage, by: str) -> None:
    await meet(stage, by=by)
    await close(stage, 2)
    assert bodies(stage) == []
    assert "#2 was closed: tick this box; Duly may not tick it there" in (stage.repository.checks[-1].summary or "")


async def test_the_comment_of_a_person_is_left_to_people(stage: Stage) -> None:
    await meet(stage, "See you.")
    stage.repository.comment(1, "ada", TEXT)
    await stage.rest()
    await close(stage, 2)
    assert [one.body for one in stage.repository.issue(1).comments] == [TEXT]
    assert "it is a person's comment" in (stage.repository.checks[-1].summary or "")
