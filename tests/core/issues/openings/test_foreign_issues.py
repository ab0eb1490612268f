"""A sync under another login opens nothing twice, and a forged marker stops nothing but its own item."""

from dataclasses import replace

import pytest

from bot.core.issues import marker
from bot.core.issues.marker import Marker
from bot.core.model.issues import Issue
from bot.core.model.plan import Open
from tests.support.tracker import BOT, Tracker

LINES = ("* [ ] (Ada) paint the harbour wall green", "* [ ] (Bea) mend the old pump")


@pytest.fixture
def tracker() -> Tracker:
    """A tracker whose issues ada opened, by `duly sync` with her token."""
    made = Tracker()
    made.write("2024-03-05", *LINES)
    made.sync()
    for number in made.issues:
        made.change(number, author="ada")
    return made


def forged(tracker: Tracker, number: int, **fields: object) -> None:
    """An issue that a stranger opened with the marker of #1; GitHub lets strangers set no labels."""
    issue = Issue(number=number, title="spam", body=tracker.issues[1].body, open=True, author="mallory")
    tracker.issues[number] = replace(issue, **fields)  # type: ignore[arg-type]


def opened(tracker: Tracker) -> list[str]:
    return [change.title for change in tracker.plan().changes if isinstance(change, Open)]


def test_nothing_is_held_where_all_are_ours(tracker: Tracker) -> None:
    for number in tracker.issues:
        tracker.change(number, author=BOT)
    assert (tracker.plan().changes, tracker.plan().held) == ((), ())


def test_creations_wait_where_another_login_has_them(tracker: Tracker) -> None:
    plan = tracker.plan()
    assert plan.changes == ()
    (held,) = plan.held
    assert (held.kind, len(held.changes)) == ("open", 2)
    for words in (
        "2 issues to open are there already",
        "opened by ada",
        "for duly[bot]: #1, #2.",
        "label `action-item`",
    ):
        assert words in held.message
    assert [tracked.note for tracked in plan.items] == ["held: #1 by ada", "held: #2 by ada"]


def test_the_way_out_is_one(tracker: Tracker) -> None:
    assert "`trusted_writers: ['ada']`" in tracker.plan().held[0].message
    tracker.config = replace(tracker.config, trusted_writers=frozenset({"ada"}))
    assert (tracker.plan().changes, tracker.plan().held) == ((), ())


def test_other_items_are_opened(tracker: Tracker) -> None:
    tracker.write("2024-03-12", *LINES, "* [ ] (Cyd) order the rope for spring")
    assert opened(tracker) == ["order the rope for spring"]
    assert len(tracker.plan().held[0].changes) == 2


def test_a_closed_one_counts_too(tracker: Tracker) -> None:
    tracker.change(1, open=False, state_reason="completed")
    assert opened(tracker) == []


@pytest.mark.parametrize("copies", [1, 100])
def test_forged_markers_stop_nothing_without_the_label(tracker: Tracker, copies: int) -> None:
    for number in range(10, 10 + copies):
        forged(tracker, number)
    del tracker.issues[1], tracker.issues[2]
    assert len(opened(tracker)) == 2


def test_a_forged_marker_with_the_label_stops_its_own_item_alone(tracker: Tracker) -> None:
    forged(tracker, 9, labels=("action-item",))
    del tracker.issues[1], tracker.issues[2]
    plan = tracker.plan()
    assert [change.title for change in plan.changes if isinstance(change, Open)] == ["mend the old pump"]
    assert "#9" in plan.held[0].message


def test_a_forged_marker_of_other_words_stops_nothing(tracker: Tracker) -> None:
    forged(tracker, 9, labels=("action-item",), body=marker.write(Marker(key="1-abc", wordings={"1-abc": ()})))
    del tracker.issues[1], tracker.issues[2]
    assert len(opened(tracker)) == 2


def test_many_are_counted() -> None:
    tracker = Tracker()
    tracker.write(
        "2024-03-05",
        *(f"* [ ] (Ada) order the {word}" for word in ("crane", "rope", "lamp", "boat", "gate", "roof", "sail")),
    )
    tracker.sync()
    for number in tracker.issues:
        tracker.change(number, author="Old[bot]" if number > 3 else "ada")
    message = tracker.plan().held[0].message
    assert "opened by ada and Old[bot]" in message
    assert "#1, #2, #3, #4, #5 and 2 more." in message
    assert "`trusted_writers: ['ada', 'Old[bot]']`" in message


def test_work_that_comes_back_goes_on_from_our_own_issue(tracker: Tracker) -> None:
    for number in (1, 2):
        tracker.change(number, author=BOT)
    tracker.write("2024-03-12", LINES[0].replace("[ ]", "[x]"), LINES[1])
    tracker.sync()
    tracker.write("2024-03-19", LINES[1])
    tracker.sync()
    forged(tracker, 9, labels=("action-item",))
    tracker.write("2024-03-26", *LINES)
    assert opened(tracker) == ["paint the harbour wall green"]
