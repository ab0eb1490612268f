"""`machine_notes`: what a program wrote opens no issue before a person approves it."""

from dataclasses import replace

import pytest

from bot.core.config.schema import Config
from bot.core.model.account import Standing
from bot.core.model.plan import Edit, Open, Plan
from bot.core.reports import check_run
from tests.support.tracker import Tracker

WALL, ROPE = "- [ ] paint the harbour wall green", "- [ ] order the rope for spring"
BY_GEMINI = "# {day} - Notes by Gemini\n\n### Suggested next steps\n\n{lines}\n"


def titles(plan: Plan, *, held: bool = False) -> list[str]:
    changes = [change for one in plan.held for change in one.changes] if held else plan.changes
    return [change.title for change in changes if isinstance(change, Open)]


def by_gemini(tracker: Tracker, day: str, *lines: str) -> None:
    tracker.notes[f"notes/{day}.md"] = BY_GEMINI.format(day=day, lines="\n".join(lines))


@pytest.fixture
def tracker() -> Tracker:
    made = Tracker()
    by_gemini(made, "2024-03-05", WALL)
    return made


def test_new_issues_wait_for_a_person(tracker: Tracker) -> None:
    plan = tracker.sync()
    assert (titles(plan), titles(plan, held=True)) == ([], ["paint the harbour wall green"])
    assert plan.held[0].message == (
        "Held: 1 issue to open is from notes that say that a program wrote them (`notes/2024-03-05.md`). If what they list was "
        "agreed, comment `/approve` on any issue or pull request. `machine_notes: open` in `.github/duly.yml` opens such "
        "issues without a hold, `ignore` leaves these notes out."
    )
    assert check_run.conclusion(tracker.snapshot(), plan) == "neutral"
    assert plan.held[0].approvable, "the check run has a button that lets it go"
    assert plan.account is not None
    assert plan.account.items == {Standing.MACHINE: 1}
    assert titles(tracker.plan(approved=True)) == ["paint the harbour wall green"]


def test_what_was_approved_goes_on_and_the_next_note_waits_again(tracker: Tracker) -> None:
    for change in tracker.plan(approved=True).changes:
        tracker.apply(change)
    by_gemini(tracker, "2024-03-12", WALL.replace("[ ]", "[x]"), ROPE)
    plan = tracker.sync()
    assert [type(change).__name__ for change in plan.changes if not isinstance(change, Open)] == ["Close"]
    assert titles(plan, held=True) == ["order the rope for spring"]


def test_what_a_person_lists_too_is_not_held(tracker: Tracker) -> None:
    tracker.write("2024-03-12", WALL)
    assert titles(tracker.sync()) == ["paint the harbour wall green"]


@pytest.mark.parametrize("stamp", ["(12:34)", "[01:12:34]", "([12:34](https://rec.example/1?t=754))", "(12:34)."])
def test_the_place_in_the_recording_is_no_part_of_a_title(tracker: Tracker, stamp: str) -> None:
    by_gemini(tracker, "2024-03-12", f"- [ ] mow the lawn {stamp}")
    tracker.config = replace(Config(), machine_notes="open")
    assert "mow the lawn" in titles(tracker.sync())
    tracker.write("2024-03-19", f"- [ ] mow the lawn {stamp}")
    assert not [change for change in tracker.sync().changes if isinstance(change, Edit) and change.title]


@pytest.mark.parametrize(("machine_notes", "opened"), [("open", 1), ("ignore", 0)])
def test_the_config_decides(tracker: Tracker, machine_notes: str, opened: int) -> None:
    tracker.config = replace(Config(), machine_notes=machine_notes)  # type: ignore[arg-type]
    plan = tracker.sync()
    assert (len(titles(plan)), plan.held) == (opened, ())
    said = [str(problem) for problem in plan.problems if "a program wrote it" in str(problem)]
    assert len(said) == 1 - opened
