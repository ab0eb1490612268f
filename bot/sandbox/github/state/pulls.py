"""Pull requests: an issue with two branches."""

from bot.sandbox.github.errors import Refused, invalid
from bot.sandbox.github.fields import Body, flag, required, text
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.commits import Span, changed_files
from bot.sandbox.github.shapes.issue import pull_in_full
from bot.sandbox.github.state import issues, pushes
from bot.sandbox.github.state.git import NOWHERE, Commit
from bot.sandbox.github.state.records import Branches, Issue, RepositoryState
from bot.sandbox.github.state.visit import Visit
from bot.sandbox.github.state.world import World


def create(at: Visit, body: Body) -> Issue:
    """A new pull request from `POST …/pulls`; 422 without its branches, without a difference, or where one is open.

    `head` is a branch, or `login:branch` in that person's fork.
    """
    owner, _, head = required(body, "head").rpartition(":")
    base, origin = required(body, "base"), _origin(at, owner)
    for name, repo, branch in (("head", origin, head), ("base", at.repo, base)):
        if pushes.tip(repo, branch) is None:
            raise invalid("PullRequest", name)
    tips = pushes.tip(origin, head) or "", pushes.tip(at.repo, base) or ""
    if not at.repo.store.between(tips[1], tips[0]):
        _refuse(f"No commits between {base} and {head}")
    if any(is_open(one, origin, head, base) for one in at.repo.issues.values()):
        _refuse(f"A pull request already exists for {origin.owner.login}:{head}.")
    issue = issues.add(at, required(body, "title"), text(body, "body"))
    issue.pull = Branches(origin, head, base, tips[0], tips[1], draft=flag(body, "draft"))
    notify(at, issue, "opened")
    return issue


def _origin(at: Visit, owner: str) -> RepositoryState:
    """The repository itself, or the fork of it that `owner` has."""
    if owner.lower() in ("", at.repo.owner.login.lower()):
        return at.repo
    for one in at.world.repositories.values():
        if one.fork_of is at.repo and one.owner.login.lower() == owner.lower():
            return one
    raise invalid("PullRequest", "head")


def _refuse(why: str) -> None:
    raise Refused(422, "Validation Failed", ({"resource": "PullRequest", "code": "custom", "message": why},))


def is_open(issue: Issue, origin: RepositoryState, head: str, base: str | None = None) -> bool:
    """Whether it is an open pull request from the branch `head` of `origin` (into `base`, where given)."""
    pull = issue.pull
    if pull is None or issue.state != "open":
        return False
    return pull.origin is origin and pull.head == head and base in (None, pull.base)


def push(at: Visit, ref: str, after: str, *, force: bool = False) -> None:
    """Move a branch; open pull requests from it are updated."""
    before = at.repo.refs.get(ref, NOWHERE)
    pushes.move(at, ref, after, force=force)
    if after not in (before, NOWHERE):
        _follow(at, ref.removeprefix(pushes.HEADS), before)


def _follow(at: Visit, branch: str, before: str) -> None:
    after = pushes.tip(at.repo, branch)
    there = at if at.repo.fork_of is None else Visit(at.world, at.repo.fork_of, at.actor)
    for issue in list(there.repo.issues.values()):
        if issue.pull and after and is_open(issue, at.repo, branch):
            issue.pull.head_sha = after
            issues.touch(at.world, issue)
            notify(there, issue, "synchronize", before=before, after=after)


def change(at: Visit, issue: Issue, body: Body) -> None:
    """Changes of title, text and state from `PATCH …/pulls/{n}` or `…/issues/{n}`, with the webhooks of a pull request."""
    before = {"title": issue.title, "body": issue.body or ""}
    was, pull = issue.state, branches(issue)
    if body.get("state") == "open" and was == "closed" and (pull.merged_at or not pushes.tip(pull.origin, pull.head)):
        _refuse("state cannot be changed. The pull request cannot be reopened.")
    issues.change(at, issue, body)
    after = {"title": issue.title, "body": issue.body or ""}
    if edited := {name: {"from": text} for name, text in before.items() if text != after[name]}:
        notify(at, issue, "edited", changes=edited)
    if issue.state != was:
        notify(at, issue, "closed" if issue.state == "closed" else "reopened")


METHODS = {"merge": "Merge commits", "squash": "Squash merges", "rebase": "Rebase merges"}


def is_blocked(repo: RepositoryState, issue: Issue) -> bool:
    """Whether it waits for a review."""
    pull = branches(issue)
    return pull.base in repo.protected and repo.needs_review and not pull.approved


