"""Setting up a server that has no App yet: the page, the code, the state, and the server that goes on by itself.

A real `duly serve` without credentials, beside a stand-in for GitHub with the pages that make and install an App.
"""

import asyncio
import json
import os
import re
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from string import hexdigits

import aiohttp
import pytest
from playwright.async_api import async_playwright

from bot.sandbox import Repository, Sandbox
from bot.sandbox.github.app_pages import add_app_pages
from bot.settings.credentials import FILE
from tests.support import process
from tests.support.browser import FLAGS, PATIENCE
from tests.support.paths import need

WAIT = 30.0
"""Seconds for a line of the log or an issue before it counts as missing."""
NOTE = "# 2024-03-05\n\n## Action items\n\n* [ ] paint the wall\n"


@dataclass(slots=True)
class Server:
    """A `duly serve` process; `log` holds every line so far."""

    process: process.Running
    url: str
    client: aiohttp.ClientSession
    log: list[str] = field(default_factory=list)

    async def said(self, event: str) -> dict[str, str]:
        """The next log line of `event`."""
        async with asyncio.timeout(WAIT):
            while text := await asyncio.to_thread(self.process.stdout.readline):
                self.log.append(text)
                line: dict[str, str] = json.loads(text)
                if line["event"] == event:
                    return line
        raise AssertionError(f"the server ended without saying {event!r}: {self.log}")

    async def code(self) -> str:
        """The code of the set-up page, from the log."""
        return (await self.said("not set up yet: open this address"))["address"].partition("?code=")[2]

    async def get(self, path: str) -> tuple[int, str]:
        async with self.client.get(self.url + path) as answer:
            return answer.status, await answer.text()

    async def choose(self, code: str, **changed: str) -> tuple[int, str]:
        """Send the form of the set-up page."""
        form = {"code": code, "organisation": "harbour", "name": "duly", "access": "write"} | changed
        async with self.client.post(f"{self.url}/setup", data=form) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def serving(folder: Path, github: str, **changed: str) -> AsyncIterator[Server]:
    """A server without credentials; `changed` are variables of its environment, empty ones are left out."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    given = {
        "PATH": os.environ["PATH"],
        "GITHUB_API_URL": github,
        "PUBLIC_URL": url,
        "PORT": str(port),
        "DATABASE_URL": str(folder / "duly.db"),
        "DULY_HOME": str(folder),
        "DULY_WRITE_INTERVAL": "0",
    } | changed
    environment = {name: value for name, value in given.items() if value}
    with process.running("bot", "serve", env=environment) as server:
        async with aiohttp.ClientSession() as client:
            yield Server(server, url, client)


@asynccontextmanager
async def github() -> AsyncIterator[tuple[Sandbox, Repository]]:
    """A stand-in with a notes repository on which the App is not installed."""
    sandbox = Sandbox()
    add_app_pages(sandbox)
    repository = sandbox.create_repository(
        "harbour/notes", collaborators={"ada": "write"}, files={".github/duly.yml": ""}, installed=False
    )
    async with sandbox.serve():
        yield sandbox, repository


def manifest_form(page: str) -> tuple[str, dict[str, object]]:
    """Address and manifest of the form that goes to GitHub."""
    action = re.search(r'<form method="post" action="([^"]+)">', page)
    value = re.search(r'name="manifest" value="([^"]+)"', page)
    assert action and value
    return unescape(action[1]), json.loads(unescape(value[1]))


async def back_from(server: Server, page: str) -> str:
    """The address that GitHub sends the browser back to."""
    action, manifest = manifest_form(page)
    form = {"manifest": json.dumps(manifest)}
    async with server.client.post(action, data=form, allow_redirects=False) as answer:
        return answer.headers["Location"].removeprefix(server.url)


async def opened(repository: Repository, titles: list[str]) -> None:
    """Wait until the tracker holds issues of these titles."""
    async with asyncio.timeout(WAIT):
        while [issue.title for issue in repository.issues] != titles:  # noqa: ASYNC110 - seen from outside
            await asyncio.sleep(0.05)


async def test_the_app_is_made_and_the_server_works_without_a_restart(tmp_path: Path) -> None:
    async with github() as (sandbox, repository), serving(tmp_path, sandbox.url) as server:
        status, page = await server.choose(await server.code())
        assert status == 200
        status, done = await server.get(await back_from(server, page))
        assert (status, f"{sandbox.url}/apps/duly/installations/new" in done) == (200, True)
        await server.said("listening")
        assert (await server.get("/readyz"))[0] == 200
        sandbox.install(repository)
        repository.push({"notes/2024-03-05.md": NOTE}, author="ada")
        await opened(repository, ["paint the wall"])
        # Closed for good: neither the page nor its addresses are there any more.
        assert "code" not in (await server.get("/"))[1]
        assert (await server.choose("anything"))[0] == 404
    key = sandbox.app.private_key.strip().splitlines()[1]
    assert key in done
    assert key not in "".join(server.log)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


async def test_the_next_start_needs_no_set_up(tmp_path: Path) -> None:
    async with github() as (sandbox, repository):
        async with serving(tmp_path, sandbox.url) as server:
            _, page = await server.choose(await server.code())
            await server.get(await back_from(server, page))
        async with serving(tmp_path, sandbox.url) as server:
            await server.said("listening")
            assert not any("not set up" in line for line in server.log)
            sandbox.webhook_url = f"{server.url}/webhook"
            sandbox.install(repository)
            repository.push({"notes/2024-03-05.md": NOTE}, author="ada")
            await opened(repository, ["paint the wall"])


CHOICES = [
    pytest.param("write", "harbour", id="reading and writing, an organisation"),
    pytest.param("read", "", id="reading only, a person"),
]


@pytest.mark.parametrize(("access", "organisation"), CHOICES)
async def test_the_manifest(tmp_path: Path, access: str, organisation: str) -> None:
    async with github() as (sandbox, _), serving(tmp_path, sandbox.url) as server:
        _, page = await server.choose(
            await server.code(), access=access, organisation=organisation, name="duly-harbour"
        )
        action, manifest = manifest_form(page)
        owner = f"/organizations/{organisation}" if organisation else ""
        assert action.startswith(f"{sandbox.url}{owner}/settings/apps/new?state=")
        assert manifest["name"] == "duly-harbour"
        assert manifest["hook_attributes"] == {"url": f"{server.url}/webhook", "active": True}
        assert manifest["redirect_url"] == f"{server.url}/setup/created"
        permissions = manifest["default_permissions"]
        assert isinstance(permissions, dict)
        assert (permissions["contents"], permissions["issues"]) == (access, "write")


async def test_who_has_not_the_code_sees_nothing(tmp_path: Path) -> None:
    async with github() as (sandbox, _), serving(tmp_path, sandbox.url) as server:
        code = await server.code()
        assert set(code) <= set(hexdigits), "a code of other letters may look like a token, which the log does not show"
        status, closed = await server.get("/")
        assert (status, "<form" in closed, code in closed) == (200, False, False)
        assert (await server.get("/?code=guess"))[0] == 403
        assert (await server.choose("guess"))[0] == 403
        assert (await server.get("/setup/created?code=abc&state=guess"))[0] == 403
        assert (await server.get("/readyz"))[0] == 503
        async with server.client.post(f"{server.url}/webhook", data=b"{}") as answer:
            assert answer.status == 503
        assert not (tmp_path / FILE).exists()


async def test_a_state_is_good_once_and_a_code_of_github_too(tmp_path: Path) -> None:
    async with github() as (sandbox, _), serving(tmp_path, sandbox.url) as server:
        code = await server.code()
        _, page = await server.choose(code)
        state = manifest_form(page)[0].partition("?state=")[2]
        status, text = await server.get(f"/setup/created?code=forged&state={state}")
        assert (status, "did not take the code (HTTP 404)" in text) == (502, True)
        assert (await server.get(f"/setup/created?code={sandbox.manifest_code()}&state={state}"))[0] == 403
        assert not (tmp_path / FILE).exists()
        # The way is still open for whoever has the server's code.
        _, page = await server.choose(code)
        assert (await server.get(await back_from(server, page)))[0] == 200


MISTAKES = [
    pytest.param({"name": ""}, "name may hold", id="no name"),
    pytest.param({"name": "d" * 35}, "name may hold", id="a long name"),
    pytest.param({"organisation": "../evil"}, "organisation", id="no organisation's name"),
]


@pytest.mark.parametrize(("changed", "why"), MISTAKES)
async def test_mistakes_in_the_form(tmp_path: Path, changed: dict[str, str], why: str) -> None:
    async with github() as (sandbox, _), serving(tmp_path, sandbox.url) as server:
        status, page = await server.choose(await server.code(), **changed)
        assert (status, why in page) == (400, True)


async def test_without_a_public_address_the_page_says_so(tmp_path: Path) -> None:
    async with github() as (sandbox, _), serving(tmp_path, sandbox.url, PUBLIC_URL="") as server:
        status, page = await server.get(f"/?code={await server.code()}")
        assert (status, "PUBLIC_URL" in page, "<form" in page) == (200, True, False)


async def test_where_nothing_can_be_kept_the_settings_are_shown(tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    async with github() as (sandbox, _), serving(tmp_path, sandbox.url, DULY_HOME=str(absent)) as server:
        _, page = await server.choose(await server.code())
        _, done = await server.get(await back_from(server, page))
        assert f"{absent / FILE} cannot be written" in done
        assert "WEBHOOK_SECRET=" in done
        await server.said("listening")


async def test_a_broken_file_of_credentials_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{}")
    async with serving(tmp_path, "http://127.0.0.1:1") as server:
        assert await asyncio.to_thread(server.process.wait, WAIT) == 1


async def test_a_wrong_database_is_named_before_an_app_is_made(tmp_path: Path) -> None:
    async with serving(tmp_path, "http://127.0.0.1:1", DATABASE_URL="mysql://h/d") as server:
        assert await asyncio.to_thread(server.process.wait, WAIT) == 1


async def test_by_a_browser(tmp_path: Path) -> None:
    need("chromium")
    async with (
        github() as (sandbox, repository),
        serving(tmp_path, sandbox.url) as server,
        async_playwright() as driver,
    ):
        browser = await driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = await browser.new_page()
        page.set_default_timeout(PATIENCE)
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        await page.goto(f"{server.url}/?code={await server.code()}")
        await page.get_by_label("Organisation").fill("harbour")
        await page.get_by_role("button", name="Create the App on GitHub").click()
        await page.get_by_role("link", name="Install it on the notes repository").click()
        await page.get_by_role("button", name="Install on harbour/notes").click()
        await page.get_by_text("duly is installed on harbour/notes").wait_for()
        await server.said("listening")
        repository.push({"notes/2024-03-05.md": NOTE}, author="ada")
        await opened(repository, ["paint the wall"])
        assert complaints == []
        await browser.close()
