"""`python -m bot.sandbox.fleet`: three workers and two web processes on one scratch Postgres. `make run-many` starts it."""

import asyncio
import json
import signal
from contextlib import AsyncExitStack, suppress
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.core.config.schema import PATH as CONFIG
from bot.sandbox.demo.community import sample
from bot.sandbox.fleet.balancer import balancing
from bot.sandbox.fleet.postgres import ScratchPostgres, programs
from bot.sandbox.fleet.processes import Fleet, Member
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository

SHOWN = {"delivery", "synced", "listening", "stopped", "the worker of a lane is dead; another one takes over"}
"""Events of the log that are printed."""


@click.command()
@click.option("--workers", default=3, show_default=True)
@click.option("--webs", default=2, show_default=True)
@click.option("--communities", default=6, show_default=True, help="Repositories, each of an installation of its own.")
@click.option("--rounds", type=int, help="Stop after so many pushes. Default: go on until Ctrl-C.")
def main(workers: int, webs: int, communities: int, rounds: int | None) -> None:
    """Start a local GitHub stand-in, Postgres, and many processes of Duly; push notes, and print who does what."""
    bin = programs()
    if bin is None:
        raise click.ClickException("no Postgres found: install Debian's postgresql, or the dev group of pyproject.toml")
    postgres = ScratchPostgres(bin, durable=True)
    postgres.start()
    try:
        with TemporaryDirectory(prefix="duly-fleet-") as folder:
            asyncio.run(_run(postgres.url(), Path(folder), (workers, webs, communities), rounds))
    finally:
        postgres.stop()


async def _run(database_url: str, folder: Path, counts: tuple[int, int, int], rounds: int | None) -> None:
    workers, webs, communities = counts
    task = asyncio.current_task()
    assert task is not None
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, task.cancel)
    sandbox = Sandbox()
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(sandbox.serve())
        fleet = Fleet(sandbox.app, api, database_url, folder)
        stack.push_async_callback(fleet.stop)
        fleet.add("web", webs)
        fleet.add("work", workers)
        for member in fleet.members.values():
            await fleet.start(member)
        watching = asyncio.create_task(_show(fleet))
        stack.callback(watching.cancel)
        for member in fleet.having("web"):
            await fleet.ready(member)
        click.echo(f"GitHub stand-in {api} · Postgres {database_url}")
        for member in fleet.members.values():
            click.echo(f"  {member.name}  pid {member.running.pid}  log {member.logs[-1]}")
        click.echo("Kill one of them: the others go on, and take over what it did after half a minute.\n")
        sandbox.webhook_url = await stack.enter_async_context(
            balancing(lambda: [one.url for one in fleet.having("web")])
        )
        with suppress(asyncio.CancelledError):
            await _push_on(sandbox, communities, rounds)


async def _push_on(sandbox: Sandbox, communities: int, rounds: int | None) -> None:
    """Push the sample's notes to one repository after the other."""
    community = sample()
    people = dict.fromkeys(sorted(community.people), "write")
    repositories = [
        sandbox.create_repository(f"harbour-{n}/notes", collaborators=people, files={CONFIG: community.config})
        for n in range(1, communities + 1)
    ]
    for number, (path, text) in enumerate(islice(cycle(community.notes), rounds)):
        for repository in repositories:
            await _push(repository, path, f"{text}\n<!-- {number} -->\n")
        await sandbox.settled()
        await asyncio.sleep(2)
    while rounds and not all(map(_is_synced, repositories)):  # noqa: ASYNC110 other processes do it
        await asyncio.sleep(0.2)


def _is_synced(repository: Repository) -> bool:
    return repository.head in {run.head_sha for run in repository.checks}


async def _push(repository: Repository, path: str, text: str) -> None:
    repository.push({path: text}, message=f"Notes: {path}")
    await asyncio.sleep(0.1)


async def _show(fleet: Fleet) -> None:
    """Print what the processes log, as they log it."""
    read = dict.fromkeys(fleet.members, 0)
    while True:
        for member in fleet.members.values():
            with member.logs[-1].open("rb") as log:
                log.seek(read[member.name])
                for line in log:
                    if line.endswith(b"\n"):
                        read[member.name] += len(line)
                        _print(member, line)
        await asyncio.sleep(0.2)


def _print(member: Member, raw: bytes) -> None:
    try:
        line = json.loads(raw)
    except ValueError:
        click.echo(f"{member.name:8} {raw.decode(errors='replace').rstrip()}")
        return
    unused = line.get("event") == "delivery" and line.get("outcome") != "queued"
    if (line.get("event") in SHOWN and not unused) or line.get("level") in ("warning", "error"):
        said = {key: line[key] for key in ("repository", "outcome", "did", "lane", "reason") if line.get(key)}
        click.echo(f"{member.name:8} {line['event']}  " + "  ".join(f"{key}={value}" for key, value in said.items()))


if __name__ == "__main__":
    main()
