"""Gather, decide, apply for one repository: the one call behind a push, a redelivery, a restart and the command line."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

import structlog

from bot.core.config.problem import Problem
from bot.core.config.schema import PATH as CONFIG
from bot.core.issues import phrases
from bot.core.issues.children import afterwards
from bot.core.issues.decide import decide
from bot.core.model.issues import Issue, Snapshot
from bot.core.model.plan import Attach, Change, Close, Comment, CreateLabel, Plan
from bot.core.reports import check_run
from bot.core.reports import open_items as digest
from bot.github.errors import Gone, IssuesDisabled, Refused
from bot.github.repository import Repository
from bot.queue.job import StepBack

log = structlog.get_logger(__name__)

ROUNDS = 6
"""How often a decision may ask for more. Each round answers all that was asked; more than a few would be a bug."""

PROBLEMS_LOGGED = 5
"""A log is no report: the check run has them all."""

WRITES_BEFORE_A_LOOK = 10
"""After so many writes, at one a second, what was gathered is old enough for people to have written meanwhile."""

WRITES_IN_A_ROW = 20
"""After so many writes a job lets others of its installation go first."""


Done = tuple[tuple[Change, Issue | None], ...]
"""Each applied change with the issue it left behind; None for a label or a comment."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sync did: its plan, what of it was applied, and whether something was left because an issue had moved on."""

    snapshot: Snapshot
    plan: Plan
    applied: Done
    outdated: bool = False


Crowded = Callable[[], Awaitable[bool]]
"""Tells whether others wait for the same installation."""

Watched = Callable[[Sequence[Change]], Iterable[Change]]
"""The changes as they are, for someone who watches them pass: a progress bar."""


async def nobody_waits() -> bool:
    """Where there is no queue."""
    return False


async def gather(repository: Repository, left: str = "", *, approved: bool = False) -> tuple[Snapshot, Plan]:
    """The state of a repository and the plan for it, with everything answered that the decision asked for.

    `left` as in `Repository.snapshot`, `approved` as in `Snapshot`.
    """
    snapshot = replace(await repository.snapshot(left), approved=approved)
    plan = await asyncio.to_thread(decide, snapshot)
    for _ in range(ROUNDS):
        if not plan.ask:
            return snapshot, plan
        snapshot = await repository.answer(snapshot, plan.ask)
        plan = await asyncio.to_thread(decide, snapshot)
    raise RuntimeError(f"the decision about {snapshot.head.full_name} keeps asking: {plan.ask}")


async def sync(
    repository: Repository,
    crowded: Crowded = nobody_waits,
    watched: Watched = iter,
    left: str = "",
    *,
    approved: bool = False,
) -> Outcome:
    """Bring the issues of one repository in step with its notes. A second run does nothing.

    Raises Refused when all else is done, where GitHub refused single changes.
    """
    snapshot, plan = await gather(repository, left, approved=approved)
    try:
        applied, refusals, outdated = await _apply(repository, snapshot, watched(plan.changes), crowded)
        placed, more, moved = await _apply(repository, *await _afterwards(snapshot, plan, applied), crowded)
        applied, refusals, outdated = (*applied, *placed), (*refusals, *more), outdated or moved
    except IssuesDisabled as disabled:
        applied, refusals, outdated = (), (), False
        plan = Plan(problems=(*plan.problems, Problem(CONFIG, 0, f"nothing can be done: {disabled}", serious=True)))
    refused = tuple(Problem("", 0, f"GitHub refused: {why}") for why in refusals)
    plan = replace(plan, changes=tuple(change for change, _ in applied), problems=(*plan.problems, *refused))
    await _report(repository, snapshot, plan)
    log.info(
        "synced",
        repository=snapshot.head.full_name,
        commit=snapshot.head.commit,
        did=check_run.outcome(snapshot, plan),
        problems=len(plan.problems),
        mend=[phrases.cell(str(problem)) for problem in check_run.mended_first(plan.problems)[:PROBLEMS_LOGGED]],
    )
    if refusals:
        raise refusals[0]
    return Outcome(snapshot, plan, applied, outdated)


