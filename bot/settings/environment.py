"""Settings from the environment, read once at the start."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.settings.credentials import AppCredentials, CredentialsError, load
from bot.settings.file import with_file
from bot.settings.variables import SettingsError, checked_key, key_file, number, url

GITHUB = "https://api.github.com"
LEVELS = ("debug", "info", "warning", "error", "critical")
POSTGRES = ("postgres", "postgresql")
DEBOUNCE = 5.0
"""Seconds for which a debounced job waits for equal ones: closing five issues takes a person some clicks."""
SHORTEST_SECRET = 16
"""Characters of the webhook secret. With a guessed secret anybody can send events in GitHub's name."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a process of the server does."""

    receives: bool = True
    """It listens for webhooks."""
    works: bool = True
    """It works on jobs."""


BOTH = Role()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What strangers may use of the server before a signature was checked."""

    head_seconds: float = 10.0
    """Until the head of a request has to be complete."""
    connections: int = 500
    body_bytes: int = 256 * 1024 * 1024
    """Bytes that all bodies may have together while they are being received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandBudget:
    """How many commands one login may give in one repository within some seconds. More of them wait."""

    commands: int = 20
    strangers: int = 10
    """The same for a login that has nothing to do with the repository or the issue."""
    seconds: float = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings. Secrets are not in the `repr`."""

    app_id: str = ""
    private_key: str = ""
    """PEM text."""
    webhook_secret: str = ""
    webhook_secret_before: str = ""
    """The secret that is being replaced; deliveries signed with it are taken as well."""
    github_token: str = ""
    github_api_url: str = GITHUB
    accounts: frozenset[str] = frozenset()
    """Organisations and people whose repositories are served, in lower case; empty: all."""
    database_url: str = ""
    """Empty: `duly.db` in the working directory. `sqlite:///path` or a plain path names another file, `postgresql://…` a
    database for any number of processes."""
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8080
    """0: any free port."""
    metrics_port: int = 0
    """Where `/metrics` is served alone, on `host`; 0: beside the webhook."""
    log_level: str = "info"
    home: Path = Path()
    """The folder of the credentials that the set-up page made (`DULY_HOME`); by default the working directory."""
    limits: Limits = Limits()
    commands: CommandBudget = CommandBudget()
    write_interval: float = 1.0
    """Seconds between two writes of one installation (`DULY_WRITE_INTERVAL`; 0 for tests and the sandbox only)."""
    debounce: float = DEBOUNCE
    """See `DEBOUNCE` (`DULY_DEBOUNCE`; fewer for tests only)."""

    def __repr__(self) -> str:
        """The settings without their secrets."""
        return f"Settings(app_id={self.app_id!r}, github_api_url={self.github_api_url!r}, port={self.port})"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings in `environ`, and in the file that it names; an empty variable counts as unset.

        Raises SettingsError, which names the variable.
        """
        try:
            found = with_file(environ, "DULY_SETTINGS")
        except ValueError as error:
            raise SettingsError(str(error)) from None
        given = {name: value.strip() for name, value in found.items() if value.strip()}
        home = Path(given.get("DULY_HOME", ""))
        settings = cls(
            home=home,
            app_id=given.get("APP_ID", ""),
            private_key=_private_key(given),
            webhook_secret=given.get("WEBHOOK_SECRET", ""),
            webhook_secret_before=given.get("WEBHOOK_SECRET_BEFORE", ""),
            github_token=given.get("GITHUB_TOKEN", ""),
            github_api_url=url(given, "GITHUB_API_URL", GITHUB),
            accounts=_accounts(given),
            database_url=given.get("DATABASE_URL", ""),
            public_url=url(given, "PUBLIC_URL", ""),
            host=given.get("HOST", "127.0.0.1"),
            port=number(given, "PORT", 8080, most=65535),
            metrics_port=number(given, "METRICS_PORT", 0, most=65535),
            log_level=_log_level(given),
            limits=_limits(given),
            commands=_command_budget(given),
            write_interval=number(given, "DULY_WRITE_INTERVAL", 1.0, most=3600.0),
            debounce=number(given, "DULY_DEBOUNCE", DEBOUNCE, most=3600.0),
        )
        stored = None if settings.app_id or settings.github_token else _stored(home)
        settings = settings.with_app(stored) if stored else settings
        settings.check_transport()
        return settings

    @property
    def needs_set_up(self) -> bool:
        """Whether no credentials are given at all: then the server offers to make an App."""
        return not (self.app_id or self.private_key or self.github_token or self.webhook_secret)

    def with_app(self, made: AppCredentials) -> "Settings":
        """The settings with the credentials of an App that the set-up page made. A key or a secret that is given wins: it is newer."""
        key, secret = self.private_key or made.private_key, self.webhook_secret or made.webhook_secret
        return replace(self, app_id=made.app_id, private_key=key, webhook_secret=secret)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that must not appear in logs."""
        password = urlsplit(self.postgres_url).password or ""
        known = (*self.webhook_secrets, self.private_key, self.github_token, password, unquote(password))
        return tuple(value for value in known if value)

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """The secrets that deliveries may be signed with."""
        return tuple(secret for secret in (self.webhook_secret, self.webhook_secret_before) if secret)

    def serves(self, full_name: str) -> bool:
        """Whether the account of a repository is served."""
        return not self.accounts or full_name.partition("/")[0].lower() in self.accounts

    @property
    def postgres_url(self) -> str:
        """The Postgres database of the queue; empty where the queue is a file."""
        return self.database_url if self.database_url.partition("://")[0] in POSTGRES else ""

    def queue_path(self) -> Path:
        """The file of the queue in SQLite. Raises SettingsError if `DATABASE_URL` names something else.

        The URL has three slashes before a relative path, four before an absolute one.
        """
        scheme, colon, rest = self.database_url.partition(":")
        if not self.database_url:
            return Path("duly.db")
        if not colon or scheme != "sqlite":
            return self._plain_path()
        path = Path(rest.removeprefix("//").removeprefix("/")) if rest.startswith("//") else Path(rest)
        if "?" in rest or path.name in ("", ":memory:"):
            raise SettingsError("DATABASE_URL names no file: write sqlite:///duly.db, or sqlite:////var/lib/duly.db")
        return path

    def _plain_path(self) -> Path:
        scheme, colon, _ = self.database_url.partition("://")
        if not colon:
            return Path(self.database_url)
        # The value is not shown, because it may hold a password.
        raise SettingsError(
            f"DATABASE_URL begins with {scheme}://; write sqlite:///path, a path, postgresql://…, or leave it out"
        )

    def check_transport(self) -> None:
        """Raise SettingsError where credentials would travel unencrypted to another machine."""
        api = urlsplit(self.github_api_url)
        if api.scheme == "http" and not self.needs_set_up and not _is_loopback(api.hostname or ""):
            raise SettingsError(
                f"GITHUB_API_URL begins with http://, so the credentials would be sent unencrypted to {api.hostname}: "
                "write https:// (http:// is for 127.0.0.1 and localhost only)"
            )

    def check_server(self, role: Role = BOTH) -> None:
        """Raise SettingsError with everything that is missing or too weak for a process of a role."""
        missing = [
            *(
                ["WEBHOOK_SECRET (the secret of the App's webhook)"]
                if role.receives and not self.webhook_secret
                else []
            ),
            *(self._missing_credentials() if role.works else []),
        ]
        if missing:
            raise SettingsError(f"the server needs {', and '.join(missing)}; set it in the environment")
        if role != BOTH and not self.postgres_url:
            raise SettingsError(
                "receiving and working in different processes needs Postgres: set DATABASE_URL=postgresql://…, "
                "or run `duly serve`, which does both"
            )
        if role.receives:
            self._check_secrets()
        self.check_transport()

    def _check_secrets(self) -> None:
        given = {"WEBHOOK_SECRET": self.webhook_secret, "WEBHOOK_SECRET_BEFORE": self.webhook_secret_before}
        for name, secret in given.items():
            if 0 < len(secret) < SHORTEST_SECRET:
                raise SettingsError(
                    f"{name} has fewer than {SHORTEST_SECRET} characters, so it can be guessed: set a longer one here and "
                    "in the App's settings (`openssl rand -hex 32` makes one)"
                )

    def _missing_credentials(self) -> list[str]:
        if self.app_id and not self.private_key:
            return ["PRIVATE_KEY or PRIVATE_KEY_PATH (the key of the App in APP_ID)"]
        if self.private_key and not self.app_id:
            return ["APP_ID (the App that the private key belongs to)"]
        if not self.app_id and not self.github_token:
            return ["APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH (or a GITHUB_TOKEN for repositories of your own)"]
        return []


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _stored(home: Path) -> AppCredentials | None:
    try:
        return load(home)
    except CredentialsError as error:
        raise SettingsError(str(error)) from error


def _limits(given: Mapping[str, str]) -> Limits:
    default = Limits()
    return Limits(
        head_seconds=number(given, "HEADER_TIMEOUT", default.head_seconds, most=3600.0),
        connections=number(given, "MAX_CONNECTIONS", default.connections, most=1_000_000),
        body_bytes=number(given, "MAX_BODY_MEMORY", default.body_bytes, most=2**40),
    )


def _accounts(given: Mapping[str, str]) -> frozenset[str]:
    named = given.get("ACCOUNTS", "")
    found = frozenset(named.lower().replace(",", " ").split())
    if named and not found:
        raise SettingsError("ACCOUNTS names no account: write names with commas between, or leave it out to serve all")
    return found


def _command_budget(given: Mapping[str, str]) -> CommandBudget:
    default = CommandBudget()
    return CommandBudget(
        commands=number(given, "COMMANDS", default.commands, most=1_000_000),
        strangers=number(given, "STRANGERS_COMMANDS", default.strangers, most=1_000_000),
        seconds=number(given, "COMMANDS_WITHIN", default.seconds, most=86_400.0),
    )


def _log_level(given: Mapping[str, str]) -> str:
    level = given.get("LOG_LEVEL", "info").lower()
    level = {"warn": "warning", "trace": "debug", "fatal": "critical"}.get(level, level)
    if level not in LEVELS:
        raise SettingsError(f"LOG_LEVEL={given['LOG_LEVEL']!r} is none of {', '.join(LEVELS)}")
    return level


def _private_key(given: Mapping[str, str]) -> str:
    if path := given.get("PRIVATE_KEY_PATH"):
        return checked_key("PRIVATE_KEY_PATH", key_file(path))
    # Hosts that store secrets on one line write line ends as \n.
    return checked_key("PRIVATE_KEY", given.get("PRIVATE_KEY", "").replace("\\n", "\n"))
