"""The onboarding pull request on GitHub: its branch, its config, its text; or one issue where no file may be written."""

from collections.abc import Callable

from bot.core.carry.pull_request import Pull
from bot.core.config.schema import PATH, PATHS
from bot.core.model.issues import Issue
from bot.core.model.notes import NoteFile
from bot.core.onboarding.asking import BRANCH, MARKER, MESSAGE, TITLE
from bot.core.text.encoding import text_of
from bot.github.git.branches import Branches
from bot.github.git.commits import Draft
from bot.github.git.files import NOTE_LIMIT, Files
from bot.github.git.own_pulls import OwnPulls
from bot.github.own_issues import OwnIssues


class Onboarding:
    """The proposal of a config in one repository. Each method may be repeated: what is there already is not made twice."""

    def __init__(self, files: Files, branches: Branches, own_pulls: OwnPulls, own_issues: OwnIssues) -> None:
        self._branches = branches
        self._own_pulls = own_pulls
        self._own_issues = own_issues
        self._files = files

    async def pulls(self) -> tuple[Pull, ...]:
        """All pull requests from `BRANCH`, open or closed, of any author."""
        return await self._own_pulls.of(BRANCH)

    async def texts(self, commit: str, wanted: Callable[[str], bool]) -> tuple[NoteFile, ...]:
        """The files of a commit that `wanted` selects by their paths; very large ones are left out."""
        paths = await self._files.paths(commit)
        chosen = tuple(file for file in paths.files if wanted(file.path) and file.size <= NOTE_LIMIT)
        contents = await self._files.contents(commit, paths, chosen)
        return tuple(NoteFile(file.path, text_of(contents[file.path]), file.sha) for file in chosen)

    async def config(self) -> str | None:
        """The text of the config in the branch; None where there is none, or no branch."""
        for path in PATHS:
            if (text := await self._branches.text(path, BRANCH)) is not None:
                return text
        return None

    async def commit(self, commit: str, text: str) -> None:
        """Make the branch at `commit`, where it is not there yet, and add the config; Unwritable where that is not allowed."""
        await self._branches.start(BRANCH, commit)
        await self._branches.add(PATH, BRANCH, Draft(text, MESSAGE))

    async def open(self, body: str) -> Pull:
        """Open the pull request, or find the one that is open; Unwritable where that is not allowed."""
        return await self._own_pulls.open(BRANCH, TITLE, body)

    async def rewrite(self, pull: Pull, body: str) -> None:
        """Give the pull request another text."""
        await self._own_pulls.rewrite(pull, body)

    async def issue(self, writer: str) -> Issue | None:
        """The issue with the file to paste, open or closed."""
        return await self._own_issues.find(MARKER, writer)

    async def open_issue(self, body: str, writer: str) -> Issue:
        """Open the issue with the file to paste."""
        return await self._own_issues.open(TITLE, f"{MARKER}\n{body}", (), (MARKER, writer))
