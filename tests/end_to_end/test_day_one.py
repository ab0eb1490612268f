"""Day one and the brake: years of notes, floods, mistakes in the config and in the notes. By real HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.github.state.records import CheckRun
from tests.end_to_end.scenes.looks import show
from tests.support.archive import Archive, archive
from tests.support.duly import CONFIG, Stage, staged

PEOPLE = "people: {Ada: ada, Bea: bea}\n"
NEXT = "2024-01-03"
"""The day of the meeting after four years of notes."""
POSTS = [f"* [ ] (Ada) inspect mooring post number {n} for rust" for n in range(3)]
TICKED = [post.replace("[ ]", "[x]") for post in POSTS]
WALL = "* [ ] (Bea) paint the harbour wall green"


@pytest.fixture(scope="module")
def years() -> Archive:
    """Four years of fortnightly notes."""
    return archive(104)


@pytest_asyncio.fixture
async def bare(tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage without a config."""
    async with staged(tmp_path, config=None) as stage:
        yield stage


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage whose brake is tight."""
    async with staged(tmp_path, config=f"{PEOPLE}max_new_issues: 2\nmax_closes: 2\n") as stage:
        yield stage


async def again(stage: Stage) -> list[tuple[str, str]]:
    """What Duly writes when the newest push is delivered once more."""
    writes, hooks = stage.writes(), stage.sandbox.world.hooks
    hooks.again(next(attempt.id for attempt in reversed(hooks.attempts) if attempt.event == "push"))
    await stage.rest()
    return stage.repository.writes[writes:]


def titles(stage: Stage, state: str = "open") -> list[str]:
    return sorted(issue.title for issue in stage.repository.issues if issue.state == state)


def report(stage: Stage) -> CheckRun:
    """The check run of the newest commit."""
    run = stage.repository.checks[-1]
    assert run.head_sha == stage.repository.head
    return run


class TestYears:
    """A repository with four years of notes."""

    async def test_without_a_config_nothing_is_written(self, bare: Stage, years: Archive) -> None:
        await bare.push(dict(years.notes))
        assert (bare.writes(), bare.repository.checks) == (0, [])
        assert await again(bare) == []

    async def test_the_config_opens_what_stands_in_the_newest_list_only(self, bare: Stage, years: Archive) -> None:
        await bare.push(dict(years.notes))
        await bare.push({CONFIG: ""})
        assert titles(bare) == sorted(text.partition(") ")[2] for text in years.open)
        assert titles(bare, "closed") == []
        assert {tuple(person.login for person in issue.assignees) for issue in bare.repository.issues} == {
            ("ada",),
            ("bea",),
            ("cyd",),
        }
        assert report(bare).conclusion == "success"
        assert "pwd=" not in "".join(f"{issue.title}{issue.body}" for issue in bare.repository.issues)
        assert await again(bare) == []

    async def test_the_next_meeting(self, bare: Stage, years: Archive) -> None:
        await bare.push({**years.notes, CONFIG: ""})
        opened = titles(bare)
        ticked, left_out, *carried = years.open
        await bare.note(NEXT, f"* [x] {ticked}", *(f"* [ ] {text}" for text in carried), WALL)
        assert titles(bare, "closed") == [ticked.partition(") ")[2]]
        assert set(titles(bare)) - set(opened) == {"paint the harbour wall green"}
        assert left_out.partition(") ")[2] in titles(bare)
        assert await again(bare) == []
        oldest = next(iter(years.notes))
        await bare.push({oldest: years.notes[oldest].replace("[ ]", "[x]")})
        assert len(titles(bare, "closed")) == 1

    async def test_a_flood_on_day_one_is_held(self, bare: Stage, years: Archive) -> None:
        await bare.push({**years.notes, CONFIG: "max_new_issues: 5\n"})
        assert bare.repository.issues == []
        run = report(bare)
        assert (run.conclusion, run.title) == ("neutral", f"{len(years.open)} held")
        assert f"set `max_new_issues: {len(years.open)}` in `.github/duly.yml`" in (run.summary or "")
        assert await again(bare) == []
        await bare.push({CONFIG: f"max_new_issues: {len(years.open)}\n"})
        assert len(titles(bare)) == len(years.open)
        assert await again(bare) == []


class TestBrake:
    """Too many changes of one kind in one plan."""

    async def test_as_many_as_allowed_go(self, stage: Stage) -> None:
        await stage.note("2024-03-05", *POSTS[:2])
        assert len(titles(stage)) == 2
        await stage.note("2024-03-12", *TICKED[:2])
        assert len(titles(stage, "closed")) == 2
        assert report(stage).conclusion == "success"

    async def test_creations_are_held_and_the_rest_goes_on(self, stage: Stage) -> None:
        await stage.note("2024-03-05", WALL, POSTS[0])
        await stage.note("2024-03-12", "* [ ] (Ada) paint the harbour wall green", *TICKED[:1], *_others())
        assert [show(issue) for issue in stage.repository.issues] == [
            "#1 open @ada [action-item] paint the harbour wall green",
            "#2 closed as completed @ada [action-item] inspect mooring post number 0 for rust",
        ]
        run = report(stage)
        assert (run.conclusion, run.title) == ("neutral", "1 closed, 1 edited, 3 held")
        assert "`max_new_issues: 3`" in (run.summary or "")
        assert await again(stage) == []
        await stage.push({CONFIG: f"{PEOPLE}max_new_issues: 3\n"})
        assert len(titles(stage)) == 4
        assert report(stage).conclusion == "success"
        assert await again(stage) == []

    async def test_closes_are_held_and_the_rest_goes_on(self, stage: Stage) -> None:
        await stage.note("2024-03-05", *POSTS[:2])
        await stage.note("2024-03-12", *POSTS)
        await stage.note("2024-03-19", *TICKED, WALL)
        assert titles(stage, "closed") == []
        assert "paint the harbour wall green" in titles(stage)
        run = report(stage)
        assert (run.conclusion, run.title) == ("neutral", "1 opened, 3 held")
        assert "`max_closes: 3`" in (run.summary or "")
        assert await again(stage) == []
        await stage.push({CONFIG: f"{PEOPLE}max_closes: 3\n"})
        assert len(titles(stage, "closed")) == 3
        assert await again(stage) == []

    async def test_what_was_held_may_be_unticked(self, stage: Stage) -> None:
        await stage.note("2024-03-05", *POSTS[:2])
        await stage.note("2024-03-12", *POSTS)
        await stage.note("2024-03-19", *TICKED)
        await stage.note("2024-03-19", *POSTS)
        assert len(titles(stage)) == 3
        assert report(stage).conclusion == "success"


def _others() -> list[str]:
    things = ("buoys in the west bay", "hinges of the lock gate", "boats without a name")
    return [f"* [ ] (Bea) count the {thing}" for thing in things]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("people:\n  Ada: ada\nlables: [x]\n", 3, "did you mean 'labels'?", id="unknown key"),
        pytest.param("labels: [a]\n\nmax_closes: many\n", 3, "whole number", id="wrong value"),
        pytest.param("labels: [\n", 2, "", id="not YAML"),
    ],
)
async def test_a_mistake_in_the_config_holds_everything(bare: Stage, text: str, line: int, message: str) -> None:
    await bare.push({CONFIG: text, "notes/2024-03-05.md": f"# Notes\n\n## Action items\n\n{WALL}\n"})
    run = report(bare)
    assert run.conclusion == "failure"
    assert [(one.path, one.start_line, one.level) for one in run.annotations] == [(CONFIG, line, "failure")]
    assert message in run.annotations[0].message
    assert {path.rpartition("/")[2] for _, path in bare.repository.writes} == {"check-runs"}
    assert await again(bare) == []
    await bare.push({CONFIG: ""})
    assert titles(bare) == ["paint the harbour wall green"]


async def test_a_mistake_in_a_note_is_annotated_and_holds_nothing(stage: Stage) -> None:
    await stage.note("2024-03-05", WALL, "* [ ]", "* [ ] (Quux) sell the old crane")
    assert titles(stage) == ["paint the harbour wall green", "sell the old crane"]
    run = report(stage)
    assert run.conclusion == "neutral", "a person knows who Quux is"
    assert {(one.path, one.start_line, one.level) for one in run.annotations} == {
        ("notes/2024-03-05.md", 6, "warning"),
        ("notes/2024-03-05.md", 7, "warning"),
    }
    assert await again(stage) == []
