"""Notes in files: those of one commit that the config names."""

from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.config.selection import is_read
from bot.core.model.notes import NoteFile
from bot.core.text.encoding import text_of
from bot.github.git.files import NOTE_LIMIT, File, Files, Paths
from bot.github.meetings.source import Found, Source


class NoteFiles(Source):
    """The notes among the files of a commit."""

    def __init__(self, files: Files, commit: str, paths: Paths) -> None:
        self._files = files
        self._commit = commit
        self._paths = paths

    async def notes(self, config: Config) -> Found:
        """The notes and templates, in the order of their paths."""
        chosen = [file for file in self._paths.files if is_read(config, file.path)]
        wanted = tuple(file for file in chosen if file.size <= NOTE_LIMIT)
        contents = await self._files.contents(self._commit, self._paths, wanted)
        notes = tuple(NoteFile(file.path, text_of(contents[file.path]), file.sha) for file in wanted)
        problems = [_too_long(file) for file in chosen if file.size > NOTE_LIMIT]
        if not self._paths.complete:
            message = "the repository has too many files for GitHub to list; some notes were not seen"
            problems.append(Problem("", 0, message, serious=True))
        return Found(notes, tuple(problems))


def _too_long(file: File) -> Problem:
    return Problem(file.path, 0, f"has {file.size:,} bytes and was not read; split it (a note may have 256 KB)")
