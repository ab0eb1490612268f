"""The git database: commits, trees, blobs and refs."""

import binascii
from base64 import b64decode

from bot.sandbox.github.call import Answer, Call, Routes, empty
from bot.sandbox.github.errors import Refused, invalid, malformed, not_found
from bot.sandbox.github.fields import Body, flag, mapping, mappings, required, strings, text
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes import commits as shape
from bot.sandbox.github.state import pulls, pushes
from bot.sandbox.github.state.git import FILE, FOLDER, NOWHERE, Commit, Leaf, Signature

routes = Routes()
MODES = {FILE: "blob", "100755": "blob", "120000": "blob", FOLDER: "tree"}


@routes("GET", "/repos/{owner}/{repo}/commits", "contents:read")
def commits(call: Call) -> Answer:
    """The history of a branch or commit, newest first; of one file only with `path`."""
    store, path = call.repo.store, call.query.get("path")
    found = store.history(pushes.resolve(call.repo, call.query.get("sha") or call.repo.default_branch).sha)
    if path:
        found = [one for one in found if any(_below(changed, path) for changed in store.changed_by(one).paths)]
    return call.paged(found, lambda one: shape.commit(call.base, call.repo, one, call.world.find_account))


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


@routes("GET", "/repos/{owner}/{repo}/commits/{ref:.+}", "contents:read")
def commit(call: Call) -> Answer:
    """One commit with its files; the SHA alone where the caller accepts `application/vnd.github.sha`."""
    found = pushes.resolve(call.repo, call.params["ref"])
    if ".sha" in call.accept:
        return Answer(200, found.sha, media="application/vnd.github.sha; charset=utf-8")
    parent = call.repo.store.commits[found.parents[0]].tree if found.parents else None
    files = shape.changed_files(call.base, shape.Span(call.repo, parent, found.tree, found.sha))
    return Answer(200, shape.commit(call.base, call.repo, found, call.world.find_account) | {"files": files})


@routes("GET", "/repos/{owner}/{repo}/git/commits/{sha}", "contents:read")
def git_commit(call: Call) -> Answer:
    """One commit of the git database."""
    found = call.repo.store.commits.get(call.params["sha"])
    if found is None:
        raise not_found()
    return Answer(200, shape.git_commit(call.base, call.repo, found))


@routes("GET", "/repos/{owner}/{repo}/git/ref/{ref:.+}", "contents:read")
def ref(call: Call) -> Answer:
    """The commit of a ref such as `heads/main`."""
    name = f"refs/{call.params['ref']}"
    if not call.repo.refs:
        raise Refused(409, "Git Repository is empty.")
    if name not in call.repo.refs:
        raise not_found()
    return Answer(200, shape.ref(call.base, call.repo, name, call.repo.refs[name]))


@routes("GET", "/repos/{owner}/{repo}/git/matching-refs/{ref:.*}", "contents:read")
def matching_refs(call: Call) -> Answer:
    """All refs whose names begin so."""
    if not call.repo.refs:
        raise Refused(409, "Git Repository is empty.")
    names = sorted(name for name in call.repo.refs if name.startswith(f"refs/{call.params['ref']}"))
    return Answer(200, [shape.ref(call.base, call.repo, name, call.repo.refs[name]) for name in names])


@routes("GET", "/repos/{owner}/{repo}/git/trees/{tree:.+}", "contents:read")
def tree(call: Call) -> Answer:
    """A tree by its SHA, or the root of a commit or branch; with `recursive` all entries below it."""
    name = call.params["tree"]
    try:
        sha = name if name in call.repo.store.trees else pushes.resolve(call.repo, name).tree
    except Refused as refusal:
        raise refusal if refusal.status == 409 else not_found() from None
    # Any value counts, `0` and `false` too.
    return Answer(200, shape.tree(call.base, call.repo, sha, recursive="recursive" in call.query))


@routes("GET", "/repos/{owner}/{repo}/git/blobs/{sha}", "contents:read")
def blob(call: Call) -> Answer:
    """A file's content by its SHA."""
    content = call.repo.store.blobs.get(call.params["sha"])
    if content is None:
        raise not_found()
    if "raw" in call.accept:
        return Answer(200, content, media="application/vnd.github.raw+json; charset=utf-8")
    return Answer(200, shape.blob(call.base, call.repo, call.params["sha"]))


