"""The tracker as it was gathered."""

from dataclasses import dataclass
from datetime import datetime


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
    closed_by: str = ""
    """The login that closed it, where it was read by its number."""
    closed_at: datetime | None = None
    """When it was closed, where it is."""
    id: int = 0
    """GitHub's id of the issue, unique over all repositories; sub-issues are given by it."""

    def bears(self, label: str) -> bool:
        """Whether it has a label of that name."""
        return label.casefold() in map(str.casefold, self.labels)

    def same_as(self, other: "Issue") -> bool:
        """Whether nothing that a plan may write differs: title, body, labels, assignees, and open or closed with its reason."""
        return self._written() == other._written()

    def _written(self) -> tuple[object, ...]:
        # GitHub keeps sets without order and case.
        sets = (frozenset(map(str.casefold, names)) for names in (self.labels, self.assignees))
        return (self.title, self.body, self.open, None if self.open else self.state_reason, *sets)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the notes were read: the tip of the default branch. `url` is the repository's web address."""

    full_name: str
    branch: str
    commit: str
    url: str
