"""Pull requests, as far as the next meeting's note stands in one."""

from bot.core.carry.pull_request import Changed, Pull
from bot.github.api import Api, RepositoryRef
from bot.github.payloads import ChangedFile, PullPayload


class Pulls:
    """The pull requests of one repository."""

    def __init__(self, api: Api, place: RepositoryRef) -> None:
        self._api = api
        self._place = place

    async def one(self, number: int) -> Pull | None:
        """The pull request; None where the number is none of this repository."""
        payload = await self._api.find(PullPayload, self._url(number))
        return _pull(payload) if payload else None

    async def changed(self, number: int) -> tuple[Changed, ...]:
        """The files that it adds or edits (GitHub lists the first 3,000), without those that it removes."""
        files = await self._api.pages(ChangedFile, f"{self._url(number)}/files?per_page=100")
        return tuple(Changed(file.filename, file.sha) for file in files if file.sha and file.status != "removed")

    def _url(self, number: int) -> str:
        return f"{self._place.base}/pulls/{number}"


def _pull(payload: PullPayload) -> Pull:
    head, base = payload.head.repo, payload.base.repo
    return Pull(
        number=payload.number,
        title=payload.title,
        body=payload.body or "",
        open=payload.state == "open",
        merged=payload.merged,
        branch=payload.head.ref,
        commit=payload.head.sha,
        fork=head is None or base is None or head.id != base.id,
    )
