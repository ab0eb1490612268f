"""GitHub's JSON of accounts, the App, its installations, and repositories."""

from datetime import datetime

from pydantic import BaseModel


class User(BaseModel):
    """An account; `type` is `Bot` for an App's."""

    login: str
    type: str = "User"


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


class Permission(BaseModel):
    """What somebody may do in a repository. `permission` has neither triage nor maintain nor custom roles."""

    permission: str
    role_name: str = ""
