"""GitHub's JSON of issues, their comments, and reactions."""

from datetime import datetime

from pydantic import BaseModel

from bot.core.model.issues import Issue
from bot.github.payloads.accounts import User


class Named(BaseModel):
    """A label, as an issue and the list of labels show it."""

    name: str


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
