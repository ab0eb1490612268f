"""An open line whose issue was closed on GitHub: a bot's close decides nothing, a person's stays and is named if listed again."""

from dataclasses import replace

import pytest

from bot.core.carry.next_note import carry
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Edit, Open, Plan
from bot.core.reports import check_run
from bot.core.reports.changes import View
from bot.core.write_back import ticks
from tests.support.tracker import BOT, Tracker

FIRST, SECOND, THIRD = "2025-10-08", "2025-10-24", "2025-11-07"
BOX, PLAIN = "* [ ] (Ada) paint the harbour wall", "* Ada to paint the harbour wall"
OTHER = "* Bea to order the rope"
STALE = "stale-helper[bot]"


def with_issue(*lines: str, config: Config | None = None) -> Tracker:
    """The lines of a first meeting, each with its issue."""
    tracker = Tracker(config=config or Config(without_box="all"))
    tracker.write(FIRST, *lines)
    tracker.sync()
    assert list(tracker.issues) == list(range(1, len(lines) + 1))
    return tracker


def said(plan: Plan) -> list[str]:
    """What is said of issues that were closed, with the lines."""
    return [str(problem) for problem in plan.problems if "was closed" in problem.message]


# --- bots


@pytest.mark.parametrize("reason", ["not_planned", "completed"])
def test_a_bots_close_is_reported_and_changes_nothing(reason: str) -> None:
    tracker = with_issue(BOX)
    tracker.closes(1, FIRST, STALE, reason)
    plan = tracker.plan()
    assert plan.changes == ()
    assert said(plan) == [
        f"notes/{FIRST}.md:5: #1 was closed by {STALE}. A bot's close decides nothing, so this line stays open: reopen #1, "
        "or tick this box if the work is done, or comment `/drop why` on #1"
    ]
    assert check_run.conclusion(tracker.snapshot(), plan) == "neutral"
    assert [tracked.note for tracked in plan.items] == [f"closed by {STALE}"]


def test_carrying_keeps_the_line_of_an_issue_that_a_bot_closed_open() -> None:
    tracker = with_issue(BOX, "* [ ] (Bea) order the rope")
    tracker.closes(1, FIRST, STALE, "not_planned")
    tracker.closes(2, FIRST)
    snapshot, _ = tracker.planned()
    text = carry(snapshot, NoteFile(f"notes/{SECOND}.md", f"# {SECOND}\n\n## Action items\n\n")).text
    assert "* [ ] (Ada) paint the harbour wall [#1](https://github.com/harbour/notes/issues/1)\n" in text
    assert "* [x] (Bea) order the rope [#2](https://github.com/harbour/notes/issues/2)\n" in text


def test_no_box_is_ticked_for_a_bots_close() -> None:
    tracker = with_issue(BOX, config=Config(write_back=True))
    tracker.closes(1, FIRST)
    assert [tick.issue for tick in ticks(tracker.planned()[0], {1})] == [1]
    tracker.closes(1, FIRST, STALE)
    tracker.change(1, closed_by=STALE)
    assert ticks(tracker.planned()[0], {1}) == ()


@pytest.mark.parametrize(
    "closer",
    [
        pytest.param("ada", id="a person"),
        pytest.param("", id="a deleted account"),
        pytest.param(BOT, id="a command"),
        pytest.param("other-duly[bot]", id="a trusted writer"),
    ],
)
def test_people_and_duly_decide(closer: str) -> None:
    tracker = with_issue(BOX, config=Config(trusted_writers=frozenset({"other-duly[bot]"})))
    tracker.closes(1, FIRST, closer)
    plan = tracker.plan()
    assert (plan.changes, said(plan)) == ((), [])


def test_a_persons_later_close_counts() -> None:
    tracker = with_issue(BOX)
    tracker.closes(1, FIRST, STALE)
    assert said(tracker.plan())
    tracker.change(1, open=True, state_reason="reopened", closed_at=None)
    assert said(tracker.plan()) == []
    tracker.closes(1, SECOND, "bea")
    assert said(tracker.plan()) == []


def test_drop_decides_after_a_bot() -> None:
    tracker = with_issue(BOX)
    tracker.closes(1, FIRST, STALE, "not_planned")
    tracker.say("/drop the mason does it")
    assert said(tracker.plan()) == []


def test_a_tick_decides_after_a_bot() -> None:
    tracker = with_issue(BOX)
    tracker.closes(1, FIRST, STALE, "not_planned")
    tracker.tick(FIRST, "harbour wall")
    assert said(tracker.sync()) == []
    assert tracker.plan().changes == ()


def test_a_stale_workflow_under_the_login_of_duly_decides_nothing() -> None:
    """As an Action both write as the same login. Duly closes as not planned only by `/drop`."""
    tracker = with_issue(BOX)
    tracker.closes(1, FIRST, BOT, "not_planned")
    assert said(tracker.plan())
    other = with_issue(BOX)
    other.say("/drop the mason does it")
    other.closes(1, FIRST, BOT, "not_planned")
    assert said(other.plan()) == []


