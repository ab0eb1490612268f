import gzip
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.core.model.plan import Close, Edit, Open
from bot.github.client import Waits
from bot.github.errors import BadAnswer, Gone, OtherRepository, Refused, Unanswered
from bot.github.transport.bounds import ANSWER
from tests.support.scripted_github import BASE, Answer, ScriptedGitHub, at, issue, repository_at

NEW = "/repos/owner/renamed"
FACTS = {"id": 7, "full_name": "owner/renamed", "default_branch": "main"}


@asynccontextmanager
async def elsewhere() -> AsyncIterator[ScriptedGitHub]:
    stage = ScriptedGitHub()
    await stage.server.start_server()
    yield stage
    await stage.server.close()


def to(location: str, status: int = 301) -> Answer:
    return Answer({"message": "Moved Permanently"}, status, {"location": location})


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_read_follows(stage: ScriptedGitHub, status: int) -> None:
    stage.on("GET", f"{BASE}/issues/1", to("/repositories/7/issues/1", status))
    stage.on("GET", "/repositories/7/issues/1", issue(1))
    async with repository_at(stage) as repository:
        assert await repository.issue(1) is not None
    assert all(call.authorization for call in stage.calls)


@pytest.mark.parametrize("status", [301, 307, 308])
async def test_write_is_sent_again_as_it_was(stage: ScriptedGitHub, status: int) -> None:
    stage.on("POST", f"{BASE}/issues", to("/repositories/7/issues", status))
    stage.on("POST", "/repositories/7/issues", issue(3))
    async with repository_at(stage) as repository:
        made = await repository.apply(Open("k", "Title", "Body", (), (), why="test"))
    assert made is not None
    assert made.number == 3
    first, second = stage.asked("POST")
    assert first.body == second.body
    assert second.path == "/repositories/7/issues"


@pytest.mark.parametrize(
    ("location", "facts"),
    [
        pytest.param("/repositories/7/issues/1", None, id="by id"),
        pytest.param(f"{NEW}/issues/1", FACTS, id="by name, and the name has the id"),
    ],
)
async def test_same_repository_by_another_address(stage: ScriptedGitHub, location: str, facts: object) -> None:
    stage.on("PATCH", f"{BASE}/issues/1", to(location))
    stage.on("PATCH", location, issue(1))
    if facts:
        stage.on("GET", NEW, facts)
    async with repository_at(stage) as repository:
        assert await repository.apply(Edit(1, why="test", title="x")) is not None


@pytest.mark.parametrize(
    ("location", "facts"),
    [
        pytest.param("/repositories/8/issues/1", None, id="another id"),
        pytest.param(f"{NEW}/issues/1", {**FACTS, "id": 8}, id="a name with another id"),
        pytest.param(f"{NEW}/issues/1", Answer({}, 404), id="a name that is not there"),
        pytest.param("/somewhere/else", None, id="no repository at all"),
    ],
)
async def test_write_never_reaches_another_repository(stage: ScriptedGitHub, location: str, facts: object) -> None:
    stage.on("POST", f"{BASE}/issues", to(location))
    stage.on("POST", location, issue(1))
    if facts:
        stage.on("GET", NEW, facts)
    async with repository_at(stage) as repository:
        with pytest.raises(OtherRepository):
            await repository.apply(Open("k", "Title", "Body", (), (), why="test"))
    assert not stage.asked("POST", location)


async def test_transferred_issue_is_gone(stage: ScriptedGitHub) -> None:
    for method in ("GET", "PATCH"):
        stage.on(method, f"{BASE}/issues/1", to("/repositories/8/issues/4"))
        stage.on(method, "/repositories/8/issues/4", issue(4))
    async with repository_at(stage) as repository:
        assert await repository.issue(1) is None
        with pytest.raises(Gone):
            await repository.apply(Close(1, "completed", why="test"))
    assert not stage.asked(path="/repositories/8/issues/4")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_write_never_reaches_another_server(stage: ScriptedGitHub, status: int) -> None:
    async with elsewhere() as other, repository_at(stage) as repository:
        stage.on("PATCH", f"{BASE}/issues/1", to(f"{other.url}/repositories/7/issues/1", status))
        with pytest.raises((Gone, Refused)):
            await repository.apply(Edit(1, why="test", title="x"))
        assert other.calls == []


async def test_reads_go_to_no_other_server(stage: ScriptedGitHub) -> None:
    async with elsewhere() as other, repository_at(stage) as repository:
        stage.on("GET", f"{BASE}/issues/1", to(f"{other.url}/issue", 302))
        assert await repository.issue(1) is None
        assert other.calls == []


async def test_next_page_is_not_asked_for_at_another_server(stage: ScriptedGitHub) -> None:
    async with elsewhere() as other, repository_at(stage) as repository:
        stage.on("GET", f"{BASE}/issues", Answer([issue(1)], headers={"link": f'<{other.url}/issues>; rel="next"'}))
        with pytest.raises(OtherRepository, match="next page"):
            await repository.issues.labelled("x")
        assert other.calls == []


ENDLESS = [
    pytest.param(f"{BASE}/issues?page=2", id="a page that links to itself"),
    pytest.param("http://[", id="an address that is none"),
]


