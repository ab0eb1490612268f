"""Git objects in memory, with the same SHA-1s as in git."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha1

FILE = "100644"
FOLDER = "040000"
NOWHERE = "0" * 40


@dataclass(frozen=True, slots=True)
class Signature:
    """Author or committer of a commit, and the time (aware, in whole seconds)."""

    name: str
    email: str
    date: datetime


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry of a tree: its mode (`100644`, `040000` …) and the object's SHA."""

    mode: str
    sha: str

    @property
    def kind(self) -> str:
        """`tree` for a folder, else `blob`."""
        return "tree" if self.mode == FOLDER else "blob"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with its own SHA."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    message: str
    author: Signature
    committer: Signature


@dataclass(frozen=True, slots=True)
class Difference:
    """Paths that differ between two trees, each sorted."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths, sorted."""
        return tuple(sorted({*self.added, *self.removed, *self.modified}))


@dataclass(slots=True)
class Store:
    """All blobs, trees and commits of a repository by SHA."""

    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, dict[str, Leaf]] = field(default_factory=dict)
    commits: dict[str, Commit] = field(default_factory=dict)

    def add_blob(self, content: bytes) -> str:
        """Store a blob. Returns its SHA."""
        sha = _name("blob", content)
        self.blobs[sha] = content
        return sha

    def add_tree(self, leaves: Mapping[str, Leaf]) -> str:
        """Store a tree. Returns its SHA. Git sorts names as bytes, and folders as if they ended in a slash."""
        ordered = sorted(leaves.items(), key=lambda pair: _order(*pair))
        raw = b"".join(
            f"{leaf.mode.lstrip('0')} {name}".encode() + b"\0" + bytes.fromhex(leaf.sha) for name, leaf in ordered
        )
        sha = _name("tree", raw)
        self.trees[sha] = dict(ordered)
        return sha

    def add_commit(
        self, tree: str, parents: tuple[str, ...], message: str, author: Signature, committer: Signature | None = None
    ) -> Commit:
        """Store a commit; `committer` defaults to the author."""
        committer = committer or author
        head = [f"tree {tree}", *(f"parent {sha}" for sha in parents)]
        head += [f"author {_signed(author)}", f"committer {_signed(committer)}"]
        sha = _name("commit", ("\n".join(head) + "\n\n" + message).encode())
        commit = Commit(sha, tree, parents, message, author, committer)
        self.commits[sha] = commit
        return commit

    def walk(self, tree: str, prefix: str = "") -> Iterator[tuple[str, Leaf]]:
        """Every path below `tree` with its entry, folders before their content."""
        for name, leaf in self.trees[tree].items():
            path = f"{prefix}{name}"
            yield path, leaf
            if leaf.kind == "tree":
                yield from self.walk(leaf.sha, f"{path}/")

    def files(self, tree: str) -> dict[str, Leaf]:
        """Path → entry of every file below `tree`."""
        return {path: leaf for path, leaf in self.walk(tree) if leaf.kind == "blob"}

    def leaf(self, tree: str, path: str) -> Leaf | None:
        """The entry at `path`: the tree itself for an empty path, None if there is nothing."""
        found: Leaf | None = Leaf(FOLDER, tree)
        for name in path.strip("/").split("/") if path.strip("/") else ():
            if found is None or found.kind != "tree":
                return None
            found = self.trees[found.sha].get(name)
        return found

    def rewrite(self, tree: str | None, changes: Mapping[str, Leaf | None]) -> str:
        """The SHA of `tree` with the entries of `changes` at their paths; None removes one."""
        files = self.files(tree) if tree else {}
        for path, leaf in changes.items():
            gone = [old for old in files if old == path or old.startswith(f"{path}/")]
            for old in gone:
                del files[old]
            if leaf is not None:
                files |= {path: leaf} if leaf.kind == "blob" else _under(path, self.files(leaf.sha))
        return self._build(files)

    def _build(self, files: Mapping[str, Leaf]) -> str:
        here: dict[str, Leaf] = {}
        below: dict[str, dict[str, Leaf]] = {}
        for path, leaf in files.items():
            name, slash, rest = path.partition("/")
            if slash:
                below.setdefault(name, {})[rest] = leaf
            else:
                here[name] = leaf
        return self.add_tree(here | {name: Leaf(FOLDER, self._build(inner)) for name, inner in below.items()})

    def difference(self, old: str | None, new: str) -> Difference:
        """The changes from the tree `old` (None: empty) to the tree `new`."""
        before, after = self.files(old) if old else {}, self.files(new)
        return Difference(
            added=tuple(sorted(after.keys() - before.keys())),
            removed=tuple(sorted(before.keys() - after.keys())),
            modified=tuple(sorted(path for path in after.keys() & before.keys() if after[path] != before[path])),
        )

    def changed_by(self, commit: Commit) -> Difference:
        """The changes of a commit against its first parent."""
        parent = self.commits[commit.parents[0]].tree if commit.parents else None
        return self.difference(parent, commit.tree)

    def history(self, sha: str) -> list[Commit]:
        """The commit and its ancestors, children before parents."""
        finished: dict[str, Commit] = {}
        waiting = [sha]
        while waiting:
            commit = self.commits[waiting[-1]]
            unseen = [parent for parent in reversed(commit.parents) if parent not in finished]
            if unseen and commit.sha not in finished:
                waiting.extend(unseen)
                continue
            waiting.pop()
            finished[commit.sha] = commit
        return list(reversed(finished.values()))

    def between(self, before: str, after: str) -> list[Commit]:
        """The commits of `after` that `before` does not have, oldest first. `before` may be 40 zeros."""
        known = {commit.sha for commit in self.history(before)} if before != NOWHERE else set()
        return [commit for commit in reversed(self.history(after)) if commit.sha not in known]

    def merge_base(self, one: str, other: str) -> Commit | None:
        """The newest common ancestor; None for unrelated histories."""
        known = {commit.sha for commit in self.history(one)}
        return next((commit for commit in self.history(other) if commit.sha in known), None)


def _name(kind: str, raw: bytes) -> str:
    return sha1(f"{kind} {len(raw)}\0".encode() + raw, usedforsecurity=False).hexdigest()


def _order(name: str, leaf: Leaf) -> bytes:
    return f"{name}/".encode() if leaf.kind == "tree" else name.encode()


def _signed(who: Signature) -> str:
    return f"{who.name} <{who.email}> {int(who.date.timestamp())} +0000"


def _under(path: str, files: Mapping[str, Leaf]) -> dict[str, Leaf]:
    return {f"{path}/{name}": leaf for name, leaf in files.items()}


def text_changes(store: Store, files: Mapping[str, str | bytes | None]) -> dict[str, Leaf | None]:
    """File contents as changes for `Store.rewrite`; None stays None."""
    return {path: None if content is None else _leaf(store, content) for path, content in files.items()}


def _leaf(store: Store, content: str | bytes) -> Leaf:
    return Leaf(FILE, store.add_blob(content.encode() if isinstance(content, str) else content))


def lines_changed(before: bytes, after: bytes) -> tuple[int, int]:
    """The number of lines added and removed, by counts of equal lines, which is exact enough."""
    old, new = before.splitlines(), after.splitlines()
    return _missing(new, old), _missing(old, new)


def _missing(lines: Iterable[bytes], among: list[bytes]) -> int:
    left = list(among)
    count = 0
    for line in lines:
        if line in left:
            left.remove(line)
        else:
            count += 1
    return count
