"""What the sandbox refuses, and how: status and words as GitHub has them."""

from datetime import timedelta

import pytest

from tests.support.contract import violations
from tests.support.sandbox import SandboxClient

NOTE = "/contents/2024-03-01.md"
HEAD = "HEAD"
REMARK = {"path": "a.md", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "m"}
OUTPUT = {"title": "t", "summary": "s"}

REFUSALS = [
    pytest.param("GET", "", None, 200, "", id="nothing wrong"),
    pytest.param("GET", "/nowhere", None, 404, "Not Found", id="no such address"),
    pytest.param("GET", "/issues/7", None, 404, "Not Found", id="no such issue"),
    pytest.param("GET", "/issues/seven", None, 404, "Not Found", id="a number that is none"),
    pytest.param("GET", "/issues?state=ajar", None, 422, "Validation Failed", id="unknown state in a list"),
    pytest.param("GET", "/issues?since=yesterday", None, 422, "Validation Failed", id="a since that is no time"),
    pytest.param("POST", "/issues", {}, 422, "Validation Failed", id="no title"),
    pytest.param("POST", "/issues", {"title": "  "}, 422, "Validation Failed", id="blank title"),
    pytest.param("POST", "/issues", {"title": ["a"]}, 422, "Invalid request", id="title of a wrong type"),
    pytest.param("POST", "/issues", {"title": "x" * 257}, 422, "too long", id="title of 257"),
    pytest.param("POST", "/issues", {"title": "x" * 256}, 201, "", id="title of 256"),
    pytest.param("POST", "/issues", {"title": "t", "body": "x" * 65_537}, 422, "too long", id="body of 65,537"),
    pytest.param("POST", "/issues", {"title": "t", "body": "x" * 65_536}, 201, "", id="body of 65,536"),
    pytest.param("POST", "/issues", {"title": "t", "assignees": ["zoe"]}, 422, "zoe", id="assignee without an account"),
    pytest.param(
        "POST", "/issues", {"title": "t", "assignees": ["will", "guest"]}, 422, "guest", id="one of two unassignable"
    ),
    pytest.param("POST", "/issues", {"title": "t", "labels": [""]}, 422, "Invalid request", id="nameless label"),
    pytest.param("PATCH", "/issues/1", {"state": "ajar"}, 422, "Validation Failed", id="unknown state"),
    pytest.param("PATCH", "/issues/1", {"state": "closed", "state_reason": "bored"}, 422, "bored", id="unknown reason"),
    pytest.param("POST", "/issues/1/comments", {"body": " "}, 422, "Validation Failed", id="blank comment"),
    pytest.param("POST", "/issues/1/comments", {"body": "x" * 65_537}, 422, "too long", id="comment of 65,537"),
    pytest.param("POST", "/issues/1/reactions", {"content": "clap"}, 422, "clap", id="unknown reaction"),
    pytest.param(
        "DELETE", "/issues/1/labels/none", None, 404, "Label does not exist", id="label that the issue has not"
    ),
    pytest.param(
        "POST", "/issues/1/sub_issues", {"sub_issue_id": 1}, 404, "does not exist", id="sub-issue by its number"
    ),
    pytest.param("POST", "/labels", {"name": "DOCS"}, 422, "already_exists", id="label that exists in another case"),
    pytest.param("POST", "/labels", {"name": "x" * 51}, 422, "too long", id="label's name of 51"),
    pytest.param("POST", "/labels", {"name": "a", "color": "#ffffff"}, 422, "color", id="colour with a hash"),
    pytest.param("POST", "/labels", {"name": "a", "description": "x" * 101}, 422, "too long", id="description of 101"),
    pytest.param("PUT", NOTE, {"message": "m", "content": "YQ=="}, 422, "sha", id="a file replaced without its sha"),
    pytest.param(
        "PUT", NOTE, {"message": "m", "content": "YQ==", "sha": "0" * 40}, 409, "does not match", id="stale sha"
    ),
    pytest.param(
        "PUT", "/contents/b.md", {"message": "m", "content": "%"}, 422, "Base64", id="content that is not base64"
    ),
    pytest.param("PUT", "/contents/b.md", {"content": "YQ=="}, 422, "message", id="a file without a message"),
    pytest.param("GET", "/contents/b.md", None, 404, "Not Found", id="no such file"),
    pytest.param("GET", NOTE + "?ref=none", None, 404, "No commit found", id="no such ref"),
    pytest.param("GET", "/commits/none", None, 422, "No commit found", id="no such commit"),
    pytest.param("PATCH", "/git/refs/heads/none", {"sha": HEAD}, 422, "Reference does not exist", id="no such branch"),
    pytest.param(
        "POST", "/git/refs", {"ref": "refs/heads/main", "sha": HEAD}, 422, "already exists", id="branch that exists"
    ),
    pytest.param("POST", "/check-runs", {"name": "n"}, 422, "head_sha", id="check run without a commit"),
    pytest.param(
        "POST", "/check-runs", {"name": "n", "head_sha": "0" * 40}, 422, "No commit", id="check run on no commit"
    ),
    pytest.param(
        "POST",
        "/check-runs",
        {"name": "n", "head_sha": HEAD, "output": {**OUTPUT, "annotations": [REMARK] * 51}},
        422,
        "No more than 50",
        id="51 annotations",
    ),
    pytest.param(
        "POST",
        "/check-runs",
        {"name": "n", "head_sha": HEAD, "output": {**OUTPUT, "summary": "x" * 65_536}},
        422,
        "65535",
        id="summary of 65,536",
    ),
    pytest.param(
        "POST",
        "/check-runs",
        {"name": "n", "head_sha": HEAD, "status": "completed"},
        422,
        "conclusion",
        id="completed without a conclusion",
    ),
    pytest.param(
        "POST",
        "/pulls",
        {"title": "t", "head": "none", "base": "main"},
        422,
        "head",
        id="pull request from no branch",
    ),
    pytest.param(
        "POST",
        "/pulls",
        {"title": "t", "head": "nobody:main", "base": "main"},
        422,
        "head",
        id="pull request from no fork",
    ),
    pytest.param("POST", "/issues", b"{", 400, "Problems parsing JSON", id="broken JSON"),
    pytest.param("POST", "/issues", b"[]", 400, "JSON object", id="a list for an object"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "words"), REFUSALS)
