"""The port: what a job is, and what every queue does with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.queue.admin import Admin
from bot.queue.batches import Outcome
from bot.queue.lease import Lease
from bot.queue.work import (
    ApproveHeld,
    CatchUp,
    MeetingNews,
    Onboard,
    Preview,
    Restore,
    RunCommands,
    Sync,
    Welcome,
    Work,
    WriteBack,
    key_of,
)
from bot.settings import DEBOUNCE

__all__ = [
    "DEBOUNCE",
    "LONGEST_WINDOW",
    "ApproveHeld",
    "CatchUp",
    "Failed",
    "Job",
    "MeetingNews",
    "Onboard",
    "Preview",
    "Queue",
    "QueueError",
    "Restore",
    "RunCommands",
    "StepBack",
    "Sync",
    "Taken",
    "Unfinished",
    "Welcome",
    "Window",
    "Work",
    "WriteBack",
]

EDITS_KEPT = 20
"""Edits of one issue that wait together; a body may have 64 KB."""

CLOCKS_DIFFER = 10.0
"""Seconds. What was stored at a time that lies further in the future was stored while a clock was ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work for one repository of one installation, on behalf of one or more deliveries.

    `installation` is 0 where a token, not the App, does the work. `why` and `delivery` are for the log.
    """

    installation: int
    repository: int
    full_name: str
    branch: str
    work: Work
    delivery: str = ""
    why: str = ""
    before: str = field(default="", compare=False)
    """The commit that the newest push led away from: a tip that still stands there is an old one."""
    private: bool = field(default=True, compare=False)
    """The repository is private, or nobody said that it is public."""
    begun: bool = field(default=False, compare=False)
    """Set by the queue: an earlier try, or another process just before, may have written what lists do not show yet."""

    @property
    def key(self) -> str:
        """Equal jobs have equal keys: of several that wait, one is kept."""
        return f"{self.repository}/{key_of(self.work)}"

    @property
    def debounced(self) -> bool:
        """Whether it waits `DEBOUNCE` seconds before it is due, so that equal ones join it and are done in one go."""
        return isinstance(self.work, WriteBack)

    @property
    def joins(self) -> bool:
        """An equal one that waits has work of its own, which has to be done too."""
        folds = isinstance(self.work, RunCommands) and self.work.folds
        return folds or isinstance(self.work, WriteBack | Welcome | MeetingNews)

    def joined(self, earlier: "Job") -> "Job":
        """This job with the work of an equal one that waits already; most jobs do the work of both as they are."""
        match self.work, earlier.work:
            case WriteBack() as new, WriteBack() as old:
                issues, commanded = {*old.issues, *new.issues}, {*old.commanded, *new.commanded}
                return replace(self, work=WriteBack(tuple(sorted(issues)), tuple(sorted(commanded))))
            case MeetingNews() as new, MeetingNews() as old:
                labels = tuple(dict.fromkeys((*old.labels, *new.labels)))
                edits = tuple(dict.fromkeys((*old.edits, *new.edits)))[-EDITS_KEPT:]
                return replace(self, work=replace(new, labels=labels, edits=edits))
            case Welcome() as new, Welcome() as old:
                return replace(self, work=Welcome(tuple(sorted({*old.repositories, *new.repositories}))))
            case RunCommands() as new, RunCommands() as old:
                repeats = {*old.comments, *new.comments} - {new.comment}
                return replace(self, work=replace(new, repeats=tuple(sorted(repeats))))
        return self

    @property
    def lane(self) -> int:
        """Jobs of one lane run one after the other: an installation, or with a token (negative) a repository."""
        return self.installation or -self.repository

    @property
    def rank(self) -> int:
        """The job with the lowest rank goes first among those that are due.

        A lost marker comes back before anything else: a sync that does not see it would open the issue anew. People wait for the
        result of a command, and not for that of a push.
        """
        match self.work:
            case Restore():
                return 0
            case RunCommands(stranger=stranger):
                return 3 if stranger else 1
            case Sync() | WriteBack() | ApproveHeld() | MeetingNews():
                return 2
            case Preview():
                # Anybody may open a pull request, so it waits for what people with rights did.
                return 3
            case CatchUp() | Welcome() | Onboard():
                return 3


@dataclass(frozen=True, slots=True)
class Taken:
    """A job that a worker holds. `attempts` counts earlier tries that failed."""

    id: int
    job: Job
    attempts: int
    lease: Lease = field(default_factory=Lease, compare=False)
    """Ends where another process may have taken the job over: nothing may be written for it from then on."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """How a job ended that is not done."""

    after: float
    """Seconds until it is due again."""
    why: str
    failed: bool
    """It counts as an attempt; a step back does not."""
    cut: bool = False
    """It was stopped in the middle."""

    @property
    def begun(self) -> bool:
        """Whether what it wrote last may not show yet when it is begun again. One that lets others go first has all answers."""
        return self.failed or self.cut or self.after > 0


TEXTS_KEPT = 30 * 86400.0
"""Seconds after which a remembered text of people is deleted: by then GitHub has sent the event of any edit."""

LONGEST_WINDOW = 3600.0
"""Seconds after which a write counts for no limit of GitHub's."""


