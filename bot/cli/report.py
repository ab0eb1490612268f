"""`duly report`: figures of a folder of notes."""

from pathlib import Path

import click

from bot.cli.common import local_notes, options, terminal
from bot.cli.views import rows
from bot.cli.views.report import show_report
from bot.core.issues.decide import decide
from bot.core.reports.statistics import statistics


@click.command("report")
@options.paths
@options.config
@options.as_json
def command(paths: tuple[Path, ...], config_path: Path | None, as_json: bool) -> None:
    """Show figures of the notes under PATHS (files or folders): what each owner has open and since when, what is carried
    longest, what has no owner, and what vanished without a tick.
    """
    config = local_notes.read_config(config_path)
    notes = local_notes.read_notes(paths, config, config_path)
    with terminal.status("Counting"):
        found = statistics(decide(local_notes.empty_tracker(notes.values(), config)))
    if as_json:
        rows.print_json(rows.report_rows(found))
    else:
        show_report(found)
