"""The issue of each line: of an item that was closed, merged or linked, and of one that came back after its tick."""

from collections.abc import Callable

import pytest

from bot.core.issues.decide import cases_of
from tests.support.tracker import Tracker

WALL = "* [ ] (Ada) paint the harbour wall green"
ROPE = "* [ ] (Bea) order the rope for spring"


def numbers(tracker: Tracker) -> dict[str, int | None]:
    """Day and words of each line → the number of its issue."""
    return {
        f"{line.note_date} {line.wording}": case.match.number_on(line.note_date)
        for case in cases_of(tracker.snapshot())
        for line in case.item.lines
    }


def closed_by_a_person(tracker: Tracker) -> None:
    tracker.change(1, open=False, state_reason="completed")


def ticked(tracker: Tracker) -> None:
    tracker.tick("2024-03-05", "harbour wall")
    tracker.sync()


def merged(tracker: Tracker) -> None:
    tracker.say("/merge #2", on=1)
    tracker.sync()


def linked(tracker: Tracker) -> None:
    tracker.person_opens("Green walls")
    tracker.say("/link #3", on=1)
    tracker.sync()


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        pytest.param(lambda tracker: None, 1, id="open"),
        pytest.param(closed_by_a_person, 1, id="closed by a person"),
        pytest.param(ticked, 1, id="closed by a tick"),
        pytest.param(merged, 2, id="merged: the issue that stays"),
        pytest.param(linked, 3, id="linked: the person's issue"),
    ],
)
def test_a_line_keeps_its_number(act: Callable[[Tracker], None], expected: int) -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", WALL, ROPE)
    tracker.sync()
    act(tracker)
    assert numbers(tracker) == {
        "2024-03-05 paint the harbour wall green": expected,
        "2024-03-05 order the rope for spring": 2,
    }


def test_a_line_from_before_the_item_came_back_has_its_first_issue() -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", WALL, ROPE)
    tracker.sync()
    ticked(tracker)
    tracker.write("2024-03-12", ROPE)
    tracker.write("2024-03-19", WALL, ROPE)
    tracker.sync()
    assert tracker.issues[3].open
    found = numbers(tracker)
    assert [found[f"{day} paint the harbour wall green"] for day in ("2024-03-05", "2024-03-19")] == [1, 3]
