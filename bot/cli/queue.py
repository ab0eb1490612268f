"""`duly queue`: what waits in the queue, and what to do with it."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from bot.cli.common import options
from bot.cli.common.queue_access import with_queue
from bot.core.text.plural import be, counted
from bot.queue.admin import Admin, ListedJob, is_paused


@click.group("queue", invoke_without_command=True)
@options.as_json
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Show the jobs that wait or run: since when, when the next try is, and why the last one failed."""
    if context.invoked_subcommand is not None:
        return
    jobs, paused = with_queue(_look)
    if as_json:
        for job in jobs:
            click.echo(json.dumps(asdict(job)))
        return
    from bot.cli.views.queue import show_queue

    show_queue(jobs, paused)


WHICH = click.argument("which", metavar="JOB|OWNER[/REPO]...", nargs=-1, required=True)


@command.command()
@WHICH
def retry(which: Sequence[str]) -> None:
    """Make jobs due now, as if they had never failed. JOB is a number of the list."""
    click.echo(f"{counted(with_queue(lambda admin: _retry(admin, which)), 'job')} due now")


@command.command()
@WHICH
def drop(which: Sequence[str]) -> None:
    """Delete jobs that wait. The next sync of a repository does what a dropped sync would have done; commands are lost."""
    click.echo(f"{counted(with_queue(lambda admin: _drop(admin, which)), 'job')} deleted")


async def _look(admin: Admin) -> tuple[Sequence[ListedJob], Sequence[str]]:
    return await admin.jobs(), await admin.paused()


async def _retry(admin: Admin, which: Sequence[str]) -> int:
    return await admin.retry(_selected(await admin.jobs(), which))


async def _drop(admin: Admin, which: Sequence[str]) -> int:
    return await admin.drop(_selected(await admin.jobs(), which))


def _selected(jobs: Sequence[ListedJob], which: Sequence[str]) -> list[int]:
    """The ids of the jobs that are named; what names none, or one that runs, ends the subcommand with nothing done."""
    found: dict[int, ListedJob] = {}
    for name in which:
        named = [
            job
            for job in jobs
            if (job.id == int(name) if name.isdecimal() else is_paused(job.repository, {name.lower()}))
        ]
        if not named:
            raise click.ClickException(f"no job of {name!r} is in the queue; `duly queue` lists them")
        found |= {job.id: job for job in named}
    running = [str(id_) for id_, job in found.items() if job.running]
    if len(running) == len(found):
        raise click.ClickException(
            f"{counted(len(running), 'job')} ({', '.join(running)}) {be(len(running))} at work now; nothing was changed"
        )
    return [id_ for id_, job in found.items() if not job.running]
