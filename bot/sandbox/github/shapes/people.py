"""Accounts, the App and its installations."""

from base64 import b64encode
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from bot.sandbox.github.shapes import Json
from bot.sandbox.github.state.records import AccountType, App, Installation, User


@lru_cache(maxsize=10_000)
def stamp(when: datetime) -> str:
    """A time as GitHub writes it: UTC, whole seconds."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def stamped(when: datetime | None) -> str | None:
    """The same for a time that may be missing."""
    return stamp(when) if when else None


def node(kind: str, number: int) -> str:
    """An opaque global id."""
    return b64encode(f"{kind}:{number}".encode()).decode()


def user(base: str, who: User) -> Json:
    """A `simple-user`."""
    url = f"{base}/users/{quote(who.login)}"
    return {
        "login": who.login,
        "id": who.id,
        "node_id": node("User", who.id),
        "avatar_url": f"{base}/avatars/{who.id}",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{base}/{quote(who.login)}",
        "followers_url": f"{url}/followers",
        "following_url": f"{url}/following{{/other_user}}",
        "gists_url": f"{url}/gists{{/gist_id}}",
        "starred_url": f"{url}/starred{{/owner}}{{/repo}}",
        "subscriptions_url": f"{url}/subscriptions",
        "organizations_url": f"{url}/orgs",
        "repos_url": f"{url}/repos",
        "events_url": f"{url}/events{{/privacy}}",
        "received_events_url": f"{url}/received_events",
        "type": who.type.value,
        "user_view_type": "public",
        "site_admin": False,
    }


def user_or_none(base: str, who: User | None) -> Json | None:
    """A `nullable-simple-user`."""
    return user(base, who) if who else None


def profile(base: str, who: User, since: datetime) -> Json:
    """A `public-user`, the answer to `GET /user` and `GET /users/{username}`."""
    empty = dict.fromkeys(("bio", "company", "email", "hireable", "location", "name", "twitter_username"))
    counts = dict.fromkeys(("followers", "following", "public_gists", "public_repos"), 0)
    return user(base, who) | empty | counts | {"blog": "", "created_at": stamp(since), "updated_at": stamp(since)}


def collaborator(base: str, who: User, role: str) -> Json:
    """A `collaborator`: a user with a role and the rights that follow from it."""
    return user(base, who) | {"role_name": role, "permissions": rights(role)}


def rights(role: str) -> dict[str, bool]:
    """The flags of `permissions`; each role has all of the ones before it."""
    names = {"read": "pull", "triage": "triage", "write": "push", "maintain": "maintain", "admin": "admin"}
    reached = list(names).index(role) if role in names else -1
    return {flag: place <= reached for place, flag in enumerate(names.values())}


def legacy_permission(role: str) -> str:
    """The value of the old field `permission`, which does not distinguish triage and maintain."""
    return {"triage": "read", "maintain": "write"}.get(role, role)


def organization(base: str, who: User) -> Json:
    """An `organization-simple-webhooks`."""
    url = f"{base}/orgs/{quote(who.login)}"
    return {
        "login": who.login,
        "id": who.id,
        "node_id": node("Organization", who.id),
        "url": url,
        "repos_url": f"{url}/repos",
        "events_url": f"{url}/events",
        "hooks_url": f"{url}/hooks",
        "issues_url": f"{url}/issues",
        "members_url": f"{url}/members{{/member}}",
        "public_members_url": f"{url}/public_members{{/member}}",
        "avatar_url": f"{base}/avatars/{who.id}",
        "description": None,
    }


def app(base: str, it: App) -> Json:
    """An `integration`."""
    return {
        "id": it.id,
        "client_id": f"Iv23li{it.id:014d}",
        "slug": it.slug,
        "node_id": node("App", it.id),
        "owner": user(base, it.owner),
        "name": it.slug.replace("-", " ").title(),
        "description": "",
        "external_url": f"{base}/apps/{it.slug}",
        "html_url": f"{base}/apps/{it.slug}",
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.created_at),
        "permissions": dict(it.permissions),
        "events": list(it.events),
    }


def app_or_none(base: str, it: App | None) -> Json | None:
    """A `nullable-integration`."""
    return app(base, it) if it else None


def account(base: str, who: User, since: datetime) -> Json:
    """The account of an installation. GitHub's API description requires the fields of an enterprise as well as those of a user."""
    return user(base, who) | {
        "name": who.login,
        "slug": who.login.lower(),
        "created_at": stamp(since),
        "updated_at": stamp(since),
    }


def installation(base: str, it: Installation) -> Json:
    """An `installation`."""
    return {
        "id": it.id,
        "client_id": f"Iv23li{it.app.id:014d}",
        "account": account(base, it.account, it.created_at),
        "repository_selection": "selected",
        "access_tokens_url": f"{base}/app/installations/{it.id}/access_tokens",
        "repositories_url": f"{base}/installation/repositories",
        "html_url": f"{base}/settings/installations/{it.id}",
        "app_id": it.app.id,
        "app_slug": it.app.slug,
        "target_id": it.account.id,
        "target_type": "Organization" if it.account.type is AccountType.ORGANIZATION else "User",
        "permissions": dict(it.permissions),
        "events": list(it.app.events),
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.created_at),
        "single_file_name": None,
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "suspended_by": user_or_none(base, it.account if it.suspended_at else None),
        "suspended_at": stamped(it.suspended_at),
    }
