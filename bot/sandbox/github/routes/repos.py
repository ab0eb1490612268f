"""A repository, its collaborators, and its files."""

import binascii
import io
import tarfile
from base64 import b64decode
from urllib.parse import quote

from bot.sandbox.github.call import Answer, Call, Routes, empty
from bot.sandbox.github.errors import Refused, invalid, malformed, not_found
from bot.sandbox.github.fields import required, text
from bot.sandbox.github.shapes import Json, people
from bot.sandbox.github.shapes import commits as shape
from bot.sandbox.github.shapes.repository import repository_in_full
from bot.sandbox.github.state import pulls, pushes
from bot.sandbox.github.state.git import Commit
from bot.sandbox.github.state.issues import assignable
from bot.sandbox.github.state.records import RepositoryState, User

routes = Routes()


@routes("GET", "/repos/{owner}/{repo}", "metadata:read")
def get(call: Call) -> Answer:
    """The repository."""
    role = call.repo.role(call.caller.user.login) if call.caller.user else "write" if call.caller.token else "read"
    return Answer(200, repository_in_full(call.base, call.repo, role))


@routes("GET", "/repos/{owner}/{repo}/collaborators", "metadata:read")
def collaborators(call: Call) -> Answer:
    """Accounts with a role in the repository."""
    return call.paged(list(call.repo.collaborators.values()), lambda one: people.collaborator(call.base, *one))


@routes("GET", "/repos/{owner}/{repo}/collaborators/{username}/permission", "metadata:read")
def permission(call: Call) -> Answer:
    """An account's permission: `role_name` distinguishes triage and maintain, `permission` does not."""
    who = call.world.find_account(call.params["username"])
    if who is None:
        raise not_found()
    role = call.repo.role(who.login)
    person = people.collaborator(call.base, who, role)
    return Answer(200, {"permission": people.legacy_permission(role), "role_name": role, "user": person})


@routes("GET", "/repos/{owner}/{repo}/assignees", "issues:read")
def assignees(call: Call) -> Answer:
    """Who can be assigned to any issue."""
    found = [who for who, _ in call.repo.collaborators.values()]
    return call.paged(found, lambda who: people.user(call.base, who))


@routes("GET", "/repos/{owner}/{repo}/assignees/{username}", "issues:read")
def is_assignable(call: Call) -> Answer:
    """204 or 404."""
    return _yes_or_no(call.repo, call.world.find_account(call.params["username"]))


@routes("GET", "/repos/{owner}/{repo}/issues/{number}/assignees/{username}", "issues:read")
def is_assignable_here(call: Call) -> Answer:
    """204 or 404 for one issue: who commented on it can be assigned to it."""
    issue, who = call.issue(), call.world.find_account(call.params["username"])
    if who and assignable(call.repo, issue, who):
        return empty()
    raise not_found()


def _yes_or_no(repo: RepositoryState, who: User | None) -> Answer:
    if who and assignable(repo, None, who):
        return empty()
    raise not_found()


@routes("GET", "/repos/{owner}/{repo}/branches/{branch:.+}", "contents:read")
def branch(call: Call) -> Answer:
    """A branch and its commit."""
    name = call.params["branch"]
    sha = pushes.tip(call.repo, name)
    if sha is None:
        raise Refused(404, "Branch not found")
    newest = shape.commit(call.base, call.repo, call.repo.store.commits[sha], call.world.find_account)
    url = f"{call.base}/repos/{call.repo.full_name}/branches/{quote(name)}"
    links = {"self": url, "html": f"{call.base}/{call.repo.full_name}/tree/{quote(name)}"}
    return Answer(
        200,
        {
            "name": name,
            "commit": newest,
            "_links": links,
            "protected": name in call.repo.protected,
            "protection": {"enabled": name in call.repo.protected},
            "protection_url": f"{url}/protection",
        },
    )


@routes("GET", "/repos/{owner}/{repo}/contents", "contents:read")
@routes("GET", "/repos/{owner}/{repo}/contents/{path:.*}", "contents:read")
def contents(call: Call) -> Answer:
    """A file with its content, or the list of a folder."""
    at = call.query.get("ref") or call.repo.default_branch
    path = call.params.get("path", "").strip("/")
    leaf = call.repo.store.leaf(_at(call, at).tree, path)
    if leaf is None:
        raise not_found()
    if leaf.kind == "tree":
        prefix = f"{path}/" if path else ""
        inside = call.repo.store.trees[leaf.sha].items()
        return Answer(200, [shape.listed_file(call.base, call.repo, prefix + name, one, at) for name, one in inside])
    if "raw" in call.accept:
        return Answer(200, call.repo.store.blobs[leaf.sha], media="application/vnd.github.raw+json; charset=utf-8")
    return Answer(200, shape.file(call.base, call.repo, path, leaf, at))


def _at(call: Call, ref: str) -> Commit:
    try:
        return pushes.resolve(call.repo, ref)
    except Refused:
        raise Refused(404, f"No commit found for the ref {ref}") from None


