"""What may be done to an issue, by whom, and what GitHub tells of it."""

from collections.abc import Iterable

from bot.sandbox.errors import Refused, invalid
from bot.sandbox.fields import Body, names, strings, text
from bot.sandbox.labels import find_or_create
from bot.sandbox.shapes import Json
from bot.sandbox.shapes.issue import issue as issue_shape
from bot.sandbox.shapes.issue import label as label_shape
from bot.sandbox.shapes.people import user as user_shape
from bot.sandbox.shapes.repository import pushed
from bot.sandbox.state import Issue, Label, RepositoryState, User, at_least
from bot.sandbox.world import Actor, World

MAX_TITLE = 256
MAX_BODY = 65_536
MAX_ASSIGNEES = 10
REASONS = ("completed", "not_planned", "duplicate", "reopened")


def create(world: World, repo: RepositoryState, actor: Actor, body: Body) -> Issue:
    """A new issue from the fields of `POST …/issues`."""
    if not repo.has_issues:
        raise Refused(410, "Issues has been disabled in this repository.")
    title = _title(body) or ""
    if not title.strip():
        raise invalid("Issue", "title", "missing_field")
    content = _content(body)
    assignees = _assignees(world, repo, actor, None, body) or []
    wanted = names(body, "labels") if at_least(actor.role, "triage") else None
    labels = [find_or_create(world, repo, actor, name) for name in wanted or ()]
    issue = add(world, repo, actor, title, content)
    issue.labels, issue.assignees = _unique(labels), assignees
    tell(world, repo, actor, issue, "opened")
    world.note(repo, "issues.opened", actor.user, issue.number, title=title)
    for label in issue.labels:
        _tell_label(world, repo, actor, issue, "labeled", label)
    for who in issue.assignees:
        _tell_assignee(world, repo, actor, issue, "assigned", who)
    return issue


def add(world: World, repo: RepositoryState, actor: Actor, title: str, content: str | None) -> Issue:
    """An issue with the next number, told to nobody yet."""
    repo.numbers += 1
    issue = Issue(
        id=world.next_id(),
        number=repo.numbers,
        title=title,
        body=content,
        user=actor.user,
        app=actor.app,
        created_at=world.now(),
        updated_at=world.now(),
    )
    repo.issues[issue.number] = issue
    return issue


def change(world: World, repo: RepositoryState, actor: Actor, issue: Issue, body: Body) -> None:
    """New values from `PATCH …/issues/{n}`: refused whole where one of them is."""
    if not at_least(actor.role, "triage") and actor.user != issue.user:
        raise Refused(403, "Must have admin rights to Repository.")
    title, content = _title(body), _content(body)
    assignees = _assignees(world, repo, actor, issue, body)
    state = _state(body)
    wanted = names(body, "labels") if at_least(actor.role, "triage") else None
    _rewrite(world, repo, actor, issue, title, content if "body" in body else issue.body)
    if wanted is not None:
        set_labels(world, repo, actor, issue, wanted)
    if assignees is not None:
        _set_assignees(world, repo, actor, issue, assignees)
    if state is not None and state != issue.state:
        _turn(world, repo, actor, issue, state, text(body, "state_reason"))


def _rewrite(
    world: World, repo: RepositoryState, actor: Actor, issue: Issue, title: str | None, content: str | None
) -> None:
    before: dict[str, object] = {}
    if title is not None and title != issue.title:
        before["title"] = {"from": issue.title}
        issue.title = title
    if content != issue.body:
        before["body"] = {"from": issue.body or ""}
        issue.body = content
    if before:
        touch(world, issue)
        tell(world, repo, actor, issue, "edited", changes=before)
        world.note(repo, "issues.edited", actor.user, issue.number, title=issue.title, text=", ".join(before))


