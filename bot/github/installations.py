"""The App as a whole: who it is, where it is installed, the repositories there, and which deliveries failed."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from bot.github.errors import NoLongerInstalled, Refused
from bot.github.payloads.accounts import App, DeliveryItem, Installation, InstalledRepositories, RepositoryFacts
from bot.github.transport.api import Api
from bot.github.transport.retry import READ_PAUSES

KEPT = timedelta(days=3)
"""For how long GitHub lists deliveries and delivers them again."""
ATTEMPTS = 5
"""Failed attempts after which a delivery is not asked for any more."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The login that Duly writes as, and on how many accounts the App is installed; None for a token."""

    login: str
    installations: int | None = None


@dataclass(frozen=True, slots=True)
class FailedDelivery:
    """An event that no attempt has brought: the id of its newest attempt, and when that was."""

    id: int
    event: str
    at: datetime


class AppApi:
    """Calls with the App's own JWT."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def identity(self) -> Identity:
        """Who the App is."""
        app = await self._api.get(App, "/app")
        return Identity(f"{app.slug}[bot]", app.installations_count)

    async def registration(self) -> App:
        """What the App is registered with: its permissions and events."""
        return await self._api.get(App, "/app")

    async def newest_deliveries(self, most: int) -> tuple[DeliveryItem, ...]:
        """The newest attempts to deliver, newest first; 100 at most."""
        page, _ = await self._api.page(list[DeliveryItem], f"/app/hook/deliveries?per_page={most}")
        return tuple(page)

    async def installations(self) -> tuple[int, ...]:
        """The ids of the installations that are not suspended."""
        listed = await self._api.pages(Installation, "/app/installations?per_page=100")
        return tuple(one.id for one in listed if one.suspended_at is None)

    async def failed_deliveries(self, since: datetime) -> tuple[FailedDelivery, ...]:
        """The deliveries that failed since then, oldest first; those that failed `ATTEMPTS` times are left out."""
        attempts: dict[str, list[DeliveryItem]] = {}
        async for item in self._failures(since):
            attempts.setdefault(item.guid, []).append(item)
        newest = (items[0] for items in attempts.values() if len(items) < ATTEMPTS)
        return tuple(FailedDelivery(one.id, one.event, one.delivered_at) for one in sorted(newest, key=_by_time))

    async def _failures(self, since: datetime) -> AsyncIterator[DeliveryItem]:
        """Failed attempts, newest first."""
        more: str | None = "/app/hook/deliveries?status=failure&per_page=100"
        while more:
            page, more = await self._api.page(list[DeliveryItem], more)
            for item in page:
                if item.delivered_at < since:
                    return
                yield item

    async def deliver_again(self, deliveries: Iterable[FailedDelivery]) -> int:
        """Ask for deliveries once more; how many GitHub took up."""
        taken = 0
        for one in deliveries:
            try:
                await self._api.send(object, "POST", f"/app/hook/deliveries/{one.id}/attempts", b"")
            except Refused as refused:
                # Too old by now, or it was delivered meanwhile.
                if refused.status not in {HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}:
                    raise
                continue
            taken += 1
        return taken


async def installed_repositories(api: Api) -> tuple[RepositoryFacts, ...]:
    """The repositories that an installation's token reaches, without those that are archived or disabled."""
    found: list[RepositoryFacts] = []
    more: str | None = "/installation/repositories?per_page=100"
    while more:
        page, more = await api.page(InstalledRepositories, more)
        found += (one for one in page.repositories if not (one.archived or one.disabled))
    return tuple(found)


async def facts_of(api: Api, full_name: str, *, patient: bool = False) -> RepositoryFacts:
    """The repository's id, name and default branch; NoLongerInstalled where these credentials do not see it.

    `patient`: a 404 counts only after it was repeated.
    """
    for pause in READ_PAUSES if patient else ():
        if facts := await api.find(RepositoryFacts, f"/repos/{full_name}"):
            return facts
        await api.time.sleep(pause)
    facts = await api.find(RepositoryFacts, f"/repos/{full_name}")
    if facts is None:
        raise NoLongerInstalled(f"{full_name} is not there, or these credentials may not see it")
    return facts


def _by_time(item: DeliveryItem) -> tuple[datetime, int]:
    return item.delivered_at, item.id
