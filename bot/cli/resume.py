"""`duly resume`: the end of `duly pause`."""

import click

from bot.cli.common.queue_access import repository_or_account, with_queue


@click.command("resume")
@click.argument("name", metavar="OWNER[/REPO]", callback=repository_or_account)
def command(name: str) -> None:
    """Do the jobs of OWNER or OWNER/REPO again after `duly pause`."""
    if not with_queue(lambda admin: admin.resume(name)):
        raise click.ClickException(f"{name} is not paused; `duly queue` shows what is")
    click.echo(f"{name} is resumed")
