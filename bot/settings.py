"""The environment, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Number = TypeVar("Number", int, float)


class SettingsError(ValueError):
    """A variable of the environment that is missing or wrong; the text says which and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says. Secrets are kept out of `repr`."""

    app_id: str = ""
    private_key: str = ""
    """PEM text."""
    webhook_secret: str = ""
    github_token: str = ""
    github_api_url: str = "https://api.github.com"
    database_url: str = ""
    """Empty: `duly.db` in the working directory. `sqlite:///path` or a plain path names another file."""
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8080
    log_level: str = "info"
    write_interval: float = 1.0
    """Seconds between two writes of one installation (`DULY_WRITE_INTERVAL`; 0 for tests and the sandbox only)."""

    def __repr__(self) -> str:
        """The settings without their secrets."""
        return f"Settings(app_id={self.app_id!r}, github_api_url={self.github_api_url!r}, port={self.port})"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings in `environ`; raises SettingsError naming the variable."""
        return cls(
            app_id=environ.get("APP_ID", ""),
            private_key=_private_key(environ),
            webhook_secret=environ.get("WEBHOOK_SECRET", ""),
            github_token=environ.get("GITHUB_TOKEN", ""),
            github_api_url=environ.get("GITHUB_API_URL", "https://api.github.com").rstrip("/"),
            database_url=environ.get("DATABASE_URL", ""),
            public_url=environ.get("PUBLIC_URL", "").rstrip("/"),
            host=environ.get("HOST", "127.0.0.1"),
            port=_number(environ, "PORT", 8080),
            log_level=environ.get("LOG_LEVEL", "info").lower(),
            write_interval=_number(environ, "DULY_WRITE_INTERVAL", 1.0),
        )


def _number(environ: Mapping[str, str], name: str, default: Number) -> Number:
    try:
        return type(default)(environ.get(name, default))
    except ValueError:
        raise SettingsError(f"{name}={environ[name]!r} is not a number") from None


def _private_key(environ: Mapping[str, str]) -> str:
    if path := environ.get("PRIVATE_KEY_PATH"):
        try:
            return Path(path).read_text(encoding="utf-8")
        except OSError as error:
            raise SettingsError(f"PRIVATE_KEY_PATH={path!r} cannot be read: {error.strerror}") from None
    # Hosts that keep secrets on one line store the line ends as \n.
    return environ.get("PRIVATE_KEY", "").replace("\\n", "\n")
