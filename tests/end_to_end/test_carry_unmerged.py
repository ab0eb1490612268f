"""Earlier meetings whose notes are not merged yet: `/carry` reads them from their pull requests, or names them."""

from collections.abc import Callable

import pytest

from bot.core.limits import NOTE as LARGEST
from bot.core.limits import PULL_NOTES as MANY
from bot.jobs.sync import sync
from tests.end_to_end.test_carry_live import BOT, DOCUMENT, live, lived
from tests.end_to_end.test_carry_pull import NEXT, TEMPLATE, Desk, desk, opened
from tests.support.contract import violations

__all__ = ["desk", "live"]

MIDDLE = "notes/2024-03-12.md"
HELD = """\
# 2024-03-12 meeting

## Check in on previous action items

### This meeting

* [ ] (Bea) sell the ferry

### Last meeting

* [x] (Ada) paint the harbour wall green #1
* [ ] (Bea) order the rope for spring #2
"""


def pending(desk: Desk, text: str = HELD, *, path: str = MIDDLE, branch: str = "march-12", body: str = "") -> int:
    """Open the pull request of the meeting between, which nobody merges."""
    desk.remote.push({path: text}, branch=branch, author="ada")
    return desk.remote.open_pull("Notes of March 12", branch, body=body, by=BOT).number


async def test_it_is_read_as_the_newest_text_of_its_meeting(desk: Desk) -> None:
    number = pending(desk)
    desk.propose()
    answer = await desk.carry()
    assert "* [ ] (Bea) sell the ferry\n" in desk.note
    assert "* [ ] (Bea) order the rope for spring #2" in desk.note
    assert "harbour wall" not in desk.note
    assert f"- 2024-03-12 (#{number}) was read from its pull request." in answer
    assert violations(desk.sandbox) == []


async def test_it_opens_and_closes_nothing(desk: Desk) -> None:
    pending(desk)
    desk.propose()
    issues = [(issue.number, issue.state) for issue in desk.remote.issues]
    await desk.carry()
    await sync(desk.repository)
    assert [(issue.number, issue.state) for issue in desk.remote.issues] == issues


async def test_after_its_merge_nothing_changes_but_the_numbers(desk: Desk) -> None:
    number = pending(desk)
    desk.propose()
    await desk.carry()
    before = desk.note
    desk.remote.merge_pull(number, by="ada")
    await sync(desk.repository)
    answer = await desk.carry()
    assert "not merged" not in answer
    ferry = next(issue.number for issue in desk.remote.issues if "ferry" in issue.title)
    assert desk.note == before.replace("sell the ferry", f"sell the ferry #{ferry}")


def in_a_fork(desk: Desk) -> int:
    fork = desk.sandbox.fork(desk.remote, "zoe")
    fork.push({MIDDLE: HELD}, branch="mine", author="zoe")
    return desk.remote.open_pull("Notes", "zoe:mine", by="zoe").number


async def test_one_in_a_fork_is_named_and_not_read(desk: Desk) -> None:
    number = in_a_fork(desk)
    desk.propose()
    answer = await desk.carry()
    assert f"- 2024-03-12 is not merged (#{number}) and was not read: its branch is in a fork." in answer
    assert "ferry" not in desk.note
    assert "* [ ] (Ada) paint the harbour wall green #1" in desk.note


async def test_of_two_for_one_file_the_newest_counts(desk: Desk) -> None:
    older = pending(desk, HELD.replace("ferry", "barge"), branch="first")
    newer = pending(desk, branch="second")
    desk.propose()
    answer = await desk.carry()
    assert "ferry" in desk.note
    assert "barge" not in desk.note
    assert f"(#{older}) and was not read: #{newer} has this file too." in answer


def closed(desk: Desk) -> None:
    desk.remote.close_issue(pending(desk), by="ada")


def later(desk: Desk) -> None:
    pending(desk, HELD.replace("03-12", "04-02"), path="notes/2024-04-02.md")


def long_ago(desk: Desk) -> None:
    pending(desk, HELD.replace("2024-03-12", "2023-03-12"), path="notes/2023-03-12.md")


def no_note(desk: Desk) -> None:
    pending(desk, path="docs/2024-03-12.md")


@pytest.mark.parametrize("prepare", [closed, later, long_ago, no_note])
async def test_pull_requests_that_hold_no_earlier_meeting(desk: Desk, prepare: Callable[[Desk], None]) -> None:
    prepare(desk)
    desk.propose()
    answer = await desk.carry()
    assert "not merged" not in answer
    assert "ferry" not in desk.note


def too_many(desk: Desk) -> None:
    files = {f"notes/2023-{n // 28 + 1:02}-{n % 28 + 1:02}.md": "# Old\n" for n in range(MANY + 1)}
    desk.remote.push(files, branch="archive", author="ada")
    desk.remote.open_pull("Move the archive", "archive", by="ada")


def too_large(desk: Desk) -> None:
    pending(desk, HELD + "x" * LARGEST)


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        pytest.param(too_many, f"changes {MANY + 1} notes and was not looked at.", id="an archive"),
        pytest.param(
            too_large, "has more than 256 KB for one meeting, or 1 MB in all and was not read.", id="a note too large"
        ),
    ],
)
async def test_what_is_not_read_is_named(desk: Desk, prepare: Callable[[Desk], None], said: str) -> None:
    prepare(desk)
    desk.propose()
    assert said in await desk.carry()


async def test_its_live_text_counts_before_its_branch() -> None:
    async with lived() as live:
        live.pad.texts["march12"] = HELD
        number = pending(live.desk, TEMPLATE.replace("03-19", "03-12"), body=live.pad.body("march12", MIDDLE))
        live.propose()
        live.pad.texts[DOCUMENT] = TEMPLATE
        answer = await live.desk.carry()
        assert "sell the ferry" in answer
        assert f"2024-03-12 (#{number}) was read" in answer


async def test_a_live_text_that_cannot_be_read_is_named() -> None:
    async with lived() as live:
        pending(live.desk, body=live.pad.body("march12", MIDDLE))
        live.propose()
        live.pad.texts[DOCUMENT] = TEMPLATE
        answer = await live.desk.carry()
        assert "was read from its pull request. The HackMD document" in answer
        assert "could not be read: HTTP 404" in answer
        assert "sell the ferry" in answer


async def test_raised_issues_stay_raised_until_the_merge() -> None:
    async with opened() as desk:
        desk.remote.create_label("next-meeting")
        lamp = desk.remote.open_issue("The lamp is dim", by="bea", labels=("next-meeting",)).number
        pending(desk, HELD + f"\n* [ ] The lamp is dim → #{lamp}\n")
        desk.propose()
        await desk.carry()
        assert [label.name for label in desk.remote.issue(lamp).labels] == ["next-meeting"]
        assert desk.note.count("The lamp is dim") == 1


def test_the_next_note_is_later_than_the_one_between() -> None:
    assert NEXT > MIDDLE
