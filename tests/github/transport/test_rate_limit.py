import asyncio
from collections import deque

import pytest

from bot.core.model.plan import Edit
from bot.github.client import Waits
from bot.github.errors import RateLimited
from bot.github.transport.rate_limit import pause_asked, spacing
from tests.support.scripted_github import BASE, START, Answer, ScriptedGitHub, at, issue, repository_at

SLOW_DOWN = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
RESET = str(int(START) + 20)


@pytest.mark.parametrize(
    ("writes", "wait"),
    [
        pytest.param([], 0, id="nothing written yet"),
        pytest.param([-5.0], 0, id="long ago"),
        pytest.param([-0.25], 0.75, id="a quarter of a second ago"),
        pytest.param([-60.0 + n * 0.5 for n in range(80)], 0, id="the first of 80 is a minute old"),
        pytest.param([-50.0 + n * 0.5 for n in range(80)], 10, id="80 within 50 s"),
        pytest.param([-3000.0 + n * 2 for n in range(500)], 600, id="500 within 50 min"),
    ],
)
def test_spacing(writes: list[float], wait: float) -> None:
    assert spacing(deque(writes), 1.0, 0.0) == pytest.approx(wait)


@pytest.mark.parametrize(
    ("status", "headers", "body", "strikes", "pause"),
    [
        pytest.param(200, {}, b"", 0, None, id="fine"),
        pytest.param(404, {"retry-after": "5"}, b"", 0, None, id="another refusal"),
        pytest.param(403, {}, b"Resource not accessible by integration", 0, None, id="no permission"),
        pytest.param(403, {"x-ratelimit-remaining": "17"}, b"Must have admin rights", 0, None, id="no rights"),
        pytest.param(403, {"retry-after": "7"}, b"", 0, 7, id="403 with a time"),
        pytest.param(429, {"retry-after": "7"}, b"", 0, 7, id="429 with a time"),
        pytest.param(429, {"retry-after": "0"}, b"", 0, 0, id="at once"),
        pytest.param(403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "130"}, b"", 0, 31, id="primary"),
        pytest.param(429, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "130"}, b"", 0, 31, id="primary as 429"),
        pytest.param(403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "90"}, b"", 0, 1, id="reset is past"),
        pytest.param(403, {"x-ratelimit-remaining": "0"}, b"", 0, 60, id="no reset given"),
        pytest.param(403, {}, b"a Secondary Rate Limit", 0, 60, id="secondary without a time"),
        pytest.param(403, {}, b"a secondary rate limit", 2, 240, id="the third in a row"),
        pytest.param(429, {}, b"", 1, 120, id="429 without a word"),
        pytest.param(403, {"retry-after": "Wed, 21 Oct"}, b"abuse detection", 0, 60, id="a time that is none"),
    ],
)
def test_pause_asked(status: int, headers: dict[str, str], body: bytes, strikes: int, pause: float | None) -> None:
    assert pause_asked(status, headers, body, 100.0, strikes) == pause


async def test_real_pace_of_writes(stage: ScriptedGitHub) -> None:
    stage.on("PATCH", f"{BASE}/issues/1", issue(1))
    async with repository_at(stage, write_interval=1.0) as repository:
        for _ in range(5):
            await repository.apply(Edit(1, why="test", title="x"))
    assert len(stage.asked("PATCH")) == 5
    assert stage.clock.slept == pytest.approx([1.0] * 4)


HANDED_ON = [
    pytest.param((), 0.0, [], id="nothing"),
    pytest.param((10.0,), 0.0, [], id="a write long ago"),
    pytest.param((0.25,), 0.0, [0.75], id="a write just before"),
    pytest.param(tuple(50.0 - n * 0.5 for n in range(80)), 0.0, [10.0], id="80 within 50 s"),
    pytest.param((), 7.0, [7.0], id="quiet that GitHub asked for"),
]


@pytest.mark.parametrize(("ages", "quiet", "slept"), HANDED_ON)
async def test_the_pace_of_another_process_counts(
    stage: ScriptedGitHub, ages: tuple[float, ...], quiet: float, slept: list[float]
) -> None:
    stage.on("PATCH", f"{BASE}/issues/1", issue(1))
    async with at(stage, write_interval=1.0) as github:
        github.pace(0).resume(ages, quiet)
        repository = await github.repository("owner/notes", id=7, branch="main")
        stage.on("GET", "/user", {"login": "duly-person"})
        await repository.apply(Edit(1, why="test", title="x"))
    assert stage.clock.slept == pytest.approx(slept)


async def test_a_pace_that_is_resumed_twice_counts_once(stage: ScriptedGitHub) -> None:
    async with at(stage, write_interval=1.0) as github:
        pace = github.pace(0)
        pace.resume((3.0, 1.0), 0.0)
        stage.clock.time += 10
        pace.resume((13.001, 10.999), 0.0)
        ages, quiet = pace.window()
    assert ages == pytest.approx((13.0, 11.0), abs=0.01)
    assert quiet == 0.0


