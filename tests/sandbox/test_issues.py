"""How issues behave: lists and pages, assignees, labels, states, what went elsewhere."""

import re
from datetime import timedelta

import pytest

from tests.support.sandbox import SandboxClient


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        pytest.param("", [4, 2, 1], id="open ones, newest first"),
        pytest.param("?state=closed", [3], id="closed ones"),
        pytest.param("?state=all", [4, 3, 2, 1], id="all"),
        pytest.param("?state=all&direction=asc", [1, 2, 3, 4], id="oldest first"),
        pytest.param("?state=all&sort=updated", [1, 4, 3, 2], id="by update"),
        pytest.param("?state=all&since=2024-03-01T12:03:00Z", [4, 3, 1], id="since, to the second"),
        pytest.param("?state=all&creator=duly%5Bbot%5D", [2], id="of the App"),
        pytest.param("?labels=DOCS", [1], id="with a label in any case"),
        pytest.param("?labels=docs,none", [], id="with both labels"),
        pytest.param("?assignee=will", [2], id="of an assignee"),
        pytest.param("?assignee=none&state=all", [4, 3, 1], id="of nobody"),
        pytest.param("?per_page=2&page=2", [1], id="second page"),
        pytest.param("?per_page=2&page=9", [], id="beyond the last page"),
    ],
)
async def test_lists_hold_what_was_asked_for(client: SandboxClient, query: str, numbers: list[int]) -> None:
    repo = client.repo
    repo.create_label("Docs")
    for deed in (
        lambda: repo.open_issue("one", by="ada"),
        lambda: repo.open_issue("two", by="duly[bot]", assignees=("will",)),
        lambda: repo.open_issue("three", by="ada"),
        lambda: repo.close_issue(3),
        lambda: repo.push({"b.md": "b"}, branch="side"),
        lambda: repo.open_pull("four", "side", by="will"),
        lambda: repo.edit_issue(1, labels=["docs"]),
    ):
        deed()
        client.clock.move(timedelta(minutes=1))
    reply = await client("GET", f"/issues{query}")
    assert [one["number"] for one in reply.body] == numbers
    assert [one["number"] for one in reply.body if "pull_request" in one] == [n for n in numbers if n == 4]


async def test_links_lead_through_all_pages_by_the_repositorys_id(client: SandboxClient) -> None:
    for number in range(1, 6):
        client.repo.open_issue(str(number))
    seen: list[int] = []
    path: str | None = f"/repos/{client.repo.full_name}/issues?per_page=2&state=all"
    while path:
        reply = await client.call("GET", path)
        seen += [one["number"] for one in reply.body]
        links = {rel: url for url, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', reply.headers.get("Link", ""))}
        assert all(f"/repositories/{client.repo.id}/issues?" in url for url in links.values())
        path = links.get("next")
    assert seen == [5, 4, 3, 2, 1]


async def test_an_unchanged_answer_is_304_and_free(client: SandboxClient) -> None:
    client.repo.open_issue("first")
    first = await client("GET", "/issues")
    again = await client("GET", "/issues", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, None)
    assert again.headers["x-ratelimit-used"] == first.headers["x-ratelimit-used"]
    client.repo.close_issue(1)
    changed = await client("GET", "/issues", If_None_Match=first.headers["ETag"])
    assert (changed.status, changed.body) == (200, [])


@pytest.mark.parametrize(
    ("before", "fields", "after"),
    [
        pytest.param("open", {"title": "same"}, ("open", None), id="no word of the state"),
        pytest.param("open", {"state": "closed"}, ("closed", "completed"), id="closed"),
        pytest.param(
            "open", {"state": "closed", "state_reason": "not_planned"}, ("closed", "not_planned"), id="not planned"
        ),
        pytest.param("open", {"state_reason": "not_planned"}, ("open", None), id="a reason without a change of state"),
        pytest.param(
            "closed", {"state": "closed", "state_reason": "not_planned"}, ("closed", "completed"), id="closed already"
        ),
        pytest.param("closed", {"state": "open"}, ("open", "reopened"), id="reopened"),
        pytest.param(
            "closed",
            {"state": "open", "state_reason": "completed"},
            ("open", "reopened"),
            id="reopened with a wrong reason",
        ),
    ],
)
async def test_the_reason_counts_only_with_a_change_of_state(
    client: SandboxClient, before: str, fields: dict[str, str], after: tuple[str, str | None]
) -> None:
    client.repo.open_issue("same")
    if before == "closed":
        client.repo.close_issue(1)
    reply = await client("PATCH", "/issues/1", fields)
    assert (reply.body["state"], reply.body["state_reason"]) == after


@pytest.mark.parametrize(
    ("login", "anywhere", "here"),
    [
        pytest.param("will", 204, 204, id="a collaborator"),
        pytest.param("WILL", 204, 204, id="in another case"),
        pytest.param("rea", 204, 204, id="a reader with a role of her own"),
        pytest.param("bea", 404, 204, id="who commented there"),
        pytest.param("guest", 404, 404, id="with an account only"),
        pytest.param("zoe", 404, 404, id="nobody"),
    ],
)
async def test_who_can_be_assigned(client: SandboxClient, login: str, anywhere: int, here: int) -> None:
    client.repo.open_issue("first")
    client.sandbox.world.account("guest")
    client.repo.comment(1, "bea", "I could do that")
    assert (await client("GET", f"/assignees/{login}")).status == anywhere
    assert (await client("GET", f"/issues/1/assignees/{login}")).status == here
    assert (await client("PATCH", "/issues/1", {"assignees": [login]})).status == (200 if here == 204 else 422)


async def test_unknown_labels_are_made_grey_and_known_ones_reused_in_any_case(client: SandboxClient) -> None:
    client.repo.create_label("Docs", "0000ff")
    reply = await client("POST", "/issues", {"title": "t", "labels": ["docs", "new", "DOCS"]})
    assert [(one["name"], one["color"]) for one in reply.body["labels"]] == [("Docs", "0000ff"), ("new", "ededed")]
    assert len((await client("GET", "/labels")).body) == 2


async def test_a_reaction_is_new_once(client: SandboxClient) -> None:
    client.repo.open_issue("first")
    first = await client("POST", "/issues/1/reactions", {"content": "eyes"})
    again = await client("POST", "/issues/1/reactions", {"content": "eyes"})
    assert (first.status, again.status, first.body["id"]) == (201, 200, again.body["id"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "", 301, id="the repository"),
        pytest.param("GET", "/issues?state=all", 301, id="a list with its query"),
        pytest.param("POST", "/issues", 307, id="a write keeps its method"),
    ],
)
async def test_a_renamed_repository_leads_on_by_its_id(
    client: SandboxClient, method: str, path: str, status: int
) -> None:
    client.repo.rename("minutes")
    body = {"title": "t"} if method == "POST" else None
    old = await client.call(method, f"/repos/harbour/notes{path}", body)
    assert old.status == status
    assert old.headers["Location"] == f"{client.sandbox.url}/repositories/{client.repo.id}{path}"
    assert (await client.call(method, old.headers["Location"], body)).status in (200, 201)


