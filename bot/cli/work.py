"""`duly work`: a worker beside others, on the Postgres that the web processes use."""

import sys

import click

import bot.cli.common.lean  # noqa: F401
from bot.cli.common.environment import read_settings
from bot.cli.common.performing import performing
from bot.settings import Role
from bot.web.server import run


@click.command("work")
def command() -> None:
    """Work on jobs that `duly serve --no-work` receives. Any number of workers share them. Needs Postgres."""
    sys.exit(run(read_settings(), performing, Role(receives=False)))
