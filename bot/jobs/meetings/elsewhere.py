"""Other repositories of the installation that a job runs for."""

from bot.github.client import GitHub
from bot.github.payloads.accounts import RepositoryFacts
from bot.github.repository import Repository


class Elsewhere:
    """The repositories in which the same account has installed Duly; listed at the first question, and once."""

    def __init__(self, github: GitHub, installation: int) -> None:
        self._github = github
        self._installation = installation
        self._listed: dict[str, RepositoryFacts] | None = None

    async def find(self, full_name: str) -> Repository | None:
        """The repository with this `owner/name` in small letters; None where Duly is not installed there."""
        if not self._installation:
            return None
        if self._listed is None:
            there = await self._github.installed_repositories(self._installation)
            self._listed = {one.full_name.casefold(): one for one in there}
        facts = self._listed.get(full_name)
        return None if facts is None else await self._github.repository_of(self._installation, facts)
