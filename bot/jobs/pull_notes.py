"""The notes and the config that a pull request brings. Anybody may open one, so what is read of it is limited."""

import asyncio
from collections.abc import Iterable

from bot.core import limits
from bot.core.carry.pull_request import Changed, Pull
from bot.core.config.globs import readable
from bot.core.config.schema import PATHS
from bot.core.items.series.reading import parts_once
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Plan
from bot.core.model.snapshot import Snapshot
from bot.core.notes.problems import is_too_large
from bot.core.text.code import code
from bot.github.git.proposed import Proposed
from bot.github.repository import Repository
from bot.jobs.gather import gather_proposed

TOO_LARGE = f"has more than {limits.NOTE // 1024} KB for one meeting, or {limits.FILE // 2**20} MB in all"
"""Why a note is not read, behind its name."""


class PullNotes:
    """Reads the notes of one pull request, until they are as large as all of them may be together."""

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


def relevant(changed: Iterable[Changed]) -> tuple[Changed, ...]:
    """The files of a pull request that may be notes or the config."""
    return tuple(
        file for file in changed if any(path in PATHS or readable(path) for path in (file.path, file.previous))
    )


async def proposed_by(repository: Repository, pull: Pull, changed: Iterable[Changed]) -> Proposed:
    """The texts of these files at the head of the pull request; TooMuch where they are more than a preview reads."""
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
    """The plan for the notes as a pull request would make them; None where it is not open, or brings none. TooMuch as in `proposed_by`."""
    pull = await repository.pulls.one(number)
    changed = relevant(await repository.pulls.changed(number)) if pull and pull.open else ()
    if pull is None or not changed:
        return None
    return await gather_proposed(repository, await proposed_by(repository, pull, changed))
