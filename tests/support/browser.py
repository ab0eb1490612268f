"""The sandbox's page in a real browser, with the real bot behind it."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

from playwright.async_api import ConsoleMessage, Locator, Page, ViewportSize, async_playwright, expect

from bot.core.config.schema import PATH as CONFIG
from bot.sandbox import Repository, Sandbox
from bot.sandbox.demo import child
from bot.sandbox.demo.community import sample
from bot.sandbox.demo.page import site
from tests.support.paths import need

FLAGS = (
    "--no-sandbox",  # tests may run as root
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = ViewportSize(width=1440, height=900)
PATIENCE = 15_000
"""Milliseconds until something that does not show counts as failed."""

PEOPLE = {"ada": "write", "bea": "write"}
RULES = "people: {Ada: ada, Bea: bea}\n"
BOARD = "board: true\n"
NOTE = "notes/2024-03-05.md"


@dataclass(slots=True)
class PageInBrowser:
    """A sandbox, the bot beside it and a browser with one page, for all tests of a module."""

    sandbox: Sandbox
    bot: child.Bot
    page: Page
    errors: list[str]
    """What went wrong on the page, and requests that leave the machine."""
    names: "count[int]" = field(default_factory=count)

    @asynccontextmanager
    async def visit(
        self, note: str = "", *, size: ViewportSize = WIDE, dark: bool = False, calm: bool = False, board: bool = False
    ) -> AsyncIterator["Visit"]:
        """A repository of its own with one note, and a page that shows it. At the end the page must have had no error."""
        files = {CONFIG: RULES + BOARD if board else RULES}
        repository = self.sandbox.create_repository(f"harbour/n{next(self.names)}", collaborators=PEOPLE, files=files)
        if note:
            repository.push({NOTE: note}, author="ada")
        await self.page.set_viewport_size(size)
        await self.page.emulate_media(
            color_scheme="dark" if dark else "light", reduced_motion="reduce" if calm else "no-preference"
        )
        async with self._at(repository) as visit:
            yield visit

    @asynccontextmanager
    async def visit_sample(self) -> AsyncIterator["Visit"]:
        """A repository of its own with the notes that `make run` shows, all pushed at once, and a page that shows it."""
        community = sample()
        people = dict.fromkeys(sorted(community.people), "write")
        repository = self.sandbox.create_repository(
            f"harbour/n{next(self.names)}", collaborators=people, files={CONFIG: community.config}
        )
        for title in community.issues:
            repository.open_issue(title, by=min(community.people))
        repository.push(dict(community.notes), author=min(community.people))
        async with self._at(repository) as visit:
            yield visit

    @asynccontextmanager
    async def _at(self, repository: Repository) -> AsyncIterator["Visit"]:
        visit = Visit(self.sandbox, self.bot, repository, self.page, self.errors)
        self.errors.clear()
        await self.page.goto(f"{self.sandbox.url}/?repository={repository.full_name}")
        await self.page.wait_for_selector("html[data-ready]")
        yield visit
        assert self.errors == []


@dataclass(slots=True)
class Visit:
    """A visitor at the page of one repository."""

    sandbox: Sandbox
    bot: child.Bot
    repository: Repository
    page: Page
    errors: list[str]

    def see(self, selector: str, text: str = "") -> Locator:
        """The elements of a selector, with a text in them where one is given."""
        return self.page.locator(selector, has_text=text) if text else self.page.locator(selector)

    def box(self, words: str) -> Locator:
        """The box of a line in the note."""
        return self.page.locator("#note").get_by_role("checkbox", name=words)

    def button(self, name: str) -> Locator:
        """A button by its name."""
        return self.page.get_by_role("button", name=name, exact=True)

    async def shows(self, selector: str, *texts: str) -> None:
        """Wait until an element of the selector holds all of these texts."""
        found = self.page.locator(selector)
        for text in texts:
            found = found.filter(has_text=text)
        await found.first.wait_for()

    async def synced(self) -> None:
        """Wait until Duly has synced the newest commit, and has reported it."""
        await self.bot.done_with(self.repository.head)

    async def open_report(self, *texts: str) -> None:
        """Open the only check run whose line holds these texts, such as the message of its push. The list grows on top."""
        runs = self.see("#runs summary")
        for text in texts:
            runs = runs.filter(has_text=text)
        await runs.click()

    @asynccontextmanager
    async def refused(self) -> AsyncIterator[None]:
        """In it the server refuses one request of the page."""

        def is_refusal(said: ConsoleMessage) -> bool:
            return said.text.startswith("Failed to load resource")

        async with self.page.expect_console_message(is_refusal) as refusal:
            yield
        self.errors.remove((await refusal.value).text)

    async def open_issue(self, number: int = 1) -> None:
        """Go to an issue by its row in the list."""
        await self.page.locator(f'#list a[href="#/issues/{number}"]').click()
        await self.shows("#issue h3", f"#{number}")

    async def rewrite(self, change: Callable[[str], str]) -> None:
        """Change the text of the note that is open in the editor, push it, and wait until Duly has synced it."""
        await self.button("Edit").click()
        text = self.page.get_by_label("Markdown; saving pushes it")
        await text.fill(change(await text.input_value()))
        before = self.repository.head
        await self.button("Save and push").click()
        await expect(self.button("Edit")).to_be_enabled()
        assert self.repository.head != before
        await self.synced()

    async def say(self, words: str) -> None:
        """Comment on what is open, and wait until Duly is done with it."""
        done = await self.see("#issue .reactions [aria-label=rocket]").count()
        await self.page.get_by_label("Your comment").fill(words)
        await self.button("Comment").click()
        await expect(self.see("#issue .reactions [aria-label=rocket]")).to_have_count(done + 1)


def note(*lines: str) -> str:
    """A note whose action list is `lines`; the first of them stands on line 5."""
    return "# 2024-03-05 meeting\n\n## Action items\n\n" + "\n".join(lines) + "\n"


@asynccontextmanager
async def page_in_browser() -> AsyncIterator[PageInBrowser]:
    """Starts all of it, until left. Skips where there is no browser."""
    need("chromium")
    expect.set_options(timeout=PATIENCE)
    sandbox = Sandbox()
    log = site.attach(sandbox)
    async with (
        sandbox.serve() as url,
        child.running(sandbox.app, url, log.record) as bot,
        async_playwright() as driver,
    ):
        sandbox.webhook_url = f"{bot.url}/webhook"
        browser = await driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = await browser.new_page()
        page.set_default_timeout(PATIENCE)
        yield PageInBrowser(sandbox, bot, page, _errors(page, url))
        await browser.close()


def _errors(page: Page, home: str) -> list[str]:
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type != "log" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith(f"{home}/") else found.append(sent.url))
    return found
