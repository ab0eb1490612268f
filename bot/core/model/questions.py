"""What a decision may ask of GitHub, and what was answered so far.

A new question takes two places: its class here, and its row in the table of `bot.github.answers`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar, cast

from bot.core.model.issues import Issue

A = TypeVar("A")
A_co = TypeVar("A_co", covariant=True)


class Question(Generic[A_co]):
    """Something that a decision needs beyond its snapshot; `A_co` is the type of the answer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class LabelNames(Question[tuple[str, ...]]):
    """The names of all labels that exist."""


@dataclass(frozen=True, slots=True)
class Assignable(Question[bool]):
    """Whether a login (lower case) may be assigned to every issue."""

    login: str


@dataclass(frozen=True, slots=True)
class AssignableTo(Question[bool]):
    """Whether a login (lower case) may be assigned to one issue: those who commented on it may, although not to others."""

    number: int
    login: str


@dataclass(frozen=True, slots=True)
class IssueNumbered(Question[Issue | None]):
    """The issue of that number; None where the number is no issue of this tracker."""

    number: int


@dataclass(frozen=True, slots=True)
class ClosedBy(Question[str]):
    """The login that closed an issue at that time; empty where GitHub names nobody. Lists of issues do not say it."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteVersion(Question[str | None]):
    """The text of an earlier version of a note, by its blob's SHA; None where it cannot be read."""

    sha: str


@dataclass(frozen=True, slots=True)
class CommentKeys(Question[frozenset[str]]):
    """The keys of Duly's comments on an issue."""

    number: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """Issues with the config's first label: those of Duly's writers, and those of others that have a marker."""

    ours: tuple[Issue, ...] = ()
    others: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledIssues(Question[Labelled]):
    """The list of issues by label, which has to agree with the list by author; `again`: asked a second time."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class IssuesAgain(Question[tuple[Issue, ...]]):
    """The list of issues by author, a second time. It takes the place of the first."""


Questions = frozenset[Question[object]]
NO_QUESTIONS: Questions = frozenset()


@dataclass(frozen=True, slots=True)
class Answers:
    """Each question that was answered, with its answer."""

    given: Mapping[Question[object], object] = field(default_factory=dict)

    def get(self, question: Question[A]) -> A | None:
        """The answer; None where the question was not answered yet."""
        return cast("A | None", self.given.get(question))

    def __contains__(self, question: Question[object]) -> bool:
        """Whether the question was answered."""
        return question in self.given

    def __or__(self, other: "Answers") -> "Answers":
        """All answers of both; `other` is the newer one."""
        return Answers({**self.given, **other.given})

    def missing(self, questions: Iterable[Question[object]]) -> Questions:
        """Those of `questions` that were not answered yet."""
        return frozenset(question for question in questions if question not in self.given)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues that were asked for by number and are there."""
        return tuple(answer for answer in self.given.values() if isinstance(answer, Issue))
