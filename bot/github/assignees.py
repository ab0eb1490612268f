"""Who can be assigned: asked once for many, remembered for some minutes."""

from collections.abc import Iterable

from cachetools import TTLCache

from bot.github.errors import Refused
from bot.github.payloads.accounts import User
from bot.github.transport.api import MISSING, Api, RepositoryRef

REMEMBERED = 600
"""Seconds."""


class Assignees:
    """The logins that may be assigned to any issue of one repository."""

    def __init__(self, api: Api, repo: RepositoryRef) -> None:
        self._api = api
        self._repo = repo
        self._can: TTLCache[str, bool] = TTLCache(10_000, REMEMBERED, timer=api.time.monotonic)

    async def known(self, logins: Iterable[str], *, anew: bool = False) -> dict[str, bool]:
        """Login (lower case) to whether it can be assigned; `anew`: asked one by one, whatever is remembered."""
        asked = {login.lower() for login in logins}
        if anew:
            self._can.update({login: await self._check(login) for login in sorted(asked)})
        elif unknown := asked - set(self._can):
            self._can.update(await self._ask(unknown))
        return {login: self._can.get(login, True) for login in asked}

    async def may_be_assigned(self, number: int, login: str) -> bool:
        """Whether a login may be assigned to one issue: those who commented on it may, although not to others."""
        url = f"{self._repo.base}/issues/{number}/assignees/"
        return await self._api.there(url + "{login}", {"login": login})

    async def _ask(self, logins: set[str]) -> dict[str, bool]:
        try:
            listed, more = await self._api.page(list[User], f"{self._repo.base}/assignees?per_page=100")
        except Refused as refused:
            if refused.status not in MISSING:
                raise
            # Some stand-ins have no such list. Then the write shows it: it is repeated without those that it refuses.
            return dict.fromkeys(logins, True)
        can = {user.login.lower() for user in listed}
        return {login: login in can or (more is not None and await self._check(login)) for login in sorted(logins)}

    async def _check(self, login: str) -> bool:
        return await self._api.there(self._repo.base + "/assignees/{login}", {"login": login})
