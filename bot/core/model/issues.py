"""The tracker as it was gathered."""

from dataclasses import dataclass


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
