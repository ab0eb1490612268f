"""The messages about meetings, after each sync: the digest before one, and comments on what was discussed at the last.

Both are written once: a comment is found by its key, and what the queue remembers saves the look.
"""

import asyncio
from datetime import datetime, timedelta

import structlog

from bot.core import limits
from bot.core.carry.placed import next_meeting
from bot.core.carry.pull_request import candidates
from bot.core.config.rhythm import Rhythm
from bot.core.items.series.paths import series_of
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Plan
from bot.core.model.snapshot import Snapshot
from bot.core.reports.digest import Coming, Paced, coming, message
from bot.core.reports.discussed import Discussed, discussed
from bot.core.reports.starts import start_of
from bot.core.upcoming.note import Nothing, series_for
from bot.core.upcoming.words import branch_of
from bot.github.errors import Gone, Refused, Unreachable
from bot.github.repository import Repository
from bot.jobs.apply import ApplyOptions, Seen, apply_all, is_final, seen_in
from bot.jobs.meetings.elsewhere import Elsewhere
from bot.jobs.pull_notes import PullNotes
from bot.queue.job import Queue

log = structlog.get_logger(__name__)

PULLS = 5
"""The newest pull requests that are looked at for the next note."""
MOST_COMMENTS = 30
"""Comments on discussed issues after one sync; the next one writes the others."""
MOST_NAMES = 500
"""Meetings, and discussed issues, that are remembered."""
ZONES = timedelta(hours=14)
"""How far the begin of a day may be away from that in UTC."""


async def send_messages(
    repository: Repository, snapshot: Snapshot, plan: Plan, queue: Queue, elsewhere: Elsewhere
) -> tuple[str, ...]:
    """Write what is due, and give what was left out as sentences. No call where the config asks for neither message."""
    await _digest(repository, snapshot, plan, queue)
    return await _discussed(repository, snapshot, queue, elsewhere)


async def _digest(repository: Repository, snapshot: Snapshot, plan: Plan, queue: Queue) -> None:
    name = f"digest/{repository.id}"
    paced = await _paced(snapshot)
    near = coming(snapshot, repository.utc(), paced) or await _in_pull(repository, snapshot, paced)
    known = (await queue.recall(name)).splitlines() if near else []
    for meeting in near:
        if meeting.was_sent(known):
            continue
        comment = message(meeting, snapshot, plan, await _note_of(repository, snapshot, meeting, paced))
        if comment is None:
            log.info("no digest", repository=repository.full_name, day=str(meeting.day), reason="nothing is open")
            continue
        applied = await apply_all(repository, seen_in(snapshot), [comment])
        if applied.done:
            known += meeting.names
            await queue.remember(name, "\n".join(known[-MOST_NAMES:]))


async def _note_of(repository: Repository, snapshot: Snapshot, meeting: Coming, paced: Paced) -> int | None:
    """The open pull request in which Duly prepares the note of a meeting, apart from the one that gets the message."""
    rule = snapshot.config.next if snapshot.config else None
    # The branch has only a day in its name: on that day another series may meet too.
    if rule is None or rule.as_ == "issue" or paced(meeting.series) is None:
        return None
    pulls = await repository.own_pulls.of(branch_of(meeting.day))
    return next((pull.number for pull in pulls if pull.open and pull.number != meeting.number), None)


async def _paced(snapshot: Snapshot) -> Paced:
    """The rhythm of `next` for the series that it is about."""
    config = snapshot.config
    if config is None or config.next is None or not config.meetings.digest:
        return lambda _: None
    found, every = await asyncio.to_thread(series_for, snapshot.notes, config), config.next.every

    def paced(series: str) -> Rhythm | None:
        return None if isinstance(found, Nothing) or found.name != series else every

    return paced


async def _in_pull(repository: Repository, snapshot: Snapshot, paced: Paced) -> tuple[Coming, ...]:
    """The next meeting that is near, where an open pull request brings its note."""
    config = snapshot.config
    if config is None or not config.meetings.digest:
        return ()
    now = repository.utc()
    for pull in (await repository.pulls.open(snapshot.head.branch))[:PULLS]:
        files = () if pull.fork else candidates(await repository.pulls.changed(pull.number), config)
        for file in files[: limits.PULL_NOTES]:
            day = next_meeting(NoteFile(file.path, ""), snapshot.notes, config).meeting.date
            begin = datetime.combine(day, datetime.min.time(), now.tzinfo) if day else None
            if day is None or begin is None or begin - timedelta(hours=config.meetings.digest) - ZONES > now:
                continue
            text = await PullNotes(repository).text(file) or ""
            series = series_of(config, file.path) or ""
            start = start_of(day, pull.title, text, paced(series))
            if start.is_near(now, config.meetings.digest):
                return (Coming(day, series, pull.number, start),)
    return ()


async def _discussed(repository: Repository, snapshot: Snapshot, queue: Queue, elsewhere: Elsewhere) -> tuple[str, ...]:
    """Write the comments; the issues that are left out, with the reason. What GitHub refuses is said once and not tried again."""
    name = f"discussed/{repository.id}"
    found = discussed(snapshot, repository.utc().date())
    known = (await queue.recall(name)).split() if found else []
    targets = {one: await _target(repository, one, elsewhere) for one in found if one.name not in known}
    # What has no repository never gets a comment, so it takes no room among those that are due.
    due = [(one, target) for one, target in targets.items() if isinstance(target, Repository)][:MOST_COMMENTS]
    left_out = {one: target for one, target in targets.items() if isinstance(target, str)}
    for one, target in due:
        try:
            why = await _comment(target, one)
            known.append(one.name)
        except Unreachable as error:
            why = f"GitHub answered: {error}"
        left_out |= {one: why} if why else {}
    if due:
        await queue.remember(name, " ".join(known[-MOST_NAMES:]))
    return tuple(_left_out(one, why) for one, why in sorted(left_out.items()))


async def _target(repository: Repository, one: Discussed, elsewhere: Elsewhere) -> Repository | str:
    """The repository of the issue, or why Duly writes nothing there."""
    if not one.repository:
        return repository
    try:
        other = await elsewhere.find(one.repository)
    except (Gone, Refused, Unreachable) as error:
        return f"GitHub answered: {error}"
    if other is None:
        return "Duly is not installed there by the same account"
    if repository.ref.private and not other.ref.private:
        return "these notes are private, and that repository is not"
    return other


async def _comment(target: Repository, one: Discussed) -> str:
    """Write the comment on an issue; why it was left out, empty where it was not. The agenda may link pull requests, too."""
    try:
        issue = await target.issue(one.number)
        if issue is None:
            return await _no_issue(target, one) if one.repository else ""
        seen = Seen({issue.number: issue}, target.now())
        applied = await apply_all(target, seen, [one.comment()], ApplyOptions(is_final=is_final))
    except (Gone, Refused) as error:
        return f"GitHub answered: {error}"
    return f"GitHub answered: {applied.failure}" if applied.failure else ""


async def _no_issue(target: Repository, one: Discussed) -> str:
    there = await target.issues.conversation(one.number)
    return "it is a pull request" if there and there.pull else "there is no such issue"


def _left_out(one: Discussed, why: str) -> str:
    return f"{one.place} was on the agenda of {one.day} and gets no comment: {why}."
