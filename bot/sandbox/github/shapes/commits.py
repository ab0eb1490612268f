"""Commits, trees, blobs, files and comparisons."""

from base64 import encodebytes
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.people import stamp, user_or_none
from bot.sandbox.github.state.git import Commit, Difference, Leaf, Signature, lines_changed
from bot.sandbox.github.state.records import RepositoryState, User

UNSIGNED: Json = {"verified": False, "reason": "unsigned", "signature": None, "payload": None, "verified_at": None}


def person(who: Signature) -> Json:
    """Name, address and time of a commit."""
    return {"name": who.name, "email": who.email, "date": stamp(who.date)}


def _tree_link(base: str, repo: RepositoryState, sha: str) -> Json:
    return {"sha": sha, "url": f"{base}/repos/{repo.full_name}/git/trees/{sha}"}


def _parents(base: str, repo: RepositoryState, commit: Commit, kind: str) -> list[Json]:
    url, web = f"{base}/repos/{repo.full_name}/{kind}", f"{base}/{repo.full_name}/commit"
    return [{"sha": sha, "url": f"{url}/{sha}", "html_url": f"{web}/{sha}"} for sha in commit.parents]


def git_commit(base: str, repo: RepositoryState, it: Commit) -> Json:
    """A `git-commit` of the git database."""
    return {
        "sha": it.sha,
        "node_id": f"C_{it.sha[:12]}",
        "url": f"{base}/repos/{repo.full_name}/git/commits/{it.sha}",
        "html_url": f"{base}/{repo.full_name}/commit/{it.sha}",
        "author": person(it.author),
        "committer": person(it.committer),
        "tree": _tree_link(base, repo, it.tree),
        "message": it.message,
        "parents": _parents(base, repo, it, "git/commits"),
        "verification": UNSIGNED,
    }


def commit(base: str, repo: RepositoryState, it: Commit, find: Callable[[str], User | None]) -> Json:
    """A `commit`; `find` returns the account of a login, if there is one."""
    url = f"{base}/repos/{repo.full_name}/commits/{it.sha}"
    inner: Json = {
        "url": f"{base}/repos/{repo.full_name}/git/commits/{it.sha}",
        "author": person(it.author),
        "committer": person(it.committer),
        "message": it.message,
        "tree": _tree_link(base, repo, it.tree),
        "comment_count": 0,
        "verification": UNSIGNED,
    }
    return {
        "url": url,
        "sha": it.sha,
        "node_id": f"C_{it.sha[:12]}",
        "html_url": f"{base}/{repo.full_name}/commit/{it.sha}",
        "comments_url": f"{url}/comments",
        "commit": inner,
        "author": user_or_none(base, find(it.author.name)),
        "committer": user_or_none(base, find(it.committer.name)),
        "parents": _parents(base, repo, it, "commits"),
    }


@dataclass(frozen=True, slots=True)
class Span:
    """Two trees of a repository to compare (`old` None: empty); links lead to the commit `ref`."""

    repo: RepositoryState
    old: str | None
    new: str
    ref: str


def changed_files(base: str, span: Span) -> list[Json]:
    """The `diff-entry`s between two trees."""
    changes = span.repo.store.difference(span.old, span.new)
    status = {path: "added" for path in changes.added} | {path: "removed" for path in changes.removed}
    return [_changed(base, span, path, status.get(path, "modified")) for path in changes.paths]


def _changed(base: str, span: Span, path: str, status: str) -> Json:
    repo, ref = span.repo, span.ref
    before = repo.store.leaf(span.old, path) if span.old else None
    after = repo.store.leaf(span.new, path)
    added, removed = lines_changed(_content(repo, before), _content(repo, after))
    web = quote(path)
    shown = after or before
    return {
        "sha": shown.sha if shown else None,
        "filename": path,
        "status": status,
        "additions": added,
        "deletions": removed,
        "changes": added + removed,
        "blob_url": f"{base}/{repo.full_name}/blob/{ref}/{web}",
        "raw_url": f"{base}/{repo.full_name}/raw/{ref}/{web}",
        "contents_url": f"{base}/repos/{repo.full_name}/contents/{web}?ref={ref}",
    }


