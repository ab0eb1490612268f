"""The one place that applies changes, and that handles changes that GitHub does not accept.

| what happens | what is done |
|---|---|
| the issue is gone (deleted, transferred) | logged and left out; the next sync decides anew |
| GitHub refuses this one change | logged and kept as refused; the others are applied |
| GitHub refuses for another reason | `Refused` is raised: the job fails and is tried again |
| issues are switched off | nothing more is applied |
| somebody edited the issue since it was read | left out and kept as outdated; the caller decides anew from what it is now |
| others wait for the same installation | `StepBack` is raised after some writes |
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from http import HTTPStatus

import structlog

from bot import metrics
from bot.core.model.issues import Issue
from bot.core.model.plan import Attach, Change, Close, Comment, CreateLabel, Edit, Open, Reopen, kind_of
from bot.core.model.questions import Answers, LabelNames
from bot.core.model.snapshot import Snapshot
from bot.core.reports.changes import describe
from bot.github.errors import GitHubError, Gone, IssuesDisabled, Overtaken, Refused
from bot.github.repository import Repository
from bot.queue.job import StepBack

log = structlog.get_logger(__name__)

FRESH = 1.0
"""Seconds for which an issue counts as unchanged after it was read. Before a later write it is read again."""

PASSES = 3
"""How often changes are decided anew because an issue was edited; then the rest waits for the next sync."""

WRITES_IN_A_ROW = 20
"""After so many writes a job lets others of its installation go first."""

Done = tuple[tuple[Change, Issue | None], ...]
"""Each applied change with the issue it left behind; None for a label or a comment."""

Crowded = Callable[[], Awaitable[bool]]
"""Whether others wait for the same installation."""

IsFinal = Callable[[Refused], bool]
"""Whether a refusal is about one change alone and would be the same at the next try."""


class Status(StrEnum):
    """How a change ended."""

    APPLIED = "applied"
    GONE = "gone"
    REFUSED = "refused"
    DISABLED = "disabled"
    OUTDATED = "outdated"
    SKIPPED = "skipped"
    """It reports a change that was not applied."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one change: the issue after it, or the error that stopped it."""

    change: Change
    status: Status
    issue: Issue | None = None
    error: GitHubError | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The results of changes, in the order of applying. Those after the one that ended it are missing."""

    results: tuple[Result, ...] = ()

    @property
    def done(self) -> Done:
        """The changes that were applied."""
        return tuple((one.change, one.issue) for one in self.results if one.status is Status.APPLIED)

    @property
    def refusals(self) -> tuple[Refused, ...]:
        """Why single changes were refused."""
        return tuple(one.error for one in self.results if isinstance(one.error, Refused))

    @property
    def disabled(self) -> IssuesDisabled | None:
        """Set where the repository's issues are switched off."""
        return next((one.error for one in self.results if isinstance(one.error, IssuesDisabled)), None)

    @property
    def failure(self) -> GitHubError | None:
        """The first error; None where all was applied."""
        return next((one.error for one in self.results if one.error), None)

    @property
    def outdated(self) -> frozenset[int]:
        """The issues of which changes were left out because somebody had edited them."""
        return frozenset(one.issue.number for one in self.results if one.status is Status.OUTDATED and one.issue)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every issue that was written or read again, as it is by now."""
        return tuple({one.issue.number: one.issue for one in self.results if one.issue}.values())

    def __add__(self, other: "Applied") -> "Applied":
        """Both, one after the other."""
        return Applied((*self.results, *other.results))


def concerns_one_change(refused: Refused) -> bool:
    """A 422 is about the values of one change; anything else may be otherwise at the next try."""
    return refused.status == HTTPStatus.UNPROCESSABLE_ENTITY


def is_final(refused: Refused) -> bool:
    """All but a 404: a missing issue is Gone, so a 404 here comes from a server that does not have the issue yet."""
    return refused.status != HTTPStatus.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Seen:
    """Issues by number, and when they were read (`Repository.now`)."""

    issues: Mapping[int, Issue]
    at: float


def seen_in(snapshot: Snapshot) -> Seen:
    """The issues of a snapshot."""
    return Seen(snapshot.known_issues, snapshot.read_at)


def with_done(snapshot: Snapshot, applied: Applied) -> Snapshot:
    """The snapshot as changes left it, with the issues that were found edited as they are by now."""
    made = tuple(change.name for change, _ in applied.done if isinstance(change, CreateLabel))
    issues = {issue.number: issue for issue in (*snapshot.issues, *applied.issues)}
    answers = snapshot.answers
    if LabelNames() in answers:
        answers |= Answers({LabelNames(): (*snapshot.label_names, *made)})
    return replace(snapshot, issues=tuple(issues[number] for number in sorted(issues)), answers=answers)


async def never_crowded() -> bool:
    """Where there is no queue."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyOptions:
    """How changes are applied. `fresh` as FRESH."""

    crowded: Crowded = never_crowded
    is_final: IsFinal = concerns_one_change
    fresh: float = FRESH
    together: bool = False
    """The changes are one act: the first that is not applied ends it."""


