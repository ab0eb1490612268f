"""Branches of one repository: their tips, their files, and the commits that Duly makes in them."""

import base64
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import quote

import structlog

from bot.core.text.encoding import content_of, text_of
from bot.github.errors import Refused, Stale, Unwritable
from bot.github.git.commits import UNWRITABLE, Amended, Contents, D, Draft, Revise, Stored
from bot.github.payloads.git import Compared, GitCommit, ListedCommit, ListedRef, Object, Ref
from bot.github.transport.api import Api, RepositoryRef

log = structlog.get_logger(__name__)

NOT_THERE = "does not exist"
"""What a 422 says where a branch that is to be deleted is gone."""
ALREADY_THERE = "already exists"
"""What a 422 says of a branch, and of an open pull request of the same branches."""
MOST_VERSIONS = 20
"""Versions of a file that are read, the newest first."""


class Branches:
    """The branches of one repository. Each method may be repeated: what is there already is not made twice."""

    def __init__(self, api: Api, repo: RepositoryRef, contents: Contents) -> None:
        self._api = api
        self._repo = repo
        self._contents = contents

    async def named(self, prefix: str) -> tuple[str, ...]:
        """The branches whose names begin with `prefix`."""
        found = await self._api.find(list[ListedRef], f"{self._repo.base}/git/matching-refs/heads/{quote(prefix)}")
        return tuple(each.ref.removeprefix("refs/heads/") for each in found or ())

    async def tip(self, branch: str) -> str:
        """The commit at the tip of `branch`; empty where there is no such branch."""
        found = await self._api.find(Ref, f"{self._repo.base}/git/ref/heads/{quote(branch)}")
        return found.object.sha if found else ""

    async def start(self, branch: str, commit: str) -> None:
        """Make the branch at `commit`, where it is not there yet; Unwritable where that is not allowed."""
        if await self.tip(branch):
            return
        payload = {"ref": f"refs/heads/{branch}", "sha": commit}
        try:
            await self._api.send(Ref, "POST", f"{self._repo.base}/git/refs", payload)
        except Refused as refused:
            if refused.status not in UNWRITABLE:
                raise
            if refused.status != HTTPStatus.UNPROCESSABLE_ENTITY or ALREADY_THERE not in refused.said:
                raise Unwritable(branch, refused.said) from refused

    async def rebase(
        self, branch: str, onto: str, texts: Mapping[str, str], message: str, base_branch: str = ""
    ) -> None:
        """Let the branch be one commit on top of `onto` that changes these files, whatever it was before.

        `onto` is the tip of `base_branch`, without it of the default branch. Its pull request never sees a branch without a
        commit: GitHub would close it. Unwritable where that is not allowed.
        """
        base = self._repo.base
        try:
            leaves = [await self._leaf(path, text, base_branch or self._repo.branch) for path, text in texts.items()]
            under = await self._api.get(GitCommit, f"{base}/git/commits/{onto}")
            tree = {"base_tree": under.tree.sha, "tree": leaves}
            made = await self._api.send(Object, "POST", f"{base}/git/trees", tree)
            commit = {"message": message, "tree": made.sha, "parents": [onto]}
            new = await self._api.send(Object, "POST", f"{base}/git/commits", commit)
            if await self.tip(branch):
                moved = {"sha": new.sha, "force": True}
                await self._api.send(Ref, "PATCH", f"{base}/git/refs/heads/{quote(branch)}", moved)
            else:
                await self.start(branch, new.sha)
        except Refused as refused:
            if refused.status not in UNWRITABLE:
                raise
            raise Unwritable(branch, refused.said) from refused

    async def delete(self, branch: str) -> None:
        """Delete the branch; nothing happens where it is gone. A protected one stays, and the log says so."""
        try:
            await self._api.remove(f"{self._repo.base}/git/refs/heads/{quote(branch)}")
        except Refused as refused:
            if NOT_THERE not in refused.said:
                log.warning("branch not deleted", repository=self._repo.full_name, branch=branch, reason=str(refused))

    async def delete_empty(self, branch: str) -> None:
        """Delete the branch where it has no commit that the default one lacks, as an interrupted try leaves it."""
        if await self.tip(branch):
            found = await self._compared(self._repo.branch, branch)
            if found is not None and not found.commits:
                await self.delete(branch)

    async def has_others(self, branch: str, base: str, login: str) -> bool:
        """Whether somebody else than the account `login` has committed to `branch` since it left the branch `base`.

        A branch that has nothing in common with `base` was made anew, so it is somebody else's.
        """
        found = await self._compared(base, branch)
        if found is None:
            return bool(await self.tip(branch))
        return not all(each.is_by(login) for each in found.commits)

    async def _compared(self, base: str, branch: str) -> Compared | None:
        span = f"{quote(base, safe='')}...{quote(branch, safe='')}"
        return await self._api.find(Compared, f"{self._repo.base}/compare/{span}")

    async def text(self, path: str, branch: str) -> str | None:
        """The text of a file at the tip of `branch`; None where there is none."""
        stored = await self._contents.read(path, branch)
        return stored.text if stored else None

    async def add(self, path: str, branch: str, draft: Draft) -> None:
        """Commit a new file; one that an earlier try, or a person, has added meanwhile stays as it is."""
        with suppress(Stale):
            await self._contents.write(Stored(path, branch, "", b""), draft)

    async def amend(self, path: str, branch: str, revise: Revise[D]) -> Amended[D]:
        """As `Contents.amend`; a file that is not there has no text, and is made."""
        amended = await self._contents.amend(path, branch, revise, create=True)
        assert amended is not None
        return amended

    async def versions(self, path: str, branch: str, subject: str, writer: str) -> tuple[tuple[str, str], ...]:
        """The texts of a file before and after each commit of `writer` to `branch`, the newest first.

        Only commits count that have the line `subject`.
        """
        query = f"?sha={quote(branch, safe='')}&path={quote(path, safe='')}&per_page=100"
        commits, _ = await self._api.page(list[ListedCommit], f"{self._repo.base}/commits{query}")
        own = [each for each in commits if each.is_by(writer) and subject in each.commit.message.splitlines()]
        return tuple(
            [(await self._at(path, each.parent), await self._at(path, each.sha)) for each in own[:MOST_VERSIONS]]
        )

    async def _leaf(self, path: str, text: str, branch: str) -> dict[str, str]:
        """A file of a tree, in the encoding that it has on `branch`."""
        stored = await self._contents.read(path, branch) or Stored(path, "", "", b"")
        content = base64.b64encode(content_of(text, stored.content)).decode()
        blob = {"content": content, "encoding": "base64"}
        made = await self._api.send(Object, "POST", f"{self._repo.base}/git/blobs", blob)
        return {"path": path, "mode": "100644", "type": "blob", "sha": made.sha}

    async def _at(self, path: str, commit: str) -> str:
        content = await self._contents.at(path, commit) if commit else None
        return "" if content is None else text_of(content)
