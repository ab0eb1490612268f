"""Sub-issues: one issue put under another."""

from bot.core.model.plan import Attach
from bot.github.payloads.issues import IssuePayload
from bot.github.transport.api import Api, RepositoryRef
from bot.github.transport.retry import sure


class SubIssues:
    """The issues below issues in one repository."""

    def __init__(self, api: Api, repo: RepositoryRef) -> None:
        self._api = api
        self._repo = repo

    async def attach(self, change: Attach) -> None:
        """Put an issue under its parent, unless it is under one already, where a person put it.

        Refused, with 422, where GitHub takes no more: 100 below one issue, 8 levels.
        """

        async def write() -> IssuePayload:
            url = f"{self._repo.base}/issues/{change.parent}/sub_issues"
            return await self._api.send(IssuePayload, "POST", url, {"sub_issue_id": change.id})

        if await self._parent(change.number) is None:
            await sure(write, lambda: self._parent(change.number), self._api.time.sleep)

    async def _parent(self, number: int) -> IssuePayload | None:
        return await self._api.find(IssuePayload, f"{self._repo.base}/issues/{number}/parent")
