"""What the page and its API answer, whom they refuse, and what they change."""

import json
from typing import Any

import pytest

from bot.core.markdown.source import document
from bot.sandbox.demo.page.markdown import line_key
from tests.support.sandbox import SandboxClient

PATH = "2024-03-01.md"
TEXT = "# Harbour\n\n* [ ] (AB) oil the crane\n"
IN = "/sandbox/page/in/harbour/notes"


def key(line: str = "* [ ] (AB) oil the crane") -> str:
    return line_key(document(line).lines[0])


async def send(client: SandboxClient, path: str, body: object, **headers: str) -> tuple[int, Any]:
    """A POST as the page sends it; headers by name with `_` for `-`."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client.session.post(client.sandbox.url + IN + path, json=body, headers=given) as response:
        return response.status, await response.json()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="no browser"),
        pytest.param({"Origin": "{home}", "Sec_Fetch_Site": "same-origin"}, 200, id="the page itself"),
        pytest.param({"Origin": "https://example.org", "Sec_Fetch_Site": "cross-site"}, 403, id="another site"),
        pytest.param({"Origin": "https://example.org"}, 403, id="another origin"),
        pytest.param({"Origin": "http://127.0.0.1:1", "Sec_Fetch_Site": "same-site"}, 403, id="another port"),
        pytest.param({"Origin": "null"}, 403, id="a sandboxed frame"),
        pytest.param({"Sec_Fetch_Site": "cross-site"}, 403, id="cross-site alone"),
        pytest.param({"Content_Type": "text/plain"}, 415, id="what a form can send"),
        pytest.param({"Host": "evil.example:80"}, 403, id="a name that was bent to this machine"),
    ],
)
async def test_only_the_page_itself_is_served(client: SandboxClient, headers: dict[str, str], status: int) -> None:
    given = {name: value.replace("{home}", client.sandbox.url) for name, value in headers.items()}
    answer, _ = await send(client, "/tick", {"path": PATH, "line": 3, "key": key(), "done": True}, **given)
    assert answer == status
    assert client.repo.read(PATH) == (TEXT.replace("[ ]", "[x]") if status == 200 else TEXT)


async def test_a_rebound_name_sees_no_page(client: SandboxClient) -> None:
    for path in ("/", IN, f"{IN}/log"):
        reply = await client.call("GET", path, Host="evil.example")
        assert reply.status == 403


async def test_the_api_answers_only_to_names_of_this_machine(client: SandboxClient) -> None:
    for host, status in (("evil.example", 403), ("127.0.0.1:1", 200), ("localhost", 200)):
        reply = await client("GET", "/issues", Host=host)
        assert reply.status == status, host


async def test_a_push_without_a_token_is_for_this_machine_alone(client: SandboxClient) -> None:
    push = {"repository": client.repo.full_name, "files": {PATH: "theirs"}}
    for headers in ({"Origin": "https://example.org"}, {"Sec_Fetch_Site": "cross-site"}, {"Host": "evil.example"}):
        reply = await client.call("POST", "/sandbox/push", push, Authorization=None, **headers)
        assert reply.status == 403
    assert client.repo.read(PATH) == TEXT


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/", id="page"),
        pytest.param("/sandbox/page/static/page.js", id="file"),
        pytest.param(IN, id="answer"),
    ],
)
async def test_every_answer_forbids_all_but_its_own(client: SandboxClient, path: str) -> None:
    reply = await client.call("GET", path)
    policy = dict(part.split(" ", 1) for part in reply.headers["Content-Security-Policy"].split("; "))
    assert reply.status == 200
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert policy["frame-ancestors"] == "'none'"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/sandbox/page/static/site.py", id="the code"),
        pytest.param("/sandbox/page/static/..%2fapp.py", id="a way up"),
        pytest.param("/sandbox/page/static/none.css", id="no such file"),
        pytest.param(f"{IN}/issues/99", id="no such issue"),
        pytest.param(f"{IN}/issues/x", id="no number"),
        pytest.param(f"{IN}/checks/99", id="no such check run"),
        pytest.param(f"{IN}/note?path=none.md", id="no such note"),
        pytest.param("/sandbox/page/in/harbour/none", id="no such repository"),
        pytest.param("/harbour/none/issues/1", id="a link to no such repository"),
    ],
)
async def test_what_is_not_there(client: SandboxClient, path: str) -> None:
    assert (await client.call("GET", path)).status == 404


@pytest.mark.parametrize(
    ("text", "body", "status", "after"),
    [
        pytest.param(TEXT, {"done": False}, 200, TEXT, id="nothing to do"),
        pytest.param(TEXT, {"done": True}, 200, TEXT.replace("[ ]", "[x]"), id="ticked"),
        pytest.param(
            TEXT.replace("# Harbour", "# Harbour\n\nnew\nlines"),
            {"done": True},
            200,
            TEXT.replace("# Harbour", "# Harbour\n\nnew\nlines").replace("[ ]", "[x]"),
            id="the line has moved",
        ),
        pytest.param(
            f"{TEXT}\n```\n* [ ] (AB) oil the crane\n```\n",
            {"line": 6, "done": True},
            200,
            f"{TEXT.replace('[ ]', '[x]')}\n```\n* [ ] (AB) oil the crane\n```\n",
            id="its like in code is no box",
        ),
        pytest.param(
            TEXT + "* [ ] (AB) oil the crane\n",
            {"line": 4, "done": True},
            200,
            TEXT + "* [x] (AB) oil the crane\n",
            id="the nearer of two",
        ),
        pytest.param(TEXT.replace("oil", "paint"), {"done": True}, 409, None, id="the line was reworded"),
        pytest.param(TEXT.replace("[ ]", ""), {"done": True}, 409, None, id="the box has gone"),
        pytest.param(
            TEXT.replace("] (", "]\u00a0("),
            {"done": True},
            200,
            TEXT.replace("[ ] (", "[x]\u00a0("),
            id="another blank",
        ),
        pytest.param(
            "\ufeff" + TEXT.replace("\n", "\r\n"),
            {"done": True},
            200,
            "\ufeff" + TEXT.replace("\n", "\r\n").replace("[ ]", "[x]"),
            id="BOM and CRLF stay",
        ),
        pytest.param(TEXT, {"done": "yes"}, 422, None, id="not true or false"),
        pytest.param(TEXT, {"line": None}, 422, None, id="no line"),
        pytest.param(TEXT, {"done": True, "by": "rea"}, 403, None, id="one who may only read"),
        pytest.param(TEXT, {"done": True, "by": "duly[bot]"}, 403, None, id="the bot"),
        pytest.param(TEXT, {"path": "none.md"}, 404, None, id="no such note"),
    ],
)
async def test_a_tick_is_made_in_the_newest_text(
    client: SandboxClient, text: str, body: dict[str, object], status: int, after: str | None
) -> None:
    client.repo.push({PATH: text})
    given = {"path": PATH, "line": 3, "key": key(), **body}
    assert (await send(client, "/tick", given))[0] == status
    assert client.repo.read(PATH) == (text if after is None else after)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({}, 200, id="nothing new"),
        pytest.param({"text": "new"}, 200, id="new text"),
        pytest.param({"text": "new", "blob": "0" * 40}, 409, id="changed in the meantime"),
        pytest.param({"text": "new", "blob": ""}, 409, id="a new file that is there"),
        pytest.param({"text": "new", "path": "b/c.md", "blob": ""}, 200, id="a new file"),
        pytest.param({"text": "new", "path": "../c.md", "blob": ""}, 422, id="a way up"),
        pytest.param({"text": "new", "path": "", "blob": ""}, 422, id="no path"),
        pytest.param({"text": "new", "by": "nobody"}, 403, id="a stranger"),
        pytest.param({"text": 1}, 422, id="no text"),
        pytest.param([], 400, id="no object"),
    ],
)
async def test_saving_is_a_push_of_what_was_seen(client: SandboxClient, body: object, status: int) -> None:
    seen = (await client.call("GET", f"{IN}/note?path={PATH}")).body
    assert (seen["text"], seen["path"]) == (TEXT, PATH)
    given = {"path": PATH, "text": TEXT, "blob": seen["blob"], **body} if isinstance(body, dict) else body
    head = client.repo.head
    answer, said = await send(client, "/note", given)
    assert answer == status
    pushed = isinstance(given, dict) and status == 200 and given["text"] == "new"
    assert (client.repo.head != head) is pushed
    if pushed and isinstance(given, dict):
        assert client.repo.read(str(given["path"])) == "new"
        assert await client.events() == ["push"]
    assert ("message" in said) is (status >= 400)


@pytest.mark.parametrize(
    ("body", "status", "shown"),
    [
        pytest.param({}, 200, ("one", "open", ["red"], ["will"]), id="nothing"),
        pytest.param({"title": "two"}, 200, ("two", "open", ["red"], ["will"]), id="title"),
        pytest.param({"state": "closed"}, 200, ("one", "closed", ["red"], ["will"]), id="close"),
        pytest.param({"add": {"labels": ["Red", "new"]}}, 200, ("one", "open", ["red", "new"], ["will"]), id="label"),
        pytest.param({"remove": {"labels": ["RED"]}}, 200, ("one", "open", [], ["will"]), id="unlabel"),
        pytest.param({"add": {"assignees": ["max"]}}, 200, ("one", "open", ["red"], ["will", "max"]), id="assign"),
        pytest.param({"remove": {"assignees": ["will"]}}, 200, ("one", "open", ["red"], []), id="unassign"),
        pytest.param({"add": {"assignees": ["nobody"]}}, 422, None, id="not assignable"),
        pytest.param({"title": "x" * 257}, 422, None, id="too long a title"),
        pytest.param({"add": ["labels"]}, 422, None, id="wrong type"),
        pytest.param({"by": "rea", "title": "two"}, 403, None, id="one who may only read"),
    ],
)
async def test_an_issues_fields(client: SandboxClient, body: object, status: int, shown: object) -> None:
    client.repo.create_label("red")
    client.repo.open_issue("one", "text", by="ada", labels=("red",), assignees=("will",))
    assert (await send(client, "/issues/1", body))[0] == status
    issue = (await client.call("GET", f"{IN}/issues/1")).body
    labels = [label["name"] for label in issue["labels"]]
    expected = ("one", "open", ["red"], ["will"]) if shown is None else shown
    assert (issue["title"], issue["state"], labels, issue["assignees"]) == expected


async def test_what_passes_at_the_page_is_no_exchange_over_the_api(client: SandboxClient) -> None:
    for path in ("/", IN, "/harbour/notes"):
        await client.call("GET", path)
    await send(client, "/tick", {"path": PATH, "line": 3, "key": key(), "done": True})
    assert len(client.sandbox.recorder) == 0


async def test_the_log_is_of_one_repository_and_takes_reasons_from_the_bots_log(client: SandboxClient) -> None:
    line = {"event": "applied", "level": "info", "repository": "harbour/notes", "change": "open", "number": 1}
    client.bot_log.record({"event": "GET /", "level": "info"})
    client.sandbox.create_repository("harbour/other").open_issue("elsewhere")
    issue = client.repo.open_issue("in the bot's log too", by="duly[bot]")
    client.repo.comment(
        issue.number, "duly[bot]", "<!-- key -->\nCarried into `n.md` in [4f1c](https://example.org/4f1c)."
    )
    client.bot_log.record({**line, "title": "ask @\\u200bada", "reason": "open in n.md:3"})
    client.bot_log.record({"event": "synced", "repository": "harbour/notes", "commit": "c", "did": "1 to open"})
    client.bot_log.record(
        {"event": "the job is dropped", "level": "warning", "repository": "harbour/notes", "reason": "it was deleted"}
    )
    client.bot_log.record({**line, "change": "comment", "reason": "a reply"})
    events = [event for event in await heard(client) if event["what"] != "push"]
    assert events[0]["title"] == "ask @\u200bada"
    assert [(event["what"], event["issue"], event["text"]) for event in events] == [
        ("bot.open", 1, "open in n.md:3"),
        ("bot.synced", None, "1 to open"),
        ("bot.warning", None, "it was deleted"),
        ("bot.comment", 1, "a reply: Carried into n.md in 4f1c."),
    ]


async def heard(client: SandboxClient) -> list[dict[str, Any]]:
    """The events of the log up to `live`."""
    lines: list[str] = []
    async with client.session.get(f"{client.sandbox.url}{IN}/log") as response:
        assert response.content_type == "text/event-stream"
        async for raw in response.content:
            lines.append(raw.decode())
            if lines[-1].startswith("event: live"):
                break
    return [_json(line) for line in lines if line.startswith("data: ")]


def _json(line: str) -> dict[str, Any]:
    return dict(json.loads(line.removeprefix("data: ")))


async def test_a_log_goes_on_where_it_was_broken_off_and_ends_with_the_sandbox(client: SandboxClient) -> None:
    seen = str(len(client.sandbox.events))
    client.repo.open_issue("new", by="ada")
    async with client.session.get(f"{client.sandbox.url}{IN}/log", headers={"Last-Event-ID": seen}) as response:
        first = (await response.content.readline()).decode()
        assert first == f"id: {int(seen) + 1}\n"


async def test_links_of_the_forge_lead_into_the_page(client: SandboxClient) -> None:
    places = {
        "/harbour/notes": "/?repository=harbour/notes",
        "/harbour/notes/issues/1": "/?repository=harbour/notes#/issues/1",
        "/harbour/notes/blob/abc/a/b.md": "/?repository=harbour/notes&note=a/b.md",
    }
    for path, target in places.items():
        assert (await client.call("GET", path)).headers["Location"] == target


async def test_the_next_meetings_pull_request_is_opened_shown_and_merged(client: SandboxClient) -> None:
    assert await send(client, "/pulls", {"by": "will"}) == (200, {"number": 1})
    shown = (await client.call("GET", f"{IN}/issues/1")).body
    assert (shown["title"], shown["author"], shown["pull"]["merged"]) == ("Notes of 2024-03-15", "will", False)
    assert [(one["path"], "<h1" in one["html"]) for one in shown["files"]] == [("2024-03-15.md", True)]
    again, said = await send(client, "/pulls", {})
    assert (again, "already exists" in said["message"]) == (422, True)
    assert [(await send(client, "/pulls/1/merge", {}))[0] for _ in range(2)] == [200, 405]
    assert client.repo.read("2024-03-15.md") == "# 2024-03-15 meeting\n"


async def test_without_a_dated_note_there_is_no_next_meeting(client: SandboxClient) -> None:
    client.repo.push({PATH: None, "README.md": "# Harbour\n"})
    assert (await send(client, "/pulls", {}))[0] == 422


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/pulls/1/merge", 405, id="an issue is not merged"),
        pytest.param("/pulls/9/merge", 404, id="no such number"),
    ],
)
async def test_what_cannot_be_merged(client: SandboxClient, path: str, status: int) -> None:
    client.repo.open_issue("one")
    assert (await send(client, path, {}))[0] == status


async def test_a_reaction_shows_at_its_comment(client: SandboxClient) -> None:
    client.repo.open_issue("one")
    comment = client.repo.comment(1, "will", "hello").id
    await client("POST", f"/issues/comments/{comment}/reactions", {"content": "eyes"})
    (shown,) = (await client.call("GET", f"{IN}/issues/1")).body["talk"]
    assert shown["reactions"] == ["eyes"]
    assert [one.what for one in client.sandbox.events.after(0)][-1] == "reaction.created"
