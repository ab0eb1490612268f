"""What people have of the sandbox: what happened, pushes in one call, the recorder, the other address."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.support.sandbox import SandboxClient


async def test_everything_that_happens_can_be_followed(client: SandboxClient) -> None:
    before = len(client.sandbox.events)
    client.repo.open_issue("first", by="ada")
    following = client.sandbox.events.follow(before)
    first = await anext(following)
    assert (first.what, first.actor, first.issue, first.title) == ("issues.opened", "ada", 1, "first")
    waiting = asyncio.ensure_future(anext(following))
    await asyncio.sleep(0)
    assert not waiting.done()
    client.repo.close_issue(1, by="will", reason="not_planned")
    second = await waiting
    assert (second.what, second.text) == ("issues.closed", "not_planned")
    assert (await client.call("GET", f"/sandbox/events?after={first.number}")).body == [second.as_json()]


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
async def test_a_push_in_one_call(
    client: SandboxClient, body: dict[str, object], status: int, text: str | None
) -> None:
    client.repo.push({"b.md": "old"})
    await client.events()
    reply = await client.call(
        "POST", "/sandbox/push", {"repository": client.repo.full_name, **body}, Authorization=None
    )
    assert (reply.status, client.repo.read("b.md")) == (status, text)
    assert await client.events() == (["push"] if status == 201 else [])


async def test_a_passage_is_replaced_where_it_stands_once(client: SandboxClient) -> None:
    client.repo.replace("2024-03-01.md", "* [ ] (AB)", "* [x] (AB)")
    assert client.repo.read("2024-03-01.md") == "# Harbour\n\n* [x] (AB) oil the crane\n"
    with pytest.raises(ValueError, match="once"):
        client.repo.replace("2024-03-01.md", "* [ ] (AB)", "* [x] (AB)")


async def test_the_recorder_keeps_calls_of_the_api_and_none_of_the_page(client: SandboxClient, tmp_path: Path) -> None:
    await client("POST", "/issues", {"title": "t"})
    await client.call("GET", "/sandbox/events")
    await client.call("GET", f"/api/v3/repos/{client.repo.full_name}/issues?state=all")
    base = f"/repos/{client.repo.full_name}/issues"
    assert client.sandbox.recorder.calls() == [("POST", base), ("GET", f"/api/v3{base}?state=all")]
    assert client.sandbox.recorder.calls("POST") == [("POST", base)]
    client.sandbox.write_exchanges(tmp_path / "said.jsonl")
    row = json.loads((tmp_path / "said.jsonl").read_text().splitlines()[0])
    assert (row["url"], row["request_body"], row["status"], row["response_body"]["number"]) == (
        f"https://api.github.com{base}",
        {"title": "t"},
        201,
        1,
    )


async def test_names_of_repositories(client: SandboxClient) -> None:
    client.repo.rename("minutes")
    assert client.sandbox.repository("harbour/notes").full_name == "harbour/minutes"
    with pytest.raises(KeyError):
        client.sandbox.repository("harbour/none")
