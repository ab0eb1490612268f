"""`duly init`: a config made from a folder of notes, and the last year of these notes as Duly would have run it."""

from pathlib import Path

import click

from bot.cli.common import local_notes, terminal
from bot.core.config.schema import PATH, Config
from bot.core.issues.decide import decide
from bot.core.items.series.notes import meetings, read_notes
from bot.core.onboarding.proposal import as_yaml, propose
from bot.core.onboarding.replay import replay
from bot.core.onboarding.surroundings import is_looked_at, surroundings
from bot.core.onboarding.text import Prospect, for_terminal, whole_text


@click.command("init")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print the config instead of writing it.")
def command(folder: Path, dry_run: bool) -> None:
    """Write `.github/duly.yml` for the notes in FOLDER (a clone of their repository), made from what they show, and print
    their last year as Duly would have run it. A config that is there already is kept.
    """
    config = Config()
    target = folder / PATH
    if target.exists() and not dry_run:
        raise click.ClickException(f"{target} is there already; `duly plan {folder}` shows what it does")
    files = tuple(local_notes.read_notes([folder], config, target).values())
    with terminal.status("Reading the notes"):
        notes = read_notes(files, config)
        snapshot = local_notes.empty_tracker(files, config)
        plan = decide(snapshot)
        past = replay([tracked.item for tracked in plan.items], meetings(notes, config), config)
    around = surroundings(local_notes.read_matching(folder, is_looked_at))
    text = as_yaml(propose(note for found in notes.values() for note in found))
    if dry_run:
        click.echo(text)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        click.echo(f"Wrote {target}.\n")
    click.echo(for_terminal([whole_text(Prospect(past, plan, snapshot.head, around, snapshot.writer))]))
