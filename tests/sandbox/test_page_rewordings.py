"""Twenty rewordings of lines of the sample notes, made one by one in the editor of the page, as a minute taker makes them."""

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.support.browser import PageInBrowser, Visit, page_in_browser

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

NOTE = "notes/2024-03-20.md"
MOST_SECOND = 2
"""Second issues that the twenty may open in place, each named with its pair; none with the number."""

# What is done to the line, its words, and its new text; written down before they were tried.
FIRST = [
    ("typo", "tell the operators about the new keys", "(NH) tell the operaters about the new keys"),
    ("deadline", "choose a day for the spring meeting", "(TR, AB) choose a day for the spring meeting by 12 April"),
    ("sentence to imperative", "will open an issue about stale mirrors", "(samkel) open an issue about stale mirrors"),
    ("cut", "second chapter of the handbook", "(ID) second chapter of the handbook"),
    ("extended", "publish what the build farm costs each month", "(MO) publish what the build farm costs each month, in the handbook and on the blog"),
    ("owner moved", "translate the welcome mail", "translate the welcome mail (PQ)"),
    ("word order", "find out why the cuda builds run out", "(YS, MO) find out why disk space runs out in the cuda builds"),
    ("abbreviation", "ask the university for a second arm64 runner", "(MO / TR) ask the univ. for a 2nd arm64 runner"),
    ("punctuation and capital", "hand over the download figures", "(Bea) Hand over the download figures."),
    ("link added", "write up how a vote works", "(treyes) write up [how a vote works](https://pad.example.org/voting)"),
    ("somebody takes it", "build a page that thanks the sponsors", "(Ada) build a page that thanks the sponsors (and others)"),
    ("pronoun named", "write them a short how-to", "(MO) write the operators a short how-to for new mirrors"),
]  # fmt: skip

SECOND = [
    ("another verb", "choose a day for the spring meeting", "(TR, AB) pick a day for the spring meeting"),
    ("clarified", "tell the operators about the new keys", "(NH) tell the mirror operators about the new upload keys"),
    ("verb to noun", "write up how a vote works", "(treyes) write-up of how a vote works"),
    ("progress", "translate the welcome mail", "(PQ) translate the welcome mail - Spanish and French are done"),
    ("clause to adjective", "publish what the build farm costs each month", "(MO) publish monthly costs of the build farm"),
    ("imperative to sentence", "hand over the download figures", "Bea will hand over the download figures"),
    ("two synonyms", "ask the university for a second arm64 runner", "(MO / TR) ask the university for another arm64 machine"),
    ("quoted and cut", "find out why the cuda builds run out", "(YS, MO) find out why the `cuda` builds fill up the disk"),
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[PageInBrowser]:
    async with page_in_browser() as made:
        yield made


def line_of(text: str, words: str) -> int:
    """The number of the open line that has these words, from 1."""
    (found,) = (number for number, line in enumerate(text.splitlines(), 1) if words in line and "[ ]" in line)
    return found


def with_line(number: int, new: str) -> Callable[[str], str]:
    """An edit of one line of a text: what follows its box, with `{said}` for what stands there."""

    def edit(text: str) -> str:
        lines = text.splitlines(keepends=True)
        box, said = lines[number - 1].split("[ ] ")
        lines[number - 1] = f"{box}[ ] {new.replace('{said}', said.rstrip())}\n"
        return "".join(lines)

    return edit


def chip(visit: Visit, line: int) -> Locator:
    """The number of its issue that the page shows behind the box of a line."""
    return visit.see(f'#note input[data-box="{line}"] + .chip')


async def second_issue(visit: Visit, line: int, number: str, new: str) -> list[str]:
    """Reword a line; the titles of the issues that are opened for it, each of which names its pair."""
    before = {issue.number for issue in visit.repository.issues}
    await visit.rewrite(with_line(line, new))
    opened = [issue for issue in visit.repository.issues if issue.number not in before]
    if not opened:
        await expect(chip(visit, line)).to_have_attribute("data-issue", number)
    for issue in opened:
        assert f"`/merge #{number}`" in str(issue.body), f"{new}: not named with its pair"
    return [issue.title for issue in opened]


async def reword(browser: PageInBrowser, rows: list[tuple[str, str, str]], *, numbered: bool) -> list[str]:
    """Reword lines of the newest note one by one; the titles of the second issues."""
    second = []
    async with browser.visit_sample() as visit:
        await visit.synced()
        text = visit.repository.read(NOTE) or ""
        lines = {words: line_of(text, words) for _, words, _ in rows}
        numbers = {line: await chip(visit, line).get_attribute("data-issue") or "" for line in lines.values()}
        if numbered:
            for line, number in numbers.items():
                text = with_line(line, "{said} " + f"#{number}")(text)
            await visit.rewrite(lambda _: text)
        for _, words, new in rows:
            number = numbers[lines[words]]
            second += await second_issue(visit, lines[words], number, f"{new} #{number}" if numbered else new)
    return second


async def test_a_line_that_is_reworded_in_place_keeps_its_issue(browser: PageInBrowser) -> None:
    second = [*await reword(browser, FIRST, numbered=False), *await reword(browser, SECOND, numbered=False)]
    assert len(second) <= MOST_SECOND, second


async def test_a_line_with_its_number_keeps_its_issue_in_any_words(browser: PageInBrowser) -> None:
    assert [*await reword(browser, FIRST, numbered=True), *await reword(browser, SECOND, numbered=True)] == []
