"""The life of an item: each story is notes as people write them, syncs between, and what the tracker shows then."""

from dataclasses import replace

import pytest

from bot.core.config.schema import Config, Person, Subteam
from bot.core.issues import marker
from bot.core.issues.decide import decide
from bot.core.model.issues import Head, Issue
from bot.core.model.plan import Close, Edit, Plan
from bot.core.model.snapshot import Usual
from bot.core.reports import check_run
from bot.core.reports.changes import View
from tests.support.tracker import Tracker

VIEW = View(Head("octo/notes", "main", "c0ffee", "https://github.com/octo/notes"))


def kinds(plan: Plan) -> list[str]:
    return [type(change).__name__ for change in plan.changes if type(change).__name__ != "CreateLabel"]


def settled(tracker: Tracker) -> None:
    """A second run plans nothing."""
    assert tracker.plan().changes == ()


@pytest.fixture
def tracker() -> Tracker:
    people = {"ada": (Person("ada"),), "bea": (Person("bea"),), "zoe": (Person("zoe"),)}
    found = Tracker(config=Config(people=people))
    found.write("2024-03-05", "* [ ] (Ada) paint the harbour wall green", "* [x] (Bea) order the rope for spring")
    return found


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("* [ ] (Bea) ask the city about permits (see #1)", id="in the line"),
        pytest.param("* [x] (Bea) ask the city about permits\n    - blocked by #1", id="below it"),
    ],
)
def test_a_number_that_is_a_mere_reference_takes_no_issue_over(tracker: Tracker, line: str) -> None:
    tracker.sync()
    before = tracker.issues[1]
    tracker.write("2024-03-05", "* [ ] (Ada) buy fresh paint", line)
    tracker.sync()
    assert (tracker.issues[1].title, tracker.issues[1].open) == (before.title, True)
    settled(tracker)


def test_the_number_that_is_the_only_sub_bullet_is_the_lines_own(tracker: Tracker) -> None:
    tracker.sync()
    tracker.write("2024-03-05", "* [ ] (Ada) buy fresh paint", "    - https://github.com/harbour/notes/issues/1")
    assert kinds(tracker.sync()) == ["Edit"]
    assert len(tracker.issues) == 1
    settled(tracker)


def test_an_empty_repository_plans_nothing() -> None:
    assert Tracker().sync().changes == ()


def test_no_config_plans_nothing_and_says_so(tracker: Tracker) -> None:
    tracker.config = None  # type: ignore[assignment]
    plan = tracker.plan()
    assert plan.changes == ()
    assert "no config" in str(plan.problems[0])


def test_an_open_item_opens_an_issue_and_a_ticked_one_does_not(tracker: Tracker) -> None:
    plan = tracker.sync()
    assert kinds(plan) == ["Open"]
    issue = tracker.by_title("harbour wall")
    assert issue.assignees == ("ada",)
    assert issue.labels == ("action-item",)
    assert "paint the harbour wall green" in issue.body
    assert plan.changes[-1].why == "open in notes/2024-03-05.md:5"
    settled(tracker)


def test_a_tick_closes_and_an_untick_reopens(tracker: Tracker) -> None:
    tracker.sync()
    tracker.tick("2024-03-05", "harbour wall")
    assert kinds(tracker.sync()) == ["Close"]
    assert tracker.issues[1].state_reason == "completed"
    settled(tracker)
    tracker.tick("2024-03-05", "harbour wall", done=False)
    assert kinds(tracker.sync()) == ["Reopen"]
    settled(tracker)
    tracker.tick("2024-03-05", "harbour wall")
    assert kinds(tracker.sync()) == ["Close"]


def test_a_dropped_box_closes_as_not_planned(tracker: Tracker) -> None:
    tracker.sync()
    tracker.write("2024-03-05", "* [~] (Ada) paint the harbour wall green")
    assert kinds(tracker.sync()) == ["Close"]
    assert tracker.issues[1].state_reason == "not_planned"


def test_a_vanished_line_closes_nothing_and_its_issue_no_longer_mentions_a_box(tracker: Tracker) -> None:
    tracker.sync()
    before = tracker.issues[1]
    tracker.write("2024-03-05", "* [ ] (Bea) find a new crane for the east pier")
    assert kinds(tracker.sync()) == ["Open", "Edit"]
    assert replace(tracker.issues[1], body="") == replace(before, body="")
    assert "tick the box there" not in tracker.issues[1].body
    settled(tracker)


def test_a_line_copied_to_the_next_note_writes_nothing(tracker: Tracker) -> None:
    tracker.sync()
    tracker.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green")
    assert tracker.sync().changes == ()
    tracker.write("2024-03-19", "* [ ] (Ada) Paint the  harbour wall green.")
    assert tracker.sync().changes == ()


