"""Deliveries that arrive together: an answer and a log line for each."""

import asyncio
import io
import json
from collections.abc import Iterator

import pytest
from aiohttp import StreamReader, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request

from bot.settings import Settings
from bot.web.intake import LONG, Intake
from tests.support.payloads import SECRET, Json, as_bytes, commented, headers, push
from tests.support.server_log import server_log
from tests.web.conftest import Served


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
    intake = Intake(served.queue, Settings(webhook_secret=SECRET), served.door)
    requests = [
        arrived(body, event) for body, event in ((numbered(1), "push"), (left, "installation"), (numbered(2), "push"))
    ]
    answers = await asyncio.gather(*map(intake.answer, requests))
    assert [json.loads(str(answer.text))["status"] for answer in answers] == ["queued", "forgotten", "queued"]
    assert await served.queue.depth() == 1
    assert (await served.queue.take()).job.repository == 2


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
