"""How many API calls a push costs, compared with the lower bound."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.sandbox import Sandbox
from tests.support.duly import PEOPLE, Hurry, Stage, staged
from tests.support.paths import SEED, need

NOTE = "notes/2020-08-26.md"


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Duly running in a repository whose notes have no items yet."""
    need(SEED)
    async with staged(tmp_path, config="people: {JK: ada, MRB: bea}\nsubteams: {docs: docs}\n") as made:
        await made.push({"notes/2020-08-19.md": "# 2020-08-19\n\n## Action items\n"})
        made.sandbox.recorder.clear()
        yield made


def calls(stage: Stage) -> dict[str, int]:
    """The calls since the last check, as method and subject."""
    said = stage.sandbox.recorder.calls()
    stage.sandbox.recorder.clear()
    return Counter(f"{method} {path.split('?')[0].split('/', 4)[-1].split('/')[0]}" for method, path in said)


async def test_calls_of_each_kind_of_push(stage: Stage) -> None:
    text = SEED.read_text(encoding="utf-8")
    await stage.push({"setup.cfg": "[notes]\n"})
    assert calls(stage) == {}, "no note touched"

    await stage.push({NOTE: text})
    # Head, tree and blob; the issues, and those that another login's Duly may have opened; which labels and owners there are; what is made.
    reads = {"GET git": 3, "GET issues": 2, "GET labels": 1, "GET assignees": 1}
    assert calls(stage) == reads | {"POST labels": 3, "POST issues": 27, "POST check-runs": 1}, "27 new"

    hooks = stage.sandbox.world.hooks
    assert hooks.again(next(one.id for one in reversed(hooks.attempts) if one.event == "push"))
    await stage.rest()
    assert calls(stage) == {"GET git": 1, "GET issues": 1}, "the same push again"

    await stage.push({NOTE: text + "\nSee you.\n"})
    # Whether the new commit has a check run, and one that says that nothing was to be done.
    unchanged = {"GET git": 3, "GET issues": 1, "GET commits": 1, "POST check-runs": 1}
    assert calls(stage) == unchanged, "a note touched, nothing to do"

    await stage.push({NOTE: text.replace("* [ ] (JK) work with", "* [x] (JK) work with")})
    assert calls(stage) == {"GET git": 3, "GET issues": 1, "PATCH issues": 1, "POST check-runs": 1}, "one tick"


async def test_calls_for_the_board(tmp_path: Path) -> None:
    wall, pump = "* [ ] (Ada) paint the wall", "* [ ] (Ada) mend the pump"
    async with staged(tmp_path, config="people: {Ada: ada}\n", board=True) as stage:
        await stage.note("2024-03-05", "* [x] (Ada) sweep the pier")
        stage.sandbox.recorder.clear()

        await stage.note("2024-03-05", wall, pump)
        # The list by the board's label; the board and its label; its pin.
        board = {"GET issues": 1, "POST labels": 1, "POST issues": 1, "POST graphql": 1}
        items = {"GET git": 3, "GET issues": 2, "GET labels": 1, "GET assignees": 1, "POST check-runs": 1}
        opened = items | {"POST labels": 1, "POST issues": 2}
        assert calls(stage) == Counter(opened) + Counter(board), "the first items"

        await stage.note("2024-03-05", wall, pump, "", "See you.")
        unchanged = {"GET git": 3, "GET issues": 1, "GET commits": 1, "POST check-runs": 1}
        assert calls(stage) == unchanged, "nothing for the board"

        await stage.tick("2024-03-05", "mend the pump")
        tick = {"GET git": 3, "GET issues": 1, "PATCH issues": 2, "POST check-runs": 1}
        assert calls(stage) == tick, "one tick, and the board once"


