"""Without a server: `duly action` as a runner starts it, with the events that GitHub Actions hands over as files."""

import json
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from bot.core.issues.board.marker import TITLE
from bot.sandbox import AppSpec, Repository, Sandbox
from bot.sandbox.github import auth
from bot.sandbox.github.shapes import Json
from tests.support import process
from tests.support.contract import violations
from tests.support.duly import NAME
from tests.support.paths import ROOT

ACTIONS = AppSpec(slug="github-actions")
"""Whose token a workflow has."""
NOTE = "notes/2024-03-05.md"


def minutes(*lines: str) -> str:
    """A note whose action list is `lines`."""
    return "# 2024-03-05 meeting\n\n## Action items\n\n" + "\n".join(lines) + "\n"


@dataclass(slots=True)
class Runner:
    """Stands in for a runner: the environment, the event file and the summary file of each run."""

    sandbox: Sandbox
    repository: Repository
    folder: Path
    runs: int = field(default=0)

    async def event(self, name: str) -> Json:
        """The payload of the newest webhook of an event, which is what a run finds in its event file."""
        await self.sandbox.settled()
        attempts = self.sandbox.world.hooks.attempts
        payload: Json = json.loads([one.body for one in attempts if one.headers["X-GitHub-Event"] == name][-1])
        return payload

    async def run(self, event: str, payload: Json | None = None) -> tuple[int, str]:
        """One run of `duly action`: its exit code and its summary."""
        self.runs += 1
        given, summary = self.folder / f"event-{self.runs}.json", self.folder / f"summary-{self.runs}.md"
        given.write_text(json.dumps(payload or await self.event(event)), encoding="utf-8")
        token, _ = auth.new_token(self.sandbox.world, self.sandbox.installation(self.repository), {})
        environment = {
            "PATH": os.environ["PATH"],
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.sandbox.url,
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(given),
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_TOKEN": token,
            "DULY_WRITE_INTERVAL": "0",
        }
        done = await process.run_beside("bot", "action", cwd=self.folder, env=environment)
        return done.code, summary.read_text(encoding="utf-8") if summary.exists() else ""


@asynccontextmanager
async def runner(folder: Path, config: str | None = "people: {Ada: ada}\n") -> AsyncIterator[Runner]:
    sandbox = Sandbox(ACTIONS)
    async with sandbox.serve():
        # No server listens: each webhook is only the input of a run.
        sandbox.webhook_url = "http://127.0.0.1:9/nobody"
        files = {"README.md": "# Notes\n"} | ({} if config is None else {".github/duly.yml": config})
        repository = sandbox.create_repository(NAME, collaborators={"ada": "write"}, files=files)
        yield Runner(sandbox, repository, folder)
        # GITHUB_TOKEN may not ask for its own login: by the 403 Duly finds that it runs as an Action.
        assert [one for one in violations(sandbox) if "users/get-authenticated" not in one] == []


async def test_a_push_syncs_and_a_second_run_writes_nothing(tmp_path: Path) -> None:
    async with runner(tmp_path) as actions:
        actions.repository.push({NOTE: minutes("* [ ] (Ada) paint the wall")}, author="ada")
        code, summary = await actions.run("push")
        (issue,) = actions.repository.issues
        assert (code, issue.title, issue.user.login) == (0, "paint the wall", "github-actions[bot]")
        assert "paint the wall" in summary
        writes = len(actions.repository.writes)
        code, summary = await actions.run("push")
        assert (code, len(actions.repository.writes)) == (0, writes)
        assert "Duly: nothing to do" in summary


async def test_a_pull_request_is_previewed(tmp_path: Path) -> None:
    async with runner(tmp_path) as actions:
        actions.repository.push({NOTE: minutes("* [ ] (Ada) paint the wall")}, branch="minutes", author="ada")
        actions.repository.open_pull("Minutes", "minutes", by="ada")
        code, summary = await actions.run("pull_request")
        assert (code, actions.repository.issues) == (0, [])
        assert "Duly: When merged: 1 to open" in summary
        assert [run.title for run in actions.repository.checks][-1] == "When merged: 1 to open"


async def test_a_command_is_run(tmp_path: Path) -> None:
    async with runner(tmp_path) as actions:
        actions.repository.push({NOTE: minutes("* [ ] (Ada) paint the wall")}, author="ada")
        await actions.run("push")
        actions.repository.comment(1, "ada", "/done")
        await actions.run("issue_comment")
        assert actions.repository.issue(1).state == "closed"


