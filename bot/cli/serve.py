"""`duly serve`: the server, with its worker in the same process or without."""

import sys

import click

import bot.cli.common.lean  # noqa: F401
from bot.cli.common.environment import read_settings
from bot.cli.common.performing import performing
from bot.settings import Role
from bot.web.server import run


@click.command("serve")
@click.option("--no-work", is_flag=True, help="Receive only; `duly work` does the work. Needs Postgres.")
def command(no_work: bool) -> None:
    """Receive webhooks and do the work, in one process. Its settings come from the environment (see docs/operating.md)."""
    sys.exit(run(read_settings(), performing, Role(works=not no_work)))
