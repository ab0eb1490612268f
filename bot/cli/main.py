"""The command line: `duly items`, `plan`, `report`, `carry`, `sync`, `serve`."""

import asyncio
import json
import os
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bot import __version__
from bot.cli import output as terminal
from bot.cli import report_view as figures
from bot.cli.next_note import NextNote, next_note
from bot.core.carry.next_note import carry
from bot.core.config import schema as config_file
from bot.core.config.schema import Config, selects
from bot.core.issues.decide import decide
from bot.core.model.issues import Head, Issue
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Change, Plan
from bot.core.model.questions import Answers, ForeignIssues, LabelNames
from bot.core.model.snapshot import Snapshot
from bot.core.notes.parse import read_signs
from bot.core.reports import listing
from bot.core.reports.explain import explained, readings
from bot.core.reports.listing import Listed
from bot.core.reports.statistics import report
from bot.core.text.plural import counted
from bot.github.client import GitHub
from bot.github.errors import GitHubError
from bot.github.files import text_of
from bot.jobs.apply import kind_of
from bot.jobs.dispatch import Syncer
from bot.jobs.gather import gather
from bot.jobs.sync import Outcome, sync
from bot.logs import set_up
from bot.queue.job import Queue
from bot.queue.worker import Perform
from bot.settings import Settings, SettingsError
from bot.web.app import run

NOTE_SUFFIXES = {".md", ".markdown"}
Applied = Sequence[tuple[Change, Issue | None]]

paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A duly.yml; without it the defaults.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON lines for programs.")
check_option = click.option("--check", is_flag=True, help="Exit 1 where problems are found.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="duly")
def main() -> None:
    """Keep GitHub issues in step with the action items in meeting notes.

    Exit code 0 is done, 1 failed (with --check: problems found), 2 wrong usage.
    """


@main.command(short_help="Show every line of notes and its item.")
@paths_argument
@config_option
@json_option
@check_option
@click.option("--explain", is_flag=True, help="Show the notes with the reading of each line in the margin.")
def items(paths: tuple[Path, ...], config_path: Path | None, as_json: bool, check: bool, explain: bool) -> None:
    """Show every line of every note under PATHS (files or folders) and the item it belongs to.

    With --explain the notes themselves are shown, each line with what it is taken for, the rule that decided, and the key of
    the config that would change it; with --json too the rows say so in further keys.
    """
    config = _config(config_path)
    notes = _notes(paths, config, config_path)
    with terminal.thinking("Tracing items"):
        found, problems = listing.listed(notes.values(), config)
    given = {note.path: str(path) for path, note in notes.items()}
    lines = [replace(each, row=replace(each.row, path=given[each.row.path])) for each in found]
    if as_json:
        _print_json(asdict(each.row) | (explained(each, config) if explain else {}) for each in lines)
    elif explain:
        _explain(notes, lines, config)
    else:
        terminal.show_items(lines)
    if not as_json:
        terminal.show_problems([replace(problem, path=given[problem.path]) for problem in problems])
    sys.exit(1 if check and problems else 0)


def _explain(notes: Mapping[Path, NoteFile], lines: Sequence[Listed], config: Config) -> None:
    """Each note with its reading in the margin, one after the other."""
    by_note: dict[str, list[Listed]] = defaultdict(list)
    for each in lines:
        by_note[each.line.path].append(each)
    for path, note in sorted(notes.items(), key=lambda pair: pair[1].path):
        page = readings(note.text, read_signs(note.path, note.text), by_note[note.path], config)
        terminal.show_page(str(path), page)
    terminal.show_sum(lines)


@main.command(name="plan", short_help="Show what a sync would do on an empty tracker.")
@paths_argument
@config_option
@json_option
@check_option
@click.option("--repo", default="owner/notes", show_default=True, help="The repository that the notes are from.")
def plan_command(paths: tuple[Path, ...], config_path: Path | None, as_json: bool, check: bool, repo: str) -> None:
    """Show what a sync of the notes under PATHS (files or folders) would do on an empty tracker."""
    config = _config(config_path)
    snapshot = _empty_tracker(_notes(paths, config, config_path).values(), config, repo)
    with terminal.thinking("Deciding"):
        plan = decide(snapshot)
    if as_json:
        _print_json(_plan_rows(plan))
    else:
        terminal.show_plan(plan)
    sys.exit(1 if check and plan.problems else 0)


@main.command(name="report", short_help="Show whose work is open and how old, and what vanished.")
@paths_argument
@config_option
@json_option
def report_command(paths: tuple[Path, ...], config_path: Path | None, as_json: bool) -> None:
    """Show figures of the notes under PATHS (files or folders): what each owner has open and since when, what is carried
    longest, what nobody owns, and what vanished without a tick.
    """
    config = _config(config_path)
    snapshot = _empty_tracker(_notes(paths, config, config_path).values(), config, "owner/notes")
    with terminal.thinking("Counting"):
        found = report(decide(snapshot))
    if as_json:
        _print_json(figures.rows(found))
    else:
        terminal.show_report(found)


@main.command(name="carry", short_help="Carry the open items into the next meeting's note.")
@paths_argument
@config_option
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The next note, which is rewritten or made; - reads it from a pipe and prints it.",
)
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="Carry from the note of this date.")
def carry_command(paths: tuple[Path, ...], config_path: Path | None, into: Path | None, since: datetime | None) -> None:
    """Carry the open items of the notes under PATHS (files or folders) into the next meeting's note.

    Without --into the block is printed. What was done is told on stderr.
    """
    config = _config(config_path)
    note = _next_note(into)
    known = {
        file: read for file, read in _notes(paths, config, config_path).items() if not into or not _same(file, into)
    }
    target = NoteFile(_in_repository([into], _root(config_path))[into] if into else "", note.text)
    with terminal.thinking("Carrying"):
        carried = carry(_empty_tracker(known.values(), config), target, since=since.date() if since else None)
    if since and not carried.source:
        raise click.ClickException(carried.summary)
    if into is None:
        click.echo(carried.block, nl=False)
    else:
        _write(note, carried.text)
    terminal.say(carried.summary)


