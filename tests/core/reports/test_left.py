"""What a check run says of lines that left the notes, beside the new ones that may go on with them in other words."""

import pytest

from bot.core.reports import check_run
from tests.core.issues.openings.test_possible_pairs import FIRST, NETS, NEW, OLD, SECOND, VIEW
from tests.support.tracker import Tracker

WALL, TUG = "* [ ] (Ada) paint the wall", "* [ ] (Cyd) sell the tug"


def section(before: tuple[str, ...], after: tuple[str, ...], day: str = SECOND) -> str:
    """What the check run of the second meeting says of the lines that left."""
    tracker = Tracker()
    tracker.write(FIRST, *before)
    tracker.sync()
    tracker.write(day, *after)
    summary = check_run.summary(tracker.sync(), VIEW)
    _, _, said = summary.partition("### Left the notes without a tick\n")
    assert tracker.plan().changes == ()
    return said.partition("\n### ")[0]


@pytest.mark.parametrize(
    ("before", "after", "perhaps", "counted"),
    [
        pytest.param((NETS, WALL), (NETS,), [], "", id="nothing opened"),
        pytest.param((NETS, WALL), ("* [ ] (Ada) lime for quay", NETS), ["lime for quay"], "", id="one of one owner"),
        pytest.param(
            (NETS, WALL), (NETS, "* [ ] (Bea) lime for quay"), [], "1 issue lost its line", id="another owner"
        ),
        pytest.param(
            (NETS, "* [ ] paint the wall"), ("* [ ] lime for quay", NETS), [], "1 issue lost its line", id="no owner"
        ),
        pytest.param(
            (NETS, WALL),
            (NETS, "* [ ] (Ada) lime for quay", "* [ ] (Ada) count buoys"),
            [],
            "1 issue lost its line",
            id="two of one owner",
        ),
        pytest.param(
            (NETS, WALL, TUG),
            (NETS, "* [ ] (Cyd) find divers", "* [ ] (Ada) lime for quay"),
            ["lime for quay", "find divers"],
            "",
            id="two owners",
        ),
        pytest.param(
            (NETS, "* [ ] (Ada, Cyd) paint the wall"),
            ("* [ ] (Cyd) find divers", NETS),
            ["find divers"],
            "",
            id="of two owners",
        ),
        pytest.param(
            (NETS, "* [ ] (Ada, Cyd) paint the wall"),
            (NETS, "* [ ] (Ada) lime for quay", "* [ ] (Cyd) find divers"),
            [],
            "1 issue lost its line",
            id="of two owners with a line each",
        ),
        pytest.param((NETS, OLD), (NETS, NEW), [], "", id="named as a pair by its words"),
        pytest.param(
            (NETS, *(f"* [ ] (@a{n}) do work {n}" for n in range(4))),
            (NETS, *(f"* [ ] (@a{n}) find item {n + 5}" for n in range(4))),
            [],
            "4 issues lost their lines",
            id="a list made anew",
        ),
    ],
)
def test_new_lines_of_the_same_owner_are_named_and_the_others_counted(
    before: tuple[str, ...], after: tuple[str, ...], perhaps: list[str], counted: str
) -> None:
    said = section(before, after)
    assert [f"“{words}”" in said and "comment `/merge #" in said for words in perhaps] == [True] * len(perhaps)
    assert said.count("of the same owner; if it is the same work, comment `/merge #") == len(perhaps)
    assert f"{counted} while" in said if counted else " while " not in said
    assert "/drop" in said


def test_a_row_names_both_lines_and_the_command() -> None:
    said = section((NETS, WALL), ("* [ ] (Ada) lime for quay", NETS))
    assert said.startswith("- [#2](https://github.com/octo/notes/issues/2) “paint the wall” (last in ")
    assert "comment `/merge #2` on the new issue" in said
