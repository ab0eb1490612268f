"""The server over real HTTP on loopback, with a real queue."""

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.queue.job import Job, Sync
from bot.queue.sqlite.queue import SqliteQueue
from bot.settings import Limits, Settings
from bot.web.app import create_app, create_metrics_app
from bot.web.limits import LimitedRunner
from bot.web.signature import LIMIT
from tests.support.payloads import MARKED, SECRET, as_bytes, commit, edited, headers, push, signature
from tests.web.conftest import Served


async def test_metrics_of_deliveries_and_of_the_queue(served: Served) -> None:
    body = as_bytes(push())
    await served.post(body, headers(body))
    await served.post(body, headers(body) | {"X-Hub-Signature-256": "sha256=0"})
    async with served.client.get(f"{served.url}/metrics") as answer:
        text = await answer.text()
    assert answer.content_type == "text/plain"
    counted = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(counted['duly_queue_jobs{kind="sync"}']) == 1
    assert float(counted['duly_queue_oldest_seconds{kind="sync"}']) >= 0
    assert float(counted['duly_deliveries_total{event="push",outcome="queued"}']) >= 1
    assert float(counted['duly_deliveries_total{event="push",outcome="refused"}']) >= 1
    assert float(counted['duly_delivery_seconds_count{status="202"}']) >= 1


async def test_metrics_on_a_port_of_their_own_are_not_beside_the_webhook(tmp_path: Path) -> None:
    queue = SqliteQueue(tmp_path / "duly.db")
    settings = Settings(webhook_secret=SECRET, metrics_port=1)
    paths = {r.resource.canonical for r in create_app(queue, settings).router.routes() if r.resource}
    alone = {r.resource.canonical for r in create_metrics_app(queue).router.routes() if r.resource}
    assert "/metrics" not in paths
    assert alone == {"/metrics"}


async def test_a_push_is_a_durable_job(served: Served) -> None:
    body = as_bytes(push())
    assert await served.post(body, headers(body)) == (202, {"status": "queued", "reason": "push of aaaaaaaaaaaa"})
    assert (await served.queue.take()).job == Job(
        installation=42,
        repository=7,
        full_name="octo/notes",
        branch="main",
        work=Sync(),
        delivery="72d3162e-cc78-11e3-81ab-4c9367dc0958",
        why="push of aaaaaaaaaaaa",
    )


async def test_a_redelivery_is_folded_while_it_waits_and_taken_when_it_does_not(served: Served) -> None:
    body = as_bytes(push())
    answers = [await served.post(body, headers(body)) for _ in range(2)]
    assert answers[1] == (202, {"status": "queued", "reason": "push of aaaaaaaaaaaa; an equal job waits already"})
    await served.queue.done(await served.queue.take())
    await served.post(body, headers(body))
    assert await served.queue.depth() == 1


LEAVES = [
    pytest.param("deleted", 0, "uninstalled; 1 waiting job removed", id="uninstalled"),
    pytest.param("suspend", 0, "suspended; 1 waiting job removed", id="suspended"),
    pytest.param("unsuspend", 1, "only a new installation, and the end of one, is of interest", id="resumed"),
]


@pytest.mark.parametrize(("action", "depth", "reason"), LEAVES)
async def test_an_installation_that_leaves_takes_its_jobs_along(
    served: Served, action: str, depth: int, reason: str
) -> None:
    body = as_bytes(push())
    await served.post(body, headers(body))
    left = as_bytes({"action": action, "installation": {"id": 42}})
    status, answer = await served.post(left, headers(left, "installation"))
    assert status == 202
    assert reason in str(answer["reason"])
    assert await served.queue.depth() == depth


