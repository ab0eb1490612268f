"""The sync of one repository: the one call behind a push, a redelivery, a restart and the command line."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.core.config.problem import Problem
from bot.core.issues import phrases
from bot.core.issues.children import afterwards
from bot.core.issues.decide import decide
from bot.core.model.plan import Attach, Change, Plan
from bot.core.model.snapshot import Snapshot
from bot.core.reports import check_run
from bot.core.reports import open_items as digest
from bot.github.repository import Repository
from bot.jobs.apply import Applied, Crowded, Done, Manner, apply_all, never_crowded
from bot.jobs.gather import gather

log = structlog.get_logger(__name__)

PROBLEMS_LOGGED = 5
"""The log names the first problems; the check run has them all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sync did: its plan, what of it was applied, and whether something was left because an issue was edited meanwhile."""

    snapshot: Snapshot
    plan: Plan
    applied: Done
    outdated: bool = False


Watched = Callable[[Sequence[Change]], Iterable[Change]]
"""Passes the changes on as they are, for a progress bar."""


async def sync(
    repository: Repository,
    crowded: Crowded = never_crowded,
    watched: Watched = iter,
    previous_tip: str = "",
    *,
    approved: bool = False,
) -> Outcome:
    """Bring the issues of one repository in step with its notes. A second run does nothing.

    Raises Refused after everything else is done, where GitHub refused single changes.
    """
    manner = Manner(crowded=crowded)
    snapshot, plan = await gather(repository, previous_tip, approved=approved)
    applied = await apply_all(repository, snapshot.known_issues, watched(plan.changes), manner)
    if not applied.disabled:
        snapshot, attachments = await _attachments(snapshot, plan, applied.done)
        applied += await apply_all(repository, snapshot.known_issues, attachments, manner)
    plan = replace(
        plan,
        changes=tuple(change for change, _ in applied.done),
        problems=(*plan.problems, *_problems(applied, snapshot.config_path)),
    )
    await _report(repository, snapshot, plan)
    log.info(
        "synced",
        repository=snapshot.head.full_name,
        commit=snapshot.head.commit,
        did=check_run.outcome(snapshot, plan),
        problems=len(plan.problems),
        first_problems=[phrases.cell(str(one)) for one in check_run.mended_first(plan.problems)[:PROBLEMS_LOGGED]],
    )
    if applied.refusals:
        raise applied.refusals[0]
    return Outcome(snapshot, plan, applied.done, applied.outdated)


async def _attachments(snapshot: Snapshot, plan: Plan, done: Done) -> tuple[Snapshot, tuple[Attach, ...]]:
    """With `children: sub-issues`, what puts the new issues under their parents: that needs both to be there."""
    if snapshot.config is None or snapshot.config.children == "list" or not done:
        return snapshot, ()
    tried = {change.number for change in plan.changes if isinstance(change, Attach)}
    snapshot = afterwards(snapshot, (issue for _, issue in done if issue))
    changes = (await asyncio.to_thread(decide, snapshot)).changes
    return snapshot, tuple(one for one in changes if isinstance(one, Attach) and one.number not in tried)


def _problems(applied: Applied, config_path: str) -> tuple[Problem, ...]:
    """What GitHub did not take, for the check run."""
    if applied.disabled:
        return (Problem(config_path, 0, f"nothing can be done: {applied.disabled}", serious=True),)
    return tuple(Problem("", 0, f"GitHub refused: {refused}") for refused in applied.refusals)


async def _report(repository: Repository, snapshot: Snapshot, plan: Plan) -> None:
    """One check run on the commit; none where the commit has one already and nothing was done since."""
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
