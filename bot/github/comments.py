"""Duly's comments on issues: which stand there, and one more."""

import re
from collections.abc import Collection

from bot.core.model import Comment
from bot.github.api import MISSING, Api, Place
from bot.github.errors import Refused
from bot.github.payloads import CommentPayload
from bot.github.retry import sure

_KEY = re.compile(r"<!-- duly:comment (\S+) -->")


class Comments:
    """The comments in one repository that carry Duly's marker."""

    def __init__(self, api: Api, place: Place) -> None:
        self._api = api
        self._place = place

    async def keys(self, number: int, writers: Collection[str]) -> frozenset[str]:
        """Keys of the comments of `writers` (lower case) on an issue; none where the issue is not there."""
        try:
            comments = await self._api.pages(CommentPayload, self._url(number) + "?per_page=100")
        except Refused as refused:
            if refused.status in MISSING:
                return frozenset()
            raise
        return frozenset(key for each in comments if each.author.lower() in writers if (key := key_of(each.body or "")))

    async def write(self, comment: Comment, writer: str) -> None:
        """Write a comment, unless one with its key stands there already."""

        async def written() -> bool | None:
            return comment.key in await self.keys(comment.number, {writer.lower()}) or None

        async def write() -> bool:
            await self._api.send(CommentPayload, "POST", self._url(comment.number), {"body": comment.body})
            return True

        if not await written():
            await sure(write, written, self._api.time.sleep)

    def _url(self, number: int) -> str:
        return f"{self._place.base}/issues/{number}/comments"


def key_of(body: str) -> str | None:
    """The key in the first line of a comment of Duly's; None: it has none."""
    found = _KEY.match(body)
    return found.group(1) if found else None
