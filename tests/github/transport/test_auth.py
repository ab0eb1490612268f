import asyncio

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from jwt.types import Options

from bot.github.errors import Unreachable
from bot.github.transport.auth import AppAuth, load_key
from bot.settings import SettingsError
from tests.support.scripted_github import BASE, START, TOKEN, WAITS, Answer, ScriptedGitHub, at, issue

TOKENS = "/app/installations/5/access_tokens"


def token(text: str, until: str = "2026-03-01T13:00:00Z") -> Answer:
    return Answer({"token": text, "expires_at": until}, 201)


async def test_jwt_is_what_github_asks_for(app_key: str) -> None:
    header = await AppAuth("42", app_key, now=lambda: START).header()
    token = header.removeprefix("Bearer ")
    lenient: Options = {"verify_exp": False, "verify_iat": False}
    claims = jwt.decode(token, load_key(app_key).public_key(), ["RS256"], options=lenient)
    assert claims == {"iss": "42", "iat": int(START) - 60, "exp": int(START) + 540}


@pytest.mark.parametrize(
    ("seconds", "same"),
    [pytest.param(0, True, id="at once"), pytest.param(299, True, id="soon"), pytest.param(300, False, id="later")],
)
async def test_jwt_is_used_again_for_minutes(app_key: str, seconds: float, same: bool) -> None:
    times = [START]
    auth = AppAuth("42", app_key, now=lambda: times[-1])
    first = await auth.header()
    times.append(START + seconds)
    assert (await auth.header() == first) is same


def elliptic() -> str:
    key = generate_private_key(SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.mark.parametrize(
    ("pem", "words"),
    [
        pytest.param("", "PEM form", id="empty"),
        pytest.param("secret-words", "PEM form", id="no PEM"),
        pytest.param(
            "-----BEGIN RSA PRIVATE KEY-----\nsecret-words\n-----END RSA PRIVATE KEY-----", "PEM", id="broken"
        ),
        pytest.param(elliptic(), "RSA key", id="another kind of key"),
    ],
)
def test_bad_key_is_reported_and_not_quoted(pem: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as error:
        load_key(pem)
    assert "secret-words" not in str(error.value)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        pytest.param({"github_token": ""}, "no credentials", id="none"),
        pytest.param({"github_token": "", "app_id": "1"}, "PRIVATE_KEY_PATH", id="an App without its key"),
    ],
)
async def test_missing_credentials(stage: ScriptedGitHub, settings: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        async with at(stage, WAITS, **settings):
            pass


async def test_token_of_a_person(stage: ScriptedGitHub) -> None:
    stage.on("GET", f"{BASE}/issues/1", issue(1))
    async with at(stage) as github:
        await (await github.repository("owner/notes", id=7, branch="main")).issue(1)
    (call,) = stage.calls
    assert call.authorization == f"Bearer {TOKEN}"
    assert call.headers["accept"] == "application/vnd.github+json"
    assert call.headers["x-github-api-version"] == "2022-11-28"
    assert call.headers["user-agent"].startswith("duly/")


async def test_installation_token_is_asked_once_also_by_many(stage: ScriptedGitHub, app_key: str) -> None:
    stage.on("POST", TOKENS, token("ghs_one"))
    stage.on("GET", f"{BASE}/issues/1", issue(1))
    async with at(stage, app_id="1", private_key=app_key) as github:
        repository = await github.repository("owner/notes", installation=5, id=7, branch="main")
        await asyncio.gather(*(repository.issue(1) for _ in range(8)))
    assert len(stage.asked("POST", TOKENS)) == 1
    assert stage.asked("POST", TOKENS)[0].authorization.startswith("Bearer ey")
    assert {call.authorization for call in stage.asked("GET")} == {"Bearer ghs_one"}


@pytest.mark.parametrize(
    ("seconds", "asked"),
    [
        pytest.param(0, 1, id="fresh"),
        pytest.param(54 * 60, 1, id="six minutes left"),
        pytest.param(56 * 60, 2, id="four minutes left"),
    ],
)
async def test_token_is_renewed_before_its_end(stage: ScriptedGitHub, app_key: str, seconds: float, asked: int) -> None:
    stage.on("POST", TOKENS, token("ghs_one"), token("ghs_two", "2026-03-01T14:00:00Z"))
    stage.on("GET", f"{BASE}/issues/1", issue(1))
    async with at(stage, app_id="1", private_key=app_key) as github:
        repository = await github.repository("owner/notes", installation=5, id=7, branch="main")
        await repository.issue(1)
        stage.clock.time += seconds
        await repository.issue(1)
    assert len(stage.asked("POST", TOKENS)) == asked


@pytest.mark.parametrize(
    ("answers", "tokens", "fine"),
    [
        pytest.param([issue(1)], 1, True, id="accepted"),
        pytest.param([Answer({}, 401), issue(1)], 2, True, id="refused once"),
        pytest.param([Answer({}, 401)], 2, False, id="refused for good"),
    ],
)
async def test_refused_token_is_dropped_and_tried_once_anew(
    stage: ScriptedGitHub, app_key: str, answers: list[object], tokens: int, fine: bool
) -> None:
    stage.on("POST", TOKENS, token("ghs_one"), token("ghs_two"))
    stage.on("GET", f"{BASE}/issues/1", *answers)
    async with at(stage, app_id="1", private_key=app_key) as github:
        repository = await github.repository("owner/notes", installation=5, id=7, branch="main")
        if fine:
            assert await repository.issue(1) is not None
        else:
            with pytest.raises(Unreachable, match="refuses the credentials"):
                await repository.issue(1)
    assert len(stage.asked("POST", TOKENS)) == tokens


@pytest.mark.parametrize("status", [403, 404])
async def test_installation_that_is_gone_is_not_taken_for_a_missing_issue(
    stage: ScriptedGitHub, app_key: str, status: int
) -> None:
    stage.on("POST", TOKENS, Answer({"message": "This installation has been suspended"}, status))
    async with at(stage, app_id="1", private_key=app_key) as github:
        repository = await github.repository("owner/notes", installation=5, id=7, branch="main")
        with pytest.raises(Unreachable, match="installation 5"):
            await repository.issue(1)


@pytest.mark.parametrize("status", [500, 502])
async def test_a_token_is_requested_again_after_a_server_error(
    stage: ScriptedGitHub, app_key: str, status: int
) -> None:
    stage.on("POST", TOKENS, Answer({}, status), token("ghs_one"))
    stage.on("GET", f"{BASE}/issues/1", issue(1))
    async with at(stage, app_id="1", private_key=app_key) as github:
        repository = await github.repository("owner/notes", installation=5, id=7, branch="main")
        assert await repository.issue(1) is not None
