"""A line that ends with the number of its issue, through several meetings and in other words each time."""

import pytest

from tests.support.tracker import Tracker

ADDRESS = "https://github.com/harbour/notes/issues/1"
NETS = "* [ ] (Bea) mend the long nets"


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("#1", id="plain"),
        pytest.param("(#1)", id="in brackets"),
        pytest.param("→ #1", id="behind an arrow"),
        pytest.param(f"[#1]({ADDRESS})", id="as a link"),
    ],
)
@pytest.mark.parametrize("box", ["[ ]", "[x]"], ids=["open", "ticked"])
def test_other_words_in_each_meeting_are_one_item(form: str, box: str) -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", "* [ ] (Ada) paint the harbour wall green", NETS)
    tracker.sync()
    for day, words in (
        ("2024-03-05", "buy brushes"),
        ("2024-03-12", "varnish the pier"),
        ("2024-03-19", "coat it all"),
    ):
        tracker.write(day, f"* [ ] (Ada) {words} {form}", NETS)
        tracker.sync()
        assert tracker.issues[1].title == words
        assert tracker.plan().changes == ()
    tracker.write("2024-03-26", f"* {box} (Ada) done with the long job {form}", NETS)
    tracker.sync()
    assert len(tracker.issues) == 2
    assert tracker.issues[1].open is (box == "[ ]")
    assert tracker.plan().changes == ()


@pytest.mark.parametrize("day", ["2024-03-05", "2024-03-12"], ids=["in place", "in the next note"])
@pytest.mark.parametrize(
    ("number", "is_own"),
    [
        pytest.param(f"[#1]({ADDRESS})", True, id="its address"),
        pytest.param("[#1](https://github.com/Harbour/Notes/issues/1#issuecomment-7)", True, id="a comment on it"),
        pytest.param("[#1](https://github.com/harbour/cranes/issues/1)", False, id="of another repository"),
        pytest.param("[#1](https://github.com/harbour/notes/issues/12)", False, id="of another number"),
        pytest.param("[#1](https://pad.example.org/1)", False, id="of something else"),
    ],
)
def test_a_number_that_is_a_link_is_the_issue_only_where_it_leads_there(number: str, is_own: bool, day: str) -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", "* [ ] (Ada) paint the harbour wall green", NETS)
    tracker.sync()
    tracker.write(day, f"* [ ] (Cyd) look at the flaky runner {number}", NETS)
    tracker.sync()
    assert len(tracker.issues) == (2 if is_own else 3)
    assert tracker.plan().changes == ()


@pytest.mark.parametrize("day", ["2024-03-05", "2024-03-12"], ids=["in place", "in the next note"])
def test_the_number_on_both_halves_of_a_split_line_is_in_no_title(day: str) -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", "* [ ] (Ada) paint the harbour wall and the mast of the barge", NETS)
    tracker.sync()
    tracker.write(day, "* [ ] (Ada) paint the harbour wall #1", "* [ ] (Ada) paint the mast of the barge #1", NETS)
    tracker.sync()
    assert sorted(issue.title for issue in tracker.issues.values()) == [
        "mend the long nets",
        "paint the harbour wall",
        "paint the mast of the barge",
    ]
    assert tracker.plan().changes == ()
    tracker.write(
        "2024-03-19", "* [ ] (Ada) paint the harbour wall #1", "* [ ] (Ada) paint the mast of the barge #1", NETS
    )
    tracker.sync()
    assert len(tracker.issues) == 3
    assert tracker.plan().changes == ()


def test_a_number_that_the_words_are_about_stays_in_the_title() -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", "* [ ] (Ada) paint the harbour wall and the mast of the barge", NETS)
    tracker.sync()
    said = ("* [ ] (Ada) paint the harbour wall and the mast of the barge #1", "* [ ] (Bea) discuss #1", NETS)
    tracker.write("2024-03-12", *said)
    tracker.sync()
    assert tracker.issues[3].title == "discuss #1"
    assert tracker.plan().changes == ()
