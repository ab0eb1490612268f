"""Writes to posts: the body of a meeting's issue, and Duly's own comment on it.

GitHub writes a body unconditionally: no write names the text that it replaces. So each write is small, comes right after a read,
and is remembered with the text that it was made from, across restarts and for other processes. The event of an edit holds the text
that it replaced; where that is another one, a person's edit came between, and `merge_replaced` merges both.
"""

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Protocol

import structlog
from cachetools import LRUCache
from pydantic import BaseModel

from bot.core.model.meeting import Post
from bot.core.text.merge import merged
from bot.github.errors import OtherRepository, Refused, Unwritable
from bot.github.git.commits import Amended, D, Revise
from bot.github.issues import Issues
from bot.github.payloads.issues import IssuePayload, ListedComment
from bot.github.transport.api import MISSING, Api, RepositoryRef
from bot.github.transport.rate_limit import not_repeated
from bot.github.transport.retry import sure

log = structlog.get_logger(__name__)

REFUSALS = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY})
MOST_SEEN = 200
"""Texts of one body that are known."""
TRIES = 5
"""How often a text is revised anew because it was edited while GitHub's answer was unclear."""


class _Edited(Exception):
    """Somebody edited the text between the read and the write."""


@dataclass(frozen=True, slots=True)
class _Write:
    before: str
    after: str


class _Writes(BaseModel):
    """The newest write to a body, and fingerprints of all texts that Duly read or wrote there."""

    before: str
    after: str
    seen: list[str] = []

    def with_write(self, write: _Write, *more: str) -> "_Writes":
        """The same after one more write."""
        seen = dict.fromkeys([*self.seen, *map(_fingerprint, (*more, write.before, write.after))])
        return _Writes(before=write.before, after=write.after, seen=list(seen)[-MOST_SEEN:])


def _fingerprint(text: str) -> str:
    """A text in few characters. GitHub may change the ends of its lines."""
    return sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Memory(Protocol):
    """Short texts by name."""

    async def recall(self, name: str) -> str:
        """What was remembered under a name; empty where nothing was."""

    async def remember(self, name: str, value: str) -> None:
        """Keep a text."""


class _OfProcess:
    """The memory of a process that has no queue."""

    def __init__(self) -> None:
        self._kept: LRUCache[str, str] = LRUCache(100)

    async def recall(self, name: str) -> str:
        """See `Memory`."""
        return self._kept.get(name, "")

    async def remember(self, name: str, value: str) -> None:
        """See `Memory`."""
        self._kept[name] = value


class Posts:
    """The posts of one repository."""

    def __init__(self, api: Api, repo: RepositoryRef, issues: Issues) -> None:
        self._api = api
        self._repo = repo
        self._issues = issues
        self._memory: Memory = _OfProcess()
        self._names = ""

    def remember_in(self, memory: Memory, names: str) -> None:
        """Remember writes in `memory`, under names that begin with `names`."""
        self._memory = memory
        self._names = names

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

    async def merge_replaced(self, number: int, replaced: str) -> bool:
        """Merge a text that a write of Duly's to an issue's body replaced, where Duly had not seen it; whether it did."""
        last = await self._recall(number)
        if last is None or _fingerprint(replaced) in last.seen:
            return False
        ours = merged(last.before, replaced, last.after)
        payload = await self._issues.payload(number)
        if payload is None:
            return False
        live = payload.body or ""
        text = ours if _fingerprint(live) == _fingerprint(last.after) else merged(last.after, live, ours)
        if text != live:
            await self._patch(f"{self._repo.base}/issues/{number}", text)
            log.info("an edit that a write had replaced is back", repository=self._repo.full_name, issue=number)
        # After the write: a kill before this lets it be merged again, which changes nothing.
        await self._remember(number, _Write(live, text), replaced)
        return text != live

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

        if not post.comment:
            # Before the write: its event may come although this process ends before the answer.
            await self._remember(post.number, write)
        try:
            await sure(lambda: self._patch(self._url(post), write.after), there, self._api.time.sleep)
        except Refused as refused:
            if refused.status not in REFUSALS | MISSING:
                raise
            raise Unwritable(path, refused.said) from refused
        except OtherRepository as moved:
            raise Unwritable(path, "it was moved to another repository") from moved

    async def _patch(self, url: str, text: str) -> bool:
        with not_repeated():
            if "/comments/" in url:
                await self._api.send(ListedComment, "PATCH", url, {"body": text})
            else:
                self._issues.wrote(await self._api.send(IssuePayload, "PATCH", url, {"body": text}))
        return True

    async def _remember(self, number: int, write: _Write, *seen: str) -> None:
        last = await self._recall(number) or _Writes(before="", after="")
        await self._memory.remember(self._name(number), last.with_write(write, *seen).model_dump_json())

    async def _recall(self, number: int) -> _Writes | None:
        text = await self._memory.recall(self._name(number))
        return _Writes.model_validate_json(text) if text else None

    def _name(self, number: int) -> str:
        return f"{self._names}{self._api.repository}/{number}"

    def _url(self, post: Post) -> str:
        if post.comment:
            return f"{self._repo.base}/issues/comments/{post.comment}"
        return f"{self._repo.base}/issues/{post.number}"