async def apply_all(
    repository: Repository, seen: Seen, changes: Iterable[Change], options: ApplyOptions = ApplyOptions()
) -> Applied:
    """Apply changes that were decided from `seen`, one after the other. See the table above for what raises."""
    return await Applier(repository, seen, options).apply(changes)


class Applier:
    """Applies changes to issues as they were `seen`, and as earlier changes left them. Each is read again once at most."""

    def __init__(self, repository: Repository, seen: Seen, options: ApplyOptions = ApplyOptions()) -> None:
        self._repository = repository
        self._options = options
        self._known = {number: (issue, seen.at) for number, issue in seen.issues.items()}
        self._edited: dict[int, Issue] = {}
        self._written = 0

    async def apply(self, changes: Iterable[Change]) -> Applied:
        """Apply changes one after the other. What was found outdated before counts as decided anew from what it is now."""
        self._edited.clear()
        results: list[Result] = []
        unclosed: set[int] = set()
        for change in changes:
            if self._written and self._written % WRITES_IN_A_ROW == 0 and await self._options.crowded():
                raise StepBack(0, f"{self._written} writes done, others wait")
            # A comment may report a close that did not happen, and would be taken for a sign that it did.
            skipped = isinstance(change, Comment) and change.number in unclosed
            result = Result(change, Status.SKIPPED) if skipped else await self._result(change)
            results.append(result)
            _log(self._repository, result)
            if result.status is Status.APPLIED:
                self._written += 1
                continue
            if isinstance(change, Close):
                unclosed.add(change.number)
            if result.status is Status.DISABLED or self._options.together:
                break
        return Applied(tuple(results))

    async def _result(self, change: Change) -> Result:
        try:
            issue = await self._repository.apply(change, await self._before(change))
        except Overtaken as overtaken:
            self._edited[overtaken.live.number] = overtaken.live
            self._remember(overtaken.live)
            return Result(change, Status.OUTDATED, overtaken.live)
        except Gone as gone:
            return Result(change, Status.GONE, error=gone)
        except IssuesDisabled as disabled:
            return Result(change, Status.DISABLED, error=disabled)
        except Refused as refused:
            if not self._options.is_final(refused):
                raise
            return Result(change, Status.REFUSED, error=refused)
        if issue:
            self._remember(issue)
        return Result(change, Status.APPLIED, issue)

    async def _before(self, change: Change) -> Issue | None:
        """The issue that `change` writes to, as it was decided from; Overtaken where it is not that any more, Gone where it is gone."""
        if not isinstance(change, Edit | Close | Reopen | Attach) or change.number not in self._known:
            return None
        if change.number in self._edited:
            raise Overtaken(self._edited[change.number])
        # The pace may ask for a pause: the look comes after it.
        await self._repository.until_free()
        issue, at = self._known[change.number]
        if self._repository.now() - at <= self._options.fresh:
            return issue
        live = await self._repository.issue(change.number)
        if live is None:
            raise Gone(change.number)
        if not live.same_as(issue):
            raise Overtaken(live)
        return live

    def _remember(self, issue: Issue) -> None:
        self._known[issue.number] = (issue, self._repository.now())


def _log(repository: Repository, result: Result) -> None:
    change, issue = result.change, result.issue
    metrics.CHANGES.labels(kind_of(change), result.status.value).inc()
    if result.status is Status.APPLIED:
        _count(change)
        log.info(
            "applied",
            repository=repository.full_name,
            change=kind_of(change),
            number=issue.number if issue else getattr(change, "number", None),
            **repository.loggable(title=issue.title if issue else getattr(change, "name", ""), reason=change.why),
        )
    elif result.status is Status.OUTDATED:
        log.info("edited meanwhile", repository=repository.full_name, **_what(repository, change))
    else:
        outcome, reason = result.status.value, str(result.error or "it reports a change that was not applied")
        what = _what(repository, change)
        log.warning("not applied", repository=repository.full_name, outcome=outcome, **what, reason=reason)


def _what(repository: Repository, change: Change) -> dict[str, object]:
    """A change for a log line."""
    number = getattr(change, "number", None)
    return repository.loggable(change=describe(change)) or {"change": kind_of(change), "number": number}


def _count(change: Change) -> None:
    match change:
        case Open():
            metrics.ISSUES_OPENED.inc()
        case Close():
            metrics.ISSUES_CLOSED.inc()
