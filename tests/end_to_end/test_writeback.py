"""Two ways: what happens to an issue on GitHub stands in the newest note a moment later, by one commit, and goes no further."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.github.faults import Fault, What
from tests.support.duly import NAME, Hurry, Stage, staged

DAY = "2024-03-05"
PATH = f"notes/{DAY}.md"
CONFIG = "people: {Ada: ada, Bea: bea}\n"
LINES = [
    "* [ ] (Ada) paint the harbour wall green",
    "* [ ] (Bea) order the rope for spring",
    "* [ ] (Ada) mend the crane",
]


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, config=CONFIG + "write_back: true\n") as made:
        await made.note(DAY, *LINES)
        yield made


@pytest_asyncio.fixture
async def patient(tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage where something has the time to happen between a close and its tick."""
    async with staged(tmp_path, config=CONFIG + "write_back: true\n", debounce=0.5) as made:
        await made.note(DAY, *LINES)
        yield made


def commits(stage: Stage) -> list[str]:
    """Messages of the commits of the default branch that Duly made, oldest first."""
    store = stage.repository.state.store
    history = store.history(stage.repository.head)
    return [commit.message for commit in reversed(list(history)) if commit.author.name.endswith("[bot]")]


def boxes(stage: Stage, path: str = PATH) -> list[str]:
    return [line[2:5] for line in (stage.repository.read(path) or "").splitlines() if line.startswith("* [")]


def edits(stage: Stage, since: int) -> list[tuple[str, str]]:
    """Duly's writes but for check runs."""
    return [write for write in stage.repository.writes[since:] if "check-runs" not in write[1]]


async def close(stage: Stage, *numbers: int, reason: str = "completed") -> None:
    for number in numbers:
        stage.repository.close_issue(number, by="bea", reason=reason)
    await stage.rest()


async def test_a_close_ticks_and_a_reopen_unticks(stage: Stage) -> None:
    text = stage.repository.read(PATH) or ""
    await close(stage, 1)
    assert stage.repository.read(PATH) == text.replace("[ ] (Ada) paint", "[x] (Ada) paint")
    stage.repository.reopen_issue(1, by="ada")
    await stage.rest()
    assert stage.repository.read(PATH) == text
    assert commits(stage) == ["Tick #1", "Open again #1"]
    assert [issue.state for issue in stage.repository.issues] == ["open"] * 3


@pytest.mark.parametrize("number", ["#2", "[#2](https://github.com/harbour/notes/issues/2)"], ids=["plain", "a link"])
async def test_a_carried_line_is_ticked_whatever_form_its_number_has(stage: Stage, number: str) -> None:
    await stage.note("2024-03-19", *(f"{line} {number}" if "rope" in line else line for line in LINES))
    assert len(stage.repository.issues) == len(LINES)
    await close(stage, 2)
    assert boxes(stage, "notes/2024-03-19.md") == ["[ ]", "[x]", "[ ]"]


async def test_a_command_ticks(stage: Stage) -> None:
    stage.repository.comment(1, "bea", "/done")
    stage.repository.comment(3, "bea", "/drop there is no crane any more")
    await stage.rest()
    assert boxes(stage) == ["[x]", "[ ]", "[~]"]


async def test_a_command_below_write_makes_no_commit(stage: Stage) -> None:
    stage.repository.edit_issue(1, by="bea", assignees=["cyd"])
    stage.repository.comment(1, "cyd", "/done")
    await stage.rest()
    assert stage.repository.issue(1).state == "closed"
    assert commits(stage) == []


async def test_its_own_push_plans_nothing(stage: Stage) -> None:
    since = stage.writes()
    await close(stage, 1)
    assert edits(stage, since) == [("PUT", f"/repos/{NAME}/contents/{PATH}"), ("PATCH", f"/repos/{NAME}/issues/1")]
    # The push came back as a webhook and had its check run: nothing was left to do.
    assert stage.repository.checks[-1].head_sha == stage.repository.head
    assert stage.repository.checks[-1].title == "nothing to do"


async def test_closes_within_a_few_seconds_are_one_commit(patient: Stage) -> None:
    patient.repository.close_issue(1, by="ada")
    patient.repository.close_issue(3, by="bea", reason="not_planned")
    await close(patient, 2)
    assert boxes(patient) == ["[x]", "[x]", "[~]"]
    assert commits(patient) == ["Tick #1, #2; drop #3"]


async def test_the_syncs_own_closes_and_reopens_make_no_commit(stage: Stage) -> None:
    await stage.tick(DAY, "harbour wall")
    assert stage.repository.issue(1).state == "closed"
    await stage.tick(DAY, "harbour wall", done=False)
    assert stage.repository.issue(1).state == "open"
    assert commits(stage) == []


async def test_a_tick_that_comes_at_the_same_time_is_no_conflict(patient: Stage) -> None:
    patient.repository.close_issue(1, by="bea")
    await patient.tick(DAY, "harbour wall")
    assert boxes(patient) == ["[x]", "[ ]", "[ ]"]
    assert commits(patient) == []
    assert patient.repository.issue(1).state == "closed"


