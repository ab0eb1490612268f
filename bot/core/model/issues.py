"""The tracker as it was gathered: issues, and the snapshot that a decision starts from."""

from dataclasses import dataclass

from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A live issue of the tracker (never a pull request)."""

    number: int
    title: str
    body: str
    open: bool
    state_reason: str | None = None
    """`completed`, `not_planned`, `duplicate`, `reopened` or None."""
    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    author: str
    locked: bool = False
    comments: int = 0
    url: str = ""
    id: int = 0
    """By which GitHub knows it in all repositories; sub-issues go by it."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the notes were read: the tip of the default branch. `url` is the repository's web address."""

    full_name: str
    branch: str
    commit: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that a decision needs, gathered at one time."""

    head: Head
    config: Config | None
    """None where the default branch has no config or a broken one (then `problems` says why)."""
    notes: tuple[NoteFile, ...]
    issues: tuple[Issue, ...]
    writer: str
    """The login whose markers count: `slug[bot]` or the token's."""
    problems: tuple[Problem, ...] = ()
    labels: tuple[str, ...] | None = None
    """Names of the labels that exist; None: not asked yet."""
    assignable: frozenset[str] = frozenset()
    """Logins (lower case) that were asked for and can be assigned."""
    unassignable: frozenset[str] = frozenset()
    """Logins (lower case) that were asked for and cannot be assigned."""
    absent: frozenset[int] = frozenset()
    """Issue numbers that were asked for and are not issues of this tracker."""
    answered: frozenset["Waiting"] = frozenset()
    """Those whose right to be assigned to one issue was asked for …"""
    welcome: frozenset["Waiting"] = frozenset()
    """… and those of them who may be."""
    comment_keys: frozenset[tuple[int, str]] = frozenset()
    """Issue number and key of each comment of Duly's on the issues in `commented`."""
    commented: frozenset[int] = frozenset()
    """Issues whose comments were asked for."""
    approved: bool = False
    """A person lets go what the brake would hold, this once."""
    others: tuple[Issue, ...] | None = None
    """Issues with a marker and the config's first label whose authors do not count; None: not asked yet."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An owner who cannot be assigned to an issue before having commented on it. `login` is in lower case."""

    number: int
    login: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What a decision would still like to know; most syncs change nothing and ask nothing."""

    labels: bool = False
    logins: frozenset[str] = frozenset()
    """In lower case."""
    issues: frozenset[int] = frozenset()
    waiting: frozenset[Waiting] = frozenset()
    comments: frozenset[int] = frozenset()
    others: bool = False

    def __bool__(self) -> bool:
        """Whether anything is asked at all."""
        return any((self.labels, self.logins, self.issues, self.waiting, self.comments, self.others))


NOTHING = Ask()
"""Nothing is asked."""