def _next_note(path: Path | None) -> NextNote:
    try:
        return next_note(path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}") from error


def _write(note: NextNote, text: str) -> None:
    try:
        note.write(text)
    except UnicodeEncodeError as error:
        signs = error.object[error.start : error.end]
        raise click.ClickException(f"{note.path} is in Latin-1, which has no {signs!r}; store it as UTF-8") from error
    except OSError as error:
        raise click.ClickException(f"{note.path} cannot be written: {error.strerror}") from error


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


@main.command(name="sync", short_help="Bring a repository's issues in step with its notes.")
@click.argument("repository", metavar="OWNER/REPO")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@json_option
def sync_command(repository: str, dry_run: bool, as_json: bool) -> None:
    """Bring the issues of OWNER/REPO in step with its notes, with GITHUB_TOKEN or the App's credentials."""
    if repository.count("/") != 1 or repository.startswith("/") or repository.endswith("/"):
        raise click.UsageError(f"{repository!r} is not of the form OWNER/REPO")
    settings = _settings()
    # On a terminal a progress bar tells how it goes; a log between its lines would tear it.
    torn = sys.stderr.isatty() and "LOG_LEVEL" not in os.environ
    set_up("warning" if torn else settings.log_level, sys.stderr, settings.secrets)
    outcome = asyncio.run(_sync(settings, repository, dry_run))
    if as_json:
        _print_json(_plan_rows(outcome.plan, outcome.applied))
    else:
        terminal.show_plan(outcome.plan, done=not dry_run)
    sys.exit(1 if any(problem.serious for problem in outcome.plan.problems) else 0)


async def _sync(settings: Settings, full_name: str, dry_run: bool) -> Outcome:
    try:
        async with GitHub(settings) as github:
            with terminal.thinking(f"Reading {full_name}") as thinking:
                repository = await github.repository(full_name)
                if dry_run:
                    return Outcome(*await gather(repository), applied=())

                def watched(changes: Sequence[Change]) -> Iterable[Change]:
                    thinking.stop()
                    return terminal.progress(changes, "Applying")

                return await sync(repository, watched=watched)
    except (GitHubError, SettingsError) as error:
        raise click.ClickException(str(error)) from error