def enable_auto_merge(at: Visit, issue: Issue, method: str) -> None:
    """Merge it by itself as soon as that is allowed; 422 where the repository does not want that, or it is allowed now."""
    if not at.repo.auto_merges:
        raise Refused(422, "Auto merge is not allowed for this repository")
    if method not in at.repo.merge_methods:
        raise Refused(422, f"Merge method {METHODS[method].lower()} are not allowed on this repository")
    if issue.state != "open" or not is_blocked(at.repo, issue):
        raise Refused(422, "Pull request Pull request is in clean status")
    branches(issue).auto_merge = (at.actor.user, method)
    notify(at, issue, "auto_merge_enabled")


def disable_auto_merge(at: Visit, issue: Issue) -> None:
    """Do not merge it by itself."""
    branches(issue).auto_merge = None
    notify(at, issue, "auto_merge_disabled", reason="Auto-merge was disabled by a person")


def approve(at: Visit, issue: Issue) -> None:
    """A review by a person who may write; it is merged now where somebody asked for that."""
    pull = branches(issue)
    pull.approved = True
    if pull.auto_merge and issue.state == "open":
        merge(at, issue)


def merge_now(at: Visit, issue: Issue, body: Body) -> Commit:
    """Merge from `PUT …/merge`: 405 where it is not allowed, 409 where its head is another commit than `sha`."""
    pull, method = branches(issue), text(body, "merge_method") or "merge"
    if method not in at.repo.merge_methods:
        raise Refused(405, f"{METHODS.get(method, method)} are not allowed on this repository.")
    if issue.state != "open" or is_blocked(at.repo, issue):
        raise Refused(405, "Pull Request is not mergeable")
    if text(body, "sha") not in (None, pull.head_sha):
        raise Refused(409, "Head branch was modified. Review and try the merge again.")
    return merge(at, issue)


def merge(at: Visit, issue: Issue) -> Commit:
    """Merge with a merge commit, push it, close the pull request."""
    pull = branches(issue)
    base = pushes.tip(at.repo, pull.base) or pull.base_sha
    store = at.repo.store
    shared = store.merge_base(base, pull.head_sha)
    head_tree = store.commits[pull.head_sha].tree
    changes = store.difference(store.commits[shared.sha].tree if shared else None, head_tree)
    tree = store.rewrite(store.commits[base].tree, {path: store.leaf(head_tree, path) for path in changes.paths})
    message = f"Merge pull request #{issue.number} from {pull.origin.owner.login}/{pull.head}\n\n{issue.title}"
    made = store.add_commit(tree, (base, pull.head_sha), message, pushes.signature(at.world, at.actor.user))
    pull.merged_at, pull.merged_by, pull.merge_commit = at.world.now(), at.actor.user, made.sha
    issue.state, issue.closed_at, issue.closed_by = "closed", at.world.now(), at.actor.user
    issues.touch(at.world, issue)
    pushes.move(at, pushes.HEADS + pull.base, made.sha)
    notify(at, issue, "closed")
    return made


def branches(issue: Issue) -> Branches:
    """The branches of a pull request; 404 for a plain issue."""
    if issue.pull is None:
        raise Refused(404, "Not Found")
    return issue.pull


def trees(repo: RepositoryState, pull: Branches) -> tuple[str | None, str]:
    """The two trees that its list of files compares: that of the merge base and that of the head."""
    shared = repo.store.merge_base(pull.base_sha, pull.head_sha)
    return (shared.tree if shared else None), repo.store.commits[pull.head_sha].tree


def files(world: World, repo: RepositoryState, issue: Issue) -> list[Json]:
    """The `diff-entry`s of a pull request."""
    pull = branches(issue)
    return changed_files(world.base, Span(repo, *trees(repo, pull), pull.head_sha))


def full(world: World, repo: RepositoryState, issue: Issue) -> Json:
    """The `pull-request` with its figures."""
    pull = branches(issue)
    changed = files(world, repo, issue)
    figures: Json = {
        "commits": len(repo.store.between(pull.base_sha, pull.head_sha)),
        "additions": sum(int(str(one["additions"])) for one in changed),
        "deletions": sum(int(str(one["deletions"])) for one in changed),
        "changed_files": len(changed),
    }
    return pull_in_full(world.base, repo, issue, pull) | figures


def notify(at: Visit, issue: Issue, action: str, **more: object) -> None:
    """The `pull_request` webhook."""
    shape = full(at.world, at.repo, issue)
    payload: Json = {"action": action, "number": issue.number, "pull_request": shape, **more}
    at.notify("pull_request", payload)
    at.note(f"pull_request.{action}", issue.number, title=issue.title)