@routes("POST", "/repos/{owner}/{repo}/git/blobs", "contents:write")
def new_blob(call: Call) -> Answer:
    """Create a blob."""
    content = required(call.body, "content")
    try:
        raw = b64decode(content) if text(call.body, "encoding") == "base64" else content.encode()
    except binascii.Error:
        raise malformed("content is not valid Base64") from None
    sha = call.repo.store.add_blob(raw)
    return Answer(201, {"sha": sha, "url": f"{call.base}/repos/{call.repo.full_name}/git/blobs/{sha}"})


@routes("POST", "/repos/{owner}/{repo}/git/trees", "contents:write")
def new_tree(call: Call) -> Answer:
    """A tree from a list of paths, based on `base_tree` if given; a null `sha` removes a path."""
    changes = {required(one, "path"): _leaf(call, one) for one in mappings(call.body, "tree")}
    under = text(call.body, "base_tree")
    if under in call.repo.store.commits:
        under = call.repo.store.commits[under].tree
    if under and under not in call.repo.store.trees:
        raise Refused(404, "base_tree does not exist")
    sha = call.repo.store.rewrite(under, changes)
    return Answer(201, shape.tree(call.base, call.repo, sha, recursive=False))


def _leaf(call: Call, one: Body) -> Leaf | None:
    mode, content = text(one, "mode") or FILE, text(one, "content")
    if mode not in MODES:
        raise malformed(f"tree.mode {mode} is not supported")
    if content is not None:
        return Leaf(mode, call.repo.store.add_blob(content.encode()))
    sha = text(one, "sha")
    if sha is None:
        return None
    if sha not in (call.repo.store.blobs if MODES[mode] == "blob" else call.repo.store.trees):
        raise malformed(f"tree.sha {sha} is not a valid {MODES[mode]}")
    return Leaf(mode, sha)


@routes("POST", "/repos/{owner}/{repo}/git/commits", "contents:write")
def new_commit(call: Call) -> Answer:
    """A commit of a tree."""
    sha, parents = required(call.body, "tree"), strings(call.body, "parents") or []
    if sha not in call.repo.store.trees:
        raise Refused(422, "Tree SHA does not exist")
    if any(parent not in call.repo.store.commits for parent in parents):
        raise Refused(422, "Parent SHA does not exist or is not a commit object")
    made = call.repo.store.add_commit(sha, tuple(parents), required(call.body, "message"), _author(call))
    return Answer(201, shape.git_commit(call.base, call.repo, made))


def _author(call: Call) -> Signature:
    own = pushes.signature(call.world, call.actor.user)
    given = mapping(call.body, "author")
    return Signature(required(given, "name"), required(given, "email"), own.date) if given else own


@routes("POST", "/repos/{owner}/{repo}/git/refs", "contents:write")
def new_ref(call: Call) -> Answer:
    """Create a branch or tag."""
    name, commit = required(call.body, "ref"), _commit(call)
    if not name.startswith("refs/") or name.count("/") < 2:
        raise malformed("Reference name must start with 'refs' and have at least two slashes.")
    if name in call.repo.refs:
        raise Refused(422, "Reference already exists")
    pulls.push(call.visit, name, commit.sha)
    return Answer(201, _ref(call, name))


@routes("PATCH", "/repos/{owner}/{repo}/git/refs/{ref:.+}", "contents:write")
def move_ref(call: Call) -> Answer:
    """Move a branch, which is a push. Only fast-forward, unless `force`."""
    name, commit = f"refs/{call.params['ref']}", _commit(call)
    if name not in call.repo.refs:
        raise Refused(422, "Reference does not exist")
    if name.removeprefix(pushes.HEADS) in call.repo.protected:
        raise Refused(422, "Changes must be made through a pull request.")
    pulls.push(call.visit, name, commit.sha, force=flag(call.body, "force"))
    return Answer(200, _ref(call, name))


@routes("DELETE", "/repos/{owner}/{repo}/git/refs/{ref:.+}", "contents:write")
def delete_ref(call: Call) -> Answer:
    """Delete a branch or tag."""
    name = f"refs/{call.params['ref']}"
    if name not in call.repo.refs:
        raise Refused(422, "Reference does not exist")
    pulls.push(call.visit, name, NOWHERE)
    return empty()


def _commit(call: Call) -> Commit:
    found = call.repo.store.commits.get(required(call.body, "sha"))
    if found is None:
        raise invalid("Reference", "sha", message="Object does not exist")
    return found


def _ref(call: Call, name: str) -> Json:
    return shape.ref(call.base, call.repo, name, call.repo.refs[name])
