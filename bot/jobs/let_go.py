"""The button of a check run: its presser's role decides, and the commit that it stands on."""

from dataclasses import replace

import structlog

from bot.core.commands import COMMANDS
from bot.core.reports.changes import View
from bot.core.reports.let_go import may_not
from bot.github.repository import Repository
from bot.jobs.gather import gather
from bot.jobs.sync import show
from bot.queue.job import Job, LetGo, Queue, Sync

log = structlog.get_logger(__name__)


async def let_go(repository: Repository, job: Job, work: LetGo, queue: Queue) -> None:
    """Queue a sync that applies what is held, where somebody who may say `/approve` pressed the button.

    On a commit that is no longer the newest the button does not count: what is held by now was not seen there.
    """
    needed = COMMANDS["approve"].needs
    if await repository.receipts.role(work.author) < needed:
        log.info("button without the right", repository=repository.full_name, login=work.author)
        snapshot, plan = await gather(repository)
        await show(repository, snapshot, plan, View(snapshot.head), may_not(work.author, needed.name.lower()))
        return
    newest = (await repository.head()).commit == work.commit
    if not newest:
        log.info("button of an old commit", repository=repository.full_name, commit=work.commit)
    await queue.put(replace(job, work=Sync(approved=newest), why=f"{work.author} pressed the button"))
