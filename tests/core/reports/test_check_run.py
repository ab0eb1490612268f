"""The text of a check run."""

from dataclasses import replace

from bot.core.config.problem import Problem
from bot.core.model.issues import Head
from bot.core.model.plan import Plan
from bot.core.reports.changes import View
from bot.core.reports.check_run import first_of_equal, summary
from tests.support.tracker import Tracker

VIEW = View(Head("octo/notes", "main", "c0ffee", "https://github.com/octo/notes"))


def test_equal_problems_are_one_row_with_all_places() -> None:
    stranger = 'nobody knows which login "PQ" is'
    problems = (
        Problem("a.md", 3, stranger),
        Problem("a.md", 4, "an empty box"),
        Problem("b.md", 7, stranger, column=2),
    )
    _, _, text = summary(Plan(problems=problems), VIEW).partition("### Needs attention\n")
    assert text.splitlines()[:2] == [f"- a.md:3: {stranger} (also b.md:7:2)", "- a.md:4: an empty box"]


def test_of_many_equal_problems_some_places_are_named() -> None:
    problems = tuple(Problem("a.md", line, "no login") for line in range(1, 10))
    _, _, text = summary(Plan(problems=problems), VIEW).partition("### Needs attention\n")
    assert text.splitlines()[0] == "- a.md:1: no login (also a.md:2, a.md:3, a.md:4, a.md:5, a.md:6 and 3 more)"
    assert [str(each) for each in first_of_equal(problems)] == ["a.md:1: no login (also in 8 lines more)"]


def test_a_problem_of_an_issue_has_no_place_in_front() -> None:
    _, _, text = summary(Plan(problems=(Problem("", 0, "#4 has no line"),)), VIEW).partition("### Needs attention\n")
    assert text.splitlines()[0] == "- #4 has no line"


def test_after_a_sync_the_open_items_have_the_numbers_of_the_new_issues() -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", "* [ ] (Ada) paint the wall")
    plan = tracker.sync()
    (tracked,) = plan.items

    def row(view: View) -> str:
        return summary(plan, view).partition("### Open items\n")[2].splitlines()[2]

    assert row(VIEW) == "| paint the wall |  | 2024-03-05 | 0 | to open |"
    link = "[#1](https://github.com/octo/notes/issues/1)"
    after = replace(VIEW, done=True, opened={tracked.item.id: tracker.issues[1]})
    assert row(after) == f"| paint the wall | {link} | 2024-03-05 | 0 | opened |"