async def test_a_call_is_answered_as_github_would(  # noqa: PLR0917 - a row
    client: SandboxClient, method: str, path: str, body: object, status: int, words: str
) -> None:
    client.sandbox.world.account("guest")
    client.repo.create_label("docs")
    client.repo.open_issue("first")
    if isinstance(body, dict):
        body = {key: client.repo.head if value == HEAD else value for key, value in body.items()}
    reply = await client(method, path, body)
    assert reply.status == status
    assert words in str(reply.body)
    assert status < 400 or reply.body["documentation_url"].startswith("https://")


async def test_a_refused_change_changes_nothing(client: SandboxClient) -> None:
    issue = client.repo.open_issue("first", "body")
    await client.events()
    reply = await client("PATCH", "/issues/1", {"title": "new", "state": "closed", "assignees": ["zoe"]})
    assert reply.status == 422
    assert (issue.title, issue.state, issue.assignees) == ("first", "open", [])
    assert await client.events() == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="as it should be"),
        pytest.param({"User_Agent": None}, 403, id="no User-Agent"),
        pytest.param({"X_GitHub_Api_Version": "2019-01-01"}, 400, id="unknown version"),
        pytest.param({"X_GitHub_Api_Version": None}, 200, id="no version"),
        pytest.param({"Authorization": "Bearer nonsense"}, 401, id="unknown token"),
        pytest.param({"Authorization": "Basic eDp5"}, 401, id="another scheme"),
        pytest.param({"Authorization": None}, 200, id="a visitor reads what is public"),
    ],
)
async def test_headers_are_looked_at(client: SandboxClient, headers: dict[str, str | None], status: int) -> None:
    assert (await client("GET", "", **headers)).status == status


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        pytest.param({}, 200, id="as it should be"),
        pytest.param({"exp": 3600}, 401, id="an hour ahead"),
        pytest.param({"exp": 601}, 401, id="a second too far ahead"),
        pytest.param({"exp": 600}, 200, id="ten minutes ahead"),
        pytest.param({"exp": -1}, 401, id="over"),
        pytest.param({"iat": 30}, 401, id="issued in the future"),
        pytest.param({"iss": "1"}, 404, id="of another App"),
    ],
)
async def test_a_jwt_is_checked_by_the_clock(client: SandboxClient, claims: dict[str, object], status: int) -> None:
    now = int(client.clock().timestamp())
    moved = {
        name: now + value if name in ("iat", "exp") and isinstance(value, int) else value
        for name, value in claims.items()
    }
    reply = await client.call("GET", "/app", Authorization=f"Bearer {client.jwt(**moved)}")
    assert reply.status == status


async def test_a_token_lives_an_hour(client: SandboxClient) -> None:
    client.clock.move(timedelta(minutes=59, seconds=59))
    assert (await client("GET", "")).status == 200
    client.clock.move(timedelta(seconds=1))
    reply = await client("GET", "")
    assert (reply.status, reply.body["message"]) == (401, "Bad credentials")


@pytest.mark.parametrize(
    ("permissions", "method", "path", "status"),
    [
        pytest.param({"issues": "write"}, "GET", "/issues", 200, id="write includes read"),
        pytest.param({"issues": "read"}, "POST", "/issues", 403, id="read does not write"),
        pytest.param({"contents": "read"}, "GET", "/issues", 403, id="another permission"),
        pytest.param({"issues": "read"}, "GET", "", 200, id="metadata comes with every token"),
        pytest.param({"issues": "read"}, "POST", "/check-runs", 403, id="checks without the permission"),
        pytest.param({"pull_requests": "read"}, "POST", "/pulls", 403, id="pull requests are read"),
    ],
)
async def test_a_token_reaches_as_far_as_its_permissions(
    client: SandboxClient, permissions: dict[str, str], method: str, path: str, status: int
) -> None:
    await client.log_in(permissions=permissions)
    body = {"title": "t"} if method == "POST" else None
    reply = await client(method, path, body)
    assert reply.status == status
    if status == 403:
        assert reply.body["message"] == "Resource not accessible by integration"


