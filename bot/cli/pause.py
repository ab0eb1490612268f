"""`duly pause`: the jobs of an account or repository wait until `duly resume`."""

import click

from bot.cli.common.queue_access import repository_or_account, with_queue


@click.command("pause")
@click.argument("name", metavar="OWNER[/REPO]", callback=repository_or_account)
def command(name: str) -> None:
    """Let the jobs of OWNER or OWNER/REPO wait until `duly resume`. Deliveries are still taken; a job that runs goes on."""
    with_queue(lambda admin: admin.pause(name))
    click.echo(f"{name} is paused; `duly resume {name}` ends it")
