"""The next meeting's pull request, in a real browser: opened, carried into, ticked, merged; and `/carry` on an issue."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, ViewportSize, expect

from tests.sandbox.test_page import CONTRAST, TOO_WIDE
from tests.support.browser import PageInBrowser, Visit, note, page_in_browser

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

WALL = "* [ ] (Ada) paint the harbour wall green"
ROPE = "* [ ] (Bea) order the rope for spring"
NEXT = "notes/2024-03-19.md"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[PageInBrowser]:
    async with page_in_browser() as made:
        yield made


def line(visit: Visit, words: str) -> Locator:
    """The box of a line of the note that the pull request brings."""
    return visit.see(f'#issue section[aria-label="{NEXT}"] li', words).locator("input")


async def test_the_next_note_is_carried_ticked_and_merged_and_nothing_is_opened_twice(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL, ROPE)) as visit:
        await visit.shows("#note .chip[data-state=open]", "#2")
        await visit.button("Next meeting's pull request").click()
        await visit.shows("#issue h3", "Notes of 2024-03-19", "#3")
        await visit.shows(f'#issue section[aria-label="{NEXT}"]', "2024-03-19 meeting")
        await visit.say("/carry")
        await visit.shows("#issue .comment.bot", "Carried into")
        for words in ("paint the harbour wall green #1", "order the rope for spring #2"):
            await expect(line(visit, words)).not_to_be_checked()
        await visit.shows("#lines li.bot", "Duly pushed", "Carry the open action items")

        await visit.see("#issue .back").click()
        await visit.open_issue(2)
        await visit.button("Close issue").click()
        await visit.shows("#issue .state-pill.closed", "closed")
        await visit.see("#issue .back").click()
        await visit.open_issue(3)
        await visit.say("/carry")
        await expect(line(visit, "order the rope for spring #2")).to_be_checked()
        await expect(line(visit, "paint the harbour wall green #1")).not_to_be_checked()

        await visit.button("Merge").click()
        await visit.shows("#issue .state-pill", "merged")
        await visit.synced()
        assert [issue.title for issue in visit.repository.issues] == [
            "paint the harbour wall green",
            "order the rope for spring",
        ]
        assert [issue.state for issue in visit.repository.issues] == ["open", "closed"]
        assert "[x] (Bea) order the rope for spring [#2](" in (visit.repository.read(NEXT) or "")


async def test_an_issue_that_is_raised_stands_in_the_next_note(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.shows("#note .chip", "#1")
        visit.repository.open_issue("The lamp is dim", by="bea")
        await visit.open_issue(2)
        await visit.say("/carry")
        await visit.shows("#issue .pill", "next-meeting")
        await visit.see("#issue .back").click()
        await visit.button("Next meeting's pull request").click()
        await visit.shows("#issue h3", "Notes of 2024-03-19", "#3")
        await visit.say("/carry")
        await expect(line(visit, "The lamp is dim")).to_have_count(1)


async def test_a_mistyped_command_gets_a_reply_and_no_rocket(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.shows("#note .chip", "#1")
        await visit.open_issue(1)
        await visit.page.get_by_label("Your comment").fill("/drop")
        await visit.button("Comment").click()
        await visit.shows("#issue .reactions", "😕")
        await visit.shows("#issue .comment.bot", "/drop")
        await visit.shows("#lines li.bot", "Duly reacted to #1")


@pytest.mark.parametrize(
    ("width", "dark"), [pytest.param(320, True, id="320 px, dark"), pytest.param(1440, False, id="1440 px, light")]
)
async def test_a_pull_request_can_be_read_on_any_screen(browser: PageInBrowser, width: int, dark: bool) -> None:
    long = f"{WALL} {'x' * 200} https://example.org/{'y' * 200}"
    size = ViewportSize(width=width, height=900)
    async with browser.visit(note(long, ROPE), size=size, dark=dark, calm=True) as visit:
        await visit.shows("#note .chip", "#2")
        await visit.button("Next meeting's pull request").click()
        await visit.shows("#issue h3", "#3")
        await visit.say("/carry preview")
        await visit.shows("#issue .comment.bot pre", "order the rope for spring [#2](")
        await visit.say("/carry")
        await expect(line(visit, "order the rope for spring #2")).to_have_count(1)
        assert await visit.page.evaluate(TOO_WIDE) == []
        assert await visit.page.evaluate(CONTRAST) == []