def _content(repo: RepositoryState, leaf: Leaf | None) -> bytes:
    return repo.store.blobs.get(leaf.sha, b"") if leaf else b""


def pushed_commit(base: str, repo: RepositoryState, it: Commit, changes: Difference) -> Json:
    """A commit in the list of a push."""
    return {
        "id": it.sha,
        "tree_id": it.tree,
        "distinct": True,
        "message": it.message,
        "timestamp": stamp(it.committer.date),
        "url": f"{base}/{repo.full_name}/commit/{it.sha}",
        "author": {"name": it.author.name, "email": it.author.email, "username": it.author.name},
        "committer": {"name": it.committer.name, "email": it.committer.email, "username": it.committer.name},
        "added": list(changes.added),
        "removed": list(changes.removed),
        "modified": list(changes.modified),
    }


def ref(base: str, repo: RepositoryState, name: str, sha: str) -> Json:
    """A `git-ref`; `name` is `refs/heads/…`."""
    url = f"{base}/repos/{repo.full_name}/git"
    target: Json = {"type": "commit", "sha": sha, "url": f"{url}/commits/{sha}"}
    return {"ref": name, "node_id": f"R_{sha[:12]}", "url": f"{url}/{quote(name)}", "object": target}


def tree(base: str, repo: RepositoryState, sha: str, *, recursive: bool) -> Json:
    """A `git-tree`."""
    store = repo.store
    leaves = list(store.walk(sha)) if recursive else list(store.trees[sha].items())
    url = f"{base}/repos/{repo.full_name}/git"
    return _tree_link(base, repo, sha) | {
        "tree": [_leaf(url, repo, path, leaf) for path, leaf in leaves],
        "truncated": False,
    }


def _leaf(url: str, repo: RepositoryState, path: str, leaf: Leaf) -> Json:
    shape: Json = {"path": path, "mode": leaf.mode, "type": leaf.kind, "sha": leaf.sha}
    if leaf.kind == "blob":
        shape["size"] = len(repo.store.blobs[leaf.sha])
    return shape | {"url": f"{url}/{leaf.kind}s/{leaf.sha}"}


def blob(base: str, repo: RepositoryState, sha: str) -> Json:
    """A `blob`; base64 in lines of 60, as GitHub breaks them."""
    content = repo.store.blobs[sha]
    return {
        "sha": sha,
        "node_id": f"B_{sha[:12]}",
        "size": len(content),
        "url": f"{base}/repos/{repo.full_name}/git/blobs/{sha}",
        "content": encoded(content),
        "encoding": "base64",
    }


def encoded(content: bytes) -> str:
    """Base64 in lines, as GitHub returns it."""
    return encodebytes(content).decode()


def listed_file(base: str, repo: RepositoryState, path: str, leaf: Leaf, at: str) -> Json:
    """A file or folder without its content, as a folder's list shows it."""
    url = f"{base}/repos/{repo.full_name}/contents/{quote(path)}?ref={quote(at)}"
    git = f"{base}/repos/{repo.full_name}/git/{leaf.kind}s/{leaf.sha}"
    html = f"{base}/{repo.full_name}/{leaf.kind}/{at}/{quote(path)}"
    is_file = leaf.kind == "blob"
    return {
        "type": "file" if is_file else "dir",
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": leaf.sha,
        "size": len(repo.store.blobs[leaf.sha]) if is_file else 0,
        "url": url,
        "git_url": git,
        "html_url": html,
        "download_url": f"{base}/{repo.full_name}/raw/{at}/{quote(path)}" if is_file else None,
        "_links": {"self": url, "git": git, "html": html},
    }


def file(base: str, repo: RepositoryState, path: str, leaf: Leaf, at: str) -> Json:
    """A `content-file`."""
    content = encoded(repo.store.blobs[leaf.sha])
    return listed_file(base, repo, path, leaf, at) | {"content": content, "encoding": "base64"}
