"""Figures of notes: rows of lists and what they add up to."""

import pytest

from bot.core.config.schema import Config, Person
from bot.core.reports.statistics import Share, Statistics, statistics
from tests.support.tracker import Tracker


def figures(*meetings: tuple[str, ...]) -> Statistics:
    """The figures of one note a week with these action lists."""
    tracker = Tracker(config=Config(people={"ada": (Person("ada-l"),), "al": (Person("ada-l"),)}))
    for number, lines in enumerate(meetings):
        tracker.write(f"2024-03-{5 + 7 * number:02}", *lines)
    return statistics(tracker.plan())


WALL, ROPE = "* [ ] (Ada) paint the harbour wall green", "* [ ] (Zoe) order the rope for spring"
CRANE = "* [ ] find a new crane for the pier"


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        pytest.param([], [], id="no notes"),
        pytest.param([("* [x] (Ada) sweep the pier",)], [], id="nothing open"),
        pytest.param([(WALL, CRANE)], [("ada-l", 1, "2024-03-05", 0)], id="one owner"),
        pytest.param([(WALL,), (WALL,)], [("ada-l", 1, "2024-03-05", 1)], id="carried"),
        pytest.param(
            [(WALL,), (WALL, ROPE, "* [ ] (AL) wind the clock of the tower")],
            [("ada-l", 2, "2024-03-05", 1), ("Zoe", 1, "2024-03-12", 0)],
            id="names of one person, the largest share first",
        ),
        pytest.param(
            [("* [ ] (Ada, Zoe) order the rope for spring",)],
            [("ada-l", 1, "2024-03-05", 0), ("Zoe", 1, "2024-03-05", 0)],
            id="an item of two counts for both",
        ),
    ],
)
def test_shares(meetings: list[tuple[str, ...]], expected: list[tuple[str, int, str, int]]) -> None:
    found = [(share.owner, share.open, str(share.oldest), share.carried) for share in figures(*meetings).shares]
    assert found == expected


def test_unowned_and_vanished() -> None:
    found = figures((WALL, ROPE, CRANE), (CRANE,), (CRANE, WALL.replace("wall green", "mole blue")))
    assert [one.item.newest.text for one in found.unowned] == ["find a new crane for the pier"]
    # The wall went last: of two that are gone equally long the one that was carried more comes first.
    assert [(item.newest.text, item.missed) for item in found.vanished] == [
        ("paint the harbour wall green", 2),
        ("order the rope for spring", 2),
    ]
    assert found.shares == (Share("ada-l", 1, found.open[-1].item.first.note_date, 0),)


def test_what_is_only_shown_is_counted_apart() -> None:
    found = figures(("* tell the city about the wall", CRANE))
    assert found.only_shown == 1
    assert [one.item.newest.text for one in found.open] == ["find a new crane for the pier"]
