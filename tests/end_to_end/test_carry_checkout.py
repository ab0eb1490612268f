"""`duly carry --repo`: the next note is filled on a checkout, between rendering the template and the sync with HackMD."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import Repository, Sandbox
from tests.support import process
from tests.support.duly import Stage, staged

TEMPLATE = "# {date} meeting\n\n## Agenda\n\n* \n\n## Action items\n\n## Notes\n"


@dataclass(slots=True)
class Workflow:
    """A runner with a checkout: the steps of a workflow that makes the next meeting's note."""

    stage: Stage
    checkout: Path
    token: str

    @property
    def remote(self) -> Repository:
        return self.stage.repository

    def render(self, date: str) -> Path:
        """Step 1: the template of the next note, on the checkout only."""
        note = self.checkout / "notes" / f"{date}.md"
        note.parent.mkdir(exist_ok=True)
        note.write_text(TEMPLATE.format(date=date), encoding="utf-8")
        return note

    async def carry(self, into: Path, *arguments: str) -> tuple[int, str]:
        """Step 2: `duly carry`; exit code and what stands on stderr."""
        env = {
            "PATH": os.environ["PATH"],
            "GITHUB_TOKEN": self.token,
            "GITHUB_API_URL": self.stage.sandbox.url,
        }
        command = ("carry", "--repo", self.remote.full_name, "--into", str(into), *arguments)
        done = await process.run_beside("bot", *command, cwd=self.checkout, env=env)
        return done.code, done.error

    def sync_with_hackmd(self, note: Path) -> str:
        """Step 3: what HackMD gets."""
        pad = self.checkout / "pad.md"
        shutil.copyfile(note, pad)
        return pad.read_text(encoding="utf-8")


@asynccontextmanager
async def workflow(tmp_path: Path) -> AsyncIterator[Workflow]:
    """A community with one synced meeting; issue 1 is the wall, issue 2 the rope."""
    sandbox = Sandbox()
    config = f"trusted_writers: ['{sandbox.bot_login}']\npeople: {{Ada: ada}}\nnumbers: plain\n"
    async with staged(tmp_path / "server", config=config, sandbox=sandbox) as stage:
        await stage.note("2024-03-05", "* [ ] (Ada) paint the wall", "* [ ] order the rope")
        checkout = tmp_path / "checkout"
        (checkout / ".git").mkdir(parents=True)
        yield Workflow(stage, checkout, sandbox.person("ada"))


async def test_a_new_note_has_its_block(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    async with workflow(tmp_path) as steps:
        writes = steps.stage.writes()
        note = steps.render("2024-03-19")
        code, said = await steps.carry(note)
        assert code == 0, said
        pad = steps.sync_with_hackmd(note)
        assert "* [ ] (Ada) paint the wall #1" in pad
        assert "* [ ] order the rope #2" in pad
        assert "## Notes" in pad
        assert "Carried 2 lines" in said
        before = note.read_bytes()
        await steps.carry(note)
        assert note.read_bytes() == before
        # It reads only.
        assert steps.stage.writes() == writes


async def test_the_newest_state_on_github_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    async with workflow(tmp_path) as steps:
        steps.remote.close_issue(1, by="ada")
        await steps.stage.rest()
        note = steps.render("2024-03-19")
        code, said = await steps.carry(note)
        assert code == 0, said
        assert "* [x] (Ada) paint the wall #1" in note.read_text(encoding="utf-8")


async def test_an_earlier_note_of_the_checkout_counts_before_it_is_merged(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    async with workflow(tmp_path) as steps:
        earlier = steps.render("2024-03-12")
        lines = "* [x] (Ada) paint the wall #1\n* [ ] order the rope #2\n* [ ] sell the ferry\n"
        earlier.write_text(f"# 2024-03-12 meeting\n\n## Action items\n\n{lines}", encoding="utf-8")
        note = steps.render("2024-03-19")
        code, said = await steps.carry(note, "notes")
        assert code == 0, said
        text = note.read_text(encoding="utf-8")
        assert "* [ ] sell the ferry" in text
        assert "* [ ] order the rope #2" in text
        assert "paint the wall" not in text


async def test_a_repository_without_a_config_is_named(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    async with workflow(tmp_path) as steps:
        await steps.stage.push({".github/duly.yml": None})
        code, said = await steps.carry(steps.render("2024-03-19"))
        assert code == 1
        assert "has no good `.github/duly.yml` on its default branch" in said


async def test_an_earlier_note_in_a_pull_request_counts_too(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    async with workflow(tmp_path) as steps:
        lines = "* [x] (Ada) paint the wall #1\n* [ ] order the rope #2\n* [ ] sell the ferry\n"
        text = f"# 2024-03-12 meeting\n\n## Action items\n\n{lines}"
        steps.remote.push({"notes/2024-03-12.md": text}, branch="march-12", author="ada")
        number = steps.remote.open_pull("Notes of March 12", "march-12", by="ada").number
        await steps.stage.rest()
        note = steps.render("2024-03-19")
        code, said = await steps.carry(note)
        assert code == 0, said
        assert "* [ ] sell the ferry" in note.read_text(encoding="utf-8")
        assert f"2024-03-12 (#{number}) was read from its pull request." in said


NODE_TEMPLATE = """\
{{#isMinutes}}# {{{title}}}

{{/isMinutes}}## Agenda

{{#isMinutes}}

## Action items

## Q&A, Other

{{/isMinutes}}
"""


async def test_the_template_of_a_tool_that_renders_and_copies_in_one_step(tmp_path: Path) -> None:
    """The order of create-node-meeting-artifacts: `duly carry` fills the template of the run, then the tool renders it."""
    (tmp_path / "server").mkdir()
    async with workflow(tmp_path) as steps:
        template = steps.checkout / "templates" / "meeting.mustache"
        template.parent.mkdir()
        template.write_text(NODE_TEMPLATE, encoding="utf-8")
        code, said = await steps.carry(template)
        assert code == 0, said
        minutes = re.sub(r"\{\{[#/]isMinutes\}\}", "", template.read_text(encoding="utf-8"))
        minutes = minutes.replace("{{{title}}}", "TSC Meeting 2024-03-19")
        issue = re.sub(
            r"\{\{#isMinutes\}\}.*?\{\{/isMinutes\}\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        lines = "* [ ] (Ada) paint the wall #1\n* [ ] order the rope #2\n"
        assert f"## Action items\n\n{lines}" in minutes
        assert "## Q&A, Other" in minutes
        assert "paint the wall" not in issue


async def test_the_order_of_the_hackmd_action(tmp_path: Path) -> None:
    """Render, carry, commit, copy: what is committed is what HackMD gets, and `/carry` has nothing to add to it."""
    (tmp_path / "server").mkdir()
    async with workflow(tmp_path) as steps:
        note = steps.render("2024-03-19")
        code, said = await steps.carry(note)
        assert code == 0, said
        text = note.read_text(encoding="utf-8")
        steps.remote.push({"notes/2024-03-19.md": text}, branch="2024-03-19-meeting-notes", author="ada")
        assert steps.sync_with_hackmd(note) == text
        pull = steps.remote.open_pull("Add meeting notes 2024-03-19", "2024-03-19-meeting-notes", by="ada").number
        await steps.stage.rest()
        steps.remote.comment(pull, "ada", "/carry")
        await steps.stage.rest()
        assert steps.remote.read("notes/2024-03-19.md", "2024-03-19-meeting-notes") == text
