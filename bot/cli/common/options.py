"""Arguments and options that several subcommands take."""

from pathlib import Path

import click

from bot.cli.common import terminal
from bot.core.config.schema import PATHS


def _of_the_notes(context: click.Context, _parameter: click.Parameter, given: Path | None) -> Path | None:
    """The config that is given, else that of the repository which all the paths are in; it is named on stderr."""
    # An option that is not given is looked at after the arguments.
    named = context.params.get("folder")
    paths: tuple[Path, ...] = context.params.get("paths") or ((named,) if named else ())
    found = {_config_above(path) for path in paths}
    if given or len(found) != 1 or (config := found.pop()) is None:
        return given
    terminal.say(f"config: {config}")
    return config


def _config_above(path: Path) -> Path | None:
    """The config in a folder or in one above, up to the root of the checkout."""
    for folder in (path, *path.resolve().parents):
        found = next((folder / name for name in PATHS if (folder / name).is_file()), None)
        if found or (folder / ".git").exists():
            return found
    return None


paths = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
config = click.option(
    "--config",
    "config_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    callback=_of_the_notes,
    help="A config. Default: that of the repository which the notes are in.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="JSON lines for programs.")
check = click.option("--check", is_flag=True, help="Exit 1 if problems are found.")
