"""Push → issues → tick → close before a stand-in that others wrote: webhooks signed by it reach a real `duly serve`."""

import asyncio
import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import yaml

from bot.core.carry.next_note import carry
from bot.core.model.notes import NoteFile
from bot.github.client import GitHub
from bot.github.git.commits import Draft
from bot.jobs.gather import gather
from bot.sandbox import AppSpec
from bot.sandbox.demo.child import Bot, running
from bot.settings import Settings
from tests.support.contract import CONTRACT, judge
from tests.support.paths import ROOT, need

pytestmark = pytest.mark.slow

PACKAGE = ROOT / "tests" / "emulate"
HOME = ROOT / ".venv" / "emulate"
"""Where the npm package is installed, once."""
NAME = "ada/notes"
NOTE, NEXT = "notes/2024-03-05.md", "notes/2024-03-19.md"
TEXT = """# Meeting

## Action items

* [ ] (Ada) paint the harbour wall green
* [ ] (Bea) order rope for the spring season
    * [ ] ask the mill for its price
* [x] (Ada) sweep the pier
"""
CONFIG = "people: {Ada: ada, Bea: bea}\n"
PATIENCE = 30.0


@pytest.fixture(scope="module")
def program() -> Path:
    """The stand-in's program, installed where it is not yet."""
    need("node")
    need("npm")
    need(CONTRACT)
    if not (HOME / "node_modules").exists():
        _install()
    return HOME / "node_modules" / "emulate" / "dist" / "index.js"


def _install() -> None:
    """Install beside its place and move it there in one step: an installation cut short leaves nothing behind."""
    HOME.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=HOME.parent) as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PACKAGE / name, folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode and os.environ.get("CI") != "true":
            pytest.skip(f"emulate cannot be installed here: {done.stderr.strip()[-500:]}")
        assert done.returncode == 0, done.stderr
        shutil.rmtree(HOME, ignore_errors=True)
        Path(folder).rename(HOME)
        Path(folder).mkdir()


@dataclass(slots=True)
class Scene:
    """The stand-in, the bot beside it, and what went between them."""

    url: str
    bot: Bot
    session: aiohttp.ClientSession
    recorded: Path
    settings: Settings
    """Those of another process of Duly's."""

    async def call(self, method: str, path: str, body: object = None) -> object:
        """What a person does, past the recorder."""
        headers = {"Authorization": "Bearer token_of_ada"}
        async with self.session.request(method, f"{self.url}{path}", json=body, headers=headers) as response:
            assert response.ok, await response.text()
            return await response.json()

    async def push(self, path: str, text: str) -> None:
        """Put a file as a person does, and wait until the bot is done with that commit."""
        address = f"/repos/{NAME}/contents/{path}"
        body = {"message": "Notes", "content": base64.b64encode(text.encode()).decode(), "branch": "main"}
        with suppress(AssertionError):
            body["sha"] = _text(await self.call("GET", address), "sha")
        done = await self.call("PUT", address, body)
        assert isinstance(done, dict)
        await self.bot.done_with(_text(done["commit"], "sha"), PATIENCE)

    async def propose(self, path: str, text: str) -> int:
        """Open a pull request from a branch that adds a file; its number."""
        tip = await self.call("GET", f"/repos/{NAME}/git/ref/heads/main")
        assert isinstance(tip, dict)
        await self.call("POST", f"/repos/{NAME}/git/refs", {"ref": "refs/heads/next", "sha": tip["object"]["sha"]})
        content = base64.b64encode(text.encode()).decode()
        body = {"message": "The next note", "content": content, "branch": "next"}
        await self.call("PUT", f"/repos/{NAME}/contents/{path}", body)
        made = await self.call(
            "POST", f"/repos/{NAME}/pulls", {"title": "The next note", "head": "next", "base": "main"}
        )
        assert isinstance(made, dict)
        return int(made["number"])

    async def carry(self, number: int) -> bool:
        """Carry into the note of a pull request; whether a commit was made.

        The stand-in lists no files of pull requests, and its webhooks do not tell one from an issue: so by hand.
        """
        async with GitHub(self.settings) as github:
            repository = await github.repository(NAME)
            snapshot, _ = await gather(repository)
            pull = await repository.pulls.one(number)
            assert pull is not None
            assert not pull.fork

            def carried(text: str) -> Draft:
                return Draft(carry(snapshot, NoteFile(NEXT, text)).text, "Carry")

            amended = await repository.amend(NEXT, pull.branch, carried)
            assert amended is not None
            return amended.written

    async def say(self, number: int, words: str) -> None:
        """Comment on an issue."""
        await self.call("POST", f"/repos/{NAME}/issues/{number}/comments", {"body": words})

    async def read(self, path: str, branch: str) -> str:
        """A file at a branch."""
        found = await self.call("GET", f"/repos/{NAME}/contents/{path}?ref={branch}")
        return base64.b64decode(_text(found, "content")).decode()

    async def closed(self, title: str) -> None:
        """Wait until an issue is closed."""
        for _ in range(600):
            if (await self.issues())[title]["state"] == "closed":
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"“{title}” is still open")

    async def issues(self) -> dict[str, Mapping[str, object]]:
        """Title → issue."""
        found = await self.call("GET", f"/repos/{NAME}/issues?state=all&per_page=100")
        assert isinstance(found, list)
        return {_text(issue, "title"): issue for issue in found}

    def said(self) -> list[dict[str, object]]:
        """Every exchange between bot and stand-in so far."""
        return [json.loads(line) for line in self.recorded.read_text(encoding="utf-8").splitlines()]

    def writes(self) -> list[tuple[object, object]]:
        """Method and URL of each write of the bot but those that ask for a token."""
        said = [(one["method"], one["url"]) for one in self.said() if one["method"] != "GET"]
        return [one for one in said if not str(one[1]).endswith("/access_tokens")]


