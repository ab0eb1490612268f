"""What a command sees and what it answers: values in, values out."""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from bot.core.carry.next_note import CarryOptions
from bot.core.commands.grammar import Invocation
from bot.core.config.schema import Config
from bot.core.issues import match
from bot.core.issues.match import Owned
from bot.core.model.issues import NOTHING, Ask, Issue, Snapshot
from bot.core.model.plan import Change, Plan


class UserError(Exception):
    """What the commenter can mend; the text is posted as the reply."""


class Role(IntEnum):
    """What somebody may do in a repository, by GitHub's `role_name`; each role may do what the ones before it may."""

    NONE = 0
    READ = 1
    TRIAGE = 2
    WRITE = 3
    MAINTAIN = 4
    ADMIN = 5


class SyncRequest(StrEnum):
    """A sync that a command asks for: a plain one, or one that lets go what the brake holds."""

    AGAIN = "again"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """One command with all that its decision needs. `number` is the issue or pull request that carries the comment."""

    said: Invocation
    number: int
    pull: bool
    by: str
    """The commenter's login."""
    role: Role
    snapshot: Snapshot
    """Without notes, and with the issues that were asked for; a config is there."""
    plan: Plan | None = None
    """What a sync would do now, where it was asked for."""

    @property
    def config(self) -> Config:
        """The config: without one no command is obeyed."""
        assert self.snapshot.config is not None
        return self.snapshot.config

    @property
    def issue(self) -> Issue:
        """The issue that carries the comment; UserError where there is none."""
        found = self.find(self.number)
        if found is None:
            raise UserError("this works on issues only")
        return found

    def find(self, number: int) -> Issue | None:
        """An issue that was asked for; None where it is not there, or was not asked for yet."""
        return next((issue for issue in self.snapshot.issues if issue.number == number), None)

    def ours(self, issue: Issue) -> Owned | None:
        """The issue with its marker, where it is Duly's."""
        return next(iter(match.owned([issue], {self.snapshot.writer, *self.config.trusted_writers})), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    """What a command comes to. Where `ask` or `whole` is set it is a draft: answer it in the scene and ask again."""

    changes: tuple[Change, ...] = ()
    words: str = ""
    """Markdown of a reply, where text was asked for."""
    ask: Ask = NOTHING
    whole: bool = False
    """The plan of a sync is needed."""
    look: SyncRequest | None = None
    wish: CarryOptions | None = None
    """What to carry into the note of this pull request."""


def asking(scene: CommandContext, ask: Ask) -> CommandResult | None:
    """The draft that asks what of `ask` the scene does not know yet; None where it knows all."""
    known = scene.snapshot
    issues = {number for number in ask.issues if scene.find(number) is None} - known.absent
    left = replace(
        ask,
        labels=ask.labels and known.labels is None,
        logins=ask.logins - known.assignable - known.unassignable,
        issues=frozenset(issues),
        waiting=ask.waiting - known.answered,
    )
    return CommandResult(ask=left) if left else None
