"""The sandbox: the stand-in for GitHub as one object, for tests and the demo."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from aiohttp.typedefs import Middleware

from bot.sandbox.github import server
from bot.sandbox.github.app import AppSpec
from bot.sandbox.github.clock import Clock, real
from bot.sandbox.github.events import Events
from bot.sandbox.github.faults import Faults
from bot.sandbox.github.recorder import Recorder, write_lines
from bot.sandbox.github.server import Extension
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.state.records import AccountType, Installation, RepositoryState
from bot.sandbox.github.state.repository import Repository
from bot.sandbox.github.state.world import World
from bot.sandbox.github.webhooks import Hooks


class Sandbox:
    """GitHub in one process: create repositories, `serve` it, act as people, and inspect what the App did.

    All methods must be called from the event loop that serves.
    """

    def __init__(self, app: AppSpec | None = None, clock: Clock = real) -> None:
        self.app = app or AppSpec()
        hooks = Hooks(self.app.id, self.app.webhook_secret, self.app.webhook_url, clock)
        self.world = World(self.app, clock, hooks)
        self.recorder = Recorder()
        self.faults = Faults(self.world)
        """Active faults; none by default."""
        self.middlewares: list[Middleware] = [self.faults.middleware()]
        """Run between the recorder and the API. Set before `serve`."""
        self.extensions: list[Extension] = []
        """Further routes beside the API, such as the demo's page. Set before `serve`."""
        self.archive_calls: list[tuple[str, bool]] = []
        """Path of each archive that was fetched, and whether credentials were sent, which must not happen."""

    @property
    def url(self) -> str:
        """The address of the API while it is served."""
        return self.world.base

    @property
    def bot_login(self) -> str:
        """The App's own login: `slug[bot]`."""
        return self.world.app.bot.login

    @property
    def webhook_url(self) -> str | None:
        """Where webhooks are sent. None: nowhere; they are dropped."""
        return self.world.hooks.url

    @webhook_url.setter
    def webhook_url(self, url: str | None) -> None:
        self.world.hooks.url = url

    @property
    def events(self) -> Events:
        """The log of events."""
        return self.world.events

    @property
    def deliveries(self) -> list[Json]:
        """Every attempt to deliver a webhook, as `headers` and raw `body`."""
        return [{"headers": one.headers, "body": one.body} for one in self.world.hooks.attempts]

    def create_repository(  # noqa: PLR0913 - options, all by name
        self,
        full_name: str,
        *,
        private: bool = False,
        collaborators: Mapping[str, str] | None = None,
        files: Mapping[str, str | bytes | None] | None = None,
        owner_type: AccountType = AccountType.ORGANIZATION,
        default_branch: str = "main",
        installed: bool = True,
    ) -> Repository:
        """A repository with people (login → role), first files (pushed before the App sees it), and the App on it."""
        owner, _, name = full_name.partition("/")
        now = self.world.now()
        state = RepositoryState(
            id=self.world.next_id(),
            owner=self.world.account(owner, owner_type),
            name=name,
            created_at=now,
            updated_at=now,
            private=private,
            default_branch=default_branch,
        )
        self.world.repositories[state.id] = state
        self.world.names[full_name.lower()] = state.id
        made = Repository(self.world, state)
        for login, role in (collaborators or {}).items():
            made.collaborate(login, role)
        if files:
            made.push(files, message="First files")
        if installed:
            self.world.install(state)
        return made

    def fork(self, repository: Repository, owner: str) -> Repository:
        """A person's fork without the App: the same branches, and shared objects, as on GitHub."""
        of, now = repository.state, self.world.now()
        state = RepositoryState(
            id=self.world.next_id(),
            owner=self.world.account(owner),
            name=of.name,
            created_at=now,
            updated_at=now,
            private=of.private,
            default_branch=of.default_branch,
            store=of.store,
            refs=dict(of.refs),
            fork_of=of,
        )
        self.world.repositories[state.id] = state
        self.world.names[state.full_name.lower()] = state.id
        return Repository(self.world, state)

    def repository(self, full_name: str) -> Repository:
        """A repository by its name, old names too; KeyError without it."""
        state = self.world.find(full_name)
        if state is None:
            raise KeyError(full_name)
        return Repository(self.world, state)

    def installation(self, repository: Repository) -> Installation:
        """The installation that has the repository; KeyError without one."""
        found = self.world.installation_of(repository.state)
        if found is None:
            raise KeyError(repository.full_name)
        return found

    def install(self, repository: Repository) -> Installation:
        """Install the App on a repository, which sends the installation events."""
        return self.world.install(repository.state)

    def uninstall(self, repository: Repository) -> None:
        """Remove the App from a repository, which the App then cannot see any more."""
        self.world.uninstall(repository.state)

    def suspend(self, repository: Repository, *, on: bool = True) -> None:
        """Suspend the installation that has the repository, or resume it. While suspended, its tokens get 403 and no events are sent."""
        self.installation(repository).suspended_at = self.world.now() if on else None

    def manifest_code(self) -> str:
        """A code as GitHub sends it after a manifest was accepted; valid for one conversion."""
        code = secrets.token_hex(20)
        self.world.manifest_codes.add(code)
        return code

    def person(self, login: str) -> str:
        """A personal access token for a login; the account is created if needed."""
        who = self.world.account(login)
        token = f"ghp_{secrets.token_hex(18)}"
        self.world.personal[token] = who
        return token

    def ping(self) -> None:
        """Send the App GitHub's `ping`."""
        hook: Json = {
            "type": "App",
            "id": 1,
            "name": "web",
            "active": True,
            "app_id": self.app.id,
            "events": list(self.app.events),
            "config": {"url": self.webhook_url, "content_type": "json", "insecure_ssl": "0", "secret": "********"},
            "created_at": self.world.born.isoformat(),
            "updated_at": self.world.born.isoformat(),
            "deliveries_url": f"{self.url}/app/hook/deliveries",
        }
        self.world.hooks.send("ping", {"zen": "Keep it logically awesome.", "hook_id": 1, "hook": hook}, None, None)

    async def settled(self) -> None:
        """Wait until every webhook was answered."""
        await self.world.hooks.settled()

    @asynccontextmanager
    async def serve(self, port: int = 0, host: str = "127.0.0.1") -> AsyncIterator[str]:
        """Serve the API on loopback until the context ends. Yields its address."""
        async with AsyncExitStack() as stack:
            archives = server.archives(self.world, self.archive_calls)
            self.world.archive = await stack.enter_async_context(server.listening(archives, host, 0))
            application = server.api(self.world, [self.recorder.middleware(), *self.middlewares], self.extensions)
            self.world.base = await stack.enter_async_context(server.listening(application, host, port))
            stack.push_async_callback(_stop, asyncio.create_task(self.world.hooks.run()))
            yield self.world.base

    def write_exchanges(self, path: Path) -> None:
        """Every exchange over the API as JSON lines, for a validator."""
        self.recorder.write(path)

    def write_deliveries(self, path: Path) -> None:
        """Every webhook as JSON lines, for a validator."""
        write_lines(path, self.deliveries)


async def _stop(running: asyncio.Task[None]) -> None:
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
