"""The command line: `duly items`, `plan`, `sync`, `serve`."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot import __version__
from bot.core import config as config_file
from bot.core import listing, render
from bot.core.config import Config
from bot.core.model import Change, Head, NoteFile, Plan, Snapshot
from bot.core.plan import decide
from bot.github.client import GitHub
from bot.github.errors import GitHubError
from bot.logs import set_up
from bot.queue.base import Queue
from bot.queue.worker import Perform
from bot.settings import Settings, SettingsError
from bot.sync import Syncer, gather, kind_of, sync
from bot.web.server import run

NOTE_SUFFIXES = {".md", ".markdown"}

paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
config_option = click.option("--config", "config_path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="JSON lines for programs.")
check_option = click.option("--check", is_flag=True, help="Exit 1 where problems are found.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="duly")
def main() -> None:
    """Keep GitHub issues in step with the action items in meeting notes."""


@main.command()
@paths_argument
@config_option
@json_option
@check_option
def items(paths: tuple[Path, ...], config_path: Path | None, as_json: bool, check: bool) -> None:
    """Show every line of every note under PATHS and the item it belongs to."""
    rows, problems = listing.rows(_notes(paths), _config(config_path))
    if as_json:
        for row in rows:
            click.echo(json.dumps(asdict(row), ensure_ascii=False))
    else:
        _show_items(rows)
        _show_problems([str(problem) for problem in problems])
    sys.exit(1 if check and problems else 0)


@main.command()
@paths_argument
@config_option
@json_option
@check_option
@click.option("--repo", default="owner/notes", show_default=True, help="The repository that the notes are from.")
def plan(paths: tuple[Path, ...], config_path: Path | None, as_json: bool, check: bool, repo: str) -> None:
    """Show what a sync of the notes under PATHS would do on an empty tracker."""
    snapshot = Snapshot(
        head=Head(repo, "main", "HEAD", f"https://github.com/{repo}"),
        config=_config(config_path),
        notes=_notes(paths),
        issues=(),
        writer="duly[bot]",
        labels=(),
    )
    decided = decide(snapshot)
    _show_plan(decided, as_json)
    sys.exit(1 if check and decided.problems else 0)


@main.command(name="sync")
@click.argument("repository", metavar="OWNER/REPO")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@json_option
def sync_command(repository: str, dry_run: bool, as_json: bool) -> None:
    """Bring the issues of OWNER/REPO in step with its notes, with GITHUB_TOKEN or the App's credentials."""
    if repository.count("/") != 1 or repository.startswith("/") or repository.endswith("/"):
        raise click.UsageError(f"{repository!r} is not of the form OWNER/REPO")
    settings = _settings()
    set_up(settings.log_level, sys.stderr, settings.secrets)
    decided = asyncio.run(_sync(settings, repository, dry_run))
    _show_plan(decided, as_json, done=not dry_run)
    sys.exit(1 if any(problem.serious for problem in decided.problems) else 0)


async def _sync(settings: Settings, full_name: str, dry_run: bool) -> Plan:
    try:
        async with GitHub(settings) as github:
            repository = await github.repository(full_name)
            if dry_run:
                return (await gather(repository))[1]
            return (await sync(repository)).plan
    except GitHubError as error:
        raise click.ClickException(str(error)) from error


@main.command()
def serve() -> None:
    """Listen for webhooks and do the work, in one process."""
    settings = _settings()

    @asynccontextmanager
    async def performing(queue: Queue) -> AsyncIterator[Perform]:
        async with GitHub(settings) as github:
            yield Syncer(github, queue).perform

    sys.exit(run(settings, performing))


def _settings() -> Settings:
    try:
        return Settings.from_environment(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def _config(path: Path | None) -> Config:
    """The config file named, or the defaults; its mistakes end the command with their lines."""
    if path is None:
        return Config()
    config, problems = config_file.load(path.read_text(encoding="utf-8", errors="replace"), str(path))
    if config is None:
        raise click.ClickException("\n".join(str(problem) for problem in problems))
    return config


def _notes(paths: Sequence[Path]) -> tuple[NoteFile, ...]:
    files = sorted({file for path in paths for file in _files(path)})
    console = Console(stderr=True)
    shown = track(files, "Reading notes", console=console, transient=True, disable=not console.is_terminal)
    return tuple(NoteFile(str(file), file.read_text(encoding="utf-8", errors="replace")) for file in shown)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for file in path.rglob("*"):
        if file.suffix.lower() in NOTE_SUFFIXES and file.is_file():
            yield file


def _show_items(rows: Sequence[listing.Row]) -> None:
    table = Table("", "item", "owners", "kind", "where", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        box = "[ ]" if row.open else "[x]"
        table.add_row(
            box if row.checkbox else " • ", row.text, ", ".join(row.owners), row.kind, f"{row.path}:{row.line}"
        )
    Console(markup=False).print(table)
    work = {row.item for row in rows if row.open and row.kind != "agenda"}
    click.echo(f"{len(rows)} lines, {len(work)} open items")


def _show_problems(problems: Sequence[str]) -> None:
    for problem in problems:
        click.echo(problem, err=True)


def _show_plan(plan: Plan, as_json: bool, *, done: bool = False) -> None:
    if as_json:
        for row in _plan_rows(plan):
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    console = Console(markup=False)
    table = Table("change", "why", box=None, header_style="bold", pad_edge=False)
    for change in plan.changes:
        table.add_row(render.describe(change), change.why)
    if plan.changes:
        console.print(table)
    for held in plan.held:
        console.print(held.message, style="yellow")
    _show_problems([str(problem) for problem in plan.problems])
    click.echo(f"{'Done' if done else 'Would be done'}: {render.headline(plan)}")


def _plan_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """One JSON object a line: changes, then what is held, then problems."""
    for change in plan.changes:
        yield _change_row(change)
    for held in plan.held:
        yield from ({**_change_row(change), "held": held.message} for change in held.changes)
    for problem in plan.problems:
        yield {"problem": problem.message, "path": problem.path, "line": problem.line, "column": problem.column}


def _change_row(change: Change) -> dict[str, Any]:
    return {"change": kind_of(change), **{key: value for key, value in asdict(change).items() if value is not None}}
