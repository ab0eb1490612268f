"""Before an issue is opened: the lists of issues agree, and no issue without its marker has the title."""

from dataclasses import dataclass, field

import pytest

from bot.core.issues import marker
from bot.core.model.issues import Issue
from bot.core.model.plan import Open, Plan
from bot.core.model.questions import Labelled, LabelledIssues, Question
from bot.core.model.snapshot import Snapshot
from tests.support.tracker import Tracker

LINES = ("* [ ] (Ada) paint the harbour wall green", "* [ ] (Bea) order new rope for spring")
NEW = "* [ ] (Cyd) write minutes about the crane"


@dataclass
class Lying(Tracker):
    """A tracker whose lists leave issues out: by author and by label, in the first answer or in both."""

    by_author: list[set[int]] = field(default_factory=list)
    by_label: list[set[int]] = field(default_factory=list)
    asked: list[Question[object]] = field(default_factory=list)

    def snapshot(self) -> Snapshot:
        snapshot = super().snapshot()
        left_out = self.by_author.pop(0) if self.by_author else set()
        issues = tuple(issue for issue in snapshot.issues if issue.number not in left_out)
        return Snapshot(
            head=snapshot.head, config=snapshot.config, notes=snapshot.notes, issues=issues, writer=snapshot.writer
        )

    def _answer_to(self, question: Question[object]) -> object:
        self.asked.append(question)
        answer = super()._answer_to(question)
        if isinstance(question, LabelledIssues) and isinstance(answer, Labelled) and self.by_label:
            left_out = self.by_label.pop(0)
            return Labelled(tuple(issue for issue in answer.ours if issue.number not in left_out), answer.others)
        return answer


def opened(plan: Plan) -> list[str]:
    return [change.title for change in plan.changes if isinstance(change, Open)]


def second_meeting(by_author: list[set[int]], by_label: list[set[int]]) -> Lying:
    """Two issues are there; then a third line is written, and the lists leave issues out."""
    tracker = Lying()
    tracker.write("2024-03-05", *LINES)
    tracker.sync()
    tracker.write("2024-03-12", *LINES, NEW)
    tracker.by_author, tracker.by_label, tracker.asked = by_author, by_label, []
    return tracker


@pytest.mark.parametrize(
    ("by_author", "by_label"),
    [
        pytest.param([], [], id="both whole"),
        pytest.param([{1, 2}], [], id="by author empty once"),
        pytest.param([{2}], [], id="by author short once"),
        pytest.param([], [{1, 2}], id="by label empty once"),
    ],
)
def test_one_wrong_list_opens_nothing_twice(by_author: list[set[int]], by_label: list[set[int]]) -> None:
    tracker = second_meeting(by_author, by_label)
    plan = tracker.sync()
    assert opened(plan) == ["write minutes about the crane"]
    assert len(tracker.issues) == 3


@pytest.mark.parametrize(
    ("by_author", "by_label", "named"),
    [
        pytest.param([{1, 2}, {1, 2}], [], "#1, #2", id="by author empty twice"),
        pytest.param([{2}, {2}], [], "#2", id="by author short twice"),
        pytest.param([], [{1}, {1}], "#1", id="by label short twice"),
        pytest.param([{1, 2}], [{1, 2}], "#1, #2", id="both empty, although the label exists"),
    ],
)
def test_lists_that_disagree_hold_what_would_be_opened(
    by_author: list[set[int]], by_label: list[set[int]], named: str
) -> None:
    tracker = second_meeting(by_author, by_label)
    plan = tracker.plan()
    assert opened(plan) == []
    (held,) = plan.held
    assert (held.passing, named in held.message) == (True, True)
    assert opened(tracker.plan()) == ["write minutes about the crane"], "once they agree it opens"


def test_lists_that_agree_are_read_once() -> None:
    tracker = second_meeting([], [])
    tracker.plan()
    assert [question for question in tracker.asked if isinstance(question, LabelledIssues)] == [LabelledIssues()]


def test_a_label_that_a_community_had_before_holds_nothing() -> None:
    tracker = Lying(labels=["action-item"])
    tracker.write("2024-03-05", *LINES)
    assert len(opened(tracker.sync())) == 2


REPLACED = "somebody wrote over everything"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        pytest.param("I take this.\n\n{body}", True, id="text above the marker"),
        pytest.param(REPLACED, False, id="everything replaced"),
        pytest.param("{part}", False, id="the marker deleted"),
    ],
)
def test_an_issue_whose_marker_is_gone_is_named_and_not_opened_again(body: str, kept: bool) -> None:
    tracker = second_meeting([], [])
    now = tracker.issues[1].body
    line, part, _ = marker.split(now)
    tracker.change(1, body=body.format(body=now, part=f"{part}\n{marker.END}"))
    plan = tracker.sync()
    assert opened(plan) == ["write minutes about the crane"]
    assert any("#1 has lost its marker" in str(problem) for problem in plan.problems) is not kept
    assert any("#1 has the title" in held.message for held in plan.held) is not kept
    tracker.change(1, body=f"{line}\n{part}\n{marker.END}\n")
    tracker.tick("2024-03-12", "harbour wall")
    tracker.sync()
    assert tracker.issues[1].open is False, "with its marker it is in step again"


def test_a_persons_issue_with_the_label_holds_nothing() -> None:
    tracker = Tracker()
    title, label = "paint the harbour wall green", "action-item"
    tracker.issues[7] = Issue(number=7, title=title, body="", open=True, author="ada", labels=(label,))
    tracker.write("2024-03-05", *LINES)
    assert len(opened(tracker.sync())) == 2