async def test_switched_off_it_makes_no_call(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.note(DAY, *LINES)
        calls = len(stage.sandbox.recorder)
        await close(stage, 1)
        stage.repository.reopen_issue(1, by="ada")
        await stage.rest()
        assert len(stage.sandbox.recorder) == calls


async def test_switching_it_on_is_noticed(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        await stage.note(DAY, *LINES)
        await close(stage, 1)
        await stage.push({".github/duly.yml": CONFIG + "write_back: true\n"})
        assert commits(stage) == []
        await close(stage, 2)
        assert boxes(stage) == ["[ ]", "[x]", "[ ]"]


async def test_where_no_pull_request_may_be_made_either_it_is_reported_once(stage: Stage) -> None:
    stage.repository.protect("main")
    stage.sandbox.faults.on(Fault(what=What.MISSING, method="POST", path="/pulls$", times=None))
    since = stage.writes()
    await close(stage, 1)
    assert boxes(stage) == ["[ ]"] * 3
    said = stage.repository.checks[-1]
    assert (said.conclusion, said.title) == ("neutral", "1 box is left to set by hand")
    assert "#1 was closed: tick this box" in (said.summary or "")
    assert [(one.path, one.start_line) for one in said.annotations] == [(PATH, 5)]
    assert [method for method, path in stage.repository.writes[since:] if "/git/" not in path] == ["PUT", "POST"]
    stage.repository.protect("main", on=False)
    await stage.tick(DAY, "harbour wall")
    assert stage.repository.issue(1).state == "closed"


async def test_without_the_right_it_is_reported_too(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG + "write_back: true\n") as stage:
        stage.sandbox.installation(stage.repository).permissions["contents"] = "read"
        await stage.note(DAY, *LINES)
        await close(stage, 1)
        assert boxes(stage) == ["[ ]"] * 3
        assert stage.repository.checks[-1].title == "1 box is left to set by hand"


async def test_who_pushes_meanwhile_loses_no_word(patient: Stage) -> None:
    text = patient.repository.read(PATH) or ""
    # GitHub says that the file has moved on, and by the time it is read again it has.
    patient.sandbox.faults.on(Fault(what=What.CONFLICT, method="PUT", path="/contents/"))
    patient.repository.close_issue(2, by="bea")
    patient.repository.push({PATH: text.replace("## Action items\n", "Ahoy.\n\n## Action items\n")}, author="ada")
    await patient.rest()
    assert patient.repository.read(PATH) == text.replace("## Action", "Ahoy.\n\n## Action").replace(
        "] (Bea)", "x] (Bea)"
    ).replace("[ x]", "[x]")
    assert commits(patient) == ["Tick #2"]


async def test_who_writes_in_the_issue_meanwhile_loses_no_word(stage: Stage) -> None:
    stage.sandbox.faults.on(Fault(what=What.CONFLICT, method="PUT", path="/contents/"))
    stage.repository.close_issue(2, by="bea")
    # Before the file is read again half a second goes by, long after the issue was read.
    while not stage.sandbox.faults.struck:  # noqa: ASYNC110 the test watches from outside
        await asyncio.sleep(0.01)
    stage.repository.edit_issue(2, by="bea", body=f"{stage.repository.issue(2).body}\nthe rope is blue")
    await stage.rest()
    assert (stage.repository.issue(2).body or "").endswith("the rope is blue")
    assert commits(stage) == ["Tick #2"]
    since = stage.writes()
    await stage.note("2024-03-12", "* [x] (Bea) order the rope for spring")
    assert edits(stage, since) == [], "the marker remembers the tick"


FAULTS = [
    pytest.param(Fault(what=What.CUT, method="PUT", path="/contents/"), id="committed, and the answer is lost"),
    pytest.param(Fault(what=What.DROP, method="PUT", path="/contents/"), id="not committed"),
    pytest.param(Fault(what=What.ERROR, method="PATCH", path="/issues/1$", times=4), id="committed, not remembered"),
    pytest.param(Fault(what=What.ERROR, method="GET", path="/issues/1$", times=4), id="the issue cannot be read"),
    pytest.param(Fault(what=What.SECONDARY, method="PUT", path="/contents/", seconds=600), id="too fast for GitHub"),
    pytest.param(Fault(what=What.LAG, seconds=300), id="lists lag"),
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_whatever_goes_wrong_it_is_one_commit(tmp_path: Path, fault: Fault) -> None:
    async with staged(tmp_path, config=CONFIG + "write_back: true\n", hurry=Hurry()) as stage:
        await stage.note(DAY, *LINES)
        stage.sandbox.faults.on(fault)
        await close(stage, 1)
        assert stage.sandbox.faults.struck
        stage.sandbox.faults.off()
        assert commits(stage) == ["Tick #1"]
        assert boxes(stage) == ["[x]", "[ ]", "[ ]"]
        since = stage.writes()
        hooks = stage.sandbox.world.hooks
        assert all(hooks.again(attempt.id) for attempt in tuple(hooks.attempts))
        await stage.rest()
        assert edits(stage, since) == []


async def test_only_the_newest_list_is_written(stage: Stage) -> None:
    await stage.note("2024-03-12", "* [ ] (Bea) order the rope for spring")
    await close(stage, 1, 2)
    assert boxes(stage) == ["[ ]"] * 3
    assert boxes(stage, "notes/2024-03-12.md") == ["[x]"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1"])
async def test_every_other_byte_stays(stage: Stage, encoding: str) -> None:
    text = "# Réunion\r\n\r\n## Action items\r\n\r\n* [ ] (Ada) paint the harbour wall green, déjà vu\r\n\t\r\n* x  \r\nend"
    path = "notes/2024-03-12.md"
    stage.repository.push({path: text.encode(encoding)}, author="ada")
    await stage.rest()
    await close(stage, 1)
    tree = stage.repository.state.store.commits[stage.repository.head].tree
    leaf = stage.repository.state.store.leaf(tree, path)
    assert leaf
    assert stage.repository.state.store.blobs[leaf.sha] == text.replace("[ ]", "[x]").encode(encoding)


async def test_another_persons_issue_is_of_no_interest(stage: Stage) -> None:
    theirs = stage.repository.open_issue("The lamp is dim", by="bea").number
    calls = len(stage.sandbox.recorder)
    await close(stage, theirs)
    assert len(stage.sandbox.recorder) == calls