async def test_while_the_secret_is_changed_both_are_taken(tmp_path: Path) -> None:
    queue = SqliteQueue(tmp_path / "duly.db")
    await queue.open()
    settings = Settings(webhook_secret="the new secret", webhook_secret_before=SECRET)
    runner = LimitedRunner(create_app(queue, settings), Limits(), shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    body = as_bytes(push())
    async with aiohttp.ClientSession() as client:
        for secret, status in (("the new secret", 202), (SECRET, 202), ("another secret", 401)):
            sent = headers(body, X_Hub_Signature_256=signature(body, secret))
            async with client.post(url, data=body, headers=sent) as answer:
                assert answer.status == status
    await runner.cleanup()
    await queue.close()


ACCOUNTS = [
    pytest.param("", "queued", id="all"),
    pytest.param("Octo, harbour", "queued", id="listed"),
    pytest.param("harbour", "ignored", id="another one"),
]


@pytest.mark.parametrize(("accounts", "outcome"), ACCOUNTS)
async def test_only_the_accounts_in_the_settings_are_served(tmp_path: Path, accounts: str, outcome: str) -> None:
    queue = SqliteQueue(tmp_path / "duly.db")
    await queue.open()
    settings = Settings.from_environment({"WEBHOOK_SECRET": SECRET, "ACCOUNTS": accounts, "APP_ID": "1"})
    runner = LimitedRunner(create_app(queue, settings), Limits(), shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    body = as_bytes(push())
    async with aiohttp.ClientSession() as client:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
        async with client.post(url, data=body, headers=headers(body)) as answer:
            assert (answer.status, (await answer.json())["status"]) == (202, outcome)
    assert await queue.depth() == (outcome == "queued")
    await runner.cleanup()
    await queue.close()


FINE = as_bytes(push())
PING = as_bytes({"zen": "Keep it simple.", "hook_id": 1})
FORM = b"payload=%7B%7D"
DEEP = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
HUGE = as_bytes(push()).replace(b'"id": 7', b'"id": ' + b"9" * 5000)

READINESS = [
    pytest.param(PING, headers(PING, "ping"), 200, "pong", "listening", id="ping"),
    pytest.param(b"{}", headers(b"{}", "star"), 202, "ignored", "star is not listened to", id="unknown event"),
    pytest.param(
        as_bytes(push(commit("a.py"))),
        headers(as_bytes(push(commit("a.py")))),
        202,
        "ignored",
        "no note",
        id="no note touched",
    ),
    pytest.param(
        FINE,
        headers(FINE, X_Hub_Signature_256=signature(FINE, "x")),
        401,
        "refused",
        "does not fit",
        id="bad signature",
    ),
    pytest.param(FINE, headers(FINE, X_Hub_Signature_256=None), 401, "refused", "no signature", id="no signature"),
    pytest.param(
        FINE, headers(FINE, X_Hub_Signature_256="sha1=00"), 401, "refused", "does not fit", id="an old signature"
    ),
    pytest.param(FINE, {}, 401, "refused", "no signature", id="no headers at all"),
    pytest.param(
        b"", headers(b"", X_Hub_Signature_256=None), 401, "refused", "no signature", id="no body and no signature"
    ),
    pytest.param(b"{", headers(FINE), 401, "refused", "does not fit", id="broken JSON with another body's signature"),
    pytest.param(FINE, headers(FINE, X_GitHub_Event=None), 400, "refused", "X-GitHub-Event is missing", id="no event"),
    pytest.param(
        FINE, headers(FINE, X_GitHub_Delivery=None), 400, "refused", "X-GitHub-Delivery is missing", id="no delivery"
    ),
    pytest.param(
        FINE, headers(FINE, X_GitHub_Delivery="d" * 201), 400, "refused", "X-GitHub-Delivery", id="a long delivery id"
    ),
    pytest.param(
        FORM,
        headers(FORM, Content_Type="application/x-www-form-urlencoded"),
        415,
        "refused",
        "content type to application/json",
        id="a form",
    ),
    pytest.param(
        FORM,
        headers(FORM, Content_Type="application/x-www-form-urlencoded", X_Hub_Signature_256=None),
        401,
        "refused",
        "no signature",
        id="a form without a signature",
    ),
    pytest.param(FINE, headers(FINE, Content_Type=None), 415, "refused", "application/json", id="no content type"),
    pytest.param(
        FINE, headers(FINE, Content_Type="Application/JSON; charset=utf-8"), 202, "queued", "push", id="a charset"
    ),
    pytest.param(b"", headers(b""), 400, "refused", "not JSON", id="no body"),
    pytest.param(b"{", headers(b"{"), 400, "refused", "not JSON", id="broken JSON"),
    pytest.param(b"[]", headers(b"[]"), 400, "refused", "not a JSON object", id="a list"),
    pytest.param(b'{"a":"\xff"}', headers(b'{"a":"\xff"}'), 400, "refused", "not JSON", id="not UTF-8"),
    pytest.param(
        b'{"a":"\\ud800"}', headers(b'{"a":"\\ud800"}'), 400, "refused", "not JSON", id="half a surrogate pair"
    ),
    pytest.param(DEEP, headers(DEEP), 400, "refused", "recursion limit", id="deeply nested"),
    pytest.param(HUGE, headers(HUGE), 400, "refused", "", id="a number of 5,000 digits"),
    pytest.param(
        as_bytes({"ref": 1}),
        headers(as_bytes({"ref": 1})),
        400,
        "refused",
        "repository: Field required",
        id="fields missing",
    ),
]


@pytest.mark.parametrize(("body", "sent", "status", "outcome", "reason"), READINESS)
async def test_answers_to_deliveries(  # noqa: PLR0917
    served: Served, body: bytes, sent: dict[str, str], status: int, outcome: str, reason: str
) -> None:
    answered, answer = await served.post(body, sent)
    assert (answered, answer["status"]) == (status, outcome)
    assert reason in str(answer["reason"])
    assert await served.queue.depth() == (outcome == "queued")


async def chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 2**20):
        yield b" " * 2**20


LARGE: list[object] = [
    pytest.param(lambda: b" " * (30 * 2**20), id="30 MB, announced"),
    pytest.param(lambda: chunks(30 * 2**20), id="30 MB, in chunks"),
]


@pytest.mark.parametrize("body", LARGE)
async def test_what_is_too_large_is_refused(served: Served, body: Callable[[], object]) -> None:
    async with served.client.post(f"{served.url}/webhook", data=body(), headers=headers(b"")) as answer:
        assert answer.status == 413
        assert await answer.json() == {"status": "refused", "reason": f"the body is larger than {LIMIT} bytes"}


async def test_what_says_that_it_is_too_large_is_refused_unread(served: Served) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(served.url.rpartition(":")[2]))
    writer.write(f"POST /webhook HTTP/1.1\r\nHost: duly\r\nContent-Length: {LIMIT + 1}\r\n\r\n".encode())
    async with asyncio.timeout(10):
        assert b" 413 " in await reader.readline()
    writer.close()


