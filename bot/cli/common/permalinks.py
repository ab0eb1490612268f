"""Addresses on GitHub of lines in a checkout."""

import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.cli.common.local_notes import checkout
from bot.core.issues.phrases import at_commit
from bot.core.model.decisions import Decision
from bot.core.model.issues import Head
from bot.core.model.notes import NoteFile

_REMOTE = re.compile(
    r"(?:https?://(?:[^@/]+@)?|ssh://(?:[^@/]+@)?|[^@/:]+@)"
    r"(?P<host>[^/:]*github[^/:]*?\.[a-z]+)(?::\d+)?[:/](?P<name>.+?)(?:\.git)?/?",
    re.IGNORECASE,
)
"""An address to clone from, apart from the credentials in it: `git@github.com:octo/notes.git`. A name that only the config of
ssh knows (`git@github.com-work:octo/notes.git`) is none.
"""


def permalinks(decisions: tuple[Decision, ...], notes: Mapping[Path, NoteFile]) -> Mapping[Decision, str]:
    """The addresses of decisions in the last commit. One in a file that is in no commit, or was changed since, has none."""
    files = {note.path: file for file, note in notes.items()}
    found = {each: _line(files[each.path], each.number) for each in decisions if each.path in files}
    return {each: address for each, address in found.items() if address}


def _line(file: Path, number: int) -> str:
    root = checkout(file)
    head = _head(root) if root else None
    if root is None or head is None:
        return ""
    path = file.resolve().relative_to(root).as_posix()
    return at_commit(path, head, number) if path in _committed(root) else ""


@cache
def _committed(root: Path) -> frozenset[str]:
    """The files of a checkout that are as in the last commit. Git is asked once for all of them: a call takes a while."""
    there = _git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")
    return frozenset(there) - frozenset(_git(root, "diff", "-z", "--name-only", "HEAD").split("\0"))


@cache
def _head(root: Path) -> Head | None:
    remote = _REMOTE.fullmatch(_git(root, "remote", "get-url", "origin").strip())
    commit = _git(root, "rev-parse", "HEAD").strip()
    if remote is None or not commit:
        return None
    # GitHub takes ssh on port 443 under a name of its own.
    host = re.sub(r"^ssh\.(?=github\.com$)", "", remote["host"].lower())
    return Head(remote["name"], "", commit, f"https://{host}/{remote['name']}")


def _git(folder: Path, *arguments: str) -> str:
    """What git prints; empty where there is no git or no checkout."""
    try:
        done = subprocess.run(  # noqa: S603 the arguments are ours
            ["git", "-C", str(folder), *arguments],  # noqa: S607 found as a shell finds it
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout
