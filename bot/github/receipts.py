"""Receipts for commands: Duly's own reactions to the comment that gave them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from cachetools import TTLCache

from bot.github.errors import Refused
from bot.github.issues import LAG
from bot.github.payloads.issues import ListedComment, OneComment, Reaction
from bot.github.transport.api import MISSING, Api, RepositoryRef
from bot.github.transport.retry import READ_PAUSES, sure

log = structlog.get_logger(__name__)

BEGUN, DONE, FAILED = "eyes", "rocket", "confused"
ENDS = frozenset({DONE, FAILED})


@dataclass(frozen=True, slots=True)
class CommentState:
    """A comment as it is now. `ends` are Duly's own final reactions to it."""

    id: int
    body: str
    updated_at: datetime
    ends: tuple[Reaction, ...]


class Receipts:
    """Reactions to comments in one repository."""

    def __init__(self, api: Api, repo: RepositoryRef) -> None:
        self._api = api
        self._repo = repo
        self._lately: TTLCache[int, frozenset[str]] = TTLCache(10_000, LAG, timer=api.time.monotonic)
        """Comment → digests of its commands that were run."""

    async def comment(self, comment: int, writer: str) -> CommentState | None:
        """The comment of that id; None where it was deleted."""
        payload = await self._patiently(comment)
        if payload is None:
            return None
        counts = payload.reactions
        none = counts is not None and not counts.rocket + counts.confused
        return CommentState(
            comment, payload.body or "", payload.updated_at, () if none else await self._ends(comment, writer)
        )

    async def written_since(self, since: datetime) -> tuple[ListedComment, ...]:
        """People's comments that were written or edited since then, oldest first; a final reaction may be anybody's."""
        asked = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        url = f"{self._repo.base}/issues/comments?since={asked}&sort=created&direction=asc&per_page=100"
        listed = await self._api.pages(ListedComment, url)
        return tuple(one for one in listed if one.user and one.user.type != "Bot" and not one.performed_via_github_app)

    async def is_ended(self, comment: int, writer: str) -> bool:
        """Whether a comment has a final reaction of Duly's, however old."""
        return bool(await self._ends(comment, writer))

    async def _patiently(self, comment: int) -> OneComment | None:
        """The comment. A 404 counts only after it was repeated: a server of GitHub may not have the comment yet."""
        for pause in (0.0, *READ_PAUSES):
            await self._api.time.sleep(pause)
            if found := await self._api.find(OneComment, self._url(comment)):
                return found
        return None

    def is_answered(self, comment: CommentState, digest: str) -> bool:
        """Whether a final reaction is at least as new as the comment: its commands were run, and are not run again.

        People may have undone them since. An edit may have come while the commands before it ran, and times are
        whole seconds: this process keeps which commands it ran. (Where it ends in that very moment the edit is lost.)
        """
        newest = max((each.created_at for each in comment.ends), default=None)
        if newest is None or newest < comment.updated_at:
            return False
        return digest in self._lately.get(comment.id, {digest})

    async def begin(self, comments: Sequence[CommentState]) -> None:
        """Show at the first comment that the commands are running; final reactions of earlier runs are removed from all."""
        for comment in comments:
            for each in comment.ends:
                await self._api.remove(f"{self._url(comment.id)}/reactions/{each.id}")
        await self._react(comments[0].id, BEGUN)

    async def end(self, comments: Sequence[CommentState], digest: str, *, well: bool) -> None:
        """Show at each comment how it ended. At the first one last: until then its reply is looked for."""
        for comment in reversed(comments):
            await self._react(comment.id, DONE if well else FAILED)
            self._lately[comment.id] = self._lately.get(comment.id, frozenset()) | {digest}

    async def _ends(self, comment: int, writer: str) -> tuple[Reaction, ...]:
        listed = await self._api.pages(Reaction, f"{self._url(comment)}/reactions?per_page=100")
        own = (each for each in listed if each.user and each.user.login.lower() == writer.lower())
        return tuple(each for each in own if each.content in ENDS)

    async def _react(self, comment: int, content: str) -> None:
        """Doing it twice is as good as once. Where it is not allowed (a locked conversation), the work counts more."""
        url = f"{self._url(comment)}/reactions"

        async def write() -> Reaction:
            return await self._api.send(Reaction, "POST", url, {"content": content})

        async def look() -> None:
            return None

        try:
            await sure(write, look, self._api.time.sleep)
        except Refused as refused:
            if refused.status not in MISSING | {403, 422}:
                raise
            log.warning("no reaction", comment=comment, content=content, reason=str(refused))

    def _url(self, comment: int) -> str:
        return f"{self._repo.base}/issues/comments/{comment}"
