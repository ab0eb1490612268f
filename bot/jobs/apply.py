"""The one place that applies changes, and that knows what to do where GitHub does not take one.

| what happens | what is done |
|---|---|
| the issue is gone (deleted, transferred) | logged and left out; the next sync decides anew |
| GitHub refuses this one change | logged and kept as refused; the others are applied |
| GitHub refuses for another reason | `Refused` is raised: the job fails and is tried again |
| issues are switched off | nothing more is applied |
| somebody edited the issue meanwhile | left out and kept as outdated; the caller decides anew |
| others wait for the same installation | `StepBack` is raised after some writes |
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

import structlog

from bot.core.model.issues import Issue
from bot.core.model.plan import Change, Close, Comment, kind_of
from bot.core.reports import check_run
from bot.github.errors import GitHubError, Gone, IssuesDisabled, Refused
from bot.github.repository import Repository
from bot.queue.job import StepBack

log = structlog.get_logger(__name__)

WRITES_BEFORE_A_LOOK = 10
"""After so many writes, at one a second, what was gathered is old enough for people to have written meanwhile."""

WRITES_IN_A_ROW = 20
"""After so many writes a job lets others of its installation go first."""

Done = tuple[tuple[Change, Issue | None], ...]
"""Each applied change with the issue it left behind; None for a label or a comment."""

Crowded = Callable[[], Awaitable[bool]]
"""Whether others wait for the same installation."""

IsFinal = Callable[[Refused], bool]
"""Whether a refusal is about one change alone and would be the same at the next try."""


class Status(StrEnum):
    """What became of a change."""

    APPLIED = "applied"
    GONE = "gone"
    REFUSED = "refused"
    DISABLED = "disabled"
    OUTDATED = "outdated"
    SKIPPED = "skipped"
    """It reports a change that was not applied."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one change: the issue it left behind, or the error that stopped it."""

    change: Change
    status: Status
    issue: Issue | None = None
    error: GitHubError | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of changes, in the order of applying. Those after the one that ended it are missing."""

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
    def outdated(self) -> bool:
        """Whether a change was left out because somebody had edited its issue."""
        return any(one.status is Status.OUTDATED for one in self.results)

    def __add__(self, other: "Applied") -> "Applied":
        """Both, one after the other."""
        return Applied((*self.results, *other.results))


def concerns_one_change(refused: Refused) -> bool:
    """A 422 is about the values of one change; anything else may be otherwise at the next try."""
    return refused.status == HTTPStatus.UNPROCESSABLE_ENTITY


def is_final(refused: Refused) -> bool:
    """All but a 404: an issue that is not there is Gone, so that server does not know it yet, and will."""
    return refused.status != HTTPStatus.NOT_FOUND


async def never_crowded() -> bool:
    """Where there is no queue."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How changes are applied. `look_after`: writes after which an issue is compared with the snapshot before it is edited."""

    crowded: Crowded = never_crowded
    is_final: IsFinal = concerns_one_change
    look_after: int = WRITES_BEFORE_A_LOOK
    together: bool = False
    """The changes are one act: the first that is not applied ends it."""


async def apply_all(
    repository: Repository, seen: Mapping[int, Issue], changes: Iterable[Change], manner: Manner = Manner()
) -> Applied:
    """Apply changes one after the other. `seen` are the issues, by number, that they were decided from.

    See the table above for what raises.
    """
    results: list[Result] = []
    unclosed: set[int] = set()
    written = 0
    for change in changes:
        if written and written % WRITES_IN_A_ROW == 0 and await manner.crowded():
            raise StepBack(0, f"{written} writes done, others wait")
        if isinstance(change, Comment) and change.number in unclosed:
            # It reports a close that did not happen, and would be taken for a sign that it did.
            results.append(Result(change, Status.SKIPPED))
            continue
        if written >= manner.look_after and await repository.moved_on(seen, change):
            result = Result(change, Status.OUTDATED)
        else:
            result = await _apply(repository, change, manner.is_final)
        results.append(result)
        _log(repository, result)
        written += result.status is Status.APPLIED
        if result.status is Status.REFUSED and isinstance(change, Close):
            unclosed.add(change.number)
        if result.status is Status.DISABLED or (manner.together and result.status is not Status.APPLIED):
            break
    return Applied(tuple(results))


async def _apply(repository: Repository, change: Change, is_final: IsFinal) -> Result:
    try:
        return Result(change, Status.APPLIED, await repository.apply(change))
    except Gone as gone:
        return Result(change, Status.GONE, error=gone)
    except IssuesDisabled as disabled:
        return Result(change, Status.DISABLED, error=disabled)
    except Refused as refused:
        if not is_final(refused):
            raise
        return Result(change, Status.REFUSED, error=refused)


def _log(repository: Repository, result: Result) -> None:
    change, issue = result.change, result.issue
    if result.status is Status.APPLIED:
        log.info(
            "applied",
            repository=repository.full_name,
            change=kind_of(change),
            number=issue.number if issue else getattr(change, "number", None),
            title=issue.title if issue else getattr(change, "name", ""),
            why=change.why,
        )
    elif result.status is Status.OUTDATED:
        log.info("edited meanwhile", repository=repository.full_name, change=check_run.describe(change))
    else:
        reason = str(result.error)
        log.warning(
            result.status.value, repository=repository.full_name, change=check_run.describe(change), reason=reason
        )
