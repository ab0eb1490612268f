"""A line that ends with the number of an issue and has its words is that issue's, whoever else has equal words."""

import pytest

from tests.support.tracker import Tracker

FIRST, SECOND, THIRD, FOURTH = "2024-03-05", "2024-03-12", "2024-03-19", "2024-03-26"
NETS = "* [ ] (Bea) mend the long nets"
BEAS, ADAS = "* [ ] (Bea) oil the crane", "* [ ] (Ada) oil the crane"


def states(tracker: Tracker) -> dict[int, bool]:
    """Number → whether the issue is open."""
    return {number: issue.open for number, issue in tracker.issues.items()}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("* [ ] oil the crane #2", id="without its owner"),
        pytest.param("* [ ] oil the crane [#2](https://github.com/harbour/notes/issues/2)", id="as a link"),
        pytest.param("* [ ] Quay: oil the crane #2", id="behind a topic"),
        pytest.param("* [ ] (Cyd) oil the crane #2", id="of somebody else"),
    ],
)
def test_the_number_says_which_of_two_equal_lines_goes_on(line: str) -> None:
    tracker = Tracker()
    tracker.write(FIRST, BEAS, ADAS, NETS)
    tracker.sync()
    tracker.write(SECOND, BEAS.replace("[ ]", "[x]"), NETS)
    tracker.sync()
    assert states(tracker) == {1: False, 2: True, 3: True}
    for day in (THIRD, FOURTH):
        tracker.write(day, line, NETS)
        tracker.sync()
        assert states(tracker) == {1: False, 2: True, 3: True}
        assert tracker.plan().changes == ()
    tracker.tick(FOURTH, "oil the crane")
    tracker.sync()
    assert states(tracker) == {1: False, 2: False, 3: True}
    assert tracker.plan().changes == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("* [ ] (Bea) oil the crane #2", {1: True, 2: True, 3: True}, id="where that line is there too"),
        pytest.param("* [ ] (Bea) sell the crane #2", {1: True, 2: True, 3: True, 4: True}, id="in other words"),
    ],
)
def test_a_line_keeps_its_own_issue(line: str, expected: dict[int, bool]) -> None:
    tracker = Tracker()
    tracker.write(FIRST, BEAS, ADAS, NETS)
    tracker.sync()
    tracker.write(SECOND, line, ADAS, NETS)
    tracker.sync()
    assert states(tracker) == expected
    tracked = next(each for each in tracker.plan().items if each.issue == 2)
    assert str(tracked.item.newest.note_date) == SECOND
    assert tracked.item.newest.owners == ("Ada",)
    assert tracker.plan().changes == ()


def test_a_number_of_another_repository_says_nothing() -> None:
    tracker = Tracker()
    tracker.write(FIRST, BEAS, ADAS, NETS)
    tracker.sync()
    tracker.write(SECOND, BEAS, NETS)
    tracker.write(THIRD, "* [ ] (Bea) oil the crane [#2](https://github.com/quay/docs/issues/2)", NETS)
    tracker.sync()
    tracked = {each.issue: str(each.item.newest.note_date) for each in tracker.plan().items}
    assert tracked == {1: THIRD, 2: FIRST, 3: THIRD}
