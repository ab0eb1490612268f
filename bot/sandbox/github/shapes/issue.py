"""Issues, labels, comments, reactions and pull requests."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.people import app_or_none, node, stamp, stamped, user, user_or_none
from bot.sandbox.github.shapes.repository import repository
from bot.sandbox.github.state.records import (
    AccountType,
    Branches,
    Comment,
    Issue,
    Label,
    Reaction,
    RepositoryState,
    User,
)

CONTENTS = ("+1", "-1", "laugh", "confused", "heart", "hooray", "eyes", "rocket")


def label(base: str, repo: RepositoryState, it: Label) -> Json:
    """A `label`."""
    return {
        "id": it.id,
        "node_id": node("Label", it.id),
        "url": f"{base}/repos/{repo.full_name}/labels/{quote(it.name, safe='')}",
        "name": it.name,
        "color": it.color,
        "default": False,
        "description": it.description,
    }


def association(repo: RepositoryState, who: User) -> str:
    """`author_association`, as unreliable as GitHub's."""
    if repo.owner.login == who.login:
        return "OWNER"
    if who.login.lower() not in repo.collaborators:
        return "NONE"
    return "MEMBER" if repo.owner.type is AccountType.ORGANIZATION else "COLLABORATOR"


def rollup(url: str, reactions: Iterable[Reaction]) -> Json:
    """A `reaction-rollup` of what stands at `url`."""
    count = Counter(reaction.content for reaction in reactions)
    counts: Json = {content: count[content] for content in CONTENTS}
    return {"url": f"{url}/reactions", "total_count": count.total()} | counts


def reaction(base: str, it: Reaction) -> Json:
    """A `reaction`."""
    return {
        "id": it.id,
        "node_id": node("Reaction", it.id),
        "user": user(base, it.user),
        "content": it.content,
        "created_at": stamp(it.created_at),
    }


def issue(base: str, repo: RepositoryState, it: Issue) -> Json:
    """An `issue`; with `pull_request` where it is one."""
    url = f"{base}/repos/{repo.full_name}/issues/{it.number}"
    people: list[object] = [user(base, who) for who in it.assignees]
    shape: Json = _issue_urls(base, repo, it) | {
        "id": it.id,
        "node_id": node("Issue", it.id),
        "number": it.number,
        "title": it.title,
        "body": it.body,
        "user": user(base, it.user),
        "labels": [label(base, repo, one) for one in it.labels],
        "state": it.state,
        "state_reason": it.state_reason,
        "locked": it.locked,
        "active_lock_reason": it.lock_reason,
        # Only up to API version 2022-11-28.
        "assignee": people[0] if people else None,
        "assignees": people,
        "milestone": None,
        "comments": len(it.comments),
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.updated_at),
        "closed_at": stamped(it.closed_at),
        "author_association": association(repo, it.user),
        "performed_via_github_app": app_or_none(base, it.app),
        "reactions": rollup(url, it.reactions),
        "sub_issues_summary": _summary(it),
    }
    return shape | (_pull_links(base, repo, it, it.pull) if it.pull else {})


def _issue_urls(base: str, repo: RepositoryState, it: Issue) -> Json:
    url = f"{base}/repos/{repo.full_name}/issues/{it.number}"
    return {
        "url": url,
        "repository_url": f"{base}/repos/{repo.full_name}",
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "timeline_url": f"{url}/timeline",
        "html_url": f"{base}/{repo.full_name}/{'pull' if it.pull else 'issues'}/{it.number}",
    }


def issue_in_full(base: str, repo: RepositoryState, it: Issue) -> Json:
    """An `issue` as the answer to a single request: with `closed_by`."""
    parent = {"parent_issue_url": f"{base}/repos/{repo.full_name}/issues/{it.parent.number}"} if it.parent else {}
    return issue(base, repo, it) | {"closed_by": user_or_none(base, it.closed_by)} | parent