@main.command(short_help="Listen for webhooks and do the work.")
def serve() -> None:
    """Listen for webhooks and do the work, in one process. Its settings come from the environment (see docs/operating.md)."""
    settings = _settings()

    @asynccontextmanager
    async def performing(queue: Queue) -> AsyncIterator[Perform]:
        async with GitHub(settings) as github:
            yield Syncer(github, queue).perform

    sys.exit(run(settings, performing))


def _empty_tracker(notes: Iterable[NoteFile], config: Config, repo: str = "owner/notes") -> Snapshot:
    return Snapshot(
        head=Head(repo, "main", "HEAD", f"https://github.com/{repo}"),
        config=config,
        notes=tuple(notes),
        issues=(),
        writer="duly[bot]",
        answers=Answers({LabelNames(): (), ForeignIssues(): ()}),
    )


def _settings() -> Settings:
    try:
        return Settings.from_environment(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def _config(path: Path | None) -> Config:
    """The config file named, or the defaults; its mistakes end the command, one line each as compilers write them."""
    if path is None:
        return Config()
    config, problems = config_file.load(text_of(_content(path)), str(path))
    if config is None:
        terminal.show_problems(problems)
        sys.exit(1)
    return config


def _notes(paths: Sequence[Path], config: Config, config_path: Path | None) -> dict[Path, NoteFile]:
    """File as given → the note, whose path is the one in its repository as far as that is known."""
    files = sorted({file for path in paths for file in _files(path)})
    places = _in_repository(files, _root(config_path))
    chosen = [file for file in files if selects(config, places[file]) is not None]
    if not chosen:
        found = counted(len(files), "Markdown file")
        terminal.say(f"no note among {found}" + (" (hidden ones are none)" if files else ""))
    shown = terminal.progress(chosen, "Reading notes")
    return {file: NoteFile(places[file], text_of(_content(file))) for file in shown}


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for file in path.rglob("*"):
        if file.suffix.lower() in NOTE_SUFFIXES and file.is_file():
            yield file


def _root(config_path: Path | None) -> Path | None:
    """The folder that a config's globs start from, where the config stands in its place in a repository."""
    if config_path is None or config_path.resolve().parent.name != ".github":
        return None
    return config_path.resolve().parent.parent


def _in_repository(files: Sequence[Path], root: Path | None) -> dict[Path, str]:
    """File as given → its path in its repository; where that is not known, as given without the way up to it."""
    places = {file: _place(file, root or _checkout(file)) for file in files}
    # Two files must not become one.
    return places if len(set(places.values())) == len(files) else {file: file.as_posix() for file in files}


def _place(file: Path, root: Path | None) -> str:
    whole = file.resolve()
    if root and whole.is_relative_to(root):
        return whole.relative_to(root).as_posix()
    return file.anchor + "/".join(part for part in file.parts if part not in {"..", file.anchor})


def _checkout(file: Path) -> Path | None:
    """The root of the git checkout that a file lies in."""
    return next((folder for folder in file.resolve().parents if (folder / ".git").exists()), None)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}") from error


def _print_json(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def _plan_rows(plan: Plan, applied: Applied = ()) -> Iterator[dict[str, Any]]:
    """One JSON object a line: changes (with `url` where they were made), then what is held, then problems."""
    made = {id(change): issue for change, issue in applied}
    for change in plan.changes:
        issue = made.get(id(change))
        yield _change_row(change) | ({"number": issue.number, "url": issue.url} if issue else {})
    for held in plan.held:
        yield from ({**_change_row(change), "held": held.message} for change in held.changes)
    for problem in plan.problems:
        yield {"problem": problem.message, "path": problem.path, "line": problem.line, "column": problem.column}


def _change_row(change: Change) -> dict[str, Any]:
    return {"change": kind_of(change), **{key: value for key, value in asdict(change).items() if value is not None}}
