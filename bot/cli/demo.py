"""`duly demo`: what `make run` starts, from any installation."""

import os
import sys

import click


@click.command(
    "demo",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Start a local GitHub stand-in with sample notes and Duly beside it. Takes the options of `python -m bot.sandbox`."""
    sys.stdout.flush()
    # The process becomes the sandbox, so signals reach it directly. Nothing of it is imported here.
    os.execv(sys.executable, [sys.executable, "-m", "bot.sandbox", *arguments])  # noqa: S606 - no shell, own arguments
