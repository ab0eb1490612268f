"""The note of the next meeting on a default branch that is protected: what it lacks goes to the standing pull request."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.github.state.records import Issue
from tests.support.contract import delivery_violations, violations
from tests.support.duly import Hurry, Stage, staged

TODAY = datetime.now(UTC).date()
LAST, NEXT = TODAY - timedelta(days=5), TODAY + timedelta(days=2)
PATH = f"notes/{NEXT}.md"
BRANCH = "duly/ticks"
CONFIG = "notes: notes/*.md\npeople: {Ada: ada, Bea: bea}\nnext: {every: week 17:00 UTC}\nwrite_back: true\n"
NOTE = "# Meeting {day}\n\n## Agenda\n\n## Action items\n\n{lines}"


@pytest.fixture
def hurry() -> Hurry:
    return Hurry()


@pytest_asyncio.fixture
async def stage(tmp_path: Path, hurry: Hurry) -> AsyncIterator[Stage]:
    """The note of the next meeting is on the default branch already, which is protected, and lacks what is open."""
    async with staged(tmp_path, config=CONFIG, hurry=hurry) as made:
        made.repository.protect("main")
        lines = "* [ ] (Ada) paint the harbour wall green\n* [ ] (Bea) order the rope\n"
        await made.push({f"notes/{LAST}.md": NOTE.format(day=LAST, lines=lines), PATH: NOTE.format(day=NEXT, lines="")})
        yield made
        assert violations(made.sandbox) == []
        assert delivery_violations(made.sandbox) == []


def pull(stage: Stage) -> Issue:
    (found,) = stage.pulls
    assert found.pull and found.pull.head == BRANCH
    return found


def text(stage: Stage, branch: str | None = BRANCH) -> str:
    return stage.repository.read(PATH, branch) or ""


async def test_the_block_stands_there_until_it_is_merged(stage: Stage) -> None:
    assert "paint the harbour wall green [#1](" in text(stage) and "order the rope [#2](" in text(stage)
    assert "paint" not in text(stage, None)
    assert pull(stage).title == "Fill the note of the next meeting" and f"`{PATH}`" in (pull(stage).body or "")
    since = stage.writes()
    await stage.look()
    assert stage.writes() == since, "a second look writes nothing"
    stage.repository.merge_pull(pull(stage).number, by="ada")
    await stage.rest()
    await stage.look()
    assert "order the rope" in text(stage, None) and len(stage.pulls) == 1


async def test_ticks_and_the_block_stand_together(stage: Stage) -> None:
    stage.repository.close_issue(1, by="bea")
    await stage.rest()
    await stage.look()
    assert pull(stage).state == "open"
    assert "order the rope [#2](" in text(stage) and "paint" not in text(stage).replace("[x] (Ada) paint", "")
    last = stage.repository.read(f"notes/{LAST}.md", BRANCH) or ""
    assert "* [x] (Ada) paint" in last
    assert pull(stage).title == "Tick what was closed on GitHub, and fill the next note"
    assert "line 7 of" in (pull(stage).body or "")
    stage.repository.close_issue(2, by="bea")
    await stage.rest()
    assert (stage.repository.read(f"notes/{LAST}.md", BRANCH) or "").count("* [x]") == 2


async def test_what_people_take_out_after_the_merge_stays_out(stage: Stage) -> None:
    stage.repository.merge_pull(pull(stage).number, by="ada")
    await stage.rest()
    rows = [row for row in text(stage, None).splitlines(keepends=True) if "order the rope" not in row]
    await stage.push({PATH: "".join(rows)})
    await stage.look()
    assert [one.state for one in stage.pulls] == ["closed"] and "rope" not in text(stage, None)


async def test_commits_of_people_on_it_stay(stage: Stage) -> None:
    rows = [row for row in text(stage).splitlines(keepends=True) if "order the rope" not in row]
    stage.repository.push({PATH: "".join(rows) + "\nBea was late.\n"}, branch=BRANCH, author="bea")
    await stage.push({f"notes/{LAST}.md": (stage.repository.read(f"notes/{LAST}.md") or "") + "* [ ] (Ada) oil it\n"})
    await stage.look()
    assert "Bea was late." in text(stage) and "rope" not in text(stage) and "oil it" in text(stage)
    assert pull(stage).state == "open"


async def test_it_is_withdrawn_when_nothing_is_lacking(stage: Stage) -> None:
    lines = "* [ ] (Ada) paint the harbour wall green #1\n* [ ] (Bea) order the rope #2\n"
    await stage.push({PATH: NOTE.format(day=NEXT, lines=lines)})
    await stage.look()
    assert pull(stage).state == "closed" and not stage.repository.state.refs.get(f"refs/heads/{BRANCH}")


async def test_who_closes_it_is_not_asked_again_about_the_same(stage: Stage) -> None:
    stage.repository.close_issue(pull(stage).number, by="ada")
    await stage.look()
    assert [one.state for one in stage.pulls] == ["closed"]


async def test_it_ends_when_the_meeting_begins(stage: Stage, hurry: Hurry) -> None:
    hurry.leapt += timedelta(days=3).total_seconds()
    await stage.look()
    assert pull(stage).state == "closed"
