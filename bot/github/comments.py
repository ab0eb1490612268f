"""Duly's comments on issues: the ones that are there, and adding one."""

import re
from collections.abc import Collection
from http import HTTPStatus

from cachetools import TTLCache

from bot.core.model.plan import Comment
from bot.github.errors import Refused
from bot.github.issues import LAG
from bot.github.payloads.issues import CommentPayload, IssuePayload
from bot.github.transport.api import Api, RepositoryRef
from bot.github.transport.retry import sure

LAG_PAUSES = (1.0, 4.0, 15.0, 40.0)
"""Seconds between looks at a list that shows fewer comments than the issue counts. Then it is taken as it is: GitHub may
count what it does not show."""
_KEY = re.compile(r"<!-- duly:comment (\S+) -->")


class Comments:
    """The comments in one repository that carry Duly's marker."""

    def __init__(self, api: Api, repo: RepositoryRef) -> None:
        self._api = api
        self._repo = repo
        self._lately: TTLCache[tuple[int, str], bool] = TTLCache(10_000, LAG, timer=api.time.monotonic)
        """Issue and key of what was written."""
        self._hidden: dict[int, int] = {}
        """How many comments of an issue are counted and never shown."""

    async def keys(self, number: int, writers: Collection[str], counted: int = 0) -> frozenset[str]:
        """Keys of the comments of `writers` (lower case) on an issue; none where the issue was deleted.

        `counted` is how many comments the issue has: a list that shows fewer lags, and is asked again after a while.
        """
        comments = await self._listed(number)
        for pause in LAG_PAUSES:
            if len(comments) + self._hidden.get(number, 0) >= counted:
                break
            await self._api.time.sleep(pause)
            comments = await self._listed(number)
        else:
            self._hidden[number] = max(counted - len(comments), 0)
        lately = {key for at, key in list(self._lately) if at == number}
        shown = {key for each in comments if each.author.lower() in writers if (key := key_of(each.body or ""))}
        return frozenset(lately | shown)

    async def _listed(self, number: int) -> list[CommentPayload]:
        try:
            return await self._api.pages(CommentPayload, self._url(number) + "?per_page=100")
        except Refused as refused:
            if refused.status == HTTPStatus.GONE:
                return []
            # Not so for a 404: the server may not have the issue yet, and a comment would be written twice.
            raise

    async def write(self, comment: Comment, writer: str) -> None:
        """Write a comment, unless one with its key stands there already."""

        async def there(counted: int) -> bool:
            return comment.key in await self.keys(comment.number, {writer.lower()}, counted)

        async def written() -> bool | None:
            url = f"{self._repo.base}/issues/{comment.number}"
            return await there((await self._api.get(IssuePayload, url)).comments) or None

        async def write() -> bool:
            await self._api.send(CommentPayload, "POST", self._url(comment.number), {"body": comment.body})
            return True

        if not await there(0):
            await sure(write, written, self._api.time.sleep)
            self._lately[comment.number, comment.key] = True

    def _url(self, number: int) -> str:
        return f"{self._repo.base}/issues/{number}/comments"


def key_of(body: str) -> str | None:
    """The key in the first line of a comment of Duly's; None: it has none."""
    found = _KEY.match(body)
    return found.group(1) if found else None
