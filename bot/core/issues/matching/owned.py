"""An issue of Duly's, with what its marker records."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

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
        """Whether a person wrote in it: a comment, or in its body."""
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
        """Whether its item was followed elsewhere until somebody reopened it."""
        return self.issue.open and (self.marker.link, self.marker.merged_into) != (None, None)

    @property
    def is_followed(self) -> bool:
        """Whether the notes decide about it: it is open as Duly left it or again by itself, and nobody released it."""
        return self.issue.open and (self.marker.applied.open or self.taken_back) and not self.marker.released


def owned(issues: Iterable[Issue], writers: Iterable[str]) -> tuple[Owned, ...]:
    """The issues whose marker counts: written by one of `writers` and readable. Lowest number first."""
    trusted = {login.casefold() for login in writers}
    found = []
    for issue in sorted(issues, key=lambda issue: issue.number):
        read = marker.read(issue.body) if issue.author.casefold() in trusted else None
        if read:
            found.append(Owned(issue, read))
    return _taken_apart(found)


def _taken_apart(issues: Sequence[Owned]) -> tuple[Owned, ...]:
    """The issues, where those that others were merged into forget the words of each that a person reopened since."""
    by_number = {issue.issue.number: issue for issue in issues}
    forgotten: dict[int, set[str]] = defaultdict(set)
    for issue in issues:
        into = issue.marker.merged_into if issue.taken_back else None
        while into in by_number and not issue.marker.wordings.keys() <= forgotten[into]:
            forgotten[into] |= issue.marker.wordings.keys()
            into = by_number[into].merged_into
    return tuple(_without(issue, forgotten[issue.issue.number]) for issue in issues)


def _without(issue: Owned, words: Set[str]) -> Owned:
    """The issue without wordings that its marker learned; it keeps the one that it was opened for."""
    if not words:
        return issue
    own = issue.marker.key.split(".")[0]
    kept = {one: said for one, said in issue.marker.wordings.items() if one == own or one not in words}
    return replace(issue, marker=issue.marker.model_copy(update={"wordings": kept}))
