"""Pull requests: an issue with two branches."""

from bot.sandbox import issues, pushes
from bot.sandbox.errors import Refused, invalid
from bot.sandbox.fields import Body, flag, required, text
from bot.sandbox.git import NOWHERE, Commit
from bot.sandbox.shapes import Json
from bot.sandbox.shapes.commits import Span, changed_files
from bot.sandbox.shapes.issue import pull_in_full
from bot.sandbox.state import Branches, Issue, RepositoryState
from bot.sandbox.visit import Visit
from bot.sandbox.world import World


def create(at: Visit, body: Body) -> Issue:
    """A new pull request from `POST …/pulls`; 422 without its branches, without a difference, or where one is open."""
    head, base = required(body, "head").rpartition(":")[2], required(body, "base")
    for name, branch in (("head", head), ("base", base)):
        if pushes.tip(at.repo, branch) is None:
            raise invalid("PullRequest", name)
    tips = pushes.tip(at.repo, head) or "", pushes.tip(at.repo, base) or ""
    if not at.repo.store.between(tips[1], tips[0]):
        _refuse(f"No commits between {base} and {head}")
    if any(is_open(one, head, base) for one in at.repo.issues.values()):
        _refuse(f"A pull request already exists for {at.repo.owner.login}:{head}.")
    issue = issues.add(at, required(body, "title"), text(body, "body"))
    issue.pull = Branches(head, base, tips[0], tips[1], draft=flag(body, "draft"))
    tell(at, issue, "opened")
    return issue


def _refuse(why: str) -> None:
    raise Refused(422, "Validation Failed", ({"resource": "PullRequest", "code": "custom", "message": why},))


def is_open(issue: Issue, head: str, base: str | None = None) -> bool:
    """Whether it is an open pull request from `head` (into `base`, where given)."""
    pull = issue.pull
    return pull is not None and issue.state == "open" and pull.head == head and base in (None, pull.base)


def push(at: Visit, ref: str, after: str, *, force: bool = False) -> None:
    """Move a branch; open pull requests from it follow."""
    before = at.repo.refs.get(ref, NOWHERE)
    pushes.move(at, ref, after, force=force)
    if after not in (before, NOWHERE):
        _follow(at, ref.removeprefix(pushes.HEADS), before)


def _follow(at: Visit, branch: str, before: str) -> None:
    after = pushes.tip(at.repo, branch)
    for issue in list(at.repo.issues.values()):
        if issue.pull and after and is_open(issue, branch):
            issue.pull.head_sha = after
            issues.touch(at.world, issue)
            tell(at, issue, "synchronize", before=before, after=after)


def merge(at: Visit, issue: Issue) -> Commit:
    """Merge with a merge commit, push it, close the pull request."""
    pull = branches(issue)
    base = pushes.tip(at.repo, pull.base) or pull.base_sha
    store = at.repo.store
    shared = store.merge_base(base, pull.head_sha)
    head_tree = store.commits[pull.head_sha].tree
    changes = store.difference(store.commits[shared.sha].tree if shared else None, head_tree)
    tree = store.rewrite(store.commits[base].tree, {path: store.leaf(head_tree, path) for path in changes.paths})
    message = f"Merge pull request #{issue.number} from {at.repo.owner.login}/{pull.head}\n\n{issue.title}"
    made = store.add_commit(tree, (base, pull.head_sha), message, pushes.signature(at.world, at.actor.user))
    pull.merged_at, pull.merged_by, pull.merge_commit = at.world.now(), at.actor.user, made.sha
    issue.state, issue.closed_at, issue.closed_by = "closed", at.world.now(), at.actor.user
    issues.touch(at.world, issue)
    pushes.move(at, pushes.HEADS + pull.base, made.sha)
    tell(at, issue, "closed")
    return made


def branches(issue: Issue) -> Branches:
    """The branches of a pull request; 404 for a plain issue."""
    if issue.pull is None:
        raise Refused(404, "Not Found")
    return issue.pull


def trees(repo: RepositoryState, pull: Branches) -> tuple[str | None, str]:
    """The trees that its list of files compares: where the branches parted, and the head's."""
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


def tell(at: Visit, issue: Issue, action: str, **more: object) -> None:
    """The `pull_request` webhook."""
    shape = full(at.world, at.repo, issue)
    payload: Json = {"action": action, "number": issue.number, "pull_request": shape, **more}
    at.tell("pull_request", payload)
    at.note(f"pull_request.{action}", issue.number, title=issue.title)
