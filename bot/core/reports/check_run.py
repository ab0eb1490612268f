"""The text of a check run: what a plan does, what it holds, and what people can correct."""

from collections.abc import Iterable, Iterator, Sequence

from bot.core import limits
from bot.core.config.problem import Problem
from bot.core.issues.phrases import cell, place
from bot.core.items.meeting import said_in
from bot.core.model.notes import State
from bot.core.model.plan import (
    Attach,
    Change,
    Close,
    Comment,
    CreateLabel,
    Edit,
    Open,
    Plan,
    PossiblePair,
    Reopen,
)
from bot.core.model.snapshot import Snapshot
from bot.core.reports.account import account_lines, obstacle
from bot.core.text.code import named
from bot.core.text.plural import counted
from bot.core.text.shortened import whole_lines


def describe(change: Change) -> str:
    """A change in one line, without its reason."""
    match change:
        case Open(title=title):
            text = f"open “{title}”"
        case Edit(number=number):
            text = f"edit #{number} ({', '.join(edited(change))})"
        case Close(number=number, reason=reason):
            text = f"close #{number} as {reason.replace('_', ' ')}"
        case Reopen(number=number):
            text = f"reopen #{number}"
        case Comment(number=number):
            text = f"comment on #{number}"
        case Attach(number=number, parent=parent):
            text = f"make #{number} a sub-issue of #{parent}"
        case CreateLabel(name=name):
            text = f"create label “{name}”"
    return text


def edited(change: Edit) -> tuple[str, ...]:
    """The fields that an edit changes."""
    return tuple(name for name in ("title", "body", "labels", "assignees") if getattr(change, name) is not None)


def headline(plan: Plan, *, done: bool = False) -> str:
    """What a plan does, in a few words: `3 to open, 2 held`; after a sync `3 opened, 2 held`; or `nothing to do`."""
    counts = [
        (sum(isinstance(change, Open) for change in plan.changes), "to open", "opened"),
        (sum(isinstance(change, Close) for change in plan.changes), "to close", "closed"),
        (sum(isinstance(change, Reopen) for change in plan.changes), "to reopen", "reopened"),
        (sum(isinstance(change, Edit | Comment | Attach) for change in plan.changes), "to edit", "edited"),
        (sum(len(held.changes) for held in plan.held), "held", "held"),
    ]
    parts = [f"{count} {past if done else future}" for count, future, past in counts if count]
    parts += [counted(len(plan.pairs), "possible pair")] if plan.pairs else []
    return ", ".join(parts) or "nothing to do"


def outcome(snapshot: Snapshot, plan: Plan) -> str:
    """What a sync did, in a few words: the title of its check run."""
    if snapshot.config is not None:
        return headline(plan, done=True)
    mistakes = sum(problem.serious for problem in plan.problems)
    reason = f"{counted(mistakes, 'mistake')} in" if mistakes else "no"
    return f"nothing written: {reason} {snapshot.config_path}"


def conclusion(snapshot: Snapshot, plan: Plan) -> str:
    """The conclusion of a check run: `failure` for a bad config only, `neutral` where something is held or needs a decision."""
    if snapshot.config is None:
        return "failure"
    # The config is valid, so the reason is in the repository's settings: issues are switched off.
    stopped = any(problem.serious and problem.path == snapshot.config_path for problem in plan.problems)
    return "neutral" if plan.held or plan.pairs or stopped else "success"


def summary(plan: Plan, unowned: str = "") -> str:
    """A plan as Markdown for a check run: changes with reasons, what is held, problems, every open item with its age.

    `unowned` is the section of the items without an owner, see `open_items.unowned_section`.
    """
    pieces = [
        *_warnings(plan),
        _section("Possible pairs", [cell(row) for row in map(pair_row, plan.pairs)]),
        _section("Changes", [cell(f"{describe(change)}: {change.why}") for change in plan.changes]),
        _section("Needs attention", [cell(row) for row in attention_rows(plan.problems)]),
        unowned,
        _items(plan),
        *_account(plan),
    ]
    return whole_lines("\n\n".join(piece for piece in pieces if piece), limits.SUMMARY)


def pair_row(pair: PossiblePair) -> str:
    """Both sides of a possible pair, what they have in common, and the way to make them one."""
    line, number = pair.item.newest, pair.issue.number
    twins = f" (the same work as {', '.join(f'#{twin}' for twin in pair.twins)})" if pair.twins else ""
    return (
        f"“{said_in(line)}” ({place(line)}) may be #{number} “{pair.issue.title}”{twins} in other words: likeness "
        f"{pair.likeness:.2f}, {pair.evidence}. If it is the same work, comment `/merge #{number}` on the new issue."
    )


def attention_rows(problems: Iterable[Problem]) -> Iterator[str]:
    """One row for each problem, for text that is neutralised later. Equal ones, such as an unknown owner, are one row with all their lines."""
    equal: dict[str, list[Problem]] = {}
    for problem in serious_first(problems):
        equal.setdefault(problem.message, []).append(problem)
    for first, *others in equal.values():
        more = ", ".join(named(each.place) for each in others)
        row = attention_row(first)
        yield f"{row} (also {more})" if more else row


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
    yield _section("Account", [cell(row) for row in account_lines(plan.account)])


def _section(heading: str, rows: Sequence[str]) -> str:
    return f"### {heading}\n" + "\n".join(f"- {row}" for row in rows) if rows else ""


def _items(plan: Plan) -> str:
    rows = [
        f"| {cell(said_in(tracked.item.newest))} | {f'#{tracked.issue}' if tracked.issue else ''} "
        f"| {tracked.item.first.note_date} | {tracked.item.carried} | {cell(tracked.note)} |"
        for tracked in plan.items
        if tracked.item.state is State.OPEN and not tracked.item.vanished
    ]
    table = ["### Open items", "| item | issue | first seen | carried | |", "| --- | --- | --- | --: | --- |", *rows]
    return "\n\n".join(["\n".join(table)] * bool(rows) + list(_vanished(plan)))


def _vanished(plan: Plan) -> Iterable[str]:
    """Items that left the notes without a tick: by name where the newest note is the first without them, else counted."""
    gone = [tracked.item for tracked in plan.items if tracked.item.vanished]
    fresh = [
        f"“{cell(said_in(item.newest))}” (last in {cell(place(item.newest))})" for item in gone if item.missed == 1
    ]
    yield from filter(None, [_section("Left the newest list without a tick", fresh)])
    if older := len(gone) - len(fresh):
        yield f"{counted(older, 'more open item')} left the notes before that."