@pytest.mark.parametrize("link", ENDLESS)
async def test_pages_end(stage: ScriptedGitHub, link: str) -> None:
    target = link if link.startswith("http") else stage.url + link
    stage.on("GET", f"{BASE}/issues", Answer([issue(1)], headers={"link": f'<{target}>; rel="next"'}))
    async with repository_at(stage) as repository:
        with pytest.raises((BadAnswer, OtherRepository)):
            await repository.issues.labelled("x")
    assert len(stage.asked("GET", f"{BASE}/issues")) <= 2


def deep() -> bytes:
    return b"[" * 200_000 + b"]" * 200_000


def packed() -> bytes:
    return gzip.compress(b" " * (ANSWER + 1), 1)


OVERSIZED = [
    pytest.param(deep, {}, id="deep"),
    pytest.param(packed, {"content-encoding": "gzip"}, id="packed small, unpacked large"),
]


@pytest.mark.parametrize(("body", "headers"), OVERSIZED)
async def test_answers_are_bounded(stage: ScriptedGitHub, body: Callable[[], bytes], headers: dict[str, str]) -> None:
    stage.on("GET", f"{BASE}/issues/1", Answer(body(), headers=headers))
    async with repository_at(stage) as repository:
        with pytest.raises(BadAnswer):
            await repository.issue(1)
    assert len(stage.asked("GET", f"{BASE}/issues/1")) == 1


async def test_circle_ends(stage: ScriptedGitHub) -> None:
    stage.on("POST", f"{BASE}/issues", to("/repositories/7/issues"))
    stage.on("POST", "/repositories/7/issues", to("/repositories/7/issues"))
    async with repository_at(stage) as repository:
        with pytest.raises(OtherRepository, match="in a row"):
            await repository.apply(Open("k", "Title", "Body", (), (), why="test"))


async def test_same_answer_is_asked_for_by_its_etag(stage: ScriptedGitHub) -> None:
    stage.on("GET", f"{BASE}/issues/1", issue(1, title="old"), issue(1, title="old"), issue(1, title="new"))
    async with repository_at(stage) as repository:
        titles = [found.title for _ in range(3) if (found := await repository.issue(1))]
    assert titles == ["old", "old", "new"]
    assert ["if-none-match" in call.headers for call in stage.asked("GET")] == [False, True, True]


async def test_what_one_installation_may_see_is_not_asked_for_by_anothers_etag(
    stage: ScriptedGitHub, app_key: str
) -> None:
    stage.on("GET", f"{BASE}/issues/1", issue(1))
    for installation in (1, 2):
        token = {"token": f"ghs_{installation}", "expires_at": "2026-03-01T13:00:00Z"}
        stage.on("POST", f"/app/installations/{installation}/access_tokens", token)
    async with at(stage, app_id="1", private_key=app_key) as github:
        for installation in (1, 2, 1):
            repository = await github.repository("owner/notes", installation=installation, id=7, branch="main")
            assert await repository.issue(1) is not None
    assert ["if-none-match" in call.headers for call in stage.asked("GET")] == [False, False, True]


async def test_pages_follow_link_also_when_nothing_changed(stage: ScriptedGitHub) -> None:
    link = {"link": f'<{stage.url}/repositories/7/issues?page=2>; rel="next", <{stage.url}/x>; rel="last"'}
    stage.on("GET", f"{BASE}/issues", Answer([issue(2)], headers=link))
    stage.on("GET", "/repositories/7/issues", [issue(1)])
    async with repository_at(stage) as repository:
        pages = [await repository.issues.labelled("x") for _ in range(2)]
    assert [[each.number for each in page] for page in pages] == [[1, 2]] * 2
    assert [call.query for call in stage.asked("GET")] == ["labels=x&per_page=100", "page=2"] * 2


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param({}, r"number: Field required", id="empty"),
        pytest.param([], r"the answer: ", id="a list"),
        pytest.param(issue(1, title=7), r"title: Input should be a valid string", id="wrong type"),
        pytest.param(issue(1, labels=[7]), r"labels\.0", id="wrong type deep inside"),
        pytest.param(issue(1, updated_at="yesterday"), r"updated_at", id="no time"),
        pytest.param(Answer(b"<html>"), r"no JSON", id="no JSON"),
        pytest.param(Answer(b"\xff\xfe"), r"no JSON", id="no text"),
    ],
)
async def test_answer_that_is_none(stage: ScriptedGitHub, answer: object, words: str) -> None:
    stage.on("GET", f"{BASE}/issues/1", answer)
    async with repository_at(stage) as repository:
        with pytest.raises(BadAnswer, match=words) as error:
            await repository.issue(1)
    assert "/issues/1" in str(error.value)


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(Answer(drop=True), id="dropped"),
        pytest.param(Answer(cut=True), id="cut off in its middle"),
        pytest.param(Answer({}, 500), id="500"),
        pytest.param(Answer(b"<html>", 502), id="502"),
        pytest.param(Answer({}, 503), id="503"),
        pytest.param(Answer({}, 504), id="504"),
        pytest.param(Answer(issue(1), wait=0.3), id="too slow"),
    ],
)
@pytest.mark.parametrize("times", [1, 2, 3])
async def test_read_is_tried_three_times(stage: ScriptedGitHub, bad: Answer, times: int) -> None:
    stage.on("GET", f"{BASE}/issues/1", *([bad] * times), issue(1))
    async with repository_at(stage, Waits(answer=0.1)) as repository:
        if times < 3:
            assert await repository.issue(1) is not None
        else:
            with pytest.raises(Unanswered, match="GET /repos/owner/notes/issues/1"):
                await repository.issue(1)
    assert stage.clock.slept == [0.5, 2.0][:times]
