"""The sandbox's page, in a real browser with the real bot behind it: what a visitor sees, does, and is answered."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import ViewportSize, expect

from tests.support.browser import NOTE, PageInBrowser, Visit, note, page_in_browser

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

WALL = "* [ ] (Ada) paint the harbour wall green"
ROPE = "* [ ] (Bea) order the rope for spring"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[PageInBrowser]:
    async with page_in_browser() as made:
        yield made


async def test_an_empty_repository_says_what_is_missing(browser: PageInBrowser) -> None:
    async with browser.visit() as visit:
        await visit.shows("#list", "Nothing here.")
        await visit.shows("#runs", "not reported yet")
        await visit.shows("#live", "live")


async def test_a_newcomer_sees_notes_issues_log_and_checks(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL, ROPE, "* [x] (Bea) book the hall")) as visit:
        await visit.shows("#list > li", "paint the harbour wall green", "#1", "action-item")
        await visit.shows("#list > li", "order the rope for spring")
        await expect(visit.see("#note input[data-box]")).to_have_count(3)
        await visit.shows("#note .chip[data-state=open]", "#1")
        await visit.shows("#lines li.bot", "Duly opened #1 paint the harbour wall green", f"open in {NOTE}:5")
        await visit.open_report("2 opened")
        await visit.shows("#runs .report", "Opened", "order the rope for spring")


async def test_a_tick_closes_the_issue_and_an_untick_reopens_it_without_a_reload(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL, ROPE)) as visit:
        await visit.shows("#note .chip[data-state=open]", "#2")
        await visit.page.evaluate("window.stayed = true")
        await visit.box("paint the harbour wall").click()
        await visit.shows("#lines li.bot", "Duly closed #1", f"ticked in {NOTE}:5")
        await visit.shows("#lines li.person", "visitor", "Tick (Ada) paint the harbour wall green")
        await visit.shows("#filter", "Open1", "Closed1")
        await visit.shows("#note .chip[data-state=closed]", "#1")
        assert visit.repository.issue(1).state == "closed"
        await visit.box("paint the harbour wall").click()
        await visit.shows("#lines li.bot", "Duly reopened #1", f"open again in {NOTE}:5")
        await visit.shows("#filter", "Open2")
        assert visit.repository.read(NOTE) == note(WALL, ROPE)
        assert await visit.page.evaluate("window.stayed")


async def test_a_box_is_ticked_by_keyboard_alone_and_keeps_the_focus(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL, ROPE)) as visit:
        await visit.shows("#note .chip", "#2")
        for _ in range(30):
            await visit.page.keyboard.press("Tab")
            if await visit.page.evaluate("document.activeElement.matches('input[data-box]')"):
                break
        assert await visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        await visit.page.keyboard.press("Space")
        await visit.shows("#lines li.bot", "Duly closed #1")
        await visit.shows("#note .chip[data-state=closed]", "#1")
        await expect(visit.box("paint the harbour wall")).to_be_focused()


async def test_two_quick_ticks_are_both_done(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL, ROPE)) as visit:
        await visit.shows("#note .chip", "#2")
        await visit.page.evaluate("for (const box of document.querySelectorAll('#note input[data-box]')) box.click()")
        await visit.shows("#filter", "Open0", "Closed2")


async def test_a_line_written_in_the_editor_becomes_an_issue(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.shows("#list > li", "#1")
        await visit.button("Edit").click()
        text = visit.page.get_by_label("Markdown; saving pushes it")
        await expect(text).to_be_focused()
        await text.fill(note(WALL, "* [ ] (Ada) count the *boats*"))
        await visit.button("Save and push").click()
        await visit.shows("#note em", "boats")
        await visit.shows("#lines li.bot", "Duly opened #2", "count the boats")
        assert visit.repository.read(NOTE) == note(WALL, "* [ ] (Ada) count the *boats*")


async def test_a_note_that_changed_meanwhile_is_not_overwritten(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.shows("#list > li", "#1")
        await visit.button("Edit").click()
        text = visit.page.get_by_label("Markdown; saving pushes it")
        await text.fill("mine")
        visit.repository.push({NOTE: note(WALL, ROPE)}, author="bea")
        await visit.shows("#lines li.person", "bea", "pushed")
        async with visit.refused():
            await visit.button("Save and push").click()
        await visit.shows("#say", "changed in the meantime")
        await expect(text).to_have_value("mine")
        assert visit.repository.read(NOTE) == note(WALL, ROPE)


async def test_a_new_note_is_pushed(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.shows("#list > li", "#1")
        await visit.button("New note").click()
        await expect(visit.page.get_by_label("File")).to_have_value("notes/2024-03-19.md")
        await visit.button("Save and push").click()
        await visit.shows("#lines li.bot", "Duly opened #2")
        await expect(visit.see("#path")).to_have_value("notes/2024-03-19.md")


async def rename(visit: Visit) -> None:
    await visit.button("Rename").click()
    await visit.page.get_by_label("Title").fill("the wall, at last")
    await visit.page.keyboard.press("Enter")


async def label(visit: Visit) -> None:
    await visit.see("#issue summary", "Labels").click()
    await visit.page.get_by_label("New label").fill("weather")
    await visit.page.keyboard.press("Enter")


async def unlabel(visit: Visit) -> None:
    await visit.see("#issue summary", "Labels").click()
    await visit.page.get_by_role("checkbox", name="action-item").uncheck()


async def assign(visit: Visit) -> None:
    await visit.see("#issue summary", "Assignees").click()
    await visit.page.get_by_role("checkbox", name="bea").check()


async def close(visit: Visit) -> None:
    await visit.button("Close issue").click()


async def comment(visit: Visit) -> None:
    await visit.page.get_by_label("Your comment").fill("It **rains**.")
    await visit.button("Comment").click()


async def as_bea(visit: Visit) -> None:
    await visit.see("#me").select_option("bea")
    await close(visit)


@pytest.mark.parametrize(
    ("deed", "log", "shown"),
    [
        pytest.param(rename, "visitor edited #1 the wall, at last", "the wall, at last #1", id="rename"),
        pytest.param(label, "visitor labelled #1", "weather", id="label"),
        pytest.param(unlabel, "visitor unlabelled #1", "none", id="unlabel"),
        pytest.param(assign, "visitor assigned #1", "bea", id="assign"),
        pytest.param(close, "visitor closed #1", "Reopen issue", id="close"),
        pytest.param(comment, "visitor commented on #1", "It rains.", id="comment"),
        pytest.param(as_bea, "bea closed #1", "Reopen issue", id="as somebody else"),
    ],
)
async def test_what_a_visitor_does_to_an_issue_shows_at_once(
    browser: PageInBrowser, deed: Callable[[Visit], Awaitable[None]], log: str, shown: str
) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.open_issue()
        await deed(visit)
        await visit.shows("#lines li.person", log)
        await visit.shows("#issue", shown)


async def test_what_a_person_named_stays_when_the_notes_are_reworded(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.open_issue()
        await rename(visit)
        await visit.shows("#issue h3", "the wall, at last")
        visit.repository.push({NOTE: note(WALL.replace("green", "dark green"))}, author="ada")
        await visit.shows("#lines li.bot", "Duly edited #1 the wall, at last", "reworded")
        await visit.shows("#issue .body", "paint the harbour wall dark green")


async def test_what_a_visitor_is_writing_survives_news(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.open_issue()
        await visit.page.get_by_label("Your comment").fill("half a sen")
        visit.repository.comment(1, "bea", "me first")
        await visit.shows("#issue .comment", "me first")
        await expect(visit.page.get_by_label("Your comment")).to_have_value("half a sen")
        await expect(visit.page.get_by_label("Your comment")).to_be_focused()


async def test_an_issue_that_is_deleted_while_it_is_open_leads_back_to_the_list(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await visit.shows("#list > li", "#1")
        made = visit.repository.open_issue("theirs", "- [ ] look", by="bea")
        visit.repository.comment(made.number, "bea", "- [ ] not yours to tick")
        await visit.open_issue(made.number)
        await expect(visit.see("#issue .comment input")).to_be_disabled()
        async with visit.refused():
            visit.repository.delete_issue(made.number)
        await visit.shows("#say", f"There is no issue #{made.number}.")
        await visit.shows("#list > li", "#1")


async def test_a_childs_box_in_a_body_can_be_ticked_and_the_marker_is_hidden(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL, "    * [ ] buy paint")) as visit:
        await visit.open_issue()
        await expect(visit.see("#issue .body")).not_to_contain_text("duly:1")
        await visit.see("#issue summary", "Show the source").click()
        await visit.shows("#issue .source pre", "<!-- duly:1 {")
        await visit.see("#issue .body input[data-box]").click()
        await visit.shows("#lines li.person", "visitor edited #1")
        assert "- [x] buy paint" in (visit.repository.issue(1).body or "")


async def test_links_in_a_body_lead_to_the_line_in_the_notes(browser: PageInBrowser) -> None:
    filler = tuple(f"* [x] (Bea) old thing number {number}" for number in range(60))
    async with browser.visit(note(*filler, WALL)) as visit:
        await visit.open_issue()
        await visit.page.get_by_role("link", name="line 65").click()
        await expect(visit.box("paint the harbour wall")).to_be_in_viewport()
        await visit.page.goto(f"{visit.sandbox.url}/{visit.repository.full_name}/issues/1")
        await visit.shows("#issue h3", "paint the harbour wall green")


@pytest.mark.parametrize("width", [pytest.param(width, id=f"{width} px") for width in (1440, 1000, 390, 320)])
async def test_the_page_is_no_wider_than_the_window(browser: PageInBrowser, width: int) -> None:
    long = f"{WALL} {'x' * 200} https://example.org/{'y' * 200}"
    table = "| a | b |\n|---|---|\n" + f"| {'z' * 80} | {'w' * 80} |\n"
    heading = f"## {'The longest heading of all the notes that there are ' * 3}\n"
    async with browser.visit(note(long, "", table, heading), size=ViewportSize(width=width, height=800)) as visit:
        await visit.shows("#note .chip", "#1")
        await visit.open_report("1 opened")
        await visit.shows("#runs .report", "Open items")
        for view, shown in (("#/issues", "#list > li"), ("#/issues/1", "#issue h3")):
            await visit.page.evaluate("view => location.hash = view", view)
            await visit.shows(shown, "#1")
            assert await visit.page.evaluate(TOO_WIDE) == []


TOO_WIDE = """
[document.documentElement, ...document.querySelectorAll(".scroll")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.outerHTML.slice(0, 80))
"""

CONTRAST = """
() => {
  const draw = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => { draw.clearRect(0, 0, 1, 1); draw.fillStyle = colour; draw.fillRect(0, 0, 1, 1); return [...draw.getImageData(0, 0, 1, 1).data]; };
  const light = (colour) => { const [r, g, b] = rgb(colour).map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = (one) => { for (; one; one = one.parentElement) { const colour = getComputedStyle(one).backgroundColor; if (rgb(colour)[3] === 255) return colour; } return "white"; };
  const bad = [];
  for (const one of document.querySelectorAll("body *")) {
    const words = [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!words || !one.checkVisibility() || one.closest("option")) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.push(`${one.tagName}.${one.className} ${ratio.toFixed(2)} ${one.textContent.slice(0, 30)}`);
  }
  return bad;
}
"""


@pytest.mark.parametrize("dark", [pytest.param(False, id="light"), pytest.param(True, id="dark")])
async def test_text_has_enough_contrast_in_both_themes(browser: PageInBrowser, dark: bool) -> None:
    async with browser.visit(
        note(WALL, "* [x] (Bea) book the hall", "* [ ] (???) sweep"), dark=dark, calm=True
    ) as visit:
        await visit.shows("#note .chip", "#2")
        await visit.box("paint the harbour wall").click()
        await visit.shows("#filter", "Closed1")
        await visit.open_report("Tick (Ada)")
        await visit.shows("#runs .report", "Open items")
        assert await visit.page.evaluate(CONTRAST) == []
        await visit.page.evaluate("location.hash = '#/issues/2'")
        await visit.shows("#issue h3", "#2")
        await visit.see("#issue summary", "Labels").click()
        assert await visit.page.evaluate(CONTRAST) == []
        lightness = await visit.page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]")
        assert (int(lightness) < 60) is dark


async def test_a_visitor_who_prefers_no_motion_gets_none(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL), calm=True) as visit:
        await visit.shows("#list > li", "#1")
        await visit.box("paint the harbour wall").click()
        await visit.shows("#lines li.bot.fresh", "Duly closed #1")
        assert (
            await visit.see("#lines li.fresh").first.evaluate("one => getComputedStyle(one).animationDuration")
            == "1e-05s"
        )


async def test_the_log_is_read_out_only_while_it_grows(browser: PageInBrowser) -> None:
    async with browser.visit(note(WALL)) as visit:
        await expect(visit.see("#lines")).to_have_attribute("aria-live", "polite")
        landmarks = await visit.page.evaluate(
            "[...document.querySelectorAll('main, header.top, nav, section')].map((one) => one.tagName).join(' ')"
        )
        assert landmarks == "HEADER NAV MAIN SECTION SECTION SECTION SECTION"
        nameless = await visit.page.evaluate(
            "[...document.querySelectorAll('button, input, select, textarea')]"
            ".filter((one) => !(one.labels?.length || one.ariaLabel || one.textContent.trim())).map((one) => one.outerHTML)"
        )
        assert nameless == []


HOSTILE = (
    "<script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 2'>",
    "<svg onload='window.hacked = 3'>",
    "<details open ontoggle='window.hacked = 4'>",
    "[a](javascript:window.hacked=5)",
    "<javascript:window.hacked=6>",
    "![a](https://example.org/beacon.png)",
    '<iframe srcdoc="<script>parent.hacked = 7</script>"></iframe>',
    '<form action="https://example.org"><button>x</button></form>',
    "<style>body { display: none }</style>",
    '" autofocus onfocus="window.hacked = 8',
    "</textarea><script>window.hacked = 9</script>",
    "&lt;script&gt;window.hacked = 10&lt;/script&gt;",
)


async def test_hostile_text_has_no_effect_in_any_place(browser: PageInBrowser) -> None:
    everything = "\n\n".join(HOSTILE)
    async with browser.visit(note(*(f"* [ ] (Ada) {words}" for words in HOSTILE), "", everything)) as visit:
        await visit.shows("#note .chip", "#5")
        made = visit.repository.open_issue(HOSTILE[1], everything, by="ada", labels=("<b>x</b>",))
        visit.repository.comment(made.number, "bea", everything)
        await visit.page.evaluate("number => location.hash = `#/issues/${number}`", made.number)
        await visit.shows("#issue .comment", "onerror")
        await visit.shows("#lines li", "<img src=x")
        assert await visit.page.evaluate("window.hacked") is None
        acting = "script:not([src]), iframe, object, embed, form[action], style, img:not([src^='/sandbox/page/']), svg"
        await expect(visit.see(acting)).to_have_count(0)
        wrong = await visit.page.evaluate(
            "[...document.querySelectorAll('.markdown *')].filter((one) => [...one.attributes].some((each) =>"
            " each.name.startsWith('on') || each.name === 'style' || /^(href|src)$/.test(each.name) && !/^(#|https?:|mailto:)/.test(each.value)))"
            ".map((one) => one.outerHTML)"
        )
        assert wrong == []
