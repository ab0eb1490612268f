"""Deliveries that arrive together, and those that fail: an answer and a log line for each."""

import asyncio
import io
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from aiohttp import StreamReader, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request

from bot.queue.batches import Outcome
from bot.queue.job import Job
from bot.queue.sqlite.queue import SqliteQueue
from bot.settings import Settings
from bot.web import events
from bot.web.intake import LONG, Intake
from bot.web.outcomes import Ignored, Leave
from tests.support.payloads import SECRET, Json, as_bytes, commented, headers, push
from tests.support.server_log import server_log
from tests.web.conftest import Served

FIRST = "0"
"""The delivery of `begun`."""


def numbered(number: int, **changed: object) -> bytes:
    """A push to repository `number`."""
    return as_bytes(push(repository={"id": number, "full_name": f"octo/n{number}", "default_branch": "main"}) | changed)


AT_ONCE: list[tuple[bytes, str, dict[str, str], int, str]] = [
    (numbered(1), "push", {}, 202, "queued"),
    (numbered(2), "push", {"X-Hub-Signature-256": "sha256=00"}, 401, "refused"),
    (numbered(3, ref="refs/tags/v1"), "push", {}, 202, "ignored"),
    (b"no JSON", "push", {}, 400, "refused"),
    (numbered(4), "push", {}, 202, "queued"),
    (as_bytes({"action": "deleted", "installation": {"id": 9}}), "installation", {}, 202, "forgotten"),
    (as_bytes(commented()), "issue_comment", {}, 202, "ignored"),
    (numbered(5, before="b" * LONG), "push", {}, 202, "queued"),
    (b"{}", "ping", {}, 200, "pong"),
]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    with server_log() as stream:
        yield stream


async def test_of_many_at_once_each_gets_its_own_answer_and_its_own_line(log: io.StringIO, served: Served) -> None:
    many = AT_ONCE * 10
    answers = await asyncio.gather(
        *(
            served.post(body, headers(body, event, X_GitHub_Delivery=str(number)) | wrong)
            for number, (body, event, wrong, _, _) in enumerate(many)
        )
    )
    assert [(status, answer["status"]) for status, answer in answers] == [(status, told) for *_, status, told in many]
    assert await served.queue.depth() == 3
    assert len(log.getvalue().splitlines()) == len(many)
    assert answered(log) == {str(number): (status, told) for number, (*_, status, told) in enumerate(many)}


async def test_what_comes_after_an_uninstall_in_its_round_is_kept(served: Served) -> None:
    left = as_bytes({"action": "deleted", "installation": {"id": 42}})
    intake = await begun(served)
    requests = [
        arrived(body, event) for body, event in ((numbered(1), "push"), (left, "installation"), (numbered(2), "push"))
    ]
    answers = await asyncio.gather(*map(intake.answer, requests))
    assert [json.loads(str(answer.text))["status"] for answer in answers] == ["queued", "forgotten", "queued"]
    assert await served.queue.depth() == 1
    assert (await served.queue.take()).job.repository == 2


