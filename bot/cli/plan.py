"""`duly plan`: what a sync would do on an empty tracker."""

import sys
from pathlib import Path

import click

from bot.cli.common import local_notes, options, terminal
from bot.cli.views import rows
from bot.cli.views.plan import show_plan
from bot.core.issues.decide import decide
from bot.core.reports.account import obstacle


@click.command("plan")
@options.paths
@options.config
@options.as_json
@options.check
@click.option("--repo", default="owner/notes", show_default=True, help="The repository that the notes are from.")
def command(paths: tuple[Path, ...], config_path: Path | None, as_json: bool, check: bool, repo: str) -> None:
    """Show what a sync of the notes under PATHS (files or folders) would do on an empty tracker."""
    config = local_notes.read_config(config_path)
    found = local_notes.find_notes(paths, config, config_path)
    with terminal.status("Deciding"):
        plan = decide(found.empty_tracker(config, repo))
    if plan.account and (reason := obstacle(plan.account)):
        terminal.say(reason)
    if as_json:
        rows.print_json(rows.plan_rows(plan))
    else:
        show_plan(plan)
    sys.exit(1 if not found.notes or (check and plan.problems) else 0)
