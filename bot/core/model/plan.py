"""What a decision comes to: changes with their reasons, what is held, and the plan that holds both."""

from dataclasses import dataclass

from bot.core.config.problem import Problem
from bot.core.model.account import Account, Standing
from bot.core.model.issues import Issue
from bot.core.model.notes import Item
from bot.core.model.questions import NO_QUESTIONS, Questions


@dataclass(frozen=True, slots=True)
class CreateLabel:
    """A label made before its first use. `colour` is six hex digits, `description` at most 100 characters."""

    name: str
    colour: str
    description: str
    why: str


@dataclass(frozen=True, slots=True)
class Open:
    """A new issue. `key` is the fingerprint that its body's marker carries: by it a create whose answer was lost is found."""

    key: str
    title: str
    body: str
    labels: tuple[str, ...]
    assignees: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Edit:
    """New values for some fields of an issue; None leaves a field alone."""

    number: int
    why: str
    title: str | None = None
    body: str | None = None
    labels: tuple[str, ...] | None = None
    assignees: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Close:
    """An issue closed, with the body whose marker records it. `reason` is `completed`, `not_planned` or `duplicate`."""

    number: int
    reason: str
    why: str
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Reopen:
    """An issue opened again, with the body whose marker records it."""

    number: int
    why: str
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Attach:
    """An issue made a sub-issue of `parent`, with the body whose marker records it. `id` is its own, not its number."""

    number: int
    id: int
    parent: int
    body: str
    why: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment. `key` stands in a hidden marker in `body`: a comment that is there already is not written again."""

    number: int
    key: str
    body: str
    why: str


Change = CreateLabel | Open | Edit | Close | Reopen | Attach | Comment


def kind_of(change: Change) -> str:
    """The kind of a change as logs and `--json` name it: `open`, `edit`, `close`, `reopen`, `comment`, `create_label`, `attach`."""
    return "create_label" if isinstance(change, CreateLabel) else type(change).__name__.lower()


@dataclass(frozen=True, slots=True)
class Held:
    """Changes of one kind that the brake holds, and the words that say how to apply them."""

    kind: str
    changes: tuple[Change, ...]
    message: str
    too_many: bool = False
    """It is held for the number of its changes alone."""
    passing: bool = False
    """It ends without a person: the sync has to be repeated."""
    approvable: bool = False
    """`/approve` releases it."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """An item beside its issue, for reports. `issue` is None where it has none; `note` says why in a few words."""

    item: Item
    issue: int | None
    note: str = ""
    standing: Standing = Standing.ISSUE
    """What became of it; counts while it is open."""
    live: Issue | None = None
    """Its issue as it was gathered."""
    above: Item | None = None
    """The item whose issue holds it as a box."""
    closed_by: str = ""
    """The bot that closed its issue while the notes have it open, which decides nothing."""


@dataclass(frozen=True, slots=True)
class PossiblePair:
    """A line that opens an issue while an issue just lost its line: perhaps they are one piece of work in other words."""

    item: Item
    issue: Issue
    likeness: float | None
    """Share of words kept, between 0 and 1; None where they are next to none and the place is the reason."""
    evidence: str
    """What speaks for it and against it, in words."""
    twins: tuple[int, ...] = ()
    """Numbers of other issues of the same piece of work."""
    held: bool = False
    """The line waits for a person, so there is no new issue yet."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sync would do: the changes in the order of applying, what is held, what people can correct."""

    changes: tuple[Change, ...] = ()
    held: tuple[Held, ...] = ()
    problems: tuple[Problem, ...] = ()
    items: tuple[Tracked, ...] = ()
    pairs: tuple[PossiblePair, ...] = ()
    """New issues that may be old ones in other words."""
    ask: Questions = NO_QUESTIONS
    """Where this is not empty the plan is a draft: add the answers to the snapshot and decide again."""
    account: Account | None = None
    """All that was seen; None where nothing was decided."""
