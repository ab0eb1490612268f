"""Issues of Duly's that are no items: each is found by a line with its hidden marker."""

from collections.abc import Sequence

from bot.core.model.issues import Issue
from bot.github.issues import Issues
from bot.github.payloads.issues import IssuePayload
from bot.github.transport.api import Api, RepositoryRef
from bot.github.transport.retry import sure


class OwnIssues:
    """Those of one repository."""

    def __init__(self, api: Api, repo: RepositoryRef, issues: Issues) -> None:
        self._api = api
        self._repo = repo
        self._issues = issues

    async def find(self, marker: str, writer: str) -> Issue | None:
        """The issue with a line that begins with `marker`, open or closed: people may write above it."""
        written = await self._issues.by(frozenset({writer.lower()}))
        return next((issue for issue in written if f"\n{marker}" in f"\n{issue.body}"), None)

    async def open(self, title: str, body: str, labels: Sequence[str], found_by: tuple[str, str]) -> Issue:
        """Open an issue, once: after an unclear answer it is looked for by its marker and writer, `found_by`."""

        async def post() -> Issue:
            payload = {"title": title, "body": body, **({"labels": list(labels)} if labels else {})}
            url = f"{self._repo.base}/issues"
            return self._issues.wrote(await self._api.send(IssuePayload, "POST", url, payload)).issue()

        async def there() -> Issue | None:
            return await self.find(*found_by)

        return await sure(post, there, self._api.time.sleep)
