"""One repository: a snapshot of what a decision needs, and its changes applied."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import PurePosixPath

from cachetools import TTLCache
from yarl import URL

from bot.core.config.load import load
from bot.core.config.problem import Problem
from bot.core.config.schema import PATH, PATHS, Config
from bot.core.config.selection import config_path, not_read
from bot.core.issues.board.marker import divided
from bot.core.model.issues import Head, Issue
from bot.core.model.plan import Change
from bot.core.model.questions import Questions
from bot.core.model.snapshot import Snapshot
from bot.core.text.encoding import text_of
from bot.github.answers import Answering, Sources, writers_of
from bot.github.apply import Changes
from bot.github.assignees import Assignees
from bot.github.checks import CheckRun, Checks
from bot.github.comments import Comments
from bot.github.errors import Refused
from bot.github.git.branches import Branches
from bot.github.git.commits import Amended, Contents, D, Revise
from bot.github.git.default_branch import DefaultBranch
from bot.github.git.files import NOTE_LIMIT, Files, Paths, Store
from bot.github.git.own_pulls import OwnPulls
from bot.github.git.proposed import Proposed
from bot.github.git.pulls import Pulls
from bot.github.issues import Issues
from bot.github.meetings.meeting_issues import IssueMeetings
from bot.github.meetings.note_files import NoteFiles
from bot.github.meetings.posts import Posts
from bot.github.onboarding import Onboarding
from bot.github.own_issues import OwnIssues
from bot.github.receipts import Receipts
from bot.github.roles import Roles
from bot.github.transport.api import Api, RepositoryRef

CONFIG_KEPT = 600.0
"""Seconds for which a config that was read counts as current where the notes are not read anyway. A push that changes it
syncs, and so reads it anew; where several processes share the work, it may be another one that does."""


class Repository:
    """A repository that Duly works in. It is kept between jobs, so that what was read saves calls; its name may change."""

    def __init__(
        self, api: Api, repo: RepositoryRef, *, web: str, writer: Callable[[], Awaitable[str]], store: Store
    ) -> None:
        self._api = api
        self.ref = repo
        self.writer = writer
        """The login that Duly writes as."""
        self._default_branch = DefaultBranch(api, repo, web)
        self._files = Files(api, repo, store)
        self.issues = Issues(api, repo)
        self._assignees = Assignees(api, repo)
        self._comments = Comments(api, repo)
        self._answering = Answering(api, repo, Sources(self._files, self.issues, self._assignees, self._comments))
        self._changes = Changes(api, repo, self.issues, self._assignees, self._comments)
        self.checks = Checks(api, repo)
        self._contents = Contents(api, repo)
        self.pulls = Pulls(api, repo)
        self.receipts = Receipts(api, repo)
        self.roles = Roles(api, repo)
        self._meetings = IssueMeetings(api, repo, (self._files, self.issues, self.roles), writer)
        self.posts = Posts(api, repo, self.issues)
        self.branches = Branches(api, repo, self._contents)
        self.own_pulls = OwnPulls(api, repo, self.branches)
        self.own_issues = OwnIssues(api, repo, self.issues)
        self.onboarding = Onboarding(self._files, self.branches, self.own_pulls, self.own_issues)
        self._config_kept: TTLCache[None, Config | None] = TTLCache(1, CONFIG_KEPT, timer=api.time.monotonic)

    @property
    def id(self) -> int:
        """GitHub's id of the repository, which stays when its name changes."""
        assert self._api.repository is not None
        return self._api.repository

    @property
    def api(self) -> URL:
        """The address of GitHub's API."""
        return URL(self._api.base_url)

    @property
    def full_name(self) -> str:
        """`owner/name` as it is now."""
        return self.ref.full_name

    def loggable(self, **words: object) -> dict[str, object]:
        """Words from notes and issues for a log line; none where the repository is private: others may read the log."""
        return {} if self.ref.private else words

    async def snapshot(self, previous_tip: str = "", proposed: Proposed | None = None) -> Snapshot:
        """The head of the default branch, its config and notes, and the issues of Duly's writers.

        Without a config, or with a broken one, nothing more is read: `config` is None, and `problems` has the mistakes.
        `previous_tip` is a commit that a push led away from: while the branch still shows it, the tip is read again for a while.
        With `proposed` notes and config are as they would be after the merge of a pull request.
        """
        head = await self._default_branch.head_after(previous_tip)
        today = datetime.now(UTC).date()
        nothing = Snapshot(head=head, config=None, notes=(), issues=(), writer=await self.writer(), today=today)
        if not head.commit:
            return nothing
        paths = await self._files.paths(head.commit)
        path, config, problems = await self._config(head.commit, paths, proposed)
        if proposed is None:
            self._config_kept[None] = config
        known = replace(nothing, config=config, config_path=path, problems=problems)
        return (
            known if config is None else await self._with_issues(await self._with_notes(known, config, paths, proposed))
        )

    async def _with_notes(self, known: Snapshot, config: Config, paths: Paths, proposed: Proposed | None) -> Snapshot:
        """The snapshot with the notes in files and in issues, and with what was not read."""
        head, files = known.head, {file.path for file in paths.files}
        found = await NoteFiles(self._files, head.commit, paths).notes(config) + await self._meetings.notes(config)
        notes = found.notes
        if proposed is not None:
            notes, files = proposed.over(notes, config), proposed.paths(files)
            head = replace(head, commit=proposed.commit)
        unmatched, too_large = not_read(files, {note.path for note in notes}, config)
        problems = known.problems + found.problems
        known = replace(known, head=head, notes=notes, problems=problems, no_meetings=found.no_meetings)
        return replace(known, unmatched=unmatched, too_large=too_large)

    async def _with_issues(self, known: Snapshot) -> Snapshot:
        """The snapshot with the issues of Duly's writers; without notes where issues are switched off, so that nothing is planned."""
        read_at = self.now()
        opened = await self._opened(writers_of(known))
        if opened is None:
            why = "issues are switched off in the repository's settings, so nothing is done"
            return replace(known, notes=(), problems=(*known.problems, _problem(known.config_path, why)))
        issues, boards = divided(opened)
        return replace(known, issues=issues, boards=boards, read_at=read_at)

    async def head(self) -> Head:
        """The tip of the default branch as GitHub shows it now; `commit` is empty where the repository is."""
        return await self._default_branch.head()

    async def command_snapshot(self, number: int | None) -> Snapshot:
        """A snapshot for a command: the config and the issue of that number, no notes.

        Without a config, or with a broken one, `config` is None.
        """
        head = await self.head()
        nothing = Snapshot(head=head, config=None, notes=(), issues=(), writer=await self.writer())
        if not head.commit:
            return nothing
        path, config, problems = await self._config(head.commit, await self._files.paths(head.commit))
        nothing = replace(nothing, config_path=path)
        if config is None:
            return replace(nothing, problems=problems)
        read_at = self.now()
        issue = await self.issues.one(number) if number else None
        return replace(nothing, config=config, issues=(issue,) if issue else (), read_at=read_at)

    async def answer(self, snapshot: Snapshot, questions: Questions) -> Snapshot:
        """The snapshot with the answers to `questions`."""
        return snapshot.answered(await self._answering.answers(snapshot, questions))

    async def config(self) -> Config | None:
        """The config as it was lately; no call where it was read in the last minutes. None where there is none, or a broken one."""
        if None not in self._config_kept:
            head = await self.head()
            paths = await self._files.paths(head.commit) if head.commit else None
            self._config_kept[None] = (await self._config(head.commit, paths))[1] if paths else None
        return self._config_kept.get(None)

    async def has_config(self) -> bool:
        """Whether the default branch has a config. One call, which reads no tree."""
        folders = {str(PurePosixPath(path).parent) for path in PATHS}
        found = [await self._contents.listed(folder, self.ref.branch) for folder in sorted(folders)]
        return any(path in paths for paths in found for path in PATHS)

    async def apply(self, change: Change, before: Issue | None = None) -> Issue | None:
        """Do one change; the issue as it came back (some labels and assignees may be missing), None for a label or comment.

        `before` as in `Changes.apply`. Raises Gone where its issue is not there any more, Overtaken, IssuesDisabled, RateLimited.
        """
        return await self._changes.apply(change, await self.writer(), before)

    async def issue(self, number: int) -> Issue | None:
        """The issue as it is now; None where the number is no issue of this repository.

        It is remembered: the next snapshot shows it so, whatever a list that lags shows.
        """
        return await self.issues.now(number)

    def utc(self) -> datetime:
        """The time of day."""
        return datetime.fromtimestamp(self._api.time.now(), UTC)

    def now(self) -> float:
        """The seconds that `Snapshot.read_at` counts."""
        return self._api.time.monotonic()

    async def until_free(self) -> None:
        """Wait until the pace lets a write go out. Raises RateLimited where that takes too long."""
        await self._api.until_free()

    async def trusts(self, author: str) -> bool:
        """Whether markers in issues by `author` count: the writer, or one of the config's `trusted_writers`."""
        if author.lower() == (await self.writer()).lower():
            return True
        head = await self.head()
        config = (await self._config(head.commit, await self._files.paths(head.commit)))[1] if head.commit else None
        return config is not None and author.lower() in config.trusted_writers

    def remember(self, text: str) -> None:
        """Keep an earlier text of a post, by which a line that was reworded in it is known again."""
        self._files.remember(text)

    async def blob(self, sha: str, most: int) -> str | None:
        """The text of a note by its blob's SHA, also of one in a fork; None where it has more than `most` bytes."""
        content = await self._files.blob(sha, most)
        return None if content is None else text_of(content)

    async def amend(self, path: str, branch: str, revise: Revise[D]) -> Amended[D] | None:
        """Let `revise` have the text of a file at the tip of `branch`, and commit what it makes of it; see `Contents.amend`."""
        return await self._contents.amend(path, branch, revise)

    async def report(self, run: CheckRun) -> bool:
        """Make a completed check run named Duly; False where that is not allowed. The first 50 problems are annotated."""
        return await self.checks.report(run, await self.writer())

    async def has_report(self, commit: str) -> bool:
        """Whether the commit has Duly's check run already, or may not have one."""
        return await self.checks.has_report(commit, await self.writer())

    async def _config(
        self, commit: str, paths: Paths, proposed: Proposed | None = None
    ) -> tuple[str, Config | None, tuple[Problem, ...]]:
        """Where the config is, or should be, and what it says."""
        changed = proposed or Proposed(commit)
        files = {file.path: file for file in paths.files if file.path not in changed.removed}
        path, problems = config_path({*files, *changed.texts})
        if path is None:
            return PATH, None, problems
        if path in changed.texts:
            return path, *load(changed.texts[path], path)
        if files[path].size > NOTE_LIMIT:
            return path, None, (_problem(path, f"has {files[path].size:,} bytes; a config is a page of YAML"),)
        contents = await self._files.contents(commit, paths, (files[path],))
        return path, *load(text_of(contents[path]), path)

    async def _opened(self, writers: frozenset[str]) -> tuple[Issue, ...] | None:
        """Issues by `writers`; None where the repository has no issues at all."""
        try:
            return await self.issues.by(writers)
        except Refused as refused:
            if refused.status == HTTPStatus.GONE:
                return None
            raise


def _problem(path: str, message: str) -> Problem:
    return Problem(path, 0, message, serious=True)
