"""What a server does on GitHub: the jobs of its queue, and what no delivery asks for."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from importlib import import_module
from typing import TYPE_CHECKING

import structlog

from bot.github.client import GitHub
from bot.github.errors import BadAnswer, GitHubError, Refused, Unreachable
from bot.github.installations import Identity
from bot.jobs.budget import Budget
from bot.jobs.hourly import queue_catch_ups
from bot.queue.job import Job, Queue
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.jobs.dispatch import Dispatcher

log = structlog.get_logger(__name__)


REFUSED_PAUSES = (1.0, 4.0)
"""Seconds after which credentials that were refused are tried again: GitHub refuses good ones now and then."""

CATCH_UP = "catch up"
CATCH_UP_EVERY = 3500.0
"""Seconds: a little less than the hour after which each process tries."""
CATCH_UP_AT_START = 600.0
"""Seconds. When processes start one after the other, one of them catches up."""


class Duties:
    """See `bot.web.background.Duties`."""

    def __init__(
        self, settings: Settings, github: GitHub, queue: Queue, refused_pauses: Sequence[float] = REFUSED_PAUSES
    ) -> None:
        self._refused_pauses = refused_pauses
        self._settings = settings
        self._github = github
        self._queue = queue
        self._caught_up = False
        self._budget = Budget(settings.commands)
        self._dispatcher: Dispatcher | None = None

    async def perform(self, job: Job) -> None:
        """Do one job. What reads notes is loaded for the first one: an idle server needs a third less memory."""
        if self._dispatcher is None:
            await asyncio.to_thread(import_module, "bot.jobs.dispatch")
            from bot.jobs.dispatch import Dispatcher  # noqa: PLC0415

            self._dispatcher = self._dispatcher or Dispatcher(self._github, self._queue, self._budget)
        await self._dispatcher.perform(job)

    async def identify(self) -> str:
        """Why GitHub will not take these credentials, whenever it is asked; empty where it does, or does not answer."""
        try:
            identity = await self._identity()
        except (Unreachable, BadAnswer, Refused) as error:
            reason = self._reason(error)
            log.error("GitHub does not take the credentials", reason=reason, answer=str(error))
            return reason
        except GitHubError as error:
            log.warning("GitHub does not answer; deliveries are taken and wait", reason=str(error))
            return ""
        accounts = {} if identity.installations is None else {"installations": identity.installations}
        log.info("identified", login=identity.login, **accounts)
        return ""

    async def _identity(self) -> Identity:
        """The account of these credentials; a refusal is asked for again before it counts."""
        for pause in self._refused_pauses:
            with suppress(Unreachable, BadAnswer, Refused):
                return await self._github.identity()
            await asyncio.sleep(pause)
        return await self._github.identity()

    def _reason(self, error: GitHubError) -> str:
        address, app = self._settings.github_api_url, self._settings.app_id
        if isinstance(error, BadAnswer):
            return f"{address} is not GitHub's API; on GitHub Enterprise Server it ends with /api/v3"
        if not self._github.app:
            return "GitHub refuses GITHUB_TOKEN; it may have expired"
        if isinstance(error, Refused) and error.status == HTTPStatus.NOT_FOUND:
            return f"{address} knows no App {app}; check APP_ID and GITHUB_API_URL"
        return f"GitHub refuses the key of App {app}; check APP_ID, PRIVATE_KEY and the clock of this machine"

    async def catch_up(self) -> None:
        """Look for what no delivery brought, unless another process did within the hour."""
        if not await self._queue.try_lock(CATCH_UP, CATCH_UP_EVERY if self._caught_up else CATCH_UP_AT_START):
            return
        try:
            await queue_catch_ups(self._github, self._queue, self._settings.serves)
        except BaseException:
            await self._queue.unlock(CATCH_UP)
            raise
        finally:
            self._caught_up = True
