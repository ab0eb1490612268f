"""News of an issue that may be a meeting's: a sync, where the config of its repository names it.

Which labels meetings have is remembered in the queue by each sync, so that the issues of all other repositories cost no call.
Where that is lost, the hourly catch-up syncs and remembers it again.
"""

from dataclasses import replace

import structlog

from bot.core.config.schema import Config
from bot.github.repository import Repository
from bot.queue.job import Job, MeetingNews, Queue, Sync

log = structlog.get_logger(__name__)


async def meeting_news(repository: Repository, job: Job, work: MeetingNews, queue: Queue) -> None:
    """Queue a sync, where one of the labels is that of meetings."""
    known = (await queue.recall(_name(job.repository))).splitlines()
    if not any(label.casefold() in known for label in work.labels):
        log.debug("no news of a meeting", repository=repository.full_name, issue=work.issue)
        return
    writer = (await repository.writer()).casefold()
    for by, replaced in work.edits:
        repository.remember(replaced)
        if by.casefold() == writer:
            await repository.posts.merge_replaced(work.issue, replaced)
    # Read by its number and remembered: the list of issues lags behind.
    await repository.issue(work.issue)
    await queue.put(replace(job, work=Sync()))


async def remember_labels(queue: Queue, repository: int, config: Config | None) -> None:
    """Remember the labels of a repository's meetings; what is known stays while its config has a mistake."""
    if config is None:
        return
    labels = "\n".join(sorted({each.label.casefold() for each in config.meetings.issues}))
    if await queue.recall(_name(repository)) != labels:
        await queue.remember(_name(repository), labels)


def _name(repository: int) -> str:
    return f"meetings/{repository}"