async def test_no_pace_with_interval_0(stage: ScriptedGitHub) -> None:
    stage.on("PATCH", f"{BASE}/issues/1", issue(1))
    async with repository_at(stage) as repository:
        for _ in range(5):
            await repository.apply(Edit(1, why="test", title="x"))
    assert stage.clock.slept == []


@pytest.mark.parametrize(
    ("limit", "slept"),
    [
        pytest.param(Answer({}, 403, {"retry-after": "5"}), 5, id="403 with retry-after"),
        pytest.param(Answer({}, 429, {"retry-after": "5"}), 5, id="429 with retry-after"),
        pytest.param(
            Answer({}, 403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": RESET}), 21, id="none remaining"
        ),
    ],
)
@pytest.mark.parametrize("method", ["GET", "PATCH"])
async def test_short_limit_is_waited_for(stage: ScriptedGitHub, limit: Answer, slept: float, method: str) -> None:
    stage.on(method, f"{BASE}/issues/1", limit, issue(1))
    async with repository_at(stage) as repository:
        found = await (
            repository.issue(1) if method == "GET" else repository.apply(Edit(1, why="test", title="Issue 1"))
        )
    assert found is not None
    assert stage.clock.slept == pytest.approx([slept])
    assert len(stage.asked(method, f"{BASE}/issues/1")) == 2


@pytest.mark.parametrize(
    ("limit", "after"),
    [
        pytest.param(Answer({}, 403, {"retry-after": "90"}), 90, id="retry-after"),
        pytest.param(Answer(SLOW_DOWN, 403), 60, id="secondary without a time"),
        pytest.param(Answer({}, 429), 60, id="429 without a time"),
    ],
)
async def test_long_limit_is_raised_and_remembered(stage: ScriptedGitHub, limit: Answer, after: float) -> None:
    stage.on("PATCH", f"{BASE}/issues/1", limit, issue(1))
    stage.on("GET", f"{BASE}/issues/1", issue(1))
    async with repository_at(stage) as repository:
        with pytest.raises(RateLimited) as first:
            await repository.apply(Edit(1, why="test", title="x"))
        with pytest.raises(RateLimited):
            await repository.issue(1)
        assert first.value.after == pytest.approx(after)
        assert len(stage.asked(path=f"{BASE}/issues/1")) == 1
        stage.clock.time += after
        assert await repository.issue(1) is not None


async def test_last_call_of_the_hour_stops_the_next(stage: ScriptedGitHub) -> None:
    last = Answer(issue(1), headers={"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(START) + 1000)})
    stage.on("GET", f"{BASE}/issues/1", last)
    async with repository_at(stage) as repository:
        assert await repository.issue(1) is not None
        with pytest.raises(RateLimited) as limited:
            await repository.issue(1)
    assert limited.value.after == pytest.approx(1001)
    assert len(stage.asked(path=f"{BASE}/issues/1")) == 1


async def test_secondary_limits_double_and_then_give_up(stage: ScriptedGitHub) -> None:
    stage.on("PATCH", f"{BASE}/issues/1", Answer(SLOW_DOWN, 403))
    async with repository_at(stage, Waits(patience=float("inf"))) as repository:
        with pytest.raises(RateLimited, match="6 times in a row"):
            await repository.apply(Edit(1, why="test", title="x"))
    assert stage.clock.slept == pytest.approx([60, 120, 240, 480, 960])


async def test_a_good_answer_ends_the_doubling(stage: ScriptedGitHub) -> None:
    stage.on("PATCH", f"{BASE}/issues/1", Answer(SLOW_DOWN, 403), issue(1), Answer(SLOW_DOWN, 403), issue(1))
    async with repository_at(stage, Waits(patience=float("inf"))) as repository:
        for _ in range(2):
            await repository.apply(Edit(1, why="test", title="x"))
    assert stage.clock.slept == pytest.approx([60, 60])


async def test_one_writer_at_a_time(stage: ScriptedGitHub) -> None:
    stage.on("PATCH", f"{BASE}/issues/1", Answer(issue(1), wait=0.01))
    async with repository_at(stage) as repository:
        await asyncio.gather(*(repository.apply(Edit(1, why="test", title="x")) for _ in range(4)))
    assert len(stage.asked("PATCH")) == 4
    assert stage.writers == 1


async def test_limits_of_one_installation_are_not_those_of_another(stage: ScriptedGitHub, app_key: str) -> None:
    for installation in (1, 2):
        token = {"token": f"ghs_{installation}", "expires_at": "2026-03-01T13:00:00Z"}
        stage.on("POST", f"/app/installations/{installation}/access_tokens", token)
    stage.on("GET", "/repos/a/a/issues/1", Answer({}, 429))
    stage.on("GET", "/repos/b/b/issues/1", issue(1))
    async with at(stage, app_id="1", private_key=app_key) as github:
        limited = await github.repository("a/a", installation=1, id=1, branch="main")
        free = await github.repository("b/b", installation=2, id=2, branch="main")
        with pytest.raises(RateLimited):
            await limited.issue(1)
        assert await free.issue(1) is not None
