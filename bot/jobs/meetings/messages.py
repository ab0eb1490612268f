"""The messages about meetings, after each sync: the digest before one, and comments on what was discussed at the last.

Both are written once: the key of the comment tells that it is there, and what the queue remembers saves the look.
"""

import structlog

from bot.core import limits
from bot.core.carry.placed import next_meeting
from bot.core.carry.pull_request import candidates
from bot.core.items.series import series_of
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Plan
from bot.core.model.questions import IssueNumbered
from bot.core.model.snapshot import Snapshot
from bot.core.reports.digest import Coming, coming, is_near, message
from bot.core.reports.discussed import Discussed, discussed
from bot.github.repository import Repository
from bot.jobs.apply import apply_all, seen_in
from bot.queue.job import Queue

log = structlog.get_logger(__name__)

PULLS = 5
"""The newest pull requests that are looked at for the next note."""
MOST_COMMENTS = 30
"""Comments on discussed issues after one sync; the next one writes the others."""
MOST_NAMES = 500
"""Meetings, and discussed issues, that are remembered."""


async def send_messages(repository: Repository, snapshot: Snapshot, plan: Plan, queue: Queue) -> None:
    """Write what is due. Nothing, and no call, where the config asks for neither message."""
    await _digest(repository, snapshot, plan, queue)
    await _discussed(repository, snapshot, queue)


async def _digest(repository: Repository, snapshot: Snapshot, plan: Plan, queue: Queue) -> None:
    name = f"digest/{repository.id}"
    near = coming(snapshot, repository.utc()) or await _in_pull(repository, snapshot)
    known = (await queue.recall(name)).splitlines() if near else []
    for meeting in near:
        if meeting.name in known:
            continue
        comment = message(meeting, snapshot, plan)
        if comment is None:
            log.info("no digest", repository=repository.full_name, day=str(meeting.day), reason="nothing is open")
            continue
        applied = await apply_all(repository, seen_in(snapshot), [comment])
        if applied.done:
            known.append(meeting.name)
            await queue.remember(name, "\n".join(known[-MOST_NAMES:]))


async def _in_pull(repository: Repository, snapshot: Snapshot) -> tuple[Coming, ...]:
    """The next meeting that is near, where an open pull request brings its note."""
    config = snapshot.config
    if config is None or not config.meetings.digest:
        return ()
    now = repository.utc()
    for pull in (await repository.pulls.open(snapshot.head.branch))[:PULLS]:
        files = () if pull.fork else candidates(await repository.pulls.changed(pull.number), config)
        for file in files[: limits.PULL_NOTES]:
            day = next_meeting(NoteFile(file.path, ""), snapshot.notes, config).meeting.date
            if day and is_near(day, now, config.meetings.digest):
                return (Coming(day, series_of(config, file.path) or "", pull.number),)
    return ()


async def _discussed(repository: Repository, snapshot: Snapshot, queue: Queue) -> None:
    name = f"discussed/{repository.id}"
    found = discussed(snapshot, repository.utc().date())
    known = (await queue.recall(name)).split() if found else []
    new = [one for one in found if one.name not in known][:MOST_COMMENTS]
    if not new:
        return
    there = [one for one in new if await _is_issue(repository, snapshot, one)]
    applied = await apply_all(repository, seen_in(snapshot), [one.comment() for one in there])
    if not applied.refusals:
        await queue.remember(name, " ".join([*known, *(one.name for one in new)][-MOST_NAMES:]))


async def _is_issue(repository: Repository, snapshot: Snapshot, one: Discussed) -> bool:
    question = IssueNumbered(one.number)
    answered = await repository.answer(snapshot, frozenset({question}))
    return answered.known_issues.get(one.number) is not None
