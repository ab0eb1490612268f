"""A person's actions on a repository, in Python instead of over the API."""

from bot.sandbox.github.state import checks, issues, labels, pulls, pushes
from bot.sandbox.github.state import comments as talk
from bot.sandbox.github.state.git import NOWHERE
from bot.sandbox.github.state.pushes import Files
from bot.sandbox.github.state.records import CheckRun, Comment, Issue, Label, RepositoryState
from bot.sandbox.github.state.visit import Visit
from bot.sandbox.github.state.world import World


class Repository:
    """A repository as a person uses it. `by` and `author` are logins; accounts are created if needed."""

    def __init__(self, world: World, state: RepositoryState) -> None:
        self.world = world
        self.state = state

    # -- state

    @property
    def id(self) -> int:
        """The id, which stays the same when the repository is renamed."""
        return self.state.id

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return self.state.full_name

    @property
    def head(self) -> str:
        """The commit at the tip of the default branch."""
        return self.state.refs[pushes.HEADS + self.state.default_branch]

    @property
    def writes(self) -> list[tuple[str, str]]:
        """Every write call of the App: method and path, also of refused ones. `clear()` it between steps."""
        return self.state.writes

    @property
    def issues(self) -> list[Issue]:
        """All issues without pull requests, by number."""
        return [one for _, one in sorted(self.state.issues.items()) if one.pull is None]

    @property
    def open_issues(self) -> list[Issue]:
        """Those that are open."""
        return [one for one in self.issues if one.state == "open"]

    @property
    def checks(self) -> list[CheckRun]:
        """All check runs, oldest first."""
        return list(self.state.checks.values())

    def issue(self, number: int) -> Issue:
        """The issue or pull request of that number; KeyError without it."""
        return self.state.issues[number]

    def read(self, path: str, branch: str | None = None) -> str | None:
        """The text of a file at a branch's tip; None where there is none."""
        tip = pushes.tip(self.state, branch)
        leaf = self.state.store.leaf(self.state.store.commits[tip].tree, path) if tip else None
        return self.state.store.blobs[leaf.sha].decode() if leaf and leaf.kind == "blob" else None

    def files(self, branch: str | None = None) -> list[str]:
        """All paths at a branch's tip."""
        tip = pushes.tip(self.state, branch)
        return sorted(self.state.store.files(self.state.store.commits[tip].tree)) if tip else []

    def _as(self, login: str | None) -> Visit:
        return Visit(self.world, self.state, self.world.actor(self.state, login or self.state.owner.login))

    # -- git

    def commit(
        self, files: Files, *, message: str = "Update the notes", author: str | None = None, parent: str | None = None
    ) -> str:
        """A commit on `parent` (default: the tip of the default branch; empty: on none) that is on no branch yet. Returns its SHA."""
        parent = pushes.tip(self.state) if parent is None else parent
        return pushes.commit_files(self._as(author), parent, files, message).sha

    def move(self, branch: str, sha: str, *, by: str | None = None, force: bool = False) -> None:
        """Push a commit to a branch, which is created if needed."""
        pulls.push(self._as(by), pushes.HEADS + branch, sha, force=force)

    def push(
        self, files: Files, *, message: str = "Update the notes", author: str | None = None, branch: str | None = None
    ) -> str:
        """Push one commit to a branch, which is created from the default branch if needed. Returns its SHA."""
        name = branch or self.state.default_branch
        parent = pushes.tip(self.state, name) or pushes.tip(self.state)
        sha = self.commit(files, message=message, author=author, parent=parent)
        self.move(name, sha, by=author)
        return sha

    def replace(self, path: str, old: str, new: str, *, author: str | None = None) -> str:
        """Push a file with one passage replaced. ValueError unless `old` occurs exactly once."""
        text = self.read(path)
        if text is None or text.count(old) != 1:
            raise ValueError(f"{path} does not hold {old!r} once")
        return self.push({path: text.replace(old, new)}, author=author)

    def tag(self, name: str, sha: str | None = None, *, by: str | None = None) -> None:
        """Push a tag."""
        pulls.push(self._as(by), f"refs/tags/{name}", sha or self.head)

    def delete_branch(self, branch: str, *, by: str | None = None) -> None:
        """Push the deletion of a branch."""
        pulls.push(self._as(by), pushes.HEADS + branch, NOWHERE)

    def protect(self, branch: str, *, on: bool = True) -> None:
        """Protect a branch, or end that: only pull requests may change it. `push` ignores this, as an admin can."""
        (self.state.protected.add if on else self.state.protected.discard)(branch)

    # -- issues

    def open_issue(
        self,
        title: str,
        body: str = "",
        *,
        by: str | None = None,
        labels: tuple[str, ...] = (),
        assignees: tuple[str, ...] = (),
    ) -> Issue:
        """A new issue by a person."""
        fields = {"title": title, "body": body, "labels": list(labels), "assignees": list(assignees)}
        return issues.create(self._as(by), fields)

    def edit_issue(self, number: int, *, by: str | None = None, **fields: object) -> Issue:
        """New values as PATCH takes them: `title`, `body`, `labels`, `assignees`, `state`, `state_reason`."""
        issue = self.issue(number)
        (pulls.change if issue.pull else issues.change)(self._as(by), issue, fields)
        return issue

    def close_issue(self, number: int, *, by: str | None = None, reason: str = "completed") -> Issue:
        """Close it; `reason` is `completed`, `not_planned` or `duplicate`."""
        return self.edit_issue(number, by=by, state="closed", state_reason=reason)

    def reopen_issue(self, number: int, *, by: str | None = None) -> Issue:
        """Open it again."""
        return self.edit_issue(number, by=by, state="open")

    def comment(self, number: int, by: str, body: str) -> Comment:
        """A comment; on a locked issue only by people who may push."""
        return talk.comment(self._as(by), self.issue(number), {"body": body})

    def edit_comment(self, number: int, comment: Comment, body: str, *, by: str | None = None) -> None:
        """Change a comment's text."""
        talk.edit(self._as(by or comment.user.login), self.issue(number), comment, {"body": body})

    def delete_comment(self, number: int, comment: Comment, *, by: str | None = None) -> None:
        """Delete a comment."""
        talk.delete(self._as(by), self.issue(number), comment)

    def lock_issue(self, number: int, *, by: str | None = None, reason: str | None = None) -> None:
        """Lock the conversation."""
        issues.lock(self._as(by), self.issue(number), reason)

    def pin_issue(self, number: int, *, by: str | None = None) -> None:
        """Pin it to the top of the list of issues."""
        issues.pin(self._as(by), self.issue(number))

    def put_under(self, number: int, parent: int, *, by: str | None = None) -> None:
        """Make an issue a sub-issue of another."""
        issues.add_child(self._as(by), self.issue(parent), self.issue(number))

    def take_out(self, number: int, *, by: str | None = None) -> None:
        """Remove a sub-issue from its parent."""
        issues.take_out(self._as(by), self.issue(number))

    def delete_issue(self, number: int, *, by: str | None = None) -> None:
        """Delete it: its address answers 410 from now on."""
        issues.delete(self._as(by), self.issue(number))

    def transfer_issue(self, number: int, to: "Repository", *, by: str | None = None) -> Issue:
        """Move it to another repository: its old address answers 301."""
        return issues.transfer(self._as(by), to.state, self.issue(number))

    def create_label(
        self, name: str, color: str = "ededed", description: str | None = None, *, by: str | None = None
    ) -> Label:
        """A new label."""
        fields = {"name": name, "color": color, "description": description}
        return labels.create(self._as(by), fields)

    def delete_label(self, name: str) -> None:
        """Delete a label, also from all issues."""
        labels.delete(self.state, labels.find(self.state, name))

    # -- pull requests and checks

    def open_pull(
        self, title: str, head: str, *, base: str | None = None, body: str = "", by: str | None = None
    ) -> Issue:
        """A pull request from the branch `head`, or from `login:branch` in a fork."""
        fields = {"title": title, "head": head, "base": base or self.state.default_branch, "body": body}
        return pulls.create(self._as(by), fields)

    def merge_pull(self, number: int, *, by: str | None = None) -> str:
        """Merge with a merge commit; its SHA."""
        return pulls.merge(self._as(by), self.issue(number)).sha

    def approve_pull(self, number: int, *, by: str | None = None) -> None:
        """Review it; it is merged now where auto-merge is on."""
        pulls.approve(self._as(by), self.issue(number))

    def stop_auto_merge(self, number: int, *, by: str | None = None) -> None:
        """Turn auto-merge of a pull request off."""
        pulls.disable_auto_merge(self._as(by), self.issue(number))

    def press(self, run: CheckRun, identifier: str, *, by: str | None = None) -> None:
        """Click a button of a check run."""
        checks.press(self._as(by), run, identifier)

    def rerequest(self, run: CheckRun, *, by: str | None = None) -> None:
        """Click Re-run."""
        checks.rerequest(self._as(by), run)

    # -- the repository itself

    def collaborate(self, login: str, role: str | None) -> None:
        """Set a role (`read`, `triage`, `write`, `maintain`, `admin`); None removes it."""
        if role is None:
            self.state.collaborators.pop(login.lower(), None)
        else:
            self.state.collaborators[login.lower()] = (self.world.account(login), role)

    def rename(self, name: str, *, by: str | None = None) -> None:
        """Rename it (name without owner): the old name redirects with 301."""
        before, self.state.name = self.state.name, name
        self.world.names[self.state.full_name.lower()] = self.state.id
        changes = {"repository": {"name": {"from": before}}}
        visit = self._as(by)
        visit.notify("repository", {"action": "renamed", "changes": changes})
        visit.note("repository.renamed", text=before)

    def turn_issues(self, on: bool) -> None:
        """Enable or disable issues; while disabled, they answer 410."""
        self.state.has_issues = on