def _text(value: object, name: str) -> str:
    assert isinstance(value, dict)
    found = value[name]
    assert isinstance(found, str)
    return found


@asynccontextmanager
async def scene(program: Path, folder: Path) -> AsyncIterator[Scene]:
    app, port, proxy = AppSpec(), free_port(), free_port()
    url, recorded = f"http://127.0.0.1:{port}", folder / "said.jsonl"
    recorder = [sys.executable, str(CONTRACT / "recproxy.py"), str(proxy), url, str(recorded)]
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        await stack.enter_async_context(child(recorder, folder))
        bot = await stack.enter_async_context(running(app, f"http://127.0.0.1:{proxy}", print))
        seed = folder / "emulate.yaml"
        seed.write_text(yaml.safe_dump(seeded(app, f"{bot.url}/webhook")), encoding="utf-8")
        command = ["node", str(program), "start", "--service", "github", "--port", str(port), "--seed", str(seed)]
        await stack.enter_async_context(child(command, folder))
        await answering(session, f"{url}/rate_limit")
        await answering(session, f"http://127.0.0.1:{proxy}/rate_limit")
        recorded.write_text("", encoding="utf-8")
        settings = Settings(
            app_id=str(app.id),
            private_key=app.private_key,
            github_api_url=f"http://127.0.0.1:{proxy}",
            write_interval=0,
        )
        yield Scene(url, bot, session, recorded, settings)


def seeded(app: AppSpec, webhook: str) -> dict[str, object]:
    """What the stand-in starts with: two people, a repository of one of them, and the App as app.yml describes it."""
    manifest = yaml.safe_load((ROOT / "app.yml").read_text(encoding="utf-8"))
    registered = {
        "app_id": app.id,
        "slug": app.slug,
        "name": app.slug,
        "private_key": app.private_key,
        "permissions": manifest["default_permissions"],
        "events": manifest["default_events"],
        "webhook_url": webhook,
        "webhook_secret": app.webhook_secret,
        "installations": [{"installation_id": 100, "account": "ada"}],
    }
    return {
        "tokens": {"token_of_ada": {"login": "ada", "scopes": ["repo", "user"]}},
        "github": {
            "users": [{"login": "ada"}, {"login": "bea"}],
            "repos": [{"owner": "ada", "name": "notes", "auto_init": True}],
            "apps": [registered],
        },
    }


@asynccontextmanager
async def child(command: Sequence[str], folder: Path) -> AsyncIterator[None]:
    """A program that runs meanwhile."""
    with (folder / f"{Path(command[1]).stem}.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(*command, cwd=folder, stdout=log, stderr=log)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def answering(session: aiohttp.ClientSession, url: str) -> None:
    """Wait until something answers there."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(aiohttp.ClientError):
                async with session.get(url):
                    return
            await asyncio.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_push_issues_tick_close(program: Path, tmp_path: Path) -> None:
    async with scene(program, tmp_path) as it:
        await it.push(".github/duly.yml", CONFIG)
        await it.push(NOTE, TEXT)
        issues = await it.issues()
        assert {title: issue["state"] for title, issue in issues.items()} == {
            "paint the harbour wall green": "open",
            "order rope for the spring season": "open",
        }
        writes = it.writes()
        await it.push(NOTE, TEXT + "\nSee you next time.\n")
        assert [url for _, url in it.writes()[len(writes) :] if "check-runs" not in str(url)] == []
        await it.push(NOTE, TEXT.replace("[ ] (Ada)", "[x] (Ada)"))
        issues = await it.issues()
        assert len(issues) == 2
        assert issues["paint the harbour wall green"]["state"] == "closed"
        assert issues["order rope for the spring season"]["state"] == "open"
    judge("validate.py", it.recorded, "--requests-only", "--app", "--quiet")


async def test_carry_into_the_next_note(program: Path, tmp_path: Path) -> None:
    async with scene(program, tmp_path) as it:
        await it.push(".github/duly.yml", CONFIG)
        await it.push(NOTE, TEXT)
        pull = await it.propose(NEXT, "# Meeting of March 19\n")
        assert await it.carry(pull)
        text = await it.read(NEXT, "next")
        assert "* [ ] (Ada) paint the harbour wall green [#1](" in text
        assert "* [ ] (Bea) order rope for the spring season [#2](" in text
        await it.say(2, "/done")
        await it.closed("order rope for the spring season")
        assert await it.carry(pull)
        assert await it.read(NEXT, "next") == text.replace("[ ] (Bea)", "[x] (Bea)")
        assert not await it.carry(pull)
        # The stand-in's merge moves no branch.
        await it.push(NEXT, await it.read(NEXT, "next"))
        assert {title: issue["state"] for title, issue in (await it.issues()).items()} == {
            "paint the harbour wall green": "open",
            "order rope for the spring season": "closed",
            # The open child of a ticked item is an item of its own.
            "order rope for the spring season: ask the mill for its price": "open",
        }
    judge("validate.py", it.recorded, "--requests-only", "--app", "--quiet")
