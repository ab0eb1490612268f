"""The kinds of work that a job may be. `kind` identifies them where jobs are stored as JSON, and in metrics.

`obey`, `tick-back` and `let-go` are older names. They stay, because jobs of an earlier version may wait in a queue.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

STRANGERS = frozenset({"NONE", "FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "MANNEQUIN"})
"""Values of `author_association`. It is wrong about some members, so it decides about the turn, never about rights."""


@dataclass(frozen=True, slots=True)
class Sync:
    """Look at the repository again: gather, decide, apply.

    `approved`: what is held goes, this once; `notes_approved`: what is held because a program wrote it.
    """

    approved: bool = False
    notes_approved: bool = False
    kind: Literal["sync"] = "sync"
    """Identifies the kind of work where jobs are stored as JSON."""


@dataclass(frozen=True, slots=True)
class Restore:
    """A person's edit took the marker out of an issue's body: `before` is the body as it was."""

    issue: int
    before: str
    kind: Literal["restore"] = "restore"


@dataclass(frozen=True, slots=True)
class RunCommands:
    """Commands that a person gave in a comment on an issue or pull request, as the lines `/word rest`.

    `author` is the login of whoever wrote them there: of an edited comment the one who edited it.
    """

    issue: int
    comment: int
    author: str
    commands: tuple[str, ...]
    pull: bool = False
    stranger: bool = False
    """GitHub says that the author has nothing to do with the repository, so syncs go first and a budget holds."""
    folds: bool = False
    """The commands change no issue, so equal ones of this author on this issue are run once for all comments that wait.

    Others are run for each comment: the author may have undone between two of them what the first one did.
    """
    repeats: tuple[int, ...] = ()
    """The other comments with these commands."""
    kind: Literal["obey"] = "obey"

    @property
    def comments(self) -> tuple[int, ...]:
        """All comments that gave the commands; the reply belongs to the first of these."""
        return (self.comment, *self.repeats)

    def of(self, comments: Sequence[int]) -> "RunCommands":
        """The same for these comments."""
        return replace(self, comment=comments[0], repeats=tuple(comments[1:]))

    @property
    def digest(self) -> str:
        """Digest of the commands: it differs after an edit."""
        return sha256("\n".join(self.commands).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class WriteBack:
    """Issues of Duly's were closed or reopened on GitHub: their boxes in the newest note are to follow."""

    issues: tuple[int, ...]
    commanded: tuple[int, ...] = ()
    """Those that a command of somebody with the write role closed; a close by another command leads to no commit."""
    kind: Literal["tick-back"] = "tick-back"


@dataclass(frozen=True, slots=True)
class MeetingNews:
    """An issue with labels, none of Duly's, has news: it may be a meeting's.

    `labels` are those that it has, or had just before. `edits` are who edited its body and the text that this replaced.
    """

    issue: int
    labels: tuple[str, ...]
    edits: tuple[tuple[str, str], ...] = ()
    kind: Literal["meeting-news"] = "meeting-news"


@dataclass(frozen=True, slots=True)
class Preview:
    """A pull request was opened or got commits: what its merge would do is to be shown on its head. Or it was closed."""

    pull: int
    kind: Literal["preview"] = "preview"


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Look for what no delivery brought: pushes, closes, and commands without a receipt."""

    kind: Literal["catch-up"] = "catch-up"


@dataclass(frozen=True, slots=True)
class Welcome:
    """The App was installed on repositories, each with its id and name: one of them may get a proposal."""

    repositories: tuple[tuple[int, str], ...]
    kind: Literal["welcome"] = "welcome"


@dataclass(frozen=True, slots=True)
class Onboard:
    """Propose a config by a pull request, renew its text, or accept that it was closed. `asked`: a person asked for one."""

    asked: bool = False
    kind: Literal["onboard"] = "onboard"


@dataclass(frozen=True, slots=True)
class ApproveHeld:
    """A person pressed the button of the check run on `commit` that applies what is held."""

    commit: str
    author: str
    kind: Literal["let-go"] = "let-go"


Work = Sync | Restore | RunCommands | WriteBack | Preview | CatchUp | Welcome | Onboard | ApproveHeld | MeetingNews


def key_of(work: Work) -> str:
    """What equal work has in common: of several jobs for one repository that wait, one is kept."""
    match work:
        case Sync(approved=approved, notes_approved=notes_approved):
            # An approved one is never folded into a plain one, which would lose what was approved.
            key = "sync/approved" if approved else "sync/notes-approved" if notes_approved else "sync"
        case RunCommands(folds=True, issue=issue, author=author, digest=digest):
            key = f"obey/#{issue}/{author.casefold()}/{digest}"
        case RunCommands(comment=comment, digest=digest):
            key = f"obey/{comment}/{digest}"
        case Restore(issue=issue):
            key = f"restore/{issue}"
        case MeetingNews(issue=issue):
            key = f"meeting-news/{issue}"
        case Preview(pull=pull):
            key = f"preview/{pull}"
        case Onboard(asked=asked):
            key = "onboard/asked" if asked else "onboard"
        case ApproveHeld(commit=commit, author=author):
            key = f"let-go/{commit}/{author}"
        case WriteBack() | CatchUp() | Welcome():
            key = work.kind
    return key
