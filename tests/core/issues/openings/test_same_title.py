"""A line that ends with the number of a person's issue and has its title opens no second issue, and the check run says why."""

import pytest

from bot.core.model.plan import Comment, Open
from tests.support.tracker import Tracker

FIRST, SECOND = "2024-03-05", "2024-03-12"
NETS = "* [ ] (Bea) mend the long nets"
GUIDE = "* [ ] (Ada) write the guide (#2)"


def with_guide(*lines: str, title: str = "Write the guide") -> Tracker:
    """A tracker whose issue 1 is Duly's and 2 a person's, after a sync of `lines`."""
    tracker = Tracker()
    tracker.write(FIRST, NETS)
    tracker.sync()
    assert tracker.person_opens(title) == 2
    tracker.write(SECOND, NETS, *lines)
    tracker.sync()
    assert tracker.plan().changes == ()
    return tracker


def said(tracker: Tracker) -> list[str]:
    """What the report says of lines with a number and its title."""
    return [str(problem) for problem in tracker.plan().problems if "same title" in problem.message]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(GUIDE, id="in brackets"),
        pytest.param("* [ ] Write the guide #2", id="bare"),
        pytest.param("* [ ] write the guide [#2](https://github.com/harbour/notes/issues/2)", id="as a link"),
    ],
)
def test_no_second_issue_is_opened_and_the_report_says_why(line: str) -> None:
    tracker = with_guide(line)
    assert set(tracker.issues) == {1, 2}
    (message,) = said(tracker)
    assert message.startswith(
        f"notes/{SECOND}.md:6: the line ends with #2, which has the same title, so no second issue"
    )
    assert [each.note for each in tracker.plan().items if each.issue == 2] == ["linked"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        pytest.param(GUIDE, "Write the long guide", id="another title"),
        pytest.param("* [ ] write the guide after #2", "Write the guide", id="a reference"),
        pytest.param("* [ ] write the guide (#77)", "Write the guide", id="a number of nothing"),
        pytest.param(
            "* [ ] write the guide [#2](https://github.com/quay/docs/issues/2)", "Write the guide", id="foreign"
        ),
        pytest.param("* [ ] write the guide", "Write the guide", id="the title alone"),
    ],
)
def test_number_or_title_alone_opens_an_issue(line: str, title: str) -> None:
    tracker = with_guide(line, title=title)
    assert set(tracker.issues) == {1, 2, 3}
    assert said(tracker) == []


def test_both_ways_out_lead_out() -> None:
    tracker = with_guide(GUIDE)
    tracker.write(SECOND, NETS, GUIDE.replace("(#2)", "→ #2"))
    assert (tracker.sync().changes, said(tracker)) == ((), [])
    tracker.tick(SECOND, "guide")
    assert [change.number for change in tracker.sync().changes if isinstance(change, Comment)] == [2]
    tracker = with_guide(GUIDE)
    tracker.write(SECOND, NETS, GUIDE.replace(" (#2)", ""))
    assert [change.title for change in tracker.sync().changes if isinstance(change, Open)] == ["write the guide"]
    assert said(tracker) == []


def test_one_that_is_closed_is_said_to_be_closed() -> None:
    tracker = with_guide(GUIDE)
    tracker.closes(2, SECOND)
    assert tracker.sync().changes == ()
    (message,) = said(tracker)
    assert "which has the same title and is closed" in message


def test_an_issue_that_was_opened_before_stays() -> None:
    tracker = with_guide(GUIDE.replace(" (#2)", ""))
    tracker.write(SECOND, NETS, GUIDE)
    assert (tracker.sync().changes, said(tracker)) == ((), [])
    assert {each.issue for each in tracker.plan().items} == {1, 3}


def test_a_box_below_it_gets_an_issue_of_its_own() -> None:
    tracker = with_guide(GUIDE, "    * [ ] ask Cyd for the old one")
    assert "ask Cyd for the old one" in tracker.issues[3].title
