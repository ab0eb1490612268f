"""The notes that a pull request changes, measured before they are read: anybody may open one."""

import asyncio

from bot.core import limits
from bot.core.carry.pull_request import Changed
from bot.core.items.series import parts_once
from bot.core.model.notes import NoteFile
from bot.core.notes.size import is_too_large
from bot.github.repository import Repository


class PullNotes:
    """Reads the notes of one pull request, up to what all of them may have together."""

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


TOO_LARGE = f"has more than {limits.NOTE // 1024} KB for one meeting, or {limits.FILE // 2**20} MB in all"
"""Why a note is not read, behind its name."""