def test_of_a_persons_issue_too() -> None:
    tracker = Tracker()
    number = tracker.person_opens("the wall")
    tracker.write(FIRST, f"{BOX}\n    * https://github.com/harbour/notes/issues/{number}")
    tracker.closes(number, FIRST)
    tracker.change(number, closed_by=STALE)
    assert [line[:60] for line in said(tracker.plan())] == [
        f"notes/{FIRST}.md:5: #1 was closed by {STALE}. A bot's"[:60]
    ]


def test_closers_are_asked_for_only_where_it_matters() -> None:
    tracker = with_issue(BOX, "* [ ] (Bea) order the rope", "* [ ] (Cyd) oil the winch")
    tracker.plan()
    tracker.tick(FIRST, "oil the winch")
    tracker.sync()
    assert tracker.closers_asked == [], "open, and closed by a tick"
    tracker.closes(2, FIRST)
    tracker.plan()
    assert tracker.closers_asked == [2]
    tracker.change(2, closed_by="ada")
    tracker.plan()
    assert tracker.closers_asked == [2], "the issue says it"


# --- listed again


def listed_again(config: Config | None = None, line: str = PLAIN) -> Tracker:
    """A person closed #1 on the tenth, and the meeting after that lists its line again."""
    tracker = with_issue(line, OTHER, config=replace(config or Config(), without_box="all"))
    tracker.closes(1, "2025-10-10")
    assert said(tracker.plan()) == []
    tracker.write(SECOND, line, OTHER)
    return tracker


def test_a_line_without_a_box_that_is_listed_again_is_named() -> None:
    tracker = listed_again()
    plan = tracker.sync()
    assert plan.changes == ()
    assert said(plan) == [
        f"notes/{SECOND}.md:5: listed again on {SECOND}, #1 was closed on 10-10: reopen #1 if it is still to be done, or take "
        "the line out; `closed_again: open` in the config opens a new issue"
    ]
    assert check_run.conclusion(tracker.snapshot(), plan) == "neutral"
    assert f"listed again on {SECOND}, #1 was closed on 10-10" in check_run.summary(plan, View(tracker.snapshot().head))


def test_by_config_a_new_issue_goes_on_from_the_old_one() -> None:
    tracker = listed_again(Config(closed_again="open"))
    plan = tracker.sync()
    (opened,) = (change for change in plan.changes if isinstance(change, Open))
    assert opened.why == f"listed again on {SECOND}, #1 was closed on 10-10, in notes/{SECOND}.md:5"
    assert "- **Goes on from** #1, which was closed before" in tracker.issues[3].body
    assert "The line has no box: mark it there as done (`DONE` or ✅), or close this issue." in tracker.issues[3].body
    assert f"| Ada to paint the harbour wall |  | {FIRST} |" in check_run.summary(plan, View(tracker.snapshot().head))
    assert (said(plan), tracker.plan().changes) == ([], ())
    tracker.write(THIRD, PLAIN, OTHER)
    assert tracker.plan().changes == ()
    tracker.closes(3, "2025-11-10")
    tracker.write("2025-11-21", PLAIN, OTHER)
    assert [change.title for change in tracker.sync().changes if isinstance(change, Open)] == [
        "Ada to paint the harbour wall"
    ]


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        pytest.param(PLAIN, SECOND, id="closed on the day of the meeting"),
        pytest.param(PLAIN, "2025-11-01", id="closed after it"),
        pytest.param(BOX, "2025-10-10", id="a box may be ticked"),
    ],
)
@pytest.mark.parametrize("again", ["name", "open"])
def test_what_is_not_listed_again(line: str, closed: str, again: str) -> None:
    tracker = with_issue(line, OTHER, config=Config(without_box="all", closed_again=again))  # type: ignore[arg-type]
    tracker.write(SECOND, line, OTHER)
    tracker.closes(1, closed)
    plan = tracker.plan()
    assert (said(plan), [change for change in plan.changes if not isinstance(change, Edit)]) == ([], [])


def test_what_a_bot_closed_is_not_opened_anew() -> None:
    tracker = listed_again(Config(closed_again="open"))
    tracker.closes(1, "2025-10-10", STALE, "not_planned")
    plan = tracker.plan()
    assert plan.changes == ()
    assert "was closed by" in said(plan)[0]


def test_what_was_dropped_by_command_is_named_only() -> None:
    tracker = listed_again(Config(closed_again="open"))
    tracker.change(1, open=True)
    tracker.say("/drop the mason does it")
    tracker.closes(1, "2025-10-10", BOT, "not_planned")
    plan = tracker.plan()
    assert plan.changes == ()
    assert "listed again" in said(plan)[0]
