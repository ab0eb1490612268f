"""Lists without boxes that are gone through at the next meeting: what is said to be done there closes its issue."""

import pytest

from bot.core.config.schema import Config, Person
from bot.core.model.plan import Close, Plan
from bot.core.reports import check_run
from bot.core.reports.changes import View
from tests.support.tracker import Tracker

FIRST = "## Action items\n* Ada to write the docs\n* Bea to order rope for spring\n* Ada to mow the lawn"
REVIEW = "## Review of action items\n"


def with_note(tracker: Tracker, day: str, text: str) -> Plan:
    """The plan of the sync after the notes of a day came, all of which is applied. A second one plans nothing."""
    tracker.notes[f"notes/{day}.md"] = f"# {day}\n\n## Attendees\n* Ada\n* Bea\n\n{text}\n"
    plan = tracker.plan(approved=True)
    for change in plan.changes:
        tracker.apply(change)
    assert tracker.plan(approved=True).changes == ()
    return plan


@pytest.fixture
def tracker() -> Tracker:
    found = Tracker(config=Config(people={"ada": (Person("ada"),), "bea": (Person("bea"),)}))
    with_note(found, "2024-03-05", FIRST)
    return found


def closed(plan: Plan) -> list[tuple[int, str]]:
    return [(change.number, change.reason) for change in plan.changes if isinstance(change, Close)]


DONE, DROPPED = [(1, "completed")], [(1, "not_planned")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("* Ada to write the docs (DONE)", DONE, id="in brackets"),
        pytest.param("* ✅ Ada to write the docs", DONE, id="a sign"),
        pytest.param("* ~~Ada to write the docs~~", DONE, id="struck through"),
        pytest.param("* Ada: write the docs - done", DONE, id="behind a dash"),
        pytest.param("* Ada to write the docs **Completed**", DONE, id="set off"),
        pytest.param("* Ada to write the docs: done", DONE, id="behind a colon"),
        pytest.param("* Ada to write the docs (done, see #12)", DONE, id="with where"),
        pytest.param("* Ada to write the docs\n    * done, see #12", DONE, id="below it"),
        pytest.param("* Ada to write the docs\n    * Done: https://example.org/docs", DONE, id="below it, a link"),
        pytest.param("* write docs (Ada) - done", DONE, id="in other words, the owner at the end"),
        pytest.param("* Ada to write the docs - dropped", DROPPED, id="dropped"),
        pytest.param("* Ada to write the docs (cancelled)", DROPPED, id="cancelled"),
        pytest.param("* Ada to write the docs - no longer needed", DROPPED, id="no longer needed"),
        pytest.param("* Ada to write the docs\n    * no longer needed", DROPPED, id="dropped, below it"),
        pytest.param("* Ada to write the docs", [], id="nothing said"),
        pytest.param("* Ada to write the docs - ongoing", [], id="ongoing"),
        pytest.param("* Ada to write the docs - not done", [], id="not done"),
        pytest.param("* Ada to write the docs (partly done)", [], id="partly done"),
        pytest.param("* Ada to write the docs - done except the index", [], id="done except"),
        pytest.param("* Ada to write the docs (done, but not merged)", [], id="done, but"),
        pytest.param("* Ada to write the docs - done?", [], id="asked"),
        pytest.param("* Ada to write the docs - to be done", [], id="to be done"),
        pytest.param("* Ada to write the docs - almost done", [], id="almost done"),
        pytest.param("* Ada to write the docs\n    * done, Bea to merge", [], id="the next step below it"),
        pytest.param("* Bea to write the docs - done", [], id="another owner"),
        pytest.param("* Ada to write the docs of the new crane - done", DONE, id="with more words"),
        pytest.param("* Ada to order rope for winter - done", [], id="a word in the place of another"),
        pytest.param("* Ada to print the flyers - done", [], id="other work"),
    ],
)
def test_what_a_review_closes(tracker: Tracker, line: str, expected: list[tuple[int, str]]) -> None:
    assert closed(with_note(tracker, "2024-03-19", REVIEW + line)) == expected


def test_the_reason_is_in_the_check_run(tracker: Tracker) -> None:
    text = f"{REVIEW}* Ada to write the docs - done\n* Ada to mow the lawn - dropped"
    said = check_run.summary(with_note(tracker, "2024-03-19", text), View(tracker.snapshot().head))
    assert [f"said to be {state} in" in said for state in ("done", "dropped")] == [True, True]


def test_the_account_counts_what_a_review_left_as_it_was(tracker: Tracker) -> None:
    text = f"{REVIEW}* Ada to write the docs - done\n* Ada to mow the lawn - ongoing\n* Ada to sing in May - done"
    account = with_note(tracker, "2024-03-19", text).account
    assert account is not None
    assert (account.left_out, account.excluded) == ({"reviewed": 2}, {"settled": 1})


def test_a_review_is_no_list_of_its_meeting(tracker: Tracker) -> None:
    """What it leaves out is not missing, and what was fresh before stays so."""
    for day in ("2024-03-12", "2024-03-19", "2024-03-26"):
        with_note(tracker, day, f"{REVIEW}* Ada to write the docs - done")
    plan = with_note(tracker, "2024-04-02", f"{REVIEW}* Bea to order rope for spring - ongoing")
    assert [(each.item.vanished, each.item.state) for each in plan.items] == [
        (False, "done"),
        (False, "open"),
        (False, "open"),
    ]
    tracker.notes["notes/2024-03-05.md"] += "* Bea to call the mill about the planks\n"
    assert "Bea to call the mill" in "".join(getattr(change, "body", "") or "" for change in tracker.sync().changes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("* Ada to write the docs", [], id="listed as it was"),
        pytest.param("* Ada to write the docs and the index", [], id="with more to do"),
        pytest.param("* Bea to call the mill", [(1, "completed")], id="other work"),
    ],
)
def test_what_the_same_notes_list_is_open(tracker: Tracker, text: str, expected: list[tuple[int, str]]) -> None:
    notes = f"{REVIEW}* Ada to write the docs - done\n\n## Action items\n{text}"
    assert closed(with_note(tracker, "2024-03-19", notes)) == expected


def test_work_that_is_listed_again_is_open_again(tracker: Tracker) -> None:
    with_note(tracker, "2024-03-19", f"{REVIEW}* Ada to write the docs - done")
    with_note(tracker, "2024-04-02", "## Action items\n* Ada to write the docs")
    assert tracker.issues[1].open


def test_work_that_was_done_before_the_first_sync_opens_nothing() -> None:
    tracker = Tracker(config=Config(without_box="all"))
    tracker.notes["notes/2024-03-05.md"] = f"# 2024-03-05\n\n{FIRST}\n"
    with_note(tracker, "2024-03-19", f"{REVIEW}* Ada to write the docs - done")
    assert sorted(issue.title for issue in tracker.issues.values()) == [
        "Ada to mow the lawn",
        "Bea to order rope for spring",
    ]
