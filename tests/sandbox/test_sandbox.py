"""What people have of the sandbox: what happened, pushes in one call, the recorder, the other address."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.support.sandbox import Stage


async def test_everything_that_happens_can_be_followed(on_stage: Stage) -> None:
    before = len(on_stage.sandbox.events)
    on_stage.repo.open_issue("first", by="ada")
    following = on_stage.sandbox.events.follow(before)
    first = await anext(following)
    assert (first.what, first.actor, first.issue, first.title) == ("issues.opened", "ada", 1, "first")
    waiting = asyncio.ensure_future(anext(following))
    await asyncio.sleep(0)
    assert not waiting.done()
    on_stage.repo.close_issue(1, by="will", reason="not_planned")
    second = await waiting
    assert (second.what, second.text) == ("issues.closed", "not_planned")
    assert (await on_stage.call("GET", f"/sandbox/events?after={first.number}")).body == [second.as_json()]


@pytest.mark.parametrize(
    ("body", "status", "text"),
    [
        pytest.param({"files": {"b.md": "new"}}, 201, "new", id="written"),
        pytest.param({"files": {"b.md": None}}, 201, None, id="deleted"),
        pytest.param(
            {"files": {"b.md": "new"}, "branch": "side", "author": "will", "message": "m"}, 201, "old", id="on a branch"
        ),
        pytest.param({"files": {}}, 422, "old", id="nothing"),
        pytest.param({"files": {"b.md": 1}}, 422, "old", id="no text"),
        pytest.param({"repository": "harbour/none", "files": {"b.md": "new"}}, 404, "old", id="no such repository"),
    ],
)
async def test_a_push_in_one_call(on_stage: Stage, body: dict[str, object], status: int, text: str | None) -> None:
    on_stage.repo.push({"b.md": "old"})
    await on_stage.events()
    reply = await on_stage.call(
        "POST", "/sandbox/push", {"repository": on_stage.repo.full_name, **body}, Authorization=None
    )
    assert (reply.status, on_stage.repo.read("b.md")) == (status, text)
    assert await on_stage.events() == (["push"] if status == 201 else [])


async def test_a_passage_is_replaced_where_it_stands_once(on_stage: Stage) -> None:
    on_stage.repo.replace("2024-03-01.md", "* [ ] (AB)", "* [x] (AB)")
    assert on_stage.repo.read("2024-03-01.md") == "# Harbour\n\n* [x] (AB) oil the crane\n"
    with pytest.raises(ValueError, match="once"):
        on_stage.repo.replace("2024-03-01.md", "* [ ] (AB)", "* [x] (AB)")


async def test_the_recorder_keeps_what_was_said_and_not_the_peoples_own_door(on_stage: Stage, tmp_path: Path) -> None:
    await on_stage("POST", "/issues", {"title": "t"})
    await on_stage.call("GET", "/sandbox/events")
    await on_stage.call("GET", f"/api/v3/repos/{on_stage.repo.full_name}/issues?state=all")
    base = f"/repos/{on_stage.repo.full_name}/issues"
    assert on_stage.sandbox.recorder.calls() == [("POST", base), ("GET", f"/api/v3{base}?state=all")]
    assert on_stage.sandbox.recorder.calls("POST") == [("POST", base)]
    on_stage.sandbox.write_exchanges(tmp_path / "said.jsonl")
    row = json.loads((tmp_path / "said.jsonl").read_text().splitlines()[0])
    assert (row["url"], row["request_body"], row["status"], row["response_body"]["number"]) == (
        f"https://api.github.com{base}",
        {"title": "t"},
        201,
        1,
    )


async def test_names_of_repositories(on_stage: Stage) -> None:
    on_stage.repo.rename("minutes")
    assert on_stage.sandbox.repository("harbour/notes").full_name == "harbour/minutes"
    with pytest.raises(KeyError):
        on_stage.sandbox.repository("harbour/none")
