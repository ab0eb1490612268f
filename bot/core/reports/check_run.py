"""The text of a check run: what a plan does, what it holds, and what people can correct."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.core import limits
from bot.core.config.problem import Problem
from bot.core.issues.phrases import place
from bot.core.items.meeting import said_in
from bot.core.model.plan import Attach, Close, Comment, Edit, Open, Plan, PossiblePair, Reopen
from bot.core.model.snapshot import Snapshot
from bot.core.reports.account import account_lines, lack, obstacle
from bot.core.reports.changes import View, open_table, section, sections
from bot.core.reports.left import vanished_now
from bot.core.reports.open_items import unowned_section
from bot.core.text.code import named
from bot.core.text.outgoing import cell
from bot.core.text.plural import counted
from bot.core.text.shortened import first_few, whole_lines

MOST_PLACES = 5
"""Lines that are named of those with an equal problem; the rest is counted."""


def headline(plan: Plan, *, done: bool = False) -> str:
    """What a plan does, in a few words: `3 to open, 2 held`; after a sync `3 opened, 2 held`; or `nothing to do`, and why."""
    counts = [
        (sum(isinstance(change, Open) for change in plan.changes), "to open", "opened"),
        (sum(isinstance(change, Close) for change in plan.changes), "to close", "closed"),
        (sum(isinstance(change, Reopen) for change in plan.changes), "to reopen", "reopened"),
        (sum(isinstance(change, Edit | Comment | Attach) for change in plan.changes), "to edit", "edited"),
        (sum(len(held.changes) for held in plan.held), "held", "held"),
    ]
    parts = [f"{count} {past if done else future}" for count, future, past in counts if count]
    parts += [counted(len(plan.pairs), "possible pair")] if plan.pairs else []
    said = ", ".join(parts) or "nothing to do"
    return f"{said}: {lack(plan.account)}" if _finds_nothing(plan) and plan.account else said


def outcome(snapshot: Snapshot, plan: Plan) -> str:
    """What a sync did, in a few words: the title of its check run."""
    if snapshot.config is not None:
        return headline(plan, done=True)
    mistakes = sum(problem.serious for problem in plan.problems)
    reason = f"{counted(mistakes, 'mistake')} in" if mistakes else "no"
    return f"nothing written: {reason} {snapshot.config_path}"


def conclusion(snapshot: Snapshot, plan: Plan) -> str:
    """The conclusion of a check run: `failure` for a bad config only, `neutral` where something needs a person.

    That is what is held, possible pairs, items with an open issue that just left the notes, what can be corrected, and that
    there are no notes or no action items.
    """
    if snapshot.config is None:
        return "failure"
    needs = plan.held or plan.pairs or plan.problems or vanished_now(plan) or _finds_nothing(plan)
    return "neutral" if needs else "success"


def _finds_nothing(plan: Plan) -> bool:
    """Whether nothing at all can be opened, for lack of notes or of action items in them."""
    return not plan.changes and plan.account is not None and bool(obstacle(plan.account))


def summary(plan: Plan, view: View) -> str:
    """A plan as Markdown for a check run: what is held, changes with reasons, problems, every open item with its age."""
    # Where nothing has an issue, the first question is what was read.
    nothing = not plan.changes and not any(each.issue for each in plan.items)
    account = list(_account(plan))
    pieces = [
        *_warnings(plan),
        *(account if nothing else ()),
        section("Possible pairs", [cell(row) for row in map(pair_row, plan.pairs)]),
        *sections(plan, view),
        section("Needs attention", [cell(row) for row in attention_rows(plan.problems)]),
        unowned_section(plan, view.head),
        open_table(plan, view),
        *(() if nothing else account),
    ]
    return whole_lines("\n\n".join(piece for piece in pieces if piece), limits.SUMMARY)


def pair_row(pair: PossiblePair) -> str:
    """Both sides of a possible pair, what they have in common, and the way to make them one."""
    line, number = pair.item.newest, pair.issue.number
    twins = f" (the same work as {', '.join(f'#{twin}' for twin in pair.twins)})" if pair.twins else ""
    share = "" if pair.likeness is None else f"likeness {pair.likeness:.2f}, "
    command = f"`/merge` on #{number}" if pair.held else f"`/merge #{number}` on the new issue"
    return (
        f"“{said_in(line)}” ({place(line)}) may be #{number} “{pair.issue.title}”{twins} in other words: "
        f"{share}{pair.evidence}. If it is the same work, comment {command}."
    )


def attention_rows(problems: Iterable[Problem]) -> Iterator[str]:
    """One row for each problem, for text that is neutralised later. Equal ones, such as an unknown owner, are one row with their lines."""
    for first, *others in _equal(serious_first(problems)):
        more = first_few([named(each.place) for each in others], MOST_PLACES)
        row = attention_row(first)
        yield f"{row} (also {more})" if more else row


def first_of_equal(problems: Iterable[Problem]) -> list[Problem]:
    """The first of equal problems, with the number of the others."""
    return [
        replace(first, message=f"{first.message} (also in {counted(len(others), 'line')} more)") if others else first
        for first, *others in _equal(problems)
    ]


def _equal(problems: Iterable[Problem]) -> Iterable[list[Problem]]:
    equal: dict[str, list[Problem]] = {}
    for problem in problems:
        equal.setdefault(problem.message, []).append(problem)
    return equal.values()


def attention_row(problem: Problem) -> str:
    """A problem with its place, for text that is neutralised later."""
    return f"{named(problem.place)}: {problem.message}" if problem.place else problem.message


def serious_first(problems: Iterable[Problem]) -> list[Problem]:
    """Serious problems, which keep Duly from reading, before the others."""
    return sorted(problems, key=lambda problem: not problem.serious)


def _warnings(plan: Plan) -> Iterable[str]:
    """Why nothing can be done at all, and what is held."""
    nothing = obstacle(plan.account) if plan.account else ""
    for message in (*filter(None, [nothing]), *(one.message for one in plan.held)):
        yield f"> [!WARNING]\n> {message}"


def _account(plan: Plan) -> Iterable[str]:
    if plan.account is None:
        return
    if plan.account.complete and plan.account.open_items and not plan.changes:
        yield "Every open item has its issue."
    yield section("Account", [cell(row) for row in account_lines(plan.account)])
