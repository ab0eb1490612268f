"""`duly sync`: one sync of a repository on GitHub."""

import asyncio
import os
import sys
from collections.abc import Iterable, Sequence

import click

from bot.cli.common import options, terminal
from bot.cli.common.environment import read_settings
from bot.cli.views import rows
from bot.cli.views.plan import show_plan
from bot.core.model.plan import Change
from bot.github.client import GitHub
from bot.github.errors import GitHubError
from bot.jobs.gather import Occasion, gather
from bot.jobs.sync import SyncResult, sync
from bot.logs.setup import set_up
from bot.settings import Settings, SettingsError


@click.command("sync")
@click.argument("repository", metavar="OWNER/REPO")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--approve", is_flag=True, help="Do what is held too, this once, as after the comment `/approve`.")
@options.as_json
def command(repository: str, dry_run: bool, approve: bool, as_json: bool) -> None:
    """Bring the issues of OWNER/REPO in step with its notes, with GITHUB_TOKEN or the App's credentials."""
    if repository.count("/") != 1 or repository.startswith("/") or repository.endswith("/"):
        raise click.UsageError(f"{repository!r} is not of the form OWNER/REPO")
    settings = read_settings()
    # On a terminal a progress bar shows the state; log lines would break it.
    quiet = sys.stderr.isatty() and "LOG_LEVEL" not in os.environ
    set_up("warning" if quiet else settings.log_level, sys.stderr, settings.secrets)
    result = asyncio.run(_sync(settings, repository, Occasion(approved=approve), dry_run=dry_run))
    if as_json:
        rows.print_json(rows.plan_rows(result.plan, result.applied))
    else:
        show_plan(result.plan, done=not dry_run)
    sys.exit(1 if any(problem.serious for problem in result.plan.problems) else 0)


async def _sync(settings: Settings, full_name: str, occasion: Occasion, *, dry_run: bool) -> SyncResult:
    try:
        async with GitHub(settings) as github:
            with terminal.status(f"Reading {full_name}") as stop:
                repository = await github.repository(full_name)
                if dry_run:
                    return SyncResult(*await gather(repository, occasion), applied=())

                def watched(changes: Sequence[Change]) -> Iterable[Change]:
                    stop()
                    return terminal.progress(changes, "Applying")

                return await sync(repository, watched=watched, occasion=occasion)
    except (GitHubError, SettingsError) as error:
        raise click.ClickException(str(error)) from error
