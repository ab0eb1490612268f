"""An issue of Duly's, with what its marker records."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.issues import marker
from bot.core.issues.marker import Marker
from bot.core.model.issues import Issue

FOLLOWED_HERE: dict[str, None] = {"link": None, "merged_into": None}
"""Fields of a marker where an item is followed in its own issue."""


@dataclass(frozen=True, slots=True)
class Owned:
    """An issue of Duly's with its marker."""

    issue: Issue
    marker: Marker

    @property
    def written_in(self) -> bool:
        """A person wrote in it: a comment, or in its body."""
        _, part, rest = marker.split(self.issue.body)
        touched = part is None or marker.part_digest(part) != self.marker.applied.part
        return bool(self.issue.comments) or touched or bool(rest.strip())

    @property
    def linked_to(self) -> int | None:
        """The person's issue in which its item is followed. Reopening this issue takes that back."""
        return None if self.issue.open else self.marker.link

    @property
    def merged_into(self) -> int | None:
        """The issue of Duly's in which its item is followed. Reopening this issue takes that back."""
        return None if self.issue.open else self.marker.merged_into

    @property
    def taken_back(self) -> bool:
        """Its item was followed elsewhere until somebody reopened it."""
        return self.issue.open and (self.marker.link, self.marker.merged_into) != (None, None)


def owned(issues: Iterable[Issue], writers: Iterable[str]) -> tuple[Owned, ...]:
    """The issues whose marker counts: written by one of `writers` and readable. Lowest number first."""
    trusted = {login.casefold() for login in writers}
    found = []
    for issue in sorted(issues, key=lambda issue: issue.number):
        read = marker.read(issue.body) if issue.author.casefold() in trusted else None
        if read:
            found.append(Owned(issue, read))
    return tuple(found)
