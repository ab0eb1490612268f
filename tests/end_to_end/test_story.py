"""The main job by real HTTP: a signed push arrives, its open items become issues, ticks close them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox import Sandbox
from tests.support.duly import NAME, Hurry, Stage, staged
from tests.support.paths import SEED, need


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, config="people: {Ada: ada, Bea: bea, Zoe: zoe}\n") as made:
        yield made


async def test_a_push_that_touches_no_note_makes_no_call(stage: Stage) -> None:
    calls = len(stage.sandbox.recorder)
    await stage.push({"setup.cfg": "[notes]\n"})
    assert len(stage.sandbox.recorder) == calls


async def test_a_push_opens_a_tick_closes_an_untick_reopens(stage: Stage) -> None:
    await stage.note("2024-03-05", "* [ ] (Ada) paint the harbour wall green")
    issue = stage.repository.issue(1)
    assert (issue.title, issue.state) == ("paint the harbour wall green", "open")
    writes = stage.writes()
    await stage.push({"notes/2024-03-05.md": (stage.repository.read("notes/2024-03-05.md") or "") + "\n"})
    assert [path for _, path in stage.repository.writes[writes:] if "check-runs" not in path] == []
    await stage.tick("2024-03-05", "harbour wall")
    assert stage.repository.issue(1).state == "closed"
    await stage.tick("2024-03-05", "harbour wall", done=False)
    assert stage.repository.issue(1).state == "open"
    assert len(stage.repository.issues) == 1


async def test_the_starting_note(stage: Stage) -> None:
    need(SEED)
    text = SEED.read_text(encoding="utf-8")
    await stage.push({"notes/2020-08-26.md": text})
    assert len(stage.repository.issues) == 27
    await stage.push({"notes/2020-08-26.md": text.replace("* [ ] (JK) work with", "* [x] (JK) work with")})
    assert [issue.title for issue in stage.repository.issues if issue.state == "closed"] == [
        "Docker hub: work with dockerhub to see if we can get OSS status"
    ]


async def test_what_people_write_during_a_long_sync_is_not_lost(tmp_path: Path) -> None:
    hurry = Hurry()
    sandbox = Sandbox(clock=hurry.utc)

    @web.middleware
    async def write_below_the_last(request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        hurry.leapt += request.method == "PATCH"
        if request.method == "PATCH" and request.path.endswith("/issues/1"):
            repository = sandbox.repository(NAME)
            repository.edit_issue(12, by="bea", body=f"{repository.issue(12).body}\nI have a brush.\n")
        return answer

    sandbox.middlewares.append(write_below_the_last)
    async with staged(tmp_path, sandbox=sandbox, hurry=hurry) as stage:
        await stage.note("2024-03-05", *(f"* [ ] (Ada) inspect mooring post number {n} for rust" for n in range(12)))
        text = stage.repository.read("notes/2024-03-05.md") or ""
        await stage.push({"notes/2024-03-05.md": text.replace("[ ]", "[x]")})
        last = stage.repository.issue(12)
        assert last.state == "closed"
        assert "I have a brush." in (last.body or "")