@routes("PUT", "/repos/{owner}/{repo}/contents/{path:.+}", "contents:write")
def put_contents(call: Call) -> Answer:
    """Write a file in one commit: 409 if `sha` is not that of the replaced blob."""
    path, known = call.params["path"].strip("/"), _check_sha(call)
    try:
        content = b64decode(required(call.body, "content").replace("\n", ""), validate=True)
    except binascii.Error:
        raise malformed("content is not valid Base64") from None
    made = _commit(call, path, content)
    leaf = call.repo.store.leaf(made.tree, path)
    assert leaf is not None
    file = shape.listed_file(call.base, call.repo, path, leaf, _branch(call))
    return Answer(200 if known else 201, {"content": file, "commit": shape.git_commit(call.base, call.repo, made)})


@routes("DELETE", "/repos/{owner}/{repo}/contents/{path:.+}", "contents:write")
def delete_contents(call: Call) -> Answer:
    """Delete a file in one commit."""
    if not _check_sha(call):
        raise not_found()
    made = _commit(call, call.params["path"].strip("/"), None)
    return Answer(200, {"content": None, "commit": shape.git_commit(call.base, call.repo, made)})


def _branch(call: Call) -> str:
    return text(call.body, "branch") or call.repo.default_branch


def _check_sha(call: Call) -> bool:
    """Whether the file exists. Rejects a `sha` that is missing or stale."""
    path, sha = call.params["path"].strip("/"), text(call.body, "sha")
    tip = pushes.tip(call.repo, _branch(call))
    if tip is None and call.repo.refs:
        raise Refused(404, f"Branch {_branch(call)} not found")
    leaf = call.repo.store.leaf(call.repo.store.commits[tip].tree, path) if tip else None
    if leaf is None:
        return False
    if sha is None:
        raise Refused(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
    if leaf.kind == "tree":
        raise invalid("Content", "path")
    if sha != leaf.sha:
        raise Refused(409, f"{path} does not match {sha}")
    return True


def _commit(call: Call, path: str, content: bytes | None) -> Commit:
    message, branch = required(call.body, "message"), _branch(call)
    if branch in call.repo.protected:
        what = "delete" if content is None else "update" if text(call.body, "sha") else "create"
        raise Refused(409, f"Could not {what} file: Changes must be made through a pull request.")
    tip = pushes.tip(call.repo, branch)
    made = pushes.commit_files(call.visit, tip, {path: content}, message)
    pulls.push(call.visit, pushes.HEADS + branch, made.sha)
    return made


@routes("GET", "/repos/{owner}/{repo}/tarball", "contents:read")
@routes("GET", "/repos/{owner}/{repo}/tarball/{ref:.*}", "contents:read")
def tarball(call: Call) -> Answer:
    """A redirect to the archive at another origin, which must not get the token."""
    commit = _at(call, call.params.get("ref") or call.repo.default_branch)
    address = (
        f"{call.world.archive}/{call.repo.full_name}/legacy.tar.gz/{commit.sha}?token={call.repo.id}x{commit.sha[:8]}"
    )
    return Answer(302, headers={"Location": address})


def archive(repo: RepositoryState, commit: Commit) -> bytes:
    """A gzipped tar of a commit, with one top folder named after the repository and the commit."""
    buffer = io.BytesIO()
    top = f"{repo.owner.login}-{repo.name}-{commit.sha[:7]}"
    with tarfile.open(
        fileobj=buffer, mode="w:gz", format=tarfile.PAX_FORMAT, pax_headers={"comment": commit.sha}
    ) as tar:
        for path, leaf in repo.store.files(commit.tree).items():
            content = repo.store.blobs[leaf.sha]
            member = tarfile.TarInfo(f"{top}/{path}")
            member.size, member.mtime = len(content), int(commit.committer.date.timestamp())
            tar.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@routes("GET", "/repos/{owner}/{repo}/compare/{basehead:.+}", "contents:read")
def compare(call: Call) -> Answer:
    """The commits and files that `head` has and `base` does not."""
    base_name, dots, head_name = call.params["basehead"].partition("...")
    if not dots:
        raise not_found()
    return Answer(200, _comparison(call, _at(call, base_name), _at(call, head_name)))


def _comparison(call: Call, base: Commit, head: Commit) -> Json:
    repo, store = call.repo, call.repo.store
    shared = store.merge_base(base.sha, head.sha)
    if shared is None:
        raise Refused(404, f"No common ancestor between {base.sha} and {head.sha}.")
    ahead, behind = store.between(base.sha, head.sha), store.between(head.sha, base.sha)
    state = {(False, False): "identical", (True, False): "ahead", (False, True): "behind", (True, True): "diverged"}
    files = shape.changed_files(call.base, shape.Span(repo, shared.tree, head.tree, head.sha))
    web = f"{call.base}/{repo.full_name}/compare/{base.sha[:12]}...{head.sha[:12]}"
    return {
        "url": f"{call.base}/repos/{repo.full_name}/compare/{base.sha}...{head.sha}",
        "html_url": web,
        "permalink_url": web,
        "diff_url": f"{web}.diff",
        "patch_url": f"{web}.patch",
        "base_commit": shape.commit(call.base, repo, base, call.world.find_account),
        "merge_base_commit": shape.commit(call.base, repo, shared, call.world.find_account),
        "status": state[bool(ahead), bool(behind)],
        "ahead_by": len(ahead),
        "behind_by": len(behind),
        "total_commits": len(ahead),
        "commits": [shape.commit(call.base, repo, one, call.world.find_account) for one in ahead[:250]],
        "files": files[:300],
    }