class SlowToForget(SqliteQueue):
    """A queue that waits before it forgets."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.asked, self.may = asyncio.Event(), asyncio.Event()

    async def forget(self, installation: int) -> int:
        """Forget, once it may."""
        self.asked.set()
        await self.may.wait()
        return await super().forget(installation)


async def test_what_comes_in_a_round_after_an_uninstall_is_kept(served: Served, tmp_path: Path) -> None:
    queue = SlowToForget(tmp_path / "slow.db")
    await queue.open()
    intake = await begun(served, queue)
    left = as_bytes({"action": "deleted", "installation": {"id": 42}})
    first = asyncio.create_task(intake.answer(arrived(left, "installation")))
    await queue.asked.wait()
    second = asyncio.create_task(intake.answer(arrived(numbered(1), "push")))
    # More rounds of the loop than a put takes.
    await asyncio.wait([second], timeout=0.1)
    queue.may.set()
    assert [json.loads(str((await each).text))["status"] for each in (first, second)] == ["forgotten", "queued"]
    assert await queue.depth() == 1
    await queue.close()


async def begun(served: Served, queue: SqliteQueue | None = None) -> Intake:
    """An intake that had its first delivery."""
    intake = Intake(queue or served.queue, Settings(webhook_secret=SECRET), served.readiness)
    assert (await intake.answer(arrived(b"{}", "ping", X_GitHub_Delivery=FIRST))).status == 200
    return intake


def arrived(body: bytes, event: str, **more: str) -> web.Request:
    """A delivery whose body is here."""
    content = StreamReader(BaseProtocol(asyncio.get_running_loop()), 2**16)
    content.feed_data(body)
    content.feed_eof()
    return make_mocked_request("POST", "/webhook", headers(body, event, **more), payload=content)


def lines(log: io.StringIO, event: str) -> list[Json]:
    """The lines of an event, sorted by delivery."""
    found = (json.loads(line) for line in log.getvalue().splitlines())
    return sorted((line for line in found if line["event"] == event), key=lambda line: str(line["delivery"]))


def answered(log: io.StringIO) -> dict[str, tuple[object, object]]:
    """Status and outcome of each delivery, as logged: once."""
    found = lines(log, "delivery")
    assert len({line["delivery"] for line in found}) == len(found)
    return {str(line["delivery"]): (line["status"], line["outcome"]) for line in found}


async def test_a_bug_that_one_delivery_runs_into_spoils_no_other(
    log: io.StringIO, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate = events.translate

    def with_a_bug(event: str, body: bytes, delivery: str) -> Job | Ignored | Leave:
        if delivery.startswith("bug"):
            raise KeyError(delivery)
        return translate(event, body, delivery)

    monkeypatch.setattr(events, "translate", with_a_bug)
    long = numbered(4, before="b" * LONG)
    sent = {"1": numbered(1), "2": numbered(2), "3": long, "bug, long": long, "bug, short": numbered(3)}
    answers = await asyncio.gather(
        *(served.post(body, headers(body, X_GitHub_Delivery=id_)) for id_, body in sent.items())
    )
    assert [status for status, _ in answers] == [202, 202, 202, 500, 500]
    assert answers[-1][1] == {"status": "refused", "reason": "an error of Duly's; see its log"}
    assert answered(log) == {id_: (500, "refused") if "bug" in id_ else (202, "queued") for id_ in sent}
    failed = lines(log, "a delivery failed")
    assert [line["delivery"] for line in failed] == ["bug, long", "bug, short"]
    assert all("KeyError" in str(line["exception"]) for line in failed)
    assert await served.queue.depth() == 3


class Silent(SqliteQueue):
    """A queue with a bug: it does not say what came of the jobs."""

    async def put_all(self, jobs: Sequence[Job]) -> Sequence[Outcome[bool]]:
        await super().put_all(jobs)
        return []


async def test_an_unexpected_error_leaves_no_delivery_without_an_answer(
    log: io.StringIO, served: Served, tmp_path: Path
) -> None:
    queue = Silent(tmp_path / "silent.db")
    await queue.open()
    intake = await begun(served, queue)
    answers = await asyncio.gather(
        *(intake.answer(arrived(numbered(number), "push", X_GitHub_Delivery=str(number))) for number in (1, 2))
    )
    assert [answer.status for answer in answers] == [500, 500]
    assert answered(log) == {FIRST: (200, "pong"), "1": (500, "refused"), "2": (500, "refused")}
    await queue.close()


async def test_what_reads_deliveries_is_loaded_once_a_signature_holds(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = numbered(1)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "bot.web.events", None)
        assert (await served.post(body, headers(body, X_Hub_Signature_256="sha256=00")))[0] == 401
        assert (await served.post(body, headers(body)))[0] == 500
    assert (await served.post(body, headers(body)))[0] == 202


async def test_where_the_queue_fails_each_of_a_round_is_refused(log: io.StringIO, served: Served) -> None:
    intake = await begun(served)
    await served.queue.close()
    left = as_bytes({"action": "deleted", "installation": {"id": 42}})
    sent = {"1": (numbered(1), "push"), "2": (left, "installation"), "3": (numbered(3), "push"), "4": (b"{}", "star")}
    answers = await asyncio.gather(
        *(intake.answer(arrived(body, event, X_GitHub_Delivery=id_)) for id_, (body, event) in sent.items())
    )
    assert [answer.status for answer in answers] == [503, 503, 503, 202]
    refused = dict.fromkeys("123", (503, "refused"))
    assert answered(log) == {FIRST: (200, "pong"), **refused, "4": (202, "ignored")}
    failed = lines(log, "the queue did not take a delivery")
    assert [(line["delivery"], line["installation"]) for line in failed] == [("1", 42), ("2", 42), ("3", 42)]


GONE = [
    pytest.param(100, 0, (400, "refused"), id="in the middle of the body"),
    pytest.param(None, 1, (202, "queued"), id="before the answer"),
]


@pytest.mark.parametrize(("sent", "depth", "outcome"), GONE)
async def test_a_sender_that_goes_away_has_a_line_and_no_traceback(
    log: io.StringIO, served: Served, sent: int | None, depth: int, outcome: tuple[int, str]
) -> None:
    body = numbered(1)
    head = {"Host": "duly", "Content-Length": len(body), **headers(body, X_GitHub_Delivery="1")}
    _, writer = await asyncio.open_connection("127.0.0.1", int(served.url.rpartition(":")[2]))
    writer.write(
        "".join(
            ["POST /webhook HTTP/1.1\r\n", *(f"{name}: {value}\r\n" for name, value in head.items()), "\r\n"]
        ).encode()
    )
    await writer.drain()
    writer.write(body[:sent])
    await writer.drain()
    writer.close()
    async with asyncio.timeout(10):
        while not log.getvalue():  # noqa: ASYNC110 the test watches from outside
            await asyncio.sleep(0.01)
    assert answered(log) == {"1": outcome}
    assert len(log.getvalue().splitlines()) == 1
    assert await served.queue.depth() == depth
