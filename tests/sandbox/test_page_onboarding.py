"""On the sandbox's page: installing, the first pull request, the button of a check run, and what Duly does after a change by hand."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.core.config.schema import PATH as CONFIG
from tests.support.browser import NOTE, PageInBrowser, note, page_in_browser

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

WALL = "* [ ] (Ada) paint the harbour wall green"
ROPE = "* [ ] (Bea) order the rope for spring"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[PageInBrowser]:
    async with page_in_browser() as made:
        yield made


async def test_installing_shows_the_first_pull_request_and_its_merge_opens_issues(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        visit.repository.push({NOTE.replace("03-05", "03-12"): note(WALL, ROPE)}, author="ada")
        await visit.shows("#list > li", "order the rope")
        await visit.button("Install Duly on a new repository").click()
        await visit.page.wait_for_url("**repository=pier-**")
        await visit.shows("#lines li.bot", "Duly proposed a config in #1")
        await visit.open_issue(1)
        await visit.shows("#issue [data-slot=body]", "Your last year, replayed", "order the rope")
        text = visit.page.get_by_label(f"Text of {CONFIG}")
        await text.fill("labels: [todo]\npeople: {Bea: bea}\n")
        await visit.button("Save to the branch").click()
        await visit.shows("#issue [data-slot=body]", "assigned to bea")
        await visit.button("Merge").click()
        await visit.page.get_by_role("link", name="← All issues").click()
        await visit.shows("#list > li", "order the rope for spring", "todo")


async def test_the_button_of_a_check_run_releases_what_is_held(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL, ROPE)) as visit:
        await visit.shows("#list > li", "#2")
        config = "people: {Ada: ada, Bea: bea}\nmax_new_issues: 1\n"
        visit.repository.push({CONFIG: config, NOTE: note(WALL, ROPE, "* [ ] oil", "* [ ] wax")}, author="ada")
        await visit.open_report("held")
        await visit.button("Approve").click()
        await visit.shows("#list > li", "#4", "wax")


async def test_after_a_change_by_hand_it_says_what_duly_does(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL, ROPE)) as visit:
        await visit.shows("#list > li", "#2")
        await visit.open_issue(1)
        await visit.button("Rename").click()
        await visit.page.get_by_label("Title", exact=True).fill("Paint it all")
        await visit.button("Save").click()
        await visit.shows("#issue .told", "this title stays yours")
        await visit.button("Close issue").click()
        await visit.shows("#issue .told", "Duly keeps it closed and opens no other")
        await visit.shows("#note .open-box", "closed on GitHub; the box is ticked when the line is next carried")
        await visit.button("Reopen issue").click()
        await visit.shows("#issue .told", "Duly keeps it open")
        await expect(visit.see("#note .open-box")).to_have_count(0)


COMMANDS = [
    ("/done", "closes this issue as completed"),
    ("/drop late", "as not planned"),
    ("/link #3", "follows the item"),
]


async def test_a_command_shows_what_it_does_and_the_log_names_the_reply(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.shows("#list > li", "#1")
        await visit.open_issue(1)
        for command, words in COMMANDS:
            await visit.page.get_by_label("Your comment").fill(command)
            await visit.shows("#issue .foreseen", words)
        await visit.page.get_by_label("Your comment").fill("/actions ada")
        await visit.button("Comment").click()
        await visit.shows("#lines li.bot", "Duly commented on #1", "1 open item of ada")


async def test_notes_that_open_nothing_show_the_account(browser: PageInBrowser) -> None:
    async with browser.visit("# 2024-03-05 meeting\n\n## Agenda\n\n* talk\n") as visit:
        await visit.shows("#list .account", "Duly opened no issue here", "1 note")


async def test_the_board_is_pinned_and_what_is_deleted_shows_on_it(browser: PageInBrowser) -> None:
    async with browser.visit(board=True) as visit:
        visit.repository.push({NOTE: note(WALL, ROPE)}, author="ada")
        await visit.shows("#list > li:first-child", "Action items: the board", "pinned")
        await visit.shows("#lines li.bot", "Duly opened #3", "the board: the first open items")
        await visit.open_issue(2)
        await visit.button("Delete issue").click()
        await visit.shows("#say", "#2 is deleted")
        visit.repository.push({NOTE: note(WALL, ROPE, "", "See you.")}, author="ada")
        await visit.open_issue(3)
        await visit.shows("#issue [data-slot=body]", "Deleted or moved", "order the rope for spring")
        await visit.page.locator("#issue").get_by_role("checkbox", name="order the rope").click()
        await visit.page.get_by_role("link", name="← All issues").click()
        await visit.shows("#list > li", "order the rope for spring", "#4")
        await visit.open_issue(3)
        await visit.button("Close issue").click()
        await visit.shows("#issue .told", "Duly writes none any more")
        await visit.shows("#issue .comment.bot", "Closed, so Duly writes no board")
