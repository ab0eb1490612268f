"""The entry point: `duly` and its subcommands, each imported only when it runs."""

import gc
import os
import signal
from collections.abc import Mapping
from importlib import import_module

import click

from bot import __version__

SUBCOMMANDS: Mapping[str, str] = {
    "init": "Write a config made from a folder of notes, and replay its last year.",
    "items": "Show every line of notes and its item.",
    "plan": "Show what a sync would do on an empty tracker.",
    "report": "Show open work by owner and age, and what vanished.",
    "decisions": "List what meetings decided.",
    "carry": "Carry the open items into the next meeting's note.",
    "next": "Write the note of the next meeting.",
    "sync": "Bring a repository's issues in step with its notes.",
    "schema": "Print the JSON Schema of the config.",
    "action": "Do the work of one GitHub Actions run.",
    "serve": "Receive webhooks and do the work.",
    "work": "Work on what other processes receive.",
    "queue": "Show, retry or drop the jobs that wait.",
    "pause": "Let the jobs of an account or repository wait.",
    "resume": "End a pause.",
    "doctor": "Check credentials, permissions, deliveries and a repository's config.",
    "demo": "Start a local GitHub stand-in with sample notes and Duly beside it.",
}
"""Name → short help, in the order of `duly --help`. Each has a module of its name in `bot.cli` with a `command`."""


class Subcommands(click.Group):
    """A group whose subcommands are imported on use: `duly --version` and `duly --help` need none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all subcommands."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of a name, None if there is none."""
        if cmd_name not in SUBCOMMANDS:
            return None
        if cmd_name == "serve":
            # Importing the server takes a while, and until it runs there is nothing to stop.
            signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        # Imports make many objects and hardly any garbage; looking for it takes a tenth of the start.
        gc.disable()
        command: click.Command = import_module(f"bot.cli.{cmd_name}").command
        gc.enable()
        gc.freeze()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBCOMMANDS.items()))


@click.group(cls=Subcommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="duly")
def main() -> None:
    """Keep GitHub issues in step with the action items in meeting notes.

    Exit code: 0 success, 1 failure (no notes found; with --check: problems found), 2 wrong usage.
    """