def test_a_reworded_line_edits_its_issue(tracker: Tracker) -> None:
    tracker.sync()
    tracker.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green and white before summer")
    plan = tracker.sync()
    assert kinds(plan) == ["Edit"]
    assert tracker.issues[1].title == "paint the harbour wall green and white before summer"
    assert "paint the harbour wall green”" in tracker.issues[1].body
    settled(tracker)


def test_a_line_reworded_with_its_tick_gives_its_issue_a_new_title_once_it_is_open_again(tracker: Tracker) -> None:
    tracker.sync()
    for box, title in (("[x]", "paint the harbour wall green"), ("[ ]", "paint the harbour wall green and white")):
        tracker.write("2024-03-05", f"* {box} (Ada) paint the harbour wall green and white")
        tracker.sync()
        assert (tracker.issues[1].open, tracker.issues[1].title) == (box == "[ ]", title)
        settled(tracker)


def test_a_line_reworded_and_worded_as_before_has_its_title_again(tracker: Tracker) -> None:
    tracker.sync()
    for title in ("paint the harbour wall green and white", "paint the harbour wall green"):
        tracker.write("2024-03-05", f"* [ ] (Ada) {title}")
        tracker.sync()
        assert [issue.title for issue in tracker.issues.values()] == [title]
        settled(tracker)


def test_a_line_reworded_in_its_place_keeps_its_issue(tracker: Tracker) -> None:
    tracker.sync()
    tracker.write("2024-03-05", "* [ ] (Ada) paint the harbour wall in green")
    assert kinds(tracker.sync()) == ["Edit"]
    settled(tracker)


LONG = (
    "* [ ] repaint, oil, measure, photograph and insure crane {} with winch, cable, hook, ladder, lantern and roof before "
    "winter storms reach harbour, quay and shipyard"
)
BOTH = ("* [ ] (Ada) paint the harbour wall green", "* [ ] (Bea) paint the harbour wall green")


@pytest.mark.parametrize(
    ("before", "after", "opened"),
    [
        pytest.param(BOTH[:1], tuple(line + " now" for line in BOTH), ["Edit", "Open"], id="of two lines the owner's"),
        pytest.param(BOTH, (BOTH[0] + " now",), ["Edit", "Edit"], id="of two issues the owner's"),
        pytest.param(BOTH[:1], (BOTH[1] + " and white",), ["Edit", "Open"], id="somebody else's"),
        pytest.param((LONG.format(7),), (LONG.format(8),), ["Edit", "Open"], id="another number among many words"),
    ],
)
def test_a_line_reworded_in_its_place_keeps_the_issue_of_its_owner_and_number(
    before: tuple[str, ...], after: tuple[str, ...], opened: list[str]
) -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", *before)
    tracker.sync()
    tracker.write("2024-03-05", *after)
    assert sorted(kinds(tracker.sync())) == opened
    settled(tracker)


def test_an_issue_whose_words_are_gone_is_named_with_the_way_to_keep_it(tracker: Tracker) -> None:
    tracker.sync()
    assert "#1" not in str(tracker.plan().problems)
    tracker.write("2024-03-05", "* [ ] (Ada) give the mole a fresh coat")
    assert kinds(tracker.sync()) == ["Open", "Edit"]
    assert "put `#1` alone in a sub-bullet" in str(tracker.plan().problems)
    tracker.write("2024-03-05", "* [ ] (Ada) give the mole a fresh coat", "    * #1")
    assert sorted(kinds(tracker.sync())) == ["Close", "Edit"]
    assert (tracker.issues[1].open, tracker.issues[2].open) == (True, False)
    assert "#1" not in str(tracker.plan().problems)
    settled(tracker)


def chart(number: int, box: str = " ") -> str:
    return f"* [{box}] (Ada) review this [chart](https://github.com/harbour/charts/pull/{number})"


def test_another_number_behind_equal_words_is_another_item(tracker: Tracker) -> None:
    tracker.write("2024-03-05", chart(7))
    tracker.sync()
    tracker.write("2024-03-12", chart(9))
    assert kinds(tracker.sync()) == ["Open", "Edit"]
    assert "tick the box there" not in tracker.issues[1].body
    settled(tracker)
    tracker.write("2024-03-19", chart(7, "x"), chart(9))
    assert kinds(tracker.sync()) == ["Close"]
    assert [tracker.issues[number].open for number in (1, 2)] == [False, True]
    settled(tracker)


def test_another_number_put_behind_equal_words_in_their_place_is_another_item(tracker: Tracker) -> None:
    tracker.write("2024-03-05", chart(7))
    tracker.sync()
    tracker.write("2024-03-05", chart(9))
    assert kinds(tracker.sync()) == ["Open", "Edit"]
    assert "tick the box there" not in tracker.issues[1].body
    assert tracker.issues[1].open
    settled(tracker)


def test_other_numbers_are_another_item(tracker: Tracker) -> None:
    tracker.write("2024-03-05", "* [ ] (Ada) roll out release 3.8 on all the cranes")
    tracker.sync()
    tracker.write("2024-03-12", "* [ ] (Ada) roll out release 3.9 on all the cranes")
    assert kinds(tracker.sync()) == ["Open", "Edit"]
    assert "tick the box there" not in tracker.issues[1].body


