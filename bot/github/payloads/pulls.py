"""GitHub's JSON of pull requests and check runs."""

from datetime import datetime

from pydantic import BaseModel

from bot.github.payloads.accounts import App, User


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


class CheckRunPayload(BaseModel):
    """A check run; `app` made it."""

    name: str
    status: str
    app: App | None = None


class CheckRuns(BaseModel):
    """The check runs of a commit."""

    check_runs: list[CheckRunPayload]
