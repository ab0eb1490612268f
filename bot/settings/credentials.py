"""The credentials of an App that the set-up page made, kept in a file that only its owner can read."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILE = "duly-app.json"
"""Its name in `DULY_HOME`."""


class CredentialsError(ValueError):
    """A file of credentials that cannot be read or written; the text says which and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppCredentials:
    """What GitHub answers when an App is made from a manifest. Secrets are kept out of `repr`."""

    app_id: str
    slug: str
    html_url: str
    """The App's page; `/installations/new` below it installs the App."""
    private_key: str = field(repr=False)
    """PEM text."""
    webhook_secret: str = field(repr=False)


def load(home: Path) -> AppCredentials | None:
    """The credentials in `home`; None where there is no file. Raises CredentialsError where it is not one of Duly's."""
    path = home / FILE
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CredentialsError(f"{path} cannot be read: {error}") from error
    names = AppCredentials.__dataclass_fields__
    if not (isinstance(stored, dict) and all(isinstance(stored.get(name), str) and stored[name] for name in names)):
        raise CredentialsError(
            f"{path} does not hold the credentials of an App: delete it to set Duly up again, or set APP_ID, "
            "PRIVATE_KEY and WEBHOOK_SECRET"
        )
    return AppCredentials(**{name: stored[name] for name in names})


def store(home: Path, credentials: AppCredentials) -> Path:
    """Write the credentials, with mode 600, and return the path. Raises CredentialsError where that is impossible."""
    path, new = home / FILE, home / f"{FILE}.new"
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(credentials), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise CredentialsError(f"{path} cannot be written: {error.strerror}") from error
    return path
