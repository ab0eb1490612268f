"""`duly report`: figures of a folder of notes."""

from pathlib import Path

import click

from bot.cli.common import local_notes, options, terminal
from bot.cli.common.permalinks import permalinks
from bot.cli.views import rows
from bot.cli.views.report import show_report
from bot.core.issues.decide import decide
from bot.core.items.traced import traced
from bot.core.reports.decisions import decisions
from bot.core.reports.history import history
from bot.core.reports.statistics import statistics


@click.command("report")
@options.paths
@options.config
@options.as_json
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write an HTML page instead.")
def command(paths: tuple[Path, ...], config_path: Path | None, as_json: bool, output: Path | None) -> None:
    """Show figures of the notes under PATHS (files or folders): what each owner has open and since when, what is carried
    longest, what has no owner, what vanished without a tick, and what was decided. With -o they become one HTML file with
    charts, which loads nothing and can be sent or published as it is.
    """
    if as_json and output:
        raise click.UsageError("--json prints rows, -o writes a page: give one of them")
    config = local_notes.read_config(config_path)
    notes = local_notes.read_notes(paths, config, config_path)
    snapshot = local_notes.empty_tracker(notes.values(), config)
    with terminal.status("Counting"):
        plan = decide(snapshot)
        found = statistics(plan)
        decided = decisions(snapshot.notes, config)
        links = permalinks(decided, notes)
    if output:
        from bot.cli.views.report_page import Figures, report_page

        read = traced(snapshot.notes, config)
        name = ", ".join(path.resolve().name for path in paths)
        past = history(read.items, read.courses)
        page = report_page(name, Figures(found, past, decided, links), plan.account, config)
        _write(output, page)
    elif as_json:
        rows.print_json(rows.report_rows(found, decided, links))
    else:
        show_report(found, decided, links)


def _write(output: Path, page: str) -> None:
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    terminal.say(f"{output} written")
