"""The payloads of the events that Duly listens to, as far as it reads them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from bot.web.signature import Refusal

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
FullName = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-]+/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*$", max_length=200)
]


class Part(BaseModel):
    """A part of a payload; only the fields that we use, of exactly the types that GitHub describes."""

    model_config = ConfigDict(strict=True, frozen=True)


class Repository(Part):
    """The repository of an event."""

    id: Id
    full_name: FullName
    default_branch: Annotated[str, Field(min_length=1, max_length=1000)]
    private: bool = True


class Installation(Part):
    """The App's installation; events of the installation itself say which repositories it has."""

    id: Id
    repository_selection: str | None = None


class Sender(Part):
    """An account."""

    login: str
    type: str = "User"


class Event(Part):
    """What all events have."""

    repository: Repository
    installation: Installation | None = None


class Commit(Part):
    """The files of a commit."""

    added: list[str] | None = None
    removed: list[str] | None = None
    modified: list[str] | None = None


class Push(Event):
    """A push."""

    ref: str
    before: str | None = None
    after: str
    created: bool | None = None
    deleted: bool | None = None
    forced: bool | None = None
    commits: list[Commit] | None = None


class BranchMade(Push):
    """A push that created a branch."""

    sender: Sender


class Label(Part):
    """A label."""

    name: str


class Issue(Part):
    """An issue or a pull request."""

    number: Id
    body: str | None = None
    pull_request: dict[str, object] | None = None
    assignees: list[Sender] | None = None
    labels: list[Label] | None = None

    @property
    def assigned(self) -> frozenset[str]:
        """The logins of the assignees, in lower case."""
        return frozenset(each.login.lower() for each in self.assignees or ())


class Was(Part):
    """The value before an edit."""

    before: str | None = Field(None, alias="from")


class Changes(Part):
    """What an edit changed."""

    title: Was | None = None
    body: Was | None = None


class IssueNews(Event):
    """Something happened to an issue; `label` is the one that it got or lost."""

    issue: Issue
    label: Label | None = None
    changes: Changes = Changes()
    sender: Sender | None = None

    @property
    def by(self) -> str:
        """The login of who did it."""
        return self.sender.login if self.sender else ""

    @property
    def is_a_bots(self) -> bool:
        """A bot did it."""
        return self.sender is not None and self.sender.type == "Bot"

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it has, or had until now."""
        return tuple(label.name for label in (*(self.issue.labels or ()), *([self.label] if self.label else [])))


class IssueEdited(Event):
    """An edit of an issue."""

    issue: Issue
    changes: Changes
    sender: Sender


class Comment(Part):
    """A comment."""

    id: Id
    body: str | None = None
    user: Sender | None = None
    performed_via_github_app: dict[str, object] | None = None
    author_association: str = ""


class IssueClosedOrReopened(Event):
    """A close or a reopen."""

    issue: Issue


class CommentCreated(Event):
    """A new comment."""

    issue: Issue
    comment: Comment
    sender: Sender


class CommentEdited(CommentCreated):
    """An edit of a comment."""

    changes: Changes


class PullRequest(Event):
    """A pull request with news."""

    number: Id


class Branch(Part):
    """A branch of a pull request."""

    ref: str


class ChangedPull(Part):
    """A pull request that was closed or edited."""

    head: Branch
    state: str
    merged: bool | None = None


class PullClosedOrEdited(Event):
    """A pull request was closed, or its title or text changed."""

    action: str
    number: Id
    pull_request: ChangedPull
    changes: Changes = Changes()


class RequestedAction(Part):
    """A button of a check run."""

    identifier: str


class OneCheckRun(Part):
    """The check run that the button stands on."""

    head_sha: str


class ButtonPressed(Event):
    """A person pressed a button of a check run of the App."""

    check_run: OneCheckRun
    requested_action: RequestedAction | None = None
    sender: Sender


class Installed(Part):
    """The App was installed, uninstalled, suspended, or is to see other repositories."""

    installation: Installation


class Reached(Part):
    """A repository that an installation reaches."""

    id: Id
    full_name: FullName


class InstallationNews(Installed):
    """The repositories that an installation reaches from now on."""

    repository_selection: str | None = None
    repositories: list[Reached] | None = None
    repositories_added: list[Reached] | None = None

    @property
    def new(self) -> tuple[Reached, ...]:
        """Those that are new, also where the App is."""
        return tuple(self.repositories or self.repositories_added or ())

    @property
    def has_all(self) -> bool:
        """The account has chosen all its repositories, rather than some."""
        return "all" in {self.repository_selection, self.installation.repository_selection}


Payload = Mapping[str, object] | bytes
"""What an event says, or its JSON as it came."""

Form = TypeVar("Form", bound=Part)


def read_as(form: type[Form], payload: Payload) -> Form:
    """The parts of a payload that `form` has; raises Refusal 400 where one is missing or has a wrong type."""
    if isinstance(payload, bytes):
        with suppress(ValidationError):
            return form.model_validate_json(payload)
        # Read again for the reason: the same words, in whichever form the payload came.
        payload = as_object(payload)
    try:
        return form.model_validate(payload)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        # Its own words would name the class.
        wrong = "an object is required" if first["type"] == "model_type" else first["msg"]
        raise Refusal(400, f"{'.'.join(map(str, first['loc']))}: {wrong}") from None


def as_object(body: bytes) -> Mapping[str, object]:
    """The JSON object in a body; raises Refusal 400 where there is none."""
    try:
        payload = from_json(body)
    except ValueError as error:
        raise Refusal(400, f"the body is not JSON: {error}") from None
    if not isinstance(payload, dict):
        raise Refusal(400, "the body is not a JSON object")
    return payload
