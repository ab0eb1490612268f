"""Webhooks: which deed sends which, signed, in order, once."""

import hmac
from collections.abc import Callable
from hashlib import sha256

import pytest

from bot.sandbox import AppSpec, Repository
from tests.support.contract import delivery_violations
from tests.support.sandbox import Stage, stage

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
async def test_each_deed_is_told(on_stage: Stage, deed: Deed, events: list[str]) -> None:
    on_stage.repo.open_issue("first", "body")
    on_stage.repo.open_issue("second", assignees=("will",))
    on_stage.repo.close_issue(2)
    await on_stage.events()
    deed(on_stage.repo)
    assert await on_stage.events() == events
    assert delivery_violations(on_stage.sandbox) == []


async def test_an_edit_tells_what_was_before(on_stage: Stage) -> None:
    on_stage.repo.open_issue("first", "body")
    await on_stage.events()
    on_stage.repo.edit_issue(1, title="second", body="")
    await on_stage.sandbox.settled()
    assert on_stage.heard[0][1]["changes"] == {"title": {"from": "first"}, "body": {"from": "body"}}


async def test_the_apps_own_writes_come_back_from_its_bot(on_stage: Stage) -> None:
    await on_stage("POST", "/issues", {"title": "t"})
    await on_stage.sandbox.settled()
    sender = on_stage.heard[0][1]["sender"]
    assert (sender["login"], sender["type"]) == ("duly[bot]", "Bot")


async def test_a_delivery_is_signed_over_its_bytes(on_stage: Stage) -> None:
    on_stage.repo.open_issue("Grüße ☕")
    await on_stage.sandbox.settled()
    newest = on_stage.sandbox.world.hooks.attempts[-1]
    digest = hmac.new(on_stage.sandbox.app.webhook_secret.encode(), newest.body.encode(), sha256).hexdigest()
    assert newest.headers["X-Hub-Signature-256"] == f"sha256={digest}"


async def test_a_failed_delivery_is_kept_not_tried_again_and_can_be_asked_for(on_stage: Stage) -> None:
    on_stage.answer = 500
    on_stage.repo.push({"b.md": "b"})
    assert await on_stage.events() == ["push"]
    [failed] = (await on_stage.as_app("GET", "/app/hook/deliveries?status=failure")).body
    assert (failed["event"], failed["status_code"], failed["redelivery"]) == ("push", 500, False)
    on_stage.answer = 202
    asked = await on_stage.as_app("POST", f"/app/hook/deliveries/{failed['id']}/attempts")
    assert (asked.status, await on_stage.events()) == (202, ["push"])
    newest = (await on_stage.as_app("GET", "/app/hook/deliveries")).body[0]
    assert (newest["guid"], newest["redelivery"], newest["status"]) == (failed["guid"], True, "OK")
    assert newest["id"] != failed["id"]


async def test_deliveries_are_listed_by_cursor(on_stage: Stage) -> None:
    for number in range(5):
        on_stage.repo.push({"b.md": str(number)})
    await on_stage.sandbox.settled()
    seen: list[int] = []
    path: str | None = "/app/hook/deliveries?per_page=2"
    while path:
        reply = await on_stage.as_app("GET", path)
        seen += [one["id"] for one in reply.body]
        path = reply.headers["Link"][1:].partition(">")[0] if "Link" in reply.headers else None
    assert seen == sorted((one.id for one in on_stage.sandbox.world.hooks.attempts), reverse=True)
    assert len(seen) > 4


async def test_an_address_that_nobody_listens_at(on_stage: Stage) -> None:
    on_stage.sandbox.webhook_url = "http://127.0.0.1:9/webhook"
    on_stage.repo.push({"b.md": "b"})
    await on_stage.sandbox.settled()
    newest = on_stage.sandbox.world.hooks.attempts[-1]
    assert (newest.status_code, newest.status) == (0, "failed to connect to host")


async def test_without_an_address_nothing_is_sent_then_or_later(on_stage: Stage) -> None:
    address, on_stage.sandbox.webhook_url = on_stage.sandbox.webhook_url, None
    on_stage.repo.push({"b.md": "b"})
    on_stage.sandbox.webhook_url = address
    assert await on_stage.events() == []


async def test_only_events_that_the_app_asked_for() -> None:
    async with stage(AppSpec(events=("push",))) as it:
        it.repo.open_issue("first")
        it.repo.push({"b.md": "b"})
        assert await it.events() == ["push"]


async def test_a_push_to_the_branch_of_a_pull_request_moves_it(on_stage: Stage) -> None:
    on_stage.repo.push({"b.md": "b"}, branch="side", author="will")
    on_stage.repo.open_pull("Side", "side", by="will")
    await on_stage.events()
    head = on_stage.repo.push({"b.md": "c"}, branch="side", author="will")
    assert await on_stage.events() == ["push", "pull_request.synchronize"]
    pull = on_stage.repo.issue(1).pull
    assert pull is not None
    assert pull.head_sha == head
    on_stage.repo.merge_pull(1, by="ada")
    assert await on_stage.events() == ["push", "pull_request.closed"]
    assert on_stage.repo.read("b.md") == "c"
