"""`duly decisions`: what meetings decided."""

from pathlib import Path

import click

from bot.cli.common import local_notes, options
from bot.cli.common.permalinks import permalinks
from bot.cli.views import rows
from bot.core.reports.decisions import decisions


@click.command("decisions")
@options.paths
@options.config
@options.as_json
def command(paths: tuple[Path, ...], config_path: Path | None, as_json: bool) -> None:
    """List what the notes under PATHS record as decided: `DECISION: …`, what stands below a heading for decisions, and votes
    with their counts. Nothing is opened for them. In a clone of a repository on GitHub each has its permalink.
    """
    config = local_notes.read_config(config_path)
    notes = local_notes.read_notes(paths, config, config_path)
    found = decisions(tuple(notes.values()), config)
    links = permalinks(found, notes)
    if as_json:
        rows.print_json(rows.decision_row(one, links) for one in found)
        return
    from bot.cli.views.decisions import show_decisions

    show_decisions(found, links)
