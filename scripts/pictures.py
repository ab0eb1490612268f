"""Take the pictures in `docs/images`: `python -m scripts.pictures`. It needs chromium."""

import asyncio
from contextlib import suppress
from pathlib import Path

from PIL import Image
from playwright.async_api import ViewportSize

from bot.core.config.schema import PATH as CONFIG
from bot.sandbox.demo.community import sample
from tests.support.browser import RULES, PageInBrowser, note, page_in_browser

IMAGES = Path(__file__).parent.parent / "docs" / "images"
SIZE = ViewportSize(width=1280, height=760)
MEETINGS = "meetings: {issues: {label: agenda, title: 'Harbour meeting {date}'}}\nwrite_back: true\n"
LINES = (
    "* [ ] (Ada) paint the harbour wall green",
    "* [ ] (Bea) order the rope for spring",
    "* [ ] (Ada) oil the gate",
)


async def of_the_sample(browser: PageInBrowser) -> None:
    """The sample community, with the newest note and the board."""
    community = sample()
    people = dict.fromkeys(sorted(community.people), "write")
    repository = browser.sandbox.create_repository(
        community.full_name, collaborators=people, files={CONFIG: community.config}
    )
    for path, text in community.notes:
        repository.push({path: text}, author=min(people))
        await browser.sandbox.settled()
        await asyncio.sleep(2)
    await browser.page.set_viewport_size(SIZE)
    await browser.page.goto(f"{browser.sandbox.url}/?repository={repository.full_name}")
    await browser.page.wait_for_selector("html[data-ready]")
    heading = browser.page.locator("#note").get_by_text("Check in on previous action items")
    with suppress(Exception):
        await heading.scroll_into_view_if_needed()
        await heading.evaluate("each => each.scrollIntoView()")
    await browser.page.screenshot(path=IMAGES / "sandbox.png")


async def of_a_meeting(browser: PageInBrowser) -> None:
    """The issue of a meeting after `/carry`, with a box that is ticked in it."""
    async with browser.visit(note(*LINES), size=SIZE) as visit:
        visit.repository.push({CONFIG: RULES + MEETINGS}, author="ada")
        await visit.shows("#note .chip[data-state=open]", "#3")
        await visit.button("Next meeting's issue").click()
        await visit.shows("#issue h3", "Harbour meeting 2024-03-19", "#4")
        await visit.say("/carry")
        await visit.shows("#issue .comment.bot", "Carried into the text of this issue")
        await visit.see("#issue li", "paint the harbour wall green #1").locator("input").check()
        await visit.shows("#lines li.bot", "Duly closed #1")
        await visit.page.screenshot(path=IMAGES / "meetings.png")


def shrink(picture: Path) -> None:
    """Write a picture with a palette of 256 colours, which are enough for a page, in a third of the bytes."""
    with Image.open(picture) as image:
        smaller = image.convert("RGB").quantize(256)
    smaller.save(picture, optimize=True)


async def main() -> None:
    """Take them all."""
    async with page_in_browser() as browser:
        await of_a_meeting(browser)
        await of_the_sample(browser)


if __name__ == "__main__":
    asyncio.run(main())
    for each in IMAGES.glob("*.png"):
        shrink(each)
