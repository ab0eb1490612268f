"""The sync of one repository: the one call behind a push, a redelivery, a restart and the command line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import structlog

from bot import metrics
from bot.core.config.problem import Problem
from bot.core.model.plan import Attach, Change, CreateLabel, Open, Plan
from bot.core.model.snapshot import Snapshot
from bot.core.reports import check_run
from bot.core.reports.account import account_lines, obstacle
from bot.core.reports.after import after
from bot.core.reports.approve_button import button_for
from bot.core.reports.changes import View
from bot.core.text import outgoing
from bot.github.checks import CheckRun
from bot.github.repository import Repository
from bot.jobs.apply import PASSES, Applied, Applier, ApplyOptions, Crowded, Done, never_crowded, seen_in, with_done
from bot.jobs.board import keep_board
from bot.jobs.gather import PLAIN, Occasion, gather, replan
from bot.jobs.meetings.remarks import MeetingTasks, no_meeting_tasks
from bot.jobs.proposed_text import finish_text

log = structlog.get_logger(__name__)

EDITED = "#{number} was edited on GitHub again and again during this sync, so the next sync changes it"

PROBLEMS_LOGGED = 5
"""The log names the first problems; the check run has them all."""


@dataclass(frozen=True, slots=True)
class SyncResult:
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
    occasion: Occasion = PLAIN,
    meeting_tasks: MeetingTasks = no_meeting_tasks,
) -> SyncResult:
    """Bring the issues of one repository in step with its notes. A second run does nothing.

    `meeting_tasks` are done before the check run, which has their remarks; their error is raised at the end. Raises Refused after
    everything else is done, where GitHub refused single changes.
    """
    snapshot, plan = await gather(repository, occasion)
    applier = Applier(repository, seen_in(snapshot), ApplyOptions(crowded=crowded))
    applied = last = await applier.apply(watched(plan.changes))
    for _ in range(PASSES - 1):
        if last.disabled or not _is_more(snapshot, last):
            break
        snapshot, changes = await _more(repository, snapshot, last, plan)
        last = await applier.apply(changes)
        applied += last
    plan = replace(
        plan,
        changes=tuple(change for change, _ in applied.done),
        problems=(*plan.problems, *_problems(applied, last, snapshot.config_path)),
    )
    failure: Exception | None = None
    if not applied.refusals:
        plan, failure = await _meeting_tasks(snapshot, plan, meeting_tasks)
    await _report(repository, snapshot, plan, applied.done)
    _log(repository, snapshot, plan)
    await finish_text(repository, snapshot)
    await keep_board(repository, snapshot, after(plan, applied.done))
    if failure := applied.refusals[0] if applied.refusals else failure:
        raise failure
    return SyncResult(snapshot, plan, applied.done, bool(last.outdated))


async def _meeting_tasks(snapshot: Snapshot, plan: Plan, meeting_tasks: MeetingTasks) -> tuple[Plan, Exception | None]:
    """The plan with the remarks; where something fails, it is reported without them first."""
    try:
        return (await meeting_tasks(snapshot, plan)).on(plan), None
    except Exception as error:
        return plan, error


def _is_more(snapshot: Snapshot, applied: Applied) -> bool:
    """Whether something has to be decided anew: issues that were edited, or new ones to be put under their parents."""
    sub_issues = snapshot.config is not None and snapshot.config.children == "sub-issues"
    return bool(applied.outdated or (sub_issues and applied.done))


async def _more(
    repository: Repository, snapshot: Snapshot, applied: Applied, plan: Plan
) -> tuple[Snapshot, tuple[Change, ...]]:
    """The snapshot with the issues as they are by now, and what is still to do: the rest waits for the next sync."""
    tried = {change.number for change in plan.changes if isinstance(change, Attach)} - applied.outdated
    snapshot, again = await replan(repository, with_done(snapshot, applied))
    changes = (
        change
        for change in again.changes
        if isinstance(change, CreateLabel)
        or (isinstance(change, Attach) and change.number not in tried)
        or (not isinstance(change, Open) and change.number in applied.outdated)
    )
    return snapshot, tuple(changes)


def _problems(applied: Applied, last: Applied, config_path: str) -> tuple[Problem, ...]:
    """What GitHub did not take, and what was left out, for the check run."""
    if applied.disabled:
        return (Problem(config_path, 0, f"nothing can be done: {applied.disabled}", serious=True),)
    refused = (Problem("", 0, f"GitHub refused: {refused}") for refused in applied.refusals)
    edited = (Problem("", 0, EDITED.format(number=number)) for number in sorted(last.outdated))
    return (*refused, *edited)


def _log(repository: Repository, snapshot: Snapshot, plan: Plan) -> None:
    if plan.held:
        metrics.PLANS_HELD.inc()
    if plan.account and (reason := obstacle(plan.account)):
        log.warning("no notes to work with", repository=snapshot.head.full_name, **repository.loggable(reason=reason))
    log.info(
        "synced",
        repository=snapshot.head.full_name,
        commit=snapshot.head.commit,
        did=check_run.outcome(snapshot, plan),
        problems=len(plan.problems),
        **repository.loggable(
            account=list(account_lines(plan.account)) if plan.account else [],
            first_problems=[
                outgoing.cell(str(one)) for one in check_run.serious_first(plan.problems)[:PROBLEMS_LOGGED]
            ],
        ),
    )


async def _report(repository: Repository, snapshot: Snapshot, plan: Plan, done: Done) -> None:
    """One check run on the commit; none where the commit has one already and nothing was done since."""
    if snapshot.config is None and not any(problem.serious for problem in plan.problems):
        log.info("no config", repository=snapshot.head.full_name, problems=[str(problem) for problem in plan.problems])
        return
    if not plan.changes and await repository.has_report(snapshot.head.commit) and not _news(repository, snapshot, plan):
        return
    opened = {change.key: issue for change, issue in done if isinstance(change, Open) and issue}
    await show(repository, snapshot, plan, View(snapshot.head, done=True, opened=opened))


def _news(repository: Repository, snapshot: Snapshot, plan: Plan) -> bool:
    """Whether people are asked for something else than at the last look, where that changes without a commit.

    Meeting issues change so, and the clock does for `next`.
    """
    config = snapshot.config
    unpushed = config is not None and (config.meetings.issues or config.next)
    return bool(unpushed) and repository.checks.has_other_news(snapshot.head.commit, _waiting(plan))


def _waiting(plan: Plan) -> str:
    return "\n".join([*(str(problem) for problem in plan.problems), *(held.message for held in plan.held)])


async def show(repository: Repository, snapshot: Snapshot, plan: Plan, view: View, lead: str = "") -> None:
    """Make the check run of a plan, with a button where something waits for `/approve`; in the log where it may not be made."""
    text = "\n\n".join(filter(None, [lead, check_run.summary(plan, view)]))
    reported = await repository.report(
        CheckRun(
            snapshot.head.commit,
            check_run.conclusion(snapshot, plan),
            check_run.outcome(snapshot, plan),
            text,
            tuple(check_run.serious_first(plan.problems)),
            button_for(plan.held, snapshot.writer),
            _waiting(plan),
        )
    )
    if not reported:
        reason = "checks: write is missing"
        log.info("no check run", repository=snapshot.head.full_name, reason=reason, **repository.loggable(summary=text))