def test_the_action_list_beats_the_agenda(tracker: Tracker) -> None:
    tracker.notes["notes/2024-03-05.md"] = (
        "# 2024-03-05\n\n## Agenda\n\n* [x] walls\n    * [x] (Ada) paint the harbour wall green\n\n"
        "## Action items\n\n* [ ] (Ada) paint the harbour wall green\n"
    )
    assert kinds(tracker.sync()) == ["Open"]
    settled(tracker)


def test_a_tick_in_an_older_note_counts_only_if_no_newer_note_lists_the_item(tracker: Tracker) -> None:
    tracker.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green")
    tracker.sync()
    tracker.tick("2024-03-05", "harbour wall")
    assert tracker.sync().changes == ()
    tracker.write("2024-03-12", "* [ ] (Bea) find a new crane for the east pier")
    tracker.tick("2024-03-05", "harbour wall", done=False)
    tracker.sync()
    tracker.tick("2024-03-05", "harbour wall")
    assert kinds(tracker.sync()) == ["Close"]


def test_open_again_in_the_next_note_reopens(tracker: Tracker) -> None:
    tracker.sync()
    tracker.tick("2024-03-05", "harbour wall")
    tracker.sync()
    tracker.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green")
    assert kinds(tracker.sync()) == ["Reopen"]
    settled(tracker)


def test_work_that_comes_back_after_a_note_without_it_gets_a_new_issue(tracker: Tracker) -> None:
    tracker.sync()
    tracker.tick("2024-03-05", "harbour wall")
    tracker.sync()
    tracker.write("2024-03-12", "* [ ] (Bea) find a new crane for the east pier")
    tracker.sync()
    tracker.write("2024-03-19", "* [ ] (Ada) paint the harbour wall green")
    plan = tracker.sync()
    assert kinds(plan) == ["Open"]
    assert "#1" in tracker.issues[3].body
    settled(tracker)
    tracker.tick("2024-03-19", "harbour wall")
    assert kinds(tracker.sync()) == ["Close"]
    assert not tracker.issues[3].open
    settled(tracker)


def test_the_first_sync_opens_what_stands_in_the_newest_list_only(tracker: Tracker) -> None:
    tracker.write("2024-03-12", "* [ ] (Bea) find a new crane for the east pier")
    tracker.write("2024-03-19", "* [ ] (Cyd) count the buoys in the west bay")
    assert kinds(tracker.sync()) == ["Open"]
    settled(tracker)
    tracker.write("2024-03-26", "* [ ] (Cyd) oil the hinges of the lock gate")
    assert kinds(tracker.sync()) == ["Open"]
    settled(tracker)


def test_the_brake_holds_many_new_issues_and_applies_the_rest(tracker: Tracker) -> None:
    tracker.sync()
    tracker.config = replace(tracker.config, max_new_issues=2)
    tracker.tick("2024-03-05", "harbour wall")
    tracker.write("2024-03-12", *(f"* [ ] inspect mooring post number {n} for rust" for n in range(3)))
    plan = tracker.sync()
    assert kinds(plan) == ["Close"]
    assert [len(held.changes) for held in plan.held] == [3]
    assert "max_new_issues: 3" in plan.held[0].message
    tracker.config = replace(tracker.config, max_new_issues=3)
    assert kinds(tracker.sync()) == ["Open"] * 3
    settled(tracker)


@pytest.mark.parametrize(
    ("usual", "held"),
    [
        pytest.param(None, 0, id="no upgrade, or nothing known"),
        pytest.param(Usual("0.1.0", opened=2, closed=0), 0, id="three times what was usual"),
        pytest.param(Usual("0.1.0", opened=1, closed=9), 6, id="far more than usual"),
    ],
)
def test_the_first_plan_after_an_upgrade_is_held_where_it_is_far_larger(
    tracker: Tracker, usual: Usual | None, held: int
) -> None:
    tracker.sync()
    tracker.write("2024-03-12", *(f"* [ ] inspect mooring post number {n} for rust" for n in range(6)))
    plan = decide(replace(tracker.snapshot(), usual=usual))
    assert [len(one.changes) for one in plan.held] == ([held] if held else [])
    assert kinds(plan).count("Open") == 6 - held
    if held:
        assert "upgraded since (from 0.1.0)" in plan.held[0].message
        assert kinds(decide(replace(tracker.snapshot(), usual=usual, approved=True))).count("Open") == 6


def test_the_brake_holds_closes(tracker: Tracker) -> None:
    tracker.write("2024-03-05", *(f"* [ ] inspect mooring post number {n} for rust" for n in range(3)))
    tracker.sync()
    tracker.config = replace(tracker.config, max_closes=2)
    tracker.write("2024-03-05", *(f"* [x] inspect mooring post number {n} for rust" for n in range(3)))
    plan = tracker.sync()
    assert kinds(plan) == []
    assert [held.kind for held in plan.held] == ["close"]


