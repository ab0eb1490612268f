"""Lines that end with the number of a person's issue and have its title: the work is tracked there, so no second one is opened.

A number alone may be a reference, and a title alone may be of other work. Neither is likely where both agree.
"""

from dataclasses import replace

from bot.core.config.problem import Problem
from bot.core.issues import marker
from bot.core.issues.case import Case, Decision
from bot.core.issues.matching.mentions import linked_number, named
from bot.core.items.issue_suffix import number_at_end, without_number
from bot.core.items.meeting import said_in
from bot.core.items.similarity import wording
from bot.core.model.questions import NO_QUESTIONS, IssueNumbered, Questions


def with_same_title(case: Case) -> Case:
    """The case, linked to the person's issue whose number and title its line has."""
    number = _number(case)
    issue = case.snapshot.known_issues.get(number) if number is not None else None
    if issue is None or marker.read(issue.body) is not None:
        return case
    words = wording(without_number(said_in(case.item.newest))).normal
    same = bool(words) and words == wording(issue.title).normal
    return replace(case, match=replace(case.match, linked=issue.number)) if same else case


def title_to_ask(case: Case) -> Questions:
    """The issue whose title has to be known before one is opened."""
    number = _number(case)
    known = number is None or number in case.snapshot.known_issues or case.snapshot.is_absent(number)
    return NO_QUESTIONS if known or number is None else frozenset({IssueNumbered(number)})


def with_reason(decision: Decision, case: Case) -> Decision:
    """The decision for a linked item; where number and title alone linked it, with the reason and both ways out."""
    line, number = case.item.newest, case.match.linked
    if case.match.left or linked_number(case.item, case.snapshot.head.full_name) == number:
        return decision
    closed = " and is closed" if decision.tracked.live and not decision.tracked.live.open else ""
    message = (
        f"the line ends with #{number}, which has the same title{closed}, so no second issue is opened: write `→ #{number}` to have its tick "
        f"reported there, or leave the number out to open an issue for it"
    )
    return replace(decision, problems=(*decision.problems, Problem(line.path, line.number, message)))


def _number(case: Case) -> int | None:
    """The number at the end of a line that would open an issue, where it is one of this tracker."""
    if case.match.issues or case.match.linked is not None or not case.opens:
        return None
    number = number_at_end(said_in(case.item.newest))
    return number if number in named(case.item.newest, case.snapshot.head.full_name) else None
