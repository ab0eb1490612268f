"""The state of the sandbox, and sending webhooks to the App."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.github.app import AppSpec
from bot.sandbox.github.clock import Clock
from bot.sandbox.github.events import Events
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.people import installation as installation_shape
from bot.sandbox.github.shapes.people import node, organization, user
from bot.sandbox.github.shapes.repository import brief, repository
from bot.sandbox.github.state.records import AccountType, App, Installation, RepositoryState, User
from bot.sandbox.github.webhooks import Hooks


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts on a repository, with their role; `app` is set if the App acts."""

    user: User
    role: str
    app: App | None = None


@dataclass(slots=True)
class Token:
    """An installation token: its permissions, repositories and expiry."""

    installation: Installation
    expires_at: datetime
    permissions: dict[str, str]
    repositories: frozenset[int] | None = None


@dataclass(slots=True)
class Window:
    """The primary rate limit of one caller: requests since `start`."""

    start: datetime
    used: int = 0


@dataclass(slots=True)
class World:
    """Accounts, repositories, installations and tokens."""

    spec: AppSpec
    clock: Clock
    hooks: Hooks
    base: str = "http://127.0.0.1"
    """The address of the API; set when the sandbox is served."""
    archive: str = "http://127.0.0.1"
    """The other origin, which tarballs come from."""
    rate_limit: int = 5000
    events: Events = field(default_factory=Events)
    accounts: dict[str, User] = field(default_factory=dict)
    repositories: dict[int, RepositoryState] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """Full names in lower case, also former ones → repository id."""
    installations: dict[int, Installation] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    personal: dict[str, User] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    manifest_codes: set[str] = field(default_factory=set)
    born: datetime = field(init=False)
    app: App = field(init=False)
    ids: int = 10_000

    def __post_init__(self) -> None:
        """Create the App and its bot account."""
        self.born = self.now()
        bot = self.account(f"{self.spec.slug}[bot]", AccountType.BOT)
        owner = self.account(self.spec.owner)
        spec = self.spec
        self.app = App(spec.id, spec.slug, owner, bot, spec.public_key, dict(spec.permissions), spec.events, self.born)

    def now(self) -> datetime:
        """The time of the sandbox's clock in whole seconds, as GitHub stores it."""
        return self.clock().replace(microsecond=0)

    def next_id(self) -> int:
        """A number not used before."""
        self.ids += 1
        return self.ids

    def account(self, login: str, kind: AccountType = AccountType.USER) -> User:
        """The account of a login, created if needed. An App's login ends with `[bot]`, and no person's does."""
        known = self.accounts.get(login.lower())
        kind = AccountType.BOT if login.endswith("[bot]") else kind
        if known is None:
            known = self.accounts[login.lower()] = User(self.next_id(), login, kind)
        return known

    def find_account(self, login: str) -> User | None:
        """The account of a login, None if there is none."""
        return self.accounts.get(login.lower())

    def find(self, full_name: str) -> RepositoryState | None:
        """The repository with that name, or that once had it."""
        return self.repositories.get(self.names.get(full_name.lower(), 0))

    def installation_of(self, repo: RepositoryState) -> Installation | None:
        """The installation that has the repository."""
        return next((one for one in self.installations.values() if repo.id in one.repositories), None)

    def actor(self, repo: RepositoryState, login: str) -> Actor:
        """A person as an actor; the App's own login acts as the App."""
        who = self.account(login)
        if who == self.app.bot:
            return Actor(who, "write", self.app)
        return Actor(who, repo.role(login), None)

    def notify(self, repo: RepositoryState, event: str, by: User, payload: Json) -> None:
        """Send the App an event, if it is installed and subscribed. `payload` overrides the common parts."""
        where = self.installation_of(repo)
        if where is None or where.suspended_at or event not in self.app.events:
            return
        common: Json = {
            "repository": repository(self.base, repo),
            "sender": user(self.base, by),
            "installation": {"id": where.id, "node_id": node("Installation", where.id)},
        }
        if repo.owner.type is AccountType.ORGANIZATION:
            common["organization"] = organization(self.base, repo.owner)
        self.hooks.send(event, common | payload, where.id, repo.id)

    def note(self, repo: RepositoryState, what: str, by: User, issue: int | None = None, **words: str) -> None:
        """Add to the log of events. `words` are `title` and `text`."""
        self.events.add(time=self.now(), actor=by.login, repository=repo.full_name, what=what, issue=issue, **words)

    def install(self, repo: RepositoryState) -> Installation:
        """Install the App on a repository: a new installation of its owner's account, or one more repository in it."""
        known = next((one for one in self.installations.values() if one.account == repo.owner), None)
        if known is None:
            known = self._new_installation(repo)
            self._notify_installation(
                known, "installation", {"action": "created", "repositories": [brief(repo)], "requester": None}
            )
        elif repo.id not in known.repositories:
            known.repositories.append(repo.id)
            self._notify_selection(known, "added", [brief(repo)], [])
        return known

    def uninstall(self, repo: RepositoryState) -> None:
        """Remove the App from a repository."""
        where = self.installation_of(repo)
        if where is not None:
            where.repositories.remove(repo.id)
            self._notify_selection(where, "removed", [], [brief(repo)])

    def _notify_selection(self, where: Installation, action: str, added: list[Json], removed: list[Json]) -> None:
        payload: Json = {"action": action, "repository_selection": "selected", "requester": None}
        lists: Json = {"repositories_added": added, "repositories_removed": removed}
        self._notify_installation(where, "installation_repositories", payload | lists)

    def _new_installation(self, repo: RepositoryState) -> Installation:
        number = self.next_id()
        made = Installation(number, self.app, repo.owner, self.now(), [repo.id], dict(self.app.permissions))
        self.installations[number] = made
        return made

    def _notify_installation(self, where: Installation, event: str, payload: Mapping[str, object]) -> None:
        # Every App gets the events of its installations, whatever it subscribed to.
        common: Json = {"installation": installation_shape(self.base, where), "sender": user(self.base, where.account)}
        self.hooks.send(event, dict(payload) | common, where.id, None)
