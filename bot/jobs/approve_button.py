"""The button of a check run: its presser's role decides, and the commit that it stands on."""

from dataclasses import replace

import structlog

from bot.core.commands import Role
from bot.core.reports.approve_button import may_not, outdated
from bot.core.reports.changes import View
from bot.github.repository import Repository
from bot.jobs.gather import gather
from bot.jobs.sync import show
from bot.queue.job import ApproveHeld, Job, Queue, Sync

log = structlog.get_logger(__name__)


async def approve(repository: Repository, job: Job, work: ApproveHeld, queue: Queue) -> None:
    """Queue a sync that applies what is held, where somebody with the write role pressed the button.

    On a commit that is no longer the newest the button does not count: what is held by now was not seen there. What was not done
    is said by a new check run on the newest commit.
    """
    if await repository.roles.of(work.author) < Role.WRITE:
        log.info("button without the right", repository=repository.full_name, login=work.author)
        await _explain(repository, may_not(work.author, Role.WRITE.name.lower()))
    elif (await repository.head()).commit != work.commit:
        log.info("button of an old commit", repository=repository.full_name, commit=work.commit)
        await _explain(repository, outdated(work.author))
    else:
        await queue.put(replace(job, work=Sync(approved=True), why=f"{work.author} pressed the button"))


async def _explain(repository: Repository, lead: str) -> None:
    snapshot, plan = await gather(repository)
    await show(repository, snapshot, plan, View(snapshot.head), lead)
