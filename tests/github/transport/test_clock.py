"""A machine's clock that is wrong, against a sandbox that refuses JWTs with a wrong time, as GitHub does."""

import time
from dataclasses import dataclass, replace

import pytest

from bot.github.client import GitHub
from bot.github.errors import Unreachable
from bot.github.transport.auth import GitHubTime
from bot.github.transport.rate_limit import Time
from bot.sandbox import Sandbox
from tests.support.duly import NAME, settings_of

HOUR = 3600.0


@dataclass(slots=True)
class Wrong:
    """The machine's clock, wrong by so many seconds."""

    by: float = 0.0

    def now(self) -> float:
        return time.time() + self.by


STEPS = [
    pytest.param((0.0, 2 * HOUR, 0.0), id="set ahead, then right"),
    pytest.param((0.0, -2 * HOUR, 0.0), id="set back, then right"),
    pytest.param((2 * HOUR, 0.0), id="ahead at the start"),
    pytest.param((-50 * 365 * 24 * HOUR, 0.0), id="1970 at the start"),
    pytest.param((0.0, 50.0, -50.0, 20.0), id="a little"),
]


@pytest.mark.parametrize("steps", STEPS)
async def test_work_goes_on_whatever_the_clock_says(steps: tuple[float, ...]) -> None:
    sandbox, clock = Sandbox(), Wrong()
    async with sandbox.serve():
        made = sandbox.create_repository(NAME, files={"README.md": "# Notes\n"})
        installation = sandbox.installation(made).id
        async with GitHub(settings_of(sandbox, sandbox.url), time=Time(now=clock.now)) as github:
            repository = await github.repository(NAME, installation=installation, id=made.id, branch="main")
            for clock.by in steps:
                for _ in range(3):
                    # Both kinds of credentials: the App's own, and an installation's.
                    assert (await github.identity()).installations == 1
                    assert (await repository.snapshot()).head.commit == made.head
        asked = [path for method, path in sandbox.recorder.calls() if method == "POST"]
        assert len(asked) <= len(steps) + 1, "a token is asked for once, not for each call"


async def test_a_wrong_key_is_refused_at_once(app_key: str) -> None:
    sandbox, clock = Sandbox(), Wrong()
    async with sandbox.serve():
        settings = replace(settings_of(sandbox, sandbox.url), private_key=app_key)
        async with GitHub(settings, time=Time(now=clock.now)) as github:
            with pytest.raises(Unreachable):
                await github.identity()
        assert len(sandbox.recorder.calls()) == 1


DATES = [
    pytest.param({}, False, 0, id="no date"),
    pytest.param({"date": "yesterday"}, False, 0, id="no date that can be read"),
    pytest.param({"date": "Thu, 01 Jan 1970 00:00:20 GMT"}, False, 0, id="nearly the same"),
    pytest.param({"date": "Thu, 01 Jan 1970 02:00:00 GMT"}, True, 2 * HOUR, id="two hours behind"),
]


@pytest.mark.parametrize(("answer", "wrong", "off"), DATES)
def test_githubs_time_is_taken_where_the_clock_is_wrong(answer: dict[str, str], wrong: bool, off: float) -> None:
    clock = GitHubTime(lambda: 0.0)
    assert (clock.correct(answer), clock.now()) == (wrong, off)
