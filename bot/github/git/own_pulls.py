"""Pull requests that Duly opens from branches of its own: opened, rewritten, merged, closed."""

import re

from bot.core.carry.pull_request import Pull
from bot.github.errors import Refused, Unwritable
from bot.github.git.branches import ALREADY_THERE, Branches
from bot.github.git.commits import UNWRITABLE
from bot.github.git.pulls import pull_of
from bot.github.graphql import auto_merge
from bot.github.payloads.pulls import Merged, PullPayload
from bot.github.transport.api import Api, RepositoryRef
from bot.github.transport.retry import sure

_READY = re.compile(r"\bclean status\b")
"""What GitHub says of auto-merge where nothing stands against a merge."""
_METHODS = ("merge", "squash", "rebase")
_OTHER_METHOD = re.compile(r"(merge commits|squash merges|rebase merges|merge method)\b.*\bnot allowed", re.IGNORECASE)


class OwnPulls:
    """Duly's pull requests in one repository. Each method may be repeated: what is there already is not made twice."""

    def __init__(self, api: Api, repo: RepositoryRef, branches: Branches) -> None:
        self._api = api
        self._repo = repo
        self._branches = branches

    async def of(self, branch: str) -> tuple[Pull, ...]:
        """All pull requests from `branch`, open or closed, of any author."""
        url = self._repo.base + "/pulls{?state,head,per_page}"
        asked = {"state": "all", "head": f"{self._repo.full_name.partition('/')[0]}:{branch}", "per_page": "100"}
        found = (pull_of(payload) for payload in await self._api.pages(PullPayload, url, asked))
        # Some stand-ins ignore the filter.
        return tuple(pull for pull in found if pull.branch == branch and not pull.fork)

    async def open(self, branch: str, title: str, body: str, base: str = "") -> Pull:
        """Open the pull request into `base`, or find the one that is open; Unwritable where that is not allowed.

        Without `base` it goes into the default branch.
        """
        payload = {"title": title, "head": branch, "base": base or self._repo.branch, "body": body}

        async def post() -> Pull:
            return pull_of(await self._api.send(PullPayload, "POST", f"{self._repo.base}/pulls", payload))

        async def there() -> Pull | None:
            return next((pull for pull in await self.of(branch) if pull.open), None)

        try:
            return await sure(post, there, self._api.time.sleep)
        except Refused as refused:
            if refused.status not in UNWRITABLE:
                raise
            found = await there() if ALREADY_THERE in str(refused.errors) else None
            if found is None:
                raise Unwritable(branch, refused.said) from refused
            return found

    async def rewrite(self, pull: Pull, body: str, title: str = "") -> None:
        """Give the pull request another text, and another title where one is given."""
        url = f"{self._repo.base}/pulls/{pull.number}"
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
        url = f"{self._repo.base}/pulls/{pull.number}"

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
        await self._api.send(PullPayload, "PATCH", f"{self._repo.base}/pulls/{pull.number}", payload)

    async def keeps_others(self, branch: str, base: str, login: str) -> bool:
        """Whether the branch is there and has commits of others than `login` that would be lost if it was moved.

        Those that a merge has brought into its base are not lost, also where it made one commit of them.
        """
        if not await self._branches.has_others(branch, base, login):
            return False
        tip = await self._branches.tip(branch)
        return not any(pull.merged and pull.commit == tip for pull in await self.of(branch))
