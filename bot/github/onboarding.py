"""The onboarding pull request on GitHub: its branch, its config, its text; or one issue where no file may be written."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from bot.core.carry.pull_request import Pull
from bot.core.config.schema import PATH, PATHS
from bot.core.model.issues import Issue
from bot.core.model.notes import NoteFile
from bot.core.onboarding.asking import BRANCH, MESSAGE, TITLE
from bot.core.text.encoding import text_of
from bot.github.commits import UNWRITABLE, Contents, Draft, Stored
from bot.github.errors import Refused, Stale, Unwritable
from bot.github.files import NOTE_LIMIT, Files
from bot.github.issues import Issues
from bot.github.payloads import IssuePayload, PullPayload
from bot.github.payloads.git import Ref
from bot.github.pulls import pull_of
from bot.github.transport.api import Api, RepositoryRef
from bot.github.transport.retry import sure

MARKER = "<!-- duly:onboarding -->"
"""The first line of the issue."""
_THERE = "already exists"
"""What a 422 says of a branch, and of an open pull request of the same branches."""


class Onboarding:
    """The proposal of a config in one repository. Each method may be repeated: what is there already is not made twice."""

    def __init__(self, api: Api, place: RepositoryRef, files: Files, contents: Contents, issues: Issues) -> None:
        self._api = api
        self._place = place
        self._files = files
        self._contents = contents
        self._issues = issues

    async def pulls(self) -> tuple[Pull, ...]:
        """All pull requests from `BRANCH`, open or closed, of any author."""
        url = self._place.base + "/pulls{?state,head,per_page}"
        asked = {"state": "all", "head": f"{self._place.full_name.partition('/')[0]}:{BRANCH}", "per_page": "100"}
        found = (pull_of(payload) for payload in await self._api.pages(PullPayload, url, asked))
        # Some stand-ins ignore the filter.
        return tuple(pull for pull in found if pull.branch == BRANCH and not pull.fork)

    async def texts(self, commit: str, wanted: Callable[[str], bool]) -> tuple[NoteFile, ...]:
        """The files of a commit that `wanted` selects by their paths; very large ones are left out."""
        paths = await self._files.paths(commit)
        chosen = tuple(file for file in paths.files if wanted(file.path) and file.size <= NOTE_LIMIT)
        contents = await self._files.contents(commit, paths, chosen)
        return tuple(NoteFile(file.path, text_of(contents[file.path]), file.sha) for file in chosen)

    async def config(self) -> str | None:
        """The text of the config in the branch; None where there is none, or no branch."""
        for path in PATHS:
            if stored := await self._contents.read(path, BRANCH):
                return stored.text
        return None

    async def commit(self, commit: str, text: str) -> None:
        """Make the branch at `commit`, where it is not there yet, and add the config; Unwritable where that is not allowed."""
        if await self._api.find(Ref, f"{self._place.base}/git/ref/heads/{quote(BRANCH)}") is None:
            await self._start(commit)
        try:
            await self._contents.write(Stored(PATH, BRANCH, "", b""), Draft(text, MESSAGE))
        except Stale:
            # An earlier try, or a person, has added it meanwhile.
            return

    async def open(self, body: str) -> Pull:
        """Open the pull request, or find the one that is open; Unwritable where that is not allowed."""
        payload = {"title": TITLE, "head": BRANCH, "base": self._place.branch, "body": body}

        async def post() -> Pull:
            return pull_of(await self._api.send(PullPayload, "POST", f"{self._place.base}/pulls", payload))

        async def there() -> Pull | None:
            return next((pull for pull in await self.pulls() if pull.open), None)

        try:
            return await sure(post, there, self._api.time.sleep)
        except Refused as refused:
            if refused.status not in UNWRITABLE:
                raise
            found = await there() if _THERE in str(refused.errors) else None
            if found is None:
                raise Unwritable(PATH, refused.said) from refused
            return found

    async def rewrite(self, pull: Pull, body: str) -> None:
        """Give the pull request another text."""
        url = f"{self._place.base}/pulls/{pull.number}"

        async def patch() -> bool:
            await self._api.send(PullPayload, "PATCH", url, {"body": body})
            return True

        async def done() -> bool | None:
            return (await self._api.get(PullPayload, url)).body == body or None

        await sure(patch, done, self._api.time.sleep)

    async def issue(self, writer: str) -> Issue | None:
        """The issue with the file to paste, open or closed."""
        written = await self._issues.by(frozenset({writer.lower()}))
        return next((issue for issue in written if issue.body.startswith(MARKER)), None)

    async def open_issue(self, body: str, writer: str) -> Issue:
        """Open the issue with the file to paste."""

        async def post() -> Issue:
            payload = {"title": TITLE, "body": f"{MARKER}\n{body}"}
            return self._issues.wrote(
                await self._api.send(IssuePayload, "POST", f"{self._place.base}/issues", payload)
            ).issue()

        async def there() -> Issue | None:
            return await self.issue(writer)

        return await sure(post, there, self._api.time.sleep)

    async def _start(self, commit: str) -> None:
        payload = {"ref": f"refs/heads/{BRANCH}", "sha": commit}
        try:
            await self._api.send(Ref, "POST", f"{self._place.base}/git/refs", payload)
        except Refused as refused:
            if refused.status not in UNWRITABLE:
                raise
            if refused.status != HTTPStatus.UNPROCESSABLE_ENTITY or _THERE not in refused.said:
                raise Unwritable(PATH, refused.said) from refused
