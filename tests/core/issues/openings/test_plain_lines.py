"""`without_box: auto`: the first issues for bullets without boxes in a series wait, all together, for one `/approve`."""

from dataclasses import replace

import pytest

from bot.core.config.schema import Config, WithoutBox
from bot.core.model.account import Standing
from bot.core.model.plan import Close, Open, Plan
from bot.core.reports import check_run
from bot.core.reports.changes import View
from tests.support.tracker import Tracker

FIRST, SECOND, THIRD = "2024-03-05", "2024-03-19", "2024-04-02"
WALL, ROPE, CRANE = "* Ada to paint the harbour wall", "* order the rope", "* Bea to find a crane for the east pier"


def opened(plan: Plan) -> list[str]:
    return [change.title for change in plan.changes if isinstance(change, Open)]


def held(plan: Plan) -> list[str]:
    return [change.title for one in plan.held for change in one.changes if isinstance(change, Open)]


def approve(tracker: Tracker) -> None:
    """What the sync after `/approve` does."""
    for change in tracker.plan(approved=True).changes:
        tracker.apply(change)


@pytest.fixture
def tracker() -> Tracker:
    """Two lines without boxes, and nothing approved yet."""
    made = Tracker()
    made.write(FIRST, WALL, ROPE)
    return made


def test_the_first_ones_wait_all_together(tracker: Tracker) -> None:
    plan = tracker.sync()
    assert (opened(plan), held(plan)) == ([], ["Ada to paint the harbour wall", "order the rope"])
    assert check_run.headline(plan) == "2 held"
    assert check_run.conclusion(tracker.snapshot(), plan) == "neutral"
    (one,) = plan.held
    assert one.message == (
        "Held: 2 issues to open are for lines without a box. The last meetings with work in `notes` have no boxes, so the "
        "bullets of their action lists count as work. If that is right, comment `/approve` on any issue or pull request; "
        "later lines then open their issues without a hold. There is no box to tick: an issue closes when later notes say "
        "that it is done, or when a person closes it. To leave them all out, set `without_box: explicit` in `.github/duly.yml`."
    )
    summary = check_run.summary(plan, View(tracker.snapshot().head))
    assert one.message in summary
    assert "| order the rope |  | 2024-03-05 | 0 | held: no box, and not approved yet |" in summary
    assert "2 without a box held (`/approve` opens them, `without_box: explicit` leaves them)" in summary


def test_how_many_earlier_ones_would_still_be_open_is_said() -> None:
    made = Tracker(Config(open_within=1))
    made.write(FIRST, "* sweep the yard", "* mend the pump", "* buy a net", "* sell the cart", "* oil the gate", ROPE)
    made.write(SECOND, "* DONE: buy a net", ROPE)
    made.write(THIRD, WALL)
    (one,) = made.plan().held
    said = "Of 6 such items in earlier notes 4 were listed once and never said to be done: their issues would be open."
    assert said in one.message


def test_nothing_is_asked_of_github_for_what_waits(tracker: Tracker) -> None:
    tracker.labels = []
    assert tracker.plan().changes == ()
    assert tracker.issues == {}


def test_once_approved_later_lines_open_without_a_hold(tracker: Tracker) -> None:
    approve(tracker)
    assert len(tracker.issues) == 2
    plan = tracker.sync()
    assert (plan.changes, plan.held) == ((), ())
    tracker.write(SECOND, WALL, CRANE)
    plan = tracker.sync()
    assert (opened(plan), held(plan)) == (["Bea to find a crane for the east pier"], [])
    assert tracker.plan().changes == ()


def test_one_of_them_is_enough_to_go_on(tracker: Tracker) -> None:
    """The sync after `/approve` was cut off after its first issue: it was approved all the same."""
    changes = tracker.plan(approved=True).changes
    first = next(at for at, change in enumerate(changes) if isinstance(change, Open))
    for change in changes[: first + 1]:
        tracker.apply(change)
    assert len(tracker.issues) == 1
    assert opened(tracker.sync()) == ["order the rope"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("* ACTION: oil the winch", id="a word for work"),
        pytest.param("* (Ada)\n\nAction items:\n\n* oil the winch", id="a label that says so"),
        pytest.param("* ACTION: oil the winch\n* oil the winch", id="restated"),
    ],
)
def test_what_says_without_doubt_that_it_is_work_does_not_wait(tracker: Tracker, line: str) -> None:
    tracker.write(SECOND, WALL, line)
    plan = tracker.sync()
    assert opened(plan) == ["oil the winch"]
    assert "Ada to paint the harbour wall" in held(plan)


def test_what_was_opened_by_its_words_approves_no_plain_line(tracker: Tracker) -> None:
    tracker.write(FIRST, "* ACTION: oil the winch")
    tracker.sync()
    tracker.write(SECOND, "* ACTION: oil the winch", ROPE)
    assert held(tracker.sync()) == ["order the rope"]


def test_each_series_is_approved_for_itself(tracker: Tracker) -> None:
    approve(tracker)
    tracker.notes[f"board/{FIRST}.md"] = f"# {FIRST}\n\n## Action items\n\n{CRANE}\n"
    plan = tracker.sync()
    assert (opened(plan), held(plan)) == ([], ["Bea to find a crane for the east pier"])
    assert "in `board` have no boxes" in plan.held[0].message


def test_a_series_in_another_folder_stays_approved(tracker: Tracker) -> None:
    approve(tracker)
    tracker.write(SECOND, WALL, CRANE)
    tracker.notes = {path.replace("notes/", "minutes/"): text for path, text in tracker.notes.items()}
    assert opened(tracker.sync()) == ["Bea to find a crane for the east pier"]


@pytest.mark.parametrize("without_box", ["explicit", "report"])
def test_the_way_out(tracker: Tracker, without_box: WithoutBox) -> None:
    tracker.config = Config(without_box=without_box)
    plan = tracker.sync()
    assert (plan.changes, plan.held) == ((), ())
    assert plan.account is not None
    assert plan.account.items == {Standing.NO_BOX: 2}


def test_with_all_nothing_waits_then_or_later(tracker: Tracker) -> None:
    tracker.config = Config(without_box="all")
    assert len(opened(tracker.sync())) == 2
    tracker.config = Config()
    tracker.write(SECOND, WALL, ROPE, CRANE)
    plan = tracker.sync()
    assert (opened(plan), held(plan)) == (["Bea to find a crane for the east pier"], [])


def test_one_box_and_plain_lines_are_only_shown(tracker: Tracker) -> None:
    tracker.write(SECOND, WALL, "* [ ] oil the winch")
    plan = tracker.sync()
    assert (opened(plan), held(plan)) == (["oil the winch"], [])


def test_what_the_brake_holds_is_counted_without_them(tracker: Tracker) -> None:
    tracker.config = replace(tracker.config, max_new_issues=1)
    tracker.write(SECOND, WALL, ROPE, "* ACTION: oil the winch")
    assert opened(tracker.sync()) == ["oil the winch"]


def test_an_issue_is_still_followed_once_its_series_uses_boxes(tracker: Tracker) -> None:
    approve(tracker)
    tracker.write(SECOND, WALL, ROPE, CRANE, "* [ ] oil the winch")
    plan = tracker.sync()
    assert opened(plan) == ["oil the winch"], "the new plain line is only shown"
    assert [each.issue for each in plan.items] == [1, 2, None, None]
    assert tracker.plan().changes == ()
    tracker.write(SECOND, f"{WALL} -> done", ROPE, CRANE, "* [ ] oil the winch")
    assert [change.number for change in tracker.sync().changes if isinstance(change, Close)] == [1]
