"""Catching up in one repository: what no delivery brought is queued."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from bot.core import commands
from bot.core.carry.pull_request import BRANCHES, number_of
from bot.core.model.snapshot import Snapshot
from bot.core.write_back import is_news
from bot.github.payloads.issues import ListedComment
from bot.github.repository import Repository
from bot.jobs.hourly import seen_since
from bot.jobs.meetings.standing_pull import stands
from bot.queue.job import Job, Preview, Queue, RunCommands, Sync, Work, WriteBack
from bot.queue.work import STRANGERS

log = structlog.get_logger(__name__)

_COMMENTS = "comments seen"
"""The name under which the queue keeps when comments were read last, with the repository's id."""


async def catch_up(repository: Repository, job: Job, queue: Queue) -> None:
    """Queue what a repository needs: a sync, commands without a receipt, ticks to write back. Nothing without a config."""
    if not await repository.has_config():
        log.debug("no config", repository=repository.full_name)
        return
    now = datetime.now(UTC)
    name = f"{_COMMENTS} {job.repository}"
    missed = await _missed_commands(repository, await seen_since(queue, name, now))
    snapshot = await repository.snapshot()
    changed = _closed_or_reopened(snapshot)
    # A pull request with ticks that are no longer needed is closed.
    standing = not changed and _writes_back(snapshot) and await stands(repository)
    carried = await _closed_pulls(repository)
    works: tuple[Work, ...] = (*missed, *([WriteBack(changed)] if changed or standing else []), *carried, Sync())
    for work in works:
        await queue.put(replace(job, work=work, why="no delivery brought it"))
    await queue.remember(name, now.isoformat())
    if missed or changed:
        log.info("caught up", repository=repository.full_name, commands=len(missed), closed_or_reopened=changed)


async def _missed_commands(repository: Repository, since: datetime) -> tuple[RunCommands, ...]:
    """The commands of comments that have no receipt of Duly's."""
    comments = await repository.receipts.written_since(since)
    return tuple([work for one in comments if (work := await _commands_of(repository, one))])


async def _commands_of(repository: Repository, comment: ListedComment) -> RunCommands | None:
    """The commands of a comment; None where it has none, or where a receipt could not be given: then they may have been run."""
    lines = commands.command_lines(await asyncio.to_thread(commands.invocations, comment.body or ""))
    if not lines:
        return None
    if comment.is_answered and await repository.receipts.is_ended(comment.id, await repository.writer()):
        return None
    conversation = await repository.issues.conversation(comment.issue)
    if conversation is None or conversation.locked:
        return None
    stranger = comment.author_association in STRANGERS and comment.author.casefold() not in conversation.assigned
    return RunCommands(
        comment.issue,
        comment.id,
        comment.author,
        lines,
        pull=conversation.pull,
        stranger=stranger,
        folds=commands.may_fold(lines),
    )


async def _closed_pulls(repository: Repository) -> tuple[Preview, ...]:
    """The closed pull requests for which a branch of `/carry` is left."""
    branches = await repository.branches.named(BRANCHES)
    numbers = [number for branch in branches if (number := number_of(branch)) is not None]
    pulls = [await repository.pulls.one(number) for number in numbers]
    return tuple(Preview(pull.number) for pull in pulls if pull and not pull.open)


def _writes_back(snapshot: Snapshot) -> bool:
    return snapshot.config is not None and snapshot.config.write_back


def _closed_or_reopened(snapshot: Snapshot) -> tuple[int, ...]:
    """The issues that people closed or reopened since the last sync, where the config asks for their boxes to be set."""
    if not _writes_back(snapshot):
        return ()
    return tuple(issue.number for issue in snapshot.issues if is_news(issue.body, is_open=issue.open))
