"""`duly doctor`: what is wrong with a set-up, and what to do about it."""

import asyncio
import os
import sys

import click

from bot.cli.common.environment import read_settings
from bot.jobs.examine import Finding, Grade, examine
from bot.logs.setup import set_up
from bot.settings import Settings

COLOURS = {Grade.OK: "green", Grade.WARNING: "yellow", Grade.FAILED: "red"}


@click.command("doctor")
@click.argument("repository", metavar="[OWNER/REPO]", required=False)
def command(repository: str | None) -> None:
    """Check credentials, permissions, deliveries, clock and, with OWNER/REPO, its config, people and labels.

    Reads only. The exit code is 1 where something failed.
    """
    settings = read_settings()
    # Failures are in the findings; the log is shown on request only.
    set_up(settings.log_level if "LOG_LEVEL" in os.environ else "critical", sys.stderr, settings.secrets)
    failed = asyncio.run(_show(settings, repository))
    sys.exit(1 if failed else 0)


async def _show(settings: Settings, repository: str | None) -> bool:
    """Print each finding as it comes; whether one failed."""
    failed = False
    async for finding in examine(settings, repository):
        failed |= finding.grade is Grade.FAILED
        _print(finding)
    return failed


def _print(finding: Finding) -> None:
    click.echo(f"{click.style(finding.grade.value.ljust(8), fg=COLOURS[finding.grade])}{finding.what}")
    if finding.remedy:
        click.echo(f"{' ' * 8}→ {finding.remedy}")