def test_children_stand_in_the_issue_of_their_parent(tracker: Tracker) -> None:
    tracker.write(
        "2024-03-05",
        "* [ ] (Ada) mend the harbour crane",
        "    * [ ] order a gearbox for it",
        "    * [x] drain the old oil",
    )
    tracker.sync()
    assert len(tracker.issues) == 1
    assert list(marker.boxes(tracker.issues[1].body).values()) == [False, True]
    tracker.tick("2024-03-05", "gearbox")
    assert kinds(tracker.sync()) == ["Edit"]
    assert list(marker.boxes(tracker.issues[1].body).values()) == [True, True]
    settled(tracker)


def test_an_open_child_of_a_ticked_item_is_an_item_of_its_own(tracker: Tracker) -> None:
    tracker.write("2024-03-05", "* [ ] (Ada) mend the harbour crane", "    * [ ] order a gearbox for it")
    tracker.sync()
    tracker.tick("2024-03-05", "harbour crane")
    assert sorted(kinds(tracker.sync())) == ["Close", "Open"]
    settled(tracker)


def test_two_wordings_in_one_list_are_one_item_when_one_holds_the_other(tracker: Tracker) -> None:
    tracker.write(
        "2024-03-05",
        "* [ ] (Ada) ask the mill owners whether they sell sawdust by the ton. Maybe the mill",
        "* [ ] (Ada) ask the mill owners whether they sell sawdust",
    )
    assert kinds(tracker.sync()) == ["Open"]
    settled(tracker)


def test_equal_words_of_two_owners_are_two_items(tracker: Tracker) -> None:
    tracker.write("2024-03-05", "* [ ] (Ada) send slides of the talk", "* [ ] (Bea) send slides of the talk")
    assert kinds(tracker.sync()) == ["Open", "Open"]
    settled(tracker)
    tracker.write("2024-03-05", "* [ ] (Ada) send slides of the talk", "* [x] (Bea) send slides of the talk")
    tracker.sync()
    assert [(issue.assignees, issue.open) for issue in tracker.issues.values()] == [(("ada",), True), (("bea",), False)]


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        pytest.param("(Ada) paint the wall", ("action-item",), id="no sub-team"),
        pytest.param("(???) paint the wall", ("action-item", "needs-owner"), id="nobody"),
        pytest.param("(Ada) write documentation of the crane", ("action-item", "team/docs"), id="generic word"),
        pytest.param("(Ada) look at the docker image", ("action-item",), id="docker is not docs"),
        pytest.param("(Ada) run it on aarch machines", ("action-item", "ARM"), id="alias"),
        pytest.param("(Ada) docs for arm", ("action-item", "team/docs", "ARM"), id="both"),
    ],
)
def test_labels(tracker: Tracker, line: str, labels: tuple[str, ...]) -> None:
    teams = (Subteam("docs", "team/docs"), Subteam("arm", "ARM", words=("aarch",)))
    tracker.config = replace(tracker.config, subteams=teams)
    tracker.write("2024-03-05", f"* [ ] {line}")
    tracker.sync()
    assert tracker.issues[1].labels == labels


def test_labels_that_change_alone_may_be_the_configs_doing(tracker: Tracker) -> None:
    tracker.sync()
    tracker.config = replace(tracker.config, labels=("todo",))
    (edit,) = [change for change in tracker.plan().changes if isinstance(change, Edit)]
    assert edit.why.startswith("labels changed by notes/")
    assert edit.why.endswith(" or .github/duly.yml")


def test_an_existing_label_is_reused_whatever_its_case(tracker: Tracker) -> None:
    tracker.labels = ["Action-Item"]
    tracker.sync()
    assert tracker.labels == ["Action-Item"]
    assert tracker.issues[1].labels == ("Action-Item",)
    settled(tracker)


def test_an_owner_who_arrives_is_assigned_and_the_label_goes(tracker: Tracker) -> None:
    tracker.write("2024-03-05", "* [ ] (???) paint the harbour wall green")
    tracker.sync()
    assert "needs-owner" in tracker.issues[1].labels
    tracker.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green")
    tracker.sync()
    assert list(tracker.issues[1].labels) == ["action-item"]
    assert tracker.issues[1].assignees == ("ada",)
    settled(tracker)


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        pytest.param(
            "* [ ] (Bea) paint the harbour wall green", "> (Bea) paint the harbour wall green", id="other owner"
        ),
        pytest.param("* [ ] paint the harbour wall green", "> paint the harbour wall green", id="no owner"),
        pytest.param("* [ ] (Bea, Zoe) paint the harbour wall green", "> (Bea, Zoe) paint", id="two owners"),
    ],
)
def test_the_quote_names_the_owner_of_now(tracker: Tracker, line: str, quoted: str) -> None:
    tracker.sync()
    tracker.write("2024-03-05", line)
    assert kinds(tracker.sync()) == ["Edit"]
    assert quoted in tracker.issues[1].body
    assert "(Ada)" not in tracker.issues[1].body
    settled(tracker)