PACKED: list[object] = [
    pytest.param(lambda: gzip.compress(b" " * (300 * 2**20), 1), "gzip", id="a gzip bomb"),
    pytest.param(lambda: gzip.compress(FINE), "gzip", id="a push, packed"),
    pytest.param(lambda: FINE, "identity", id="a push that says it is not packed"),
    pytest.param(lambda: FINE, "br", id="another encoding"),
]


@pytest.mark.parametrize(("packed", "encoding"), PACKED)
async def test_nothing_is_unpacked(served: Served, packed: Callable[[], bytes], encoding: str) -> None:
    body = packed()
    # Signed, too: with unpacking, the signature would be checked after the memory is gone.
    sent = headers(body, Content_Encoding=encoding)
    tracemalloc.start()
    try:
        answer = await served.post(body, sent)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer == (415, {"status": "refused", "reason": "send the body without a Content-Encoding"})
    assert peak < 16 * 2**20
    assert await served.queue.depth() == 0


async def test_the_largest_that_github_sends_is_taken(served: Served) -> None:
    body = as_bytes(edited(MARKED, "gone"))
    body += b" " * (25_000_000 - len(body))
    assert (await served.post(body, headers(body, "issues")))[0] == 202


PATHS = [
    pytest.param("GET", "/healthz", 200, id="alive"),
    pytest.param("GET", "/readyz", 200, id="ready"),
    pytest.param("GET", "/", 200, id="front"),
    pytest.param("HEAD", "/healthz", 200, id="alive, asked without a body"),
    pytest.param("GET", "/webhook", 405, id="a webhook is posted"),
    pytest.param("POST", "/healthz", 405, id="health is read"),
    pytest.param("GET", "/.env", 404, id="nothing there"),
]


@pytest.mark.parametrize(("method", "path", "status"), PATHS)
async def test_paths(served: Served, method: str, path: str, status: int) -> None:
    async with served.client.request(method, served.url + path) as answer:
        assert answer.status == status


@pytest.mark.parametrize("why", ["starting", "stopping"])
async def test_no_delivery_is_accepted_while_the_server_is_not_ready(served: Served, why: str) -> None:
    served.readiness.not_ready_reason = why
    body = as_bytes(push())
    assert await served.get("/healthz") == (200, {"status": "alive"})
    assert await served.get("/readyz") == (503, {"status": why})
    assert await served.post(body, headers(body)) == (503, {"status": "refused", "reason": why})
    assert await served.queue.depth() == 0


async def test_a_job_that_cannot_be_kept_is_not_acked(served: Served) -> None:
    await served.queue.close()
    body = as_bytes(push())
    assert (await served.post(body, headers(body)))[0] == 503
    assert await served.get("/readyz") == (503, {"status": "the queue cannot keep a job; see the log"})


async def test_with_bad_credentials_it_is_not_ready_and_takes_deliveries(served: Served) -> None:
    served.readiness.credentials_problem = "GitHub refuses the key of App 1"
    body = as_bytes(push())
    assert await served.get("/readyz") == (503, {"status": "GitHub refuses the key of App 1"})
    assert (await served.post(body, headers(body)))[0] == 202


async def test_many_at_once_are_all_kept(served: Served) -> None:
    bodies = [
        as_bytes(push(repository={"id": n + 1, "full_name": f"octo/n{n}", "default_branch": "main"}))
        for n in range(100)
    ]
    answers = await asyncio.gather(*(served.post(body, headers(body)) for body in bodies))
    assert {status for status, _ in answers} == {202}
    assert await served.queue.depth() == 100
