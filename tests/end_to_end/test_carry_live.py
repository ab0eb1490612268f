"""`/carry` where the note is edited in HackMD: the live text is read, and what it lacks is posted to be pasted there."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
import pytest_asyncio
from aiohttp import web

from bot.core.limits import NOTE as LARGEST
from tests.end_to_end.test_carry_pull import BRANCH, CONFIG, NEXT, TEMPLATE, Desk, opened, pasted
from tests.support.contract import violations
from tests.support.pad import Answer, Pad, pad

BOT = "github-actions[bot]"
DOCUMENT = "rkTuE1Qwbg"
LIVE = """\
# 2024-03-19 meeting

## Agenda

* Ada: new buoys

## Check in on previous action items

### This meeting

### Last meeting

* [ ] (Ada) paint the harbour wall green #1

### 2 meetings ago
"""


@dataclass(slots=True)
class Live:
    """A desk with the pull request of a workflow, and the host where its note is edited."""

    desk: Desk
    pad: Pad

    def propose(self, body: str | None = None, *, by: str = BOT) -> None:
        """Open the pull request."""
        self.desk.remote.push({NEXT: TEMPLATE}, branch=BRANCH, author="ada")
        text = self.pad.body(DOCUMENT, NEXT) if body is None else body
        self.desk.pull = self.desk.remote.open_pull("Add meeting notes 2024-03-19", BRANCH, body=text, by=by).number


@asynccontextmanager
async def lived(config: str = "hackmd: {host}\n") -> AsyncIterator[Live]:
    async with pad() as host, opened(config=CONFIG + config.format(host=host.host)) as desk:
        yield Live(desk, host)


@pytest_asyncio.fixture
async def live() -> AsyncIterator[Live]:
    async with lived() as made:
        yield made


async def test_what_the_live_text_lacks_is_posted_as_one_block(live: Live) -> None:
    live.propose()
    live.pad.texts[DOCUMENT] = LIVE
    before = live.desk.commits()
    answer = await live.desk.carry()
    assert pasted(answer) == "* [ ] (Bea) order the rope for spring #2\n"
    assert f"To paste into http://{live.pad.host}/{DOCUMENT}, below `2 meetings ago`:" in answer
    assert live.desk.commits() == before
    assert live.pad.asked == [("GET", f"/{DOCUMENT}/download")]
    assert violations(live.desk.sandbox) == []


async def test_several_lists_come_with_their_headings_in_the_order_of_the_text(live: Live) -> None:
    live.propose()
    live.pad.texts[DOCUMENT] = LIVE.replace("* [ ] (Ada) paint the harbour wall green #1\n", "")
    assert pasted(await live.desk.carry()) == (
        "### Last meeting\n\n* [ ] (Ada) paint the harbour wall green #1\n\n"
        "### 2 meetings ago\n\n* [ ] (Bea) order the rope for spring #2\n"
    )


async def test_headings_that_the_text_lacks_come_too(live: Live) -> None:
    live.propose()
    live.pad.texts[DOCUMENT] = "# 2024-03-19 meeting\n\n## Agenda\n"
    block = pasted(await live.desk.carry())
    assert block.startswith("## Check in on previous action items\n\n* [ ] (Ada)")


async def test_after_the_block_was_pasted_nothing_is_missing(live: Live) -> None:
    live.propose()
    live.pad.texts[DOCUMENT] = LIVE
    live.pad.texts[DOCUMENT] += pasted(await live.desk.carry())
    assert (await live.desk.carry()).startswith(
        f"The text at http://{live.pad.host}/{DOCUMENT} has everything already."
    )


async def test_ticks_and_numbers_that_the_text_lacks_are_named(live: Live) -> None:
    live.propose()
    live.pad.texts[DOCUMENT] = LIVE.replace(" #1", "") + "* [ ] (Bea) order the rope for spring #2\n"
    live.desk.remote.close_issue(2, by="bea")
    answer = await live.desk.carry()
    assert "lacks no line" in answer
    changed = "* [ ] (Ada) paint the harbour wall green #1\n* [x] (Bea) order the rope for spring #2\n"
    assert f"Lines to change there by hand:\n\n```markdown\n{changed}```" in answer


async def test_a_guest_asks_without_credentials(live: Live) -> None:
    live.propose()
    live.pad.texts[DOCUMENT] = LIVE
    await live.desk.carry()
    (headers,) = live.pad.headers
    assert {"Authorization", "Cookie"}.isdisjoint(headers)


async def test_a_commit_that_is_asked_for_goes_to_the_branch(live: Live) -> None:
    live.propose()
    live.pad.texts[DOCUMENT] = LIVE
    assert (await live.desk.carry("commit")).startswith("Carried into")
    assert "order the rope for spring #2" in live.desk.note
    assert live.pad.asked == []


async def test_a_link_alone_names_the_document(live: Live) -> None:
    live.propose(f"New meeting notes available at http://{live.pad.host}/@harbour/{DOCUMENT}.")
    live.pad.texts[DOCUMENT] = LIVE
    assert "order the rope" in pasted(await live.desk.carry())
    assert live.pad.asked == [("GET", f"/{DOCUMENT}/download")]


def status(number: int) -> Answer:
    return lambda request: web.Response(status=number)


def page(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<!doctype html><title>Sign in</title>", content_type="text/html")


def leading(to: str) -> Answer:
    return lambda request: web.Response(status=302, headers={"Location": to})


def endless(request: web.Request) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": request.path})


def huge(request: web.Request) -> web.StreamResponse:
    return web.Response(text="x" * (LARGEST + 1), content_type="text/markdown")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        pytest.param(status(404), "HTTP 404", id="not there"),
        pytest.param(status(403), "HTTP 403", id="not for guests"),
        pytest.param(status(500), "HTTP 500", id="broken"),
        pytest.param(page, "a web page came instead of its text", id="a page to sign in"),
        pytest.param(leading("https://example.org/login"), "leads to another host", id="another host"),
        pytest.param(leading("//127.0.0.1:9/login"), "leads to another host", id="another port"),
        pytest.param(leading("ftp://x"), "leads to another host", id="another scheme"),
        pytest.param(leading("http://["), "leads to an address that is none", id="no address"),
        pytest.param(leading("//127.0.0.1:99999/x"), "leads to an address that is none", id="a port that is none"),
        pytest.param(endless, "more than 5 redirects", id="endless redirects"),
        pytest.param(huge, "more than 256 KB", id="too large"),
    ],
)
async def test_where_it_cannot_be_read_the_branch_counts_with_the_reason(live: Live, answer: Answer, why: str) -> None:
    live.propose()
    live.pad.answers[DOCUMENT] = answer
    said = await live.desk.carry()
    assert why in said.partition("```")[0]
    assert "`/carry commit` commits all the same" in said
    assert "* [ ] (Ada) paint the harbour wall green #1\n" in pasted(said)


async def test_a_redirect_on_the_host_is_followed(live: Live) -> None:
    live.propose()
    live.pad.answers[DOCUMENT] = leading("/moved/download")
    live.pad.texts["moved"] = LIVE
    assert "order the rope" in pasted(await live.desk.carry())


def by_a_person(live: Live) -> None:
    live.propose(by="ada")


def of_another_note(live: Live) -> None:
    live.propose(live.pad.body(DOCUMENT, "notes/2024-04-02.md"))


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        pytest.param(by_a_person, "a person opened this one", id="opened by a person"),
        pytest.param(of_another_note, "is that of `notes/2024-04-02.md`", id="the document of another note"),
    ],
)
async def test_documents_that_are_not_asked_for(live: Live, prepare: Callable[[Live], None], why: str) -> None:
    prepare(live)
    live.pad.texts[DOCUMENT] = LIVE
    said = await live.desk.carry()
    assert why in said
    assert "harbour wall green #1" in pasted(said)
    assert live.pad.asked == []


@pytest.mark.parametrize("config", ["", "hackmd: off\n", "hackmd: true\n"], ids=["no key", "off", "another host"])
async def test_only_the_host_of_the_config_is_asked(config: str) -> None:
    async with lived(config) as live:
        live.propose()
        live.pad.texts[DOCUMENT] = LIVE
        answer = await live.desk.carry()
        assert "harbour wall green" in (live.desk.note or pasted(answer))
        assert live.pad.asked == []


async def test_a_private_address_is_not_asked() -> None:
    async with lived("hackmd: 10.0.0.1\n") as live:
        live.propose(f"New notes at https://10.0.0.1/@harbour/{DOCUMENT}")
        said = await live.desk.carry()
        assert "could not be read: its host is on a private network." in said
        assert "harbour wall green #1" in pasted(said)
