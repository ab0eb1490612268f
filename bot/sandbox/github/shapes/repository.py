"""Repositories."""

from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.people import node, rights, stamp, stamped, user
from bot.sandbox.github.state.records import AccountType, RepositoryState

TEMPLATES = {
    "keys_url": "keys{/key_id}",
    "collaborators_url": "collaborators{/collaborator}",
    "issue_events_url": "issues/events{/number}",
    "assignees_url": "assignees{/user}",
    "branches_url": "branches{/branch}",
    "blobs_url": "git/blobs{/sha}",
    "git_tags_url": "git/tags{/sha}",
    "git_refs_url": "git/refs{/sha}",
    "trees_url": "git/trees{/sha}",
    "statuses_url": "statuses/{sha}",
    "commits_url": "commits{/sha}",
    "git_commits_url": "git/commits{/sha}",
    "comments_url": "comments{/number}",
    "issue_comment_url": "issues/comments{/number}",
    "contents_url": "contents/{+path}",
    "compare_url": "compare/{base}...{head}",
    "archive_url": "{archive_format}{/ref}",
    "issues_url": "issues{/number}",
    "pulls_url": "pulls{/number}",
    "milestones_url": "milestones{/number}",
    "notifications_url": "notifications{?since,all,participating}",
    "labels_url": "labels{/name}",
    "releases_url": "releases{/id}",
}
PLAIN = [
    "forks",
    "teams",
    "hooks",
    "events",
    "tags",
    "languages",
    "stargazers",
    "contributors",
    "subscribers",
    "subscription",
    "merges",
    "downloads",
    "deployments",
]


def repository(base: str, it: RepositoryState, role: str | None = None) -> Json:
    """A `repository`, which is also a `minimal-repository` and a webhook's one; `role` is the caller's."""
    url = f"{base}/repos/{it.full_name}"
    shape: Json = {
        "id": it.id,
        "node_id": node("Repository", it.id),
        "name": it.name,
        "full_name": it.full_name,
        "private": it.private,
        "visibility": "private" if it.private else "public",
        "owner": user(base, it.owner),
        "html_url": f"{base}/{it.full_name}",
        "description": it.description,
        "fork": it.fork_of is not None,
        "url": url,
        "default_branch": it.default_branch,
    }
    shape |= {f"{name}_url": f"{url}/{name}" for name in PLAIN}
    shape |= {key: f"{url}/{tail}" for key, tail in TEMPLATES.items()}
    shape |= _addresses(base, it) | _flags(it) | _counts(it) | _times(it)
    if role is not None:
        shape["permissions"] = rights(role)
    return shape


def repository_in_full(base: str, it: RepositoryState, role: str) -> Json:
    """A `full-repository`, the answer to a single request."""
    of_one: Json = {"organization": user(base, it.owner)} if it.owner.type is AccountType.ORGANIZATION else {}
    return repository(base, it, role) | of_one


def pushed(base: str, it: RepositoryState) -> Json:
    """The repository in a push, where times are integers."""
    shape = repository(base, it)
    times = {
        "created_at": int(it.created_at.timestamp()),
        "pushed_at": int((it.pushed_at or it.created_at).timestamp()),
    }
    return shape | times | {"stargazers": 0, "master_branch": it.default_branch}


def brief(it: RepositoryState) -> Json:
    """The repository in the events of an installation."""
    return {
        "id": it.id,
        "node_id": node("Repository", it.id),
        "name": it.name,
        "full_name": it.full_name,
        "private": it.private,
    }


def _addresses(base: str, it: RepositoryState) -> Json:
    web = f"{base}/{it.full_name}"
    host = base.partition("://")[2]
    return {
        "git_url": f"git://{host}/{it.full_name}.git",
        "ssh_url": f"git@{host}:{it.full_name}.git",
        "clone_url": f"{web}.git",
        "svn_url": web,
        "homepage": None,
        "mirror_url": None,
    }


def _flags(it: RepositoryState) -> Json:
    return {
        "has_issues": it.has_issues,
        "has_projects": False,
        "has_wiki": False,
        "has_pages": False,
        "has_downloads": False,
        "has_discussions": False,
        "archived": it.archived,
        "disabled": False,
        "allow_forking": True,
        "is_template": False,
        "web_commit_signoff_required": False,
        "topics": [],
        "license": None,
        "language": None,
    }


def _counts(it: RepositoryState) -> Json:
    names = [
        "forks",
        "forks_count",
        "stargazers_count",
        "watchers",
        "watchers_count",
        "network_count",
        "subscribers_count",
        "size",
    ]
    zeros: Json = dict.fromkeys(names, 0)
    return zeros | {"open_issues": it.open_count(), "open_issues_count": it.open_count()}


def _times(it: RepositoryState) -> Json:
    return {
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.updated_at),
        "pushed_at": stamped(it.pushed_at or it.created_at),
    }