LAST_OWNERS = [
    pytest.param("* [x] (Bea) paint the harbour wall green", ["Edit", "Close"], ("bea",), id="another owner"),
    pytest.param("* [x] (Bea, Ada) paint the harbour wall green", ["Close"], ("ada",), id="one more owner"),
    pytest.param("* [x] (Nobody) paint the harbour wall green", ["Close"], ("ada",), id="a name that is no login"),
    pytest.param("* [x] paint the harbour wall green", ["Close"], ("ada",), id="no owner"),
    pytest.param("* [~] (Bea) paint the harbour wall green", ["Edit", "Close"], ("bea",), id="dropped"),
]


@pytest.mark.parametrize(("line", "changes", "assignees"), LAST_OWNERS)
def test_a_line_ticked_under_another_name_ends_with_that_owner(
    tracker: Tracker, line: str, changes: list[str], assignees: tuple[str, ...]
) -> None:
    tracker.sync()
    tracker.write("2024-03-05", line)
    assert kinds(tracker.sync()) == changes
    assert (tracker.issues[1].open, tracker.issues[1].assignees) == (False, assignees)
    settled(tracker)


def test_a_person_who_was_assigned_by_hand_stays_at_such_a_tick(tracker: Tracker) -> None:
    tracker.sync()
    tracker.change(1, assignees=("zoe",))
    tracker.write("2024-03-05", "* [x] (Bea) paint the harbour wall green")
    tracker.sync()
    assert tracker.issues[1].assignees == ("zoe", "bea")


def test_a_quote_that_a_person_changed_keeps_its_owner(tracker: Tracker) -> None:
    tracker.sync()
    tracker.change(1, body=tracker.issues[1].body.replace("wall green", "wall green, both sides"))
    tracker.write("2024-03-05", "* [ ] (Bea) paint the harbour wall green")
    tracker.sync()
    assert "> (Ada) paint the harbour wall green, both sides" in tracker.issues[1].body
    assert tracker.issues[1].assignees == ("bea",)
    settled(tracker)


def test_an_unassignable_owner_is_mentioned_once_and_assigned_on_commenting(tracker: Tracker) -> None:
    tracker.write("2024-03-05", "* [ ] (Zoe) paint the harbour wall green")
    tracker.sync()
    assert not tracker.issues[1].assignees
    assert tracker.issues[1].body.count("@zoe") == 1
    settled(tracker)
    tracker.comment(1, "cyd", "who does this?")
    settled(tracker)
    tracker.comment(1, "zoe", "I do")
    assert kinds(tracker.sync()) == ["Edit"]
    assert tracker.issues[1].assignees == ("zoe",)
    assert "@zoe" not in tracker.issues[1].body
    settled(tracker)


def test_an_unassignable_owner_who_joins_is_assigned(tracker: Tracker) -> None:
    tracker.write("2024-03-05", "* [ ] (Zoe) paint the harbour wall green")
    tracker.sync()
    tracker.assignable.add("zoe")
    assert kinds(tracker.sync()) == ["Edit"]
    assert tracker.issues[1].assignees == ("zoe",)
    settled(tracker)


STRANGERS = [
    pytest.param("wallpainter", id="a name that looks like a login"),
    pytest.param("@wallpainter", id="an @"),
]


@pytest.mark.parametrize("owner", STRANGERS)
def test_a_login_that_only_a_note_names_is_assigned_with_access_only(tracker: Tracker, owner: str) -> None:
    tracker.write("2024-03-05", f"* [ ] ({owner}) paint the harbour wall green")
    tracker.sync()
    assert not tracker.issues[1].assignees
    assert "@wallpainter" not in tracker.issues[1].body
    assert "**Owner in the notes** wallpainter (not known here" in tracker.issues[1].body
    settled(tracker)
    tracker.comment(1, "wallpainter", "I do")
    assert kinds(tracker.sync()) == [], "commenting changes nothing"
    tracker.assignable.add("wallpainter")
    tracker.sync()
    assert tracker.issues[1].assignees == ("wallpainter",)


@pytest.mark.parametrize("owner", STRANGERS)
def test_a_login_of_the_attendee_block_is_assigned_after_a_comment(tracker: Tracker, owner: str) -> None:
    block = "## Attendees\n\n- Wally Painter (@wallpainter)\n"
    tracker.notes["notes/2024-03-05.md"] = (
        f"# 2024-03-05\n\n{block}\n## Action items\n\n* [ ] ({owner}) paint the harbour wall green\n"
    )
    tracker.sync()
    assert "**Owner** @wallpainter: please leave a comment" in tracker.issues[1].body
    tracker.comment(1, "wallpainter", "I do")
    tracker.sync()
    assert tracker.issues[1].assignees == ("wallpainter",)


