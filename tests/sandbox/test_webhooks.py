"""Webhooks: which deed sends which, signed, in order, once."""

import hmac
from collections.abc import Callable
from hashlib import sha256

import pytest

from bot.sandbox import AppSpec, Repository
from tests.support.contract import delivery_violations
from tests.support.sandbox import SandboxClient, sandbox_client

Deed = Callable[[Repository], object]

DEEDS: list[tuple[str, Deed, list[str]]] = [
    ("nothing new in an edit", lambda repo: repo.edit_issue(1, title="first", body="body"), []),
    ("closing what is closed", lambda repo: repo.edit_issue(2, state="closed"), []),
    ("open", lambda repo: repo.open_issue("new"), ["issues.opened"]),
    (
        "open with everything",
        lambda repo: repo.open_issue("new", labels=("a", "b"), assignees=("will",)),
        ["issues.opened", "issues.labeled", "issues.labeled", "issues.assigned"],
    ),
    ("edit", lambda repo: repo.edit_issue(1, title="other", body="text"), ["issues.edited"]),
    ("close", lambda repo: repo.close_issue(1), ["issues.closed"]),
    ("reopen", lambda repo: repo.reopen_issue(2), ["issues.reopened"]),
    ("relabel", lambda repo: repo.edit_issue(1, labels=["c"]), ["issues.labeled"]),
    ("reassign", lambda repo: repo.edit_issue(2, assignees=["ada"]), ["issues.assigned", "issues.unassigned"]),
    ("comment", lambda repo: repo.comment(1, "bea", "hello"), ["issue_comment.created"]),
    ("lock", lambda repo: repo.lock_issue(1), ["issues.locked"]),
    ("delete", lambda repo: repo.delete_issue(1), ["issues.deleted"]),
    ("push", lambda repo: repo.push({"b.md": "b"}), ["push"]),
    ("push of what stands there", lambda repo: repo.move("main", repo.head), []),
    ("rename", lambda repo: repo.rename("minutes"), ["repository.renamed"]),
]


@pytest.mark.parametrize(("deed", "events"), [pytest.param(deed, events, id=name) for name, deed, events in DEEDS])
async def test_each_change_is_reported(client: SandboxClient, deed: Deed, events: list[str]) -> None:
    client.repo.open_issue("first", "body")
    client.repo.open_issue("second", assignees=("will",))
    client.repo.close_issue(2)
    await client.events()
    deed(client.repo)
    assert await client.events() == events
    assert delivery_violations(client.sandbox) == []


async def test_an_edit_has_the_text_before_it(client: SandboxClient) -> None:
    client.repo.open_issue("first", "body")
    await client.events()
    client.repo.edit_issue(1, title="second", body="")
    await client.sandbox.settled()
    assert client.heard[0][1]["changes"] == {"title": {"from": "first"}, "body": {"from": "body"}}


async def test_the_apps_own_writes_come_back_from_its_bot(client: SandboxClient) -> None:
    await client("POST", "/issues", {"title": "t"})
    await client.sandbox.settled()
    sender = client.heard[0][1]["sender"]
    assert (sender["login"], sender["type"]) == ("duly[bot]", "Bot")


async def test_a_delivery_is_signed_over_its_bytes(client: SandboxClient) -> None:
    client.repo.open_issue("Grüße ☕")
    await client.sandbox.settled()
    newest = client.sandbox.world.hooks.attempts[-1]
    digest = hmac.new(client.sandbox.app.webhook_secret.encode(), newest.body.encode(), sha256).hexdigest()
    assert newest.headers["X-Hub-Signature-256"] == f"sha256={digest}"


async def test_a_failed_delivery_is_kept_not_tried_again_and_can_be_asked_for(client: SandboxClient) -> None:
    client.answer = 500
    client.repo.push({"b.md": "b"})
    assert await client.events() == ["push"]
    [failed] = (await client.as_app("GET", "/app/hook/deliveries?status=failure")).body
    assert (failed["event"], failed["status_code"], failed["redelivery"]) == ("push", 500, False)
    client.answer = 202
    asked = await client.as_app("POST", f"/app/hook/deliveries/{failed['id']}/attempts")
    assert (asked.status, await client.events()) == (202, ["push"])
    newest = (await client.as_app("GET", "/app/hook/deliveries")).body[0]
    assert (newest["guid"], newest["redelivery"], newest["status"]) == (failed["guid"], True, "OK")
    assert newest["id"] != failed["id"]


async def test_deliveries_are_listed_by_cursor(client: SandboxClient) -> None:
    for number in range(5):
        client.repo.push({"b.md": str(number)})
    await client.sandbox.settled()
    seen: list[int] = []
    path: str | None = "/app/hook/deliveries?per_page=2"
    while path:
        reply = await client.as_app("GET", path)
        seen += [one["id"] for one in reply.body]
        path = reply.headers["Link"][1:].partition(">")[0] if "Link" in reply.headers else None
    assert seen == sorted((one.id for one in client.sandbox.world.hooks.attempts), reverse=True)
    assert len(seen) > 4


async def test_an_address_that_nobody_listens_at(client: SandboxClient) -> None:
    client.sandbox.webhook_url = "http://127.0.0.1:9/webhook"
    client.repo.push({"b.md": "b"})
    await client.sandbox.settled()
    newest = client.sandbox.world.hooks.attempts[-1]
    assert (newest.status_code, newest.status) == (0, "failed to connect to host")


async def test_without_an_address_nothing_is_sent_then_or_later(client: SandboxClient) -> None:
    address, client.sandbox.webhook_url = client.sandbox.webhook_url, None
    client.repo.push({"b.md": "b"})
    client.sandbox.webhook_url = address
    assert await client.events() == []


async def test_only_events_that_the_app_asked_for() -> None:
    async with sandbox_client(AppSpec(events=("push",))) as it:
        it.repo.open_issue("first")
        it.repo.push({"b.md": "b"})
        assert await it.events() == ["push"]


async def test_a_push_to_the_branch_of_a_pull_request_moves_it(client: SandboxClient) -> None:
    client.repo.push({"b.md": "b"}, branch="side", author="will")
    client.repo.open_pull("Side", "side", by="will")
    await client.events()
    head = client.repo.push({"b.md": "c"}, branch="side", author="will")
    assert await client.events() == ["push", "pull_request.synchronize"]
    pull = client.repo.issue(1).pull
    assert pull is not None
    assert pull.head_sha == head
    client.repo.merge_pull(1, by="ada")
    assert await client.events() == ["push", "pull_request.closed"]
    assert client.repo.read("b.md") == "c"
