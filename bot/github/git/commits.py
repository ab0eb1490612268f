"""One file at the tip of a branch: read with its blob's SHA, and written back in a commit of its own.

A write names the blob that it replaces, so no words are lost: after a concurrent edit GitHub answers 409, and the
file is read and revised again. A branch that may not be written to answers 409 as well, in other words.
"""

import asyncio
import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Generic, TypeVar
from urllib.parse import quote

from bot.core.text.encoding import content_of, text_of
from bot.github.errors import Refused, Stale, Unwritable
from bot.github.git.files import blob_sha
from bot.github.payloads.git import Content, ContentWritten, ListedFile
from bot.github.transport.api import Api, RepositoryRef
from bot.github.transport.retry import sure

STALE_PAUSES = (0.5, 2.0, 8.0)
"""Seconds before a file that had moved on is read again: what is read lags behind what was written."""
UNWRITABLE = frozenset(
    {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
)
_MAY_NOT = re.compile(r"could not (create|update) file|rule violations|protected|GH013", re.IGNORECASE)
"""What a 409 says of a protected branch or a ruleset; a stale one says `does not match` or `is at … but expected …`."""
_CAME_UP = '"sha" wasn\'t supplied'
"""What a 422 says where a file that was not there has been made meanwhile."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file at the tip of a branch. `sha` is its blob's name; empty for a file that is not there."""

    path: str
    branch: str
    sha: str
    content: bytes

    @property
    def text(self) -> str:
        """The content as notes are read: BOM and line ends as they are."""
        return text_of(self.content)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's new text, and the message of the commit that brings it."""

    text: str
    message: str


D = TypeVar("D", bound=Draft)
Revise = Callable[[str], D]
"""The text as it stands → the text as it should be. Asked again where somebody else wrote meanwhile."""


@dataclass(frozen=True, slots=True)
class Amended(Generic[D]):
    """What became of a file: the draft, and whether it had to be `written` at all.

    `commit` is the SHA of the commit; empty where nothing was written, or where GitHub's answer was lost.
    """

    draft: D
    written: bool
    commit: str = ""


class Contents:
    """The files of one repository, one by one."""

    def __init__(self, api: Api, repo: RepositoryRef) -> None:
        self._api = api
        self._repo = repo

    async def read(self, path: str, branch: str) -> Stored | None:
        """The file at the tip of `branch`; None where there is none. Unwritable where it is no file of under 1 MB."""
        # The whole name of the ref: a tag may be called like the branch.
        found = await self._content(path, f"refs/heads/{branch}")
        return Stored(path, branch, found.sha, base64.b64decode(found.content)) if found else None

    async def at(self, path: str, commit: str) -> bytes | None:
        """The content of a file in a commit; None where there is none."""
        found = await self._content(path, commit)
        return base64.b64decode(found.content) if found else None

    async def _content(self, path: str, ref: str) -> Content | None:
        found = await self._api.find(Content, f"{self._url(path)}?ref={quote(ref, safe='')}")
        if found and (found.type != "file" or found.encoding != "base64"):
            raise Unwritable(path, f"it is a {found.type} of {found.size:,} bytes")
        return found

    async def listed(self, folder: str, branch: str) -> tuple[str, ...]:
        """The paths of the files in a folder at the tip of `branch`; none where there is no such folder."""
        ref = quote(f"refs/heads/{branch}", safe="")
        found = await self._api.find(list[ListedFile], f"{self._url(folder)}?ref={ref}")
        return tuple(file.path for file in found or ())

    async def amend(self, path: str, branch: str, revise: Revise[D], *, create: bool = False) -> Amended[D] | None:
        """Let `revise` have the file's text, and commit what it makes of it; None where there is no such file.

        With `create` a file that is not there has no text, and is made. No commit where the text stays as it is. Unwritable as in `write`, and where others are always faster.
        """
        for pause in STALE_PAUSES:
            try:
                return await self._amend(path, branch, revise, create=create)
            except Stale:
                await self._api.time.sleep(pause)
        try:
            return await self._amend(path, branch, revise, create=create)
        except Stale as stale:
            raise Unwritable(path, stale.said) from stale

    async def _amend(self, path: str, branch: str, revise: Revise[D], *, create: bool) -> Amended[D] | None:
        stored = await self.read(path, branch) or (Stored(path, branch, "", b"") if create else None)
        if stored is None:
            return None
        draft = await asyncio.to_thread(revise, stored.text)
        if draft.text == stored.text:
            return Amended(draft, written=False)
        return Amended(draft, written=True, commit=await self.write(stored, draft))

    async def write(self, stored: Stored, draft: Draft) -> str:
        """Commit a new text for a file to its branch; the commit's SHA, empty where GitHub's answer was lost.

        Stale where the file is not the one in `stored` any more; Unwritable, with GitHub's words, where the branch is
        protected, the right is missing, or there is no such branch: trying again would change nothing.
        """
        content = _encoded(stored, draft.text)
        payload = {
            "message": draft.message,
            "branch": stored.branch,
            "content": base64.b64encode(content).decode(),
            **({"sha": stored.sha} if stored.sha else {}),
        }

        async def put() -> str:
            answer = await self._api.send(ContentWritten, "PUT", self._url(stored.path), payload)
            return answer.commit.sha

        async def there() -> str | None:
            live = await self.read(stored.path, stored.branch)
            return "" if live and live.sha == blob_sha(content) else None

        try:
            return await sure(put, there, self._api.time.sleep)
        except Refused as refused:
            if refused.status not in UNWRITABLE:
                raise
            if _is_stale(refused):
                raise Stale(stored.path, refused.said) from refused
            raise Unwritable(stored.path, refused.said) from refused

    def _url(self, path: str) -> str:
        return f"{self._repo.base}/contents/{quote(path)}"


def is_protected(refusal: Unwritable) -> bool:
    """Whether a protection or a ruleset of the branch refuses commits: those of a pull request may be merged."""
    return _MAY_NOT.search(refusal.said) is not None


def _is_stale(refused: Refused) -> bool:
    """Whether the blob is refused and not the branch. A 409 in unknown words is tried again, a few times."""
    if refused.status == HTTPStatus.CONFLICT:
        return _MAY_NOT.search(refused.said) is None
    return refused.status == HTTPStatus.UNPROCESSABLE_ENTITY and _CAME_UP in refused.said


def _encoded(stored: Stored, text: str) -> bytes:
    try:
        return content_of(text, stored.content)
    except UnicodeEncodeError as error:
        signs = error.object[error.start : error.end]
        raise Unwritable(stored.path, f"it is in Latin-1, which has no {signs!r}; store it as UTF-8") from error
