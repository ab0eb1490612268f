"""Commits and pushes, with their webhooks."""

from collections.abc import Mapping

from bot.sandbox.github.errors import Refused
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.commits import pushed_commit
from bot.sandbox.github.shapes.repository import pushed
from bot.sandbox.github.state.git import NOWHERE, Commit, Signature, text_changes
from bot.sandbox.github.state.records import RepositoryState, User
from bot.sandbox.github.state.visit import Visit
from bot.sandbox.github.state.world import World

HEADS = "refs/heads/"

Files = Mapping[str, str | bytes | None]
"""Path → content; None deletes the file."""


def signature(world: World, who: User) -> Signature:
    """A signature of `who` at the current time."""
    return Signature(who.login, who.email, world.now())


def tip(repo: RepositoryState, branch: str | None = None) -> str | None:
    """The commit of a branch; None if there is no such branch."""
    return repo.refs.get(HEADS + (branch or repo.default_branch))


def commit_files(at: Visit, parent: str | None, files: Files, message: str) -> Commit:
    """A commit on `parent` with these files; None deletes one."""
    store = at.repo.store
    tree = store.rewrite(store.commits[parent].tree if parent else None, text_changes(store, files))
    return store.add_commit(tree, (parent,) if parent else (), message, signature(at.world, at.actor.user))


def resolve(repo: RepositoryState, name: str) -> Commit:
    """The commit of a SHA (also its first 7 digits or more), a branch, a tag or `HEAD`; 404 or 422 without it."""
    branch = repo.default_branch if name == "HEAD" else name
    for ref in (name, f"refs/{branch}", HEADS + branch, f"refs/tags/{branch}"):
        if ref in repo.refs:
            return repo.store.commits[repo.refs[ref]]
    if len(name) >= 7:
        match = next((sha for sha in repo.store.commits if sha.startswith(name)), None)
        if match:
            return repo.store.commits[match]
    if not repo.refs:
        raise Refused(409, "Git Repository is empty.")
    raise Refused(422, f"No commit found for SHA: {name}")


def move(at: Visit, ref: str, after: str, *, force: bool = False) -> None:
    """Move `ref` to `after` (40 zeros: delete) and send the push. 422 unless it is a fast-forward or forced."""
    before = at.repo.refs.get(ref, NOWHERE)
    if before == after:
        return
    forced = _goes_back(at.repo, before, after)
    if forced and not force:
        raise Refused(422, "Update is not a fast forward")
    if after == NOWHERE:
        del at.repo.refs[ref]
    else:
        at.repo.refs[ref] = after
    at.repo.pushed_at = at.world.now()
    payload = _payload(at, ref, before, after, forced)
    at.notify("push", payload | {"repository": pushed(at.base, at.repo)})
    message = at.repo.store.commits[after].message if after != NOWHERE else ""
    at.note("push", title=message.partition("\n")[0], text=f"{ref} {before[:7]}..{after[:7]}")


def _goes_back(repo: RepositoryState, before: str, after: str) -> bool:
    if NOWHERE in (before, after):
        return False
    return all(commit.sha != before for commit in repo.store.history(after))


def _payload(at: Visit, ref: str, before: str, after: str, forced: bool) -> Json:
    base, store = at.base, at.repo.store
    commits = [] if after == NOWHERE or ref.startswith("refs/tags/") else _news(at.repo, ref, before, after)
    listed: list[object] = [pushed_commit(base, at.repo, one, store.changed_by(one)) for one in commits]
    head = None
    if after != NOWHERE:
        newest = store.commits[after]
        head = pushed_commit(base, at.repo, newest, store.changed_by(newest))
    return {
        "ref": ref,
        "before": before,
        "after": after,
        "base_ref": None,
        "created": before == NOWHERE,
        "deleted": after == NOWHERE,
        "forced": forced,
        "compare": f"{base}/{at.repo.full_name}/compare/{before[:12]}...{after[:12]}",
        "commits": listed,
        "head_commit": head,
        "pusher": {"name": at.actor.user.login, "email": at.actor.user.email},
    }


def _news(repo: RepositoryState, ref: str, before: str, after: str) -> list[Commit]:
    """The commits of a push. For a new branch: those that no other branch has."""
    commits = repo.store.between(before, after)
    if before != NOWHERE:
        return commits
    others = [sha for name, sha in repo.refs.items() if name != ref]
    known = {commit.sha for sha in others for commit in repo.store.history(sha)}
    return [commit for commit in commits if commit.sha not in known]