def test_a_forged_marker_by_a_stranger_counts_for_nothing(tracker: Tracker) -> None:
    tracker.sync()
    forged = replace(tracker.issues[1], number=99, author="mallory", labels=())
    tracker.issues = {99: forged}
    assert kinds(tracker.sync()) == ["Open"]
    tracker.tick("2024-03-05", "harbour wall")
    tracker.sync()
    assert tracker.issues[99].open


def test_two_issues_of_one_item_become_one(tracker: Tracker) -> None:
    tracker.sync()
    tracker.issues[7] = replace(tracker.issues[1], number=7)
    plan = tracker.sync()
    assert plan.changes == (Close(7, "duplicate", "the same item as #1", tracker.issues[7].body),)
    settled(tracker)


@pytest.mark.parametrize("where", ["comment", "below", "inside"])
def test_a_twin_in_which_a_person_wrote_stays_and_is_reported(tracker: Tracker, where: str) -> None:
    tracker.sync()
    body = tracker.issues[1].body
    body = body + "mine" if where == "below" else body.replace("> ", "> my ", 1) if where == "inside" else body
    tracker.issues[7] = replace(tracker.issues[1], number=7, comments=int(where == "comment"), body=body)
    plan = tracker.sync()
    assert plan.changes == ()
    assert "#1 and #7" in str(plan.problems)


def test_a_reminder_comes_once_and_only_where_the_config_asks(tracker: Tracker) -> None:
    days = ["2024-03-05", "2024-03-12", "2024-03-19", "2024-03-26"]
    for day in days[:3]:
        tracker.write(day, "* [ ] (Ada) paint the harbour wall green")
        tracker.sync()
    assert tracker.comments == {}
    tracker.config = replace(tracker.config, remind_after=2)
    assert kinds(tracker.sync()) == ["Comment", "Edit"]
    assert "@ada" in tracker.comments[1][0][1]
    settled(tracker)
    tracker.write(days[3], "* [ ] (Ada) paint the harbour wall green")
    settled(tracker)


def test_no_reminder_follows_an_assignment_at_once(tracker: Tracker) -> None:
    tracker.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green")
    tracker.config = replace(tracker.config, remind_after=1)
    assert kinds(tracker.sync()) == ["Open"]
    settled(tracker)


def test_the_brake_holds_reminders(tracker: Tracker) -> None:
    for day in ("2024-03-05", "2024-03-12"):
        tracker.write(day, *(f"* [ ] (Ada) inspect mooring post number {n} for rust" for n in range(3)))
        tracker.sync()
    tracker.config = replace(tracker.config, remind_after=1, max_new_issues=2)
    plan = tracker.sync()
    assert kinds(plan) == []
    assert [held.kind for held in plan.held] == ["remind"]
    tracker.config = replace(tracker.config, max_new_issues=3)
    assert kinds(tracker.sync()).count("Comment") == 3
    settled(tracker)


def test_what_is_not_built_yet_is_said(tracker: Tracker) -> None:
    assert "no effect" not in str(tracker.plan().problems)
    tracker.config = replace(tracker.config, subteams=(Subteam("docs", "docs", team="owner/docs"),))
    assert "no effect" in str(tracker.plan().problems)


class TestLinked:
    """A person's issue that a line names as its own."""

    @pytest.fixture
    def linked(self, tracker: Tracker) -> Tracker:
        tracker.issues[54] = Issue(number=54, title="Wall", body="It is grey.", open=True, author="cyd")
        tracker.write(
            "2024-03-05", "* [ ] (Ada) paint the harbour wall green", "    * https://github.com/harbour/notes/issues/54"
        )
        return tracker

    def test_no_issue_is_opened(self, linked: Tracker) -> None:
        plan = linked.sync()
        assert plan.changes == ()
        assert [tracked.issue for tracked in plan.items] == [54]

    def test_a_tick_is_reported_once(self, linked: Tracker) -> None:
        linked.tick("2024-03-05", "harbour wall")
        assert kinds(linked.sync()) == ["Comment"]
        assert linked.issues[54].open
        settled(linked)

    def test_a_tick_closes_where_the_config_gives_leave(self, linked: Tracker) -> None:
        linked.config = replace(linked.config, close_linked=True)
        linked.tick("2024-03-05", "harbour wall")
        assert kinds(linked.sync()) == ["Close", "Comment"]
        settled(linked)
        linked.change(54, open=True)
        settled(linked)

    def test_the_comment_waits_for_a_held_close(self, linked: Tracker) -> None:
        linked.config = replace(linked.config, close_linked=True, max_closes=0)
        linked.tick("2024-03-05", "harbour wall")
        assert kinds(linked.sync()) == []
        linked.config = replace(linked.config, max_closes=1)
        assert kinds(linked.sync()) == ["Close", "Comment"]

    def test_an_issue_that_does_not_exist_is_no_link(self, linked: Tracker) -> None:
        del linked.issues[54]
        assert kinds(linked.sync()) == ["Open"]
        settled(linked)

    def test_an_issue_of_another_repository_is_a_reference(self, linked: Tracker) -> None:
        linked.write(
            "2024-03-05", "* [ ] (Ada) paint the harbour wall green", "    * https://github.com/other/notes/issues/54"
        )
        assert kinds(linked.sync()) == ["Open"]


