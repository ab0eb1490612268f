"""The worker's entry: which module does a job, and what its errors mean for the queue."""

import time
from dataclasses import replace
from functools import partial
from typing import assert_never

import structlog

from bot import metrics
from bot.core.commands import SyncRequest
from bot.core.issues import marker
from bot.core.model.plan import Edit, Plan
from bot.core.model.snapshot import Snapshot
from bot.core.onboarding.asking import BRANCH
from bot.github.client import GitHub
from bot.github.errors import GitHubError, Gone, NoLongerInstalled, RateLimited, Refused
from bot.github.repository import Repository
from bot.jobs.apply import Seen, apply_all
from bot.jobs.approve_button import approve
from bot.jobs.budget import Budget
from bot.jobs.carry import withdraw
from bot.jobs.catch_up import catch_up
from bot.jobs.comment_commands import run_commands
from bot.jobs.gather import Occasion
from bot.jobs.hourly import remember_repository
from bot.jobs.meetings.elsewhere import Elsewhere
from bot.jobs.meetings.messages import send_messages
from bot.jobs.meetings.news import meeting_news, remember_labels
from bot.jobs.meetings.next_note import prepare_next
from bot.jobs.meetings.remarks import Remarks
from bot.jobs.onboard import onboard, welcome
from bot.jobs.preview import preview
from bot.jobs.proposed_text import renew_text
from bot.jobs.sync import sync
from bot.jobs.upgrade import remember, usual
from bot.jobs.write_back import write_back
from bot.queue.job import (
    ApproveHeld,
    CatchUp,
    Failed,
    Job,
    MeetingNews,
    Onboard,
    Preview,
    Queue,
    Restore,
    RunCommands,
    StepBack,
    Sync,
    Welcome,
    Window,
    Work,
    WriteBack,
    texts_of,
)

log = structlog.get_logger(__name__)


_AS_TEXT = "proposed as text"
"""The name under which the queue remembers it, with the repository's id. Losing it costs later changes of the text."""


