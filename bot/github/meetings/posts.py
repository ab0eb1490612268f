"""Writes to posts: the body of a meeting's issue, and Duly's own comment on it.

GitHub writes a body unconditionally: no write names the text that it replaces. So each write is small, comes right after a read,
and is remembered with the text that it was made from. The event of an edit tells the text that it replaced; where that is
another one, a person's edit came between, and `mended` merges both.
"""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from cachetools import TTLCache

from bot.core.model.meeting import Post
from bot.core.text.merge import merged
from bot.github.commits import Amended, D, Revise
from bot.github.errors import OtherRepository, Refused, Unwritable
from bot.github.issues import LAG, Issues
from bot.github.payloads import IssuePayload, ListedComment
from bot.github.transport.api import MISSING, Api, RepositoryRef
from bot.github.transport.rate_limit import not_repeated
from bot.github.transport.retry import sure

log = structlog.get_logger(__name__)

REFUSALS = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY})
TRIES = 5
"""How often a text is revised anew because it was edited while GitHub's answer was unclear."""


class _Edited(Exception):
    """Somebody edited the text between the read and the write."""


@dataclass(frozen=True, slots=True)
class _Write:
    before: str
    after: str


class Posts:
    """The posts of one repository."""

    def __init__(self, api: Api, place: RepositoryRef, issues: Issues) -> None:
        self._api = api
        self._place = place
        self._issues = issues
        self._wrote: TTLCache[int, tuple[_Write, ...]] = TTLCache(1000, LAG, timer=api.time.monotonic)

    async def amend(self, post: Post, path: str, revise: Revise[D]) -> Amended[D] | None:
        """Let `revise` have the text as it is now, and write what it makes of it; None where the post is gone.

        Nothing is written where the text stays as it is. Unwritable where GitHub refuses, and where others are always faster.
        """
        for _ in range(TRIES):
            # The pace may ask for a pause: the look comes after it.
            await self._api.until_free()
            text = await self._read(post)
            if text is None:
                return None
            draft = await asyncio.to_thread(revise, text)
            if draft.text == text:
                return Amended(draft, written=False)
            try:
                await self._write(post, path, _Write(text, draft.text))
            except _Edited:
                continue
            return Amended(draft, written=True)
        raise Unwritable(path, "it was edited again and again meanwhile")

    async def mend(self, number: int, replaced: str) -> bool:
        """Merge a text that a write of Duly's to an issue's body replaced, where Duly had not seen it; whether it did."""
        writes = self._wrote.get(number, ())
        if not writes or replaced in {text for write in writes for text in (write.before, write.after)}:
            return False
        last = writes[-1]
        self._wrote[number] = (*writes, _Write(replaced, replaced))
        ours = merged(last.before, replaced, last.after)
        payload = await self._issues.payload(number)
        if payload is None:
            return False
        live = payload.body or ""
        text = ours if live == last.after else merged(last.after, live, ours)
        if text == live:
            return False
        await self._patch(f"{self._place.base}/issues/{number}", text)
        self._remember(number, _Write(live, text))
        log.info("an edit that a write had replaced is back", repository=self._place.full_name, issue=number)
        return True

    async def _read(self, post: Post) -> str | None:
        if post.comment:
            comment = await self._api.find(ListedComment, self._url(post))
            return (comment.body or "") if comment else None
        payload = await self._issues.payload(post.number)
        return (payload.body or "") if payload else None

    async def _write(self, post: Post, path: str, write: _Write) -> None:
        async def there() -> bool | None:
            live = await self._read(post)
            if live == write.after:
                return True
            if live != write.before:
                raise _Edited
            return None

        try:
            await sure(lambda: self._patch(self._url(post), write.after), there, self._api.time.sleep)
        except Refused as refused:
            if refused.status not in REFUSALS | MISSING:
                raise
            raise Unwritable(path, refused.said) from refused
        except OtherRepository as moved:
            raise Unwritable(path, "it was moved to another repository") from moved
        if not post.comment:
            self._remember(post.number, write)

    async def _patch(self, url: str, text: str) -> bool:
        with not_repeated():
            if "/comments/" in url:
                await self._api.send(ListedComment, "PATCH", url, {"body": text})
            else:
                self._issues.wrote(await self._api.send(IssuePayload, "PATCH", url, {"body": text}))
        return True

    def _remember(self, number: int, write: _Write) -> None:
        self._wrote[number] = (*self._wrote.get(number, ()), write)

    def _url(self, post: Post) -> str:
        if post.comment:
            return f"{self._place.base}/issues/comments/{post.comment}"
        return f"{self._place.base}/issues/{post.number}"