def _turn(world: World, repo: RepositoryState, actor: Actor, issue: Issue, state: str, reason: str | None) -> None:
    issue.state = state
    closed = state == "closed"
    issue.state_reason = (reason or "completed") if closed else "reopened"
    issue.closed_at = world.now() if closed else None
    issue.closed_by = actor.user if closed else None
    touch(world, issue)
    action = "closed" if closed else "reopened"
    tell(world, repo, actor, issue, action)
    world.note(repo, f"issues.{action}", actor.user, issue.number, title=issue.title, text=issue.state_reason)


def set_labels(world: World, repo: RepositoryState, actor: Actor, issue: Issue, wanted: Iterable[str]) -> None:
    """Exactly these labels; unknown ones are created grey."""
    labels = _unique(find_or_create(world, repo, actor, name) for name in wanted)
    gone = [label for label in issue.labels if label not in labels]
    new = [label for label in labels if label not in issue.labels]
    issue.labels = labels
    if gone or new:
        touch(world, issue)
    for label in new:
        _tell_label(world, repo, actor, issue, "labeled", label)
    for label in gone:
        _tell_label(world, repo, actor, issue, "unlabeled", label)


def set_assignees(world: World, repo: RepositoryState, actor: Actor, issue: Issue, logins: Iterable[str]) -> None:
    """Exactly these assignees, as PATCH sets them."""
    wanted = _assignees(world, repo, actor, issue, {"assignees": list(logins)})
    _set_assignees(world, repo, actor, issue, wanted or [])


def _set_assignees(world: World, repo: RepositoryState, actor: Actor, issue: Issue, wanted: list[User]) -> None:
    gone = [who for who in issue.assignees if who not in wanted]
    new = [who for who in wanted if who not in issue.assignees]
    issue.assignees = wanted
    if gone or new:
        touch(world, issue)
    for who in new:
        _tell_assignee(world, repo, actor, issue, "assigned", who)
    for who in gone:
        _tell_assignee(world, repo, actor, issue, "unassigned", who)


def assignable(repo: RepositoryState, issue: Issue | None, who: User) -> bool:
    """Whether `who` can be assigned: a collaborator, the owner, or one who commented on that issue."""
    if who.login.lower() in repo.collaborators or who == repo.owner:
        return True
    return issue is not None and any(comment.user == who for comment in issue.comments)


def lock(world: World, repo: RepositoryState, actor: Actor, issue: Issue, reason: str | None) -> None:
    """Lock the conversation."""
    issue.locked, issue.lock_reason = True, reason
    touch(world, issue)
    tell(world, repo, actor, issue, "locked")
    world.note(repo, "issues.locked", actor.user, issue.number, title=issue.title)


def unlock(world: World, repo: RepositoryState, actor: Actor, issue: Issue) -> None:
    """Open the conversation again."""
    issue.locked, issue.lock_reason = False, None
    touch(world, issue)
    tell(world, repo, actor, issue, "unlocked")
    world.note(repo, "issues.unlocked", actor.user, issue.number, title=issue.title)


def delete(world: World, repo: RepositoryState, actor: Actor, issue: Issue) -> None:
    """Take the issue away for good: from now on its address answers 410."""
    del repo.issues[issue.number]
    repo.deleted.add(issue.number)
    tell(world, repo, actor, issue, "deleted")
    world.note(repo, "issues.deleted", actor.user, issue.number, title=issue.title)


def transfer(world: World, repo: RepositoryState, to: RepositoryState, actor: Actor, issue: Issue) -> Issue:
    """Move the issue to another repository: its old address answers 301. Labels of that name go with it, others not."""
    old = issue_shape(world.base, repo, issue)
    new = add(world, to, actor, issue.title, issue.body)
    new.user, new.app, new.state, new.comments = issue.user, issue.app, issue.state, issue.comments
    new.labels = [to.labels[label.name.lower()] for label in issue.labels if label.name.lower() in to.labels]
    new.assignees = [who for who in issue.assignees if assignable(to, None, who)]
    repo.moved[issue.number] = (to.id, new.number)
    del repo.issues[issue.number]
    changes: Json = {"new_issue": issue_shape(world.base, to, new), "new_repository": pushed(world.base, to)}
    world.tell(repo, "issues", actor.user, {"action": "transferred", "issue": old, "changes": changes})
    world.note(repo, "issues.transferred", actor.user, issue.number, title=issue.title, text=f"{to.full_name}#{new.number}")
    return new


