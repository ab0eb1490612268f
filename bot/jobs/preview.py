"""The preview of a pull request: what its merge would do, as a check run on its head. Reads only, so forks have it too."""

from collections.abc import Iterable

import structlog

from bot.core.carry.pull_request import Pull
from bot.core.config.problem import Problem
from bot.core.model.plan import Plan
from bot.core.model.snapshot import Snapshot
from bot.core.reports import check_run
from bot.core.reports.changes import View
from bot.github.checks import CheckRun
from bot.github.repository import Repository
from bot.jobs.gather import gather_proposed
from bot.jobs.pull_notes import TooMuch, proposed_by, relevant

log = structlog.get_logger(__name__)


async def preview(repository: Repository, number: int) -> Pull | None:
    """Report on the head of a pull request what its merge would do; nothing where it touches neither notes nor config.

    The pull request, where it is open.
    """
    pull = await repository.pulls.one(number)
    if pull is None or not pull.open:
        log.info("no preview", repository=repository.full_name, pull=number, reason="it is not open")
        return None
    await _preview(repository, pull)
    return pull


async def _preview(repository: Repository, pull: Pull) -> None:
    number = pull.number
    changed = relevant(await repository.pulls.changed(number))
    if not changed:
        log.info("no preview", repository=repository.full_name, pull=number, reason="no Markdown and no config in it")
        return
    try:
        proposed = await proposed_by(repository, pull, changed)
    except TooMuch as error:
        await _report(repository, pull, "neutral", ("no preview", f"Not previewed: {error}."))
        return
    snapshot, plan = await gather_proposed(repository, proposed)
    if snapshot.config is None and not any(problem.serious for problem in plan.problems):
        log.info("no preview", repository=repository.full_name, pull=number, reason="there is no config")
        return
    paths = {file.path for file in changed}
    placed = [problem for problem in check_run.serious_first(plan.problems) if problem.path in paths]
    await _report(repository, pull, conclusion(snapshot, plan, placed), texts(snapshot, plan), placed)


def conclusion(snapshot: Snapshot, plan: Plan, placed: Iterable[Problem]) -> str:
    """As of a sync, but neutral where lines of this pull request need attention before the merge."""
    found = check_run.conclusion(snapshot, plan)
    return "neutral" if found == "success" and any(placed) else found


def texts(snapshot: Snapshot, plan: Plan) -> tuple[str, str]:
    """Title and summary."""
    if snapshot.config is None:
        return check_run.outcome(snapshot, plan), check_run.summary(plan, View(snapshot.head))
    lead = "A preview: this is what a sync would do after the merge. Nothing was written."
    return f"When merged: {check_run.headline(plan)}", f"{lead}\n\n{check_run.summary(plan, View(snapshot.head))}"


async def _report(
    repository: Repository, pull: Pull, conclusion: str, text: tuple[str, str], problems: Iterable[Problem] = ()
) -> None:
    if await repository.has_report(pull.commit):
        # A redelivery, or the head is on the default branch already.
        return
    title, summary = text
    done = await repository.report(CheckRun(pull.commit, conclusion, title, summary, tuple(problems)))
    log.info("previewed", repository=repository.full_name, pull=pull.number, did=title, reported=done)
