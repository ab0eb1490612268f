"""What a visitor has under the pointer, open or selected on the sandbox's page stays there while news come."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.support.browser import NOTE, PageInBrowser, Visit, note, page_in_browser

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

WALL = "* [ ] (Ada) paint the harbour wall green"
ROPE = "* [ ] (Bea) order the rope for spring"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[PageInBrowser]:
    async with page_in_browser() as made:
        yield made


async def press(visit: Visit, place: Locator) -> None:
    """Press the button of the mouse on a place, and hold it."""
    box = await place.bounding_box()
    assert box is not None
    await visit.page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    await visit.page.mouse.down()


async def with_news(visit: Visit) -> None:
    """Duly syncs a push, and the page has had the time to ask for what is new."""
    visit.repository.push({NOTE: note(WALL, ROPE)}, author="bea")
    await visit.synced()
    await visit.page.wait_for_timeout(500)


async def test_a_click_counts_although_the_list_grows_between_press_and_release(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await press(visit, visit.see("#runs summary", "1 opened"))
        await with_news(visit)
        await visit.page.mouse.up()
        await expect(visit.see("#runs summary")).to_have_count(2)
        await visit.shows("#runs li:last-child details[open] .report", "Open items")


async def test_a_row_can_be_clicked_while_another_is_added(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await press(visit, visit.see("#list a", "paint the harbour wall"))
        await with_news(visit)
        await visit.page.mouse.up()
        await visit.shows("#issue h3", "paint the harbour wall green")


LOST = [
    pytest.param(0, 1, id="the end of a press"),
    pytest.param(2, 2, id="the end of a press that opens a menu"),
]


@pytest.mark.parametrize(("button", "runs"), LOST)
async def test_news_are_shown_although_this_was_lost(browser: PageInBrowser, button: int, runs: int) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.shows("#runs summary", "1 opened")
        await visit.page.evaluate("button => dispatchEvent(new PointerEvent('pointerdown', { button }))", button)
        await with_news(visit)
        await expect(visit.see("#runs summary")).to_have_count(runs)
        await visit.page.mouse.move(40, 40)
        await expect(visit.see("#runs summary")).to_have_count(2)


LISTS = [
    pytest.param(["a", "a"], ["a", "a", "a"], 2, id="one more of equal values"),
    pytest.param(["a", "a", "b"], ["a", "b"], 2, id="one less of them"),
    pytest.param(["a", "b", "c"], ["c", "a", "d"], 2, id="another order"),
    pytest.param(["a"], ["b"], 0, id="another value"),
]


@pytest.mark.parametrize(("before", "after", "kept"), LISTS)
async def test_a_list_keeps_the_elements_of_its_values(
    browser: PageInBrowser, before: list[str], after: list[str], kept: int
) -> None:
    script = """async ([before, after]) => {
        const { fillEach, h } = await import("/sandbox/page/static/dom.js");
        const list = h("ul"), item = (value) => h("li", {}, value);
        fillEach(list, before, item);
        const old = [...list.children];
        fillEach(list, after, item);
        return [[...list.children].map((each) => each.textContent), old.filter((each) => list.contains(each)).length];
    }"""
    async with browser.visit(note(WALL)) as visit:
        assert await visit.page.evaluate(script, [before, after]) == [after, kept]


async def test_an_open_report_is_kept_as_it_is_while_the_list_grows(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.open_report("1 opened")
        await visit.shows("#runs .report", "Open items")
        await visit.page.evaluate("getSelection().selectAllChildren(document.querySelector('#runs .report'))")
        selected = await visit.page.evaluate("String(getSelection())")
        await with_news(visit)
        await expect(visit.see("#runs summary")).to_have_count(2)
        assert selected and await visit.page.evaluate("String(getSelection())") == selected