@dataclass(frozen=True, slots=True)
class Window:
    """What the next job of a lane needs of earlier writes: how many seconds ago each was, and the pause that GitHub asked for."""

    ages: tuple[float, ...] = ()
    """Oldest first."""
    quiet: float = 0.0

    def aged(self, seconds: float) -> "Window":
        """The same, so many seconds later."""
        ages = (age + seconds for age in self.ages)
        return Window(tuple(age for age in ages if age < LONGEST_WINDOW), max(0.0, self.quiet - seconds))


class StepBack(Exception):
    """Raised by work that lets others go first: it is not done, and nothing went wrong. `after` in seconds."""

    def __init__(self, after: float, why: str) -> None:
        super().__init__(why)
        self.after = after
        self.why = why


class Failed(Exception):
    """Raised by work that failed for a reason outside of Duly: the text says it all, and the job is tried again."""


def texts_of(lane: int) -> str:
    """What the names begin with under which texts of people are remembered. They go with their lane, and with age."""
    return f"post/{lane}/"


class QueueError(Exception):
    """A queue that cannot be opened or is closed; the text says why and what to do."""


class QueueInUse(QueueError):
    """A queue that another process has open."""


class Queue(Protocol):
    """Durable first-in first-out work, one job per lane at a time.

    Every method raises QueueError before `open` and after `close`.
    """

    async def open(self) -> None:
        """Make ready; jobs that ran when the last process died wait again. Raises QueueError where that is impossible."""

    async def put(self, job: Job) -> bool:
        """Keep `job`; durable when this returns. False: an equal one waits already and does the work of both.

        The newest wording of an equal job is kept (the repository may have a new name or installation), with the work of
        both (`Job.joined`). One that is `debounced` is due only after `DEBOUNCE` seconds. One that waits
        because it failed is due at once and its back-off begins anew, since the news may have removed the cause; one that stepped
        back keeps its time.
        A running one absorbs nothing: it may have gathered already.
        """

    async def put_all(self, jobs: Sequence[Job]) -> Sequence[Outcome[bool]]:
        """Keep jobs with one commit: for each what `put` returns, in a tuple, or what it would raise.

        One that cannot be kept spoils no other.
        """

    async def take(self) -> Taken:
        """Wait for a due job whose lane is idle; it stays in the queue until `done`. Cancelling loses nothing."""

    async def done(self, taken: Taken) -> None:
        """Delete a finished job and free its lane."""

    async def requeue(self, taken: Taken, end: Unfinished) -> None:
        """Let a job wait again, and free its lane."""

    @property
    def admin(self) -> Admin:
        """The operator's side of the queue."""

    async def crowded(self, lane: int) -> bool:
        """Whether a due job waits for a lane that is at work."""

    async def depth(self) -> int:
        """How many jobs wait or run."""

    async def backlog(self) -> Mapping[str, tuple[int, float]]:
        """Kind of work → how many jobs wait or run, and the seconds since the oldest of them was put."""

    async def forget(self, lane: int) -> int:
        """Delete what waits for a lane, and its `texts_of`; how many jobs. One that runs goes on."""

    async def check(self) -> None:
        """Raise QueueError, or what the storage raises, where a job could not be kept now."""

    async def recall(self, name: str) -> str:
        """What was remembered under a name; empty where nothing was."""

    async def remember(self, name: str, value: str) -> None:
        """Keep a short text across restarts. It may be lost with the storage, so nothing may depend on it.

        Deletes the `texts_of` all lanes that were written `TEXTS_KEPT` seconds ago.
        """

    async def try_lock(self, name: str, seconds: float) -> bool:
        """Lock a name for so many seconds; False where a process has locked it since then. For what one process does for all."""

    async def unlock(self, name: str) -> None:
        """Let another process lock a name at once, where what it was locked for was not done."""

    async def window(self, lane: int) -> Window:
        """What the last writes for a lane leave to its next job, wherever they were made."""

    async def hand_on(self, lane: int, window: Window) -> None:
        """Keep that for the process that works for the lane next."""

    def stop_taking(self) -> None:
        """Begin to stop: nothing more is handed out. What was taken may still be settled."""

    async def close(self) -> None:
        """Stop; what is not done stays for the next start."""
