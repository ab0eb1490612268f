"""Earlier states, for lists that lag behind writes. GitHub's lists do; reads by number do not."""

from collections import deque
from collections.abc import Awaitable, Callable
from copy import copy
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.github.state.records import Issue, Label, RepositoryState
from bot.sandbox.github.state.world import World

KEPT = 2000
"""The number of states kept for one repository."""


@dataclass(frozen=True, slots=True)
class _Was:
    """A repository's issues, labels and branches at `time` (seconds since 1970)."""

    time: float
    issues: dict[int, Issue]
    labels: dict[str, Label]
    refs: dict[str, str]


class Past:
    """Earlier states of all repositories."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._kept: dict[int, deque[_Was]] = {}

    def keep(self) -> None:
        """Record the current state."""
        now = self._world.clock().timestamp()
        for repo in self._world.repositories.values():
            issues = {number: _copy(issue) for number, issue in repo.issues.items()}
            was = _Was(now, issues, dict(repo.labels), dict(repo.refs))
            self._kept.setdefault(repo.id, deque(maxlen=KEPT)).append(was)

    def shown(self, seconds: float, answer: Callable[[], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
        """The result of `answer` on the state of `seconds` ago, or on the oldest recorded one."""
        until = self._world.clock().timestamp() - seconds
        present = {repo.id: (repo.issues, repo.labels, repo.refs) for repo in self._world.repositories.values()}
        try:
            for repo in self._world.repositories.values():
                self._set_back(repo, until)
            return _at_once(answer())
        finally:
            for number, (issues, labels, refs) in present.items():
                repo = self._world.repositories[number]
                repo.issues, repo.labels, repo.refs = issues, labels, refs

    def _set_back(self, repo: RepositoryState, until: float) -> None:
        kept = self._kept.get(repo.id)
        if kept:
            was = next((was for was in reversed(kept) if was.time <= until), kept[0])
            repo.issues, repo.labels, repo.refs = was.issues, was.labels, was.refs


def _copy(issue: Issue) -> Issue:
    made = copy(issue)
    made.labels, made.assignees, made.comments = [*issue.labels], [*issue.assignees], [copy(c) for c in issue.comments]
    return made


def _at_once(answer: Awaitable[web.StreamResponse]) -> web.StreamResponse:
    """The result of a coroutine that must not suspend, so that no other call sees the old state."""
    try:
        next(answer.__await__())
    except StopIteration as done:
        response: web.StreamResponse = done.value
        return response
    raise RuntimeError("a call that shows the past had to wait")
