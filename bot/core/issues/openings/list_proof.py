"""Before an issue is opened the list of issues is proved: one wrong answer must not open everything a second time.

The list by author is compared with the list by label, which is read anyway before an issue is opened. Where they disagree both are
read again; where they still disagree nothing is opened, and the sync is repeated later. Two empty lists agree; but where the
label exists already somebody has used it, so the first numbers of the tracker are looked at.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.config.schema import Config
from bot.core.issues.board.marker import is_board
from bot.core.issues.case import Decision
from bot.core.issues.openings.opening import opening, without_opening
from bot.core.model.issues import Issue
from bot.core.model.plan import Held
from bot.core.model.questions import (
    NO_QUESTIONS,
    IssueNumbered,
    IssuesAgain,
    Labelled,
    LabelledIssues,
    LabelNames,
    Questions,
)
from bot.core.model.snapshot import Snapshot
from bot.core.text.shortened import first_few

FIRST_NUMBERS = (1, 2, 3)
"""Looked at where both lists are empty although the label exists."""
NAMED = 5
"""Issues that the message names; the rest it counts."""


def with_proof(
    decisions: Sequence[Decision], snapshot: Snapshot, config: Config
) -> tuple[list[Decision], tuple[Held, ...]]:
    """The decisions, with what has to be asked before they may open issues; without their openings where the lists disagree."""
    if not any(map(opening, decisions)):
        return list(decisions), ()
    ask, disagreeing = _proof(snapshot, config)
    if ask:
        first, *rest = decisions
        return [replace(first, ask=first.ask | ask), *rest], ()
    if not disagreeing:
        return list(decisions), ()
    opened = tuple(one for decision in decisions if (one := opening(decision)))
    note = "held: GitHub's lists of issues disagree"
    kept = [without_opening(decision, note) if opening(decision) else decision for decision in decisions]
    return kept, (Held("open", opened, _message(disagreeing, len(opened)), passing=True),)


def _proof(snapshot: Snapshot, config: Config) -> tuple[Questions, frozenset[int]]:
    """What has to be asked first, and the numbers of the issues that only one of the lists shows."""
    answers, label = snapshot.answers, next(iter(config.labels), "")
    if ask := answers.missing({LabelledIssues(), LabelNames()}):
        return ask, frozenset()
    labelled = answers.get(LabelledIssues(again=True)) or answers.get(LabelledIssues()) or Labelled()
    if not snapshot.issues and not labelled.ours and label.casefold() in map(str.casefold, snapshot.label_names):
        numbers = {number: IssueNumbered(number) for number in FIRST_NUMBERS}
        writers = {snapshot.writer.casefold(), *config.trusted_writers}
        first = (answers.get(question) for question in numbers.values())
        ours = (issue for issue in first if issue and issue.author.casefold() in writers)
        found = frozenset(issue.number for issue in ours if not is_board(issue))
        return answers.missing(numbers.values()), found
    if not (disagreeing := _only_in_one(snapshot.issues, labelled.ours, label)):
        return NO_QUESTIONS, frozenset()
    return answers.missing({IssuesAgain(), LabelledIssues(again=True)}), disagreeing


def _only_in_one(by_author: Sequence[Issue], by_label: Sequence[Issue], label: str) -> frozenset[int]:
    bearing = {issue.number for issue in by_author if not label or issue.bears(label)}
    return frozenset(bearing ^ {issue.number for issue in by_label})


def _message(numbers: frozenset[int], opened: int) -> str:
    named = first_few([f"#{number}" for number in sorted(numbers)], NAMED)
    count = "1 issue to open waits" if opened == 1 else f"{opened} issues to open wait"
    return (
        f"Held: {count}, because GitHub's lists of issues disagree: {named} stand in one of them and are missing in the "
        "other. The sync is repeated until they agree."
    )
