"""Which pushes may have changed a note or the config."""

from bot.core.config.globs import readable
from bot.core.config.schema import PATHS
from bot.web.payloads import Commit, Push

MOST_COMMITS = 2048
MOST_FILES = 3000
"""GitHub cuts a push's list of commits, and a commit's lists of files, at these numbers: there they prove nothing."""


def why_nothing(push: Push) -> str:
    """Why there is nothing to do after a push; empty where there may be."""
    kind, _, name = push.ref.removeprefix("refs/").partition("/")
    if kind == "tags":
        return "a tag"
    if push.deleted or set(push.after) == {"0"}:
        return "a branch was deleted"
    if (kind, name) != ("heads", push.repository.default_branch):
        return "not the default branch"
    return "no note touched" if _touches_nothing(push) else ""


def _touches_nothing(push: Push) -> bool:
    """Whether the push proves that neither a note nor the config changed: its lists are whole, and name none."""
    if push.forced or push.created or not push.commits or len(push.commits) >= MOST_COMMITS:
        return False
    return all(_harmless(commit) for commit in push.commits)


def _harmless(commit: Commit) -> bool:
    if commit.added is None or commit.removed is None or commit.modified is None:
        return False
    files = [*commit.added, *commit.removed, *commit.modified]
    return len(files) < MOST_FILES and not any(_matters(path) for path in files)


def _matters(path: str) -> bool:
    return path in PATHS or readable(path)
