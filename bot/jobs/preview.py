"""The preview of a pull request: what its merge would do, as a check run on its head. Reads only, so forks have it too."""

import asyncio
from collections.abc import Iterable

import structlog

from bot.core import limits
from bot.core.carry.pull_request import Changed, Pull
from bot.core.config.globs import readable
from bot.core.config.problem import Problem
from bot.core.config.schema import PATHS
from bot.core.items.series import parts_once
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Plan
from bot.core.model.snapshot import Snapshot
from bot.core.notes.problems import is_too_large
from bot.core.reports import check_run
from bot.core.reports.changes import View
from bot.core.text.code import code
from bot.github.checks import CheckRun
from bot.github.git.proposed import Proposed
from bot.github.repository import Repository
from bot.jobs.gather import gather_proposed

log = structlog.get_logger(__name__)


TOO_LARGE = f"has more than {limits.NOTE // 1024} KB for one meeting, or {limits.FILE // 2**20} MB in all"
"""Why a note is not read, behind its name."""


class PullNotes:
    """Reads the notes of one pull request, up to what all of them may have together: anybody may open one."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._room = limits.PULL_BYTES

    async def text(self, file: Changed) -> str | None:
        """The text of a note; None where it is too large: as a file, or as the notes of a single meeting."""
        text = await self._repository.blob(file.sha, min(limits.FILE, self._room))
        if text is None or (
            is_too_large(text) and not await asyncio.to_thread(_has_meetings, NoteFile(file.path, text))
        ):
            return None
        self._room -= len(text.encode("utf-8", "surrogatepass"))
        return text


def _has_meetings(file: NoteFile) -> bool:
    """Whether dated headings make a file the notes of several meetings, of which each is measured by itself."""
    return parts_once(file).rolling


class TooMuch(Exception):
    """A pull request with more than a preview reads; the text says what, as Markdown."""


async def preview(repository: Repository, number: int) -> Pull | None:
    """Report on the head of a pull request what its merge would do; nothing where it touches neither notes nor config.

    The pull request, where it is open.
    """
    pull = await repository.pulls.one(number)
    if pull is None or not pull.open:
        log.info("no preview", repository=repository.full_name, pull=number, reason="it is not open")
        return None
    await _preview(repository, pull)
    return pull


async def _preview(repository: Repository, pull: Pull) -> None:
    number = pull.number
    changed = relevant(await repository.pulls.changed(number))
    if not changed:
        log.info("no preview", repository=repository.full_name, pull=number, reason="no Markdown and no config in it")
        return
    try:
        proposed = await proposed_by(repository, pull, changed)
    except TooMuch as error:
        await _report(repository, pull, "neutral", ("no preview", f"Not previewed: {error}."))
        return
    snapshot, plan = await gather_proposed(repository, proposed)
    if snapshot.config is None and not any(problem.serious for problem in plan.problems):
        log.info("no preview", repository=repository.full_name, pull=number, reason="there is no config")
        return
    paths = {file.path for file in changed}
    placed = [problem for problem in check_run.serious_first(plan.problems) if problem.path in paths]
    await _report(repository, pull, conclusion(snapshot, plan, placed), texts(snapshot, plan), placed)


def relevant(changed: Iterable[Changed]) -> tuple[Changed, ...]:
    """The files of a pull request that may be notes or the config."""
    return tuple(
        file for file in changed if any(path in PATHS or readable(path) for path in (file.path, file.previous))
    )


async def proposed_by(repository: Repository, pull: Pull, changed: Iterable[Changed]) -> Proposed:
    """The texts of these files at the head of the pull request; TooMuch before more than a preview's share is read."""
    files = tuple(changed)
    if len(files) > limits.PULL_NOTES:
        raise TooMuch(
            f"it changes {len(files)} files that may be notes, more than {limits.PULL_NOTES}. They are read after the merge"
        )
    notes = PullNotes(repository)
    texts = {file.path: await _text(notes, file) for file in files if file.sha}
    gone = {file.previous for file in files if file.previous} | {file.path for file in files if not file.sha}
    return Proposed(pull.commit, texts, frozenset(gone - texts.keys()))


async def _text(notes: PullNotes, file: Changed) -> str:
    text = await notes.text(file)
    if text is None:
        raise TooMuch(f"{code(file.path)} {TOO_LARGE}; split it")
    return text


async def gather_pull(repository: Repository, number: int) -> tuple[Snapshot, Plan] | None:
    """The plan for the notes as a pull request would make them; None where it is not open, or too large to preview."""
    pull = await repository.pulls.one(number)
    changed = relevant(await repository.pulls.changed(number)) if pull and pull.open else ()
    if pull is None or not changed:
        return None
    try:
        return await gather_proposed(repository, await proposed_by(repository, pull, changed))
    except TooMuch:
        return None


def conclusion(snapshot: Snapshot, plan: Plan, placed: Iterable[Problem]) -> str:
    """As of a sync, but neutral where lines of this pull request need attention before the merge."""
    found = check_run.conclusion(snapshot, plan)
    return "neutral" if found == "success" and any(placed) else found


def texts(snapshot: Snapshot, plan: Plan) -> tuple[str, str]:
    """Title and summary."""
    if snapshot.config is None:
        return check_run.outcome(snapshot, plan), check_run.summary(plan, View(snapshot.head))
    lead = "A preview: this is what a sync would do after the merge. Nothing was written."
    return f"When merged: {check_run.headline(plan)}", f"{lead}\n\n{check_run.summary(plan, View(snapshot.head))}"


async def _report(
    repository: Repository, pull: Pull, conclusion: str, text: tuple[str, str], problems: Iterable[Problem] = ()
) -> None:
    if await repository.has_report(pull.commit):
        # A redelivery, or the head is on the default branch already.
        return
    title, summary = text
    done = await repository.report(CheckRun(pull.commit, conclusion, title, summary, tuple(problems)))
    log.info("previewed", repository=repository.full_name, pull=pull.number, did=title, reported=done)