class Dispatcher:
    """Performs the jobs of a queue."""

    def __init__(self, github: GitHub, queue: Queue, budget: Budget | None = None) -> None:
        self._github = github
        self._queue = queue
        self._budget = budget or Budget()

    async def perform(self, job: Job) -> None:
        """Do one job; raises StepBack where it has to wait, Failed where it has to be tried again."""
        pace = self._github.pace(job.installation)
        before = await self._queue.window(job.lane)
        pace.resume(before.ages, before.quiet)
        begun = time.monotonic()
        try:
            await self._perform(job)
        finally:
            await self._hand_on(job.lane, Window(*pace.window()), time.monotonic() - begun)

    async def _hand_on(self, lane: int, window: Window, seconds: float) -> None:
        """Keep the pace for the process that works for the lane next, if a job that took so many seconds changed it."""
        if not window.quiet and not any(age <= seconds for age in window.ages[-1:]):
            return
        try:
            await self._queue.hand_on(lane, window)
        except Exception as error:
            # GitHub's own limits still hold, and the job is done: without its pace nothing is lost.
            log.warning("the pace was not handed on", reason=str(error))

    async def _perform(self, job: Job) -> None:
        try:
            repository = await self._github.repository(
                job.full_name,
                installation=job.installation,
                id=job.repository,
                branch=job.branch,
                private=job.private,
            )
            repository.posts.remember_in(self._queue, texts_of(job.lane))
            if not job.installation:
                await remember_repository(self._queue, job)
            if job.begun:
                await repository.issues.find_unlisted()
            await self._do(job, repository)
        except RateLimited as limited:
            metrics.API_WAIT_SECONDS.labels("queue").inc(limited.after)
            raise StepBack(limited.after, str(limited)) from limited
        except (Gone, NoLongerInstalled) as gone:
            # Trying again would change nothing; an issue or a repository that comes back causes an event.
            log.warning("the job is dropped", repository=job.full_name, reason=str(gone))
        except GitHubError as error:
            raise Failed(f"{type(error).__name__}: {error}") from error

    async def _do(self, job: Job, repository: Repository) -> None:
        match job.work:
            case Sync() as work:
                await self._sync(job, repository, work)
            case Restore():
                await self._restore(job, repository, job.work)
            case RunCommands():
                await self._run_commands(job, repository, job.work)
            case WriteBack(issues=issues, commanded=commanded):
                if await write_back(repository, issues, commanded):
                    raise StepBack(0, "an issue changed meanwhile; looked at again")
                await self._follow(job, repository)
            case Preview(pull=pull):
                await self._preview(repository, pull)
            case Welcome() | Onboard():
                await self._onboard(job, repository, job.work)
            case CatchUp() | ApproveHeld() | MeetingNews():
                await self._look(job, repository, job.work)
            case _:
                assert_never(job.work)

    async def _look(self, job: Job, repository: Repository, work: CatchUp | ApproveHeld | MeetingNews) -> None:
        """What may lead to other jobs."""
        match work:
            case CatchUp():
                await catch_up(repository, job, self._queue)
            case ApproveHeld():
                await approve(repository, job, work, self._queue)
            case MeetingNews():
                await meeting_news(repository, job, work, self._queue)

    async def _onboard(self, job: Job, repository: Repository, work: Welcome | Onboard) -> None:
        """Propose a config; where it is posted as text it is kept in mind, so that later pushes renew it."""
        if isinstance(work, Welcome):
            at = await welcome(self._github, job.installation, work)
        else:
            at = repository.id if await onboard(repository, asked=work.asked) else 0
        if at:
            await self._queue.remember(f"{_AS_TEXT} {at}", "yes")

    async def _restore(self, job: Job, repository: Repository, work: Restore) -> None:
        if await restore(repository, work):
            # A sync may have run first, and taken the issue for a person's.
            await self._queue.put(replace(job, work=Sync(), why=f"the marker of #{work.issue} is back"))

    async def _run_commands(self, job: Job, repository: Repository, work: RunCommands) -> None:
        comments = self._budget.affordable(job.repository, work)
        if not comments:
            raise StepBack(self._budget.wait(job.repository, work), f"{work.author} has given many commands")
        if await run_commands(repository, work.of(comments), partial(self._request_sync, job)):
            await self._follow(job, repository)
        if left := [comment for comment in work.comments if comment not in comments]:
            await self._queue.put(replace(job, work=work.of(left)))

    async def _follow(self, job: Job, repository: Repository) -> None:
        """Queue a sync after what people did on GitHub, where a board shows it."""
        config = await repository.config()
        if config is not None and config.board:
            await self._queue.put(replace(job, work=Sync(), why="the board follows"))

    async def _preview(self, repository: Repository, number: int) -> None:
        pull = await preview(repository, number)
        if pull is None:
            await withdraw(repository, number)
        elif pull.branch == BRANCH and not pull.fork:
            # The text of Duly's own proposal follows the config in its branch.
            await onboard(repository)

    async def _sync(self, job: Job, repository: Repository, work: Sync) -> None:
        try:
            crowded = partial(self._queue.crowded, job.lane)
            occasion = Occasion(
                job.before, work.approved, work.notes_approved, await usual(self._queue, job.repository)
            )
            outcome = await sync(
                repository, crowded, occasion=occasion, meeting_tasks=partial(self._meeting_tasks, job, repository)
            )
        except Refused as refused:
            if not (work.approved or work.notes_approved):
                raise
            # A retry would also apply what is planned by then and was not approved, so from here on the brake holds.
            log.warning("approved, and refused by GitHub", repository=job.full_name, reason=str(refused))
            await self._queue.put(replace(job, work=Sync()))
        else:
            if outcome.snapshot.config is None and await self._queue.recall(f"{_AS_TEXT} {repository.id}"):
                await renew_text(repository)
            if any(held.passing for held in outcome.plan.held):
                raise Failed("GitHub's lists of issues disagree, so no issue was opened")
            if outcome.outdated:
                raise StepBack(0, "issues were edited meanwhile; looked at again")

    async def _meeting_tasks(self, job: Job, repository: Repository, snapshot: Snapshot, plan: Plan) -> Remarks:
        """What is done for meetings apart from the issues of their lines."""
        await remember(self._queue, job.repository, plan)
        await remember_labels(self._queue, job.repository, snapshot.config)
        prepared = await prepare_next(repository, snapshot, self._github.now())
        elsewhere = Elsewhere(self._github, job.installation)
        left_out = await send_messages(repository, snapshot, plan, self._queue, elsewhere)
        return prepared + Remarks(left_out)

    async def _request_sync(self, job: Job, request: SyncRequest) -> None:
        """Queue the sync that a command asks for."""
        approved, notes_approved = (request is each for each in (SyncRequest.APPROVED, SyncRequest.NOTES_APPROVED))
        work: Work = Sync(approved=approved, notes_approved=notes_approved)
        if request is SyncRequest.WRITE_BACK and isinstance(job.work, RunCommands):
            work = WriteBack((job.work.issue,), commanded=(job.work.issue,))
        await self._queue.put(replace(job, work=work, why=f"asked for: {job.why}"))


async def restore(repository: Repository, work: Restore) -> bool:
    """Restore a marker that a person's edit removed from an issue of Duly's; whether the issue has one now."""
    read_at = repository.now()
    issue = await repository.issue(work.issue)
    if issue is None or not await repository.trusts(issue.author):
        return False
    body = marker.with_marker(work.before, issue.body)
    if marker.is_first(issue.body) or body is None:
        return marker.read(issue.body) is not None
    edit = Edit(issue.number, "its marker was lost in an edit", body=body)
    applied = await apply_all(repository, Seen({issue.number: issue}, read_at), [edit])
    return bool(applied.done)
