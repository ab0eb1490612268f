"""Boxes under boxes as sub-issues: opened, put under each other once, and what a change of the config does."""

from dataclasses import replace

import pytest

from bot.core.config.schema import Children, Config
from bot.core.issues import marker
from bot.core.model.plan import Attach
from tests.core.issues.test_decide import kinds, settled
from tests.support.tracker import Tracker

DAY = "2024-03-05"
WALL = [
    "* [ ] (Ada) paint the harbour wall green",
    "    * [ ] (Bea) choose a shade of green",
    "    * [ ] buy some brushes",
]


def made(children: Children = "sub-issues") -> Tracker:
    tracker = Tracker(config=Config(children=children))
    tracker.write(DAY, *WALL)
    return tracker


def switch(tracker: Tracker, children: Children) -> None:
    tracker.config = replace(tracker.config, children=children)


def titles(tracker: Tracker) -> list[str]:
    return [issue.title for issue in tracker.issues.values()]


def test_each_box_has_an_issue_under_its_parents() -> None:
    tracker = made()
    assert kinds(tracker.sync()) == ["Open", "Open", "Open", "Attach", "Attach"]
    assert tracker.parents == {2: 1, 3: 1}
    assert marker.boxes(tracker.issues[1].body) == {}
    settled(tracker)


def test_a_box_ticked_closes_its_own_issue() -> None:
    tracker = made()
    tracker.sync()
    tracker.tick(DAY, "brushes")
    assert kinds(tracker.sync()) == ["Close"]
    assert not tracker.issues[3].open and tracker.issues[1].open
    tracker.tick(DAY, "harbour wall")
    assert kinds(tracker.sync()) == ["Close"]
    assert tracker.issues[2].open
    settled(tracker)


def test_deeper_ones_stand_under_the_next_above() -> None:
    tracker = made()
    tracker.write(DAY, *WALL[:2], "        * [ ] ask the city which greens are allowed")
    tracker.sync()
    assert tracker.parents == {2: 1, 3: 2}
    settled(tracker)


def test_a_new_box_comes_under_an_issue_that_stands() -> None:
    tracker = made()
    tracker.write(DAY, WALL[0])
    tracker.sync()
    tracker.write(DAY, *WALL[:2])
    assert kinds(tracker.sync()) == ["Open", "Attach"]
    assert tracker.parents == {2: 1}
    settled(tracker)


def test_whom_a_person_took_out_stays_out() -> None:
    tracker = made()
    tracker.sync()
    del tracker.parents[2]
    tracker.parents[3] = 77
    tracker.write("2024-03-12", *WALL)
    tracker.sync()
    assert tracker.parents == {3: 77}
    settled(tracker)


def test_what_was_opened_and_not_put_under_is_put_under_later() -> None:
    tracker = made()
    for change in tracker.plan().changes:
        tracker.apply(change)
    assert tracker.parents == {}
    assert kinds(tracker.sync()) == ["Attach", "Attach"]
    settled(tracker)


def test_an_edit_comes_before_it() -> None:
    tracker = made()
    for change in tracker.plan().changes:
        tracker.apply(change)
    tracker.write(DAY, WALL[0], "    * [ ] (Bea) choose a shade of green that lasts", WALL[2])
    assert kinds(tracker.sync()) == ["Edit", "Attach", "Attach"]
    assert "that lasts" in tracker.issues[2].body
    settled(tracker)


@pytest.mark.parametrize(
    "ticked", ["* [x] (Ada) paint the harbour wall green", "* [~] (Ada) paint the harbour wall green"]
)
def test_below_a_finished_item_it_stands_alone(ticked: str) -> None:
    tracker = made()
    tracker.write(DAY, ticked, WALL[1])
    assert kinds(tracker.sync()) == ["Open"]
    assert tracker.parents == {}
    settled(tracker)


def test_below_an_issue_that_people_closed_it_stands_alone() -> None:
    tracker = made()
    tracker.write(DAY, WALL[0])
    tracker.sync()
    tracker.change(1, open=False, state_reason="completed")
    tracker.write(DAY, *WALL[:2])
    assert kinds(tracker.sync()) == ["Open"]
    settled(tracker)


def test_nothing_is_held_because_of_it() -> None:
    tracker = made()
    tracker.config = replace(tracker.config, max_new_issues=2)
    plan = tracker.sync()
    assert (kinds(plan), len(plan.held)) == ([], 1)


# --- a change of the config


def test_from_list_to_sub_issues_what_stands_in_a_list_stays_there() -> None:
    tracker = made("list")
    tracker.sync()
    tracker.change(1, body=tracker.issues[1].body.replace("[ ] (Bea)", "[x] (Bea)"))
    switch(tracker, "sub-issues")
    settled(tracker)
    tracker.write("2024-03-12", *WALL, "    * [ ] hire a scaffold for a week")
    assert kinds(tracker.sync()) == ["Open", "Attach"]
    assert titles(tracker)[1:] == ["paint the harbour wall green: hire a scaffold for a week"]
    assert list(marker.boxes(tracker.issues[1].body).values()) == [True, False]
    settled(tracker)


def test_from_sub_issues_to_list_what_has_an_issue_keeps_it() -> None:
    tracker = made()
    tracker.sync()
    switch(tracker, "list")
    settled(tracker)
    tracker.write("2024-03-12", *WALL, "    * [ ] hire a scaffold for a week")
    assert kinds(tracker.sync()) == ["Edit"]
    assert len(tracker.issues) == 3
    assert len(marker.boxes(tracker.issues[1].body)) == 1
    settled(tracker)
    tracker.notes.pop("notes/2024-03-12.md")
    switch(tracker, "sub-issues")
    tracker.sync()
    assert len(tracker.issues) == 3
    settled(tracker)


def test_to_and_fro_twice_changes_nothing() -> None:
    tracker = made("list")
    tracker.sync()
    before = dict(tracker.issues)
    for children in ("sub-issues", "list", "sub-issues", "list"):
        switch(tracker, children)
        tracker.sync()
        settled(tracker)
    assert tracker.issues == before


def test_a_box_that_left_its_parent_is_not_opened_for_it() -> None:
    tracker = made("list")
    tracker.sync()
    tracker.write("2024-03-12", WALL[0])
    tracker.sync()
    switch(tracker, "sub-issues")
    assert not any(isinstance(change, Attach) for change in tracker.sync().changes)
    assert len(tracker.issues) == 1
    settled(tracker)
