import pytest

from bot.github.client import web_address
from bot.github.errors import Unreachable
from tests.support.scripted_github import Answer, ScriptedGitHub, at

FACTS = {"id": 7, "full_name": "owner/notes", "default_branch": "trunk"}


@pytest.mark.parametrize(
    ("api", "web"),
    [
        pytest.param("https://api.github.com", "https://github.com", id="github.com"),
        pytest.param("https://ghe.example.org/api/v3", "https://ghe.example.org", id="Enterprise Server"),
        pytest.param("https://api.corp.ghe.com", "https://corp.ghe.com", id="data residency"),
        pytest.param("http://127.0.0.1:4010", "http://127.0.0.1:4010", id="a stand-in"),
    ],
)
def test_web_address(api: str, web: str) -> None:
    assert web_address(api) == web


@pytest.mark.parametrize(
    ("answer", "login"),
    [
        pytest.param({"login": "ann"}, "ann", id="a person's token"),
        pytest.param(Answer({"message": "Resource not accessible"}, 403), "github-actions[bot]", id="an Action's"),
    ],
)
async def test_writer_of_a_token_is_asked_once(stage: ScriptedGitHub, answer: object, login: str) -> None:
    stage.on("GET", "/user", answer)
    async with at(stage) as github:
        assert [await github.writer() for _ in range(2)] == [login] * 2
    assert len(stage.calls) == 1


async def test_writer_of_a_wrong_token(stage: ScriptedGitHub) -> None:
    stage.on("GET", "/user", Answer({"message": "Bad credentials"}, 401))
    async with at(stage) as github:
        with pytest.raises(Unreachable, match="Bad credentials"):
            await github.writer()


async def test_app_writes_as_its_bot(stage: ScriptedGitHub, app_key: str) -> None:
    stage.on("GET", "/app", {"slug": "duly"})
    async with at(stage, app_id="1", private_key=app_key) as github:
        assert [await github.writer() for _ in range(2)] == ["duly[bot]"] * 2
    (call,) = stage.calls
    assert call.authorization.startswith("Bearer ey")


async def test_known_repository_needs_no_call_and_is_the_same_the_next_time(stage: ScriptedGitHub) -> None:
    async with at(stage) as github:
        first = await github.repository("owner/notes", id=7, branch="main")
        second = await github.repository("owner/renamed", id=7, branch="trunk")
    assert first is second
    assert (second.ref.full_name, second.ref.branch) == ("owner/renamed", "trunk")
    assert stage.calls == []


@pytest.mark.parametrize("moved", [False, True], ids=["as named", "renamed"])
async def test_named_repository_is_looked_up(stage: ScriptedGitHub, moved: bool) -> None:
    stage.on("GET", "/repos/owner/notes", FACTS)
    stage.on("GET", "/repos/owner/old", Answer({}, 301, {"location": "/repos/owner/notes"}))
    async with at(stage) as github:
        repository = await github.repository("owner/old" if moved else "owner/notes")
    assert (repository.ref.full_name, repository.ref.branch) == ("owner/notes", "trunk")


async def test_app_finds_its_installation_first(stage: ScriptedGitHub, app_key: str) -> None:
    stage.on("GET", "/repos/owner/notes/installation", {"id": 5})
    stage.on("POST", "/app/installations/5/access_tokens", {"token": "ghs_5", "expires_at": "2026-03-01T13:00:00Z"})
    stage.on("GET", "/repos/owner/notes", FACTS)
    async with at(stage, app_id="1", private_key=app_key) as github:
        await github.repository("owner/notes")
    assert [call.authorization[:10] for call in stage.calls] == ["Bearer eyJ"] * 2 + ["Bearer ghs"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("notes", "OWNER/NAME", id="no owner"),
        pytest.param("owner/notes/x", "OWNER/NAME", id="too much"),
        pytest.param("owner/{x}", "OWNER/NAME", id="odd signs"),
        pytest.param("owner/absent", "not there", id="not there"),
    ],
)
async def test_repository_that_is_none(stage: ScriptedGitHub, name: str, words: str) -> None:
    async with at(stage) as github:
        with pytest.raises(Unreachable, match=words):
            await github.repository(name)


async def test_app_that_is_not_installed(stage: ScriptedGitHub, app_key: str) -> None:
    async with at(stage, app_id="1", private_key=app_key) as github:
        with pytest.raises(Unreachable, match="not installed"):
            await github.repository("owner/notes")
