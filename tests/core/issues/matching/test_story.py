"""The life of one line through everything that people do to it: after each step one sync, and a second one plans nothing."""

from bot.core.model.plan import Edit, Open
from tests.support.tracker import Tracker

NETS, TUG = "* [ ] (@bea) mend the long nets", "* [ ] (@cyd) sell the old tug"


class Story:
    """A tracker, and the assignments that notified somebody."""

    def __init__(self) -> None:
        self.tracker = Tracker()
        self.pings: list[tuple[int | None, str]] = []

    def step(self, day: str, *lines: str) -> list[str]:
        """The note of a day as it is now; the kinds of changes of the sync after it."""
        self.tracker.write(day, *lines)
        before = {number: set(issue.assignees) for number, issue in self.tracker.issues.items()}
        plan = self.tracker.sync()
        for change in plan.changes:
            if isinstance(change, Open):
                self.pings += [(None, login) for login in change.assignees]
            if isinstance(change, Edit):
                new = set(change.assignees or ()) - before[change.number]
                self.pings += [(change.number, login) for login in sorted(new)]
        assert self.tracker.plan().changes == ()
        return sorted(type(change).__name__ for change in plan.changes)


def test_one_line_one_issue_however_people_edit() -> None:
    story = Story()
    first, second, third = "2024-03-05", "2024-03-19", "2024-04-02"
    story.step(first, NETS, "* [ ] (@ada) paint the harbour wall green", TUG)
    pings = list(story.pings)
    assert story.step(first, NETS, "* [ ] (@ada) paint the long harbour wall in green", TUG) == ["Edit"]
    assert story.step(first, NETS, "* [x] (@ada) paint the long harbour wall in green", TUG) == ["Close"]
    assert story.step(first, NETS, "* [ ] (@ada) paint the long harbour wall in green", TUG) == ["Reopen"]
    assert story.step(second, NETS, "* [ ] (@ada) paint the long harbour wall in green #2", TUG) == []
    assert story.step(second, NETS, "* [ ] (@ada) whitewash it before summer #2", TUG) == ["Edit"]
    moved = "## Later\n\n* [ ] (@ada) whitewash it before summer #2"
    assert set(story.step(second, NETS, TUG, "", moved)) <= {"Edit"}
    assert story.pings == pings, "nobody is notified of their own work again"
    assert story.step(third, NETS, TUG, "* [ ] (@bea) whitewash it before summer #2") == ["Edit"]
    assert story.pings == [*pings, (2, "bea")]
    split = ("* [ ] (@bea) whitewash it before summer #2", "* [ ] (@bea) buy the lime for that")
    assert story.step(third, NETS, TUG, *split) == ["Open"]
    assert len(story.tracker.issues) == 4
    assert story.tracker.issues[2].open
