"""`duly doctor` beside a stand-in for GitHub: what it finds in a good set-up, and in each kind of a bad one."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.cli.doctor import Finding, Grade, examine
from bot.sandbox import AppSpec, Repository, Sandbox
from bot.settings import Settings
from tests.support import process
from tests.support.duly import NAME, settings_of
from tests.support.post_office import post_office

CONFIG = "people: {Ada: ada}\n"


@asynccontextmanager
async def set_up(app: AppSpec | None = None, config: str | None = CONFIG) -> AsyncIterator[tuple[Sandbox, Repository]]:
    """A stand-in whose webhooks reach nobody, with one repository."""
    sandbox = Sandbox(app or AppSpec())
    async with sandbox.serve():
        files = {"README.md": "# Notes\n"} | ({} if config is None else {".github/duly.yml": config})
        yield sandbox, sandbox.create_repository(NAME, collaborators={"ada": "write"}, files=files)


async def found(sandbox: Sandbox, repository: str | None = NAME, **changed: object) -> list[Finding]:
    given: dict[str, object] = {"public_url": "https://duly.example.org"} | changed
    settings = settings_of(sandbox, sandbox.url)
    values = {name: getattr(settings, name) for name in settings.__dataclass_fields__} | given
    return [finding async for finding in examine(Settings(**values), repository)]


def bad(findings: list[Finding]) -> list[str]:
    """What is not in order, with its grade."""
    return [f"{one.grade}: {one.what}" for one in findings if one.grade is not Grade.OK]


async def test_a_good_set_up() -> None:
    async with set_up() as (sandbox, _):
        findings = await found(sandbox)
        # The stand-in delivers nothing until it has an address.
        assert bad(findings) == ["warning: GitHub has delivered no webhook yet"]
        seen = "\n".join(one.what for one in findings)
        assert "GitHub accepts these credentials as duly[bot], installed on 1 account" in seen
        assert "webhooks are expected at https://duly.example.org/webhook" in seen
        assert "the clock agrees" in seen
        assert "all 1 person of `people` can be assigned" in seen


PERMISSIONS = AppSpec().permissions


def without(permission: str) -> dict[str, object]:
    """The registration of an App that lacks one permission."""
    return {"permissions": {name: level for name, level in PERMISSIONS.items() if name != permission}}


WRONG: list[object] = [
    pytest.param(
        {"permissions": PERMISSIONS | {"contents": "read"}}, "warning: the App has `contents: read`", id="reads only"
    ),
    pytest.param(
        {"permissions": PERMISSIONS | {"issues": "read"}}, "failed: the App has `issues: read`", id="no issues"
    ),
    pytest.param(without("contents"), "failed: the App has `contents: none`", id="reads nothing"),
    pytest.param(without("checks"), "warning: the App has `checks: none`", id="no check runs"),
    pytest.param(
        {"events": ("issues", "issue_comment", "pull_request")},
        "warning: the App does not get the event `push`",
        id="no push",
    ),
]


@pytest.mark.parametrize(("spec", "what"), WRONG)
async def test_a_registration_that_lacks_something(spec: Mapping[str, object], what: str) -> None:
    async with set_up(AppSpec(**spec)) as (sandbox, _):  # type: ignore[arg-type]
        assert what in bad(await found(sandbox, None))


CONFIGS = [
    pytest.param(
        "lables: [a]\n", "failed: .github/duly.yml:1:1: unknown key 'lables', did you mean 'labels'?", id="a mistake"
    ),
    pytest.param(None, f"warning: {NAME} has no `.github/duly.yml` on its default branch", id="none"),
    pytest.param("people: {Zoe: zoe}\n", "warning: cannot be assigned: zoe", id="a login without access"),
]


@pytest.mark.parametrize(("config", "what"), CONFIGS)
async def test_a_config_that_needs_attention(config: str | None, what: str) -> None:
    async with set_up(config=config) as (sandbox, _):
        findings = await found(sandbox)
        assert what in bad(findings)
        assert all(one.remedy for one in findings if one.grade is not Grade.OK)


SETTINGS = [
    pytest.param({"public_url": ""}, "warning: PUBLIC_URL is not set", id="no address"),
    pytest.param({"public_url": "http://duly.example.org"}, "warning: PUBLIC_URL is not https", id="no https"),
]


@pytest.mark.parametrize(("changed", "what"), SETTINGS)
async def test_settings(changed: dict[str, object], what: str) -> None:
    async with set_up() as (sandbox, _):
        assert what in bad(await found(sandbox, None, **changed))


async def test_an_app_that_github_does_not_have() -> None:
    async with set_up() as (sandbox, _):
        (failed,) = [one for one in await found(sandbox, app_id="99") if one.grade is Grade.FAILED]
        assert "APP_ID" in failed.remedy


async def test_without_credentials_nothing_is_said_to_work() -> None:
    (failed,) = [one async for one in examine(Settings(), None)]
    assert (failed.grade, failed.what.partition(":")[0]) == (Grade.FAILED, "no credentials")


async def test_deliveries_that_fail_are_counted() -> None:
    async with set_up() as (sandbox, repository):
        sandbox.webhook_url = "http://127.0.0.1:9/webhook"
        repository.push({"notes/2024-03-05.md": "# Notes\n"}, author="ada")
        await sandbox.settled()
        said = [one for one in bad(await found(sandbox)) if "of the last" in one]
        assert len(said) == 1
        assert said[0].startswith("failed: 1 of the last 1 delivery failed (no answer)")


async def test_a_delivery_that_came_at_a_later_try_has_arrived() -> None:
    async with set_up() as (sandbox, repository), post_office("http://127.0.0.1:9", seed=1) as (_, address):
        sandbox.webhook_url = "http://127.0.0.1:9/webhook"
        repository.push({"notes/2024-03-05.md": "# Notes\n"}, author="ada")
        await sandbox.settled()
        (first,) = sandbox.world.hooks.attempts
        sandbox.webhook_url = address
        assert sandbox.world.hooks.again(first.id)
        await sandbox.settled()
        findings = await found(sandbox)
        assert [one.what for one in findings if "the last" in one.what] == ["the last 1 delivery arrived"]


async def test_a_wrong_clock() -> None:
    async with set_up() as (sandbox, _):
        settings = settings_of(sandbox, sandbox.url)
        findings = [one async for one in examine(settings, None, now=lambda: 4e9)]
        assert any(one.grade is Grade.FAILED and "seconds ahead" in one.what for one in findings)


async def test_the_command_line(tmp_path: Path) -> None:
    async with set_up(config="lables: [a]\n") as (sandbox, _):
        environment = {
            "PATH": os.environ["PATH"],
            "APP_ID": str(sandbox.app.id),
            "PRIVATE_KEY": sandbox.app.private_key,
            "GITHUB_API_URL": sandbox.url,
            "PUBLIC_URL": "https://duly.example.org",
        }
        done = await process.run_beside("bot", "doctor", NAME, cwd=tmp_path, env=environment)
        assert done.code == 1
        assert "failed  .github/duly.yml:1:1: unknown key 'lables'" in done.out
