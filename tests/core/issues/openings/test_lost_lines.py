"""What is said of an issue whose line is gone where another one came, and of the only line of a list."""

import pytest

from bot.core.model.plan import Close, Open
from tests.core.issues.openings.test_possible_pairs import FIRST, NETS, NEW, OLD, SECOND, THIRD, reworded
from tests.support.tracker import Tracker


def test_an_issue_whose_line_left_a_newer_note_mentions_no_box_until_it_is_back() -> None:
    """An older note has the line still, but not the one that the issue shows."""
    tracker = Tracker()
    for line in (OLD, OLD + ", all of it"):
        tracker.write(FIRST if line is OLD else SECOND, NETS, line)
        tracker.sync()
    tracker.write(SECOND, NETS, NEW)
    tracker.sync()
    assert "Newer notes do not have this line" in tracker.issues[2].body
    assert "tick the box there" not in tracker.issues[2].body
    assert tracker.plan().changes == ()
    tracker.write(THIRD, NETS, NEW)
    assert tracker.sync().changes == ()
    tracker.write(THIRD, NETS, OLD, NEW)
    tracker.sync()
    assert "tick the box there" in tracker.issues[2].body
    assert tracker.plan().changes == ()


def test_an_issue_whose_line_a_newer_note_never_had_is_closed_by_a_tick_where_it_says() -> None:
    tracker, _ = reworded(SECOND)
    assert "tick the box there" in tracker.issues[2].body
    tracker.tick(FIRST, "coat of paint")
    assert [change.number for change in tracker.sync().changes if isinstance(change, Close)] == [2]
    assert tracker.plan().changes == ()


def test_an_older_note_that_has_the_line_ticked_closes_its_issue() -> None:
    tracker = Tracker()
    for day, box in ((FIRST, "[x]"), (SECOND, "[ ]")):
        tracker.write(day, OLD.replace("[ ]", box))
        tracker.sync()
    tracker.write(THIRD, NETS.replace("[ ]", "[x]"))
    tracker.write(SECOND, "* [ ] (Ada) order rope for the spring season")
    assert {type(change) for change in tracker.sync().changes} >= {Close, Open}
    assert tracker.plan().changes == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("* [ ] (Ada) choose a date", "* [ ] (Ada) pick some day", id="of one owner"),
        pytest.param("* [ ] choose a date", "* [ ] pick some day", id="without owners"),
    ],
)
def test_the_only_line_of_a_list_is_named_with_the_one_that_was_there(before: str, after: str) -> None:
    tracker = Tracker()
    tracker.write(FIRST, before)
    tracker.sync()
    tracker.write(FIRST, after)
    plan = tracker.sync()
    assert [(pair.issue.number, pair.item.newest.wording) for pair in plan.pairs] == [(1, "pick some day")]
    assert "may be #1 in other words (in the same place)" in tracker.issues[2].body
    assert "No note has this line any more" in tracker.issues[1].body
    assert tracker.plan().changes == ()


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        pytest.param(
            ("* [ ] (Ada) choose a date", "* [ ] (Bea) order pizza"),
            ("* [ ] (Ada) pick some day", "* [ ] (Bea) get food"),
            {"pick some day": 1, "get food": 2},
            id="two lines",
        ),
        pytest.param(
            ("* [ ] (Ada) choose a date", "* [ ] (Bea) order pizza"),
            ("* [ ] (Bea) get food", "* [ ] (Ada) pick some day"),
            {},
            id="of other owners in their order",
        ),
        pytest.param(
            ("* [ ] choose a date", "* [ ] order pizza"),
            ("* [ ] pick some day", "* [ ] get food", "* [ ] sell tug"),
            {},
            id="more lines than before",
        ),
        pytest.param(
            ("* [ ] choose a date", NETS), (NETS, "", "## Next steps", "* [ ] sell tug"), {}, id="beside one that stays"
        ),
    ],
)
def test_the_lines_of_a_list_that_was_replaced_are_named_in_their_order(
    before: tuple[str, ...], after: tuple[str, ...], pairs: dict[str, int]
) -> None:
    tracker = Tracker()
    tracker.write(FIRST, *before)
    tracker.sync()
    tracker.write(FIRST, *after)
    plan = tracker.sync()
    assert {pair.item.newest.wording: pair.issue.number for pair in plan.pairs} == pairs
    assert tracker.plan().changes == ()
