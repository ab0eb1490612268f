"""The board, brought to where it should be after a sync. Nothing depends on it: what GitHub refuses there fails no sync."""

from dataclasses import replace

import structlog

from bot.core.model.plan import Change, Open, Plan, kind_of
from bot.core.model.snapshot import Snapshot
from bot.core.reports.board import Steps, board_steps
from bot.github.answers import writers_of
from bot.github.errors import Gone, IssuesDisabled, Refused
from bot.github.repository import Repository

log = structlog.get_logger(__name__)


async def keep_board(repository: Repository, snapshot: Snapshot, plan: Plan) -> None:
    """Open, edit, close or reopen the board. `plan` is as its changes left it. No call where there is no news."""
    try:
        for change in (await _steps(repository, snapshot, plan)).changes:
            await _apply(repository, change)
    except (Gone, IssuesDisabled, Refused) as error:
        log.warning("board not written", repository=repository.full_name, reason=str(error))


async def _steps(repository: Repository, snapshot: Snapshot, plan: Plan) -> Steps:
    steps = board_steps(snapshot, plan)
    if steps.ask:
        steps = board_steps(await repository.answer(snapshot, steps.ask), plan)
    if any(isinstance(change, Open) for change in steps.changes):
        # One list that does not show it must not open it twice.
        labelled = await repository.issues.boards(writers_of(snapshot))
        if labelled.others:
            author = labelled.others[0].author
            log.info("no board", repository=repository.full_name, reason=f"{author} keeps one")
            return Steps()
        steps = board_steps(replace(snapshot, boards=labelled.ours), plan)
    return steps


async def _apply(repository: Repository, change: Change) -> None:
    issue = await repository.apply(change)
    number = issue.number if issue else getattr(change, "number", None)
    log.info("board", repository=repository.full_name, change=kind_of(change), number=number, reason=change.why)
    if isinstance(change, Open) and issue and (why := await repository.issues.pin(issue.number)):
        # Not every App may pin, and three issues at most are pinned. It is found by its label as well.
        log.debug("board not pinned", repository=repository.full_name, reason=why)
