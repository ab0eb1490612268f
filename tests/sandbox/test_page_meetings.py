"""The issue of the next meeting, in a real browser: opened, carried into, ticked in the browser and by Duly, and written in."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from bot.core.config.schema import PATH as CONFIG
from tests.support.browser import RULES, PageInBrowser, Visit, note, page_in_browser

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

WALL = "* [ ] (Ada) paint the harbour wall green"
ROPE = "* [ ] (Bea) order the rope for spring"
MEETINGS = "meetings: {issues: {label: agenda, title: 'Harbour meeting {date}'}}\nwrite_back: true\n"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[PageInBrowser]:
    async with page_in_browser() as made:
        yield made


def box(visit: Visit, words: str) -> Locator:
    """The box of a line in the body of the open issue."""
    return visit.see("#issue li", words).locator("input")


async def test_the_issue_of_a_meeting_is_carried_into_and_ticked_from_both_sides(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL, ROPE)) as visit:
        visit.repository.push({CONFIG: RULES + MEETINGS}, author="ada")
        await visit.shows("#note .chip[data-state=open]", "#2")
        await visit.button("Next meeting's issue").click()
        await visit.shows("#issue h3", "Harbour meeting 2024-03-19", "#3")
        await visit.say("/carry")
        await visit.shows("#issue .comment.bot", "Carried into the text of this issue")
        await box(visit, "paint the harbour wall green #1").check()
        await visit.shows("#lines li.bot", "Duly closed #1")

        visit.repository.close_issue(2, by="bea")
        await expect(box(visit, "order the rope for spring #2")).to_be_checked()
        meeting = visit.repository.issue(3)
        assert [issue.state for issue in visit.repository.issues] == ["closed", "closed", "open"]
        assert (meeting.body or "").count("[x]") == 2
        assert "news of the week" in (meeting.body or "")


async def test_a_line_that_is_written_into_the_issue_of_a_meeting_gets_its_issue(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        visit.repository.push({CONFIG: RULES + MEETINGS}, author="ada")
        await visit.shows("#note .chip[data-state=open]", "#1")
        await visit.button("Next meeting's issue").click()
        await visit.shows("#issue h3", "#2")
        text = (visit.repository.issue(2).body or "").replace("## Notes", f"{ROPE}\n\n## Notes")
        visit.repository.edit_issue(2, by="bea", body=text)
        await visit.shows("#lines li.bot", "Duly opened #3", "order the rope for spring")


async def test_without_meetings_in_the_config_the_page_says_what_is_missing(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.shows("#note .chip", "#1")
        async with visit.refused():
            await visit.button("Next meeting's issue").click()
        await visit.shows("#say", "The config names no meetings in issues")
