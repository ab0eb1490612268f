"""GitHub's JSON as far as Duly reads it. Payloads end here: what comes out are the nouns of `bot.core.model`.

One shape a class, without logic: no calls and no decisions. Files, trees and branches are in `git`.
"""

from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.core.model.issues import Issue
from bot.github.errors import BadAnswer

T = TypeVar("T")


class User(BaseModel):
    """An account; `type` is `Bot` for an App's."""

    login: str
    type: str = "User"


class Named(BaseModel):
    """A label, as an issue and the list of labels show it."""

    name: str


class App(BaseModel):
    """The App, for its JWT."""

    slug: str
    installations_count: int | None = None
    permissions: dict[str, str] = {}
    events: list[str] = []


class Installation(BaseModel):
    """The App's installation on an account."""

    id: int
    suspended_at: datetime | None = None


class DeliveryItem(BaseModel):
    """One attempt to deliver a webhook. Attempts of one event share the `guid`."""

    id: int
    guid: str
    delivered_at: datetime
    event: str
    status_code: int = 0


class AccessToken(BaseModel):
    """A new installation token."""

    token: str
    expires_at: datetime


class RepositoryFacts(BaseModel):
    """A repository's facts that do not depend on its files."""

    id: int
    full_name: str
    default_branch: str
    private: bool = True
    archived: bool = False
    disabled: bool = False


class InstalledRepositories(BaseModel):
    """A page of the repositories of an installation."""

    repositories: list[RepositoryFacts]


class Known(BaseModel):
    """A repository, by what never changes of it."""

    id: int


class Side(BaseModel):
    """One of the two branches of a pull request; `repo` is None where a fork has been deleted."""

    ref: str
    sha: str
    repo: Known | None = None


class PullPayload(BaseModel):
    """A pull request. `auto_merge` is null where nobody asked for it."""

    number: int
    node_id: str = ""
    title: str
    body: str | None = None
    state: str
    merged: bool = False
    merged_at: datetime | None = None
    auto_merge: object = None
    user: User | None = None
    head: Side
    base: Side


class Merged(BaseModel):
    """The answer to a merge."""

    merged: bool = False


class ChangedFile(BaseModel):
    """A file that a pull request changes; `sha` is its blob at the head, None for some that are gone."""

    filename: str
    status: str
    sha: str | None = None
    previous_filename: str | None = None


class IssuePayload(BaseModel):
    """An issue, or the pull request that lists of issues hold as well."""

    id: int = 0
    node_id: str = ""
    number: int
    title: str
    body: str | None = None
    state: str
    state_reason: str | None = None
    labels: list[Named | str] = []
    assignees: list[User] = []
    user: User | None = None
    closed_by: User | None = None
    closed_at: datetime | None = None
    locked: bool = False
    comments: int = 0
    html_url: str = ""
    created_at: datetime = datetime.min
    updated_at: datetime
    pull_request: object | None = None
    performed_via_github_app: object | None = None

    @property
    def author(self) -> str:
        """Who opened it; GitHub shows deleted accounts as `ghost`."""
        return self.user.login if self.user else "ghost"

    def issue(self) -> Issue:
        """The issue, without what only the transport needs."""
        return Issue(
            number=self.number,
            title=self.title,
            body=self.body or "",
            open=self.state == "open",
            state_reason=self.state_reason,
            labels=tuple(label if isinstance(label, str) else label.name for label in self.labels),
            assignees=tuple(user.login for user in self.assignees),
            author=self.author,
            locked=self.locked,
            comments=self.comments,
            url=self.html_url,
            closed_by=self.closed_by.login if self.closed_by else "",
            closed_at=self.closed_at,
            id=self.id,
        )


class CommentPayload(BaseModel):
    """A comment of an issue."""

    body: str | None = None
    user: User | None = None

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self.user.login if self.user else "ghost"


class Rollup(BaseModel):
    """How many reactions of each kind a comment has, as far as we give them."""

    eyes: int = 0
    rocket: int = 0
    confused: int = 0


class OneComment(CommentPayload):
    """A comment as it is given alone. Some stand-ins leave the reactions out."""

    updated_at: datetime
    reactions: Rollup | None = None


class ListedComment(OneComment):
    """A comment in the list of all comments of a repository."""

    id: int
    issue_url: str
    html_url: str = ""
    author_association: str = ""
    performed_via_github_app: object | None = None
    created_at: datetime

    @property
    def is_answered(self) -> bool:
        """Whether somebody, perhaps not Duly, gave one of the reactions that end a command."""
        return self.reactions is not None and self.reactions.rocket + self.reactions.confused > 0

    @property
    def issue(self) -> int:
        """The number of its issue or pull request."""
        return int(self.issue_url.rpartition("/")[2])


class Reaction(BaseModel):
    """A reaction to a comment."""

    id: int
    content: str
    created_at: datetime
    user: User | None = None


class Permission(BaseModel):
    """What somebody may do in a repository. `permission` has neither triage nor maintain nor custom roles."""

    permission: str
    role_name: str = ""


class CheckRunPayload(BaseModel):
    """A check run; `app` made it."""

    name: str
    status: str
    app: App | None = None


class CheckRuns(BaseModel):
    """The check runs of a commit."""

    check_runs: list[CheckRunPayload]


_adapters: dict[object, TypeAdapter[Any]] = {}
"""Made once for each shape: making one takes longer than using it."""


def parsed(shape: type[T], answer: object, where: str) -> T:
    """`answer` as `shape`; BadAnswer where it is not, with the first thing that is wrong and without the values."""
    try:
        if shape not in _adapters:
            _adapters[shape] = TypeAdapter(shape)
        valid: T = _adapters[shape].validate_python(answer)
        return valid
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the answer"
        raise BadAnswer(f"{where}: {place}: {first['msg']} ({error.error_count()} mistakes)") from None
