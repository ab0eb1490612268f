"""Single variables of the environment: read, checked, and named in the error where they are wrong."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

Number = TypeVar("Number", int, float)


class SettingsError(ValueError):
    """A variable that is missing or wrong. The text says which one and what to do."""


def number(given: Mapping[str, str], name: str, default: Number, most: Number) -> Number:
    """A number between 0 and `most`."""
    try:
        value = type(default)(given.get(name, default))
    except ValueError:
        raise SettingsError(f"{name}={given[name]!r} is not a number") from None
    if not (math.isfinite(value) and 0 <= value <= most):
        raise SettingsError(f"{name}={given[name]!r} is not between 0 and {most}")
    return value


def url(given: Mapping[str, str], name: str, default: str) -> str:
    """A web address, without the slash at its end."""
    found = given.get(name, default).rstrip("/")
    try:
        parts = urlsplit(found)
    except ValueError:
        raise SettingsError(f"{name} is not a URL") from None
    if found and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise SettingsError(f"{name} must begin with https:// (or http://) and name a host")
    return found


def key_file(path: str) -> str:
    """The text of the file that `PRIVATE_KEY_PATH` names."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"PRIVATE_KEY_PATH={path!r} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"PRIVATE_KEY_PATH={path!r} is not a PEM file: it is no text") from None


def checked_key(name: str, text: str) -> str:
    """`text`, where it is empty or looks like a key; `name` is its variable."""
    if text and not ("-----BEGIN " in text and "PRIVATE KEY-----" in text):
        raise SettingsError(f"{name} holds no PEM text: it should begin with -----BEGIN RSA PRIVATE KEY-----")
    return text