async def test_the_next_run_does_what_a_cancelled_one_missed(tmp_path: Path) -> None:
    async with runner(tmp_path) as actions:
        actions.repository.push({NOTE: minutes("* [ ] (Ada) paint the wall", "* [ ] mend the pump")}, author="ada")
        await actions.run("push")
        # Two commands come at once; GitHub keeps the newer waiting run only.
        actions.repository.comment(1, "ada", "/done")
        actions.repository.comment(2, "ada", "/assign @ada")
        await actions.run("issue_comment")
        assert actions.repository.issue(1).state == "closed"
        assert [who.login for who in actions.repository.issue(2).assignees] == ["ada"]


async def test_a_schedule_needs_no_payload(tmp_path: Path) -> None:
    async with runner(tmp_path) as actions:
        actions.repository.push({NOTE: minutes("* [ ] (Ada) paint the wall")}, author="ada")
        code, _ = await actions.run("schedule", {"schedule": "17 5 * * *"})
        assert (code, [issue.title for issue in actions.repository.issues]) == (0, ["paint the wall"])


async def test_without_a_config_it_says_so(tmp_path: Path) -> None:
    async with runner(tmp_path, config=None) as actions:
        actions.repository.push({NOTE: minutes("* [ ] (Ada) paint the wall")}, author="ada")
        code, summary = await actions.run("push")
        assert (code, actions.repository.issues) == (0, [])
        assert "there is no config on the default branch" in summary


@pytest.mark.parametrize("path", ["action.yml", "carry/action.yml", "report/action.yml"])
def test_the_actions_install_what_is_locked(path: str) -> None:
    action = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    assert all("shell" in step for step in steps if "run" in step)
    installs = re.findall(r'pip" install ([^\n]*)', "\n".join(step.get("run", "") for step in steps))
    assert [("--require-hashes" in each, "--no-deps --no-build-isolation" in each) for each in installs] == [
        (True, False),
        (False, True),
    ]
    tokens = [step["env"]["GITHUB_TOKEN"] for step in steps if "GITHUB_TOKEN" in step.get("env", {})]
    # A report reads the checkout alone.
    assert tokens == ([] if path == "report/action.yml" else ["${{ inputs.token }}"])


def test_the_workflow_in_the_docs_listens_to_what_duly_uses() -> None:
    text = (ROOT / "docs" / "action.md").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text.partition("```yml\n")[2].partition("```")[0])
    app = yaml.safe_load((ROOT / "app.yml").read_text(encoding="utf-8"))
    # YAML reads the key `on` as true.
    # GitHub starts no workflow for a button on a check run that a workflow made.
    assert set(app["default_events"]) - {"check_run"} <= workflow[True].keys()
    asked = {name.replace("-", "_"): level for name, level in workflow["permissions"].items()}
    assert asked == {name: level for name, level in app["default_permissions"].items() if name != "metadata"}
    assert len(text.partition("```yml\n")[2].partition("```")[0].splitlines()) <= 16


async def test_the_board_is_kept_by_one_run_after_another(tmp_path: Path) -> None:
    async with runner(tmp_path, config="people: {Ada: ada}\nboard: true\n") as actions:
        repository = actions.repository
        repository.push({NOTE: minutes("* [ ] (Ada) paint the wall")}, author="ada")
        await actions.run("push")
        await actions.run("push")
        assert [issue.title for issue in repository.issues] == ["paint the wall", TITLE]
        assert repository.issue(2).user.login == "github-actions[bot]"
        repository.delete_issue(1, by="ada")
        repository.push({NOTE: minutes("* [ ] (Ada) paint the wall", "* [ ] mend the pump")}, author="ada")
        await actions.run("push")
        assert [issue.title for issue in repository.issues] == [TITLE, "mend the pump"]
        # Another workflow writes under the same login.
        bot = actions.sandbox.world.app.bot.login
        repository.close_issue(2, by=bot, reason="not_planned")
        repository.comment(3, "ada", "/done")
        await actions.run("issue_comment")
        assert repository.issue(2).state == "open"
        repository.close_issue(2, by="ada")
        await actions.run("issues")
        assert (repository.issue(2).state, len(repository.issue(2).comments)) == ("closed", 1)
