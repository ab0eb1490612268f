"""Pull requests, as far as the next meeting's note stands in one, and those that Duly opens from branches of its own."""

import base64
import re
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import quote

from bot.core.carry.pull_request import Changed, Pull
from bot.core.text.encoding import content_of, text_of
from bot.github.commits import UNWRITABLE, Amended, Contents, D, Draft, Revise, Stored
from bot.github.errors import Refused, Stale, Unwritable
from bot.github.graphql import auto_merge
from bot.github.payloads import ChangedFile, Merged, PullPayload
from bot.github.payloads.git import Compared, GitCommit, ListedCommit, ListedRef, Object, Ref
from bot.github.transport.api import Api, RepositoryRef
from bot.github.transport.retry import sure

_THERE = "already exists"
"""What a 422 says of a branch, and of an open pull request of the same branches."""
_READY = re.compile(r"\bclean status\b")
"""What GitHub says of auto-merge where nothing stands against a merge."""
_METHODS = ("merge", "squash", "rebase")
_OTHER_METHOD = re.compile(r"(merge commits|squash merges|rebase merges|merge method)\b.*\bnot allowed", re.IGNORECASE)
MOST_VERSIONS = 20
"""Versions of a file that are read, the newest first."""


class Pulls:
    """The pull requests of one repository."""

    def __init__(self, api: Api, place: RepositoryRef) -> None:
        self._api = api
        self._place = place

    async def one(self, number: int) -> Pull | None:
        """The pull request; None where the number is none of this repository."""
        payload = await self._api.find(PullPayload, self._url(number))
        return pull_of(payload) if payload else None

    async def open(self, base: str) -> tuple[Pull, ...]:
        """The newest 100 open pull requests into the branch `base`, newest first."""
        query = f"?state=open&base={quote(base, safe='')}&sort=created&direction=desc&per_page=100"
        payloads, _ = await self._api.page(list[PullPayload], f"{self._place.base}/pulls{query}")
        return tuple(map(pull_of, payloads))

    async def changed(self, number: int) -> tuple[Changed, ...]:
        """The files that it adds, edits or removes; GitHub lists the first 3,000."""
        files = await self._api.pages(ChangedFile, f"{self._url(number)}/files?per_page=100")
        return tuple(_changed(file) for file in files)

    def _url(self, number: int) -> str:
        return f"{self._place.base}/pulls/{number}"


def _changed(file: ChangedFile) -> Changed:
    # GitHub gives the blob of a removed file too: the one that went.
    sha = "" if file.status == "removed" or file.sha is None else file.sha
    return Changed(file.filename, sha, file.previous_filename or "")


def pull_of(payload: PullPayload) -> Pull:
    """The pull request, as a list or its own address gives it: only the second has `merged`."""
    head, base = payload.head.repo, payload.base.repo
    return Pull(
        number=payload.number,
        title=payload.title,
        body=payload.body or "",
        open=payload.state == "open",
        merged=payload.merged or payload.merged_at is not None,
        branch=payload.head.ref,
        commit=payload.head.sha,
        fork=head is None or base is None or head.id != base.id,
        author=payload.user.login if payload.user else "",
        node=payload.node_id,
        auto_merge=payload.auto_merge is not None,
    )


