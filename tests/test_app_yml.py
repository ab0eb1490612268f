"""app.yml is a valid manifest and asks for exactly the permissions and events that the code uses."""

import json
import re
from pathlib import Path

import pytest
import yaml

from bot.github.client import GitHub
from bot.github.errors import GitHubError, Refused
from bot.jobs.sync import sync
from bot.queue.job import Job
from bot.sandbox import AppSpec, Repository, Sandbox
from bot.web.events import translate
from tests.support import payloads
from tests.support.duly import NAME, PEOPLE, settings_of, staged
from tests.support.paths import ROOT, SHARED, need

MANIFEST = yaml.safe_load((ROOT / "app.yml").read_text(encoding="utf-8"))
PERMISSIONS: dict[str, str] = MANIFEST["default_permissions"]
EVENTS: list[str] = MANIFEST["default_events"]
KEYS = {
    "name",
    "url",
    "description",
    "public",
    "default_permissions",
    "default_events",
    "hook_attributes",
    "redirect_url",
    "callback_urls",
    "setup_url",
    "setup_on_update",
    "request_oauth_on_install",
}
"""What a manifest may hold: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest"""
LONGEST_NAME = 34
DESCRIPTION = SHARED / "contract" / "github-api.json"

CONFIG = "people: {Ada: ada, Zoe: zoe}\n"
NOTE = "# Meeting\n\n## Action items\n\n* [ ] (Ada) paint the wall\n* [ ] (Zoe) mend the pump\n"


def app(permissions: dict[str, str]) -> Sandbox:
    """A sandbox whose App is registered as in app.yml, but with these permissions."""
    return Sandbox(AppSpec(permissions=permissions, events=tuple(EVENTS)))


def test_it_is_a_manifest() -> None:
    assert MANIFEST.keys() <= KEYS
    assert {"name", "url", "default_permissions", "default_events"} <= MANIFEST.keys()
    assert re.fullmatch(r"[\w -]+", MANIFEST["name"])
    assert len(MANIFEST["name"]) <= LONGEST_NAME
    assert MANIFEST["url"].startswith("https://")
    assert isinstance(MANIFEST["public"], bool)
    assert len(EVENTS) == len(set(EVENTS))


def test_its_permissions_and_events_exist_on_github() -> None:
    need(DESCRIPTION)
    described = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    known = described["components"]["schemas"]["app-permissions"]["properties"]
    assert [name for name, level in PERMISSIONS.items() if level not in known[name]["enum"]] == []
    assert set(EVENTS) <= set(events_of(described))


def events_of(described: dict[str, dict[str, dict[str, dict[str, dict[str, str]]]]]) -> list[str]:
    """All webhook events of GitHub's API description."""
    return sorted({hook["post"]["x-github"]["subcategory"] for hook in described["x-webhooks"].values()})


async def test_with_what_it_asks_for_everything_works(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG, sandbox=app(PERMISSIONS)) as stage:
        await stage.push({"notes/2024-03-05.md": NOTE})
        repository = stage.repository
        assert [issue.title for issue in repository.issues] == ["paint the wall", "mend the pump"]
        repository.comment(2, "zoe", "here I am")
        await stage.rest()
        assert [who.login for who in repository.issue(2).assignees] == ["zoe"]
        repository.edit_issue(1, by="ada", body="mine")
        await stage.rest()
        assert "duly:1" in (repository.issue(1).body or "")
        said = repository.comment(1, "ada", "/assign @bea\n/help")
        await stage.rest()
        assert [one.content for one in said.reactions] == ["eyes", "rocket"]
        await stage.tick("2024-03-05", "paint the wall")
        assert repository.issue(1).state == "closed"
        assert repository.checks != []
        repository.push({"notes/2024-03-19.md": "# Meeting\n"}, branch="next", author="ada")
        number = repository.open_pull("The next note", "next", by="ada").number
        comment = repository.comment(number, "ada", "/carry")
        await stage.rest()
        assert "mend the pump [#2](" in (repository.read("notes/2024-03-19.md", "next") or "")
        assert [one.content for one in comment.reactions] == ["eyes", "rocket"]
        assert "Carried into" in repository.issue(number).comments[-1].body
        assert [one.status for one in stage.sandbox.recorder.exchanges if one.status in (401, 403)] == []


async def outcome(permissions: dict[str, str]) -> tuple[Repository, GitHubError | None]:
    """The repository after a sync by an App with these permissions, and the error, if any."""
    sandbox = app(permissions)
    async with sandbox.serve() as url:
        files = {".github/duly.yml": CONFIG, "notes/2024-03-05.md": NOTE}
        repository = sandbox.create_repository(NAME, collaborators=PEOPLE, files=files)
        async with GitHub(settings_of(sandbox, url)) as github:
            try:
                await sync(await github.repository(NAME))
            except GitHubError as error:
                return repository, error
        return repository, None


def less(name: str, level: str | None) -> dict[str, str]:
    """The permissions with one removed (None) or lowered."""
    rest = {other: granted for other, granted in PERMISSIONS.items() if other != name}
    return rest if level is None else rest | {name: level}


async def test_the_sync_of_these_tests_is_a_good_one() -> None:
    repository, error = await outcome(PERMISSIONS)
    assert error is None
    assert (len(repository.issues), len(repository.checks)) == (2, 1)


LESS = [
    pytest.param(name, level, id=f"{name}: {level or 'none'}")
    for name, granted in sorted(PERMISSIONS.items())
    for level in ((None, "read") if granted == "write" else (None,))
]


OPTIONAL = {
    ("checks", None),
    ("checks", "read"),
    ("contents", "read"),
    ("pull_requests", None),
    ("pull_requests", "read"),
}
"""Permissions that a sync can do without: the check run's text goes to the log, and the carried block into a comment."""


@pytest.mark.parametrize(("name", "level"), LESS)
async def test_with_less_it_does_not_work(name: str, level: str | None) -> None:
    repository, error = await outcome(less(name, level))
    if (name, level) in OPTIONAL:
        assert (error, len(repository.issues), len(repository.checks)) == (None, 2, int(name != "checks"))
        return
    assert isinstance(error, Refused)
    assert error.status in (403, 404)
    assert repository.issues == []


WAITING = '<!-- duly:1 {"key":"0a1b2c3d","waiting":{"cj":0}} -->\nDuly wrote this.'
HEARD = {
    "check_run": payloads.common(
        action="requested_action", check_run={"head_sha": "c" * 40}, requested_action={"identifier": "approve"}
    ),
    "push": payloads.push(),
    "issues": payloads.edited(payloads.MARKED, "gone"),
    "issue_comment": payloads.commented(issue=payloads.issue(body=WAITING)),
    "pull_request": payloads.common(action="opened", number=7),
}


@pytest.mark.parametrize("event", EVENTS)
def test_each_event_has_a_use(event: str) -> None:
    assert isinstance(translate(event, HEARD[event]), Job)


def test_no_other_event_has_a_use() -> None:
    need(DESCRIPTION)
    fields = {name: value for payload in HEARD.values() for name, value in payload.items()}
    others = set(events_of(json.loads(DESCRIPTION.read_text(encoding="utf-8")))) - set(EVENTS)
    assert len(others) > 10
    for event in sorted(others):
        for action in ("created", "edited", "opened", "synchronize", "requested_action"):
            assert not isinstance(translate(event, fields | {"action": action}), Job), event
