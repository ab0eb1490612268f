"""Settings in a file: one `NAME=value` a line, in the form of systemd's `EnvironmentFile` and of the set-up page."""

import shlex
from collections.abc import Mapping
from pathlib import Path


def with_file(environ: Mapping[str, str], variable: str) -> dict[str, str]:
    """The variables of the environment over those of the file that `variable` names. ValueError where it cannot be read."""
    path = environ.get(variable, "").strip()
    if not path:
        return dict(environ)
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(f"{variable}={path!r} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{variable}={path!r} is no text") from None
    return {**_read(text, path), **{name: value for name, value in environ.items() if value.strip()}}


def _read(text: str, path: str) -> dict[str, str]:
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, sign, value = line.partition("=")
        if not sign or not name.strip().isidentifier():
            raise ValueError(f"{path}:{number}: write NAME=value")
        try:
            found[name.strip()] = " ".join(shlex.split(value))
        except ValueError:
            raise ValueError(f"{path}:{number}: a quote has no end") from None
    return found