def _summary(it: Issue) -> Json:
    done = sum(child.state == "closed" for child in it.children)
    total = len(it.children)
    return {"total": total, "completed": done, "percent_completed": 100 * done // total if total else 0}


def _pull_links(base: str, repo: RepositoryState, it: Issue, pull: Branches) -> Json:
    web = f"{base}/{repo.full_name}/pull/{it.number}"
    links: Json = {
        "url": f"{base}/repos/{repo.full_name}/pulls/{it.number}",
        "html_url": web,
        "diff_url": f"{web}.diff",
        "patch_url": f"{web}.patch",
        "merged_at": stamped(pull.merged_at),
    }
    return {"draft": pull.draft, "pull_request": links}


def comment(base: str, repo: RepositoryState, on: Issue, it: Comment) -> Json:
    """An `issue-comment`."""
    url = f"{base}/repos/{repo.full_name}/issues/comments/{it.id}"
    return {
        "url": url,
        "html_url": f"{base}/{repo.full_name}/{'pull' if on.pull else 'issues'}/{on.number}#issuecomment-{it.id}",
        "issue_url": f"{base}/repos/{repo.full_name}/issues/{on.number}",
        "id": it.id,
        "node_id": node("IssueComment", it.id),
        "user": user(base, it.user),
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.updated_at),
        "body": it.body,
        "author_association": association(repo, it.user),
        "performed_via_github_app": app_or_none(base, it.app),
        "reactions": rollup(url, it.reactions),
    }


def pull(base: str, repo: RepositoryState, it: Issue, branches: Branches) -> Json:
    """A `pull-request-simple`."""
    urls = _pull_urls(base, repo, it, branches)
    plain = ("id", "number", "title", "body", "user", "state", "locked", "active_lock_reason", "assignee", "assignees")
    more = ("labels", "milestone", "created_at", "updated_at", "closed_at", "author_association", "comments_url")
    shape = issue(base, repo, it)
    # In a pull request, a label without a description has an empty one.
    shape["labels"] = [label(base, repo, one) | {"description": one.description or ""} for one in it.labels]
    return {key: shape[key] for key in (*plain, *more)} | {
        "url": urls["self"],
        "html_url": urls["html"],
        "diff_url": f"{urls['html']}.diff",
        "patch_url": f"{urls['html']}.patch",
        "issue_url": urls["issue"],
        "commits_url": urls["commits"],
        "review_comments_url": urls["review_comments"],
        "review_comment_url": urls["review_comment"],
        "statuses_url": urls["statuses"],
        "node_id": node("PullRequest", it.id),
        "merged_at": stamped(branches.merged_at),
        "merge_commit_sha": branches.merge_commit,
        "requested_reviewers": [],
        "requested_teams": [],
        "draft": branches.draft,
        "auto_merge": _auto_merge(base, branches),
        "head": _side(base, branches.origin, branches.head, branches.head_sha),
        "base": _side(base, repo, branches.base, branches.base_sha),
        "_links": {name: {"href": address} for name, address in urls.items()},
    }


def _auto_merge(base: str, branches: Branches) -> Json | None:
    if branches.auto_merge is None:
        return None
    by, method = branches.auto_merge
    return {"enabled_by": user(base, by), "merge_method": method, "commit_title": "", "commit_message": ""}


def _pull_urls(base: str, repo: RepositoryState, it: Issue, branches: Branches) -> dict[str, str]:
    """The addresses of a pull request, by their names in `_links`."""
    url = f"{base}/repos/{repo.full_name}/pulls/{it.number}"
    issue_url = f"{base}/repos/{repo.full_name}/issues/{it.number}"
    return {
        "self": url,
        "html": f"{base}/{repo.full_name}/pull/{it.number}",
        "issue": issue_url,
        "comments": f"{issue_url}/comments",
        "review_comments": f"{url}/comments",
        "review_comment": f"{base}/repos/{repo.full_name}/pulls/comments{{/number}}",
        "commits": f"{url}/commits",
        "statuses": f"{base}/repos/{repo.full_name}/statuses/{branches.head_sha}",
    }


def pull_in_full(base: str, repo: RepositoryState, it: Issue, branches: Branches) -> Json:
    """A `pull-request` but for its figures (`commits`, `additions`, `deletions`, `changed_files`)."""
    return pull(base, repo, it, branches) | {
        "merged": branches.merged_at is not None,
        "merged_by": user_or_none(base, branches.merged_by),
        "mergeable": None if branches.merged_at else True,
        "rebaseable": None,
        "mergeable_state": "unknown" if branches.merged_at else "clean",
        "maintainer_can_modify": False,
        "comments": len(it.comments),
        "review_comments": 0,
    }


def _side(base: str, repo: RepositoryState, branch: str, sha: str) -> Json:
    return {
        "label": f"{repo.owner.login}:{branch}",
        "ref": branch,
        "sha": sha,
        "user": user(base, repo.owner),
        "repo": repository(base, repo),
    }