def test_no_more_than_ten_are_assigned(tracker: Tracker) -> None:
    tracker.sync()
    tracker.change(1, assignees=tuple(f"helper{n}" for n in range(10)))
    tracker.write("2024-03-12", "* [ ] (Bea) paint the harbour wall green")
    tracker.sync()
    assert len(tracker.issues[1].assignees) <= 10
    settled(tracker)


def test_an_issue_whose_body_is_full_is_still_closed(tracker: Tracker) -> None:
    tracker.sync()
    body = tracker.issues[1].body
    tracker.change(1, body=body + "x" * (65_536 - len(body)))
    tracker.tick("2024-03-05", "harbour wall")
    tracker.sync()
    assert not tracker.issues[1].open
    assert len(tracker.issues[1].body) <= 65_536
    settled(tracker)


class TestPeopleWin:
    """What a person changed on the issue stays."""

    @pytest.fixture
    def known(self, tracker: Tracker) -> Tracker:
        tracker.sync()
        return tracker

    def test_a_new_title_stays(self, known: Tracker) -> None:
        known.change(1, title="Green wall!")
        settled(known)
        known.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green and white before summer")
        known.sync()
        assert known.issues[1].title == "Green wall!"
        settled(known)

    def test_text_below_stays(self, known: Tracker) -> None:
        known.change(1, body=known.issues[1].body + "\r\nI have the paint.\r\n")
        settled(known)
        known.write("2024-03-12", "* [ ] (Bea) paint the harbour wall green")
        known.sync()
        assert known.issues[1].body.endswith("I have the paint.\n")
        assert known.issues[1].assignees == ("bea",)
        settled(known)

    def test_text_inside_stays(self, known: Tracker) -> None:
        known.change(1, body=known.issues[1].body.replace("wall green\n", "wall blue\n", 1))
        settled(known)
        known.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green and white before summer")
        known.sync()
        assert "paint the harbour wall blue" in known.issues[1].body
        settled(known)

    def test_a_label_taken_off_stays_off_and_one_put_on_stays_on(self, known: Tracker) -> None:
        known.change(1, labels=("bug",))
        settled(known)
        known.write("2024-03-12", "* [ ] (???) paint the harbour wall green")
        known.sync()
        assert set(known.issues[1].labels) == {"bug", "needs-owner"}
        settled(known)

    def test_an_unassigned_owner_stays_unassigned(self, known: Tracker) -> None:
        known.change(1, assignees=("bea",))
        settled(known)
        known.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green and white before summer")
        known.sync()
        assert known.issues[1].assignees == ("bea",)

    def test_a_close_stays(self, known: Tracker) -> None:
        known.change(1, open=False)
        settled(known)
        known.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green")
        settled(known)

    def test_a_reopen_stays_until_the_next_tick(self, known: Tracker) -> None:
        known.change(1, open=False)
        known.tick("2024-03-05", "harbour wall")
        known.sync()
        settled(known)
        known.change(1, open=True)
        settled(known)
        known.tick("2024-03-05", "harbour wall", done=False)
        known.sync()
        settled(known)
        known.tick("2024-03-05", "harbour wall")
        assert kinds(known.sync()) == ["Close"]

    def test_a_box_ticked_in_the_issue_stays(self, tracker: Tracker) -> None:
        tracker.write(
            "2024-03-05", "* [ ] (Ada) mend the harbour crane", "    * [ ] order a gearbox", "    * [ ] buy oil"
        )
        tracker.sync()
        tracker.change(1, body=tracker.issues[1].body.replace("- [ ] order", "- [x] order"))
        settled(tracker)
        tracker.tick("2024-03-05", "buy oil")
        tracker.sync()
        assert list(marker.boxes(tracker.issues[1].body).values()) == [True, True]

    def test_a_part_taken_out_stays_out(self, known: Tracker) -> None:
        line, _, _ = marker.split(known.issues[1].body)
        known.change(1, body=f"{line}\nmine")
        settled(known)
        known.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green and white before summer")
        known.sync()
        assert known.issues[1].body.splitlines()[1:] == ["mine"]
        settled(known)


def test_a_summary_keeps_githubs_limit_in_bytes(tracker: Tracker) -> None:
    tracker.write("2024-03-05", *(f"* [ ] 港の壁を緑に塗る {'緑' * 120} {n}" for n in range(400)))
    said = check_run.summary(tracker.plan(), VIEW)
    assert 50_000 < len(said.encode()) <= 65_535
    assert said.endswith("… and more")


