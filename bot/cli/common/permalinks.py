"""Addresses on GitHub of lines in a checkout."""

import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.core.issues.phrases import at_commit
from bot.core.model.decisions import Decision
from bot.core.model.issues import Head
from bot.core.model.notes import NoteFile

_REMOTE = re.compile(
    r"(?:https?://(?:[^@/]+@)?|ssh://(?:[^@/]+@)?|[^@/:]+@)(?P<host>[^/:]*github[^/:]*)(?::\d+)?[:/](?P<name>.+?)(?:\.git)?/?"
)
"""An address to clone from, apart from the credentials in it: `git@github.com:octo/notes.git`."""


def permalinks(decisions: tuple[Decision, ...], notes: Mapping[Path, NoteFile]) -> Mapping[Decision, str]:
    """The addresses of decisions in the last commit. One in a file that is in no commit on GitHub, or was changed since, has none."""
    files = {note.path: file.resolve() for file, note in notes.items()}
    found = {each: _line(files[each.path], each.number) for each in decisions if each.path in files}
    return {each: address for each, address in found.items() if address}


def _line(file: Path, number: int) -> str:
    head, path = _head(file.parent), _path(file)
    return at_commit(path, head, number) if head and path else ""


@cache
def _path(file: Path) -> str:
    """The path of a file in the last commit; empty where it was changed since."""
    if _git(file.parent, "status", "--porcelain", "--", file.name):
        return ""
    return _git(file.parent, "ls-files", "--full-name", "-z", "--", file.name).rstrip("\0")


@cache
def _head(folder: Path) -> Head | None:
    remote = _REMOTE.fullmatch(_git(folder, "remote", "get-url", "origin"))
    commit = _git(folder, "rev-parse", "HEAD")
    if remote is None or not commit:
        return None
    return Head(remote["name"], "", commit, f"https://{remote['host']}/{remote['name']}")


def _git(folder: Path, *arguments: str) -> str:
    """What git prints; empty where there is no git or no checkout."""
    try:
        done = subprocess.run(  # noqa: S603 the arguments are ours
            ["git", "-C", str(folder), *arguments],  # noqa: S607 found as a shell finds it
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
