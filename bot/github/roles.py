"""Who may do what in a repository."""

import structlog

from bot.core.commands import Role
from bot.github.errors import Refused
from bot.github.payloads.accounts import Permission
from bot.github.transport.api import Api, RepositoryRef

log = structlog.get_logger(__name__)


class Roles:
    """The roles of people in one repository, as they are now."""

    def __init__(self, api: Api, repo: RepositoryRef) -> None:
        self._api = api
        self._repo = repo

    async def of(self, login: str) -> Role:
        """What a login may do here; NONE where GitHub does not say."""
        url = f"{self._repo.base}/collaborators/{{login}}/permission"
        try:
            found = await self._api.find(Permission, url, {"login": login})
        except Refused as refused:
            log.warning("role not read", login=login, reason=str(refused))
            return Role.NONE
        names = (found.role_name, found.permission) if found else ()
        # Custom roles of an organization have their own names; the old field has the role that they are based on.
        return next((Role[name.upper()] for name in names if name.upper() in Role.__members__), Role.NONE)