def test_what_is_only_reported_opens_nothing_and_is_shown(tracker: Tracker) -> None:
    tracker.write("2024-03-05", "* [ ] (Ada) paint the harbour wall green", "* Bea to count the buoys in the west bay")
    plan = tracker.sync()
    assert kinds(plan) == ["Open"]
    assert [tracked.note for tracked in plan.items] == ["to open", "without a box: only shown, see `without_box`"]
    tracker.config = replace(tracker.config, without_box="all")
    assert kinds(tracker.sync()) == ["Open"]
    settled(tracker)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("* [x] (Ada) paint the harbour wall green", "* paint the harbour wall green"), id="beside it"),
        pytest.param(("* paint the harbour wall green", "* [x] (Ada) paint the harbour wall green"), id="before it"),
    ],
)
def test_what_is_only_reported_does_not_untick_a_box(tracker: Tracker, lines: tuple[str, ...]) -> None:
    tracker.sync()
    tracker.write("2024-03-05", *lines)
    assert kinds(tracker.sync()) == ["Close"]
    tracker.write("2024-03-12", "* [ ] (Bea) find a new crane for the east pier", "* paint the harbour wall green")
    assert kinds(tracker.sync()) == ["Open"]
    settled(tracker)


def test_what_is_only_reported_takes_no_issue_from_a_box(tracker: Tracker) -> None:
    """The bullet has the very words of the issue, but the box is what a person ticks."""
    tracker.sync()
    tracker.write("2024-03-12", "* paint the harbour wall green", "* [ ] (Ada) paint the harbour wall green and white")
    assert kinds(tracker.sync()) == ["Edit"]
    tracker.tick("2024-03-12", "white")
    assert kinds(tracker.sync()) == ["Close"]
    settled(tracker)


@pytest.mark.parametrize(
    "work",
    [
        pytest.param("* Bea to count the buoys in the west bay", id="bare bullets"),
        pytest.param("* [x] (Bea) count the buoys in the west bay", id="boxes"),
    ],
)
def test_newer_meetings_with_work_make_a_list_old_whatever_its_form(tracker: Tracker, work: str) -> None:
    for day in ("2024-03-12", "2024-03-19", "2024-03-26"):
        tracker.write(day, work)
    assert kinds(tracker.sync()) == []


def test_a_list_is_not_missed_in_lists_of_another_form(tracker: Tracker) -> None:
    """A community that gives up boxes has not dropped what stood in them."""
    tracker.sync()
    tracker.write("2024-03-12", "* Bea to count the buoys in the west bay")
    (found,) = (tracked.item for tracked in tracker.plan().items if tracked.issue == 1)
    assert not found.vanished
    tracker.write("2024-03-19", "* [ ] (Cyd) oil the winch")
    (found,) = (tracked.item for tracked in tracker.plan().items if tracked.issue == 1)
    assert found.vanished


def test_a_box_below_what_is_only_reported_has_its_own_issue(tracker: Tracker) -> None:
    tracker.write("2024-03-05", "* TODO: mend the harbour crane", "    * [ ] order a gearbox for it")
    tracker.sync()
    assert [issue.title for issue in tracker.issues.values()] == ["mend the harbour crane: order a gearbox for it"]
    settled(tracker)


def test_a_box_keeps_its_place_where_a_bare_bullet_restates_it(tracker: Tracker) -> None:
    child = "order a gearbox and two new belts"
    tracker.write("2024-03-05", "* [ ] (Ada) mend the harbour crane", f"    * [ ] {child}", f"* {child}")
    tracker.sync()
    assert len(tracker.issues) == 1
    tracker.write("2024-03-12", "* [ ] (Bea) count the buoys in the west bay", f"* (Bea) {child} by rail")
    assert kinds(tracker.sync()) == ["Open"]
    settled(tracker)


def test_an_issue_whose_line_is_only_reported_by_now_is_left_alone(tracker: Tracker) -> None:
    tracker.config = replace(tracker.config, without_box="all")
    tracker.write("2024-03-05", "* Bea to count the buoys in the west bay")
    tracker.sync()
    tracker.config = replace(tracker.config, without_box="report")
    tracker.write("2024-03-05", "* Bea to count the buoys in the west bay -> done")
    plan = tracker.sync()
    assert kinds(plan) == []
    assert plan.problems == ()
    settled(tracker)


def test_a_due_date_stands_in_the_issue_and_a_new_one_is_news(tracker: Tracker) -> None:
    tracker.config = replace(tracker.config, without_box="all")
    tracker.write("2024-03-05", "|Action|Owner|Deadline|", "|-|-|-|", "|paint the harbour wall|Ada|April 1|")
    tracker.sync()
    assert "- **Due** 2024-04-01" in tracker.issues[1].body
    tracker.write("2024-03-05", "|Action|Owner|Deadline|", "|-|-|-|", "|paint the harbour wall|Ada|May 1|")
    assert kinds(tracker.sync()) == ["Edit"]
    assert "- **Due** 2024-05-01" in tracker.issues[1].body
    settled(tracker)