async def _apply(
    repository: Repository, snapshot: Snapshot, changes: Iterable[Change], crowded: Crowded
) -> tuple[Done, tuple[Refused, ...], bool]:
    """Do the changes one after the other; what was done, the refusals of single ones, and whether one came too late."""
    refusals: list[Refused] = []
    unclosed: set[int] = set()
    outdated = False
    applied: list[tuple[Change, Issue | None]] = []
    for change in changes:
        if applied and len(applied) % WRITES_IN_A_ROW == 0 and await crowded():
            raise StepBack(0, f"{len(applied)} writes done, others wait")
        if isinstance(change, Comment) and change.number in unclosed:
            continue
        if len(applied) >= WRITES_BEFORE_A_LOOK and await repository.moved_on(snapshot, change):
            log.info("edited meanwhile", repository=repository.full_name, change=check_run.describe(change))
            outdated = True
            continue
        try:
            issue = await repository.apply(change)
        except Gone as gone:
            # Deleted or transferred since it was read. The next sync decides anew.
            log.warning("gone", repository=repository.full_name, change=check_run.describe(change), reason=str(gone))
            continue
        except Refused as refused:
            if refused.status != HTTPStatus.UNPROCESSABLE_ENTITY:
                raise
            # It is about this change alone: the others are done, and the job fails in the end.
            log.warning(
                "refused", repository=repository.full_name, change=check_run.describe(change), reason=str(refused)
            )
            refusals.append(refused)
            if isinstance(change, Close):
                # The comment that tells of it would be untrue, and taken for its being done.
                unclosed.add(change.number)
            continue
        tell(repository, change, issue)
        applied.append((change, issue))
    return tuple(applied), tuple(refusals), outdated


async def _afterwards(snapshot: Snapshot, plan: Plan, applied: Done) -> tuple[Snapshot, tuple[Attach, ...]]:
    """What an issue has to be there for: with `children: sub-issues` the new ones are put under each other."""
    if snapshot.config is None or snapshot.config.children == "list" or not applied:
        return snapshot, ()
    tried = {change.number for change in plan.changes if isinstance(change, Attach)}
    snapshot = afterwards(snapshot, (issue for _, issue in applied if issue))
    changes = (await asyncio.to_thread(decide, snapshot)).changes
    return snapshot, tuple(one for one in changes if isinstance(one, Attach) and one.number not in tried)


def tell(repository: Repository, change: Change, issue: Issue | None) -> None:
    """Log a change that was applied, with the issue it left behind."""
    log.info(
        "applied",
        repository=repository.full_name,
        change=kind_of(change),
        number=issue.number if issue else getattr(change, "number", None),
        title=issue.title if issue else getattr(change, "name", ""),
        why=change.why,
    )


def kind_of(change: Change) -> str:
    """A change's kind as logs and `--json` name it: `open`, `edit`, `close`, `reopen`, `comment`, `create_label`."""
    return "create_label" if isinstance(change, CreateLabel) else type(change).__name__.lower()


async def _report(repository: Repository, snapshot: Snapshot, plan: Plan) -> None:
    """One check run on the commit. Where one stands already and nothing was done since, another would be no news."""
    if snapshot.config is None and not any(problem.serious for problem in plan.problems):
        log.info("no config", repository=snapshot.head.full_name, problems=[str(problem) for problem in plan.problems])
        return
    if not plan.changes and await repository.has_report(snapshot.head.commit):
        return
    conclusion = check_run.conclusion(snapshot, plan)
    title = check_run.outcome(snapshot, plan)
    summary = check_run.summary(plan, digest.unowned_section(plan, snapshot.head))
    if not await repository.report(
        snapshot.head.commit, conclusion, title, summary, check_run.mended_first(plan.problems)
    ):
        log.info("no check run", repository=snapshot.head.full_name, reason="checks: write is missing", summary=summary)