def add_child(world: World, repo: RepositoryState, actor: Actor, parent: Issue, child: Issue) -> None:
    """Make `child` a sub-issue of `parent`; each has one parent at most."""
    if child.parent is not None or child is parent:
        why = "Issue may not contain duplicate sub-issues and Sub issue may only have one parent"
        raise Refused(422, "Validation Failed", ({"resource": "Issue", "code": "custom", "message": why},))
    child.parent = parent
    parent.children.append(child)
    touch(world, parent)
    world.note(repo, "sub_issues.added", actor.user, parent.number, title=parent.title, text=f"#{child.number}")


def touch(world: World, issue: Issue) -> None:
    """The issue changed now."""
    issue.updated_at = world.now()


def tell(world: World, repo: RepositoryState, actor: Actor, issue: Issue, action: str, **more: object) -> None:
    """The `issues` webhook; pull requests have events of their own."""
    if issue.pull is None:
        shape = issue_shape(world.base, repo, issue)
        world.tell(repo, "issues", actor.user, {"action": action, "issue": shape, **more})


def _tell_label(world: World, repo: RepositoryState, actor: Actor, issue: Issue, action: str, label: Label) -> None:
    tell(world, repo, actor, issue, action, label=label_shape(world.base, repo, label))
    world.note(repo, f"issues.{action}", actor.user, issue.number, title=issue.title, text=label.name)


def _tell_assignee(world: World, repo: RepositoryState, actor: Actor, issue: Issue, action: str, who: User) -> None:
    tell(world, repo, actor, issue, action, assignee=user_shape(world.base, who))
    world.note(repo, f"issues.{action}", actor.user, issue.number, title=issue.title, text=who.login)


def _title(body: Body) -> str | None:
    title = str(body["title"]) if isinstance(body.get("title"), int) else text(body, "title")
    if title is not None and len(title) > MAX_TITLE:
        why = f"title is too long (maximum is {MAX_TITLE} characters)"
        raise invalid("Issue", "title", "custom", message=why)
    return title


def _content(body: Body) -> str | None:
    content = text(body, "body")
    if content is not None and len(content) > MAX_BODY:
        raise invalid("Issue", "body", "custom", message=f"body is too long (maximum is {MAX_BODY} characters)")
    return content


def _state(body: Body) -> str | None:
    state, reason = text(body, "state"), text(body, "state_reason")
    if state not in (None, "open", "closed"):
        raise invalid("Issue", "state", value=state)
    if reason is not None and reason not in REASONS:
        raise invalid("Issue", "state_reason", value=reason)
    return state


def _assignees(
    world: World, repo: RepositoryState, actor: Actor, issue: Issue | None, body: Body
) -> list[User] | None:
    logins = strings(body, "assignees")
    # Who may not push has the field dropped without a word.
    if logins is None or not at_least(actor.role, "write"):
        return None
    if len(logins) > MAX_ASSIGNEES:
        raise invalid("Issue", "assignees", "custom", message=f"no more than {MAX_ASSIGNEES} assignees")
    found = [(login, world.find_account(login)) for login in dict.fromkeys(login.lower() for login in logins)]
    for login, who in found:
        if who is None or not assignable(repo, issue, who):
            raise invalid("Issue", "assignees", value=login)
    return [who for _, who in found if who]


def _unique(labels: Iterable[Label]) -> list[Label]:
    return list({label.id: label for label in labels}.values())