async def test_issues_that_went_away(client: SandboxClient) -> None:
    other = client.sandbox.create_repository("harbour/attic")
    for title in ("deleted", "transferred"):
        client.repo.open_issue(title)
    client.repo.delete_issue(1)
    new = client.repo.transfer_issue(2, other)
    assert (await client("GET", "/issues/1")).status == 410
    assert (await client("PATCH", "/issues/1", {"state": "closed"})).status == 410
    moved = await client("GET", "/issues/2")
    assert moved.status == 301
    there = (await client.call("GET", moved.headers["Location"])).body
    assert (there["title"], there["number"], there["repository_url"][-13:]) == (
        "transferred",
        new.number,
        "harbour/attic",
    )
    assert (await client("GET", "/issues?state=all")).body == []


@pytest.mark.parametrize(
    ("login", "permission", "role"),
    [
        pytest.param("rea", "read", "read", id="read"),
        pytest.param("tria", "read", "triage", id="triage looks like read"),
        pytest.param("will", "write", "write", id="write"),
        pytest.param("max", "write", "maintain", id="maintain looks like write"),
        pytest.param("ada", "admin", "admin", id="admin"),
        pytest.param("guest", "read", "read", id="anyone, on a public repository"),
    ],
)
async def test_only_the_role_has_the_whole_permission(
    client: SandboxClient, login: str, permission: str, role: str
) -> None:
    client.sandbox.world.account("guest")
    body = (await client("GET", f"/collaborators/{login}/permission")).body
    assert (body["permission"], body["role_name"]) == (permission, role)


async def test_annotations_are_added_by_every_patch(client: SandboxClient) -> None:
    remark = {"path": "a.md", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "m"}
    output = {"title": "t", "summary": "s", "annotations": [remark] * 50}
    run = (await client("POST", "/check-runs", {"name": "n", "head_sha": client.repo.head, "output": output})).body
    again = await client("PATCH", f"/check-runs/{run['id']}", {"output": output, "conclusion": "neutral"})
    assert (again.body["output"]["annotations_count"], again.body["status"]) == (100, "completed")
    assert len((await client("GET", f"/check-runs/{run['id']}/annotations?per_page=100")).body) == 100


async def test_writes_of_the_app_are_counted_refused_ones_too(client: SandboxClient) -> None:
    await client("GET", "/issues")
    await client("POST", "/issues", {"title": "t"}, Authorization=client.person("ada"))
    assert client.repo.writes == []
    await client("POST", "/issues", {"title": ""})
    await client("PATCH", "/issues/1", {"state": "closed"})
    path = f"/repos/{client.repo.full_name}/issues"
    assert client.repo.writes == [("POST", path), ("PATCH", f"{path}/1")]