class OwnPulls:
    """Branches of one repository, and the pull requests from them. Each method may be repeated: what is there already is not made twice."""

    def __init__(self, api: Api, place: RepositoryRef, contents: Contents) -> None:
        self._api = api
        self._place = place
        self._contents = contents

    async def of(self, branch: str) -> tuple[Pull, ...]:
        """All pull requests from `branch`, open or closed, of any author."""
        url = self._place.base + "/pulls{?state,head,per_page}"
        asked = {"state": "all", "head": f"{self._place.full_name.partition('/')[0]}:{branch}", "per_page": "100"}
        found = (pull_of(payload) for payload in await self._api.pages(PullPayload, url, asked))
        # Some stand-ins ignore the filter.
        return tuple(pull for pull in found if pull.branch == branch and not pull.fork)

    async def branches(self, prefix: str) -> tuple[str, ...]:
        """The branches whose names begin with `prefix`."""
        found = await self._api.find(list[ListedRef], f"{self._place.base}/git/matching-refs/heads/{quote(prefix)}")
        return tuple(each.ref.removeprefix("refs/heads/") for each in found or ())

    async def tip(self, branch: str) -> str:
        """The commit at the tip of `branch`; empty where there is no such branch."""
        found = await self._api.find(Ref, f"{self._place.base}/git/ref/heads/{quote(branch)}")
        return found.object.sha if found else ""

    async def start(self, branch: str, commit: str) -> None:
        """Make the branch at `commit`, where it is not there yet; Unwritable where that is not allowed."""
        if await self.tip(branch):
            return
        payload = {"ref": f"refs/heads/{branch}", "sha": commit}
        try:
            await self._api.send(Ref, "POST", f"{self._place.base}/git/refs", payload)
        except Refused as refused:
            if refused.status not in UNWRITABLE:
                raise
            if refused.status != HTTPStatus.UNPROCESSABLE_ENTITY or _THERE not in refused.said:
                raise Unwritable(branch, refused.said) from refused

    async def open(self, branch: str, title: str, body: str, base: str = "") -> Pull:
        """Open the pull request into `base`, or find the one that is open; Unwritable where that is not allowed.

        Without `base` it goes into the default branch.
        """
        payload = {"title": title, "head": branch, "base": base or self._place.branch, "body": body}

        async def post() -> Pull:
            return pull_of(await self._api.send(PullPayload, "POST", f"{self._place.base}/pulls", payload))

        async def there() -> Pull | None:
            return next((pull for pull in await self.of(branch) if pull.open), None)

        try:
            return await sure(post, there, self._api.time.sleep)
        except Refused as refused:
            if refused.status not in UNWRITABLE:
                raise
            found = await there() if _THERE in str(refused.errors) else None
            if found is None:
                raise Unwritable(branch, refused.said) from refused
            return found

    async def rewrite(self, pull: Pull, body: str, title: str = "") -> None:
        """Give the pull request another text, and another title where one is given."""
        url = f"{self._place.base}/pulls/{pull.number}"
        payload = {"body": body} | ({"title": title} if title else {})

        async def patch() -> bool:
            await self._api.send(PullPayload, "PATCH", url, payload)
            return True

        async def done() -> bool | None:
            now = await self._api.get(PullPayload, url)
            return (now.body == body and now.title == (title or now.title)) or None

        await sure(patch, done, self._api.time.sleep)

    async def merge_when_ready(self, pull: Pull) -> str:
        """Let GitHub merge the pull request when the rules of its base allow that, or merge it where they do now.

        Empty where that is so, else GitHub's reason. The method is the first one that the repository allows.
        """
        why = ""
        for method in _METHODS:
            why = await auto_merge(self._api, pull.node, method.upper())
            why = await self._merge(pull, method) if _READY.search(why) else why
            if not _OTHER_METHOD.search(why):
                break
        return why

    async def _merge(self, pull: Pull, method: str) -> str:
        url = f"{self._place.base}/pulls/{pull.number}"

        async def put() -> str:
            await self._api.send(Merged, "PUT", f"{url}/merge", {"merge_method": method, "sha": pull.commit})
            return ""

        async def merged() -> str | None:
            return "" if pull_of(await self._api.get(PullPayload, url)).merged else None

        try:
            return await sure(put, merged, self._api.time.sleep)
        except Refused as refused:
            return refused.said

    async def close(self, pull: Pull, body: str) -> None:
        """Close the pull request; `body` is its last text, which says why."""
        payload = {"state": "closed", "body": body}
        await self._api.send(PullPayload, "PATCH", f"{self._place.base}/pulls/{pull.number}", payload)

    async def delete(self, branch: str) -> None:
        """Delete the branch; nothing happens where it is gone."""
        with suppress(Refused):
            await self._api.remove(f"{self._place.base}/git/refs/heads/{quote(branch)}")

    async def delete_empty(self, branch: str) -> None:
        """Delete the branch where it has no commit that the default one lacks, as an interrupted try leaves it."""
        if await self.tip(branch):
            found = await self._compared(self._place.branch, branch)
            if found is not None and not found.commits:
                await self.delete(branch)

    async def has_others(self, branch: str, base: str, login: str) -> bool:
        """Whether somebody else than the account `login` has committed to `branch` since it left the branch `base`."""
        found = await self._compared(base, branch)
        return found is not None and not all(each.is_by(login) for each in found.commits)

    async def _compared(self, base: str, branch: str) -> Compared | None:
        span = f"{quote(base, safe='')}...{quote(branch, safe='')}"
        return await self._api.find(Compared, f"{self._place.base}/compare/{span}")

    async def keeps_others(self, branch: str, base: str, login: str) -> bool:
        """Whether the branch is there and has commits of others than `login` that would be lost if it was moved.

        Those that a merge has brought into its base are not lost, also where it made one commit of them.
        """
        if not await self.has_others(branch, base, login):
            return False
        tip = await self.tip(branch)
        return not any(pull.merged and pull.commit == tip for pull in await self.of(branch))

    async def rebase(
        self, branch: str, onto: str, texts: Mapping[str, str], message: str, base_branch: str = ""
    ) -> None:
        """Let the branch be one commit on top of `onto` that changes these files, whatever it was before.

        `onto` is the tip of `base_branch`, without it of the default branch. Its pull request never sees a branch without a
        commit: GitHub would close it. Unwritable where that is not allowed.
        """
        base = self._place.base
        try:
            leaves = [await self._leaf(path, text, base_branch or self._place.branch) for path, text in texts.items()]
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

    async def _leaf(self, path: str, text: str, branch: str) -> dict[str, str]:
        """A file of a tree, in the encoding that it has on `branch`."""
        stored = await self._contents.read(path, branch) or Stored(path, "", "", b"")
        content = base64.b64encode(content_of(text, stored.content)).decode()
        blob = {"content": content, "encoding": "base64"}
        made = await self._api.send(Object, "POST", f"{self._place.base}/git/blobs", blob)
        return {"path": path, "mode": "100644", "type": "blob", "sha": made.sha}

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
        commits, _ = await self._api.page(list[ListedCommit], f"{self._place.base}/commits{query}")
        own = [each for each in commits if each.is_by(writer) and subject in each.commit.message.splitlines()]
        return tuple(
            [(await self._at(path, each.parent), await self._at(path, each.sha)) for each in own[:MOST_VERSIONS]]
        )

    async def _at(self, path: str, commit: str) -> str:
        content = await self._contents.at(path, commit) if commit else None
        return "" if content is None else text_of(content)
