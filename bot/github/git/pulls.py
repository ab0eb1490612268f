"""Pull requests of people and of Duly, as GitHub shows them."""

from urllib.parse import quote

from bot.core.carry.pull_request import Changed, Pull
from bot.github.payloads.pulls import ChangedFile, PullPayload
from bot.github.transport.api import Api, RepositoryRef


class Pulls:
    """The pull requests of one repository."""

    def __init__(self, api: Api, repo: RepositoryRef) -> None:
        self._api = api
        self._repo = repo

    async def one(self, number: int) -> Pull | None:
        """The pull request; None where the number is none of this repository."""
        payload = await self._api.find(PullPayload, self._url(number))
        return pull_of(payload) if payload else None

    async def open(self, base: str) -> tuple[Pull, ...]:
        """The newest 100 open pull requests into the branch `base`, newest first."""
        query = f"?state=open&base={quote(base, safe='')}&sort=created&direction=desc&per_page=100"
        payloads, _ = await self._api.page(list[PullPayload], f"{self._repo.base}/pulls{query}")
        return tuple(map(pull_of, payloads))

    async def changed(self, number: int) -> tuple[Changed, ...]:
        """The files that it adds, edits or removes; GitHub lists the first 3,000."""
        files = await self._api.pages(ChangedFile, f"{self._url(number)}/files?per_page=100")
        return tuple(_changed(file) for file in files)

    def _url(self, number: int) -> str:
        return f"{self._repo.base}/pulls/{number}"


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
