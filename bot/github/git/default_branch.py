"""The tip of the default branch, by the name that the branch has now. A push may not show in it for some seconds."""

from http import HTTPStatus
from urllib.parse import quote

from bot.core.model.issues import Head
from bot.github.errors import OtherRepository, Refused, Unreachable
from bot.github.installations import facts_of
from bot.github.payloads.git import Ref
from bot.github.transport.api import Api, RepositoryRef

TIP_PAUSES = (0.5, 2.0, 8.0)
"""Seconds between looks at a tip that does not show a push yet. Then it counts: somebody may have pushed it back."""
TIPS_KEPT = 50


class DefaultBranch:
    """The default branch of one repository. `repo` is brought up to date where the repository or the branch was renamed."""

    def __init__(self, api: Api, repo: RepositoryRef, web: str) -> None:
        """`web` is the address under which people see repositories."""
        self._api = api
        self._repo = repo
        self._web = web
        self._tips: list[str] = []
        """The tips that this process has seen, oldest first."""

    async def head_after(self, previous_tip: str) -> Head:
        """The tip, looked at again for some seconds while a push that is known of does not show in it yet."""
        head = await self.head()
        for pause in TIP_PAUSES:
            if not self._is_past(head.commit, previous_tip):
                break
            await self._api.time.sleep(pause)
            head = await self.head()
        self._tips = [*(tip for tip in self._tips if tip != head.commit), head.commit][-TIPS_KEPT:]
        return head

    def _is_past(self, commit: str, previous_tip: str) -> bool:
        """Whether a tip is the one that the push left behind, or one after which this process has seen another."""
        return bool(commit) and (commit == previous_tip or commit in self._tips[:-1])

    async def head(self) -> Head:
        """The tip of the default branch; `commit` is empty where the repository is."""
        commit = await self._tip()
        if commit is None or self._api.moved:
            await self._look_again()
            commit = await self._tip() if commit is None else commit
        repo = self._repo
        if commit is None:
            raise Unreachable(f"{repo.full_name} has no branch {repo.branch}, its default one, at the moment")
        return Head(repo.full_name, repo.branch, commit, f"{self._web}/{repo.full_name}")

    async def _tip(self) -> str | None:
        """The commit; empty in an empty repository, None where there is no such branch."""
        url = f"{self._repo.base}/git/ref/heads/{quote(self._repo.branch, safe='/')}"
        try:
            ref = await self._api.find(Ref, url)
        except Refused as refused:
            if refused.status == HTTPStatus.CONFLICT:
                return ""
            raise
        return ref.object.sha if ref else None

    async def _look_again(self) -> None:
        """The repository's name and default branch as they are now."""
        facts = await facts_of(self._api, self._repo.full_name, patient=True)
        if self._api.repository not in {None, facts.id}:
            raise OtherRepository(f"{self._repo.full_name} is repository {facts.id}, not {self._api.repository}")
        self._repo.full_name, self._repo.branch = facts.full_name, facts.default_branch
        self._api.moved = False
