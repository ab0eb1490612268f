"""Check runs: the plan beside the commit."""

from dataclasses import asdict, dataclass
from http import HTTPStatus

from cachetools import LRUCache

from bot.core import limits
from bot.core.config.problem import Problem
from bot.core.reports.approve_button import Button
from bot.github.errors import Refused
from bot.github.payloads.pulls import CheckRunPayload, CheckRuns
from bot.github.transport.api import Api, RepositoryRef
from bot.github.transport.retry import sure

NAME = "Duly"
FORBIDDEN = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What is said of a commit: `conclusion` is `success`, `neutral` or `failure`, `summary` is Markdown."""

    commit: str
    conclusion: str
    title: str
    summary: str
    annotations: tuple[Problem, ...] = ()
    button: Button | None = None
    waiting: str = ""
    """What people are asked for, by which a report with other news is known."""

    def payload(self) -> dict[str, object]:
        """The request. What stands in no file is in the summary only: GitHub takes no annotation without a path."""
        placed = [problem for problem in self.annotations if problem.path and not problem.path.startswith("#")]
        actions = {"actions": [asdict(self.button)]} if self.button else {}
        return actions | {
            "name": NAME,
            "head_sha": self.commit,
            "status": "completed",
            "conclusion": self.conclusion,
            "output": {
                "title": self.title,
                "summary": self.summary.encode()[: limits.SUMMARY].decode(errors="ignore"),
                "annotations": [_annotation(problem) for problem in placed[: limits.ANNOTATIONS]],
            },
        }


class Checks:
    """The check runs of one repository."""

    def __init__(self, api: Api, repo: RepositoryRef) -> None:
        self._api = api
        self._repo = repo
        self._sleep = api.time.sleep
        self._reported: LRUCache[str, bool] = LRUCache(1000)
        self._waiting: LRUCache[str, str] = LRUCache(1000)
        """Commit → what was waiting there at the last look."""

    async def report(self, run: CheckRun, writer: str) -> bool:
        """Make a new check run; False where that is not allowed (no `checks: write`)."""
        url = f"{self._repo.base}/check-runs"
        try:
            await sure(
                lambda: self._api.send(CheckRunPayload, "POST", url, run.payload()),
                lambda: self._find(run.commit, writer),
                self._sleep,
            )
        except Refused as refused:
            if refused.status not in FORBIDDEN:
                raise
            self._reported[run.commit] = False
            return False
        self._reported[run.commit] = True
        self._waiting[run.commit] = run.waiting
        return True

    def has_other_news(self, commit: str, waiting: str) -> bool:
        """Whether something else waits for people than at the last look at this commit; False where there was none."""
        known, self._waiting[commit] = self._waiting.get(commit, waiting), waiting
        return known != waiting

    async def has_report(self, commit: str, writer: str) -> bool:
        """Whether the commit was reported on, or may not be; asks GitHub only where this process has no record."""
        if commit in self._reported:
            return True
        try:
            found = await self._find(commit, writer) is not None
        except Refused as refused:
            if refused.status not in FORBIDDEN:
                raise
            return False
        if found:
            self._reported[commit] = True
        return found

    async def _find(self, commit: str, writer: str) -> CheckRunPayload | None:
        url = f"{self._repo.base}/commits/{commit}/check-runs?check_name={NAME}"
        runs = (await self._api.get(CheckRuns, url)).check_runs
        return next((run for run in runs if run.status == "completed" and _made_by(run, writer)), None)


def _made_by(run: CheckRunPayload, writer: str) -> bool:
    return run.name == NAME and (run.app is None or f"{run.app.slug}[bot]" == writer)


def _annotation(problem: Problem) -> dict[str, str | int]:
    line = max(problem.line, 1)
    return {
        "path": problem.path,
        "start_line": line,
        "end_line": line,
        "annotation_level": "failure" if problem.serious else "warning",
        "message": problem.message,
    }