async def test_a_token_asks_for_no_more_than_the_installation_has(client: SandboxClient) -> None:
    assert (await client.log_in(permissions={"members": "read"})).status == 422
    assert (await client.log_in(repositories=["elsewhere"])).status == 422


async def test_a_repository_outside_the_installation_is_not_there(client: SandboxClient) -> None:
    client.sandbox.create_repository("harbour/shed", installed=False)
    assert (await client.call("GET", "/repos/harbour/shed")).status == 404
    assert (await client.as_app("GET", "/repos/harbour/shed/installation")).status == 404


async def test_an_app_that_was_taken_off_or_suspended_sees_nothing(client: SandboxClient) -> None:
    client.sandbox.suspend(client.repo)
    assert (await client("GET", "")).status == 403
    assert (await client.log_in()).status == 403
    client.sandbox.suspend(client.repo, on=False)
    assert (await client("GET", "")).status == 200
    client.sandbox.uninstall(client.repo)
    assert (await client("GET", "")).status == 404


async def test_the_code_of_a_manifest_is_good_once(client: SandboxClient) -> None:
    path = f"/app-manifests/{client.sandbox.manifest_code()}/conversions"
    assert (await client.call("POST", path, Authorization=None)).body["pem"] == client.sandbox.app.private_key
    assert (await client.call("POST", path, Authorization=None)).status == 404


async def test_jwt_and_token_are_not_mixed_up(client: SandboxClient) -> None:
    assert (await client.call("GET", "/app")).status == 401
    assert (await client.as_app("GET", f"/repos/{client.repo.full_name}/issues")).status == 401
    assert (await client.call("GET", "/user")).status == 403


async def test_a_spent_limit_refuses_until_the_hour_is_over(client: SandboxClient) -> None:
    client.sandbox.world.rate_limit = 1
    assert (await client("GET", "")).headers["x-ratelimit-remaining"] == "0"
    reply = await client("GET", "")
    assert (reply.status, reply.headers["x-ratelimit-remaining"]) == (403, "0")
    client.clock.move(timedelta(minutes=59))
    assert (await client("GET", "")).status == 403
    client.clock.move(timedelta(minutes=1))
    await client.log_in()
    assert (await client("GET", "")).status == 200


@pytest.mark.parametrize(
    ("who", "method", "path", "body", "status"),
    [
        pytest.param("rea", "GET", "/issues", None, 200, id="anyone reads"),
        pytest.param("rea", "POST", "/issues", {"title": "t"}, 201, id="anyone opens"),
        pytest.param("rea", "PATCH", "/issues/1", {"state": "closed"}, 403, id="a reader closes nobody else's"),
        pytest.param("tria", "PATCH", "/issues/1", {"state": "closed"}, 200, id="triage closes"),
        pytest.param(
            "tria", "PUT", "/contents/b.md", {"message": "m", "content": "YQ=="}, 404, id="triage does not push"
        ),
        pytest.param("will", "PUT", "/contents/b.md", {"message": "m", "content": "YQ=="}, 201, id="write pushes"),
        pytest.param("will", "POST", "/check-runs", {"name": "n", "head_sha": "x"}, 403, id="checks are the App's"),
    ],
)
async def test_people_reach_as_far_as_their_role(  # noqa: PLR0917 - a row
    client: SandboxClient, who: str, method: str, path: str, body: object, status: int
) -> None:
    client.repo.open_issue("first", by="ada")
    assert (await client(method, path, body, Authorization=client.person(who))).status == status


async def test_who_may_not_push_has_labels_and_assignees_dropped(client: SandboxClient) -> None:
    fields = {"title": "t", "labels": ["new"], "assignees": ["zoe"]}
    reply = await client("POST", "/issues", fields, Authorization=client.person("rea"))
    assert (reply.status, reply.body["labels"], reply.body["assignees"]) == (201, [], [])


async def test_issues_switched_off_answer_410(client: SandboxClient) -> None:
    client.repo.open_issue("first")
    client.repo.turn_issues(on=False)
    assert (await client("POST", "/issues", {"title": "t"})).status == 410
    assert (await client("GET", "/issues/1")).status == 410
    assert (await client("PATCH", "/issues/1", {"state": "closed"})).status == 410


async def test_a_locked_issue_takes_edits_but_no_comment_of_the_app(client: SandboxClient) -> None:
    client.repo.open_issue("first")
    client.repo.lock_issue(1)
    assert (await client("POST", "/issues/1/comments", {"body": "hello"})).status == 403
    assert (await client("PATCH", "/issues/1", {"body": "hello"})).status == 200
    assert violations(client.sandbox) == []