async def test_calls_where_meetings_stand_in_issues(tmp_path: Path) -> None:
    config = "meetings: {issues: {label: agenda, comments: true}}\npeople: {JK: ada}\n"
    async with staged(tmp_path, config=config) as stage:
        await stage.push({"README.md": "# The notes\n"})
        stage.sandbox.recorder.clear()
        text = "## Action items\n\n* [ ] (JK) mend the crane\n"
        stage.repository.open_issue("Meeting 2024-03-05", text, by="ada")
        stage.repository.edit_issue(1, by="ada", labels=["agenda"])
        await stage.rest()
        # The issue by its number; the tip; meetings, issues of Duly's, and those of another login's Duly; the role of who
        # opened it: once in ten minutes.
        reads = {"GET git": 1, "GET issues": 4, "GET labels": 1, "GET assignees": 1, "GET collaborators": 1}
        assert calls(stage) == reads | {"POST labels": 1, "POST issues": 1, "POST check-runs": 1}, "a new meeting"

        stage.repository.edit_issue(1, by="ada", body=f"{text}\nSee you.\n")
        await stage.rest()
        assert calls(stage) == {"GET git": 1, "GET issues": 3}, "nothing to do"

        stage.repository.comment(1, "ada", "See you.")
        await stage.rest()
        # The comments as well.
        assert calls(stage) == {"GET git": 1, "GET issues": 4}, "a comment"

        stage.repository.comment(1, "bea", "I cannot come.")
        await stage.rest()
        assert calls(stage) == {"GET git": 1, "GET issues": 4, "GET collaborators": 1}, "a comment by another person"

        stage.repository.comment(1, "bea", "I can.")
        await stage.rest()
        assert calls(stage) == {"GET git": 1, "GET issues": 4}, "another comment"


async def test_an_issue_is_read_once_at_most_before_it_is_edited(tmp_path: Path) -> None:
    hurry = Hurry()
    sandbox = Sandbox(clock=hurry.utc)
    sandbox.middlewares.append(hurry.a_write_a_second)
    async with staged(tmp_path, config="people: {JK: ada, MRB: bea}\n", sandbox=sandbox, hurry=hurry) as made:
        await made.note("2020-08-19", *(f"* [ ] (JK) inspect mooring post number {n} for rust" for n in range(8)))
        assert read_by_number(made) == {}, "none that was made"
        await made.note("2020-08-19", *(f"* [ ] (MRB) inspect mooring post number {n} for rust" for n in range(8)))
        # The first is written within a second of the list.
        assert read_by_number(made) == {number: 1 for number in range(2, 9)}


async def test_who_closed_an_issue_is_read_once_for_each_close_of_an_open_line(tmp_path: Path) -> None:
    stale = "stale[bot]"
    lines = [f"* [ ] (Ada) inspect mooring post number {number} for rust" for number in range(3)]
    hurry = Hurry()
    sandbox = Sandbox(clock=hurry.utc)
    async with staged(tmp_path, people=PEOPLE | {stale: "triage"}, sandbox=sandbox, hurry=hurry) as made:
        await made.note("2020-08-19", *lines)
        made.sandbox.recorder.clear()
        # What was written within one second is read again in any case.
        hurry.leapt += 60
        made.repository.close_issue(1, by="ada")
        made.repository.close_issue(2, by=stale, reason="not_planned")
        await made.note("2020-08-19", *lines, "", "See you.")
        assert read_by_number(made) == {1: 1, 2: 1}
        run = made.repository.checks[-1]
        assert (run.conclusion, f"#2 was closed by {stale}" in (run.summary or "")) == ("neutral", True)
        assert "#1 was closed" not in (run.summary or "")
        await made.note("2020-08-19", *lines, "", "See you soon.")
        assert read_by_number(made) == {}
        hurry.leapt += 60
        made.repository.reopen_issue(2, by="ada")
        made.repository.close_issue(2, by="bea")
        await made.note("2020-08-19", *lines, "", "See you then.")
        assert read_by_number(made) == {2: 1}
        assert "#2 was closed" not in (made.repository.checks[-1].summary or "")


def read_by_number(stage: Stage) -> dict[int, int]:
    """How often each issue was read by its number since the last look."""
    paths = [path for method, path in stage.sandbox.recorder.calls() if method == "GET"]
    stage.sandbox.recorder.clear()
    return Counter(int(found.group(1)) for path in paths if (found := re.search(r"/issues/(\d+)$", path)))
