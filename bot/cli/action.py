"""`duly action`: one run of a GitHub Actions workflow, in the place of a server.

It does what earlier runs missed, then what the event asks for, and writes the job summary. GitHub may cancel a run that
waits, so each run begins with the commands that have no receipt yet.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from bot.cli.common.environment import read_settings
from bot.core.reports import check_run
from bot.core.reports.changes import View
from bot.github.client import GitHub
from bot.github.errors import GitHubError
from bot.github.repository import Repository
from bot.jobs.dispatch import Dispatcher
from bot.jobs.gather import gather
from bot.jobs.preview import texts
from bot.jobs.pull_notes import TooMuch, gather_pull
from bot.logs.setup import set_up
from bot.queue.job import CatchUp, Job, Preview
from bot.queue.sqlite.queue import SqliteQueue
from bot.queue.worker import Worker
from bot.settings import Settings, SettingsError
from bot.web.events import translate
from bot.web.outcomes import Ignored, Leave
from bot.web.signature import Refusal

LONGEST = 1200.0
"""Seconds for all jobs of a run; what is left then is done by the next one."""
POLL = 0.2
DEBOUNCE = 0.5
"""Seconds that a write-back waits for others. Only this run adds jobs, and what earlier runs missed is due at once."""


@dataclass(frozen=True, slots=True)
class Run:
    """What GitHub Actions says of a run in its environment."""

    repository: str
    event: str
    payload: Mapping[str, object]
    summary: Path | None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Run":
        """Raises UsageError where this is not a workflow run."""
        try:
            repository, event, path = (environ[f"GITHUB_{name}"] for name in ("REPOSITORY", "EVENT_NAME", "EVENT_PATH"))
            payload = json.loads(Path(path).read_text(encoding="utf-8"))
        except KeyError as missing:
            raise click.UsageError(
                f"{missing.args[0]} is not set: `duly action` runs in a GitHub Actions workflow"
            ) from None
        except (OSError, ValueError) as error:
            raise click.UsageError(f"GITHUB_EVENT_PATH cannot be read: {error}") from error
        if not isinstance(payload, dict):
            raise click.UsageError("GITHUB_EVENT_PATH holds no JSON object")
        summary = environ.get("GITHUB_STEP_SUMMARY")
        return cls(repository, event, payload, Path(summary) if summary else None)


@click.command("action")
def command() -> None:
    """Sync, preview, run commands and write back in a GitHub Actions workflow, with GITHUB_TOKEN (see docs/action.md)."""
    run = Run.from_environment(os.environ)
    settings = read_settings()
    set_up(settings.log_level, sys.stdout, settings.secrets)
    try:
        with tempfile.TemporaryDirectory() as folder:
            text = asyncio.run(perform(settings, run, Path(folder)))
    except (GitHubError, SettingsError, Refusal) as error:
        raise click.ClickException(str(error)) from error
    except TimeoutError:
        raise click.ClickException(f"not finished after {LONGEST:.0f} seconds; the next run goes on") from None
    if run.summary:
        with run.summary.open("a", encoding="utf-8") as file:
            file.write(text)
    else:
        click.echo(text)


async def perform(settings: Settings, run: Run, folder: Path) -> str:
    """Do the work of a run; the Markdown of its summary. `folder` holds its queue."""
    asked = translate(run.event, run.payload)
    if isinstance(asked, Leave):
        asked = Ignored(asked.why)
    queue = SqliteQueue(folder / "duly.db", debounce=DEBOUNCE)
    async with GitHub(settings) as github:
        repository = await github.repository(run.repository)
        await queue.open()
        try:
            await _put(queue, repository, asked)
            await _work_off(queue, Dispatcher(github, queue))
        finally:
            await queue.close()
        return await _summary(repository, asked)


async def _put(queue: SqliteQueue, repository: Repository, asked: Job | Ignored) -> None:
    ref = repository.ref
    job = Job(
        # The workflow's token does the work, whatever installation the payload names.
        installation=0,
        repository=repository.id,
        full_name=ref.full_name,
        branch=ref.branch,
        private=ref.private,
        work=CatchUp(),
        why="a workflow run",
    )
    await queue.put(job)
    if isinstance(asked, Job):
        await queue.put(replace(job, work=asked.work, why=asked.why, before=asked.before))


async def _work_off(queue: SqliteQueue, dispatcher: Dispatcher) -> None:
    """Perform jobs until none is left. TimeoutError after `LONGEST` seconds."""
    worker = Worker(queue, dispatcher.perform, concurrency=1)
    working = asyncio.create_task(worker.run())
    try:
        async with asyncio.timeout(LONGEST):
            while await queue.depth():  # noqa: ASYNC110 - the queue has no event for an empty one
                await asyncio.sleep(POLL)
    finally:
        await worker.stop(grace=10)
        await working


async def _summary(repository: Repository, asked: Job | Ignored) -> str:
    """What stands open now, or what the merge of the pull request would do."""
    if isinstance(asked, Job) and isinstance(asked.work, Preview):
        try:
            proposed = await gather_pull(repository, asked.work.pull)
        except TooMuch as error:
            return f"## Duly: no preview\n\nNot previewed: {error}.\n"
        if proposed is not None:
            title, summary = texts(*proposed)
            return f"## Duly: {title}\n\n{summary}\n"
    snapshot, plan = await gather(repository)
    summary = check_run.summary(plan, View(snapshot.head))
    return f"## Duly: {check_run.headline(plan)}\n\n{summary}\n"
