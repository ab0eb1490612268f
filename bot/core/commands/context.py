"""The input and the result of a command's decision."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from bot.core.carry.next_note import CarryOptions
from bot.core.commands.grammar import Invocation
from bot.core.config.schema import Config
from bot.core.issues.board.marker import is_board
from bot.core.issues.matching.owned import Owned, owned
from bot.core.items.posts import issues_wanted
from bot.core.model.issues import Issue
from bot.core.model.plan import Change, Plan
from bot.core.model.questions import NO_QUESTIONS, Question, Questions
from bot.core.model.snapshot import Snapshot


class UserError(Exception):
    """What the commenter can correct; the text is posted as the reply."""


class Role(IntEnum):
    """A person's role in a repository, by GitHub's `role_name`; each role includes those before it."""

    NONE = 0
    READ = 1
    TRIAGE = 2
    WRITE = 3
    MAINTAIN = 4
    ADMIN = 5


class SyncRequest(StrEnum):
    """A sync that a command asks for: a plain one, or one that applies what the brake holds."""

    AGAIN = "again"
    APPROVED = "approved"
    NOTES_APPROVED = "notes-approved"
    """Applies of what is held only what notes by a program would open."""
    WRITE_BACK = "write-back"
    """Not a sync: the box of the closed issue is to be ticked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """One command with all that its decision needs. `number` is the issue or pull request with the comment."""

    invocation: Invocation
    number: int
    pull: bool
    by: str
    """The commenter's login."""
    role: Role
    snapshot: Snapshot
    """Without notes, and with the issues that were asked for; a config is there."""

    @property
    def planned(self) -> "Planned | None":
        """The plan of a sync, where it was asked for."""
        return self.snapshot.answers.get(SyncPlan())

    @property
    def config(self) -> Config:
        """The config: without one no command is run."""
        assert self.snapshot.config is not None
        return self.snapshot.config

    @property
    def issue(self) -> Issue:
        """The issue with the comment; UserError on a pull request, and on the board."""
        found = self.find(self.number)
        if found is None:
            raise UserError("this works on issues only")
        if is_board(found):
            raise UserError("this is the board, which belongs to no item; comment on the issue of the item")
        return found

    @property
    def is_meeting(self) -> bool:
        """The comment stands on the issue of a meeting."""
        issue = None if self.pull else self.find(self.number)
        return issue is not None and issues_wanted(self.config, issue.labels, issue.title) is not None

    def find(self, number: int) -> Issue | None:
        """An issue that was asked for; None where it is not there, or was not asked for yet."""
        return self.snapshot.known_issues.get(number)

    def owned(self, issue: Issue) -> Owned | None:
        """The issue with its marker, where it is Duly's."""
        return next(iter(owned([issue], {self.snapshot.writer, *self.config.trusted_writers})), None)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a sync would do now, and the snapshot that it was decided from."""

    snapshot: Snapshot
    plan: Plan


@dataclass(frozen=True, slots=True)
class SyncPlan(Question[Planned]):
    """The plan of a sync of the whole repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    """The result of a command. Where `ask` is not empty it is a draft: add the answers to the snapshot and decide again."""

    changes: tuple[Change, ...] = ()
    reply: str = ""
    """Markdown; empty where the reaction is enough."""
    ask: Questions = NO_QUESTIONS
    sync: SyncRequest | None = None
    carry: CarryOptions | None = None
    """What to carry into the note of this pull request."""


def draft_asking(context: CommandContext, *questions: Question[object]) -> CommandResult | None:
    """A draft that asks the questions without an answer; None where all are answered."""
    missing = context.snapshot.answers.missing(questions)
    return CommandResult(ask=missing) if missing else None
