"""The records of the sandbox: accounts, repositories, issues, checks, installations. Data only; rules are in the other modules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.sandbox.github.state.git import Store

ROLES = ("none", "read", "triage", "write", "maintain", "admin")


class AccountType(StrEnum):
    """GitHub's `type` of a user."""

    USER = "User"
    BOT = "Bot"
    ORGANIZATION = "Organization"


@dataclass(frozen=True, slots=True)
class User:
    """An account: a person, an organization or an App's `slug[bot]`."""

    id: int
    login: str
    type: AccountType = AccountType.USER

    @property
    def email(self) -> str:
        """The no-reply address of an account."""
        return f"{self.id}+{self.login}@users.noreply.github.com".replace("[", "-").replace("]", "")


@dataclass(frozen=True, slots=True)
class App:
    """The GitHub App. `public_key` is PEM; `events` are the webhooks it subscribed to."""

    id: int
    slug: str
    owner: User
    bot: User
    public_key: bytes
    permissions: dict[str, str]
    events: tuple[str, ...]
    created_at: datetime


@dataclass(slots=True)
class Installation:
    """The App on one account. `repositories` holds repository ids."""

    id: int
    app: App
    account: User
    created_at: datetime
    repositories: list[int] = field(default_factory=list)
    permissions: dict[str, str] = field(default_factory=dict)
    suspended_at: datetime | None = None


@dataclass(slots=True)
class Label:
    """A label. `color` is six hex digits."""

    id: int
    name: str
    color: str = "ededed"
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """One person's reaction: `+1`, `eyes`, `rocket` …"""

    id: int
    user: User
    content: str
    created_at: datetime


@dataclass(slots=True)
class Comment:
    """A comment on an issue or pull request."""

    id: int
    user: User
    body: str
    created_at: datetime
    updated_at: datetime
    app: App | None = None
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True)
class Branches:
    """The part of a pull request that an issue does not have: its branches and the merge."""

    origin: "RepositoryState" = field(repr=False, compare=False)
    """The repository of the head branch: the same one, or a fork."""
    head: str
    base: str
    head_sha: str
    base_sha: str
    merged_at: datetime | None = None
    merged_by: User | None = None
    merge_commit: str | None = None
    draft: bool = False
    approved: bool = False
    """A person has reviewed it."""
    auto_merge: tuple[User, str] | None = None
    """Who asked for it to be merged as soon as that is allowed, and by which method."""


@dataclass(slots=True, kw_only=True)
class Issue:
    """An issue, or a pull request where `pull` is set."""

    id: int
    number: int
    title: str
    body: str | None
    user: User
    created_at: datetime
    updated_at: datetime
    app: App | None = None
    state: str = "open"
    state_reason: str | None = None
    closed_at: datetime | None = None
    closed_by: User | None = None
    labels: list[Label] = field(default_factory=list)
    assignees: list[User] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    locked: bool = False
    lock_reason: str | None = None
    parent: "Issue | None" = None
    children: list["Issue"] = field(default_factory=list)
    pull: Branches | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation of a check run on lines of a file."""

    path: str
    start_line: int
    end_line: int
    level: str
    message: str
    title: str | None = None
    start_column: int | None = None
    end_column: int | None = None
    raw_details: str | None = None


@dataclass(slots=True, kw_only=True)
class CheckRun:
    """A check run of the App on a commit."""

    id: int
    suite: int
    app: App
    head_sha: str
    name: str
    created_at: datetime
    status: str = "queued"
    conclusion: str | None = None
    external_id: str = ""
    details_url: str = ""
    started_at: datetime | None = None
    completed_at: datetime | None = None
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations: list[Annotation] = field(default_factory=list)
    actions: tuple[tuple[str, str, str], ...] = ()
    """Buttons: label, description, identifier."""


@dataclass(slots=True, kw_only=True)
class RepositoryState:
    """One repository with everything in it."""

    id: int
    owner: User
    name: str
    created_at: datetime
    updated_at: datetime
    private: bool = False
    default_branch: str = "main"
    has_issues: bool = True
    archived: bool = False
    description: str | None = None
    pushed_at: datetime | None = None
    collaborators: dict[str, tuple[User, str]] = field(default_factory=dict)
    """Login in lower case → the account and its role."""
    store: Store = field(default_factory=Store)
    refs: dict[str, str] = field(default_factory=dict)
    """`refs/heads/main` → commit SHA."""
    fork_of: "RepositoryState | None" = field(default=None, repr=False, compare=False)
    """The repository that this one was forked from."""
    protected: set[str] = field(default_factory=set)
    """Protected branches: only pull requests change them, not the API."""
    needs_review: bool = False
    """Pull requests into protected branches wait for a review."""
    auto_merges: bool = False
    """The repository allows auto-merge."""
    merge_methods: tuple[str, ...] = ("merge", "squash", "rebase")
    """The methods of merging that it allows."""
    issues: dict[int, Issue] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    moved: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Number of an issue that was transferred → repository id and number where it is now."""
    labels: dict[str, Label] = field(default_factory=dict)
    """Name in lower case → label."""
    checks: dict[int, CheckRun] = field(default_factory=dict)
    suites: dict[str, int] = field(default_factory=dict)
    """Commit SHA → check suite of the App."""
    numbers: int = 0
    """The last issue number used."""
    pinned: list[int] = field(default_factory=list)
    """Numbers of the pinned issues."""
    writes: list[tuple[str, str]] = field(default_factory=list)
    """Every write call of the App: method and path, also of refused ones."""

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return f"{self.owner.login}/{self.name}"

    def role(self, login: str) -> str:
        """The role of `login`; everybody may read a public repository."""
        if self.owner.login.lower() == login.lower():
            return "admin"
        _, role = self.collaborators.get(login.lower(), (None, "none" if self.private else "read"))
        return role

    def open_count(self) -> int:
        """Open issues and pull requests, as GitHub counts them."""
        return sum(issue.state == "open" for issue in self.issues.values())

    def comments(self) -> Iterator[tuple[Issue, Comment]]:
        """Every comment with its issue."""
        return ((issue, comment) for issue in self.issues.values() for comment in issue.comments)


def at_least(role: str, wanted: str) -> bool:
    """Whether `role` includes the rights of `wanted`."""
    return ROLES.index(role) >= ROLES.index(wanted)
