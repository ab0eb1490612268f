"""What the server does beside its queue: who it is, and catching up."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.queue.job import Job
from bot.web.background import keep_catching_up
from bot.web.readiness import Readiness


@dataclass
class Scripted:
    """Duties with the given answers; an Exception is raised."""

    identities: list[str | Exception]
    catch_ups: list[Exception | None]
    done: list[str] = field(default_factory=list)

    async def perform(self, job: Job) -> None:
        raise AssertionError("no job is done here")

    async def identify(self) -> str:
        answer = self.identities.pop(0)
        self.done.append("identify")
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def catch_up(self) -> None:
        self.done.append("catch up")
        if error := self.catch_ups.pop(0):
            raise error


@pytest.mark.parametrize(
    ("identities", "catch_ups", "done", "problem"),
    [
        pytest.param(["", ""], [None, None], ["identify", "catch up"] * 2, "", id="all well"),
        pytest.param(["bad key", "bad key"], [], ["identify"] * 2, "bad key", id="bad credentials"),
        pytest.param(["bad key", ""], [None], ["identify", "identify", "catch up"], "", id="mended"),
        pytest.param([OSError("x"), ""], [None], ["identify", "identify", "catch up"], "", id="an error"),
        pytest.param(["", ""], [OSError("x"), None], ["identify", "catch up"] * 2, "", id="a catch-up that fails"),
    ],
)
async def test_looks(
    identities: list[str | Exception], catch_ups: list[Exception | None], done: list[str], problem: str
) -> None:
    duties, readiness = Scripted(identities, catch_ups), Readiness()
    running = asyncio.create_task(keep_catching_up(duties, readiness, every=0, soon=0))
    while len(duties.done) < len(done):  # noqa: ASYNC110 the test watches from outside
        await asyncio.sleep(0)
    running.cancel()
    assert (duties.done, readiness.credentials_problem) == (done, problem)
