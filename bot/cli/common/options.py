"""Arguments and options that several subcommands take."""

from pathlib import Path

import click

paths = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
config = click.option(
    "--config",
    "config_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A config; without it the defaults.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="JSON lines for programs.")
check = click.option("--check", is_flag=True, help="Exit 1 if problems are found.")
