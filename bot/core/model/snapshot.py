"""The snapshot that a decision starts from."""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.core.config.problem import Problem
from bot.core.config.schema import PATH, Config
from bot.core.model.issues import Head, Issue
from bot.core.model.notes import NoteFile
from bot.core.model.questions import Answers, IssueNumbered, IssuesAgain, LabelNames


@dataclass(frozen=True, slots=True)
class Usual:
    """What the last syncs before an upgrade did in this repository, each at most."""

    version: str
    """The version of Duly that did it."""
    opened: int
    closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that a decision needs, gathered at one time."""

    head: Head
    config: Config | None
    """None where the default branch has no config or a broken one (then `problems` says why)."""
    config_path: str = PATH
    """Where the config is, or should be."""
    notes: tuple[NoteFile, ...]
    unmatched: tuple[str, ...] = ()
    """Paths of Markdown files that are no notes by the config, and of dated files in a form that is not read."""
    too_large: tuple[str, ...] = ()
    """Paths of notes that were not even loaded."""
    no_meetings: tuple[str, ...] = ()
    """Issues with the label of meetings that are not read as such, as `#12`."""
    issues: tuple[Issue, ...]
    """The issues by Duly's writers, without the board."""
    boards: tuple[Issue, ...] = ()
    """The board; more than one where two processes opened it at the same time."""
    writer: str
    """The login whose markers count: `slug[bot]` or the token's."""
    today: date | None = None
    """The day on which it was gathered, in UTC: meetings after it were not held yet. None where it is not known."""
    read_at: float = field(default=0.0, compare=False)
    """When the issues were read, in seconds of a clock that only grows; compared before a write, never decided on."""
    problems: tuple[Problem, ...] = ()
    answers: Answers = field(default_factory=Answers)
    """What was asked in addition."""
    approved: bool = False
    """A person released what would be held, for this sync."""
    notes_approved: bool = False
    """A person released what is held because a program wrote it, for this sync."""
    usual: Usual | None = None
    """Set until the first sync after an upgrade of Duly is done; None also where nothing is known."""

    @property
    def known_issues(self) -> dict[int, Issue]:
        """All issues of the snapshot by number, those that were asked for too."""
        return {issue.number: issue for issue in (*self.answers.issues, *self.issues)}

    @property
    def meeting_issues(self) -> frozenset[int]:
        """The numbers of the issues that are meetings. No line is followed in one of them."""
        return frozenset(note.post.number for note in self.notes if note.post)

    def answered(self, given: Answers) -> "Snapshot":
        """The snapshot with more answers. Issues that were listed again take the place of the first list."""
        issues = given.get(IssuesAgain())
        return replace(self, answers=self.answers | given, issues=self.issues if issues is None else issues)

    def is_absent(self, number: int) -> bool:
        """Whether the number was asked for and is no issue of this tracker."""
        question = IssueNumbered(number)
        return question in self.answers and self.answers.get(question) is None

    @property
    def label_names(self) -> tuple[str, ...]:
        """The labels that exist; none as long as nobody asked."""
        return self.answers.get(LabelNames()) or ()
