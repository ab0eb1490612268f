"""The hourly catch-up: failed deliveries are asked for again, and every repository is queued for `catch_up`.

A delivery may fail, or be taken and lost with the machine. GitHub does not repeat it, and lists it for three days.
Nothing that reads notes is imported here: a server catches up before it has a job.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.github.client import GitHub
from bot.github.errors import GitHubError
from bot.github.installations import KEPT
from bot.queue.job import CatchUp, Job, Queue

log = structlog.get_logger(__name__)

OVERLAP = timedelta(minutes=10)
"""What is looked at twice, for clocks that differ and lists that lag."""
SPREAD = 1200.0
"""Seconds over which the jobs of all repositories are spread …"""
LONGEST_GAP = 1.0
"""… with at most so many between two."""
_DELIVERIES, _ASKED, _KNOWN = "deliveries seen", "deliveries asked for", "repositories"
"""Names of values that the queue keeps."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A repository to catch up on."""

    installation: int
    id: int
    full_name: str
    branch: str
    private: bool = True


async def queue_catch_ups(github: GitHub, queue: Queue, serves: Callable[[str], bool] = bool) -> None:
    """Ask for failed deliveries again, and queue a `CatchUp` for every repository that Duly may work in and `serves` names."""
    if github.app:
        await _deliver_again(github, queue)
    known = await (_installed(github) if github.app else _worked_in(queue))
    repositories = tuple(one for one in known if serves(one.full_name))
    gap = min(LONGEST_GAP, SPREAD / max(len(repositories), 1)) if len(repositories) > 1 else 0.0
    for one in repositories:
        job = Job(
            installation=one.installation,
            repository=one.id,
            full_name=one.full_name,
            branch=one.branch,
            private=one.private,
            work=CatchUp(),
            why="the hourly catch-up",
        )
        await queue.put(job)
        await asyncio.sleep(gap)
    log.info("catch-ups queued", repositories=len(repositories))


async def _deliver_again(github: GitHub, queue: Queue) -> None:
    app, now = github.app, datetime.now(UTC)
    assert app is not None
    asked = set((await queue.recall(_ASKED)).split())
    try:
        listed = await app.failed_deliveries(await seen_since(queue, _DELIVERIES, now))
        failed = [one for one in listed if str(one.id) not in asked]
        taken = await app.deliver_again(failed)
    except GitHubError as error:
        log.warning("deliveries not listed", reason=str(error))
        return
    await queue.remember(_ASKED, " ".join(str(one.id) for one in listed))
    await queue.remember(_DELIVERIES, now.isoformat())
    log.info("deliveries asked for again", failed=len(failed), taken=taken)


async def seen_since(queue: Queue, name: str, now: datetime) -> datetime:
    """When the queue kept under `name` that it was read last, less some overlap; at most three days ago."""
    earliest = now - KEPT
    try:
        seen = datetime.fromisoformat(await queue.recall(name))
    except ValueError:
        return earliest
    # A time in the future comes from a clock that was ahead, so the real one is unknown.
    return max(seen - OVERLAP, earliest) if seen <= now else earliest


async def _installed(github: GitHub) -> tuple[_Known, ...]:
    """The repositories of all installations. One that cannot be listed is left out this time."""
    found: list[_Known] = []
    assert github.app is not None
    for installation in await github.app.installations():
        try:
            listed = await github.installed_repositories(installation)
        except GitHubError as error:
            log.warning("installation not listed", installation=installation, reason=str(error))
            continue
        found += (_Known(installation, one.id, one.full_name, one.default_branch, one.private) for one in listed)
    return tuple(found)


async def _worked_in(queue: Queue) -> tuple[_Known, ...]:
    """The repositories that a server with a token has had deliveries from: GitHub has no list of them."""
    try:
        return tuple(_Known(**one) for one in json.loads(await queue.recall(_KNOWN) or "[]"))
    except (TypeError, ValueError):
        return ()


async def remember_repository(queue: Queue, job: Job) -> None:
    """Keep the repository of a job that runs with a token."""
    known = {one.id: one for one in await _worked_in(queue)}
    this = _Known(0, job.repository, job.full_name, job.branch, job.private)
    if known.get(this.id) != this:
        known[this.id] = this
        await queue.remember(_KNOWN, json.dumps([asdict(one) for one in known.values()]))
