"""`duly plan`: what a sync would do on an empty tracker."""

import sys
from pathlib import Path

import click

from bot.cli.common import local_notes, options, terminal
from bot.cli.views import rows
from bot.cli.views.plan import show_joins, show_plan
from bot.core.issues.decide import decide
from bot.core.reports import listing
from bot.core.reports.account import obstacle


@click.command("plan")
@options.paths
@options.config
@options.as_json
@options.check
@click.option("--repo", default="owner/notes", show_default=True, help="The repository that the notes are from.")
@click.option("--explain", is_flag=True, help="Show why reworded lines are one piece of work or two.")
def command(  # noqa: PLR0913, PLR0917 - options
    paths: tuple[Path, ...], config_path: Path | None, as_json: bool, check: bool, repo: str, explain: bool
) -> None:
    """Show what a sync of the notes under PATHS (files or folders) would do on an empty tracker.

    With --explain also which line each line was joined with in other words, which likest line it was not joined with, and the
    evidence with its weights.
    """
    config = local_notes.read_config(config_path)
    found = local_notes.find_notes(paths, config, config_path)
    with terminal.status("Deciding"):
        plan = decide(found.empty_tracker(config, repo))
        joins = listing.joins_of(found.notes.values(), config) if explain else {}
    if plan.account and (reason := obstacle(plan.account)):
        terminal.say(reason)
    if as_json:
        rows.print_json((*rows.plan_rows(plan), *rows.join_rows(plan, joins)))
    else:
        show_plan(plan)
        show_joins(plan, joins)
    dated = plan.account and plan.account.files.notes
    sys.exit(1 if not dated or (check and plan.problems) else 0)
