"""The issue of the next meeting: opened once in time, and kept current until the meeting begins."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime

import structlog

from bot.core import limits
from bot.core.model.issues import Issue
from bot.core.model.meeting import Post
from bot.core.model.notes import NoteFile
from bot.core.model.snapshot import Snapshot
from bot.core.upcoming import in_issue
from bot.core.upcoming.kept import NOTHING_WRITTEN, kept
from bot.core.upcoming.note import Nothing, Preparing, Series, occurrence_of, series_for
from bot.core.upcoming.schedule import MOST_SKIPPED
from bot.github.errors import Unwritable
from bot.github.git.commits import Draft
from bot.github.repository import Repository
from bot.jobs.carry import raised_for
from bot.jobs.gather import gather
from bot.jobs.meetings.remarks import Remarks, no_note
from bot.jobs.unmerged import unmerged_before

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Due:
    """The meeting to prepare, and its issue where there is one."""

    series: Series
    day: date
    issue: Issue | None


async def prepare_next_issue(repository: Repository, known: Snapshot, now: datetime) -> Remarks:
    """Open the next meeting's issue where it is time, or bring it up to date; why there is none. A second run writes nothing."""
    assert known.config is not None
    due = await _due(repository, known, now)
    if isinstance(due, Nothing):
        return no_note(repository, due.why, known.config_path if due.wrong else "")
    snapshot, _ = await gather(repository)
    note = NoteFile(f"#{due.issue.number}.md" if due.issue else "next.md", "")
    preparing = await _preparing(repository, snapshot, due, note)
    try:
        if due.issue is None:
            await _open(repository, preparing, note)
        else:
            await _bring_up_to_date(repository, preparing, due.issue, note)
    except Unwritable as refusal:
        return no_note(repository, refusal.said, known.config_path)
    return Remarks()


async def _due(repository: Repository, known: Snapshot, now: datetime) -> _Due | Nothing:
    """The meeting that is due. One whose issue people closed is skipped, and one that has a file is not made again.

    An issue that people opened for it is filled. The title says of which day it is by now.
    """
    assert known.config is not None and known.config.next is not None
    series = await asyncio.to_thread(series_for, known.notes, known.config)
    if isinstance(series, Nothing):
        return series
    writer = await repository.writer()
    skipped: list[date] = []
    while len(skipped) < MOST_SKIPPED:
        found = occurrence_of(known.config.next, series.days, now, skipped)
        if isinstance(found, Nothing):
            return found
        issue = await repository.own_issues.find(in_issue.marker(found.day), writer)
        if issue is None and found.there:
            theirs = await _theirs(repository, known, series, found.there)
            if isinstance(theirs, Nothing):
                return theirs
            issue = theirs
        if issue is None or issue.open:
            return _Due(series, in_issue.day_of(known.config, issue.title, found.noted) if issue else found.day, issue)
        skipped.append(found.day)
    return Nothing("the last meetings were all skipped")


async def _theirs(repository: Repository, known: Snapshot, series: Series, day: date) -> Issue | Nothing:
    """The issue that people opened for the meeting of a day; why it is not filled."""
    paths = {meeting.path for meeting in series.meetings if meeting.date == day}
    posts = [note.post for note in known.notes if note.path in paths and note.post and not note.post.comment]
    if not posts:
        return Nothing(f"the meeting on {day} has its note: `/carry` fills it")
    post = posts[0]
    issue = await repository.issue(post.number)
    if issue is None:
        return Nothing(f"the issue of the meeting on {day} is gone")
    if not post.writable and issue.open:
        return Nothing(
            f"a program writes #{post.number}, the issue of the meeting on {day}: `/carry` there adds a comment"
        )
    return issue


async def _preparing(repository: Repository, snapshot: Snapshot, due: _Due, note: NoteFile) -> Preparing:
    assert snapshot.config is not None and snapshot.config.next is not None
    others = tuple(
        note
        for note in snapshot.notes
        if due.issue is None or note.post is None or note.post.number != due.issue.number
    )
    unmerged = await unmerged_before(repository, snapshot, note)
    _, raised = await raised_for(repository, snapshot, note)
    label = snapshot.config.next.agenda_label
    topics = await repository.issues.labelled(label) if label else ()
    return Preparing(
        unmerged.over(replace(snapshot, notes=others)),
        due.series,
        due.day,
        raised,
        tuple(one for one in topics if one not in raised and not _is_meeting(one, snapshot)),
    )


def _is_meeting(issue: Issue, snapshot: Snapshot) -> bool:
    return issue.number in snapshot.meeting_issues or in_issue.is_next(issue.body)


async def _open(repository: Repository, preparing: Preparing, note: NoteFile) -> None:
    form = await asyncio.to_thread(preparing.form)
    carried = await asyncio.to_thread(preparing.filled, replace(note, text=form))
    mine = NOTHING_WRITTEN.with_version("", carried.text)
    body = in_issue.joined(preparing.day, carried.text, mine)
    if len(body) > limits.BODY:
        raise Unwritable("", "its text is too long for an issue")
    title, labels = in_issue.title(preparing.config, preparing.day), in_issue.labels(preparing.config)
    found_by = in_issue.marker(preparing.day), await repository.writer()
    issue = await repository.own_issues.open(title, body, labels, found_by)
    log.info("next meeting's issue opened", repository=repository.full_name, issue=issue.number)


async def _bring_up_to_date(repository: Repository, preparing: Preparing, issue: Issue, note: NoteFile) -> None:
    def revise(body: str) -> Draft:
        text, mine = in_issue.parted(body)
        wanted = kept(text, preparing.filled(replace(note, text=text), mine).text, mine)
        if wanted == text:
            return Draft(body, "")
        day = in_issue.marked_day(body) or preparing.day
        return Draft(in_issue.joined(day, wanted, mine.with_version(text, wanted)), "")

    post = Post(number=issue.number, date=preparing.day, url=issue.url, label="")
    amended = await repository.posts.amend(post, note.path, revise)
    written = bool(amended and amended.written)
    log.info("next meeting's issue kept", repository=repository.full_name, issue=issue.number, written=written)
